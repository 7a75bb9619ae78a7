import Cells
import Languages
import Phrases
import Recurrent
import Views

/// What a reverse direction has read so far, the last step at the bottom; nothing of what comes.
struct ReverseReading: View {
  var scene: LabScene

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let count = scene.model.count
    let head = Line(scene.language.say(.predictReverse(from: count)), .muted)
      .wrapped(to: rect.size.columns)
    let room = max(0, rect.size.rows - head.count)
    let read = scene.t == 0 ? [] : Array((scene.t...count).reversed().suffix(room))
    for (index, line) in (head + read.map(line)).enumerated() {
      canvas.write(line.truncated(to: rect.size.columns), at: rect.row(index).origin, in: rect)
    }
  }

  /// `▸ t 11  c −0.250  h −0.101  x = (0.5, 0)`
  private func line(_ t: Int) -> Line {
    let isCurrent = t == scene.t
    var line = Line(
      (isCurrent ? "▸" : " ") + " t "
        + String(t).padded(left: String(scene.model.count).count) + "  ",
      isCurrent ? Style(.accent, .bold) : .muted)
    let states: [(letter: String, signal: Signal, role: Role)] =
      (scene.kind.hasCellState ? [("c", .cell, .cellState)] : [])
      + [("h", .hidden, .hiddenState)]
    for state in states {
      guard let value = scene.probe.value(state.signal, at: t) else { continue }
      line.append(state.letter + " ", Style(state.role, .bold))
      line.append(LabNumber.column(Double(value)) + "  ", Style(state.role))
    }
    let input = scene.probe.input(at: t).map { LabNumber.trimmed(Double($0)) }
      .joined(separator: ", ")
    line.append((scene.site.layer == 0 ? "x" : "y") + " = (" + input + ")", .muted)
    return line
  }
}
