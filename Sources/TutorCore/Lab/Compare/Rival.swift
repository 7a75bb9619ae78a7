import Recurrent
import Study

/// The same input through another kind of cell, computed beside the one on the bench.
struct Rival: Sendable {
  let kind: CellKind
  let experiment: Experiment
  private(set) var model: LabModel
  /// Of the layer and direction that is looked at.
  private(set) var gradient: GradientCurve
  private var index: Int
  /// Timesteps 1…knownCount are there.
  private(set) var knownCount: Int
  /// What is still to be done.
  private(set) var pending: LabWork.ID?

  /// Multiplications that nobody has to wait for.
  private static let instant = 2_000_000

  /// Begins to run the translation of what is on the bench; nil where there is none.
  ///
  /// - Parameter index: the layer and direction whose gradients are computed
  init?(_ kind: CellKind, of experiment: Experiment, like model: LabModel, index: Int) {
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
    self.index = index
    gradient = Self.curve(own, index)
    unfinished = run.isComplete ? nil : .run(run)
    if run.isComplete { startGradient() }
  }

  /// The next job for the background, until somebody takes it.
  private var unfinished: LabWork.Job?

  private static func curve(_ experiment: Experiment, _ index: Int) -> GradientCurve {
    let directions = experiment.network.shape.directions
    return GradientCurve(
      count: experiment.tape.count, isReverse: directions[index % directions.count] == .reverse)
  }

  /// Looks at another layer or direction; true when work that is under way is of no use any more.
  mutating func turn(to index: Int) -> Bool {
    self.index = index
    gradient = Self.curve(experiment, index)
    // After the run comes the gradient.
    guard knownCount == model.count else { return false }
    let isUnderWay = pending != nil
    pending = nil
    startGradient()
    return isUnderWay
  }

  private mutating func startGradient() {
    let fill = SharedGradientFill(experiment.network, model.trace, index: index)
    gradient.add(fill.advance(atOnce: Self.instant))
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
