extension BinaryFloatingPoint {
  /// The number with a fixed count of decimals and a true minus sign: `−0.762`.
  ///
  /// Values too large for a fixed form are written as powers of ten, infinities as `∞`.
  public func fixed(_ decimals: Int) -> String {
    let value = Double(self)
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 1e15, abs(value) < 1e7 else { return value.scientific }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(decimals)
    let sign = value < 0 && scaled > 0 ? "−" : ""
    return sign + whole + (decimals > 0 ? "." + padded.suffix(decimals) : "")
  }
}

extension Double {
  /// The number as `1.2e+30`.
  fileprivate var scientific: String {
    var mantissa = abs(self)
    var exponent = 0
    while mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    return (self < 0 ? "−" : "") + mantissa.fixed(1) + "e+\(exponent)"
  }
}
