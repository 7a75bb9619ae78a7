@testable import Recurrent
import Testing

@Suite struct BackwardTraceTests {
  private typealias Run = (network: Network<Double>, trace: Trace<Double>)

  @Test(arguments: ExperimentTests.shapes)
  func `Every number that flows is that of the gradient engine`(shape: NetworkShape) throws {
    let (network, trace) = try Experiment.random(shape).doubleTrace()
    let back = BackwardTrace(network, trace)
    #expect(back.isComplete)
    #expect(back.firstKnown == 1)
    let expected = try network.gradients(
      of: trace, outputs: Self.outputs(shape, trace.count) { _ in 1 })
    try Self.expectSame(back, expected, network, trace)
    let sums = LastHiddenGradients(network, trace)
    for t in 1...trace.count {
      let last = try shape.directions.map {
        try #require(back.step(t: t, layer: shape.layerCount - 1, direction: $0))
      }
      #expect(last.flatMap(\.hidden) == sums.hidden[t - 1])
      if let cell = sums.cell { #expect(last.flatMap { $0.cell ?? [] } == cell[t - 1]) }
    }
  }

  @Test(arguments: ExperimentTests.shapes)
  func `One unit of the last h or c can be the target`(shape: NetworkShape) throws {
    let (network, trace) = try Experiment.random(shape).doubleTrace()
    for unit in 0..<shape.outputSize {
      try Self.expectSame(
        BackwardTrace(network, trace, target: .hidden(unit: unit)),
        network.gradients(
          of: trace, outputs: Self.outputs(shape, trace.count) { $0 == unit ? 1 : 0 }),
        network, trace)
    }
    guard shape.cell.hasCellState else {
      let nothing = BackwardTrace(network, trace, target: .cell(unit: 0))
      #expect(nothing.step(t: 1)?.hidden.allSatisfy { $0 == 0 } == true)
      return
    }
    // The forward direction ends at T, where the target is.
    var end = network.zeroStates.map {
      CellState(hidden: $0.hidden.map { _ in 0 }, cell: $0.cell.map { $0.map { _ in 0 } })
    }
    end[shape.index(layer: shape.layerCount - 1, direction: .forward)].cell?[1] = 1
    try Self.expectSame(
      BackwardTrace(network, trace, target: .cell(unit: 1)),
      network.gradients(
        of: trace, outputs: Self.outputs(shape, trace.count) { _ in 0 }, final: end),
      network, trace)
    guard shape.isBidirectional else { return }
    let reverse = BackwardTrace(network, trace, target: .cell(unit: shape.hiddenSize))
    let top = shape.layerCount - 1
    #expect(reverse.step(t: trace.count, layer: top, direction: .reverse)?.arriving?[0] == 1)
    #expect(reverse.step(t: trace.count - 1, layer: top, direction: .reverse)?.cell?[0] == 0)
  }

  @Test(arguments: ExperimentTests.shapes)
  func `It can be filled in piece by piece from the end`(shape: NetworkShape) throws {
    let (network, trace) = try Experiment.random(shape).doubleTrace()
    let whole = BackwardTrace(network, trace)
    for work in [1, 90, 2000] {
      var back = BackwardTrace(network, trace, work: 0)
      #expect(back.firstKnown == trace.count + 1)
      #expect(back.step(t: trace.count, layer: shape.layerCount - 1) == nil)
      #expect(back.initial() == nil)
      while back.advance(work: work) {
        for t in back.firstKnown..<(trace.count + 1) {
          #expect(back.step(t: t) == whole.step(t: t))
        }
      }
      #expect(back.isComplete)
      #expect(back.firstKnown == 1)
      for index in 0..<shape.stateCount {
        let (layer, direction) = index.quotientAndRemainder(dividingBy: shape.directions.count)
        for t in 0...(trace.count + 1) {
          #expect(
            back.step(t: t, layer: layer, direction: shape.directions[direction])
              == whole.step(t: t, layer: layer, direction: shape.directions[direction]))
        }
      }
    }
    #expect(whole.step(t: 0) == nil)
    #expect(whole.step(t: trace.count + 1) == nil)
    #expect(whole.step(t: 1, layer: shape.layerCount) == nil)
  }

