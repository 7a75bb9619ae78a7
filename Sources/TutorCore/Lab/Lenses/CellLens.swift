import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Views

/// c and h of one unit, large over time, with the inputs above and the gates below.
struct CellLens: View {
  var scene: LabScene

  private var model: LabModel { scene.model }
  private var language: Language { scene.language }

  /// The parts from top to bottom; nothing depends on the timestep.
  private struct Layout {
    var isNarrow: Bool
    /// Cells left of the pictures, for names and scales.
    var left: Int
    /// Cells right of the pictures, for numbers.
    var right: Int
    var inputs: Rect
    var plots: [Rect]
    var gates: Rect
    var axis: Rect
    var legend: Rect
    var words: Rect
  }

  private func layout(in rect: Rect) -> Layout {
    let isNarrow = rect.size.columns < LabLayout.comfortableWidth
    let rows = rect.size.rows
    let inputs = min(model.preset.inputs.count, rows < 19 ? 1 : rows < 30 ? 2 : 6)
    let gates = min(shares.count, rows < 19 ? 2 : 4)
    let words = rows < 30 ? 3 : 6
    let gap = rows < 22 ? 0 : 1
    let room = max(0, rows - inputs - gates - words - 2 - 3 * gap)
    let first = plotted.count == 1 ? room : (room * 3 + 2) / 5
    var top = rect.origin.row
    func next(_ height: Int) -> Rect {
      let height = min(height, max(0, rect.rowRange.upperBound - top))
      defer { top += height }
      return Rect(
        row: top, column: rect.origin.column, rows: height, columns: rect.size.columns)
    }
    let legend = next(1)
    let inputRows = next(inputs)
    _ = next(gap)
    var plots: [Rect] = []
    for height in plotted.count == 1 ? [room] : [first, room - first] { plots.append(next(height)) }
    let gateRows = next(gates)
    let axis = next(1)
    _ = next(gap)
    return Layout(
      isNarrow: isNarrow, left: isNarrow ? 9 : 13, right: isNarrow ? 11 : 17, inputs: inputRows,
      plots: plots, gates: gateRows, axis: axis, legend: legend,
      words: next(max(0, rect.rowRange.upperBound - top)))
  }

  /// c where there is one, and h.
  private var plotted: [LabSignal] {
    Array(scene.kind.signals.suffix(scene.kind.hasCellState ? 2 : 1))
  }

