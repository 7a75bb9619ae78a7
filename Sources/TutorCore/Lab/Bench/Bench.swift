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
  var site = Site()
  var lens = Lens.gates
  /// What the lenses over time show; where a cell has no such thing, its state.
  var signal = Signal.cell
  /// Timesteps 1…knownCount are those of the experiment; later ones are still of an older run.
  private(set) var knownCount: Int
  private(set) var gradient = GradientCurve()
  /// That of the run before anything was changed, once somebody has looked at it.
  private var originalGradient: GradientCurve?
  /// What the weights of the layer say that takes a while to compute, by layer and direction.
  private var facts: [Int: WeightFacts] = [:]
  /// How many columns of U the weights lens has been moved to the right.
  private(set) var weightsColumn = 0
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

  /// The run as it was before anything was changed; nil while nothing is.
  var ghost: LabModel? { edits.isEmpty ? nil : original }

  func scene(_ language: Language, hasShades: Bool = true) -> LabScene {
    LabScene(
      model: model, ghost: ghost, stepper: stepper, site: site, language: language,
      signal: signal, hasShades: hasShades, gradient: gradient,
      gradientGhost: edits.isEmpty ? nil : originalGradient,
      weights: facts[siteIndex], weightsColumn: weightsColumn, backward: backward,
      rivals: rivals, tokens: tokens, faults: faults)
  }

  // MARK: Changes

  /// Makes a change; what was undone before is forgotten.
  mutating func apply(_ edit: Edit) {
    let old = experiment
    edits.append(edit)
    undone = []
    edit.apply(to: &experiment)
    rerun(from: old)
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

  /// Goes back to the weights, inputs and states of the beginning; `undo` brings the changes back.
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
    if old.network != experiment.network { facts = [:] }
    forgetGradients()
    compare(with: rivals.map(\.kind))
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
    case .gradient(let flows) where news.id == pendingGradient:
      gradient.add(flows)
      if gradient.isComplete {
        pendingGradient = nil
        if edits.isEmpty { originalGradient = gradient }
      }
    case .backward(let trace) where news.id == pendingBackward:
      backward?.trace = trace
      if trace.isComplete { pendingBackward = nil }
    case .fault(let run) where news.id == faults?.pending: take(run)
    default: break
    }
  }

  // MARK: Gradients

  private mutating func forgetGradients() {
    gradient = GradientCurve()
    if pendingGradient != nil { effects.append(.stopWork(.gradient)) }
    if pendingBackward != nil { effects.append(.stopWork(.backward)) }
    (pendingGradient, pendingBackward) = (nil, nil)
    backward?.trace = nil
    forgetFaults()
    lookThroughLens()
  }

  /// Starts what the lens, or the backward pass, needs.
  mutating func lookThroughLens() {
    if lens == .weights, facts[siteIndex] == nil {
      facts[siteIndex] = WeightFacts(experiment.network.layers[siteIndex])
    }
    guard pendingRun == nil else { return }
    if lens == .gradient || !rivals.isEmpty, gradient.isEmpty, pendingGradient == nil {
      startGradient()
    }
    if let backward, backward.trace == nil, pendingBackward == nil { startBackward() }
    if faults?.pending == nil { startFaults() }
  }

  private mutating func startGradient() {
    if edits.isEmpty, let originalGradient {
      gradient = originalGradient
      return
    }
    let fill = SharedGradientFill(experiment.network, model.trace)
    gradient = GradientCurve(count: model.count)
    gradient.add(fill.advance(work: Self.instant))
    if !gradient.isComplete {
      pendingGradient = request(.gradient, .gradient(fill))
    } else if edits.isEmpty {
      originalGradient = gradient
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
    rivals = kinds.compactMap { Rival($0, of: experiment, like: model) }
    for index in rivals.indices { startJob(ofRival: index) }
    lookThroughLens()
  }

  private mutating func startJob(ofRival index: Int) {
    var rival = rivals[index]
    rival.takeJob { request(.rival(index), $0) }
    rivals[index] = rival
  }

  // MARK: Position

  mutating func stand(at reference: LabReference) {
    stepper = Stepper(
      count: model.count, kind: model.kind, t: reference.step, substep: reference.substep)
    if let lens = reference.lens.flatMap(Lens.init(rawValue:)), Lens.ready.contains(lens) {
      self.lens = lens
    }
    lookThroughLens()
  }

  /// Goes to another unit; nil where there is only one.
  mutating func moveUnit(by distance: Int) -> Reaction? {
    guard model.trace.hiddenSize > 1 else { return nil }
    site.unit = min(model.trace.hiddenSize - 1, max(0, site.unit + distance))
    return .handled
  }

  /// Goes to another layer or direction; nil where there is only one.
  mutating func moveLayer(by distance: Int) -> Reaction? {
    let shape = model.trace.shape
    guard shape.stateCount > 1 else { return nil }
    let index = shape.index(layer: site.layer, direction: site.direction) + distance
    guard (0..<shape.stateCount).contains(index) else { return .handled }
    site.layer = index / shape.directions.count
    site.direction = shape.directions[index % shape.directions.count]
    lookThroughLens()
    return .handled
  }

  private var siteIndex: Int {
    model.trace.shape.index(layer: site.layer, direction: site.direction)
  }

  /// Moves the columns of the weights lens; nil through other lenses.
  mutating func moveWeights(by distance: Int) -> Reaction? {
    guard lens == .weights else { return nil }
    let shape = experiment.network.layers[siteIndex].shape
    weightsColumn = min(shape.inputSize + shape.stateSize - 1, max(0, weightsColumn + distance))
    return .handled
  }

  /// Shows the next signal in the lenses over time.
  mutating func changeSignal() {
    let signals = model.kind.signals
    let index = signals.firstIndex { $0.signal == scene(.english).shown.signal } ?? 0
    signal = signals[(index + 1) % signals.count].signal
  }

  mutating func changeLens(by distance: Int) {
    let lenses = Lens.ready
    let index = (lenses.firstIndex(of: lens) ?? 0) + distance
    lens = lenses[(index + lenses.count) % lenses.count]
    lookThroughLens()
  }

  // MARK: The clock of sub-steps, which turns round on the way back

  /// One sub-step on, in the order in which it is computed; false at the end.
  mutating func onOneSubstep() -> Bool {
    guard var view = backward else { return stepper.forwardOneSubstep() }
    guard stepper.t > 0 else { return false }
    if view.place + 1 < model.kind.backwardSubsteps.count {
      view.place += 1
    } else {
      guard stepper.t > 1 else { return false }
      stepper.jump(to: stepper.t - 1)
      view.place = 0
    }
    backward = view
    return true
  }

  /// One sub-step back; false at the beginning.
  mutating func backOneSubstep() -> Bool {
    guard var view = backward else { return stepper.backOneSubstep() }
    if view.place > 0 {
      view.place -= 1
    } else {
      guard stepper.t < model.count else { return false }
      stepper.jump(to: stepper.t + 1)
      view.place = model.kind.backwardSubsteps.count - 1
    }
    backward = view
    return true
  }

  /// Turns between the way forward and the way back.
  mutating func turnRound() {
    backward = backward == nil ? BackwardView() : nil
    if backward != nil { stepper.jump(to: max(1, stepper.t)) }
    lookThroughLens()
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
      (.fault, faults?.pending),
    ]
    let others = rivals.indices.map { (LabWork.Slot.rival($0), rivals[$0].pending) }
    return (own + others).filter { $0.1 != nil }.map(\.0)
  }
}
