internal import CourseModel

/// The text of a content file, or of a part of one, that knows its place in that file.
///
/// The bytes are valid UTF-8 and lines end with a line feed, whatever the file had.
final class SourceText: Sendable {
  enum Origin: Sendable {
    case file(String)
    /// Line 1 stands in line `from` of another text; there the lines may be indented.
    case lines(of: SourceText, from: Int)
    /// The text was folded or unescaped, so that everything in it is reported at one place.
    case place(SourceLocation)
  }

  let bytes: [UInt8]
  let origin: Origin
  /// The offset of each line's first byte.
  private let starts: [Int]

  init(_ bytes: [UInt8], origin: Origin) {
    self.bytes = bytes
    self.origin = origin
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.starts = starts
  }

  convenience init(_ text: String, origin: Origin) {
    self.init(Array(text.utf8), origin: origin)
  }

  /// The path of the file, as the user gave it.
  var file: String {
    switch origin {
    case .file(let path): path
    case .lines(let parent, _): parent.file
    case .place(let location): location.file
    }
  }

  var lineCount: Int { starts.count }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The offsets of a line's bytes without its line feed; empty beyond the last line.
  func range(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= starts.count else { return bytes.count..<bytes.count }
    let end = line < starts.count ? starts[line] - 1 : bytes.count
    return starts[line - 1]..<end
  }

  func bytes(ofLine line: Int) -> ArraySlice<UInt8> { bytes[range(ofLine: line)] }

  /// The 1-based line that holds the byte at `offset`.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The place of a byte, given by its line and the number of bytes before it in that line.
  func location(line: Int, byte: Int = 0) -> SourceLocation {
    switch origin {
    case .place(let location):
      return location
    case .lines(let parent, let first):
      let outer = parent.bytes(ofLine: first + line - 1)
      let inner = bytes(ofLine: line)
      let isIndented = !outer.starts(with: inner) && outer.suffix(inner.count).elementsEqual(inner)
      let shift = isIndented ? outer.count - inner.count : 0
      return parent.location(line: first + line - 1, byte: shift + byte)
    case .file(let path):
      let before = bytes(ofLine: line).prefix(max(0, byte))
      return SourceLocation(file: path, line: line, column: characterCount(before) + 1)
    }
  }

  func location(offset: Int) -> SourceLocation {
    let line = line(at: offset)
    return location(line: line, byte: offset - range(ofLine: line).lowerBound)
  }

  /// The number of bytes of a line's first `scalars` Unicode scalars.
  func byteCount(ofLine line: Int, scalars: Int) -> Int {
    let bytes = bytes(ofLine: line)
    var seen = 0
    for (count, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if seen == scalars { return count }
      seen += 1
    }
    return bytes.count
  }

  /// The number of bytes of a text's first `characters` characters.
  static func byteCount(of text: String, characters: Int) -> Int {
    text.prefix(max(0, characters)).utf8.count
  }

  /// Some whole lines of this text as a text of their own.
  func lines(_ range: Range<Int>) -> SourceText {
    guard let last = range.last else { return SourceText([], origin: .lines(of: self, from: 1)) }
    let span = self.range(ofLine: range.lowerBound).lowerBound..<self.range(ofLine: last).upperBound
    return SourceText(Array(bytes[span]), origin: .lines(of: self, from: range.lowerBound))
  }

  private func characterCount(_ bytes: ArraySlice<UInt8>) -> Int {
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.count }
    return String(decoding: bytes, as: UTF8.self).count
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// Where `pattern` starts first.
  func firstOccurrence(of pattern: String) -> Int? {
    guard let first = pattern.utf8.first, count >= pattern.utf8.count else { return nil }
    var start = startIndex
    let last = endIndex - pattern.utf8.count
    while start <= last {
      if self[start] == first, self[start...].starts(with: pattern.utf8) { return start }
      start += 1
    }
    return nil
  }
}

extension Collection<UInt8> {
  /// Whether there is nothing but spaces and tabs.
  var isBlank: Bool { allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }
}
