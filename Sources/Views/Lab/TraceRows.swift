public import Cells

/// Values over time in one row, one block a timestep, on a fixed scale.
public struct TraceRow: View, Sendable {
  public var values: [Double]
  public var range: PlotRange
  public var style: Style
  /// Index of the timestep one stands on; what lies behind it is drawn muted. nil mutes nothing.
  public var cursor: Int?
  /// Cells per timestep.
  public var pitch: Int
  /// Whether a value fills all cells of its timestep.
  public var isFilled: Bool

  public init(
    values: [Double], range: PlotRange, style: Style, cursor: Int? = nil, pitch: Int = 1,
    isFilled: Bool = false
  ) {
    self.values = values
    self.range = range
    self.style = style
    self.cursor = cursor
    self.pitch = max(1, pitch)
    self.isFilled = isFilled
  }

  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    for (index, value) in values.enumerated() {
      let column = rect.origin.column + index * pitch
      guard column < rect.columnRange.upperBound else { break }
      let glyph = glyph(value)
      let style = style.at(index, cursor: cursor)
      for offset in 0..<(isFilled ? pitch : 1) {
        canvas.put(
          glyph, at: Point(row: rect.origin.row, column: column + offset), style: style, in: rect)
      }
    }
  }

  private func glyph(_ value: Double) -> Unicode.Scalar {
    if let mark = strangeMark(value, range: range)?.unicodeScalars.first { return mark }
    let share = range.share(value) ?? 0
    return upwardBlocks[1 + Int((share * 7).rounded())]
  }
}

/// Signed values over time in two rows: positive ones stand on the zero line, negative ones hang
/// from it in reverse video.
public struct SignedTrace: View, Sendable {
  public var values: [Double]
  /// What fills one row.
  public var scale: Double
  public var style: Style
  /// As in ``TraceRow/cursor``.
  public var cursor: Int?
  /// Cells per timestep.
  public var pitch: Int

  public init(
    values: [Double], scale: Double = 1, style: Style, cursor: Int? = nil, pitch: Int = 1
  ) {
    self.values = values
    self.scale = scale
    self.style = style
    self.cursor = cursor
    self.pitch = max(1, pitch)
  }

  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let range = PlotRange(low: -scale, high: scale)
    for (index, value) in values.enumerated() {
      let column = rect.origin.column + index * pitch
      guard column < rect.columnRange.upperBound else { break }
      let style = style.at(index, cursor: cursor)
      let upper = Point(row: rect.origin.row, column: column)
      let lower = Point(row: rect.origin.row + 1, column: column)
      if let mark = strangeMark(value, range: range) {
        canvas.write(mark, at: value < 0 ? lower : upper, style: style, in: rect)
        continue
      }
      let eighths = Int((min(1, abs(value) / scale) * 8).rounded())
      if eighths == 0 {
        canvas.write("▁", at: upper, style: style, in: rect)
      } else if value > 0 {
        canvas.put(upwardBlocks[eighths], at: upper, style: style, in: rect)
      } else if eighths == 8 {
        canvas.write("█", at: lower, style: style, in: rect)
      } else {
        canvas.put(
          upwardBlocks[8 - eighths], at: lower,
          style: Style(style.role, style.emphasis.union(.reverse)), in: rect)
      }
    }
  }
}

/// A space, then a cell filled from below by one to eight eighths.
private let upwardBlocks = Array(" ▁▂▃▄▅▆▇█".unicodeScalars)

/// `?` for NaN, an arrow for what lies beyond the scale.
func strangeMark(_ value: Double, range: PlotRange) -> String? {
  if value.isNaN { return "?" }
  guard !range.contains(value) else { return nil }
  return value < range.low ? "↓" : "↑"
}

extension Style {
  /// The look of timestep `index` beside the one the learner stands on.
  func at(_ index: Int, cursor: Int?) -> Style {
    guard let cursor else { return self }
    if index > cursor { return .muted }
    return index == cursor ? Style(role, emphasis.union(.bold)) : self
  }
}
