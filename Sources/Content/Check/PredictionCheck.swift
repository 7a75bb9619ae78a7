internal import CourseModel
internal import Recurrent
internal import Study

extension CrossCheck {
  /// Whether the lab has what a `predict` question asks, and whether the answer can be known.
  func check(_ use: Findings.PredictionUse) {
    guard let lab = labs[use.lab.preset], let kind = CellKind(rawValue: lab.cell) else { return }
    let (prediction, step) = (use.prediction, use.lab.step)
    if !kind.symbols.contains(prediction.symbol) {
      findings.error(
        "unknown-row",
        "the cell '\(lab.cell)' has no '\(prediction.symbol)'; it has "
          + kind.symbols.joined(separator: ", "), at: use.ask)
    } else if prediction.unit >= lab.hiddenSize {
      findings.error(
        "unknown-row",
        "the lab '\(lab.id)' has \(lab.hiddenSize) units, so there is no unit \(prediction.unit + 1)",
        at: use.ask)
    } else if step == lab.tape.count {
      findings.error(
        "lab-step",
        "the tape of '\(lab.id)' ends with step \(step), so there is no step after it to predict",
        at: use.place)
    } else if step < lab.tape.count, let run = try? LabRun(lab, steps: step + 1) {
      checkAnswer(use, prediction.truth(in: run, after: step))
    }
  }

  private func checkAnswer(_ use: Findings.PredictionUse, _ truth: Prediction.Truth?) {
    let name = "\(use.prediction.symbol) at step \(use.lab.step + 1)"
    guard let truth else {
      findings.error("bad-ask", "\(name) is no number, so it has no sign", at: use.ask)
      return
    }
    if use.prediction.isClose(truth) {
      findings.warning(
        "close-call", "\(name) is \(Float(truth.value)), too close to call; ask for something else",
        at: use.ask)
    }
    if case .relative = use.prediction.tolerance, abs(truth.value) < Sign.resolution,
      let place = use.tolerance
    {
      findings.error(
        "bad-value", "a share of an answer of 0 is nothing; write 'tolerance' as a number",
        at: place)
    }
  }
}
