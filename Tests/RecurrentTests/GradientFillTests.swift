@testable import Recurrent
import Testing

/// The lanes' walk back beside the reference's in Double.
@Suite struct GradientFillTests {
  static let shapes =
    ExperimentTests.shapes
    + CellKind.allCases.map { NetworkShape($0, inputSize: 2, hiddenSize: 9) }
    + [
      NetworkShape(.lstm, inputSize: 3, hiddenSize: 12, layerCount: 2, projectionSize: 5),
      NetworkShape(.gru, inputSize: 1, hiddenSize: 1, hasBias: false),
    ]

  @Test(arguments: shapes)
  func `Norms and their parts are the reference's`(shape: NetworkShape) throws {
    let experiment = try Experiment.random(shape, steps: 12)
    let (network, trace) = try experiment.doubleTrace()
    let flows = Self.fill(experiment)
    #expect(flows.map(\.t) == (0...12).reversed())
    var walk = Array(GradientWalk(network, trace))
    if shape.cell == .lstmLayerNorm {
      // Normalising two numbers divides by their deviation, which Float knows badly where it is
      // small.
      walk = GradientWalk(experiment.network, Trace(experiment)).map(\.widened)
    }
    for (flow, expected) in zip(flows, walk) {
      Self.expectNear(flow, expected, expected.cellNorm ?? expected.hiddenNorm)
    }
  }

