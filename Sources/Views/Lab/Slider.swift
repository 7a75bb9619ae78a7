public import Cells

/// Where a number stands in a range: `▕────●─────▏`, with a mark at 0.
public struct Slider: Sendable {
  public var value: Double
  public var range: PlotRange
  /// Cells, the ends included.
  public var width: Int

  public init(value: Double, range: PlotRange, width: Int) {
    self.value = value
    self.range = range
    self.width = width
  }

  public var line: Line {
    let room = max(1, width - 2)
    func place(_ value: Double) -> Int? {
      range.share(value).map { Int(($0 * Double(room - 1)).rounded()) }
    }
    var marks = [Character](repeating: "─", count: room)
    if range.contains(0), let zero = place(0) { marks[zero] = "┼" }
    var line = Line("▕", .muted)
    guard let here = place(value) else {
      line.append(String(marks), .muted)
      line.append("▏", .muted)
      return line
    }
    line.append(String(marks[..<here]), .muted)
    // What lies beyond an end points there.
    let mark = range.contains(value) ? "●" : value < range.low ? "◂" : "▸"
    line.append(mark, Style(.accent, .bold))
    line.append(String(marks[(here + 1)...]), .muted)
    line.append("▏", .muted)
    return line
  }
}
