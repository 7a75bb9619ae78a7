public import Cells

/// Norms over time as bars that stand on the floor of a logarithmic scale, with its decades at the
/// left.
public struct LogBars: View, Sendable {
  /// Nil for what is not known yet.
  public var values: [Double?]
  /// What the values were before something was changed; empty without such values.
  public var ghost: [Double?]
  public var scale: LogScale
  public var style: Style
  /// Index of the value that is read off.
  public var cursor: Int?
  /// Cells per value; one of several is left blank between bars.
  public var pitch: Int
  /// Cells at the left that hold the decades; 0 leaves them out.
  public var labelWidth: Int

  public init(
    values: [Double?], ghost: [Double?] = [], scale: LogScale, style: Style, cursor: Int? = nil,
    pitch: Int = 1, labelWidth: Int = 0
  ) {
    self.values = values
    self.ghost = ghost
    self.scale = scale
    self.style = style
    self.cursor = cursor
    self.pitch = max(1, pitch)
    self.labelWidth = max(0, labelWidth)
  }

  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    drawDecades(in: rect, on: &canvas)
    let plot = Rect(
      row: rect.origin.row, column: rect.origin.column + min(labelWidth, rect.size.columns),
      rows: rect.size.rows,
      columns: min(rect.size.columns - labelWidth, values.count * pitch))
    guard !plot.isEmpty else { return }
    // Where nothing is lost and nothing gained.
    if scale.top > 0 {
      let row = plot.rowRange.upperBound - 1 - level(ofDecade: 0, rows: plot.size.rows)
      canvas.write(
        String(repeating: "┈", count: plot.size.columns),
        at: Point(row: row, column: plot.origin.column), style: .muted, in: plot)
    }
    for index in values.indices {
      let column = plot.origin.column + index * pitch
      guard column < plot.columnRange.upperBound else { break }
      drawGhost(index, column: column, in: plot, on: &canvas)
      drawBar(index, column: column, in: plot, on: &canvas)
    }
  }

  private func drawBar(_ index: Int, column: Int, in plot: Rect, on canvas: inout Canvas) {
    let bottom = plot.rowRange.upperBound - 1
    func write(_ text: String, level: Int, _ style: Style) {
      for offset in 0..<max(1, pitch - 1) {
        canvas.write(
          text, at: Point(row: bottom - level, column: column + offset), style: style, in: plot)
      }
    }
    guard let value = values[index] else {
      canvas.write("·", at: Point(row: bottom, column: column), style: .muted, in: plot)
      return
    }
    let style = index == cursor ? Style(self.style.role, .bold) : self.style
    if let mark = scale.mark(value), value != .infinity {
      canvas.write(mark, at: Point(row: bottom, column: column), style: style, in: plot)
      return
    }
    let eighths = max(1, Int(((scale.share(value) ?? 0) * Double(plot.size.rows * 8)).rounded()))
    for level in 0..<(eighths / 8) { write("█", level: level, style) }
    if eighths % 8 > 0 { write(Self.blocks[eighths % 8], level: eighths / 8, style) }
    if value == .infinity {
      canvas.write(
        "∞", at: Point(row: plot.origin.row, column: column), style: Style(.danger, .bold),
        in: plot)
    }
  }

  /// A dash at the height of the old value, which shows beside a bar that is higher.
  private func drawGhost(_ index: Int, column: Int, in plot: Rect, on canvas: inout Canvas) {
    guard ghost.indices.contains(index), let value = ghost[index], !value.isNaN else { return }
    let share = scale.share(value) ?? 0
    let level = min(plot.size.rows - 1, Int(share * Double(plot.size.rows)))
    canvas.write(
      String(repeating: "╌", count: pitch),
      at: Point(row: plot.rowRange.upperBound - 1 - level, column: column), style: .muted, in: plot)
  }

  /// The row, counted from the bottom, that a bar of this decade just fills.
  private func level(ofDecade decade: Int, rows: Int) -> Int {
    min(rows - 1, max(0, Int((scale.share(ofDecade: Double(decade)) * Double(rows)).rounded()) - 1))
  }

  private func drawDecades(in rect: Rect, on canvas: inout Canvas) {
    guard labelWidth > 1 else { return }
    let (rows, bottom) = (rect.size.rows, rect.rowRange.upperBound - 1)
    var taken: Set<Int> = []
    func label(_ decade: Int, level: Int) {
      guard taken.insert(level).inserted else { return }
      let text = LogScale.decade(decade)
      canvas.write(
        text,
        at: Point(
          row: bottom - level, column: rect.origin.column + max(0, labelWidth - 1 - text.cellWidth)),
        style: .muted, in: rect)
    }
    label(LogScale.floor, level: 0)
    guard rows > 1 else { return }
    if scale.top > 0 { label(scale.top, level: rows - 1) }
    label(0, level: level(ofDecade: 0, rows: rows))
    for decade in [-8, -4, -12] { label(decade, level: level(ofDecade: decade, rows: rows)) }
  }

  private static let blocks = ["", "▁", "▂", "▃", "▄", "▅", "▆", "▇"]
}
