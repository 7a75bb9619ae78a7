public import CourseModel
internal import Recurrent

/// The shape of a tensor as a learner typed it.
public enum TypedShape {
  /// How a typed shape relates to the right one.
  public enum Match: Hashable, Sendable {
    case right
    case unreadable
    case rank(given: Int, right: Int)
    /// The axes that are not right, from 0.
    case axes([Int])
  }

  /// Reads `(N, L, 2*H)`, also `[N, L, 2H]`, `N × L × H·2`, `torch.Size([32, 5])`.
  ///
  /// - Parameter names: those of the right shape, which `2H` and `NL` are read by.
  public static func read(_ typed: String, names: Set<String>, rank: Int) -> [NumberExpression]? {
    var text = String(typed.map { $0.foldedWidth.asASCIISign }).trimmed
    if let open = text.firstRange(of: "Size("), text.hasSuffix(")") {
      text = String(text[open.upperBound...].dropLast()).trimmed
    }
    while let inner = inside(text) { text = inner }
    text = String(text.map { "、；;".contains($0) ? "," : $0 })
    if text.last == "," { text = String(text.dropLast()).trimmed }
    if text.isEmpty { return [] }
    let readings = splits(text).compactMap { parts -> [NumberExpression]? in
      let axes = parts.compactMap {
        try? ExpressionReader.readTyped($0, names: names).get()
      }
      return axes.count == parts.count ? axes : nil
    }
    return readings.first { $0.count == rank } ?? readings.last
  }

  public static func match(_ typed: String, _ right: TensorShape) -> Match {
    guard let given = read(typed, names: right.names, rank: right.axes.count) else {
      return .unreadable
    }
    guard given.count == right.axes.count else {
      return .rank(given: given.count, right: right.axes.count)
    }
    let wrong = given.indices.filter { !isSame(given[$0], right.axes[$0]) }
    return wrong.isEmpty ? .right : .axes(wrong)
  }

  /// Whether two expressions agree wherever they are evaluated.
  private static func isSame(_ left: NumberExpression, _ right: NumberExpression) -> Bool {
    let names = left.names.union(right.names).sorted()
    return (0..<8).allSatisfy { point in
      var random = SeededRandom(seed: UInt64(point), name: "shape")
      // Large and different lengths: 2*H and H + 2 meet at one point only.
      let values = Dictionary(
        uniqueKeysWithValues: names.map { ($0, Double(2 + random.number(below: 997))) })
      guard let a = left.value(values), let b = right.value(values), a.isFinite, b.isFinite else {
        return false
      }
      return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))
    }
  }

  /// What stands between brackets that hold the whole text.
  private static func inside(_ text: String) -> String? {
    guard let first = text.first, let last = text.last, text.count >= 2,
      first == "(" && last == ")" || first == "[" && last == "]"
    else { return nil }
    var depth = 0
    for (offset, character) in text.enumerated() {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if depth == 0, offset < text.count - 1 { return nil }
    }
    return depth == 0 ? String(text.dropFirst().dropLast()).trimmed : nil
  }

  /// The ways to cut a text into axes: at commas, else nowhere, at ×, or at spaces.
  private static func splits(_ text: String) -> [[String]] {
    let commas = parts(of: text) { $0 == "," }
    if commas.count > 1 { return [commas] }
    let crosses = parts(of: text) { "×xX".contains($0) }
    let spaces = parts(of: text, where: \.isWhitespace).filter { !$0.isEmpty }
    return [commas] + (crosses.count > 1 ? [crosses] : []) + (spaces.count > 1 ? [spaces] : [])
  }

  private static func parts(of text: String, where isCut: (Character) -> Bool) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0, isCut(character) {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map(\.trimmed)
  }
}
