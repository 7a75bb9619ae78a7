/// Computes an experiment piece by piece, from a timestep on, over an older run.
///
/// A network that reads forwards only advances timestep by timestep through all its layers. With a
/// reverse direction it advances layer by layer, and everything is known at once at the end.
public struct ExperimentRun: Sendable {
  public let experiment: Experiment
  /// Timesteps 1…knownCount are those of the experiment, later ones still those of the old run, or
  /// missing.
  public private(set) var knownCount: Int
  /// The timesteps 1…``knownCount``, then those of the old run as far as it goes.
  public private(set) var trace: Trace<Float>

  private let equations: any CellEquations<Float>
  /// By ``place(t:index:)``
  private var overwrites: [Int: Overwrite<Float>] = [:]
  /// The timestep that is being computed, or all of them with a reverse direction
  private var pending: [Trace<Float>.Step] = []
  /// Layer steps in `pending`
  private var pendingCount = 0

  /// - Parameters:
  ///   - old: the run whose timesteps before `t` are kept as they are; ignored where it is of a
  ///     network of another shape
  ///   - t: where to begin, as ``Experiment/firstDifference(from:)`` has it
  public init(_ experiment: Experiment, over old: Trace<Float>? = nil, from t: Int = 1) {
    let shape = experiment.network.shape
    let T = experiment.tape.count
    let kept = old?.shape == shape ? old?.steps.prefix(T) ?? [] : []
    self.experiment = experiment
    equations = shape.cell.equations()
    trace = Trace(shape: shape, initial: experiment.initial, steps: Array(kept))
    knownCount = max(0, min(t - 1, kept.count))
    if shape.isBidirectional, knownCount < T { knownCount = 0 }
    for intervention in experiment.interventions where isEffective(intervention) {
      let place = place(t: intervention.t, index: intervention.index)
      overwrites[place, default: Overwrite()].write(intervention)
    }
  }

  public var isComplete: Bool { knownCount == experiment.tape.count }

  /// Computes until about `work` multiplications are done, at least one layer of one timestep.
  ///
  /// - Returns: whether something is left to compute
  @discardableResult
  public mutating func advance(work: Int) -> Bool {
    var left = work
    while !isComplete, left > 0 || left == work {
      left -= max(1, experiment.network.shape.isBidirectional ? stepOfLayer() : stepOfTime())
    }
    return !isComplete
  }

  /// The next layer of the timestep behind ``knownCount``; returns its multiplications.
  private mutating func stepOfTime() -> Int {
    let position = knownCount
    if pending.isEmpty {
      pending = [Trace<Float>.Step(input: experiment.tape[position], layers: [])]
    }
    let index = pendingCount
    let below = pending[0].layers.last
    let work = compute(
      index, at: position, in: 0, input: below?.hidden ?? pending[0].input,
      state: state(of: index, before: position))
    guard pendingCount == experiment.network.shape.layerCount else { return work }
    if position < trace.steps.count {
      trace.steps[position] = pending[0]
    } else {
      trace.steps.append(pending[0])
    }
    finishPending(upTo: position + 1)
    return work
  }

  /// The next timestep of one layer in one direction; returns its multiplications.
  private mutating func stepOfLayer() -> Int {
    let (shape, T) = (experiment.network.shape, experiment.tape.count)
    if pending.isEmpty {
      pending = experiment.tape.map { Trace<Float>.Step(input: $0, layers: []) }
    }
    let (index, place) = pendingCount.quotientAndRemainder(dividingBy: T)
    let isForward = index.isMultiple(of: 2)
    let position = isForward ? place : T - 1 - place
    let step = pending[position]
    let first = index / 2 * 2
    let input = index < 2 ? step.input : step.layers[(first - 2)..<first].flatMap(\.hidden)
    let state =
      place == 0
      ? experiment.initial[index]
      : pending[isForward ? position - 1 : position + 1].layers[index].values.state
    let work = compute(index, at: position, in: position, input: input, state: state)
    guard pendingCount == T * shape.stateCount else { return work }
    trace.steps = pending
    finishPending(upTo: T)
    return work
  }

  private mutating func finishPending(upTo count: Int) {
    pending = []
    pendingCount = 0
    knownCount = count
  }

  private func state(of index: Int, before position: Int) -> CellState<Float> {
    position == 0
      ? experiment.initial[index] : trace.layerStep(index, at: position - 1).values.state
  }

  private mutating func compute(
    _ index: Int, at position: Int, in slot: Int, input: [Float], state: CellState<Float>
  ) -> Int {
    let shape = experiment.network.shape
    let weights = experiment.network.layers[index]
    let (layer, direction) = index.quotientAndRemainder(dividingBy: shape.directions.count)
    let values: CellStep<Float>
    if let overwrite = overwrites[place(t: position + 1, index: index)] {
      values = equations.step(weights, input: input, state: state, writing: overwrite)
    } else {
      values = equations.step(weights, input: input, state: state)
    }
    pending[slot].layers.append(
      Trace<Float>.LayerStep(
        layer: layer, direction: shape.directions[direction], values: values))
    pendingCount += 1
    return weights.shape.parameterCount
  }

  private func place(t: Int, index: Int) -> Int {
    t * experiment.network.shape.stateCount + index
  }

  private func isEffective(_ intervention: Intervention) -> Bool {
    let shape = experiment.network.shape
    let units = intervention.part == .hidden ? shape.stateSize : shape.hiddenSize
    return (1...experiment.tape.count + 1).contains(intervention.t)
      && (0..<shape.stateCount).contains(intervention.index)
      && (0..<units).contains(intervention.unit)
      && (intervention.part == .hidden || shape.cell.hasCellState)
  }
}