  /// Each gate's sum has an input of its own, which is 0 until it is nudged.
  @Test(arguments: CellKind.allCases.filter { $0 != .lstmLayerNorm })
  func `Every δ agrees with nudging that sum at that step`(kind: CellKind) throws {
    let (H, D) = (2, 2)
    let R = kind.gates.count * H
    let shape = NetworkShape(kind, inputSize: D + R, hiddenSize: H)
    var experiment = try Experiment.random(shape, steps: 5)
    for row in 0..<R {
      for column in 0..<R {
        experiment.network.layers[0][.weightIH][row, D + column] = row == column ? 1 : 0
      }
    }
    for t in experiment.tape.indices {
      experiment.tape[t].replaceSubrange(D..., with: [Float](repeating: 0, count: R))
    }
    let (network, trace) = try experiment.doubleTrace()
    let back = BackwardTrace(network, trace)
    for t in 1...5 {
      let step = try #require(back.step(t: t))
      let delta = kind.gates.flatMap { step.deltas[$0] }
      for row in 0..<R {
        let losses = try [1e-5, -1e-5].map { change in
          var tape = trace.steps.map(\.input)
          tape[t - 1][D + row] += change
          return try Trace(network, tape: tape, initial: trace.initial).final[0].hidden
            .reduce(0, +)
        }
        let numeric = (losses[0] - losses[1]) / 2e-5
        #expect(abs(delta[row] - numeric) < 1e-8, "row \(row) at \(t)")
      }
    }
  }

  @Test func `δ of the GRUs can be substituted by hand`() throws {
    for kind in [CellKind.gru, .gruV1] {
      let shape = NetworkShape(kind, inputSize: 2, hiddenSize: 3)
      let (network, trace) = try Experiment.random(shape).doubleTrace()
      let step = try #require(BackwardTrace(network, trace).step(t: 4))
      let values = trace.steps[3].layers[0].values
      let h = trace.steps[2].layers[0].hidden
      let (r, product) = (values.activations[.reset], values.details[.recurrentNew] ?? [])
      let reset = try #require(step.resetGradient)
      for unit in 0..<3 {
        let delta =
          kind == .gru
          ? step.deltas[.new][unit] * product[unit] : reset[unit] * h[unit]
        #expect(abs(step.deltas[.reset][unit] - delta * r[unit] * (1 - r[unit])) < 1e-14)
        if kind == .gru { #expect(reset[unit] == step.deltas[.new][unit] * r[unit]) }
      }
    }
  }

  @Test func `An empty tape has nothing to carry back`() throws {
    let network = try Network<Float>(NetworkShape(.lstm, inputSize: 1, hiddenSize: 1))
    var back = BackwardTrace(network, try Trace(network, tape: []))
    #expect(back.isComplete)
    let isMore = back.advance(work: 5)
    #expect(!isMore)
    #expect(back.step(t: 1) == nil)
  }

  private static func outputs(
    _ shape: NetworkShape, _ T: Int, last: (Int) -> Double
  ) -> [[Double]] {
    (1...T).map { t in (0..<shape.outputSize).map { t == T ? last($0) : 0 } }
  }

  private static func expectSame(
    _ back: BackwardTrace<Double>, _ expected: Gradients<Double>, _ network: Network<Double>,
    _ trace: Trace<Double>, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let shape = network.shape
    for index in 0..<shape.stateCount {
      let (layer, place) = index.quotientAndRemainder(dividingBy: shape.directions.count)
      let direction = shape.directions[place]
      let steps = try (1...trace.count).map {
        try #require(back.step(t: $0, layer: layer, direction: direction))
      }
      expectEqual(
        steps.flatMap(\.hidden), expected.states[index].flatMap(\.hidden), sourceLocation)
      expectEqual(
        steps.flatMap { $0.cell ?? [] }, expected.states[index].flatMap { $0.cell ?? [] },
        sourceLocation)
      // What a step passes on is what the one before it receives.
      let inOrder = direction == .forward ? steps : steps.reversed()
      for (early, late) in zip(inOrder, inOrder.dropFirst()) {
        expectEqual(early.arriving ?? [], late.previousCell ?? [], sourceLocation)
      }
      let first = try #require(inOrder.first)
      expectEqual(first.previousHidden, expected.initial[index].hidden, sourceLocation)
      if let cell = first.previousCell {
        expectEqual(cell, expected.initial[index].cell ?? [], sourceLocation)
      }
      #expect(back.initial(layer: layer, direction: direction)?.hidden == first.previousHidden)
      // δ summed over time is the gradient of the bias, whatever stands between it and x.
      for gate in shape.cell.gates {
        let sums = (0..<shape.hiddenSize).map { unit in
          steps.reduce(0) { $0 + $1.deltas[gate][unit] }
        }
        let row = network.layers[index].row(gate, unit: 0)
        let bias = expected.weights.layers[index][.biasIH].values
        expectEqual(sums, Array(bias[row..<(row + shape.hiddenSize)]), sourceLocation)
      }
    }
    for t in 1...trace.count {
      let inputs = shape.directions.compactMap { back.step(t: t, direction: $0)?.input }
      expectEqual(
        inputs.dropFirst().reduce(inputs[0], ⊕), expected.inputs[t - 1], sourceLocation)
    }
  }

  private static func expectEqual(
    _ a: [Double], _ b: [Double], _ sourceLocation: SourceLocation
  ) {
    #expect(
      a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) },
      sourceLocation: sourceLocation)
  }
}
