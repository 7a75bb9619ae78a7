import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

/// The data-flow picture of one step, and the sub-step that was reached last in numbers.
struct FlowLens: View {
  var scene: LabScene

  private var language: Language { scene.language }
  private var telling: FlowTelling { FlowTelling(scene: scene) }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let columns = rect.size.columns
    let listWidth = columns >= 108 ? columns - 78 : columns - FlowDiagram.minimalWidth - 1
    let hasList = listWidth >= 17
    let pictureWidth = hasList ? columns - listWidth - 1 : columns
    telling.drawTitle(in: rect.row(0), on: &canvas)
    let upper = rect.removingRows(top: 1)
    let picture = Rect(
      row: upper.origin.row, column: upper.origin.column,
      rows: min(FlowDiagram.rows, upper.size.rows), columns: pictureWidth)
    FlowPicture(scene).draw(in: picture, on: &canvas)
    if hasList {
      drawList(
        in: Rect(
          row: upper.origin.row, column: rect.columnRange.upperBound - listWidth,
          rows: picture.size.rows, columns: listWidth), on: &canvas)
    }
    let rest = upper.removingRows(top: FlowDiagram.rows)
    let tape = FlowTape(scene: scene)
    let tapeRows = tape.rows(in: rest.size.rows)
    let gap = rest.size.rows >= 12 ? 1 : 0
    if tapeRows > 0 {
      tape.draw(
        in: rest.removingRows(top: gap, bottom: rest.size.rows - gap - tapeRows), on: &canvas)
    }
    telling.draw(
      in: rest.removingRows(top: tapeRows > 0 ? tapeRows + 2 * gap : gap), on: &canvas)
  }

  // MARK: The list of sub-steps

  private struct Entry {
    var title: String
    var values: String
    var isCurrent: Bool
    var isReached: Bool
  }

  private var entries: [Entry] {
    if let view = scene.backward {
      return scene.kind.backwardSubsteps.enumerated().map { index, substep in
        let isReached = index <= view.place && scene.t > 0
        let account = view.trace.flatMap {
          isReached ? BackwardAccount(scene.probe, t: scene.t, substep, $0) : nil
        }
        return Entry(
          title: scene.kind.shortTitle(of: substep),
          values: account.map { Self.values($0.workings(language)) } ?? "",
          isCurrent: index == view.place && scene.t > 0, isReached: isReached)
      }
    }
    return scene.kind.substeps.map { substep in
      let isReached = scene.stepper.hasReached(substep)
      let account = isReached ? SubstepAccount(scene.probe, t: scene.t, substep) : nil
      return Entry(
        title: scene.kind.shortTitle(of: substep),
        values: substep == .gather ? "" : account.map { Self.values($0.workings) } ?? "",
        isCurrent: scene.t > 0 && scene.stepper.substep == substep, isReached: isReached)
    }
  }

  private static func values(_ workings: [Working]) -> String {
    workings.map(\.resultText).joined(separator: " ")
  }

  private func drawList(in rect: Rect, on canvas: inout Canvas) {
    let entries = entries
    let titleWidth = entries.map(\.title.cellWidth).max() ?? 0
    for (index, entry) in entries.enumerated() {
      let row = rect.row(index)
      let style: Style =
        entry.isCurrent ? Style(.accent, .bold) : entry.isReached ? .body : .muted
      var line = Line((entry.isCurrent ? "▸" : " ") + String(index + 1).padded(left: 2), style)
      line.append(" " + entry.title, style)
      let values = " " + entry.values
      // Half a number would be another number.
      if values.cellWidth > 1, titleWidth + 4 + values.cellWidth <= row.size.columns {
        line = line.padded(to: titleWidth + 4)
        line.append(values, entry.isCurrent ? Style(.body, .bold) : .body)
      }
      canvas.write(line.truncated(to: row.size.columns), at: row.origin, in: row)
    }
  }
}

