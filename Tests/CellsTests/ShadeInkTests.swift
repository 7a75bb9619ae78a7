import Cells
import Testing

@Suite struct ShadeInkTests {
  private func shade(_ upper: Int, _ lower: Int, _ palette: Shade.Palette = .signed) -> Shade {
    Shade(palette, upper: upper, lower: lower)
  }

  /// The levels that one sees of an ink, and its palette.
  private func seen(_ ink: ShadeInk) -> Shade? {
    switch ink.glyph {
    case "█": Shade(ink.palette, upper: ink.front, lower: ink.front)
    case "▀": Shade(ink.palette, upper: ink.front, lower: ink.back)
    case "▄": Shade(ink.palette, upper: ink.back, lower: ink.front)
    case " ": Shade(ink.palette, upper: ink.back, lower: ink.back)
    default: nil
    }
  }

  @Test func `Cells of two levels are drawn in one pair of colours`() {
    let inks = ShadeInk.inks(of: [
      shade(3, 3), shade(3, 5), shade(5, 3), shade(5, 5), shade(3, 3),
    ])
    #expect(inks.map { String($0.glyph) } == [" ", "▄", "▀", "█", " "])
    #expect(inks.allSatisfy { $0.front == 5 && $0.back == 3 })
  }

  @Test func `A third level and another palette change the colours`() {
    let inks = ShadeInk.inks(of: [
      shade(1, 2), shade(2, 3), shade(3, 3), shade(3, 3, .share), shade(0, 8, .share),
    ])
    #expect(inks.map(\.back) == [1, 2, 2, 3, 0])
    #expect(inks.map(\.front) == [2, 3, 3, 3, 8])
    #expect(inks.map(\.palette) == [.signed, .signed, .signed, .share, .share])
  }

  @Test func `Every cell shows its own levels`() {
    let levels = 0..<Shade.levelCount
    let pairs = levels.flatMap { upper in levels.map { shade(upper, $0) } }
    for first in pairs {
      for second in pairs {
        for third in pairs {
          let row = [first, second, third]
          guard ShadeInk.inks(of: row).map(seen) != row else { continue }
          Issue.record("\(row) is drawn as something else")
          return
        }
      }
    }
    #expect(ShadeInk.inks(of: []).isEmpty)
  }
}
