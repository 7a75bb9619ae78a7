@testable import Recurrent

/// A calculation as the lab prints it, read off the screen and computed again.
struct PrintedFormula {
  private var rest: Substring

  /// What a text makes, such as `20·1 − 0.5·(−0.374) + (250 more: 0.012)`; nil when it is none.
  static func value(of text: some StringProtocol) -> Double? {
    var formula = PrintedFormula(rest: Substring(text.filter { $0 != " " }))
    guard let value = formula.sum(), formula.rest.isEmpty else { return nil }
    return value
  }

  private mutating func take(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  private mutating func sum() -> Double? {
    guard var value = product() else { return nil }
    while true {
      if take("+") {
        guard let next = product() else { return nil }
        value += next
      } else if take("−") {
        guard let next = product() else { return nil }
        value -= next
      } else {
        return value
      }
    }
  }

  private mutating func product() -> Double? {
    guard var value = factor() else { return nil }
    while true {
      if take("·") {
        guard let next = factor() else { return nil }
        value *= next
      } else if take("/") {
        guard let next = factor() else { return nil }
        value /= next
      } else {
        return value
      }
    }
  }

  private mutating func factor() -> Double? {
    if take("−") { return product().map { -$0 } }
    let functions: [(String, (Double) -> Double)] = [
      ("max(0,", { $0 > 0 ? $0 : 0 }), ("tanh(", Double.hyperbolicTangent),
      ("logσ(", Double.logSigmoid), ("σ(", Double.sigmoid), ("exp(", Double.exponential),
    ]
    for (name, function) in functions where take(name) {
      guard let value = sum(), take(")") else { return nil }
      return function(value)
    }
    if take("(") {
      let more = rest.drop(while: \.isNumber)
      if more.hasPrefix("more:") { rest = more.dropFirst(5) }
      guard let value = sum(), take(")") else { return nil }
      return value
    }
    return number()
  }

  private mutating func number() -> Double? {
    if take("∞") { return .infinity }
    if take("NaN") { return .nan }
    let mantissa = rest.prefix { $0.isNumber || $0 == "." }
    rest = rest.dropFirst(mantissa.count)
    var text = String(mantissa)
    if take("e") {
      text += "e" + (take("−") ? "-" : "")
      let exponent = rest.prefix(while: \.isNumber)
      rest = rest.dropFirst(exponent.count)
      text += exponent
    }
    return Double(text)
  }
}
