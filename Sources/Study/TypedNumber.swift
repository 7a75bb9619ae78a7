/// A number as a learner typed it.
public struct TypedNumber: Hashable, Sendable {
  /// Why a text is not taken for a number.
  public enum Refusal: Error, Hashable, Sendable {
    case empty
    /// `1,5`: somebody's decimal comma, somebody else's separator of thousands.
    case ambiguousComma
    case unreadable
    case tooLarge
    /// A unit where none was asked for.
    case unexpectedUnit(String)
  }

  /// The number before its unit: 50 in `50%`.
  public var value: Double
  /// What stands behind the number, as typed, without spaces around it.
  public var unit: String?

  public init(value: Double, unit: String? = nil) {
    self.value = value
    self.unit = unit
  }

  /// Reads forms such as `.5 1e-3 2 560 2,560 50% −1`, full-width digits and a unit.
  public static func read(_ typed: String) -> Result<TypedNumber, Refusal> {
    var reader = Reader(typed)
    return reader.read()
  }
}

extension TypedNumber {
  /// What the number says when the question asks for `expected`, a unit or nil.
  ///
  /// A missing unit is fine; `50%` is a half unless the question asks for per cent.
  func resolved(for expected: String?) -> Result<Resolved, Refusal> {
    guard let unit else { return .success(Resolved(value: value, wrongUnit: nil)) }
    if let expected, Self.same(unit, expected) {
      return .success(Resolved(value: value, wrongUnit: nil))
    }
    if unit == "%" {
      return .success(Resolved(value: value / 100, wrongUnit: expected == nil ? nil : unit))
    }
    if expected == nil { return .failure(.unexpectedUnit(unit)) }
    return .success(Resolved(value: value, wrongUnit: unit))
  }

  struct Resolved: Hashable, Sendable {
    var value: Double
    var wrongUnit: String?
  }

  private static func same(_ left: String, _ right: String) -> Bool {
    let (left, right) = (TypedText.normalized(left), TypedText.normalized(right))
    if left == right { return true }
    // `timesteps` is no other unit than `timestep`; `ms` is another one than `m`.
    let shorter = min(left.count, right.count)
    return shorter >= 4 && (left == right + "s" || right == left + "s")
  }
}

private struct Reader {
  private let characters: [Character]
  private var position = 0

  private static let spaces: Set<Character> = [" ", "\u{A0}", "\u{2009}", "\u{202F}"]

  init(_ typed: String) {
    var folded = typed.map { $0.foldedWidth.asASCIISign }
    while let first = folded.first, first.isWhitespace { folded.removeFirst() }
    while let last = folded.last, last.isWhitespace { folded.removeLast() }
    characters = folded
  }

  private var next: Character? { position < characters.count ? characters[position] : nil }

  private func digit(at index: Int) -> Bool {
    index < characters.count && ("0"..."9").contains(characters[index])
  }

  private mutating func digits() -> String {
    let start = position
    while digit(at: position) { position += 1 }
    return String(characters[start..<position])
  }

  mutating func read() -> Result<TypedNumber, TypedNumber.Refusal> {
    guard !characters.isEmpty else { return .failure(.empty) }
    var literal = ""
    if next == "+" || next == "-" {
      literal = next == "-" ? "-" : ""
      position += 1
    }
    switch whole() {
    case .failure(let refusal): return .failure(refusal)
    case .success(let digits): literal += digits.isEmpty ? "0" : digits
    }
    let hasWhole = position > 0 && digit(at: position - 1)
    var fraction = ""
    if next == "." {
      position += 1
      fraction = digits()
      // `1.234,5` and `1.234.567` are numbers of some country, but not of ours.
      if next == "," { return .failure(.ambiguousComma) }
    }
    guard hasWhole || !fraction.isEmpty else { return .failure(.unreadable) }
    literal += "." + (fraction.isEmpty ? "0" : fraction) + exponent()

    let unit = String(characters[position...]).trimmed
    guard unit.isEmpty || Self.mayBeUnit(unit) else { return .failure(.unreadable) }
    guard let value = Double(literal) else { return .failure(.unreadable) }
    guard value.isFinite else { return .failure(.tooLarge) }
    return .success(TypedNumber(value: value, unit: unit.isEmpty ? nil : unit))
  }

  /// The digits before the point, with thousands grouped by commas or by spaces, or not.
  private mutating func whole() -> Result<String, TypedNumber.Refusal> {
    var literal = digits()
    guard !literal.isEmpty, let separator = next, separator == "," || isSpace(separator),
      digit(at: position + 1)
    else {
      // A comma that no digit follows is none of ours, neither as a point nor as a separator.
      return next == "," ? .failure(.ambiguousComma) : .success(literal)
    }
    let isGrouped = literal.count <= 3 && literal.first != "0"
    while let mark = next, mark == separator || isSpace(mark) && isSpace(separator),
      digit(at: position + 1)
    {
      position += 1
      let group = digits()
      guard isGrouped, group.count == 3 else {
        return .failure(separator == "," ? .ambiguousComma : .unreadable)
      }
      literal += group
    }
    return next == "," ? .failure(.ambiguousComma) : .success(literal)
  }

  private func isSpace(_ character: Character) -> Bool { Self.spaces.contains(character) }

  /// The exponent with its `e`, or nothing when the `e` begins a unit.
  private mutating func exponent() -> String {
    guard next == "e" || next == "E" else { return "" }
    var start = position + 1
    let sign = start < characters.count ? characters[start] : " "
    if sign == "+" || sign == "-" { start += 1 }
    guard digit(at: start) else { return "" }
    position = start
    return "e" + (sign == "-" ? "-" : "") + digits()
  }

  private static func mayBeUnit(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter || first == "%" || first == "°" else {
      return false
    }
    return !text.contains { $0.isNumber && $0.isASCII || "=<>^*+,.".contains($0) }
      && (first != "%" || text == "%")
  }
}

extension Character {
  /// The plain form of a full-width character: `５` is 5, `％` is %, the wide space is a space.
  var foldedWidth: Character {
    guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return self }
    switch scalar.value {
    case 0xFF01...0xFF5E:
      return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init) ?? self
    case 0x3000: return " "
    default: return self
    }
  }

  /// The hyphen-minus for every dash that is typed or pasted as a minus sign.
  var asASCIISign: Character {
    switch self {
    case "\u{2212}", "\u{2013}", "\u{FE63}": "-"
    default: self
    }
  }
}

extension String {
  var trimmed: String {
    var kept = self[...]
    while let first = kept.first, first.isWhitespace { kept.removeFirst() }
    while let last = kept.last, last.isWhitespace { kept.removeLast() }
    return String(kept)
  }
}
