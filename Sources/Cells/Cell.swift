/// One screen cell.
///
/// It is nothing but bits, so that pictures of thousands of cells are made, copied and compared at
/// no cost.
public struct Cell: Hashable, Sendable {
  // Six scalars of 21 bits each, the first in the lowest bits; a 0 is none.
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  public var style: Style

  public init(_ text: String = " ", style: Style = .body) {
    self.style = style
    self.text = text
  }

  init(_ scalar: Unicode.Scalar, style: Style) {
    self.style = style
    show(scalar)
  }

  /// The grapheme cluster shown here, or an empty string in the right half of a wide one. Of a
  /// cluster of more than six scalars the others are left out.
  public var text: String {
    get {
      if let scalar { return String(Character(scalar)) }
      var scalars = String.UnicodeScalarView()
      for bits in [low, high] {
        for place in 0..<3 {
          let value = UInt32(truncatingIfNeeded: bits >> (21 * UInt64(place))) & 0x1F_FFFF
          if value > 0, let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
        }
      }
      return String(scalars)
    }
    set {
      (low, high) = (0, 0)
      for (place, scalar) in newValue.unicodeScalars.prefix(6).enumerated() {
        let bits = UInt64(scalar.value) << (21 * UInt64(place % 3))
        if place < 3 { low |= bits } else { high |= bits }
      }
    }
  }

  /// Whether it is the right half of a wide character.
  public var isRightHalf: Bool { low == 0 }

  /// What is shown, where it is one scalar.
  public var scalar: Unicode.Scalar? {
    low > 0 && low < 1 << 21 ? Unicode.Scalar(UInt32(truncatingIfNeeded: low)) : nil
  }

  /// Shows one scalar.
  mutating func show(_ scalar: Unicode.Scalar) { (low, high) = (UInt64(scalar.value), 0) }
}
