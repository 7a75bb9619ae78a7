import Recurrent
import Testing

/// The engine beside PyTorch: `Reference/pytorch.py` and `Reference/variants.py` wrote the numbers.
@Suite struct PyTorchTests {
  static let cases =
    GoldenCase.read("pytorch.json", "cases") + GoldenCase.read("variants.json", "cases")
  static let batches = GoldenCase.read("pytorch.json", "batches")
  static let onnx = GoldenCase.read("onnx.json", "cases")

  /// What the files call otherwise than the engine.
  private static let names: [String: String] = [
    "tanh_c": "squash", "squashed_c": "squash", "f_share": "f_norm", "i_share": "i_norm",
  ]

  @Test func `Every kind, depth, direction, bias and projection is there`() {
    let names = Set(Self.cases.map(\.name))
    #expect(names.count == 49)
    #expect(Set(Self.cases.map(\.cell)) == Set(CellKind.allCases.map(\.rawValue)))
    #expect(Self.batches.count == 4)
    #expect(Self.onnx.count == 4)
  }

  @Test(arguments: cases)
  func `Outputs and every value inside agree`(golden: GoldenCase) throws {
    try expectForward(golden, as: Double.self, tolerance: 1e-9)
    try expectForward(golden, as: Float.self, tolerance: 1e-6)
  }

  @Test(arguments: cases)
  func `Gradients of weights, inputs and initial states agree`(golden: GoldenCase) throws {
    try expectGradients(golden, as: Double.self, tolerance: 1e-8)
    try expectGradients(golden, as: Float.self, tolerance: 1e-5)
  }

