import Recurrent

extension Experiment {
  /// Random weights, inputs and initial states.
  static func random(
    _ shape: NetworkShape, steps: Int = 7, seed: UInt64 = 4, scale: Double = 1
  ) throws -> Experiment {
    var random = SeededRandom(seed: seed)
    func numbers(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float(scale * random.uniform(in: -1..<1)) }
    }
    var network = try Network<Float>(shape)
    for index in network.layers.indices {
      for name in network.layers[index].shape.parameterNames {
        network.layers[index][name].values = numbers(network.layers[index][name].values.count)
      }
    }
    let initial = network.zeroStates.map { zero in
      var state = zero
      state.hidden = numbers(zero.hidden.count)
      state.cell = zero.cell.map { numbers($0.count) }
      // As in the middle of a sequence, where n and m are finite.
      state.normalizer = zero.normalizer.map { $0.map { _ in 1.25 } }
      state.stabilizer = zero.stabilizer.map { $0.map { _ in 0.125 } }
      return state
    }
    return try Experiment(
      network, tape: (0..<steps).map { _ in numbers(shape.inputSize) }, initial: initial)
  }

  /// The run of the same numbers in Double.
  func doubleTrace() throws -> (network: Network<Double>, trace: Trace<Double>) {
    let network = network.converted(to: Double.self)
    let trace = try Trace(
      network, tape: tape.map { $0.map { Double($0) } },
      initial: initial.map { state in
        func wide(_ values: [Float]?) -> [Double]? { values.map { $0.map { Double($0) } } }
        return CellState(
          hidden: wide(state.hidden) ?? [], cell: wide(state.cell),
          normalizer: wide(state.normalizer), stabilizer: wide(state.stabilizer))
      })
    return (network, trace)
  }
}
