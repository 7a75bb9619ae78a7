import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Views

/// The picture of a live figure.
struct FigureView: View {
  var state: FigureState
  var language: Language
  var isFocused: Bool
  /// Whether every quantity gets one row only.
  var isCompact = false

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let layout = FigureLayout(
      state.figure, preset: state.model.preset, width: rect.size.columns, isCompact: isCompact)
    drawTitle(in: rect.row(0), on: &canvas)

    let window = TimeWindow(
      total: state.model.count, cursor: state.shownStep - 1,
      width: rect.size.columns - FigureLayout.traceColumn, maximalPitch: 2)
    drawAsk(in: rect.removingRows(top: 1), on: &canvas)
    var row = 1 + layout.askRows
    for part in layout.rows {
      let height = layout.height(of: part)
      draw(part, window, height: height, in: rect.removingRows(top: row), on: &canvas)
      row += height
    }
    drawCursor(window, in: rect.row(row), on: &canvas)
    row += 1
    drawWords(layout, in: rect.removingRows(top: row), on: &canvas)
  }

  private func drawTitle(in row: Rect, on canvas: inout Canvas) {
    let preset = state.model.preset
    let count = String(state.model.count)
    let position = "t " + String(state.stepper.t).padded(left: count.count) + "/" + count
    let title = (isFocused ? "▸ " : "  ") + (preset.title.best(for: language) ?? preset.id)
    let end = row.columnRange.upperBound - position.cellWidth
    canvas.write(
      title.truncated(to: max(0, row.size.columns - position.cellWidth - 2)), at: row.origin,
      style: isFocused ? Style(.accent, .bold) : .heading, in: row)
    canvas.write(
      position, at: Point(row: row.origin.row, column: end),
      style: isFocused ? .strong : .muted, in: row)
  }

  /// Name, number at the cursor, and the quantity over time.
  private func draw(
    _ part: FigureRow, _ window: TimeWindow, height: Int, in rect: Rect,
    on canvas: inout Canvas
  ) {
    let (model, site) = (state.model, state.site)
    let top = rect.row(0)
    canvas.write(
      part.label(model.preset, language: language, width: FigureLayout.labelWidth - 1),
      at: top.origin, style: Style(part.role), in: top)
    let values = part.series(model, site)
    let step = state.shownStep
    let isHidden = state.hidesNext && !part.isInput
    if step > 0 {
      let text =
        isHidden
        ? "?".padded(left: LabNumber.width) : LabNumber.column(values[step - 1])
      let hasChanged = step > 1 && LabNumber.column(values[step - 2]) != text
      canvas.write(
        text,
        at: Point(
          row: top.origin.row, column: top.origin.column + FigureLayout.labelWidth),
        style: hasChanged ? .strong : .body, in: top)
    }
    let place = rect.removingColumns(left: FigureLayout.traceColumn)
      .removingRows(bottom: max(0, rect.size.rows - height))
    let cursor = step - 1 - window.start
    // What is still to be computed must not stand there already.
    let shown = window.slice(Array(values.prefix(state.stepper.t)))
    switch part {
    case .input(let index):
      TraceRow(
        values: window.slice(values), range: model.inputRanges[index], style: Style(part.role),
        cursor: cursor,
        pitch: window.pitch
      ).draw(in: place, on: &canvas)
    case .signal(.gate(let gate)) where model.kind.isShare(gate):
      TraceRow(
        values: shown, range: .gate, style: Style(part.role), cursor: cursor,
        pitch: window.pitch
      ).draw(in: place, on: &canvas)
    case .signal(let signal):
      let range = model.range(of: signal)
      if height == 1 {
        TraceRow(
          values: shown, range: range, style: Style(part.role), cursor: cursor,
          pitch: window.pitch
        ).draw(in: place, on: &canvas)
      } else {
        SignedTrace(
          values: shown, scale: max(range.high, -range.low), style: Style(part.role),
          cursor: cursor, pitch: window.pitch
        ).draw(in: place, on: &canvas)
      }
    }
    if isHidden {
      let column = place.origin.column + cursor * window.pitch
      canvas.write(
        "?", at: Point(row: place.origin.row, column: column), style: Style(.accent, .bold),
        in: place)
    }
  }

  private func drawCursor(_ window: TimeWindow, in row: Rect, on canvas: inout Canvas) {
    guard state.shownStep > 0 else { return }
    let column = (state.shownStep - 1 - window.start) * window.pitch
    canvas.write(
      "▲",
      at: Point(
        row: row.origin.row, column: row.origin.column + FigureLayout.traceColumn + column),
      style: Style(.accent, .bold), in: row)
  }

  /// What happened at this step; before the first one, how to begin.
  private func drawWords(_ layout: FigureLayout, in rect: Rect, on canvas: inout Canvas) {
    let account = state.model.account(at: state.stepper.t, state.site)
    var texts =
      account.map { $0.summary.map { language.say($0) } } ?? [language.say(.figureStart)]
    if layout.isAboutOutput { texts.reverse() }
    if state.hidesNext { texts = [language.say(state.soFar)] }
    let style: Style = account == nil ? .muted : .body
    var lines: [Line] = []
    for text in texts {
      let more = Line(text, style).wrapped(to: rect.size.columns)
      if lines.count + more.count <= layout.wordRows { lines += more }
    }
    for (index, line) in lines.enumerated() {
      canvas.write(line, at: rect.row(index).origin, in: rect.row(index))
    }
  }

  /// The question, and whether the current step answers it.
  private func drawAsk(in rect: Rect, on canvas: inout Canvas) {
    guard let ask = state.figure.ask else { return }
    let lines = FigureLayout.ask(ask.text, width: rect.size.columns)
    for (index, line) in lines.enumerated() {
      canvas.write(line, at: rect.row(index).origin, in: rect.row(index))
    }
    let condition = ask.condition
    let name =
      condition.symbol + (state.model.trace.hiddenSize > 1 ? "[\(condition.unit + 1)]" : "")
    let sign =
      switch condition.comparison {
      case .less: "<"
      case .lessOrEqual: "≤"
      case .greater: ">"
      case .greaterOrEqual: "≥"
      }
    let wanted = "\(name) \(sign) \(LabNumber.trimmed(condition.value))"
    let status: Line
    if state.holds {
      status = Line(language.say(.figureFound(wanted, step: state.stepper.t)), Style(.success))
    } else if state.isSolved {
      status = Line(language.say(.figureSolved(wanted)), Style(.success))
    } else if let value = state.askedValue, state.stepper.t > 0 {
      status = Line(
        language.say(.figureNotYet(name, value: LabNumber.trimmed(value))), .muted)
    } else {
      status = Line(language.say(.figureAsks), .muted)
    }
    let row = rect.row(lines.count)
    canvas.write(status, at: Point(row: row.origin.row, column: row.origin.column + 2), in: row)
  }
}
