/// One shaded cell in two colours, of which a block shows as much of each as it has to.
///
/// A change of colours is seven times as many bytes as a character. Where cells beside each other have
/// but two levels between them, all are drawn in the same two colours, with `▀`, `▄`, `█` or a space,
/// and look as if each had its own.
public struct ShadeInk: Hashable, Sendable {
  public let glyph: Unicode.Scalar
  public let palette: Shade.Palette
  /// The level of the glyph.
  public let front: Int
  /// The level behind the glyph, at most `front`.
  public let back: Int

  private init(_ shade: Shade, front: Int, back: Int) {
    palette = shade.palette
    self.front = front
    self.back = back
    glyph =
      switch (shade.upper > back, shade.lower > back) {
      case (true, true): "█"
      case (true, false): "▀"
      case (false, true): "▄"
      case (false, false): " "
      }
  }

  /// The inks of cells beside each other, with as few changes of colours as there can be.
  public static func inks(of shades: [Shade]) -> [ShadeInk] {
    var inks: [ShadeInk] = []
    inks.reserveCapacity(shades.count)
    var start = 0
    while start < shades.count {
      var (low, high) = (shades[start].low, shades[start].high)
      var end = start + 1
      while end < shades.count, shades[end].palette == shades[start].palette {
        let next = shades[end]
        if low == high {
          // One level leaves room for one other.
          guard next.low == next.high || next.low == low || next.high == low else { break }
          (low, high) = (min(low, next.low), max(high, next.high))
        } else {
          guard next.low == low || next.low == high, next.high == low || next.high == high
          else { break }
        }
        end += 1
      }
      for shade in shades[start..<end] { inks.append(ShadeInk(shade, front: high, back: low)) }
      start = end
    }
    return inks
  }
}

extension Shade {
  fileprivate var low: Int { min(upper, lower) }
  fileprivate var high: Int { max(upper, lower) }
}
