/// Finds what a YAML parser must not be given: anchors, aliases, and nesting that is too deep.
///
/// An alias of an alias of an alias grows without bounds, and a parser that calls itself for each
/// level runs out of stack. This looks at the text alone, once from start to end.
struct YAMLGuard {
  struct Problem {
    enum Kind { case anchor, alias, depth }
    var kind: Kind
    var line: Int
    var byte: Int
  }

  static let deepest = 16

  static func problem(in source: SourceText) -> Problem? {
    var guardian = YAMLGuard(source)
    for line in 1...source.lineCount {
      guardian.read(line)
      if let problem = guardian.problem { return problem }
    }
    return nil
  }

  private let source: SourceText
  private var problem: Problem?
  /// The columns of the open block collections.
  private var columns: [Int] = []
  /// How many brackets are open.
  private var flow = 0
  private var quote: UInt8?
  /// The column that a line of the open literal or folded text must exceed.
  private var literalParent: Int?
  /// Whether an indented line would continue an unquoted text.
  private var isInPlainText = false

  private init(_ source: SourceText) { self.source = source }

  private mutating func read(_ line: Int) {
    let bytes = Array(source.bytes(ofLine: line))
    let indent = bytes.prefix { $0 == .space }.count
    guard indent < bytes.count, !bytes.isBlank else { return }
    if quote != nil {
      scan(bytes, from: closeQuote(bytes, from: 0), line, startsNode: false)
      return
    }
    if let parent = literalParent {
      if indent > parent { return }
      literalParent = nil
    }
    guard flow == 0 else {
      scan(bytes, from: indent, line, startsNode: true)
      return
    }
    if bytes[indent] == .hash || (indent == 0 && bytes.starts(with: "---".utf8)) { return }
    if isInPlainText && indent > columns.last ?? -1 { return }
    isInPlainText = false
    while let last = columns.last, last > indent { columns.removeLast() }
    scan(bytes, from: openSequences(bytes, from: indent, line), line, startsNode: true)
  }

  /// Goes past the dashes that open block sequences and returns where their item starts.
  private mutating func openSequences(_ bytes: [UInt8], from start: Int, _ line: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position] == .dash || bytes[position] == .question,
      position + 1 == bytes.count || bytes[position + 1] == .space
    {
      open(column: position, line)
      position += 1
      while position < bytes.count, bytes[position] == .space { position += 1 }
    }
    return position
  }

  private mutating func open(column: Int, _ line: Int) {
    if column > columns.last ?? -1 { columns.append(column) }
    checkDepth(line, column)
  }

  private mutating func checkDepth(_ line: Int, _ byte: Int) {
    guard columns.count + flow > Self.deepest, problem == nil else { return }
    problem = Problem(kind: .depth, line: line, byte: byte)
  }

  private mutating func scan(
    _ bytes: [UInt8], from start: Int, _ line: Int, startsNode: Bool
  ) {
    var position = start
    var startsNode = startsNode
    var key = start
    while position < bytes.count, problem == nil {
      let byte = bytes[position]
      let isComment = byte == .hash && (position == 0 || bytes[position - 1] == .space)
      if isComment { break }
      let mayStart = startsNode || flow > 0
      switch byte {
      case .space:
        position += 1
        continue
      case UInt8(ascii: "&") where startsNode:
        problem = Problem(kind: .anchor, line: line, byte: position)
      case UInt8(ascii: "*") where startsNode:
        problem = Problem(kind: .alias, line: line, byte: position)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if startsNode {
          if flow == 0 { key = position }
          quote = byte
          position = closeQuote(bytes, from: position + 1)
          startsNode = false
          isInPlainText = false
          continue
        }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if mayStart {
          if flow == 0 { key = position }
          flow += 1
          checkDepth(line, position)
          startsNode = true
        }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if flow > 0 {
          flow -= 1
          startsNode = false
          isInPlainText = false
        }
      case UInt8(ascii: ",") where flow > 0:
        startsNode = true
      case UInt8(ascii: "|") where startsNode && flow == 0,
        UInt8(ascii: ">") where startsNode && flow == 0:
        literalParent = columns.last ?? -1
        isInPlainText = false
        return
      case UInt8(ascii: "!") where startsNode:
        while position + 1 < bytes.count, bytes[position + 1] != .space { position += 1 }
      case .colon where endsKey(bytes, position):
        if flow == 0 { open(column: key, line) }
        startsNode = true
        isInPlainText = false
      default:
        if startsNode {
          if flow == 0 { key = position }
          startsNode = false
          isInPlainText = flow == 0
        }
      }
      position += 1
    }
  }

  /// Whether the colon at `position` stands between a key and its value.
  private func endsKey(_ bytes: [UInt8], _ position: Int) -> Bool {
    guard position + 1 < bytes.count, bytes[position + 1] != .space else { return true }
    guard flow > 0 else { return false }
    let isBehindQuote = position > 0 && "\"'".utf8.contains(bytes[position - 1])
    return isBehindQuote || ",[]{}".utf8.contains(bytes[position + 1])
  }

  /// Returns the position behind the closing quote, or the end of the line when it is not here.
  private mutating func closeQuote(_ bytes: [UInt8], from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") {
        position += 2
        continue
      }
      if byte == quote {
        let isDoubled = position + 1 < bytes.count && bytes[position + 1] == byte
        guard quote == UInt8(ascii: "'"), isDoubled else {
          quote = nil
          return position + 1
        }
        position += 1
      }
      position += 1
    }
    return bytes.count
  }
}

extension UInt8 {
  static var space: UInt8 { UInt8(ascii: " ") }
  static var dash: UInt8 { UInt8(ascii: "-") }
  static var hash: UInt8 { UInt8(ascii: "#") }
  static var colon: UInt8 { UInt8(ascii: ":") }
  static var question: UInt8 { UInt8(ascii: "?") }
}
