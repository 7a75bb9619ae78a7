import CourseModel
import Languages
import Recurrent
import Study

/// An experiment, its run, and the position from which one looks at it.
///
/// A change is computed at once where that takes no time; a long run goes on as ``LabWork`` from
/// the first timestep that changed, and a later change takes the place of an earlier one.
struct Bench: Sendable {
  private(set) var experiment: Experiment
  /// What is running now.
  private(set) var model: LabModel
  /// What was running before anything was changed.
  private(set) var original: LabModel
  private let originalExperiment: Experiment
  private(set) var edits: [Edit] = []
  private(set) var undone: [Edit] = []
  /// How the learner's predictions have turned out.
  var predictions = PredictionScore()
  /// Where one stands.
  var stepper: Stepper
  var site = Site() {
    didSet {
      if (site.layer, site.direction) != (oldValue.layer, oldValue.direction) { turnGradients() }
    }
  }
  var lens = Lens.gates
  /// What the lenses over time show; where a cell has no such thing, its state.
  var signal = Signal.cell
  /// Timesteps 1…knownCount are those of the experiment; later ones are still of an older run.
  private(set) var knownCount: Int
  /// Of the layer and direction that is looked at.
  private(set) var gradient = GradientCurve()
  /// Those of the run before anything was changed, once somebody has looked at them, by layer and
  /// direction.
  private var originalGradients: [Int: GradientCurve] = [:]
  /// What the weights of the layer say that takes a while to compute, by layer and direction.
  private var facts: [Int: WeightFacts] = [:]
  /// How many columns of U the weights lens has been moved to the right.
  var weightsColumn = 0
  /// While one looks at the backward pass: how far that has come.
  var backward: BackwardView?

  /// Other kinds of cell on the same input, two at most.
  private(set) var rivals: [Rival] = []
  /// Mistakes beside the right run, while somebody looks at them.
  var faults: FaultBench?

  private let opened: Int64
  private var workCount = 0
  private var pendingRun: LabWork.ID?
  private var pendingGradient: LabWork.ID?
  private var pendingBackward: LabWork.ID?
  private var pendingNorms: LabWork.ID?
  private var pendingOriginal: LabWork.ID?
  private var effects: [Effect] = []

  /// Multiplications that nobody has to wait for.
  static let instant = 3_000_000

  init(_ preset: LabPreset, opened: Int64) throws(LabRun.Failure) {
    let run = try LabRun(preset)
    model = LabModel(preset, run: run)
    original = model
    do throws(ShapeError) {
      experiment = try Experiment(
        run.network, tape: run.trace.steps.map(\.input), initial: run.trace.initial)
    } catch {
      throw .shape(error)
    }
    originalExperiment = experiment
    stepper = Stepper(count: model.count, kind: model.kind)
    knownCount = model.count
    self.opened = opened
  }

  /// The first timesteps are computed at once, the others as work.
  init(_ own: OwnNetwork, opened: Int64) throws(LabRun.Failure) {
    do throws(ShapeError) {
      experiment = try Experiment(own.network, tape: own.tape)
    } catch {
      throw .shape(error)
    }
    originalExperiment = experiment
    var run = ExperimentRun(experiment)
    run.advance(work: Self.instant)
    model = LabModel(
      own.description, run: LabRun(network: own.network, trace: run.trace), count: own.tape.count)
    original = model
    stepper = Stepper(count: model.count, kind: model.kind)
    knownCount = run.knownCount
    self.opened = opened
    if !run.isComplete { pendingRun = request(.run, .run(run)) }
  }

  var preset: LabPreset { model.preset }

  /// The run as it was before anything was changed; nil while nothing is, or another text alone.
  var ghost: LabModel? { edits.contains { !$0.isTape } ? original : nil }

  func scene(_ language: Language, hasShades: Bool = true) -> LabScene {
    LabScene(
      model: model, ghost: ghost, stepper: stepper, site: site, language: language,
      signal: signal, hasShades: hasShades, gradient: gradient,
      gradientGhost: ghost == nil ? nil : originalGradients[siteIndex],
      weights: facts[siteIndex], weightsColumn: weightsColumn, backward: backward,
      rivals: rivals, tokens: tokens, faults: faults)
  }

  // MARK: Changes

  /// Makes a change; what was undone before is forgotten.
  mutating func apply(_ edit: Edit) {
    let old = experiment
    if edits.isEmpty, pendingRun != nil { finishOriginal() }
    edits.append(edit)
    undone = []
    edit.apply(to: &experiment)
    rerun(from: old)
  }

