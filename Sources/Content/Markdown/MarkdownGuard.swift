/// Finds Markdown on which a parser would spend more than linear time or run out of stack.
struct MarkdownGuard {
  struct Problem {
    var line: Int
    var byte: Int
    var message: String
  }

  /// How many quotes and lists may stand inside each other.
  static let deepest = 64
  private static let mostCells = 256
  /// Short rows are filled up to the width of their table, so cells are counted as filled up.
  private static let mostTableCells = 200_000
  private static let mostReferenceBytes = 1 << 26

  static func problem(in source: SourceText, from firstLine: Int) -> Problem? {
    guard firstLine <= source.lineCount else { return nil }
    var guardian = MarkdownGuard()
    for line in firstLine...source.lineCount {
      if let problem = guardian.read(source.bytes(ofLine: line), line) { return problem }
    }
    return nil
  }

  /// The columns of the table that may be going on, or 0.
  private var tableColumns = 0
  private var tableCells = 0
  private var longestDefinition = 0
  private var brackets = 0

  private mutating func read(_ bytes: ArraySlice<UInt8>, _ line: Int) -> Problem? {
    let content = contentAfterContainers(bytes)
    let before = content.bytes.startIndex - bytes.startIndex
    if content.levels > Self.deepest || (content.levels > 0 && before > 4 * Self.deepest) {
      return Problem(
        line: line, byte: 0,
        message: "quotes and lists are nested more than \(Self.deepest) levels deep")
    }
    var pipes = 0
    var opening = 0
    var isDelimiterRow = true
    for byte in content.bytes {
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "["):
        opening += 1
        isDelimiterRow = false
      case .dash, .colon, .space: break
      default: isDelimiterRow = false
      }
    }
    if pipes > Self.mostCells {
      return Problem(
        line: line, byte: before, message: "a line has more than \(Self.mostCells) table cells")
    }
    return countTable(content.bytes, isDelimiterRow ? pipes : 0, line)
      ?? countReferences(content.bytes, opening, line)
  }

  private mutating func countTable(
    _ bytes: ArraySlice<UInt8>, _ pipes: Int, _ line: Int
  ) -> Problem? {
    if bytes.isEmpty { tableColumns = 0 }
    if pipes > 0 { tableColumns = max(tableColumns, pipes + 1) }
    tableCells += tableColumns
    guard tableCells > Self.mostTableCells else { return nil }
    return Problem(
      line: line, byte: 0,
      message: "the tables up to here have more than \(Self.mostTableCells) cells")
  }

  /// A link definition is copied to each link that uses it.
  private mutating func countReferences(
    _ bytes: ArraySlice<UInt8>, _ opening: Int, _ line: Int
  ) -> Problem? {
    brackets += opening
    if bytes.first == UInt8(ascii: "["), opening > 0 {
      longestDefinition = max(longestDefinition, bytes.count)
    }
    guard longestDefinition * brackets > Self.mostReferenceBytes else { return nil }
    return Problem(line: line, byte: 0, message: "there are too many links with long addresses")
  }

  /// What stands behind the marks of quotes and list items, and how many of these there are.
  private func contentAfterContainers(
    _ bytes: ArraySlice<UInt8>
  ) -> (bytes: ArraySlice<UInt8>, levels: Int) {
    var rest = bytes
    var levels = 0
    while let first = rest.first {
      let next = rest.dropFirst().first ?? .space
      switch first {
      case .space, UInt8(ascii: "\t"):
        rest.removeFirst()
      case UInt8(ascii: ">"):
        levels += 1
        rest.removeFirst()
      case .dash where next == .space, UInt8(ascii: "*") where next == .space,
        UInt8(ascii: "+") where next == .space:
        levels += 1
        rest.removeFirst()
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let mark = rest.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
        guard rest.count - mark.count <= 9, let end = mark.first,
          end == UInt8(ascii: ".") || end == UInt8(ascii: ")"),
          mark.dropFirst().first ?? .space == .space
        else { return (rest, levels) }
        levels += 1
        rest = mark.dropFirst()
      default:
        return (rest, levels)
      }
    }
    return (rest, levels)
  }
}
