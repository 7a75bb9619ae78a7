public import Cells

/// The opening of a gate: its number, then a bar from 0 to 1 in eighths of a cell.
public struct GateBar: View, Sendable {
  public var opening: Double
  public var style: Style
  public var numberStyle: Style
  /// Where the bar ended before something was changed.
  public var ghost: Double?

  public init(
    opening: Double, style: Style, numberStyle: Style = .body, ghost: Double? = nil
  ) {
    self.opening = opening
    self.style = style
    self.numberStyle = numberStyle
    self.ghost = ghost
  }

  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard let bar = drawNumber(opening, style: numberStyle, in: rect, on: &canvas) else { return }
    if opening.isNaN {
      canvas.write(
        String(repeating: "╌", count: bar.size.columns), at: bar.origin, style: .muted, in: rect)
      return
    }
    canvas.write(
      ShareBar.glyphs(share: opening, width: bar.size.columns), at: bar.origin, style: style,
      in: rect)
    if let ghost, let share = PlotRange.gate.share(ghost) {
      let column = min(bar.size.columns - 1, Int(share * Double(bar.size.columns)))
      drawGhost(
        at: Point(row: bar.origin.row, column: bar.origin.column + column), style, on: &canvas)
    }
    if let mark = saturationMark(opening, low: 0, high: 1) {
      let column = opening < 0 ? bar.origin.column : bar.columnRange.upperBound - 1
      canvas.write(
        mark, at: Point(row: bar.origin.row, column: column),
        style: Style(style.role, [.bold, .reverse]), in: rect)
    }
  }
}

/// A signed value: its number, then a bar that grows from a zero line to the right or left.
///
/// Unicode has no blocks that fill a cell from the right, so the left half draws the complement
/// in reverse video.
public struct SignedBar: View, Sendable {
  public var value: Double
  /// What fills one half.
  public var scale: Double
  public var style: Style
  public var numberStyle: Style
  /// Where the bar ended before something was changed.
  public var ghost: Double?

  public init(
    value: Double, scale: Double = 1, style: Style, numberStyle: Style = .body,
    ghost: Double? = nil
  ) {
    self.value = value
    self.scale = scale
    self.style = style
    self.numberStyle = numberStyle
    self.ghost = ghost
  }

  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard let bar = drawNumber(value, style: numberStyle, in: rect, on: &canvas) else { return }
    let half = (bar.size.columns - 1) / 2
    let (row, zero) = (bar.origin.row, bar.origin.column + half)
    canvas.write("│", at: Point(row: row, column: zero), style: .muted, in: rect)
    guard half > 0, !value.isNaN else { return }
    let share = value.isInfinite ? 1 : min(1, abs(value) / scale)
    let eighths = Int((share * Double(half * 8)).rounded())
    if value >= 0 {
      canvas.write(
        ShareBar.glyphs(share: share, width: half), at: Point(row: row, column: zero + 1),
        style: style, in: rect)
    } else {
      for cell in 0..<half {
        let filled = min(8, max(0, eighths - 8 * cell))
        canvas.write(
          leftwardBlock(filled), at: Point(row: row, column: zero - 1 - cell),
          style: filled > 0 && filled < 8
            ? Style(style.role, style.emphasis.union(.reverse)) : style, in: rect)
      }
    }
    if let ghost, let share = PlotRange(low: -scale, high: scale).share(ghost) {
      let column = min(2 * half, Int(share * Double(2 * half + 1)))
      drawGhost(at: Point(row: row, column: bar.origin.column + column), style, on: &canvas)
    }
    if let mark = saturationMark(value, low: -scale, high: scale) {
      canvas.write(
        mark, at: Point(row: row, column: value < 0 ? zero - half : zero + half),
        style: Style(style.role, [.bold, .reverse]), in: rect)
    }
  }

  /// The block that shows `eighths` filled from the right when drawn in reverse video.
  private func leftwardBlock(_ eighths: Int) -> String {
    ["", "▉", "▊", "▋", "▌", "▍", "▎", "▏", "█"][eighths]
  }
}

/// Marks the end of the old bar: on the new one in reverse video, so that it is seen on both.
private func drawGhost(at point: Point, _ style: Style, on canvas: inout Canvas) {
  let isFilled = canvas[point].map { !" │┊".contains($0.text) } ?? false
  canvas.write(
    "┊", at: point, style: isFilled ? Style(style.role, [.reverse, .bold]) : Style(.body, .bold))
}

/// Writes the number of a bar and returns where the bar itself goes, or nil without room for it.
private func drawNumber(
  _ value: Double, style: Style, in rect: Rect, on canvas: inout Canvas
) -> Rect? {
  guard !rect.isEmpty else { return nil }
  let text = LabNumber.text(value)
  // Half a number would be another number.
  let column = rect.size.columns < LabNumber.width ? text : LabNumber.column(value)
  canvas.write(column.truncated(to: rect.size.columns), at: rect.origin, style: style, in: rect)
  let width = rect.size.columns - LabNumber.width - 1
  guard width > 0 else { return nil }
  return Rect(
    row: rect.origin.row, column: rect.origin.column + LabNumber.width + 1, rows: 1,
    columns: width)
}

/// What stands at the end of a bar whose value lies beyond its scale.
private func saturationMark(_ value: Double, low: Double, high: Double) -> String? {
  let slack = (high - low) / 1000
  if value > high + slack { return "»" }
  if value < low - slack { return "«" }
  return nil
}
