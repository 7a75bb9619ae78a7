internal import CourseModel

extension MarkdownNode {
  /// The line of `=` or `-` that makes a text a heading.
  struct Underline {
    var sign: Character
    var location: SourceLocation
  }

  /// The level of a heading, else nil.
  var level: Int? {
    if case .heading(let level) = kind { level } else { nil }
  }

  /// Where a heading is underlined instead of marked with `#`.
  var setextUnderline: Underline? {
    guard level != nil else { return nil }
    let source = document.source
    let first = lines.lowerBound
    let text = source.bytes(ofLine: first).dropFirst(byte).drop { $0 == .space }
    guard text.first != .hash, first < source.lineCount else { return nil }
    for line in first + 1...source.lineCount {
      let rest = source.bytes(ofLine: line).drop { $0 == .space || $0 == UInt8(ascii: ">") }
      guard let sign = rest.first, sign == .dash || sign == UInt8(ascii: "="),
        rest.drop(while: { $0 == sign }).isBlank
      else { continue }
      let indent = rest.startIndex - source.range(ofLine: line).lowerBound
      return Underline(
        sign: Character(Unicode.Scalar(sign)), location: source.location(line: line, byte: indent))
    }
    return nil
  }

  /// Whether this is a comment without an end, or with a question's heading before its end.
  func isOpenComment(withoutHeadings: Bool) -> Bool {
    guard case .html = kind else { return false }
    let text = Array(literal.utf8)
    guard text.drop(while: { $0 == .space }).starts(with: "<!--".utf8) else { return false }
    guard let end = text.firstOccurrence(of: "-->") else { return true }
    return withoutHeadings && text[..<end].firstOccurrence(of: "\n## ") != nil
  }

  /// The place of a `-->` at the start of a line of a paragraph.
  var strayCommentEnd: SourceLocation? {
    guard case .paragraph = kind else { return nil }
    return lines.first { document.source.bytes(ofLine: $0).starts(with: "-->".utf8) }
      .map { document.source.location(line: $0) }
  }
}