  @Test(arguments: CellKind.allCases)
  func `Gradients end where a number was written over`(kind: CellKind) throws {
    var experiment = try Experiment.random(NetworkShape(kind, inputSize: 2, hiddenSize: 3))
    experiment.interventions = [
      Intervention(t: 3, part: .hidden, unit: 1, value: 0.25),
      Intervention(t: 5, part: .cell, unit: 2, value: -0.5),
      Intervention(t: 7, part: .hidden, unit: 0, value: 1),
    ]
    let trace = Trace(experiment)
    for (flow, expected) in zip(
      Self.fill(experiment), GradientWalk(experiment.network, trace))
    {
      Self.expectNear(
        flow, expected.widened, Double(expected.cellNorm ?? expected.hiddenNorm))
      if kind.hasCellState, flow.t < 5 { #expect(flow.direct?[2] == 0) }
      if [.gru, .minGRU].contains(kind), flow.t < 3 { #expect(flow.direct?[1] == 0) }
    }
  }

  @Test func `A cell that keeps h parts its curve too`() throws {
    for kind in [CellKind.gru, .gruV1, .minLSTM, .minGRU] {
      let experiment = try Experiment.random(NetworkShape(kind, inputSize: 2, hiddenSize: 3))
      let trace = Trace(experiment)
      for flow in GradientWalk(experiment.network, trace) {
        let kept = (0..<3).map { unit in
          trace.steps[flow.t...].reduce(Float(1)) { product, step in
            let values = step.layers[0].values
            return switch kind {
            case .minLSTM: product * (values.details[.normalizedForget] ?? [])[unit]
            case .minGRU: product * (1 - values.activations[.update][unit])
            default: product * values.activations[.update][unit]
            }
          }
        }
        let direct = try #require(flow.direct)
        #expect(zip(direct, kept).allSatisfy { abs($0 - $1) <= 1e-6 * $1 })
        let norm = kept.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(abs(try #require(flow.directNorm) - norm) <= 1e-6 * norm)
        #expect(flow.cellNorm == nil)
        let rest = try #require(flow.restNorm)
        // The gates of a minimal cell do not see h, so nothing else leads back.
        #expect((rest > 1e-6) == (kind.isRecurrentInGates && flow.t < trace.count))
      }
    }
    for kind in [CellKind.rnnTanh, .rnnReLU] {
      let experiment = try Experiment.random(NetworkShape(kind, inputSize: 2, hiddenSize: 3))
      #expect(Self.fill(experiment).allSatisfy { $0.direct == nil && $0.restNorm == nil })
      let walk = GradientWalk(experiment.network, Trace(experiment))
      #expect(Array(walk).allSatisfy { $0.direct == nil && $0.directNorm == nil })
    }
  }

  @Test(arguments: [1, 5000, Int.max])
  func `Pieces of any size give the same numbers`(work: Int) throws {
    let experiment = try Experiment.random(NetworkShape(.lstm, inputSize: 2, hiddenSize: 5))
    var fill = GradientFill(experiment.network, Trace(experiment))
    var flows: [GradientFlow<Float>] = []
    while case let piece = fill.advance(work: work), !piece.isEmpty {
      if work == 1 { #expect(piece.count == 1) }
      flows += piece
      #expect(fill.isComplete == (flows.count == 8))
    }
    #expect(flows == Self.fill(experiment))
    #expect(fill.advance(work: work).isEmpty)
  }

  @Test func `What vanishes is told down to 0, what explodes up to infinity`() throws {
    var experiment = try Experiment.random(
      NetworkShape(.rnnReLU, inputSize: 1, hiddenSize: 2), steps: 200)
    // h stays positive, so every step multiplies by the same matrix.
    experiment.network.layers[0][.biasIH].values = [1, 1]
    experiment.network.layers[0][.biasHH].values = [0, 0]
    experiment.network.layers[0][.weightIH].values = [0, 0]
    experiment.initial[0].hidden = [1, 1]
    for (factor, bound) in [(Float(0.25), Float(0)), (4, .infinity)] {
      experiment.network.layers[0][.weightHH].values = [factor, 0, 0, factor]
      // The gradient does not ask where h came from, so that h itself may stay finite.
      var trace = Trace(experiment)
      for t in trace.steps.indices {
        trace.steps[t].layers[0].values.activations[.candidate] = [1, 1]
      }
      for flow in FillSequence(experiment.network, trace) {
        let exponent = Double(200 - flow.t) * (factor < 1 ? -2 : 2)
        let power = Double(sign: .plus, exponent: Int(exponent), significand: 1)
        let expected = Float(2.0.squareRoot() * power)
        #expect(flow.hiddenNorm == expected, "at \(flow.t)")
        if flow.t < 100 { #expect(flow.hiddenNorm == bound) }
      }
    }
    // A gate of 0 and one that is not a number
    var network = try Network<Float>(NetworkShape(.lstm, inputSize: 1, hiddenSize: 1))
    network.layers[0].setBias(.forget, to: -200)
    var fill = GradientFill(network, try Trace(network, tape: [[1], [1], [1]]))
    #expect(fill.advance(work: .max).map { $0.cellNorm } == [1, 0, 0, 0])
    network.layers[0].setBias(.forget, to: .nan)
    fill = GradientFill(network, try Trace(network, tape: [[1], [1]]))
    #expect(fill.advance(work: .max).last?.cellNorm?.isNaN == true)
  }

  @Test func `An empty tape has the identity`() throws {
    let network = try Network<Float>(NetworkShape(.lstm, inputSize: 1, hiddenSize: 4))
    let flows = Self.fill(try Experiment(network, tape: []))
    #expect(flows.map(\.hiddenNorm) == [2])
    #expect(flows.map(\.cellNorm) == [2])
    #expect(flows.map(\.restNorm) == [0])
  }

  static func fill(_ experiment: Experiment) -> [GradientFlow<Float>] {
    Array(FillSequence(experiment.network, Trace(experiment)))
  }

  private static func expectNear(
    _ flow: GradientFlow<Float>, _ expected: GradientFlow<Double>, _ size: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    func near(_ value: Float?, _ wanted: Double?, atLeast size: Double = 1e-20) -> Bool {
      guard let value, let wanted else { return value == nil && wanted == nil }
      return abs(Double(value) - wanted) <= 1e-4 * max(wanted, size)
    }
    #expect(near(flow.hiddenNorm, expected.hiddenNorm), sourceLocation: sourceLocation)
    #expect(near(flow.cellNorm, expected.cellNorm), sourceLocation: sourceLocation)
    #expect(near(flow.directNorm, expected.directNorm), sourceLocation: sourceLocation)
    // The rest is a difference, of which no more is known than of what it is a difference of.
    #expect(
      near(flow.restNorm, expected.restNorm, atLeast: size / 100), sourceLocation: sourceLocation)
    #expect(flow.cellJacobian == nil, sourceLocation: sourceLocation)
    #expect(flow.direct?.count == expected.direct?.count, sourceLocation: sourceLocation)
  }
}

/// All of a ``GradientFill``, step by step.
private struct FillSequence: Sequence, IteratorProtocol {
  private var fill: GradientFill

  init(_ network: Network<Float>, _ trace: Trace<Float>) {
    fill = GradientFill(network, trace)
  }

  mutating func next() -> GradientFlow<Float>? { fill.advance(work: 0).first }
}

extension GradientFlow<Float> {
  fileprivate var widened: GradientFlow<Double> {
    GradientFlow<Double>(
      t: t, hiddenNorm: Double(hiddenNorm), cellNorm: cellNorm.map { Double($0) },
      cellJacobian: nil, direct: direct.map { $0.map { Double($0) } },
      directNorm: directNorm.map { Double($0) }, restNorm: restNorm.map { Double($0) })
  }
}
