import Recurrent
import Testing

/// Backpropagation through time beside central differences of the same loss, in Double.
@Suite struct GradientCheckTests {
  static let shapes: [NetworkShape] =
    CellKind.allCases.map { NetworkShape($0, inputSize: 2, hiddenSize: 3) }
    + CellKind.allCases.map {
      NetworkShape($0, inputSize: 2, hiddenSize: 2, layerCount: 2, isBidirectional: true)
    }
    + CellKind.allCases.map { NetworkShape($0, inputSize: 1, hiddenSize: 1, hasBias: false) }
    + [
      NetworkShape(
        .lstm, inputSize: 2, hiddenSize: 3, layerCount: 2, isBidirectional: true,
        projectionSize: 2)
    ]

  @Test(arguments: shapes)
  func `Every gradient agrees with central differences to 1e-6`(shape: NetworkShape) throws {
    var example = try Example(shape, seed: 5)
    let trace = try Trace(example.network, tape: example.tape, initial: example.initial)
    let gradients = try example.network.gradients(
      of: trace, outputs: example.outputWeights, final: example.finalWeights)

    for index in example.network.layers.indices {
      for name in example.network.layers[index].shape.parameterNames {
        let numeric = try example.differences {
          $0.network.layers[index][name].values
        } set: {
          $0.network.layers[index][name].values = $1
        }
        expectNear(
          gradients.weights.layers[index][name].values, numeric, "\(name.rawValue) of \(index)")
      }
      let h = try example.differences {
        $0.initial[index].hidden
      } set: {
        $0.initial[index].hidden = $1
      }
      expectNear(gradients.initial[index].hidden, h, "h_0 of \(index)")
      if let cell = gradients.initial[index].cell {
        let c = try example.differences {
          $0.initial[index].cell ?? []
        } set: {
          $0.initial[index].cell = $1
        }
        expectNear(cell, c, "c_0 of \(index)")
      }
    }
    for t in example.tape.indices {
      let x = try example.differences {
        $0.tape[t]
      } set: {
        $0.tape[t] = $1
      }
      expectNear(gradients.inputs[t], x, "x at \(t)")
    }
  }

  @Test(arguments: CellKind.allCases)
  func `The Jacobian norms agree with differences of a run that is nudged in the middle`(
    kind: CellKind
  ) throws {
    let shape = NetworkShape(kind, inputSize: 2, hiddenSize: 2)
    let example = try Example(shape, seed: 9)
    let trace = try Trace(example.network, tape: example.tape, initial: example.initial)
    for flow in GradientWalk(example.network, trace) {
      let middle = flow.t == 0 ? trace.initial[0] : trace.steps[flow.t - 1].layers[0].values.state
      let rest = Array(example.tape[flow.t...])
      func ends(_ state: CellState<Double>) throws -> CellState<Double> {
        try Trace(example.network, tape: rest, initial: [state]).final[0]
      }
      var (hidden, cells) = (0.0, 0.0)
      for unit in 0..<2 {
        // Nudging h of the last step alone, or c with the h that shows it.
        var (up, down) = (middle, middle)
        up.hidden[unit] += 1e-5
        down.hidden[unit] -= 1e-5
        let change = try zip(ends(up).hidden, ends(down).hidden).map { ($0 - $1) / 2e-5 }
        hidden += change.reduce(0) { $0 + $1 * $1 }
        guard middle.cell != nil, kind != .sLSTM else { continue }
        for sign in [1.0, -1] {
          var state = middle
          state.cell?[unit] += sign * 1e-5
          if flow.t > 0 {
            // h of this step is o ⊙ the squashed c.
            state.hidden = try shown(state, of: trace.steps[flow.t - 1].layers[0], example)
          }
          if sign > 0 { up = state } else { down = state }
        }
        let moved = try zip(ends(up).cell ?? [], ends(down).cell ?? []).map { ($0 - $1) / 2e-5 }
        cells += moved.reduce(0) { $0 + $1 * $1 }
      }
      expectNear([flow.hiddenNorm], [hidden.squareRoot()], "h at \(flow.t)")
      guard let norm = flow.cellNorm, kind != .sLSTM, kind != .lstmPeephole else { continue }
      expectNear([norm], [cells.squareRoot()], "c at \(flow.t)")
    }
  }

  /// h of a step whose c was moved, with its output gate left as it was.
  private func shown(
    _ state: CellState<Double>, of step: Trace<Double>.LayerStep, _ example: Example
  ) throws -> [Double] {
    let o = step.values.activations[.output]
    let c = try #require(state.cell)
    let squashed =
      switch example.network.shape.cell {
      case .lstm1997: c.map { 2 * Double.sigmoid($0) - 1 }
      case .lstmLayerNorm: normalized(c, example).map { Double.hyperbolicTangent($0) }
      default: c.map { Double.hyperbolicTangent($0) }
      }
    return zip(o, squashed).map { $0 * $1 }
  }

