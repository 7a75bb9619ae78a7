@testable import Recurrent
import Testing

/// The kernels' network beside the readable reference in Double.
@Suite struct LaneNetworkTests {
  static let shapes: [NetworkShape] =
    CellKind.allCases.map { NetworkShape($0, inputSize: 3, hiddenSize: 5) }
    + CellKind.allCases.map {
      NetworkShape($0, inputSize: 2, hiddenSize: 3, layerCount: 2, isBidirectional: true)
    }
    + CellKind.allCases.map { NetworkShape($0, inputSize: 1, hiddenSize: 1, hasBias: false) }
    + [
      NetworkShape(.lstm, inputSize: 3, hiddenSize: 5, projectionSize: 2),
      NetworkShape(
        .lstm, inputSize: 2, hiddenSize: 4, layerCount: 2, isBidirectional: true,
        projectionSize: 3),
      NetworkShape(.lstm, inputSize: 7, hiddenSize: 33, layerCount: 2),
    ]

  @Test(arguments: shapes)
  func `Outputs and gradients are those of the reference, sequence by sequence`(
    shape: NetworkShape
  ) throws {
    var random = SeededRandom(seed: 11)
    func numbers(_ count: Int) -> [Double] {
      (0..<count).map { _ in Double(Float(random.uniform(in: -1..<1))) }
    }
    var reference = try Network<Double>(shape)
    for index in reference.layers.indices {
      for name in reference.layers[index].shape.parameterNames {
        reference.layers[index][name].values = numbers(reference.layers[index][name].values.count)
      }
    }
    // Sequences of every length from 0 to T, and T twice.
    let T = 6
    let lengths = Array(0...T) + [T]
    let lanes = lengths.count
    let tapes = lengths.map { length in (0..<length).map { _ in numbers(shape.inputSize) } }
    let weights = (0..<T).map { _ in numbers(shape.outputSize) }

    let fast = LaneNetwork(ParameterLayout(shape, readoutSize: 0), lanes: lanes, capacity: T)
    fast.layout.write(reference.converted(to: Float.self), nil, to: fast.parameters)
    let inputs = FloatBuffer(T * shape.inputSize * lanes)
    let inputGradient = FloatBuffer(T * shape.inputSize * lanes)
    let mask = FloatBuffer(T * lanes)
    for (lane, tape) in tapes.enumerated() {
      for (t, x) in tape.enumerated() {
        mask.start[t * lanes + lane] = 1
        for (d, value) in x.enumerated() {
          inputs.start[(t * shape.inputSize + d) * lanes + lane] = Float(value)
        }
      }
    }
    let source = Steps(start: inputs.start, stride: shape.inputSize * lanes)
    let live = Steps(start: mask.start, stride: lanes)
    try fast.forward(inputs: source, count: T, mask: live)

    var expected = Network<Double>(zeros: shape)
    for (lane, tape) in tapes.enumerated() {
      let trace = try Trace(reference, tape: tape)
      for (t, step) in trace.steps.enumerated() {
        let output = (0..<shape.outputSize).map { fast.outputs[t][$0 * lanes + lane] }
        expectClose(output, step.output, tolerance: 5e-6, "output at \(t) of lane \(lane)")
      }
      let gradients = try reference.gradients(of: trace, outputs: Array(weights[..<tape.count]))
      for index in expected.layers.indices {
        for name in expected.layers[index].shape.parameterNames {
          expected.layers[index][name].values =
            expected.layers[index][name].values ⊕ gradients.weights.layers[index][name].values
        }
      }
      if lane == lanes - 1 {
        for t in 0..<T {
          for row in 0..<shape.outputSize {
            for lane in 0..<lanes {
              fast.outputGradient[t][row * lanes + lane] =
                t < lengths[lane] ? Float(weights[t][row]) : 0
            }
          }
        }
        try fast.backward(
          inputs: source, count: T, mask: live,
          inputGradient: Steps(start: inputGradient.start, stride: source.stride))
        for t in 0..<T {
          let dx = (0..<shape.inputSize).map {
            inputGradient.start[(t * shape.inputSize + $0) * lanes + lane]
          }
          expectClose(dx, gradients.inputs[t], tolerance: 2e-5, "dx at \(t)")
        }
      }
    }
    let actual = fast.layout.network(in: fast.gradients)
    for (mine, theirs) in zip(actual.parameters, expected.parameters) {
      expectClose(mine.values, theirs.values, tolerance: 5e-5, "d\(mine.name)")
    }
  }

  @Test(arguments: CellKind.allCases)
  func `A lane's numbers do not depend on its neighbours or on the mask`(kind: CellKind) throws {
    let shape = NetworkShape(kind, inputSize: 2, hiddenSize: 4)
    var random = SeededRandom(seed: 3)
    let draw = WeightDraw(initialization: .pytorch, length: 5)
    let network = draw.draw(shape, from: &random)
    func outputs(lanes: Int, at place: Int, isMasked: Bool) throws -> [Float] {
      let fast = LaneNetwork(ParameterLayout(shape, readoutSize: 0), lanes: lanes, capacity: 5)
      fast.layout.write(network, nil, to: fast.parameters)
      let inputs = FloatBuffer(5 * 2 * lanes)
      let mask = FloatBuffer(5 * lanes)
      for index in 0..<inputs.count { inputs.start[index] = Float(index % 7) }
      for t in 0..<5 {
        mask.start[t * lanes + place] = 1
        for d in 0..<2 { inputs.start[(t * 2 + d) * lanes + place] = Float(t) / 4 - Float(d) }
      }
      try fast.forward(
        inputs: Steps(start: inputs.start, stride: 2 * lanes), count: 5,
        mask: isMasked ? Steps(start: mask.start, stride: lanes) : nil)
      return (0..<20).map { fast.outputs[$0 / 4][$0 % 4 * lanes + place] }
    }
    let alone = try outputs(lanes: 8, at: 0, isMasked: false)
    #expect(try outputs(lanes: 32, at: 19, isMasked: false) == alone)
    #expect(try outputs(lanes: 16, at: 9, isMasked: true) == alone)
  }
}
