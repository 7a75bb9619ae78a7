import Cells
import CourseModel
import Languages
import Recurrent
import Study
import Views

extension LabPreset.Readout {
  /// What it says at a timestep; nil where that is not known.
  func value(in run: LabRun, at t: Int) -> Double? {
    guard let state = run.trace.state(at: t) else { return nil }
    return value(hidden: state.hidden, cell: state.cell)
  }

  /// `depth 2`, or `quote inside` where the number has a meaning.
  func text(_ value: Double, _ language: Language) -> Line {
    var line = Line((name.best(for: language) ?? "") + " ", .muted)
    let number = value.isFinite ? value.fixed(decimals) : LabNumber.text(value)
    if let meaning = className(value)?.best(for: language) {
      line.append(meaning, Style(.accent, .bold))
      line.append(" " + number, .muted)
    } else {
      line.append(number, Style(.accent, .bold))
    }
    return line
  }
}

extension Trace<Float> {
  /// h and c of the last layer after timestep `t`, from 0.
  fileprivate func state(at t: Int) -> (hidden: [Float], cell: [Float]?)? {
    if t == 0 { return initial.last.map { ($0.hidden, $0.cell) } }
    guard steps.indices.contains(t - 1), let layer = steps[t - 1].layers.last else { return nil }
    return (layer.hidden, layer.cell)
  }
}

extension LabScene {
  /// Every readout of the lab at the current timestep, once that is complete.
  var readouts: [Line] {
    guard t > 0, stepper.isComplete else { return [] }
    return model.preset.readouts.compactMap { readout in
      readout.value(in: model.run, at: t).map { readout.text($0, language) }
    }
  }
}