  private func normalized(_ c: [Double], _ example: Example) -> [Double] {
    let weights = example.network.layers[0]
    let mean = c.reduce(0, +) / Double(c.count)
    let variance = c.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(c.count)
    return c.indices.map {
      (c[$0] - mean) / (variance + 1e-5).squareRoot() * weights[.cellGain].values[$0]
        + weights[.cellBias].values[$0]
    }
  }

  @Test func `What flows along the cell alone is the product of the forget gates`() throws {
    let example = try Example(NetworkShape(.lstm, inputSize: 2, hiddenSize: 3), seed: 3)
    let trace = try Trace(example.network, tape: example.tape, initial: example.initial)
    for flow in GradientWalk(example.network, trace) {
      let product = (0..<3).map { unit in
        trace.steps[flow.t...].reduce(1) { $0 * $1.layers[0].values.activations[.forget][unit] }
      }
      expectNear(try #require(flow.direct), product, "Πf after \(flow.t)")
      let jacobian = try #require(flow.cellJacobian)
      let rest = (0..<3).flatMap { row in
        (0..<3).map { jacobian[row, $0] - ($0 == row ? product[row] : 0) }
      }
      expectNear(
        [try #require(flow.restNorm)], [rest.reduce(0) { $0 + $1 * $1 }.squareRoot()], "rest")
    }
  }

  /// The largest difference relative to the largest entry.
  private func expectNear(
    _ actual: [Double], _ expected: [Double], _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard actual.count == expected.count else {
      Issue.record("\(what): \(actual.count) numbers, expected \(expected.count)")
      return
    }
    let size = max(expected.map(abs).max() ?? 0, 1e-3)
    let error = zip(actual, expected).map { abs($0 - $1) }.max() ?? 0
    #expect(error / size < 1e-6, "\(what)", sourceLocation: sourceLocation)
  }
}

/// A random network with a random sequence and a random linear loss on everything it ends in.
private struct Example {
  var network: Network<Double>
  var tape: [[Double]]
  var initial: [CellState<Double>]
  var outputWeights: [[Double]]
  var finalWeights: [CellState<Double>]

  init(_ shape: NetworkShape, seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    func numbers(_ count: Int) -> [Double] {
      (0..<count).map { _ in random.uniform(in: -1..<1) }
    }
    network = try Network(shape)
    for index in network.layers.indices {
      for name in network.layers[index].shape.parameterNames {
        network.layers[index][name].values = numbers(network.layers[index][name].values.count)
      }
    }
    let T = 4
    tape = (0..<T).map { _ in numbers(shape.inputSize) }
    outputWeights = (0..<T).map { _ in numbers(shape.outputSize) }
    initial = network.zeroStates.map { zero in
      var state = zero
      state.hidden = numbers(zero.hidden.count)
      state.cell = zero.cell.map { numbers($0.count) }
      // As in the middle of a sequence, where n and m are finite.
      state.normalizer = zero.normalizer.map { $0.map { _ in 1.25 } }
      state.stabilizer = zero.stabilizer.map { $0.map { _ in 0.1 } }
      return state
    }
    finalWeights = network.zeroStates.map { zero in
      CellState(hidden: numbers(zero.hidden.count), cell: zero.cell.map { numbers($0.count) })
    }
  }

  func loss() throws -> Double {
    let trace = try Trace(network, tape: tape, initial: initial)
    var loss = 0.0
    for (step, weights) in zip(trace.steps, outputWeights) {
      for (output, weight) in zip(step.output, weights) { loss += output * weight }
    }
    for (state, weights) in zip(trace.final, finalWeights) {
      for (h, weight) in zip(state.hidden, weights.hidden) { loss += h * weight }
      for (c, weight) in zip(state.cell ?? [], weights.cell ?? []) { loss += c * weight }
    }
    return loss
  }

  /// Central differences of the loss in each of the numbers that `get` names.
  mutating func differences(
    _ get: (Example) -> [Double], set: (inout Example, [Double]) -> Void
  ) throws -> [Double] {
    let values = get(self)
    let nudge = 1e-5
    let result = try values.indices.map { index in
      let losses = try [nudge, -nudge].map { change in
        var nudged = values
        nudged[index] += change
        set(&self, nudged)
        return try loss()
      }
      return (losses[0] - losses[1]) / (2 * nudge)
    }
    set(&self, values)
    return result
  }
}
