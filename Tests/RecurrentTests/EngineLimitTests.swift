import Recurrent
import Testing

/// What every kind of cell does at the edges of what numbers and sizes can be.
@Suite struct EngineLimitTests {
  private func network(
    _ kind: CellKind, D: Int = 2, H: Int = 3, scale: Double = 1
  ) throws -> Network<Float> {
    var random = SeededRandom(seed: 8)
    var network = try Network<Float>(NetworkShape(kind, inputSize: D, hiddenSize: H))
    for name in network.layers[0].shape.parameterNames {
      let count = network.layers[0][name].values.count
      let values = (0..<count).map { _ in Float(random.uniform(in: -scale..<scale)) }
      try network.layers[0].set(name, values)
    }
    return network
  }

  @Test(arguments: CellKind.allCases)
  func `No time at all gives the initial state back`(kind: CellKind) throws {
    let network = try network(kind)
    let trace = try Trace(network, tape: [])
    #expect(trace.final == network.zeroStates)
    let gradients = try network.gradients(of: trace, outputs: [])
    #expect(try gradients.weights == Network<Float>(network.shape))
    #expect(LastHiddenGradients(network, trace).flow.isEmpty)
    #expect(SequenceRunner(network).run([]).isEmpty)
  }

  @Test(arguments: CellKind.allCases)
  func `One step, one unit and one input are enough`(kind: CellKind) throws {
    let network = try network(kind, D: 1, H: 1)
    let trace = try Trace(network, tape: [[0.5]])
    #expect(trace.steps[0].output.count == 1)
    let output = SequenceRunner(network).run([0.5])
    expectClose(output, trace.steps[0].output.map { Double($0) }, tolerance: 1e-6, "h")
    let flow = LastHiddenGradients(network, trace)
    #expect(flow.hidden == [[1]])
    #expect(flow.flow[0].hiddenNorm == 1)
  }

  @Test(arguments: CellKind.allCases, [88, -88, 200, -200, 1e30, -1e30] as [Float])
  func `Saturated gates stay numbers, on both engines`(kind: CellKind, x: Float) throws {
    let network = try network(kind, scale: 1)
    let trace = try Trace(network, tape: [[x, 0], [0, x], [1, -1]])
    // Cells without a bound on h may leave the range of Float, but never become NaN by themselves.
    let isBounded = kind != .rnnReLU && kind != .minLSTM && kind != .minGRU
    for step in trace.steps where isBounded || abs(x) < 1000 {
      #expect(step.output.allSatisfy { $0.isFinite && (!isBounded || abs($0) <= 2) })
    }
    guard isBounded else { return }
    let fast = SequenceRunner(network).run([x, 0, 0, x, 1, -1])
    let slow = trace.steps.flatMap { $0.output.map { Double($0) } }
    // Normalising numbers of 10³⁰ overflows their squares in Float.
    if kind != .lstmLayerNorm || abs(x) < 1000 {
      expectClose(fast, slow, tolerance: 1e-5, kind.rawValue)
    }
  }

  @Test func `A minimal LSTM whose gates are both shut keeps its numbers`() throws {
    let network = try Network<Float>.single(
      .minLSTM, inputSize: 1, hiddenSize: 1, [.weightIH: [1, 1, 0.5]])
    let tape: [Float] = [-50, -100, -120, 1]
    let trace = try Trace(network, tape: tape.map { [$0] })
    // f and i are the same however small they are, so half is kept and half is written.
    var h = 0.0
    for (step, x) in zip(trace.steps, tape) {
      h = (h + 0.5 * Double(x)) / 2
      expectClose(step.output, [h], tolerance: 1e-6, "h")
    }
    let fast = SequenceRunner(network).run(tape)
    expectClose(fast, trace.steps.flatMap { $0.output.map { Double($0) } }, tolerance: 1e-6, "h")
    let gradients = try network.gradients(of: trace, outputs: tape.map { _ in [1] })
    #expect(gradients.weights.parameters.allSatisfy { $0.values.allSatisfy { $0.isFinite } })
  }

