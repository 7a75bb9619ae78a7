public import Cells

/// A fixed scale of nine levels on which a heat map shows values.
public struct HeatScale: Hashable, Sendable {
  public var palette: Shade.Palette
  /// What the last level shows; of a signed scale the first one shows −high.
  public var high: Double

  /// From 0 to 1.
  public static let share = HeatScale(palette: .share, high: 1)

  /// From −size to size, with 0 in the middle.
  public static func signed(_ size: Double) -> HeatScale {
    HeatScale(palette: .signed, high: max(size, .leastNormalMagnitude))
  }

  /// The scale of what lies in a range: shares where it is that of gates, else signed values.
  public init(_ range: PlotRange) {
    self = range == .gate ? .share : .signed(max(range.high, -range.low))
  }

  private init(palette: Shade.Palette, high: Double) {
    self.palette = palette
    self.high = high
  }

  var isSigned: Bool { palette == .signed }
  private var low: Double { isSigned ? -high : 0 }

  /// 0…8; NaN has none.
  func level(_ value: Double) -> Int? {
    PlotRange(low: low, high: high).share(value).map { Int(($0 * 8).rounded()) }
  }

  /// How far from 0 the value lies, 0…8.
  func magnitude(_ value: Double) -> Int? {
    PlotRange(low: 0, high: high).share(abs(value)).map { Int(($0 * 8).rounded()) }
  }

  /// What stands in place of a level: `?` for NaN, an arrow for what lies beyond.
  func strangeMark(_ value: Double) -> String? {
    Views.strangeMark(value, range: PlotRange(low: low, high: high))
  }

  /// What each level shows: a sample of it and its value.
  func samples(hasShades: Bool) -> [(sample: Span, value: Double)] {
    (0..<Shade.levelCount).map { level in
      let share = Double(level) / 8
      guard hasShades else {
        return (Span(String(heatGlyphs[level]), .body), high * share)
      }
      let shade = Shade(palette, upper: level, lower: level)
      return (
        Span("▀▀", Style(.body, shade: shade)), isSigned ? high * (2 * share - 1) : high * share
      )
    }
  }
}

/// What a value from 0 to the end of the scale is drawn as, without shades. All are ASCII: a `·`
/// would turn into the sixth of them.
let heatGlyphs: [Character] = Array(".:-=+*#%@")

/// The levels of a heat map with their values, in one row.
public struct HeatLegend: View, Sendable {
  public var scale: HeatScale
  public var hasShades: Bool
  /// What is said of the glyph before a negative value, where there are no shades.
  public var negative: String

  public init(scale: HeatScale, hasShades: Bool, negative: String) {
    self.scale = scale
    self.hasShades = hasShades
    self.negative = negative
  }

  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    // As many of the values as there is room for, the ends and the middle at least.
    let lines = [1, 2, 4].map(line(every:))
    let line = lines.first { $0.cellWidth <= rect.size.columns } ?? lines[2]
    canvas.write(line, at: rect.origin, in: rect)
  }

  private func line(every distance: Int) -> Line {
    var line = Line()
    for (index, (sample, value)) in scale.samples(hasShades: hasShades).enumerated() {
      line.append(sample.text, sample.style)
      guard index.isMultiple(of: distance) else { continue }
      line.append(LabNumber.trimmed(value) + (index == Shade.levelCount - 1 ? "" : " "), .muted)
    }
    if !hasShades, scale.isSigned { line.append("  −" + negative, .muted) }
    return line
  }
}
