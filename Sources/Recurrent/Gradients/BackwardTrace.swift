/// Everything that backpropagation through time computes on the way back through a trace, so that
/// it can be looked at step by step.
///
/// It can be computed piece by piece from T down. A network that reads forwards only goes timestep
/// by timestep through all its layers; with a reverse direction it goes layer by layer, from the
/// last one down.
public struct BackwardTrace<Scalar: RealScalar>: Sendable {
  /// What the gradients are of. Units of both directions count on, forward before reverse.
  public enum Target: Hashable, Sendable {
    /// The sum of the last output, as `trace --gradients` has it
    case sumOfLastHidden
    /// One unit of the last output
    case hidden(unit: Int)
    /// One unit of c at the last timestep, in the last layer
    case cell(unit: Int)
  }

  public let target: Target
  /// The first timestep whose steps are all known: T + 1 at first, 1 at the end.
  public private(set) var firstKnown: Int

  private let network: Network<Scalar>
  private let trace: Trace<Scalar>
  private let equations: any CellEquations<Scalar>
  /// By layer and direction, then by position
  private var steps: [[BackwardStep<Scalar>?]]
  /// What reaches the state of each layer and direction from the step that comes after it
  private var gradients: [CellState<Scalar>]
  /// Layer steps that are done
  private var done = 0

  /// - Parameter work: about how many multiplications to do at once; ``advance(work:)`` does the
  ///   rest
  /// - Precondition: the trace is of this network.
  public init(
    _ network: Network<Scalar>, _ trace: Trace<Scalar>, target: Target = .sumOfLastHidden,
    work: Int = .max
  ) {
    precondition(trace.shape == network.shape, "the trace is of another network")
    let shape = network.shape
    self.network = network
    self.trace = trace
    self.target = target
    equations = shape.cell.equations()
    firstKnown = trace.count + 1
    steps = Array(repeating: Array(repeating: nil, count: trace.count), count: shape.stateCount)
    gradients = Array(repeating: .zeroGradient(shape.layer(0)), count: shape.stateCount)
    if work > 0 { advance(work: work) }
  }

  public var isComplete: Bool { done == trace.count * network.shape.stateCount }

  /// What one layer in one direction passes on at timestep `t`, 1…T; nil while that is not known.
  public func step(
    t: Int, layer: Int = 0, direction: Direction = .forward
  ) -> BackwardStep<Scalar>? {
    let shape = network.shape
    guard (1...trace.count + 1).contains(t), t <= trace.count,
      (0..<shape.layerCount).contains(layer), shape.directions.contains(direction)
    else { return nil }
    return steps[shape.index(layer: layer, direction: direction)][t - 1]
  }

  /// ∂L/∂ of the initial state, once everything is known.
  public func initial(layer: Int = 0, direction: Direction = .forward) -> CellState<Scalar>? {
    let index = network.shape.index(layer: layer, direction: direction)
    return isComplete && gradients.indices.contains(index) ? gradients[index] : nil
  }

  /// Computes until about `work` multiplications are done, at least one layer of one timestep.
  ///
  /// - Returns: whether something is left to compute
  @discardableResult
  public mutating func advance(work: Int) -> Bool {
    let shape = network.shape
    var left = work
    while !isComplete, left > 0 || left == work {
      let index: Int
      let place: Int
      if shape.isBidirectional {
        // Both directions of a layer before the layer below, which hears from both.
        let (order, fromEnd) = done.quotientAndRemainder(dividingBy: trace.count)
        index = shape.index(
          layer: shape.layerCount - 1 - order / 2, direction: shape.directions[order % 2])
        place = trace.count - 1 - fromEnd
      } else {
        let (fromEnd, order) = done.quotientAndRemainder(dividingBy: shape.layerCount)
        index = shape.layerCount - 1 - order
        place = trace.count - 1 - fromEnd
      }
      stepBack(index, place: place)
      done += 1
      left -= max(1, network.layers[index].shape.parameterCount)
      firstKnown =
        shape.isBidirectional
        ? (isComplete ? 1 : trace.count + 1) : trace.count + 1 - done / shape.layerCount
    }
    return !isComplete
  }

  /// The step that is at `place` in the order in which its direction reads.
  private mutating func stepBack(_ index: Int, place: Int) {
    let isForward = index % network.shape.directions.count == 0
    let position = isForward ? place : trace.count - 1 - place
    var gradient = gradients[index]
    gradient.hidden = gradient.hidden ⊕ fromAbove(index, at: position)
    if let seed = cellSeed(index, at: position) { gradient.cell?[seed] += 1 }
    let previous =
      place == 0
      ? trace.initial[index]
      : trace.layerStep(index, at: isForward ? position - 1 : position + 1).values.state
    let step = equations.gradient(
      network.layers[index], step: trace.layerStep(index, at: position).values,
      input: trace.input(ofLayer: index, at: position), previous: previous, gradient: gradient)
    steps[index][position] = BackwardStep(
      network.layers[index].shape, arriving: gradient, step)
    gradients[index] = step.previous
  }

  /// ∂L/∂h that comes from the layer above, or from L itself in the last layer.
  private func fromAbove(_ index: Int, at position: Int) -> [Scalar] {
    let shape = network.shape
    let (layer, direction) = index.quotientAndRemainder(dividingBy: shape.directions.count)
    let units = (direction * shape.stateSize)..<((direction + 1) * shape.stateSize)
    guard layer == shape.layerCount - 1 else {
      let first = (layer + 1) * shape.directions.count
      let above = steps[first..<(first + shape.directions.count)].compactMap {
        $0[position].map { Array($0.input[units]) }
      }
      return above.dropFirst().reduce(above[0], ⊕)
    }
    return units.map { unit in
      guard position == trace.count - 1 else { return 0 }
      return switch target {
      case .sumOfLastHidden: 1
      case .hidden(let wanted): wanted == unit ? 1 : 0
      case .cell: 0
      }
    }
  }

  /// The unit of c whose gradient L is, where it is one of this layer and position.
  private func cellSeed(_ index: Int, at position: Int) -> Int? {
    let shape = network.shape
    guard case .cell(let wanted) = target, position == trace.count - 1, wanted >= 0,
      index == shape.index(layer: shape.layerCount - 1, direction: .forward)
        + wanted / shape.hiddenSize
    else { return nil }
    return wanted % shape.hiddenSize
  }
}
