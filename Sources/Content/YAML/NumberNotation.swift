/// Numbers in data, such as weights.
enum NumberNotation {
  /// A finite decimal number such as `-0.5`, `1e3` or `−2`, and nothing else that `Double` reads.
  static func plain(_ text: some StringProtocol) -> Double? {
    let ascii = String(text.map { $0 == "−" ? "-" : $0 })
    guard !ascii.isEmpty, ascii.allSatisfy({ "0123456789+-.eE".contains($0) }) else { return nil }
    guard let value = Double(ascii), value.isFinite else { return nil }
    return value
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
