internal import Cells
internal import Glibc

/// A logarithmic scale in decades, with everything below its floor at the bottom.
public struct LogScale: Hashable, Sendable {
  /// The exponent at the bottom.
  public static let floor = -16
  /// The exponent at the top, even and at least 0.
  public let top: Int

  /// - Parameter largest: the largest number that must have a place
  public init(holding largest: Double) {
    guard largest.isFinite, largest > 1 else {
      top = 0
      return
    }
    top = 2 * Int((log10(largest) / 2 - 1e-9).rounded(.up))
  }

  /// Where a number lies, from 0 at the floor to 1 at the top; nil for NaN and for negative ones.
  public func share(_ value: Double) -> Double? {
    guard value >= 0 else { return nil }
    guard value > 0 else { return 0 }
    guard value.isFinite else { return 1 }
    return min(1, max(0, share(ofDecade: log10(value))))
  }

  func share(ofDecade decade: Double) -> Double {
    (decade - Double(Self.floor)) / Double(top - Self.floor)
  }

  /// What stands in place of a bar: `0`, `?` for NaN, `∞`, and `↓` for what is below the floor.
  func mark(_ value: Double) -> String? {
    if value == 0 { return "0" }
    if value.isNaN { return "?" }
    if value.isInfinite { return "∞" }
    return log10(value) < Double(Self.floor) ? "↓" : nil
  }

  /// `10⁰`, `10⁻¹⁶`
  public static func decade(_ exponent: Int) -> String {
    let digits: [Character] = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let raised = String(abs(exponent)).compactMap(\.wholeNumberValue).map { digits[$0] }
    return "10" + (exponent < 0 ? "⁻" : "") + String(raised)
  }
}

extension LabNumber {
  /// Three significant digits of a number of any size: `0.140`, `849`, `9.26e6`, `8.02e−8`.
  public static func significant(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : value.fixed(0) }
    var exponent = Int(log10(abs(value)).rounded(.down))
    // In two parts, since 10^324 is infinite.
    var mantissa =
      abs(value) / pow(10, Double(exponent / 2)) / pow(10, Double(exponent - exponent / 2))
    if (mantissa * 100).rounded() >= 1000 {
      mantissa /= 10
      exponent += 1
    }
    let sign = value < 0 ? "−" : ""
    if (-1...2).contains(exponent) { return sign + abs(value).fixed(2 - exponent) }
    return sign + mantissa.fixed(2) + "e" + (exponent < 0 ? "−" : "") + String(abs(exponent))
  }
}
