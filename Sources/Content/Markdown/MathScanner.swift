/// A formula in Markdown, as it was found.
struct FoundFormula {
  /// The bytes with their dollar signs, in the source.
  var range: Range<Int>
  var isDisplay: Bool

  var delimiterLength: Int { isDisplay ? 2 : 1 }
  var content: Range<Int> {
    range.lowerBound + delimiterLength..<range.upperBound - delimiterLength
  }
}

/// Markdown in which each formula is hidden behind a marker of the same length.
///
/// A Markdown parser would take `_` and `*` in formulas for emphasis. The marker is one
/// private-use character, which tells the formula's number, and letters up to the same length, so
/// that all columns stay right. Where the parser finds a marker in code, the formula's source is
/// put back.
struct MaskedMarkdown {
  var bytes: [UInt8]
  /// In the order of the source.
  var formulas: [FoundFormula] = []
  /// The offsets of `$$` that nothing closes on its line.
  var unclosed: [Int] = []

  /// So many private-use characters have three bytes, which is also the shortest formula.
  static let markerCount = 6400
  static let filler = UInt8(ascii: "x")

  static func marker(_ number: Int) -> [UInt8] {
    let value = 0xE000 + number % markerCount
    return [0xE0 | UInt8(value >> 12), 0x80 | UInt8(value >> 6 & 0x3F), 0x80 | UInt8(value & 0x3F)]
  }
}

/// Finds formulas outside code spans and hides them.
struct MathScanner {
  private let source: [UInt8]
  private var result: MaskedMarkdown
  private var position = 0
  private var lineEnd = 0
  /// For each length of a run of backticks, up to where none is left to close it.
  private var unclosedRuns = [Int](repeating: 0, count: longestRun + 1)
  private static let longestRun = 32

  /// Hides the formulas of `source` from `start` on and blanks what stands before.
  static func mask(_ source: SourceText, from start: Int = 0) -> MaskedMarkdown {
    var scanner = MathScanner(source.bytes, start)
    if source.bytes[start...].contains(.dollar) { scanner.scan(from: start) }
    return scanner.result
  }

  private init(_ source: [UInt8], _ start: Int) {
    self.source = source
    result = MaskedMarkdown(bytes: source)
    for offset in 0..<start where source[offset] != .newline {
      result.bytes[offset] = .space
    }
  }

  private mutating func scan(from start: Int) {
    position = start
    while position < source.count {
      lineEnd = endOfLine(from: position)
      if isFence(at: position, lineEnd) {
        position = lineEnd + 1
      } else {
        scanLine()
      }
    }
  }

  /// Scans to the end of the line, or to the end of a code span that ends in a later one.
  private mutating func scanLine() {
    while position < lineEnd {
      switch source[position] {
      case UInt8(ascii: "\\"): position += 2
      case .backtick: skipCode()
      case .dollar: readFormula()
      case UInt8(ascii: "<"): skipComment()
      default: position += 1
      }
    }
    position = max(position, lineEnd + 1)
  }

  private mutating func readFormula() {
    let start = position
    let isDisplay = start + 1 < lineEnd && source[start + 1] == .dollar
    if isDisplay {
      guard let end = closingDisplay(from: start + 2) else {
        result.unclosed.append(start)
        position = start + 2
        return
      }
      hide(FoundFormula(range: start..<end, isDisplay: true))
    } else if let end = closing(from: start + 1) {
      hide(FoundFormula(range: start..<end, isDisplay: false))
    } else {
      position = start + 1
    }
  }

  private mutating func hide(_ formula: FoundFormula) {
    let marker = MaskedMarkdown.marker(result.formulas.count)
    for (index, offset) in formula.range.enumerated() {
      result.bytes[offset] = index < marker.count ? marker[index] : MaskedMarkdown.filler
    }
    result.formulas.append(formula)
    position = formula.range.upperBound
  }

  /// The end of an inline formula whose text starts at `start`, if the next dollar sign closes it.
  private func closing(from start: Int) -> Int? {
    guard start < lineEnd, !isSpace(source[start]) else { return nil }
    guard let end = nextDollar(from: start), end > start, !isSpace(source[end - 1]) else {
      return nil
    }
    let isBeforeDigit =
      end + 1 < lineEnd && (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= source[end + 1]
    return isBeforeDigit ? nil : end + 1
  }

  private func closingDisplay(from start: Int) -> Int? {
    var from = start
    while let dollar = nextDollar(from: from) {
      if dollar + 1 < lineEnd, source[dollar + 1] == .dollar {
        return source[start..<dollar].isBlank ? nil : dollar + 2
      }
      from = dollar + 1
    }
    return nil
  }

  private func nextDollar(from start: Int) -> Int? {
    var offset = start
    while offset < lineEnd {
      if source[offset] == .dollar { return offset }
      offset += source[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private mutating func skipCode() {
    let length = runLength(at: position)
    position += length
    guard length <= Self.longestRun, unclosedRuns[length] <= position else { return }
    var offset = position
    var end = lineEnd
    while true {
      while offset < end {
        let run = runLength(at: offset)
        if run == length {
          position = offset + run
          lineEnd = end
          return
        }
        offset += max(1, run)
      }
      // A code span may go on in the next line of the same paragraph.
      let next = end + 1
      guard next < source.count else { break }
      let nextEnd = endOfLine(from: next)
      guard !startsBlock(at: next, nextEnd) else { break }
      offset = next
      end = nextEnd
    }
    unclosedRuns[length] = end
  }

  private mutating func skipComment() {
    guard source[position..<lineEnd].starts(with: "<!--".utf8) else {
      position += 1
      return
    }
    var offset = position + 4
    while offset < lineEnd {
      if source[offset..<lineEnd].starts(with: "-->".utf8) {
        position = offset + 3
        return
      }
      offset += 1
    }
    position += 4
  }

  private func runLength(at offset: Int) -> Int {
    var end = offset
    while end < source.count, source[end] == .backtick { end += 1 }
    return end - offset
  }

  private func endOfLine(from offset: Int) -> Int {
    source[offset...].firstIndex(of: .newline) ?? source.count
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == .space || byte == UInt8(ascii: "\t") }

  private func isFence(at start: Int, _ end: Int) -> Bool {
    let line = source[start..<end].drop { isSpace($0) || $0 == UInt8(ascii: ">") }
    if line.starts(with: "```".utf8) {
      // With backticks behind it, it is a code span.
      return !line.drop { $0 == .backtick }.contains(.backtick)
    }
    return line.starts(with: "~~~".utf8)
  }

  /// Whether a line ends the paragraph before it.
  private func startsBlock(at start: Int, _ end: Int) -> Bool {
    let line = source[start..<end].drop { isSpace($0) || $0 == UInt8(ascii: ">") }
    guard let first = line.first else { return true }
    let second = line.dropFirst().first
    switch first {
    case .hash: return true
    case .dash, UInt8(ascii: "*"), UInt8(ascii: "+"): return second == .space
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let mark = line.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
      return mark.starts(with: ". ".utf8) || mark.starts(with: ") ".utf8)
    default: return isFence(at: start, end)
    }
  }
}

extension UInt8 {
  static var dollar: UInt8 { UInt8(ascii: "$") }
  static var backtick: UInt8 { UInt8(ascii: "`") }
  static var newline: UInt8 { UInt8(ascii: "\n") }
}
