import Foundation
import Recurrent
import Testing

@Suite struct TraceTests {
  /// Two units, two inputs; every weight has another value.
  static func twoUnits<Scalar: RealScalar>(
    _ type: Scalar.Type = Float.self
  ) throws -> LSTMParameters<Scalar> {
    var inputWeights = Matrix<Scalar>(rowCount: 8, columnCount: 2)
    var recurrentWeights = Matrix<Scalar>(rowCount: 8, columnCount: 2)
    for index in 0..<16 {
      inputWeights.values[index] = Scalar(index) / 8 - 1
      recurrentWeights.values[index] = 1 - Scalar(index) / 4
    }
    return try LSTMParameters(
      inputWeights: inputWeights, recurrentWeights: recurrentWeights,
      inputBias: (0..<8).map { Scalar($0) / 4 },
      recurrentBias: (0..<8).map { -Scalar($0) / 8 })
  }

  @Test func `The rows of a gate are those that PyTorch stacks`() throws {
    let parameters = try Self.twoUnits()
    #expect(Gate.allCases.map(\.letter) == ["i", "f", "g", "o"])
    #expect(Gate.allCases.map { parameters.row($0, unit: 1) } == [1, 3, 5, 7])
    #expect(parameters.bias(.output, unit: 1) == 0.875)
    #expect("ifgo".compactMap { Gate(letter: $0) } == Gate.allCases)
    #expect(Gate(letter: "c") == nil)
  }

  @Test func `A step is the equations written out`() throws {
    let parameters = try Self.twoUnits(Double.self)
    let state = LSTMState(hidden: [0.5, -0.25], cell: [1, -2])
    let step = lstmStep(parameters, input: [3, -1], state: state)
    // Row 2 is unit 0 of f: W = (−½, −⅜), U = (0, −¼), b = 2/4 − 2/8.
    let a = 3 * -0.5 + -1 * -0.375 + 0.5 * 0 + -0.25 * -0.25 + 0.25
    #expect(abs(step.preactivations[1][0] - a) < 1e-15)
    let f = 1 / (1 + exp(-a))
    #expect(abs(step.activations[1][0] - f) < 1e-15)
    let c = f * 1 + step.activations[0][0] * step.activations[2][0]
    #expect(abs(step.cell[0] - c) < 1e-15)
    #expect(abs(step.hidden[0] - step.activations[3][0] * tanh(c)) < 1e-15)
  }

  @Test func `Looking back is indexing, and t = 0 is the initial state`() throws {
    let start = LSTMState<Float>(hidden: [0.5, -0.25], cell: [1, -2])
    let trace = try Trace(Self.twoUnits(), tape: [[1, 0], [0, 1], [1, 1]], initial: start)
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
      initial: LSTMState(hidden: middle.hidden, cell: #require(middle.cell)))
    #expect(rest.steps == Array(trace.steps[1...]))
  }

  @Test func `An empty tape ends where it starts`() throws {
    let trace = try Trace(Self.twoUnits(), tape: [])
    #expect(trace.count == 0)
    #expect(trace.final == [Trace.State(hidden: [0, 0], cell: [0, 0])])
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
    let square = Matrix<Float>(rowCount: 8, columnCount: 2)
    func message(_ body: () throws(ShapeError) -> Void) -> String {
      do throws(ShapeError) {
        try body()
        return "no error"
      } catch {
        return error.description
      }
    }
    #expect(
      message { () throws(ShapeError) in
        _ = try LSTMParameters(
          inputWeights: Matrix<Float>(rowCount: 6, columnCount: 3), recurrentWeights: square,
          inputBias: [], recurrentBias: [])
      } == "weight_ih has shape (6, 3), expected (8, 3)")
    #expect(
      message { () throws(ShapeError) in
        _ = try LSTMParameters(
          inputWeights: square, recurrentWeights: Matrix<Float>(rowCount: 6, columnCount: 2),
          inputBias: [], recurrentBias: [])
      } == "weight_hh has shape (6, 2), expected (8, 2)")
    #expect(
      message { () throws(ShapeError) in
        _ = try LSTMParameters(
          inputWeights: square, recurrentWeights: square, inputBias: [1],
          recurrentBias: [Float](repeating: 0, count: 8))
      } == "bias_ih has shape (1,), expected (8,)")
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
        _ = try Trace(parameters, tape: [], initial: LSTMState(hidden: [0], cell: [0, 0]))
      } == "h_0 has shape (1,), expected (2,)")
  }
}