  @Test(arguments: CellKind.allCases)
  func `NaN in an input is NaN in every output from there on, on both engines`(
    kind: CellKind
  ) throws {
    let network = try network(kind)
    let trace = try Trace(network, tape: [[1, 0], [.nan, 0], [1, 0]])
    let fast = SequenceRunner(network).run([1, 0, .nan, 0, 1, 0])
    #expect(trace.steps[0].output.allSatisfy { $0.isFinite })
    #expect(fast[..<3].allSatisfy { $0.isFinite })
    #expect(trace.steps[1].output.allSatisfy { $0.isNaN })
    #expect(trace.steps[2].output.allSatisfy { $0.isNaN })
    #expect(fast[3...].allSatisfy { $0.isNaN })
    #expect(trace.json.contains("\"nan\""))
  }

  @Test(arguments: CellKind.allCases, [Float.infinity, -.infinity])
  func `Infinity in an input never becomes a plausible number unnoticed`(
    kind: CellKind, x: Float
  ) throws {
    let network = try network(kind)
    let trace = try Trace(network, tape: [[1, 0], [x, 0]])
    let fast = SequenceRunner(network).run([1, 0, x, 0])
    for (unit, slow) in trace.steps[1].output.enumerated() {
      let other = fast[3 + unit]
      #expect(
        slow.isNaN ? other.isNaN : slow == other || abs(slow - other) < 1e-5,
        "\(kind.rawValue): \(slow) and \(other)")
    }
    #expect(trace.json.contains("\"x\": [\"\(x < 0 ? "-" : "")inf\", 0.0]"))
  }

  @Test(arguments: CellKind.allCases)
  func `Sequences of all lengths at once are the same sequences alone`(kind: CellKind) throws {
    let shape = NetworkShape(
      kind, inputSize: 2, hiddenSize: 2, layerCount: 2, isBidirectional: true)
    var random = SeededRandom(seed: 6)
    var network = try Network<Float>(shape)
    for index in network.layers.indices {
      for name in network.layers[index].shape.parameterNames {
        let count = network.layers[index][name].values.count
        try network.layers[index].set(
          name, (0..<count).map { _ in Float(random.uniform(in: -1..<1)) })
      }
    }
    let T = 5
    let batch = (0...T).map { _ in
      (0..<T).map { _ in (0..<2).map { _ in Float(random.uniform(in: -1..<1)) } }
    }
    let result = try network.run(batch, lengths: Array(0...T))
    for length in 0...T {
      let alone = try Trace(network, tape: Array(batch[length][..<length]))
      #expect(Array(result.outputs[length][..<length]) == alone.steps.map(\.output))
      #expect(result.outputs[length][length...].allSatisfy { $0 == [0, 0, 0, 0] })
      #expect(result.final[length] == alone.final)
    }
    #expect(throws: ShapeError.self) { try network.run(batch, lengths: [1]) }
    #expect(throws: ShapeError.self) {
      try network.run(batch, lengths: Array(repeating: T + 1, count: T + 1))
    }
  }

  @Test func `One cell adds two marked numbers of a hundred`() throws {
    // P6: the input gate opens on the mark; y = 10 h.
    let network = try Network<Float>.single(
      .lstm, inputSize: 2, hiddenSize: 1,
      [.weightIH: [0, 20, 0, 0, 0.1, 0, 0, 0], .biasIH: [-10, 10, 0, 10]])
    let runner = SequenceRunner(network)
    var random = SeededRandom(seed: 6)
    let (count, T) = (2000, 100)
    var squares = 0.0
    for _ in 0..<count {
      let marks = [random.number(below: T / 2), T / 2 + random.number(below: T / 2)]
      var (inputs, sum) = ([Float](), Float(0))
      for t in 0..<T {
        let value = Float(random.uniform(in: -1..<1))
        inputs += [value, marks.contains(t) ? 1 : 0]
        if marks.contains(t) { sum += value }
      }
      runner.reset()
      let error = 10 * (runner.run(inputs).last ?? .nan) - sum
      squares += Double(error * error)
    }
    #expect(squares / Double(count) < 1e-3)
    #expect(squares > 0)
  }
}
