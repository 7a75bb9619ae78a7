internal import CourseModel

/// Reads `0.1...0.9 step 0.1`, `1...8` and `pick [32, 64]`.
enum VariableReader {
  struct Problem: Error {
    /// What follows the text in a sentence.
    var message: String
  }

  static func read(_ text: String) -> Result<NumberGenerator.Variable.Values, Problem> {
    if text.hasPrefix("pick") { return pick(text.dropFirst(4)) }
    guard let dots = text.firstRange(of: "...") else {
      return .failure(
        Problem(message: "is no range; write '0.1...0.9 step 0.1' or 'pick [1, 2]'"))
    }
    let behind = text[dots.upperBound...]
    var last = behind[...]
    var step: Substring = "1"
    if let word = behind.firstRange(of: "step") {
      last = behind[..<word.lowerBound]
      step = behind[word.upperBound...]
    } else if text.contains(".") && !isWhole(text[..<dots.lowerBound]) || !isWhole(behind) {
      return .failure(Problem(message: "has no step; write it behind the range: 'step 0.1'"))
    }
    return range(text[..<dots.lowerBound], last, step)
  }

  private static func isWhole(_ text: Substring) -> Bool {
    Literal(text).map { $0.decimals == 0 } ?? true
  }

  private static func range(
    _ first: Substring, _ last: Substring, _ step: Substring
  ) -> Result<NumberGenerator.Variable.Values, Problem> {
    guard let first = Literal(first), let last = Literal(last), let step = Literal(step) else {
      return .failure(
        Problem(message: "is no range; write plain numbers such as '-0.9...0.9 step 0.1'"))
    }
    let decimals = max(first.decimals, last.decimals, step.decimals)
    guard let low = first.units(decimals), let high = last.units(decimals),
      let width = step.units(decimals)
    else { return .failure(Problem(message: "has numbers with too many digits")) }
    guard width > 0 else { return .failure(Problem(message: "needs a step above 0")) }
    guard high >= low else { return .failure(Problem(message: "ends before it begins")) }
    guard (high - low).isMultiple(of: width) else {
      return .failure(Problem(message: "does not reach its end in whole steps"))
    }
    return .success(
      .range(first: low, step: width, count: (high - low) / width + 1, decimals: decimals))
  }

  private static func pick(
    _ text: Substring
  ) -> Result<NumberGenerator.Variable.Values, Problem> {
    let list = text.trimmingSpaces
    guard list.hasPrefix("["), list.hasSuffix("]") else {
      return .failure(Problem(message: "is no list; write 'pick [32, 64, 128]'"))
    }
    var literals: [String] = []
    for part in list.dropFirst().dropLast().split(
      separator: ",", omittingEmptySubsequences: false)
    {
      guard let value = NumberNotation.plain(part.trimmingSpaces), value.isFinite else {
        return .failure(
          Problem(message: "holds '\(part.trimmingSpaces)', which is no number"))
      }
      let literal = String(part.trimmingSpaces.map { $0 == "−" ? "-" : $0 })
      if literals.contains(literal) {
        return .failure(Problem(message: "holds \(literal) twice"))
      }
      literals.append(literal)
    }
    return .success(.pick(literals))
  }

  /// A decimal number without an exponent.
  private struct Literal {
    var isNegative: Bool
    var digits: String
    var decimals: Int

    init?(_ text: Substring) {
      var rest = text.trimmingSpaces[...]
      isNegative = rest.first == "-" || rest.first == "−"
      if isNegative { rest.removeFirst() }
      let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count <= 2, !rest.isEmpty, rest != ".",
        rest.allSatisfy({ $0 == "." || ("0"..."9").contains($0) })
      else { return nil }
      decimals = parts.count == 2 ? parts[1].count : 0
      digits = parts.joined()
    }

    /// The number in units of 10^−decimals.
    func units(_ decimals: Int) -> Int? {
      guard decimals <= Placeholder.mostDecimals,
        digits.count + decimals - self.decimals <= 15,
        let value = Int(digits + String(repeating: "0", count: decimals - self.decimals))
      else { return nil }
      return isNegative ? -value : value
    }
  }
}
