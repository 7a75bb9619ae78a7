internal import CourseModel

/// A `{name=value}` at the end of a text.
struct EndMark {
  var before: String
  var name: String
  var value: String

  init(before: String, name: String, value: String) {
    self.before = before
    self.name = name
    self.value = value
  }

  init?(atEndOf text: String) {
    let text = text.trimmingTrailingSpaces
    guard text.hasSuffix("}"), let open = text.lastIndex(of: "{") else { return nil }
    let parts = text[text.index(after: open)...].dropLast().split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].allSatisfy({ ("a"..."z").contains($0) }),
      !parts[1].contains(where: \.isWhitespace)
    else { return nil }
    self.init(
      before: text[..<open].trimmingTrailingSpaces, name: String(parts[0]),
      value: String(parts[1]))
  }
}

extension Element.Place {
  /// Where the mark stands behind this place, or this place when it cannot be found.
  func location(of mark: EndMark) -> SourceLocation {
    let sign = "{\(mark.name)=\(mark.value)"
    for line in line...max(line, min(source.lineCount, line + 200)) {
      let range = source.range(ofLine: line)
      if let found = source.bytes[range].firstOccurrence(of: sign) {
        return source.location(line: line, byte: found - range.lowerBound)
      }
    }
    return location
  }
}

extension [Block] {
  /// Cuts the last mark off the end of the last paragraph.
  mutating func cutMark() -> EndMark? {
    guard case .paragraph(var inlines) = last, case .text(let text) = inlines.last,
      let mark = EndMark(atEndOf: text)
    else { return nil }
    removeLast()
    inlines.removeLast()
    if !mark.before.isEmpty { inlines.append(.text(mark.before)) }
    while case .softBreak = inlines.last { inlines.removeLast() }
    if !inlines.isEmpty { append(.paragraph(inlines)) }
    return mark
  }
}
