import Foundation
import Recurrent
import Testing

@Suite struct TraceTests {
  /// Two units, two inputs; every weight has another value.
  static func twoUnits<Scalar: RealScalar>(
    _ type: Scalar.Type = Float.self
  ) throws -> Network<Scalar> {
    try .single(
      .lstm, inputSize: 2, hiddenSize: 2,
      [
        .weightIH: (0..<16).map { Double($0) / 8 - 1 },
        .weightHH: (0..<16).map { 1 - Double($0) / 4 },
        .biasIH: (0..<8).map { Double($0) / 4 }, .biasHH: (0..<8).map { -Double($0) / 8 },
      ])
  }

  @Test func `The rows of a gate are those that PyTorch stacks`() throws {
    let parameters = try Self.twoUnits().layers[0]
    #expect(CellKind.lstm.gates == [.input, .forget, .candidate, .output])
    #expect(CellKind.gru.gates == [.reset, .update, .new])
    #expect(CellKind.lstm.gates.map { parameters.row($0, unit: 1) } == [1, 3, 5, 7])
    #expect(parameters.bias(.output, unit: 1) == 0.875)
    #expect("ifgorzn".compactMap { Gate(letter: $0) } == Gate.allCases)
    #expect(Gate(letter: "c") == nil)
  }

  @Test func `A step is the equations written out`() throws {
    let start = CellState(hidden: [0.5, -0.25], cell: [1, -2])
    let trace = try Trace(Self.twoUnits(Double.self), tape: [[3, -1]], initial: [start])
    func value(_ signal: Signal) throws -> Double {
      try #require(trace.value(signal, at: 1))
    }
    // Row 2 is unit 0 of f: W = (−½, −⅜), U = (0, −¼), b = 2/4 − 2/8.
    let a = 3 * -0.5 + -1 * -0.375 + 0.5 * 0 + -0.25 * -0.25 + 0.25
    #expect(try abs(value(.preactivation(.forget)) - a) < 1e-15)
    let f = 1 / (1 + exp(-a))
    #expect(try abs(value(.gate(.forget)) - f) < 1e-15)
    let c = try f * 1 + value(.gate(.input)) * value(.gate(.candidate))
    #expect(try abs(value(.cell) - c) < 1e-15)
    #expect(try abs(value(.hidden) - value(.gate(.output)) * tanh(c)) < 1e-15)
  }

  @Test func `Looking back is indexing, and t = 0 is the initial state`() throws {
    let start = CellState<Float>(hidden: [0.5, -0.25], cell: [1, -2])
    let trace = try Trace(Self.twoUnits(), tape: [[1, 0], [0, 1], [1, 1]], initial: [start])
    #expect(trace.count == 3)
    #expect(trace.value(.cell, at: 0, unit: 1) == -2)
    #expect(trace.value(.squashedCell, at: 0, unit: 0) == Float.hyperbolicTangent(1))
    #expect(trace.value(.hidden, at: 0, unit: 0) == 0.5)
    #expect(trace.value(.gate(.forget), at: 0) == nil)
    #expect(trace.value(.cell, at: 4) == nil)
    #expect(trace.value(.cell, at: -1) == nil)
    #expect(trace.value(.cell, at: 1, unit: 2) == nil)
    #expect(trace.value(.cell, at: 1, layer: 1) == nil)
    #expect(trace.value(.hidden, at: 3, unit: 1) == trace.final[0].hidden[1])
    #expect(trace.series(.cell, unit: 1).count == 3)

    // A run is its first part, continued from where that ended.
    let middle = trace.steps[0].layers[0]
    let rest = try Trace(
      Self.twoUnits(), tape: [[0, 1], [1, 1]],
      initial: [middle.values.state])
    #expect(rest.steps == Array(trace.steps[1...]))
  }

  @Test func `An empty tape ends where it starts`() throws {
    let trace = try Trace(Self.twoUnits(), tape: [])
    #expect(trace.count == 0)
    #expect(trace.final == [CellState(hidden: [0, 0], cell: [0, 0])])
    #expect(trace.json.contains("\"steps\": [],"))
    #expect(trace.csv.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    Float.nan, .infinity, -.infinity, 1e30, -1e30, 88, -104, .leastNonzeroMagnitude,
  ])
  func `Extreme inputs survive and are told as they are`(x: Float) throws {
    let trace = try Trace(Self.twoUnits(), tape: [[1, 0], [x, 0], [1, 0]])
    #expect(trace.count == 3)
    if x.isNaN { #expect(trace.final[0].hidden.allSatisfy { $0.isNaN }) }
    if x.isFinite { #expect(trace.final[0].hidden.allSatisfy { abs($0) <= 1 }) }
    let object = try JSONSerialization.jsonObject(with: Data(trace.json.utf8))
    #expect(object is [String: Any])
    #expect(trace.table().split(separator: "\n").count == 4)
  }

  @Test func `A wrong shape is named together with the right one`() throws {
    func message(_ body: () throws(ShapeError) -> Void) -> String {
      do throws(ShapeError) {
        try body()
        return "no error"
      } catch {
        return error.description
      }
    }
    var network = try Self.twoUnits()
    #expect(
      message { () throws(ShapeError) in
        try network.set("weight_ih_l0", shape: [8, 3], values: [Float](repeating: 0, count: 24))
      } == "weight_ih_l0 has shape (8, 3), expected (8, 2)")
    #expect(
      message { () throws(ShapeError) in
        try network.set("weight_ih_l1", shape: [8, 2], values: [Float](repeating: 0, count: 16))
      } == "weight_ih_l1 has shape (8, 2), but this network has no such weight")
    #expect(
      message { () throws(ShapeError) in try network.layers[0].set(.biasIH, [1]) }
        == "bias_ih has shape (1,), expected (8,)")
    #expect(
      message { () throws(ShapeError) in
        _ = try Matrix<Float>([[1, 2], [3]], columnCount: 2, name: "W_f")
      } == "W_f[1] has shape (1,), expected (2,)")
    let parameters = try Self.twoUnits()
    #expect(
      message { () throws(ShapeError) in _ = try Trace(parameters, tape: [[1, 2], [1]]) }
        == "x at t = 2 has shape (1,), expected (2,)")
    #expect(
      message { () throws(ShapeError) in
        _ = try Trace(parameters, tape: [], initial: [CellState(hidden: [0], cell: [0, 0])])
      } == "h_0 has shape (1, 1), expected (1, 2)")
  }
}
