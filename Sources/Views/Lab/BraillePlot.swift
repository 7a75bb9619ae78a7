public import Cells

/// Values over time as a line of braille dots on a fixed scale, with its zero line.
///
/// Each value is held for one timestep, then the line goes up or down to the next: a state changes
/// at steps and not between them.
public struct BraillePlot: View, Sendable {
  public var values: [Double]
  /// How many of the values are drawn; the others only keep their place.
  public var visibleCount: Int
  /// The value before the first timestep, from which the line starts.
  public var start: Double?
  public var range: PlotRange
  public var style: Style
  /// As in ``TraceRow/cursor``.
  public var cursor: Int?
  /// Cells per timestep.
  public var pitch: Int
  /// Cells at the left that hold the ends of the scale; 0 leaves them out.
  public var labelWidth: Int
  /// Other values at the same timesteps, dim behind.
  public var ghost: [Double]
  /// The value of the ghost before the first timestep.
  public var ghostStart: Double?
  /// Where a dashed line runs across; those at the edge of the scale or beyond are left out.
  public var guides: [Double]

  public init(
    values: [Double], visibleCount: Int = .max, start: Double? = nil, range: PlotRange,
    style: Style, cursor: Int? = nil, pitch: Int = 1, labelWidth: Int = 0,
    ghost: [Double] = [], ghostStart: Double? = nil, guides: [Double] = []
  ) {
    self.values = values
    self.visibleCount = max(0, visibleCount)
    self.start = start
    self.range = range
    self.style = style
    self.cursor = cursor
    self.pitch = max(1, pitch)
    self.labelWidth = labelWidth
    self.ghost = ghost
    self.ghostStart = ghostStart
    self.guides = guides.filter { $0 > range.low && $0 < range.high }
  }

  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    drawLabels(in: rect, on: &canvas)
    let plot = Rect(
      row: rect.origin.row, column: rect.origin.column + labelWidth, rows: rect.size.rows,
      columns: min(rect.size.columns - labelWidth, values.count * pitch))
    guard !plot.isEmpty else { return }
    let dots = dots(of: values, from: start, in: plot.size)
    let old = ghost.isEmpty ? [] : self.dots(of: ghost, from: ghostStart, in: plot.size)
    let zeroRow = range.contains(0) ? dotRow(0, rows: plot.size.rows) / 4 : nil
    let guideRows = Set(guides.map { dotRow($0, rows: plot.size.rows) / 4 })
    for row in 0..<plot.size.rows {
      for column in 0..<plot.size.columns {
        let point = Point(row: plot.origin.row + row, column: plot.origin.column + column)
        let index = row * plot.size.columns + column
        if dots[index] > 0 {
          canvas.put(
            braille(dots[index]), at: point, style: style.at(column / pitch, cursor: cursor),
            in: plot)
        } else if !old.isEmpty, old[index] > 0 {
          canvas.put(braille(old[index]), at: point, style: .muted, in: plot)
        } else if row == zeroRow {
          canvas.put("┈", at: point, style: .muted, in: plot)
        } else if guideRows.contains(row) {
          canvas.put("╌", at: point, style: Style(.warning), in: plot)
        }
      }
    }
    drawMarks(in: plot, on: &canvas)
  }

  private func braille(_ bits: UInt32) -> Unicode.Scalar { Unicode.Scalar(0x2800 + bits) ?? " " }

  /// The bits of every cell: left column of dots 01 02 04 40, right column 08 10 20 80.
  private func dots(of values: [Double], from start: Double?, in size: Size) -> [UInt32] {
    let (rows, columns) = (size.rows, size.columns)
    var cells = [UInt32](repeating: 0, count: rows * columns)
    func set(x: Int, y: Int) {
      guard x / 2 < columns else { return }
      let bits: [UInt32] = x % 2 == 0 ? [0x01, 0x02, 0x04, 0x40] : [0x08, 0x10, 0x20, 0x80]
      cells[y / 4 * columns + x / 2] |= bits[y % 4]
    }
    var previous = start.flatMap { $0.isNaN ? nil : dotRow($0, rows: rows) }
    for (index, value) in values.prefix(visibleCount).enumerated() {
      guard !value.isNaN else {
        previous = nil
        continue
      }
      let y = dotRow(value, rows: rows)
      let x = index * pitch * 2
      for between in min(y, previous ?? y)...max(y, previous ?? y) { set(x: x, y: between) }
      for offset in 1..<(pitch * 2) { set(x: x + offset, y: y) }
      previous = y
    }
    return cells
  }

  /// The row of dots of `value`, from the top.
  private func dotRow(_ value: Double, rows: Int) -> Int {
    let share = range.share(value) ?? 0
    return Int(((1 - share) * Double(rows * 4 - 1)).rounded())
  }

  /// Marks what has no place on the scale.
  private func drawMarks(in plot: Rect, on canvas: inout Canvas) {
    for (index, value) in values.prefix(visibleCount).enumerated() {
      guard let mark = strangeMark(value, range: range) else { continue }
      let row =
        value.isNaN
        ? plot.origin.row + dotRow(0, rows: plot.size.rows) / 4
        : value > 0 ? plot.origin.row : plot.rowRange.upperBound - 1
      canvas.write(
        mark, at: Point(row: row, column: plot.origin.column + index * pitch),
        style: style.at(index, cursor: cursor), in: plot)
    }
  }

  private func drawLabels(in rect: Rect, on canvas: inout Canvas) {
    guard labelWidth > 1 else { return }
    func label(_ value: Double, row: Int) {
      let text = LabNumber.trimmed(value).truncated(to: labelWidth - 1)
      canvas.write(
        text,
        at: Point(
          row: rect.origin.row + row,
          column: rect.origin.column + labelWidth - 1 - text.cellWidth), style: .muted, in: rect)
    }
    let rows = rect.size.rows
    label(range.high, row: 0)
    if rows > 1 { label(range.low, row: rows - 1) }
    var taken: Set = [0, rows - 1]
    for value in [0] + guides where range.contains(value) {
      let row = dotRow(value, rows: rows) / 4
      if taken.insert(row).inserted { label(value, row: row) }
    }
  }
}