  /// The first run goes on for the ghost's sake when it is changed before it is complete.
  private mutating func finishOriginal() {
    let run = ExperimentRun(originalExperiment, over: original.trace, from: original.known + 1)
    pendingOriginal = request(.original, .run(run))
  }

  /// False when there is nothing to undo.
  mutating func undo() -> Bool {
    guard let last = edits.popLast() else { return false }
    undone.append(last)
    replay()
    return true
  }

  /// False when there is nothing to do again.
  mutating func redo() -> Bool {
    guard let next = undone.popLast() else { return false }
    edits.append(next)
    replay()
    return true
  }

  /// Goes back to the weights, inputs and states of the beginning; `redo` brings the changes back.
  mutating func reset() {
    undone = edits.reversed()
    edits = []
    replay()
  }

  private mutating func replay() {
    let old = experiment
    experiment = originalExperiment
    for edit in edits { edit.apply(to: &experiment) }
    rerun(from: old)
  }

  // MARK: Runs

  private mutating func rerun(from old: Experiment) {
    let first = min(experiment.firstDifference(from: old), knownCount + 1)
    var run = ExperimentRun(experiment, over: model.trace, from: first)
    run.advance(work: Self.instant)
    show(run)
    if run.isComplete {
      if pendingRun != nil { effects.append(.stopWork(.run)) }
      pendingRun = nil
    } else {
      pendingRun = request(.run, .run(run))
    }
    if model.count != stepper.count {
      stepper = Stepper(count: model.count, kind: model.kind, t: stepper.t)
    }
    if old.network != experiment.network {
      facts = [:]
      if pendingNorms != nil { effects.append(.stopWork(.norms)) }
      pendingNorms = nil
    }
    if preset.text != nil { followTape() }
    forgetGradients()
    compare(with: rivals.map(\.kind))
  }

  /// Runs what was there at the beginning on the text that was typed last, so that a ghost is of the
  /// same text.
  private mutating func followTape() {
    var start = originalExperiment
    if let last = edits.last(where: \.isTape) { last.apply(to: &start) }
    guard start.tape != original.trace.steps.map(\.input) else { return }
    let run = LabRun(network: start.network, trace: Trace(start))
    original = LabModel(preset, run: run)
    originalGradients = [:]
  }

  private mutating func show(_ run: ExperimentRun) {
    knownCount = run.knownCount
    model = model.with(
      LabRun(network: experiment.network, trace: run.trace), count: experiment.tape.count,
      isMeasured: run.isComplete)
    if edits.isEmpty { original = model }
  }

  /// Takes in what came of work; what was asked for by an earlier experiment is of no use.
  mutating func receive(_ news: LabNews) {
    for index in rivals.indices where rivals[index].receive(news) {
      startJob(ofRival: index)
      return
    }
    switch news.content {
    case .run(let run) where news.id == pendingRun:
      show(run)
      if run.isComplete {
        pendingRun = nil
        lookThroughLens()
      }
    case .run(let run) where news.id == pendingOriginal:
      original = original.with(
        LabRun(network: originalExperiment.network, trace: run.trace), count: original.count,
        isMeasured: run.isComplete)
      if run.isComplete { pendingOriginal = nil }
    case .gradient(let flows) where news.id == pendingGradient:
      gradient.add(flows)
      if gradient.isComplete {
        pendingGradient = nil
        if edits.isEmpty { originalGradients[siteIndex] = gradient }
      }
    case .backward(let trace) where news.id == pendingBackward:
      backward?.trace = trace
      if trace.isComplete { pendingBackward = nil }
    case .fault(let fault, let run) where news.id == faults?.pending: take(fault, run)
    case .norms(let norms, let index) where news.id == pendingNorms:
      pendingNorms = nil
      facts[index]?.recurrentNorms = norms
    default: break
    }
  }

  // MARK: Gradients

  private mutating func forgetGradients() {
    forgetCurve()
    if pendingBackward != nil { effects.append(.stopWork(.backward)) }
    pendingBackward = nil
    backward?.trace = nil
    forgetFaults()
    lookThroughLens()
  }

  private mutating func forgetCurve() {
    gradient = GradientCurve()
    if pendingGradient != nil { effects.append(.stopWork(.gradient)) }
    pendingGradient = nil
  }

