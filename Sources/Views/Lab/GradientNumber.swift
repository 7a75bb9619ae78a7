internal import Cells

extension LabNumber {
  /// How gradients are written, which may be of any size: three digits that count, and a power of
  /// ten below a thousandth: `0.0112`, `−1.20e−7`. At most ``width`` cells.
  public static func gradient(_ value: Double) -> String {
    let size = abs(value)
    guard value.isFinite, size > 0, size < 0.09995 else { return trimmed(value) }
    if size >= 0.009995 { return value.fixed(4) }
    if size >= 0.0009995 { return value.fixed(5) }
    var mantissa = size
    var exponent = 0
    while mantissa < 1 {
      mantissa *= 10
      exponent += 1
    }
    // A sign, an exponent of two digits and two decimals would be too wide.
    let decimals = exponent < 10 ? 2 : exponent < 100 ? 1 : 0
    let digits = mantissa.fixed(decimals)
    let text =
      digits.hasPrefix("10")
      ? "\(1.0.fixed(decimals))e−\(exponent - 1)" : "\(digits)e−\(exponent)"
    return (value < 0 ? "−" : "") + text
  }

  /// The number that is printed as a gradient.
  public static func printedGradient(_ value: Double) -> Double {
    self.value(of: gradient(value)) ?? value
  }
}
