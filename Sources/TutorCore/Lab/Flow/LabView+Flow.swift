import Cells
import Languages
import Phrases
import Recurrent
import Study
import Views

extension LabView {
  private var telling: FlowTelling { FlowTelling(scene: scene) }

  /// The sub-step of a step that is not complete: its name, its equation with numbers, and what it
  /// does.
  func drawSubstep(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty, let account = SubstepAccount(scene) else { return }
    let width = rect.size.columns
    let title = Line(language.say(account.title), Style(.accent, .bold)).wrapped(to: width)
    let words = Line(language.say(account.words)).wrapped(to: width)
    let room = rect.size.rows - title.count
    // The words come second: the numbers are what one stepped for.
    var equations = telling.equationLines(width: width, rows: max(1, room - words.count))
    if equations.count > room - words.count || account.workings.count > room - words.count {
      equations = telling.equationLines(width: width, rows: room)
    }
    telling.draw([title + equations, words], in: rect, on: &canvas)
  }

  /// The way back: its equations where those of the step stood, and what is known of δ where the
  /// words stood.
  func drawBackward(_ layout: LabLayout, on canvas: inout Canvas) {
    let upper = Rect(
      row: layout.equations.origin.row, column: layout.equations.origin.column,
      rows: layout.traces.origin.row - layout.equations.origin.row,
      columns: layout.equations.size.columns)
    drawTraces(in: layout.traces, on: &canvas)
    guard let account = BackwardAccount(scene) else {
      canvas.write(
        language.say(.flowBackComputing), at: upper.origin, style: .muted, in: upper)
      return
    }
    let equations = telling.equationLines(
      width: upper.size.columns, rows: max(layout.equations.size.rows, upper.size.rows - 1))
    for (index, line) in equations.enumerated() {
      canvas.write(line, at: upper.row(index).origin, in: upper)
    }
    let known = known(width: layout.words.size.columns)
    let words = Line(language.say(account.words)).wrapped(to: layout.words.size.columns)
    let title = Line(language.say(account.title), Style(.accent, .bold))
      .truncated(to: layout.words.size.columns)
    telling.draw([[title] + words, known], in: layout.words, on: &canvas)
    drawTable(in: layout.table, on: &canvas)
  }

  /// Every δ that is known, with its number, as many beside each other as fit.
  private func known(width: Int) -> [Line] {
    guard let view = scene.backward, let trace = view.trace else { return [] }
    let entries = model.kind.backwardSubsteps.prefix(view.place + 1).flatMap { substep in
      BackwardAccount(probe, t: stepper.t, substep, trace)?.workings(language) ?? []
    }.map { working in
      var line = working.name
      line.append(" ")
      line.append(LabNumber.gradient(working.result), Style(working.style.role))
      return line
    }
    let cell = 15
    let columns = max(1, width / cell)
    return stride(from: 0, to: entries.count, by: columns).map { start in
      entries[start..<min(entries.count, start + columns)].reduce(Line()) {
        $0 + $1.padded(to: cell)
      }
    }
  }
}