/// The sub-step that was reached last, told in a rectangle; both lenses that step through a cell
/// use it.
struct FlowTelling {
  var scene: LabScene

  private var language: Language { scene.language }

  var title: Phrase? {
    if scene.backward != nil { return BackwardAccount(scene)?.title ?? .flowBackComputing }
    return SubstepAccount(scene)?.title
  }

  func drawTitle(in row: Rect, on canvas: inout Canvas) {
    let text = language.say(title ?? .flowBefore)
    canvas.write(
      text.truncated(to: row.size.columns), at: row.origin,
      style: title == nil ? .muted : Style(.accent, .bold), in: row)
  }

  private var workings: [Working] {
    if scene.backward != nil { return BackwardAccount(scene)?.workings(language) ?? [] }
    return SubstepAccount(scene)?.workings ?? []
  }

  private var words: Phrase? {
    if scene.backward != nil { return BackwardAccount(scene)?.words }
    return SubstepAccount(scene)?.words
  }

  /// Equations, then words, then what the author says of a complete step.
  func draw(in rect: Rect, on canvas: inout Canvas) {
    let width = min(rect.size.columns, 110)
    var texts = [equationLines(width: width, rows: rect.size.rows)]
    if let words { texts.append(Line(language.say(words)).wrapped(to: min(width, 90))) }
    if scene.backward == nil, scene.stepper.isComplete, scene.t > 0,
      let caption = scene.model.preset.captions[scene.t]?.best(for: language)
    {
      texts.append(Line(caption, .muted).wrapped(to: min(width, 90)))
    }
    draw(texts, in: rect, on: &canvas)
  }

  func draw(_ texts: [[Line]], in rect: Rect, on canvas: inout Canvas) {
    let texts = texts.filter { !$0.isEmpty }
    let gap = texts.reduce(0) { $0 + $1.count } + texts.count - 1 <= rect.size.rows ? 1 : 0
    var row = 0
    for lines in texts {
      // Half a sentence says something else.
      guard row + lines.count <= rect.size.rows else { continue }
      for line in lines {
        canvas.write(line, at: rect.row(row).origin, in: rect)
        row += 1
      }
      row += gap
    }
  }

  /// The equations, in at most `rows` rows; a long sum part by part where there is room for that.
  func equationLines(width: Int, rows: Int) -> [Line] {
    let workings = workings
    if rows >= 8, workings.count == 1, let dot = workings[0].dot, dot.groups.count > 1 {
      let lines = parts(of: workings[0], width: width, rows: rows - 3)
      if !lines.isEmpty { return lines }
    }
    var lines: [Line] = []
    for (index, working) in workings.enumerated() {
      let room = rows - lines.count - (workings.count - index - 1)
      lines += working.wrapped(to: width, rows: room, language)
    }
    return Array(lines.prefix(rows))
  }

  /// A sum with a line for each cell that its terms come from; none where they do not fit.
  private func parts(of working: Working, width: Int, rows: Int) -> [Line] {
    guard let dot = working.dot else { return [] }
    var head = working.name
    if let symbols = working.symbols {
      head.append(" = ")
      head = head + symbols
    }
    let labelWidth = dot.groups.map(\.label.cellWidth).max() ?? 0
    var lines = [head]
    let groups = dot.parts
    guard groups.count + 2 <= rows else { return [] }
    let room = (rows - 2) / max(1, groups.count)
    for part in groups {
      let label = part.name.padded(to: labelWidth + 2).indented(by: 2)
      let wrapped = [8, 6, 4, 3, 2, 1].lazy.map { limit in
        part.calculation(language, limit: limit).wrapped(to: width - labelWidth - 4, hanging: 2)
      }.first { $0.count <= room }
      guard let wrapped else { return [] }
      for (index, line) in wrapped.enumerated() {
        lines.append(index == 0 ? label + line : line.indented(by: labelWidth + 4))
      }
    }
    var total = working
    total.symbols = nil
    total.dot = nil
    total.formula = .sum(groups.map { $0.asTerm })
    if groups.isEmpty { total.formula = nil }
    lines.append(total.line(language))
    return lines
  }
}

