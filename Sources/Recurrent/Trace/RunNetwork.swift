extension Trace {
  /// Runs a network over a sequence with the reference equations and keeps everything it computes.
  ///
  /// - Parameters:
  ///   - tape: the inputs, shape (T, D)
  ///   - initial: a state for each layer and direction, layer-major, forward before reverse;
  ///     ``Network/zeroStates`` by default
  /// - Throws: ``ShapeError`` when a row of the tape or a state has another length.
  public init(
    _ network: Network<Scalar>, tape: [[Scalar]], initial: [CellState<Scalar>]? = nil
  ) throws(ShapeError) {
    try self.init(
      network, tape: tape, initial: initial, equations: network.shape.cell.equations(Scalar.self))
  }

  /// Runs a network with other equations than those of its kind.
  init(
    _ network: Network<Scalar>, tape: [[Scalar]], initial: [CellState<Scalar>]? = nil,
    equations: any ForwardEquations<Scalar>
  ) throws(ShapeError) {
    let shape = network.shape
    let start = initial ?? network.zeroStates
    try network.check(tape: tape, initial: start)

    self.shape = shape
    self.initial = start
    steps = tape.map { Step(input: $0, layers: []) }
    var inputs = tape
    for layer in 0..<shape.layerCount {
      for direction in shape.directions {
        let index = shape.index(layer: layer, direction: direction)
        run(
          equations, network.layers[index], layer, direction, over: inputs, from: start[index])
      }
      inputs = steps.map { step in
        step.layers.suffix(shape.directions.count).flatMap(\.hidden)
      }
    }
  }

  private mutating func run(
    _ equations: any ForwardEquations<Scalar>, _ weights: LayerParameters<Scalar>, _ layer: Int,
    _ direction: Direction, over inputs: [[Scalar]], from start: CellState<Scalar>
  ) {
    var state = start
    for position in direction.order(inputs.count) {
      let values = equations.step(weights, input: inputs[position], state: state)
      steps[position].layers.append(
        LayerStep(layer: layer, direction: direction, values: values))
      state = values.state
    }
  }
}

extension Direction {
  /// The positions of a sequence of `count` inputs in the order in which they are read.
  func order(_ count: Int) -> StrideThrough<Int> {
    self == .forward
      ? stride(from: 0, through: count - 1, by: 1) : stride(from: count - 1, through: 0, by: -1)
  }
}

extension Network {
  /// Throws when a row of the tape or a state has another length.
  func check(tape: [[Scalar]], initial: [CellState<Scalar>]) throws(ShapeError) {
    try checkStates(initial)
    for (index, x) in tape.enumerated() {
      try ShapeError.check("x at t = \(index + 1)", expected: [shape.inputSize], found: [x.count])
    }
  }

  /// Throws when there is not one state of the right lengths for every layer and direction.
  func checkStates(_ states: [CellState<Scalar>]) throws(ShapeError) {
    try ShapeError.check(
      "h_0", expected: [shape.stateCount, shape.stateSize],
      found: [states.count, states.first?.hidden.count ?? shape.stateSize])
    let expected = CellState<Scalar>.zero(shape.layer(0))
    for state in states {
      try ShapeError.check("h_0", expected: [shape.stateSize], found: [state.hidden.count])
      for (name, part, zero) in [
        ("c_0", state.cell, expected.cell), ("n_0", state.normalizer, expected.normalizer),
        ("m_0", state.stabilizer, expected.stabilizer),
      ] {
        try ShapeError.check(name, expected: [zero?.count ?? 0], found: [part?.count ?? 0])
      }
    }
  }
}

/// What a network makes of several sequences at once.
public struct BatchResult<Scalar: RealScalar>: Hashable, Sendable {
  /// Shape (N, T, output size): zeros behind the end of a sequence, as PyTorch pads.
  public var outputs: [[[Scalar]]]
  /// The states behind the last input of each sequence, shape (N, layers × directions).
  public var final: [[CellState<Scalar>]]
}

extension Network {
  /// Runs padded sequences, each up to its own length, with the reference equations.
  ///
  /// A reverse layer begins at the last input of the sequence, not in the padding. Length 0 gives
  /// the initial state back.
  ///
  /// - Parameters:
  ///   - batch: shape (N, T, D)
  ///   - lengths: how many inputs of each sequence count, 0…T
  ///   - initial: for each sequence, a state for each layer and direction; zeros by default
  /// - Throws: ``ShapeError`` when something does not fit.
  public func run(
    _ batch: [[[Scalar]]], lengths: [Int], initial: [[CellState<Scalar>]]? = nil
  ) throws(ShapeError) -> BatchResult<Scalar> {
    try ShapeError.check("lengths", expected: [batch.count], found: [lengths.count])
    if let initial {
      try ShapeError.check("h_0", expected: [batch.count], found: [initial.count])
    }
    var result = BatchResult<Scalar>(outputs: [], final: [])
    for (n, tape) in batch.enumerated() {
      guard (0...tape.count).contains(lengths[n]) else {
        throw ShapeError(
          "lengths[\(n)] = \(lengths[n])", expected: [tape.count], found: [lengths[n]])
      }
      let trace = try Trace(self, tape: Array(tape.prefix(lengths[n])), initial: initial?[n])
      let padding = [Scalar](repeating: 0, count: shape.outputSize)
      result.outputs.append(
        trace.steps.map(\.output) + Array(repeating: padding, count: tape.count - lengths[n]))
      result.final.append(trace.final)
    }
    return result
  }
}
