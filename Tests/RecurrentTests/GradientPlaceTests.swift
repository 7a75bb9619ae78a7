@testable import Recurrent
import Testing

/// The gradient through time of each layer in each direction, held against backpropagation.
@Suite struct GradientPlaceTests {
  private static let shapes =
    CellKind.allCases.map {
      NetworkShape($0, inputSize: 2, hiddenSize: 2, layerCount: 2, isBidirectional: true)
    } + [
      NetworkShape(.lstm, inputSize: 2, hiddenSize: 3, layerCount: 3),
      NetworkShape(
        .lstm, inputSize: 2, hiddenSize: 4, layerCount: 2, isBidirectional: true,
        projectionSize: 3),
    ]

  @Test(arguments: shapes)
  func `Every layer and direction has the gradients of backpropagation`(
    shape: NetworkShape
  ) throws {
    let (network, trace) = try Experiment.random(shape, steps: 6).doubleTrace()
    for index in 0..<shape.stateCount {
      let isReverse = shape.directions[index % shape.directions.count] == .reverse
      let walk = Array(GradientWalk(network, trace, index: index))
      #expect(walk.map(\.t) == (isReverse ? Array(1...7) : (0...6).reversed()))
      let expected = try Self.norms(network, trace, index)
      for flow in walk {
        let (hidden, cell) = expected[flow.t]
        #expect(abs(flow.hiddenNorm - hidden) <= 1e-10 * max(1, hidden), "\(index), t \(flow.t)")
        guard let norm = flow.cellNorm else { continue }
        #expect(abs(norm - cell) <= 1e-10 * max(1, cell), "\(index), t \(flow.t)")
      }
    }
  }

  @Test(arguments: shapes)
  func `The lanes walk back through every layer and direction`(shape: NetworkShape) throws {
    let experiment = try Experiment.random(shape, steps: 6)
    let trace = Trace(experiment)
    for index in 0..<shape.stateCount {
      var fill = GradientFill(experiment.network, trace, index: index)
      var flows: [GradientFlow<Float>] = []
      while case let piece = fill.advance(work: 1), !piece.isEmpty { flows += piece }
      #expect(fill.isComplete)
      let walk = Array(GradientWalk(experiment.network, trace, index: index))
      #expect(flows.map(\.t) == walk.map(\.t))
      for (flow, expected) in zip(flows, walk) {
        func isNear(_ value: Float?, _ wanted: Float?) -> Bool {
          guard let value, let wanted else { return value == nil && wanted == nil }
          return abs(value - wanted) <= 1e-3 * max(wanted, 1e-3)
        }
        #expect(isNear(flow.hiddenNorm, expected.hiddenNorm), "\(index), t \(flow.t)")
        #expect(isNear(flow.cellNorm, expected.cellNorm), "\(index), t \(flow.t)")
        #expect(isNear(flow.directNorm, expected.directNorm), "\(index), t \(flow.t)")
      }
    }
  }

  /// ‖∂h/∂h_t‖ and ‖∂c/∂c_t‖ of the last step that a direction reads, from one backpropagation for
  /// each unit; by timestep, from 0 to T + 1.
  private static func norms(
    _ network: Network<Double>, _ trace: Trace<Double>, _ index: Int
  ) throws -> [(hidden: Double, cell: Double)] {
    let shape = network.shape
    let zero = CellState<Double>.zeroGradient(shape.layer(0))
    let outputs = trace.steps.map { _ in [Double](repeating: 0, count: shape.outputSize) }
    let isReverse = shape.directions[index % shape.directions.count] == .reverse
    var squares = [(hidden: Double, cell: Double)](repeating: (0, 0), count: trace.count + 2)
    func add(_ change: (inout CellState<Double>) -> Void, isCell: Bool) throws {
      var final = Array(repeating: zero, count: shape.stateCount)
      change(&final[index])
      let gradients = try network.gradients(of: trace, outputs: outputs, final: final)
      func add(_ state: CellState<Double>, at t: Int) {
        let values = isCell ? state.cell ?? [] : state.hidden
        let square = values.reduce(0) { $0 + $1 * $1 }
        if isCell { squares[t].cell += square } else { squares[t].hidden += square }
      }
      for t in 1...trace.count { add(gradients.states[index][t - 1], at: t) }
      add(gradients.initial[index], at: isReverse ? trace.count + 1 : 0)
    }
    for unit in 0..<shape.stateSize { try add({ $0.hidden[unit] = 1 }, isCell: false) }
    for unit in 0..<shape.hiddenSize where shape.cell.hasCellState {
      try add({ $0.cell?[unit] = 1 }, isCell: true)
    }
    return squares.map { ($0.hidden.squareRoot(), $0.cell.squareRoot()) }
  }
}
