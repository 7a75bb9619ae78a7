/// Two colours of a scale in one cell: an upper half block shows `upper` above `lower`.
///
/// Only for terminals with 256 colours; a view that cannot have it draws glyphs instead.
public struct Shade: Hashable, Sendable {
  /// The scales, of nine levels each. One is never used for what another one means.
  public enum Palette: UInt8, CaseIterable, Hashable, Sendable {
    /// From negative over 0 to positive.
    case signed
    /// From 0 to 1.
    case share
    /// How large something without a sign is: a gradient, a share of steps.
    case size

    /// The letter of the palette in a golden file's second plane.
    public var letter: Character {
      switch self {
      case .signed: "b"
      case .share: "v"
      case .size: "y"
      }
    }
  }

  /// How many colours a scale has.
  public static let levelCount = 9

  public let palette: Palette
  private let upperLevel: UInt8
  private let lowerLevel: UInt8

  public init(_ palette: Palette, upper: Int, lower: Int) {
    self.palette = palette
    upperLevel = Self.clamped(upper)
    lowerLevel = Self.clamped(lower)
  }

  /// 0…8
  public var upper: Int { Int(upperLevel) }
  /// 0…8
  public var lower: Int { Int(lowerLevel) }

  private static func clamped(_ level: Int) -> UInt8 { UInt8(min(levelCount - 1, max(0, level))) }
}

extension Canvas {
  /// Whether any cell is shaded.
  public var hasShades: Bool { cells.contains { $0.style.shade != nil } }

  /// The level of one half of every shaded cell as a digit, in the layout of ``plainText``.
  public func shadePlane(isUpper: Bool) -> String {
    (0..<size.rows)
      .map { row in
        let line = cells[(row * size.columns)..<((row + 1) * size.columns)].map { cell in
          cell.style.shade.map { String(isUpper ? $0.upper : $0.lower) } ?? " "
        }
        return String(line.joined().reversed().drop { $0 == " " }.reversed())
      }
      .joined(separator: "\n")
  }
}