  @Test(arguments: cases)
  func `What is left of the last output's gradient agrees at every step`(
    golden: GoldenCase
  ) throws {
    let network = try golden.network(Double.self)
    let trace = try trace(golden, network)
    let expected = try golden.dictionary("sum_h_T")
    let actual = LastHiddenGradients(network, trace)
    let t = golden.name
    expectClose(
      actual.hidden.flatMap { $0 }, try golden.rows("dh", in: expected).flatMap { $0 },
      tolerance: 1e-8, "\(t): dh")
    expectClose(
      actual.flow.map(\.hiddenNorm), try #require(expected["norm_dhT_dht"] as? [Double]),
      tolerance: 1e-8, "\(t): ‖∂h_T/∂h_t‖")
    guard network.shape.cell.hasCellState else { return #expect(actual.cell == nil) }
    expectClose(
      try #require(actual.cell).flatMap { $0 },
      try golden.rows("dc", in: expected).flatMap { $0 }, tolerance: 1e-8, "\(t): dc")
    expectClose(
      actual.flow.compactMap(\.cellNorm), try #require(expected["norm_dcT_dct"] as? [Double]),
      tolerance: 1e-8, "\(t): ‖∂c_T/∂c_t‖")
    if let direct = expected["direct"] as? [[Double]] {
      expectClose(
        actual.flow.flatMap { $0.direct ?? [] }, direct.flatMap { $0 }, tolerance: 1e-9,
        "\(t): Πf")
    }
  }

  @Test(arguments: batches)
  func `Padded sequences of different lengths agree`(golden: GoldenCase) throws {
    let network = try golden.network(Float.self)
    let lengths = try #require(golden.fields["lengths"] as? [Int])
    let x = try golden.batch("x")
    let h0 = try golden.batch("h_0")
    let c0 = golden.fields["c_0"] as? [[[Double]]]
    func floats(_ numbers: [Double]) -> [Float] { numbers.map { Float($0) } }
    let initial = lengths.indices.map { n in
      h0.indices.map { row in
        CellState(hidden: floats(h0[row][n]), cell: c0.map { floats($0[row][n]) })
      }
    }
    let result = try network.run(
      x.map { $0.map(floats) }, lengths: lengths, initial: initial)
    expectClose(
      result.outputs.flatMap { $0.flatMap { $0 } },
      try golden.batch("output").flatMap { $0.flatMap { $0 } }, tolerance: 1e-6, golden.name)
    for (key, part) in [("h_n", \CellState<Float>.hidden as KeyPath), ("c_n", \.cellOrNone)] {
      guard let expected = golden.fields[key] as? [[[Double]]] else { continue }
      for (row, states) in expected.enumerated() {
        for (n, numbers) in states.enumerated() {
          expectClose(
            result.final[n][row][keyPath: part], numbers, tolerance: 1e-6,
            "\(golden.name): \(key)")
        }
      }
    }
  }

  @Test(arguments: onnx)
  func `ONNX's reference agrees`(golden: GoldenCase) throws {
    let network = try golden.network(Float.self)
    let trace = try trace(golden, network)
    expectClose(
      trace.steps.flatMap(\.output), try golden.rows("output").flatMap { $0 }, tolerance: 1e-6,
      golden.name)
    expectClose(
      trace.final.flatMap(\.hidden), try golden.rows("h_n").flatMap { $0 }, tolerance: 1e-6,
      golden.name)
    if let c = golden.fields["c_n"] as? [[Double]] {
      expectClose(
        trace.final.flatMap(\.cellOrNone), c.flatMap { $0 }, tolerance: 1e-6, golden.name)
    }
  }

  private func trace<Scalar>(
    _ golden: GoldenCase, _ network: Network<Scalar>
  ) throws -> Trace<Scalar> {
    try Trace(
      network, tape: golden.rows("x").map { $0.map { Scalar($0) } },
      initial: golden.states("h_0", "c_0", for: network))
  }

  private func expectForward<Scalar: RealScalar>(
    _ golden: GoldenCase, as type: Scalar.Type, tolerance: Double
  ) throws {
    let trace = try trace(golden, golden.network(type))
    expectClose(
      trace.steps.flatMap(\.output), try golden.rows("output").flatMap { $0 },
      tolerance: tolerance, "\(golden.name): output")
    expectClose(
      trace.final.flatMap(\.hidden), try golden.rows("h_n").flatMap { $0 },
      tolerance: tolerance, "\(golden.name): h_n")
    let steps = try golden.steps()
    #expect(steps.count == trace.count)
    for (t, layers) in steps.enumerated() {
      #expect(layers.count == trace.steps[t].layers.count)
      for (entry, actual) in zip(layers, trace.steps[t].layers) {
        for (key, value) in entry where key != "layer" && key != "direction" {
          let what = "\(golden.name) t=\(t + 1): \(key)"
          if let gates = value as? [String: [Double]] {
            for (letter, numbers) in gates {
              let gate = try #require(Gate(rawValue: letter))
              expectClose(
                actual.values.preactivations[gate], numbers, tolerance: tolerance, what)
            }
          } else if let numbers = value as? [Double],
            let mine = vector(Self.names[key] ?? key, actual)
          {
            expectClose(mine, numbers, tolerance: tolerance, what)
          } else {
            #expect(key == "norm_ih" || key == "norm_hh", "\(what) is not held against anything")
          }
        }
      }
    }
  }

  private func vector<Scalar>(_ key: String, _ step: Trace<Scalar>.LayerStep) -> [Scalar]? {
    switch key {
    case "h": step.hidden
    case "c": step.cell
    case "squash": step.squashedCell
    case "m": step.values.state.stabilizer
    case "n" where step.values.state.normalizer != nil: step.values.state.normalizer
    case "pre": step.values.preactivations[.candidate]
    default:
      Detail(rawValue: key).flatMap { step.values.details[$0] }
        ?? Gate(rawValue: key).flatMap { step.values.activations.vector($0) }
    }
  }

  private func expectGradients<Scalar: RealScalar>(
    _ golden: GoldenCase, as type: Scalar.Type, tolerance: Double
  ) throws {
    let network = try golden.network(type)
    let weights = try golden.dictionary("loss_weights")
    // Of an sLSTM's c, which is scaled by eᵐ, the file has a loss apart.
    for key in ["gradients", "gradients_with_c_n"] where golden.fields[key] != nil {
      let expected = try golden.dictionary(key)
      var final = try golden.states("h_n", "c_n", in: weights, for: network)
      let readsCell = golden.cell != "slstm" || key == "gradients_with_c_n"
      for row in final.indices {
        if !readsCell { final[row].cell = nil }
        final[row].normalizer = nil
        final[row].stabilizer = nil
      }
      let gradients = try network.gradients(
        of: trace(golden, network),
        outputs: golden.rows("output", in: weights).map { $0.map { Scalar($0) } }, final: final)
      let tensors = try golden.weights(in: expected)
      for (name, _, values) in gradients.weights.parameters {
        expectClose(
          values, try #require(tensors[name]), tolerance: tolerance, "\(golden.name): d\(name)")
      }
      expectClose(
        gradients.inputs.flatMap { $0 }, try golden.rows("x", in: expected).flatMap { $0 },
        tolerance: tolerance, "\(golden.name): dx")
      expectClose(
        gradients.initial.flatMap(\.hidden),
        try golden.rows("h_0", in: expected).flatMap { $0 }, tolerance: tolerance,
        "\(golden.name): dh_0")
      if let c = expected["c_0"] as? [[Double]] {
        expectClose(
          gradients.initial.flatMap(\.cellOrNone), c.flatMap { $0 }, tolerance: tolerance,
          "\(golden.name): dc_0")
      }
    }
  }
}

extension CellState {
  /// c, empty for a cell without one.
  var cellOrNone: [Scalar] { cell ?? [] }
}
