public import Cells

/// Rows of values over time as colours on fixed scales.
///
/// With shades two rows stand in one row of the screen, unless there is room for more. Without
/// them a row is drawn with glyphs, and a negative value has its sign in front.
public struct HeatMap: View, Sendable {
  public struct Row: Hashable, Sendable {
    public var values: [Double]
    public var scale: HeatScale
    /// The look of the glyphs.
    public var role: Role

    public init(values: [Double], scale: HeatScale, role: Role) {
      self.values = values
      self.scale = scale
      self.role = role
    }
  }

  public var rows: [Row]
  /// Cells per timestep.
  public var pitch: Int
  public var hasShades: Bool
  /// Screen rows for each row; 0 puts two rows into one.
  public var rowHeight: Int

  public init(rows: [Row], pitch: Int, hasShades: Bool, rowHeight: Int) {
    self.rows = rows
    self.pitch = max(1, pitch)
    self.hasShades = hasShades
    self.rowHeight = hasShades ? max(0, rowHeight) : max(1, rowHeight)
  }

  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    for line in 0..<rect.size.rows {
      let (upper, lower) = rowHeight == 0 ? (2 * line, 2 * line + 1) : (line / rowHeight, nil)
      guard rows.indices.contains(upper) else { break }
      let under = lower.flatMap { rows.indices.contains($0) ? rows[$0] : nil }
      let count = min(
        max(rows[upper].values.count, under?.values.count ?? 0),
        (rect.size.columns + pitch - 1) / pitch)
      for index in 0..<count {
        let place = Point(
          row: rect.origin.row + line, column: rect.origin.column + index * pitch)
        guard hasShades else {
          let cell = glyphs(rows[upper], at: index)
          canvas.write(cell.text, at: place, style: cell.style, in: rect)
          continue
        }
        draw(
          rows[upper], lower == nil ? rows[upper] : under, at: index, from: place, in: rect,
          on: &canvas)
      }
    }
  }

  /// Draws a value in the upper half and one in the lower half, or the mark of a strange one.
  private func draw(
    _ upper: Row, _ lower: Row?, at index: Int, from place: Point, in rect: Rect,
    on canvas: inout Canvas
  ) {
    func value(_ row: Row?) -> Double? {
      row.flatMap { $0.values.indices.contains(index) ? $0.values[index] : nil }
    }
    for (row, value) in [(upper, value(upper)), (lower ?? upper, value(lower))] {
      if let value, let mark = row.scale.strangeMark(value) {
        let text = mark + String(repeating: " ", count: pitch - 1)
        canvas.write(text, at: place, style: Style(.danger, .bold), in: rect)
        return
      }
    }
    let first = value(upper).flatMap(upper.scale.level)
    // Where there is no lower row, the cell is drawn as if it was the same.
    let second = value(lower).flatMap { (lower ?? upper).scale.level($0) } ?? first
    guard let level = first ?? second else { return }
    let shade = Shade(upper.scale.palette, upper: first ?? level, lower: second ?? level)
    let style = Style(upper.role, shade: shade)
    for offset in 0..<pitch {
      let point = Point(row: place.row, column: place.column + offset)
      canvas.put("▀", at: point, style: style, in: rect)
    }
  }

  private func glyphs(_ row: Row, at index: Int) -> Span {
    guard row.values.indices.contains(index) else { return Span(" ") }
    let value = row.values[index]
    let sign = row.scale.isSigned && pitch > 1
    if let mark = row.scale.strangeMark(value) {
      return Span((sign ? " " : "") + mark, Style(.danger, .bold))
    }
    let level = row.scale.magnitude(value) ?? 0
    let style: Style = level == 0 ? .muted : Style(row.role)
    let count = pitch - (sign ? 1 : 0)
    let front = sign ? (value < 0 && level > 0 ? "−" : " ") : ""
    return Span(front + String(repeating: heatGlyphs[level], count: count), style)
  }
}