  /// Gradients of another layer or direction take the place of those that were there.
  private mutating func turnGradients() {
    forgetCurve()
    for index in rivals.indices {
      if rivals[index].turn(to: siteIndex) { effects.append(.stopWork(.rival(index))) }
      startJob(ofRival: index)
    }
    lookThroughLens()
  }

  /// Starts what the lens, or the backward pass, needs.
  mutating func lookThroughLens() {
    if lens == .weights { lookAtWeights() }
    guard pendingRun == nil else { return }
    if lens == .gradient || !rivals.isEmpty, gradient.isEmpty, pendingGradient == nil {
      startGradient()
    }
    if let backward, backward.trace == nil, pendingBackward == nil { startBackward() }
    if faults?.pending == nil { startFaults() }
  }

  private mutating func lookAtWeights() {
    let weights = experiment.network.layers[siteIndex]
    let known = facts[siteIndex] ?? WeightFacts(weights)
    facts[siteIndex] = known
    guard !known.isComplete(weights.shape.cell), pendingNorms == nil else { return }
    pendingNorms = request(.norms, .norms(weights, index: siteIndex))
  }

  /// The curve of the run before anything was changed, where it takes no time.
  private mutating func computeOriginalGradient() {
    guard originalGradients[siteIndex] == nil, ghost != nil, original.known == original.count
    else { return }
    let fill = SharedGradientFill(original.run.network, original.trace, index: siteIndex)
    var curve = GradientCurve(count: original.count, isReverse: site.direction == .reverse)
    curve.add(fill.advance(atOnce: Self.instant))
    if curve.isComplete { originalGradients[siteIndex] = curve }
  }

  private mutating func startGradient() {
    computeOriginalGradient()
    if edits.isEmpty, let known = originalGradients[siteIndex] {
      gradient = known
      return
    }
    let fill = SharedGradientFill(experiment.network, model.trace, index: siteIndex)
    gradient = GradientCurve(count: model.count, isReverse: site.direction == .reverse)
    gradient.add(fill.advance(atOnce: Self.instant))
    if !gradient.isComplete {
      pendingGradient = request(.gradient, .gradient(fill))
    } else if edits.isEmpty {
      originalGradients[siteIndex] = gradient
    }
  }

  private mutating func startBackward() {
    let trace = BackwardTrace(experiment.network, model.trace, work: Self.instant)
    backward?.trace = trace
    if !trace.isComplete { pendingBackward = request(.backward, .backward(trace)) }
  }

  // MARK: Other kinds of cell

  /// Runs the same input through other kinds of cell; none ends the comparison.
  mutating func compare(with kinds: [CellKind]) {
    for (index, rival) in rivals.enumerated() where rival.pending != nil {
      effects.append(.stopWork(.rival(index)))
    }
    rivals = kinds.compactMap { Rival($0, of: experiment, like: model, index: siteIndex) }
    for index in rivals.indices { startJob(ofRival: index) }
    lookThroughLens()
  }

  private mutating func startJob(ofRival index: Int) {
    var rival = rivals[index]
    rival.takeJob { request(.rival(index), $0) }
    rivals[index] = rival
  }

  // MARK: Work

  mutating func stopWork(_ slot: LabWork.Slot) { effects.append(.stopWork(slot)) }

  mutating func request(_ slot: LabWork.Slot, _ job: LabWork.Job) -> LabWork.ID {
    workCount += 1
    let work = LabWork(
      id: LabWork.ID(opened: opened, number: workCount), slot: slot, job: job)
    effects.append(.work(work))
    return work.id
  }

  /// What is to be done since the last time somebody asked.
  mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// Does all work here and now, for those who cannot wait for it.
  mutating func finish() {
    while true {
      let works = takeEffects().compactMap { effect -> LabWork? in
        guard case .work(let work) = effect else { return nil }
        return work
      }
      guard !works.isEmpty else { return }
      for var work in works { while let news = work.next() { receive(news) } }
    }
  }

  /// What is being done beside the screen.
  var waitsFor: [LabWork.Slot] {
    let own: [(LabWork.Slot, LabWork.ID?)] = [
      (.run, pendingRun), (.gradient, pendingGradient), (.backward, pendingBackward),
      (.norms, pendingNorms), (.original, pendingOriginal),
      (.fault, faults?.pending),
    ]
    let others = rivals.indices.map { (LabWork.Slot.rival($0), rivals[$0].pending) }
    return (own + others).filter { $0.1 != nil }.map(\.0)
  }
}
