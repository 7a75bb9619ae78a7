internal import Cells

/// How the lab writes numbers: the same value always looks the same and fits its column.
public enum LabNumber {
  /// The number of cells that no number exceeds.
  public static let width = 8

  /// What differs from 0 or ±1 by less than this is written, and spoken of, as if it did not.
  public static let resolution = 1e-6

  /// `0.731`, `−12.500`, `1234.6`, `1.0e30`, `NaN`, `−∞`: three decimals while they fit, and more
  /// where three would make 0 or ±1 of something else: `0.99995`, `0.000002`.
  public static func text(_ value: Double) -> String {
    if let decimals = decimals(of: value) { return value.fixed(decimals) }
    if abs(value) > 1 { return powerOfTen(value) }
    let mantissa = (-value * 1e7).rounded() / 10
    return mantissa < 10 ? "−\(mantissa.fixed(1))e−6" : "−0.00001"
  }

  /// How many decimals are written; nil for a power of ten.
  private static func decimals(of value: Double) -> Int? {
    switch abs(value) {
    case ..<1.000500001: return smallDecimals(of: value)
    case ..<99.9995: return 3
    case ..<999.995: return 2
    case ..<9999.95: return 1
    case ..<999_999.5: return 0
    default: return value.isFinite ? nil : 3
    }
  }

  /// The decimals that tell a number of at most 1 from 0 and ±1.
  private static func smallDecimals(of value: Double) -> Int? {
    let distance = min(abs(value), abs(1 - abs(value)))
    guard distance >= resolution, distance <= 0.000500001 else { return 3 }
    if distance >= 1e-5 { return 5 }
    if value > 0 { return 6 }
    // A sign and six decimals would be too wide.
    guard value > -0.5 else { return distance >= 5e-6 ? 5 : 3 }
    return nil
  }

  /// The number of cells of ``text(_:)``.
  public static func cells(_ value: Double) -> Int { text(value).count }

  /// The number that somebody reads who sees ``text(_:)``; nil for what is none.
  public static func value(of text: String) -> Double? {
    switch text {
    case "∞": .infinity
    case "−∞": -.infinity
    case "NaN": .nan
    default: Double(String(text.map { $0 == "−" ? "-" : $0 }))
    }
  }

  /// The number that is printed for `value`.
  public static func printed(_ value: Double) -> Double {
    guard value.isFinite, let decimals = decimals(of: value) else {
      return self.value(of: text(value)) ?? value
    }
    let scale = powersOfTen[decimals]
    return (value * scale).rounded() / scale
  }

  private static let powersOfTen: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6]

  /// `=` when what was computed from printed numbers is, to half a unit of the last digit, what
  /// is printed for `result`; else `≈`.
  public static func relation(_ computed: Double, _ result: Double) -> String {
    relation(computed, to: text(result))
  }

  /// The same for a result that is printed as `text`.
  public static func relation(_ computed: Double, to text: String) -> String {
    guard let printed = value(of: text) else { return "≈" }
    if computed.isNaN || printed.isNaN { return computed.isNaN && printed.isNaN ? "=" : "≈" }
    if computed.isInfinite || printed.isInfinite { return computed == printed ? "=" : "≈" }
    return abs(computed - printed) <= unit(of: text) * 0.5000001 ? "=" : "≈"
  }

  /// What one more in the last digit adds to the number.
  private static func unit(of text: String) -> Double {
    let parts = text.split(separator: "e")
    let decimals = parts.first?.split(separator: ".").dropFirst().first?.count ?? 0
    let exponent = parts.dropFirst().first.flatMap { value(of: String($0)) } ?? 0
    let places = Int(exponent) - decimals
    return (0..<abs(places)).reduce(1) { unit, _ in places < 0 ? unit / 10 : unit * 10 }
  }

  /// ``text(_:)`` without zeros at its end: `−1`, `0.5`.
  public static func trimmed(_ value: Double) -> String {
    let text = text(value)
    guard value.isFinite, text.contains("."), !text.contains("e") else { return text }
    var kept = text.utf8[...]
    while kept.last == UInt8(ascii: "0") { kept.removeLast() }
    if kept.last == UInt8(ascii: ".") { kept.removeLast() }
    return String(Substring(kept))
  }

  /// ``trimmed(_:)`` with a sign in front of positive numbers too.
  public static func signed(_ value: Double) -> String {
    let text = trimmed(value)
    return value > 0 && text != "0" ? "+" + text : text
  }

  /// ``text(_:)`` at the right end of its column.
  public static func column(_ value: Double) -> String {
    let text = text(value)
    return String(repeating: " ", count: max(0, width - text.cellWidth)) + text
  }

  private static func powerOfTen(_ value: Double) -> String {
    var mantissa = abs(value)
    var exponent = 0
    while mantissa >= 9.95 {
      mantissa /= 10
      exponent += 1
    }
    let digits = exponent < 100 ? mantissa.fixed(1) : mantissa.fixed(0)
    return (value < 0 ? "−" : "") + digits + "e\(exponent)"
  }
}

/// The part of the number line that a picture shows; it never changes while one steps.
public struct PlotRange: Hashable, Sendable {
  public var low: Double
  public var high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = max(high, low + .leastNormalMagnitude)
  }

  /// From 0 to 1, where gates live.
  public static let gate = PlotRange(low: 0, high: 1)
  /// From −1 to 1, where the candidate and h live.
  public static let signed = PlotRange(low: -1, high: 1)

  /// A range with round ends that holds 0 and every finite value.
  ///
  /// It is symmetric when there are values on both sides of 0.
  public init(holding values: [Double]) {
    let finite = values.filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 0)
    let size = Self.round(up: max(abs(least), abs(most)))
    // A hundredth of the height cannot be seen.
    let (isBelow, isAbove) = (least < -size / 100, most > size / 100)
    self.init(low: isBelow ? -size : 0, high: isAbove || !isBelow ? size : 0)
  }

  /// The smallest range that holds both.
  public func union(_ other: PlotRange) -> PlotRange {
    PlotRange(low: min(low, other.low), high: max(high, other.high))
  }

  /// Where `value` lies, from 0 at the low end to 1 at the high end; nil for NaN.
  func share(_ value: Double) -> Double? {
    guard !value.isNaN else { return nil }
    guard value.isFinite else { return value < 0 ? 0 : 1 }
    // Halves keep the difference of two huge ends finite.
    return min(1, max(0, (value / 2 - low / 2) / (high / 2 - low / 2)))
  }

  func contains(_ value: Double) -> Bool {
    let slack = (high / 2 - low / 2) / 50
    return value >= low - slack && value <= high + slack
  }

  private static func round(up size: Double) -> Double {
    guard size > 0.1 else { return 0.1 }
    var unit = 0.1
    while unit * 10 < size { unit *= 10 }
    // What sticks out by a thousandth does not show.
    let steps = [1, 2, 3, 4, 5, 6, 8, 10].first { size <= unit * $0 * 1.001 } ?? 10
    let rounded = unit * steps
    return rounded.isFinite ? rounded : size
  }
}
