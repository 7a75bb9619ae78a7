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
    let layout = FigureLayout(state, width: rect.size.columns, isCompact: isCompact)
    drawTitle(in: rect.row(0), on: &canvas)

    let window = TimeWindow(
      total: state.model.count, cursor: state.shownStep - 1,
      width: rect.size.columns - FigureLayout.traceColumn, maximalPitch: 2)
    drawAsk(in: rect.removingRows(top: 1), on: &canvas)
    var row = 1 + layout.askRows
    for part in layout.rows {
      let height = layout.height(of: part)
      draw(
        Quantity(part, of: state), window, height: height, in: rect.removingRows(top: row),
        on: &canvas)
      row += height
    }
    if let rival = state.rival {
      canvas.write(
        ("╌ " + language.say(rival.title)).truncated(to: rect.size.columns),
        at: rect.row(row).origin, style: .muted, in: rect.row(row))
      row += 1
      for part in layout.rivalRows {
        let height = layout.height(of: part)
        draw(
          Quantity(part, of: rival, range: state.stateRange), window, height: height,
          in: rect.removingRows(top: row), on: &canvas)
        row += height
      }
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
    _ quantity: Quantity, _ window: TimeWindow, height: Int, in rect: Rect,
    on canvas: inout Canvas
  ) {
    let part = quantity.row
    let top = rect.row(0)
    canvas.write(
      part.label(quantity.preset, language: language, width: FigureLayout.labelWidth - 1),
      at: top.origin, style: Style(part.role), in: top)
    let values = quantity.values
    let step = state.shownStep
    let isHidden = state.hidesNext && !part.isInput
    if step > 0 {
      let text =
        isHidden
        ? "?".padded(left: LabNumber.width) : quantity.number(at: step)
      let hasChanged = step > 1 && quantity.number(at: step - 1) != text
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
    let shown = part.isInput ? values : Array(values.prefix(state.stepper.t))
    if height == 1 {
      TraceRow(
        values: window.slice(shown), range: quantity.range, style: Style(part.role),
        cursor: cursor, pitch: window.pitch
      ).draw(in: place, on: &canvas)
    } else {
      SignedTrace(
        values: window.slice(shown), scale: max(quantity.range.high, -quantity.range.low),
        style: Style(part.role), cursor: cursor, pitch: window.pitch
      ).draw(in: place, on: &canvas)
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
      let value = Self.told(value, beside: condition.value)
      status = Line(
        language.say(
          state.isPassed ? .figurePassed(name, value: value) : .figureNotYet(name, value: value)),
        .muted)
    } else {
      status = Line(language.say(.figureAsks), .muted)
    }
    let row = rect.row(lines.count)
    canvas.write(status, at: Point(row: row.origin.row, column: row.origin.column + 2), in: row)
  }
}

extension FigureView {
  /// A number that is not `other`, with as many decimals as tell them apart.
  static func told(_ value: Double, beside other: Double) -> String {
    let text = LabNumber.trimmed(value)
    guard value != other, text == LabNumber.trimmed(other) else { return text }
    return (4...9).map { value.fixed($0) }.first { LabNumber.value(of: $0) != other } ?? text
  }

  /// A row of the figure, or of the lab beside it.
  fileprivate struct Quantity {
    var row: FigureRow
    var preset: LabPreset
    var values: [Double]
    var range: PlotRange

    init(_ row: FigureRow, of state: FigureState) {
      self.row = row
      preset = state.model.preset
      values = row.series(state.model, state.site)
      range =
        switch row {
        case .input(let index): state.model.inputRanges[index]
        case .signal(.gate(let gate)) where state.model.kind.isShare(gate): .gate
        case .signal(let signal): state.range(of: signal)
        }
    }

    /// - Parameter range: the scale of its state
    init(_ row: FigureRow, of rival: FigureRival, range: PlotRange) {
      self.row = row
      preset = rival.model.preset
      values = rival.series(row)
      if case .input(let index) = row {
        self.range = rival.model.inputRanges[index]
      } else {
        self.range = range
      }
    }

    /// Nothing behind the end of a shorter tape.
    func number(at step: Int) -> String {
      values.indices.contains(step - 1) ? LabNumber.column(values[step - 1]) : ""
    }
  }
}