extension DotProduct {
  /// What each group brings, as an equation of its own.
  var parts: [Working] {
    groups.filter { group in group.terms.contains { $0.weight != 0 } }.map { group in
      Working(
        name: group.label, dot: DotProduct(groups: [group]), result: group.part,
        style: group.style, isGradient: group.isGradient)
    }
  }
}

extension Working {
  /// The calculation with its result, without the name.
  func calculation(_ language: Language, limit: Int) -> Line {
    var copy = self
    copy.name = Line()
    copy.symbols = nil
    // " = …": the sign of equality stands before the first number.
    let line = copy.line(language, limit: limit)
    guard let first = line.spans.first else { return line }
    var rest = line
    rest.spans[0].text = String(first.text.drop { $0 == " " || $0 == "=" || $0 == "≈" })
    return rest
  }

  var asTerm: Formula { isGradient ? .gradient(result, style) : .number(result, style) }
}

/// What comes in over time, with the cells lit that the sub-step reads.
struct FlowTape {
  var scene: LabScene

  private var inputs: [LabPreset.Input] { scene.site.layer == 0 ? scene.model.preset.inputs : [] }

  /// How many rows of the room below the picture it takes.
  func rows(in room: Int) -> Int {
    guard room >= 8 else { return 0 }
    let most = room >= 14 ? 6 : 2
    return min(inputs.count, most) + 1
  }

  private var isReading: Bool {
    guard scene.backward == nil, scene.t > 0 else { return false }
    return switch scene.stepper.substep {
    case .gather, .sum, .reset: true
    default: scene.kind.isPlain
    }
  }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    let shown = inputs.prefix(max(0, rect.size.rows - 1))
    let wide = rect.size.columns >= LabLayout.comfortableWidth
    let labels = shown.map { $0.label(scene.language, width: wide ? 16 : 8) }
    let labelWidth = (labels.map(\.cellWidth).max() ?? 1) + 1
    let window = TimeWindow(
      total: scene.model.count, cursor: scene.t - 1, width: rect.size.columns - labelWidth - 2,
      maximalPitch: 2)
    func light(_ t: Int, row: Int) {
      guard window.timesteps.contains(t), isReading else { return }
      let point = Point(
        row: rect.origin.row + row,
        column: rect.origin.column + labelWidth + (t - 1 - window.start) * window.pitch)
      guard rect.columnRange.contains(point.column), var cell = canvas[point] else { return }
      cell.style.emphasis.formUnion([.bold, .reverse])
      canvas[point] = cell
    }
    for (index, text) in labels.enumerated() {
      let row = rect.row(index)
      canvas.write(text, at: row.origin, in: row)
      TraceRow(
        values: window.timesteps.map { t in
          scene.model.trace.steps.indices.contains(t - 1)
            ? Double(scene.model.trace.steps[t - 1].input[index]) : .nan
        },
        range: scene.model.inputRanges[index], style: .body,
        cursor: scene.t - 1 - window.start, pitch: window.pitch
      ).draw(in: row.removingColumns(left: labelWidth), on: &canvas)
      light(scene.t, row: index)
    }
    let row = rect.row(shown.count)
    canvas.write("h", at: row.origin, style: Style(.hiddenState, .bold), in: row)
    let reached = scene.cursor(reaching: scene.kind.hiddenSubstep)
    TraceRow(
      values: scene.model.series(
        .hidden, scene.site, in: window.timesteps.clamped(to: 1..<(max(0, reached + 1) + 1))),
      range: scene.model.range(of: .hidden), style: Style(.hiddenState),
      cursor: reached - window.start, pitch: window.pitch
    ).draw(in: row.removingColumns(left: labelWidth), on: &canvas)
    if scene.kind.isRecurrentInGates {
      light(scene.probe.timestep(before: scene.t), row: shown.count)
    }
  }
}