  /// The gates between 0 and 1, in the order in which every picture shows them, or else all.
  private var shares: [LabSignal] { scene.kind.signals.dropLast(plotted.count) }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let layout = layout(in: rect)
    let window = TimeWindow(
      total: model.count, cursor: scene.t - 1,
      width: rect.size.columns - layout.left - layout.right, maximalPitch: 8)
    drawLegend(layout, on: &canvas)
    drawInputs(layout, window, on: &canvas)
    for (signal, rows) in zip(plotted, layout.plots) {
      drawPlot(of: signal, layout, window, in: rows, on: &canvas)
    }
    drawGates(layout, window, on: &canvas)
    TimeAxis(window: window, t: scene.t).draw(
      in: part(layout.axis.removingColumns(left: layout.left), columns: window.width),
      on: &canvas)
    drawWords(in: layout.words, on: &canvas)
  }

  private func part(_ rect: Rect, columns: Int) -> Rect {
    Rect(
      row: rect.origin.row, column: rect.origin.column, rows: rect.size.rows,
      columns: min(columns, rect.size.columns))
  }

  // MARK: Parts

  private func drawLegend(_ layout: Layout, on canvas: inout Canvas) {
    let sample = layout.isNarrow ? "" : "⠉⠒⠤ "
    var line = Line()
    for signal in plotted {
      line.append(sample, Style(signal.role))
      line.append(
        signal.letter + " " + language.say(signal.name) + "  ", Style(signal.role, .bold))
    }
    let range = model.range(of: .cell)
    if scene.kind.hasCellState, range.high > 2 || range.low < -2 {
      line.append(language.say(.labGuideLegend) + "  ", Style(.warning))
    }
    if scene.ghost != nil { line.append(sample + language.say(.labGhostLegend), .muted) }
    let row = layout.legend
    canvas.write(line.truncated(to: row.size.columns), at: row.origin, in: row)
  }

  private func drawInputs(_ layout: Layout, _ window: TimeWindow, on canvas: inout Canvas) {
    let inputs = model.preset.inputs
    let timesteps = window.timesteps.clamped(to: 1..<(model.known + 1))
    for index in 0..<layout.inputs.size.rows {
      let row = layout.inputs.row(index)
      canvas.write(
        inputs[index].label(language, width: layout.left - 1), at: row.origin, in: row)
      TraceRow(
        values: timesteps.map { Double(model.trace.steps[$0 - 1].input[index]) },
        range: model.inputRanges[index], style: .body, cursor: scene.t - 1 - window.start,
        pitch: window.pitch, isFilled: true
      ).draw(in: part(row.removingColumns(left: layout.left), columns: window.width), on: &canvas)
      guard scene.t > 0, scene.t <= model.known else { continue }
      let value = Double(model.trace.steps[scene.t - 1].input[index])
      drawNumber(value, .body, layout, window, in: row, on: &canvas)
    }
  }

  private func drawNumber(
    _ value: Double, _ style: Style, _ layout: Layout, _ window: TimeWindow, in row: Rect,
    on canvas: inout Canvas
  ) {
    canvas.write(
      LabNumber.column(value),
      at: Point(row: row.origin.row, column: numbers(layout, window, in: row)), style: style,
      in: row)
  }

  /// The column of the numbers, right behind the pictures.
  private func numbers(_ layout: Layout, _ window: TimeWindow, in row: Rect) -> Int {
    row.origin.column + layout.left + window.width + 1
  }

  private func drawPlot(
    of signal: LabSignal, _ layout: Layout, _ window: TimeWindow, in rows: Rect,
    on canvas: inout Canvas
  ) {
    guard !rows.isEmpty else { return }
    canvas.write(signal.letter, at: rows.origin, style: Style(signal.role, .bold), in: rows)
    let visible = scene.visible(window, of: signal)
    let ghost = scene.ghost
    func start(_ model: LabModel) -> Double? {
      model.probe(scene.site).value(signal.signal, at: window.start).map { Double($0) }
    }
    BraillePlot(
      values: model.series(signal.signal, scene.site, in: window.timesteps),
      visibleCount: visible.count, start: start(model), range: model.range(of: signal.signal),
      style: Style(signal.role), cursor: scene.cursor(reaching: signal.substep) - window.start,
      pitch: window.pitch, labelWidth: layout.left,
      ghost: ghost?.series(signal.signal, scene.site, in: visible) ?? [],
      ghostStart: ghost.flatMap(start), guides: signal.signal == .cell ? [2, -2] : []
    ).draw(in: part(rows, columns: layout.left + window.width), on: &canvas)

    // The number stands where its row does not change.
    let column = numbers(layout, window, in: rows)
    func write(_ text: String, _ row: Int, _ style: Style) {
      canvas.write(
        text, at: Point(row: rows.origin.row + row, column: column), style: style, in: rows)
    }
    guard let value = scene.valueNow(signal) else {
      write("…".padded(left: LabNumber.width), 0, .muted)
      return
    }
    let style = Style(signal.role, .bold)
    write(LabNumber.column(value), 0, style)
    guard let old = scene.ghostNow(signal) else {
      if isSaturated(signal, value) { write(saturationText(value), 1, Style(.warning)) }
      return
    }
    let was = language.say(.labBefore)
    let isWide = layout.right >= LabNumber.width + 2 + was.cellWidth
    write(LabNumber.column(old) + (isWide ? " " + was : ""), 1, .muted)
    write(
      "Δ" + LabNumber.signed(value - old).padded(left: LabNumber.width - 1), 2,
      value == old ? .muted : Style(.accent, .bold))
    if isSaturated(signal, value) { write(saturationText(value), 3, Style(.warning)) }
  }

  private func isSaturated(_ signal: LabSignal, _ value: Double) -> Bool {
    signal.signal == .cell && abs(value) > 2
  }

  private func saturationText(_ value: Double) -> String {
    (value < 0 ? "« c < −2" : "» c > 2").padded(left: LabNumber.width)
  }

  private func drawGates(_ layout: Layout, _ window: TimeWindow, on canvas: inout Canvas) {
    for (index, signal) in shares.prefix(layout.gates.size.rows).enumerated() {
      let row = layout.gates.row(index)
      let range = model.range(of: signal.signal)
      canvas.write(signal.letter, at: row.origin, style: Style(signal.role, .bold), in: row)
      let scale = "\(LabNumber.trimmed(range.low))..\(LabNumber.trimmed(range.high))"
      canvas.write(
        scale.padded(left: layout.left - 3),
        at: Point(row: row.origin.row, column: row.origin.column + 2), style: .muted, in: row)
      let visible = scene.visible(window, of: signal)
      let values = model.series(signal.signal, scene.site, in: visible)
      let place = part(row.removingColumns(left: layout.left), columns: window.width)
      TraceRow(
        values: values, range: range, style: Style(signal.role),
        cursor: scene.cursor(reaching: signal.substep) - window.start, pitch: window.pitch,
        isFilled: true
      ).draw(in: place, on: &canvas)
      if let ghost = scene.ghost {
        TraceGhost(
          values: values, old: ghost.series(signal.signal, scene.site, in: visible), range: range,
          pitch: window.pitch
        ).draw(in: place, on: &canvas)
      }
      guard let value = scene.valueNow(signal) else { continue }
      drawNumber(value, Style(signal.role, .bold), layout, window, in: row, on: &canvas)
      let column = numbers(layout, window, in: row) + 1 + LabNumber.width
      guard column < row.columnRange.upperBound,
        let limits = scene.kind.saturation(of: signal.signal)
      else { continue }
      let mark = value < limits.low ? "«" : value > limits.high ? "»" : " "
      canvas.write(
        mark, at: Point(row: row.origin.row, column: column), style: Style(.warning, .bold),
        in: row)
    }
  }

  private func drawWords(in rect: Rect, on canvas: inout Canvas) {
    guard let account = model.account(at: scene.t, scene.site) else {
      canvas.write(language.say(.labStart), at: rect.origin, style: Style(.accent), in: rect)
      return
    }
    var rest = rect
    if let c = plotted.first, c.signal == .cell, let value = scene.valueNow(c), abs(value) > 2,
      value.isFinite, let squashed = scene.probe.value(.squashedCell, at: scene.t),
      scene.stepper.isComplete
    {
      let phrase = Phrase.labTanhSaturates(
        "\(scene.name(of: c)) = \(LabNumber.text(value))",
        shown: LabNumber.text(Double(squashed)))
      let lines = Line(language.say(phrase), Style(.warning)).wrapped(to: rect.size.columns)
      for (index, line) in lines.enumerated() {
        canvas.write(line, at: rect.row(index).origin, in: rect.row(index))
      }
      rest = rect.removingRows(top: lines.count)
    }
    LabView(scene: scene).drawWords(account, in: rest, on: &canvas)
  }
}
