import Recurrent
import Study

/// The same input through another kind of cell, computed beside the one on the bench.
struct Rival: Sendable {
  let kind: CellKind
  let experiment: Experiment
  private(set) var model: LabModel
  private(set) var gradient: GradientCurve
  /// Timesteps 1…knownCount are there.
  private(set) var knownCount: Int
  /// What is still to be done.
  private(set) var pending: LabWork.ID?

  /// Multiplications that nobody has to wait for.
  private static let instant = 2_000_000

  /// Begins to run the translation of what is on the bench; nil where there is none.
  init?(_ kind: CellKind, of experiment: Experiment, like model: LabModel) {
    guard let network = experiment.network.translated(to: kind) else { return nil }
    let initial = experiment.initial.map { $0.translated(to: network.shape.layer(0)) }
    // A c that was written over is written in every kind that has one.
    guard
      let own = try? Experiment(
        network, tape: experiment.tape, initial: initial, interventions: experiment.interventions)
    else { return nil }
    self.kind = kind
    self.experiment = own
    var run = ExperimentRun(own)
    run.advance(work: Self.instant)
    knownCount = run.knownCount
    self.model = LabModel(
      model.preset, run: LabRun(network: network, trace: run.trace), count: experiment.tape.count)
    gradient = GradientCurve(count: experiment.tape.count)
    unfinished = run.isComplete ? nil : .run(run)
    if run.isComplete { startGradient() }
  }

  /// The next job for the background, until somebody takes it.
  private var unfinished: LabWork.Job?

  private mutating func startGradient() {
    let fill = SharedGradientFill(experiment.network, model.trace)
    gradient.add(fill.advance(work: Self.instant))
    unfinished = gradient.isComplete ? nil : .gradient(fill)
  }

  /// Hands the next job over, if there is one.
  mutating func takeJob(_ request: (LabWork.Job) -> LabWork.ID) {
    guard let job = unfinished else { return }
    unfinished = nil
    pending = request(job)
  }

  /// Takes in what came of its work; false when the news is not its own.
  mutating func receive(_ news: LabNews) -> Bool {
    guard let pending, news.id == pending else { return false }
    switch news.content {
    case .run(let run):
      knownCount = run.knownCount
      model = model.with(
        LabRun(network: experiment.network, trace: run.trace), count: model.count,
        isMeasured: run.isComplete)
      if run.isComplete {
        self.pending = nil
        startGradient()
      }
    case .gradient(let flows):
      gradient.add(flows)
      if gradient.isComplete { self.pending = nil }
    case .backward, .fault, .norms: break
    }
    return true
  }
}
