import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Views

/// The lab at one position: tape, gates, equations, traces, words.
struct LabView: View {
  var scene: LabScene

  var model: LabModel { scene.model }
  var stepper: Stepper { scene.stepper }
  var site: Site { scene.site }
  var language: Language { scene.language }
  var probe: Probe { scene.probe }
  /// The unit that is looked at, from 0.
  var unit: Int { scene.site.unit }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let layout = LabLayout(model.preset, kind: model.kind, in: rect, language: language)
    drawTape(layout, on: &canvas)
    guard let account = model.account(at: stepper.t, site) else { return }
    drawGates(account, layout, on: &canvas)
    if !layout.heat.isEmpty {
      HeatLens(scene: scene, isPart: true).draw(in: layout.heat, on: &canvas)
      FlowPicture(scene).draw(in: layout.flow, on: &canvas)
    }
    guard scene.backward == nil else {
      drawBackward(layout, on: &canvas)
      return
    }
    drawEquations(account, in: layout.equations, isNarrow: layout.isNarrow, on: &canvas)
    drawProducts(account, in: layout.products, on: &canvas)
    drawTraces(in: layout.traces, on: &canvas)
    drawWords(account, in: layout.words, on: &canvas)
    drawTable(in: layout.table, on: &canvas)
  }

  // MARK: Tape

  /// The phases of the step; on the way back what it makes known, one after the other.
  private var phases: PhaseLine {
    let kind = model.kind
    guard let backward = scene.backward else {
      return PhaseLine(
        names: kind.phases.map { language.say(kind.name(of: $0)) },
        reached: stepper.t > 0 ? kind.phases.firstIndex(of: stepper.phase) : nil)
    }
    return PhaseLine(
      names: kind.backwardSubsteps.map { $0 == .arrive ? "δh" : kind.shortTitle(of: $0) },
      reached: stepper.t > 0 ? backward.place : nil)
  }

  /// Rows of the inputs over time, the cursor below them, and the phase of the step.
  func drawTape(_ layout: LabLayout, on canvas: inout Canvas) {
    let whole = layout.tape
    let phases = phases
    let aside = layout.isNarrow ? 0 : phases.width + 2
    let window = TimeWindow(
      total: model.count, cursor: stepper.t - 1,
      width: whole.size.columns - layout.labelWidth - aside, maximalPitch: 2)
    let left = whole.origin.column + layout.labelWidth
    if layout.tokenRows > 0 {
      TokenStrip(tokens: scene.tokens, cursor: stepper.t - 1, window: window).draw(
        in: whole.row(0).removingColumns(left: layout.labelWidth, right: aside), on: &canvas)
    }
    let rect = whole.removingRows(top: layout.tokenRows)

    let inputs = model.preset.inputs
    let isCut = inputs.count > layout.inputCount
    for index in 0..<layout.inputCount {
      let row = rect.row(index)
      if isCut, index == layout.inputCount - 1 {
        canvas.write(
          language.say(.labMoreInputs(inputs.count - index)), at: row.origin, style: .muted,
          in: row)
        break
      }
      canvas.write(
        inputs[index].label(language, width: layout.labelWidth - 1), at: row.origin, in: row)
      TraceRow(
        values: window.timesteps.clamped(to: 1..<(model.known + 1)).map {
          Double(model.trace.steps[$0 - 1].input[index])
        },
        range: model.inputRanges[index], style: .body,
        cursor: stepper.t - 1 - window.start, pitch: window.pitch
      ).draw(in: row.removingColumns(left: layout.labelWidth), on: &canvas)
    }

    let below = rect.row(layout.inputCount)
    if stepper.t > 0 {
      canvas.write(
        "▲",
        at: Point(
          row: below.origin.row, column: left + (stepper.t - 1 - window.start) * window.pitch),
        style: Style(.accent, .bold), in: below)
    }
    if stepper.isAtStart {
      let text = language.say(.labStart)
      canvas.write(
        text, at: Point(row: below.origin.row, column: left), style: Style(.accent), in: below)
    }
    if layout.isNarrow {
      drawShortPhase(phases, in: below, on: &canvas)
    } else {
      let beside = whole.removingColumns(left: whole.size.columns - phases.width)
      phases.draw(in: beside.row(0), on: &canvas)
      drawInputVector(in: beside.row(1).removingColumns(left: 1), on: &canvas)
      drawReadouts(in: beside.removingRows(top: 2).removingColumns(left: 1), on: &canvas)
    }
  }

  /// A row for each readout; where there are too few rows they share the last one.
  private func drawReadouts(in rect: Rect, on canvas: inout Canvas) {
    var lines = scene.readouts
    while lines.count > max(1, rect.size.rows) {
      let last = lines.removeLast()
      lines[lines.count - 1] = lines[lines.count - 1] + Line("  ") + last
    }
    for (index, line) in lines.enumerated() {
      canvas.write(line.truncated(to: rect.size.columns), at: rect.row(index).origin, in: rect)
    }
  }

  private func drawShortPhase(_ phases: PhaseLine, in row: Rect, on canvas: inout Canvas) {
    guard stepper.t > 0 else { return }
    let width = (phases.names.map(\.cellWidth).max() ?? 0) + 6
    phases.draw(
      in: Rect(
        row: row.origin.row, column: row.columnRange.upperBound - width, rows: row.size.rows,
        columns: width), on: &canvas)
  }

  /// `x₅ = (−0.7, 0)`
  private func drawInputVector(in row: Rect, on canvas: inout Canvas) {
    guard stepper.t > 0, stepper.t <= model.known else { return }
    let values = model.trace.steps[stepper.t - 1].input.map { LabNumber.trimmed(Double($0)) }
    let vector = values.joined(separator: ", ")
    let name = symbol("x", at: stepper.t).padded(to: symbol("x", at: model.count).cellWidth)
    let text = name + " = " + (values.count > 1 ? "(\(vector))" : vector)
    canvas.write(text.truncated(to: row.size.columns), at: row.origin, in: row)
  }

  // MARK: Gates

  /// A row for each gate: name, number, bar, and what it does in words.
  func drawGates(_ account: CellAccount, _ layout: LabLayout, on canvas: inout Canvas) {
    let kind = model.kind
    let barColumns = LabNumber.width + 1 + layout.barWidth
    let ghost = scene.ghost?.account(at: stepper.t, site)
    // `Δ −0.731` between the bar and the words, while there is something to compare with.
    let changeColumns = scene.ghost == nil ? 0 : LabNumber.width + 3
    for (index, gate) in kind.gatesInOrder.enumerated() {
      let row = layout.gates.row(index)
      let role = kind.role(of: gate)
      var label = Line(kind.blockName(gate), Style(role, .bold))
      label.append(" " + language.say(kind.name(of: gate)), Style(role))
      canvas.write(label, at: row.origin, in: row)
      let bar = Rect(
        row: row.origin.row, column: row.origin.column + layout.labelWidth, rows: row.size.rows,
        columns: min(barColumns, row.size.columns - layout.labelWidth))
      let words = row.removingColumns(
        left: layout.labelWidth + barColumns + changeColumns + (layout.isNarrow ? 1 : 3))
      guard stepper.hasReached(kind.substep(of: gate)) else {
        drawPreactivation(of: gate, number: bar, words: words, on: &canvas)
        continue
      }
      let hasChanged = scene.didChange(.gate(gate))
      let number = scene.numberStyle(.body, changed: hasChanged)
      let value = account.value(of: gate)
      let old = ghost?.value(of: gate)
      let hasMoved = old.map { LabNumber.text($0) != LabNumber.text(value) } ?? false
      if kind.isShare(gate) {
        GateBar(
          opening: value, style: Style(role), numberStyle: number, ghost: hasMoved ? old : nil
        ).draw(in: bar, on: &canvas)
      } else {
        let range = model.range(of: .gate(gate))
        SignedBar(
          value: value, scale: max(range.high, -range.low), style: Style(role),
          numberStyle: number, ghost: hasMoved ? old : nil
        ).draw(in: bar, on: &canvas)
      }
      if let old {
        canvas.write(
          "Δ" + LabNumber.signed(value - old).padded(left: LabNumber.width),
          at: Point(row: row.origin.row, column: bar.columnRange.upperBound + 1),
          style: hasMoved ? Style(.accent, .bold) : .muted, in: row)
      }
      guard gate != .output || stepper.isComplete else { continue }
      canvas.write(
        language.say(account.words(for: gate)).wholeClauses(in: words.size.columns),
        at: words.origin, style: scene.numberStyle(.body, changed: hasChanged), in: words)
    }
  }

  /// The sum that a gate has added up, before it is squashed.
  private func drawPreactivation(
    of gate: Gate, number: Rect, words: Rect, on canvas: inout Canvas
  ) {
    let kind = model.kind
    guard stepper.hasReached(kind.sumSubstep(of: gate)) else {
      canvas.write(
        "…".padded(left: LabNumber.width), at: number.origin, style: .muted, in: number)
      canvas.write(
        language.say(
          kind == .lstmPeephole && gate == .output
            ? .waits(for: symbol("c", at: stepper.t)) : .waitsForItsSum), at: words.origin,
        style: .muted, in: words)
      return
    }
    guard let sum = probe.value(.preactivation(gate), at: stepper.t) else {
      return
    }
    canvas.write(LabNumber.column(Double(sum)), at: number.origin, style: .muted, in: number)
    let text = kind.function(of: gate).map(Phrase.before) ?? .staysAsItIs
    canvas.write(language.say(text), at: words.origin, style: .muted, in: words)
  }

  // MARK: Words

  /// What happened at this step and, where its author says something, the caption.
  func drawWords(_ account: CellAccount, in rect: Rect, on canvas: inout Canvas) {
    guard stepper.isComplete else {
      drawSubstep(in: rect, on: &canvas)
      return
    }
    let paragraphs = account.summary.map { Line(language.say($0)) }
    var texts = paragraphs.map { $0.wrapped(to: rect.size.columns) }
    if let caption = model.preset.captions[stepper.t]?.best(for: language) {
      let caption = Line(caption, .muted).wrapped(to: rect.size.columns)
      // A small window can do without the sentence about h.
      if texts.count > 1, texts.joined().count + caption.count > rect.size.rows {
        texts.removeLast()
      }
      texts.append(caption)
    }
    let gap = texts.reduce(0) { $0 + $1.count } + texts.count - 1 <= rect.size.rows ? 1 : 0
    var row = 0
    for lines in texts {
      guard row + lines.count <= rect.size.rows else { break }
      for line in lines {
        canvas.write(line, at: rect.row(row).origin, in: rect)
        row += 1
      }
      row += gap
    }
  }
}

extension String {
  /// The text without its last clause where that does not fit; half a number would be another one.
  fileprivate func wholeClauses(in width: Int) -> String {
    guard cellWidth > width, let end = lastIndex(where: { $0 == "," || $0 == "，" }) else {
      return truncated(to: width)
    }
    return String(self[..<end]).truncated(to: width)
  }
}
