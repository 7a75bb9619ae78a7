/// The gradients of a loss with respect to everything that went into a trace.
public struct Gradients<Scalar: RealScalar>: Hashable, Sendable {
  /// ∂L/∂ of every weight, summed over time.
  public var weights: Network<Scalar>
  /// ∂L/∂x, shape (T, D)
  public var inputs: [[Scalar]]
  /// ∂L/∂ of the initial states, layer-major, forward before reverse
  public var initial: [CellState<Scalar>]
  /// ∂L/∂h and ∂L/∂c by layer and direction, then by position: everything that flows through
  /// that variable, as PyTorch's `retain_grad` reports it.
  public var states: [[CellState<Scalar>]]
}

extension Network {
  /// Carries a loss back through all of a trace: backpropagation through time, not truncated.
  ///
  /// - Parameters:
  ///   - trace: what this network computed
  ///   - outputs: ∂L/∂output at each position, shape (T, output size)
  ///   - final: ∂L/∂ of h_n and c_n, layer-major, forward before reverse; zeros by default
  /// - Precondition: the trace is of a network of this shape.
  /// - Throws: ``ShapeError`` when `outputs` or `final` does not fit.
  public func gradients(
    of trace: Trace<Scalar>, outputs: [[Scalar]], final: [CellState<Scalar>]? = nil
  ) throws(ShapeError) -> Gradients<Scalar> {
    precondition(trace.shape == shape, "the trace is of another network")
    try ShapeError.check("∂L/∂output", expected: [trace.count], found: [outputs.count])
    for row in outputs {
      try ShapeError.check("∂L/∂output", expected: [shape.outputSize], found: [row.count])
    }
    let zero = CellState<Scalar>.zeroGradient(shape.layer(0))
    let atEnd = final ?? Array(repeating: zero, count: shape.stateCount)
    try ShapeError.check("∂L/∂h_n", expected: [shape.stateCount], found: [atEnd.count])
    for state in atEnd {
      try ShapeError.check("∂L/∂h_n", expected: [shape.stateSize], found: [state.hidden.count])
    }

    var result = Gradients(
      weights: Network(zeros: shape), inputs: [], initial: atEnd,
      states: Array(
        repeating: Array(repeating: zero, count: trace.count), count: shape.stateCount))
    var above = outputs
    for layer in (0..<shape.layerCount).reversed() {
      let size = shape.layer(layer).inputSize
      var below = [[Scalar]](
        repeating: [Scalar](repeating: 0, count: size), count: trace.count)
      for direction in shape.directions {
        let index = shape.index(layer: layer, direction: direction)
        let offset = direction == .forward ? 0 : shape.stateSize
        let direct = above.map { Array($0[offset..<(offset + shape.stateSize)]) }
        let inputs = backward(
          index, direction, trace, outputs: direct, end: atEnd[index], into: &result)
        below = zip(below, inputs).map { $0 ⊕ $1 }
      }
      above = below
    }
    result.inputs = above
    return result
  }

  /// One layer in one direction; returns ∂L/∂ of its inputs.
  private func backward(
    _ index: Int, _ direction: Direction, _ trace: Trace<Scalar>, outputs: [[Scalar]],
    end: CellState<Scalar>, into result: inout Gradients<Scalar>
  ) -> [[Scalar]] {
    let equations = shape.cell.equations(Scalar.self)
    let order = Array(direction.order(trace.count))
    var inputs = outputs.map { _ in [Scalar]() }
    var gradient = end
    // A caller may leave out the parts that no loss reads.
    let zero = CellState<Scalar>.zeroGradient(shape.layer(0))
    gradient.cell = end.cell ?? zero.cell
    gradient.normalizer = end.normalizer ?? zero.normalizer
    gradient.stabilizer = end.stabilizer ?? zero.stabilizer
    for place in order.indices.reversed() {
      let position = order[place]
      gradient.hidden = gradient.hidden ⊕ outputs[position]
      let previous =
        place == 0
        ? trace.initial[index] : trace.layerStep(index, at: order[place - 1]).values.state
      let step = equations.gradient(
        layers[index], step: trace.layerStep(index, at: position).values,
        input: trace.input(ofLayer: index, at: position), previous: previous, gradient: gradient)
      step.add(to: &result.weights.layers[index])
      result.states[index][position] = CellState(hidden: gradient.hidden, cell: step.cell)
      inputs[position] = step.input
      gradient = step.previous
    }
    result.initial[index] = gradient
    return inputs
  }
}

extension Trace {
  /// What a layer read at a position: x, or the output of the layer below.
  func input(ofLayer index: Int, at position: Int) -> [Scalar] {
    let layer = index / shape.directions.count
    guard layer > 0 else { return steps[position].input }
    let below = (layer - 1) * shape.directions.count
    return steps[position].layers[below..<(below + shape.directions.count)].flatMap(\.hidden)
  }
}
