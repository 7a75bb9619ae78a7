import Cells
import Languages
import Phrases
import Recurrent
import Views

/// Both runs of a mistake: numbers on the left, values over one axis of time on the right.
///
/// With room each quantity has two rows, right above wrong; else one, with fewer traces.
struct FaultPicture {
  var moment: FaultMoment
  var language: Language

  /// The rows below the axis that are drawn in so many rows.
  static func height(rows: Int, count: Int) -> Int {
    if rows >= 3 * count - 1 { return 3 * count - 1 }
    if rows >= 2 * count { return 2 * count }
    return max(0, min(rows, count))
  }

  /// Where the columns begin.
  private struct Columns {
    /// Nil where there is no room for the sums.
    var sum: Int?
    var number: Int
    var barWidth: Int
    var delta: Int
    var traces: Int

    static let mark = 3

    init(stackedIn width: Int) {
      let isWide = width >= 110
      sum = isWide ? 5 : nil
      number = isWide ? 16 : 6
      barWidth = isWide ? 17 : width >= 76 ? 9 : 5
      delta = number + LabNumber.width + 1 + barWidth + 1
      traces = delta + LabNumber.width + 3
    }
  }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    let isStacked = rect.size.rows - 1 >= 2 * moment.rowCount
    if isStacked {
      drawStacked(in: rect, on: &canvas)
    } else {
      drawCompact(in: rect, on: &canvas)
    }
  }

  // MARK: Two rows a quantity

  private func drawStacked(in rect: Rect, on canvas: inout Canvas) {
    let columns = Columns(stackedIn: rect.size.columns)
    let window = moment.window(width: rect.size.columns - columns.traces)
    let rows = moment.rows(in: window)
    let head = rect.row(0)
    let legend =
      language.say(.faultRight).padded(to: 9) + language.say(.faultWrong)
    canvas.write(
      legend, at: Point(row: head.origin.row, column: rect.origin.column + Columns.mark),
      style: .muted, in: head)
    canvas.write(
      "Δ".padded(left: LabNumber.width + 1),
      at: Point(row: head.origin.row, column: rect.origin.column + columns.delta),
      style: .muted, in: head)
    drawAxis(window, in: head.removingColumns(left: columns.traces), on: &canvas)
    let pitch = rect.size.rows - 1 >= 3 * rows.count - 1 ? 3 : 2
    for (index, row) in rows.enumerated() {
      let upper = rect.row(1 + index * pitch)
      let lower = rect.row(2 + index * pitch)
      drawNumbers(row, columns, upper, lower, on: &canvas)
      drawTraces(
        row, window, upper.removingColumns(left: columns.traces),
        lower.removingColumns(left: columns.traces), on: &canvas)
    }
  }

  private func drawNumbers(
    _ row: FaultRow, _ columns: Columns, _ upper: Rect, _ lower: Rect, on canvas: inout Canvas
  ) {
    canvas.write(row.letter, at: upper.origin, style: Style(row.role, .bold), in: upper)
    func write(_ text: String, _ style: Style, _ column: Int, in line: Rect) {
      canvas.write(
        text, at: Point(row: line.origin.row, column: line.origin.column + column), style: style,
        in: line)
    }
    let first = Style(.danger, .bold)
    write("✓", Style(.success), Columns.mark, in: upper)
    write("✗", Style(.danger), Columns.mark, in: lower)
    if let sum = columns.sum, let sums = row.sums {
      write("a", .muted, sum, in: upper)
      write(LabNumber.column(Double(sums.right)), .muted, sum + 2, in: upper)
      write(
        LabNumber.column(Double(sums.wrong)),
        row.isFirstInSum ? first : row.sumsDiffer ? .strong : .muted, sum + 2, in: lower)
    }
    if row.isFirst {
      let isInSum = row.isFirstInSum && columns.sum != nil
      write("◆", first, (isInSum ? columns.sum : nil) ?? columns.number - 1, in: lower)
    }
    let isNumberFirst = row.isFirst && (!row.isFirstInSum || columns.sum == nil)
    for (value, line, role, number) in [
      (row.right, upper, Role.muted, Style.body),
      (row.wrong, lower, row.role, isNumberFirst ? first : row.differs ? .strong : .body),
    ] {
      let place = Rect(
        row: line.origin.row, column: line.origin.column + columns.number, rows: line.size.rows,
        columns: LabNumber.width + 1 + columns.barWidth)
      guard let value else {
        write("…".padded(left: LabNumber.width), .muted, columns.number, in: line)
        continue
      }
      drawBar(Double(value), row.range, Style(role), number, in: place, on: &canvas)
    }
    write(
      row.difference.padded(left: LabNumber.width + 1), row.differs ? .strong : .muted,
      columns.delta, in: lower)
  }

  private func drawBar(
    _ value: Double, _ range: PlotRange, _ style: Style, _ number: Style, in rect: Rect,
    on canvas: inout Canvas
  ) {
    if range == .gate {
      GateBar(opening: value, style: style, numberStyle: number).draw(in: rect, on: &canvas)
    } else {
      SignedBar(
        value: value, scale: max(range.high, -range.low), style: style, numberStyle: number
      ).draw(in: rect, on: &canvas)
    }
  }

  // MARK: One row a quantity

  private func drawCompact(in rect: Rect, on canvas: inout Canvas) {
    let (right, wrong, delta, traces) = (2, 12, 20, 32)
    let width = LabNumber.width
    let window = moment.window(width: rect.size.columns - traces - 3)
    let rows = moment.rows(in: window)
    func write(_ text: String, _ style: Style, _ column: Int, in line: Rect) {
      canvas.write(
        text, at: Point(row: line.origin.row, column: line.origin.column + column), style: style,
        in: line)
    }
    let head = rect.row(0)
    write(language.say(.faultRight).padded(left: width), .muted, right, in: head)
    write(language.say(.faultWrong).padded(left: width), .muted, wrong, in: head)
    write("Δ".padded(left: width + 2), .muted, delta, in: head)
    drawAxis(window, in: head.removingColumns(left: traces + 3), on: &canvas)
    for (index, row) in rows.enumerated() {
      let line = rect.row(1 + index)
      let first = Style(.danger, .bold)
      write(row.letter, Style(row.role, .bold), 0, in: line)
      func number(_ value: Float?) -> String {
        value.map { LabNumber.column(Double($0)) } ?? "…".padded(left: width)
      }
      write(number(row.right), .body, right, in: line)
      if row.isFirst { write("◆", first, wrong - 1, in: line) }
      write(
        number(row.wrong), row.isFirst ? first : row.differs ? .strong : .body, wrong, in: line)
      write(
        row.difference.padded(left: width + 2), row.differs ? .strong : .muted, delta, in: line)
    }
    for (index, row) in shownOver(time: rows).enumerated() {
      for (offset, mark, role) in [(0, "✓", Role.success), (1, "✗", .danger)] {
        let line = rect.row(1 + 2 * index + offset)
        write(offset == 0 ? row.letter : " ", Style(row.role, .bold), traces, in: line)
        write(mark, Style(role), traces + 1, in: line)
      }
      drawTraces(
        row, window, rect.row(1 + 2 * index).removingColumns(left: traces + 3),
        rect.row(2 + 2 * index).removingColumns(left: traces + 3), on: &canvas)
    }
  }

  /// The states, and the gate where the mistake first shows, in the order of the rows.
  private func shownOver(time rows: [FaultRow]) -> [FaultRow] {
    let keep = moment.scene.kind.keepGate.map(moment.scene.kind.blockName)
    func rank(_ row: FaultRow) -> Int {
      if row.isWhereItStarts { return 0 }
      switch row.letter {
      case "h": return 1
      case "c": return 2
      case keep: return 3
      default: return 4
      }
    }
    let chosen = rows.indices.sorted { (rank(rows[$0]), $0) < (rank(rows[$1]), $1) }
      .prefix(rows.count / 2)
    return chosen.sorted().map { rows[$0] }
  }

  // MARK: Time

  private func drawTraces(
    _ row: FaultRow, _ window: TimeWindow, _ upper: Rect, _ lower: Rect, on canvas: inout Canvas
  ) {
    let isOneRun = row.readAt != nil
    TraceRow(
      values: row.rightValues, range: row.range, style: isOneRun ? Style(row.role) : .muted,
      pitch: window.pitch
    ).draw(in: upper, on: &canvas)
    TraceRow(
      values: row.wrongValues, range: row.range, style: Style(row.role), pitch: window.pitch
    ).draw(in: lower, on: &canvas)
    guard let read = row.readAt else { return }
    func mark(_ glyph: String, _ t: Int, _ role: Role, shift: Int) {
      guard window.timesteps.contains(t) else { return }
      canvas.write(
        glyph,
        at: Point(
          row: lower.origin.row,
          column: lower.origin.column + (t - window.timesteps.lowerBound) * window.pitch + shift),
        style: Style(role, .bold), in: lower)
    }
    mark("✓", read.right, .success, shift: 0)
    mark("✗", read.wrong, .danger, shift: read.right == read.wrong ? 1 : 0)
  }

  /// `╌╌╌◆╌╌▼╌░░░`: the first difference, where one stands, and the padding.
  private func drawAxis(_ window: TimeWindow, in row: Rect, on canvas: inout Canvas) {
    func write(_ glyph: String, _ style: Style, at column: Int) {
      canvas.write(
        glyph, at: Point(row: row.origin.row, column: row.origin.column + column), style: style,
        in: row)
    }
    let end = moment.scene.model.count
    for (offset, t) in window.timesteps.enumerated() {
      let glyph = t > end ? "░" : "╌"
      write(
        String(repeating: glyph, count: window.pitch), t > end ? Style(.warning) : .muted,
        at: offset * window.pitch)
    }
    if window.timesteps.contains(moment.t) {
      write(
        "▼", Style(.accent, .bold),
        at: (moment.t - window.timesteps.lowerBound) * window.pitch)
    }
    guard let place = moment.run.divergence, moment.run.readout == nil else { return }
    let style = Style(.danger, place.t == moment.t ? [.bold, .reverse] : .bold)
    if place.t < window.timesteps.lowerBound {
      write("◂", style, at: 0)
    } else if place.t >= window.timesteps.upperBound {
      write("▸", style, at: window.width - 1)
    } else {
      write("◆", style, at: (place.t - window.timesteps.lowerBound) * window.pitch)
    }
  }

  /// The state of both runs as two plots, on the axis of the traces.
  func drawPlots(in rect: Rect, on canvas: inout Canvas) {
    let columns = Columns(stackedIn: rect.size.columns)
    let window = moment.window(width: rect.size.columns - columns.traces)
    let letter = moment.scene.kind.plotted.letter
    guard let row = moment.rows(in: window).first(where: { $0.letter == letter }) else { return }
    let height = (rect.size.rows - 1) / 2
    for (index, values, mark, style) in [
      (0, row.rightValues, language.say(.faultRight), Style(.muted)),
      (1, row.wrongValues, language.say(.faultWrong), Style(row.role)),
    ] {
      let part = Rect(
        row: rect.origin.row + index * (height + 1), column: rect.origin.column,
        rows: min(height, rect.size.rows), columns: rect.size.columns)
      var label = Line(letter + " ", Style(row.role, .bold))
      label.append(mark, style)
      canvas.write(
        label, at: Point(row: part.origin.row, column: part.origin.column + columns.delta - 4),
        in: part)
      BraillePlot(
        values: values, range: row.range, style: style, pitch: window.pitch, labelWidth: 6
      ).draw(in: part.removingColumns(left: columns.traces - 6), on: &canvas)
    }
  }
}
