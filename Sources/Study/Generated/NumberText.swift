/// Numbers as texts write them, with `-` for the sign.
public enum NumberText {
  /// With exactly so many decimals.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.description }
    let scale = (0..<max(0, decimals)).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e15 else { return value.description }
    var digits = String(Int64(scaled))
    if decimals > 0 {
      digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
      digits = digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }
    return value < 0 && scaled > 0 ? "-" + digits : digits
  }

  /// Whole numbers in full, others with six digits that count.
  public static func usual(_ value: Double) -> String { significant(value, digits: 6) }

  /// Whole numbers in full, others rounded to so many digits and without zeros at the end.
  public static func significant(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.description }
    if value.rounded() == value, abs(value) < 9e15 { return fixed(value, decimals: 0) }
    var magnitude = 0
    var rest = abs(value)
    while rest >= 10, magnitude < 20 {
      rest /= 10
      magnitude += 1
    }
    while rest < 1, magnitude > -12 {
      rest *= 10
      magnitude -= 1
    }
    return withoutZeros(fixed(value, decimals: min(15, max(0, digits - 1 - magnitude))))
  }

  /// With at most so many decimals, and without zeros at the end.
  public static func rounded(_ value: Double, decimals: Int) -> String {
    withoutZeros(fixed(value, decimals: decimals))
  }

  private static func withoutZeros(_ text: String) -> String {
    guard text.contains("."), !text.contains("e") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text == "-0" ? "0" : text
  }
}
