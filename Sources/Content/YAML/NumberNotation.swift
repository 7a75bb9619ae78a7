/// Numbers as people write them.
enum NumberNotation {
  /// A number as a learner may type it: `.5`, `1e-3`, `2 560`, `2,560`, `50%`, `−1`.
  static func value(_ text: String) -> Double? {
    var text = text.trimmingSpaces
    let isPercentage = text.hasSuffix("%")
    if isPercentage { text = text.dropLast().trimmingSpaces }
    guard let number = plain(withoutGrouping(text)) else { return nil }
    return isPercentage ? number / 100 : number
  }

  /// A finite decimal number such as `-0.5`, `1e3` or `−2`, and nothing else that `Double` reads.
  static func plain(_ text: some StringProtocol) -> Double? {
    let ascii = String(text.map { $0 == "−" ? "-" : $0 })
    guard !ascii.isEmpty, ascii.allSatisfy({ "0123456789+-.eE".contains($0) }) else { return nil }
    guard let value = Double(ascii), value.isFinite else { return nil }
    return value
  }

  /// Takes out the separators of groups of three digits in front of the decimal point.
  private static func withoutGrouping(_ text: String) -> String {
    let separators: Set<Character> = [",", " ", "\u{A0}", "\u{2009}", "\u{202F}"]
    guard let separator = text.first(where: separators.contains) else { return text }
    let end = text.firstIndex(of: ".") ?? text.endIndex
    let groups = text[..<end].split(separator: separator, omittingEmptySubsequences: false)
    let isGrouped =
      groups.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isNumber) }
      && groups[0].last?.isNumber == true && groups[0].count <= 4
    return isGrouped ? groups.joined() + text[end...] : text
  }
}

extension StringProtocol {
  /// The text without white space around it.
  var trimmingSpaces: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
