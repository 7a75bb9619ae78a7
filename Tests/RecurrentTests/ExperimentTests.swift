@testable import Recurrent
import Testing

@Suite struct ExperimentTests {
  static let shapes =
    CellKind.allCases.map { NetworkShape($0, inputSize: 2, hiddenSize: 3) }
    + CellKind.allCases.map { NetworkShape($0, inputSize: 2, hiddenSize: 3, layerCount: 2) }
    + CellKind.allCases.map {
      NetworkShape($0, inputSize: 2, hiddenSize: 2, layerCount: 2, isBidirectional: true)
    }
    + [
      NetworkShape(.lstm, inputSize: 2, hiddenSize: 3, layerCount: 2, projectionSize: 2),
      NetworkShape(.lstm, inputSize: 2, hiddenSize: 3, isBidirectional: true, projectionSize: 2),
    ]

  @Test(arguments: shapes)
  func `A run in pieces of any size is the trace, to the last bit`(shape: NetworkShape) throws {
    let experiment = try Experiment.random(shape)
    let whole = try Trace(
      experiment.network, tape: experiment.tape, initial: experiment.initial)
    for work in [1, 100, 1000, .max] {
      var run = ExperimentRun(experiment)
      var calls = 1
      var known = 0
      while run.advance(work: work) {
        #expect(run.knownCount >= known)
        known = run.knownCount
        if !shape.isBidirectional {
          #expect(run.trace.steps == Array(whole.steps[..<known]))
        }
        calls += 1
      }
      #expect(run.isComplete)
      #expect(run.knownCount == whole.count)
      #expect(run.trace == whole)
      let isMore = run.advance(work: work)
      #expect(!isMore)
      if work == 1 { #expect(calls == whole.count * shape.stateCount) }
      if work == .max { #expect(calls == 1) }
    }
  }

  @Test(arguments: shapes.filter { !$0.isBidirectional })
  func `After a written state the run is one that starts there`(shape: NetworkShape) throws {
    var experiment = try Experiment.random(shape)
    let plain = Trace(experiment)
    for index in 0..<shape.stateCount {
      experiment.interventions += [
        Intervention(t: 3, index: index, part: .cell, unit: 1, value: 5),
        Intervention(t: 3, index: index, part: .cell, unit: 1, value: 0.75),
        Intervention(t: 3, index: index, part: .hidden, unit: 0, value: -0.5),
      ]
    }
    let changed = Trace(experiment)
    #expect(changed.steps[..<2] == plain.steps[..<2])
    for layer in changed.steps[2].layers {
      #expect(layer.hidden[0] == -0.5)
      #expect(layer.values.written.hidden == [0])
      if let cell = layer.cell {
        #expect(cell[1] == 0.75)
        #expect(layer.values.written.cell == [1])
      } else {
        #expect(layer.values.written.cell == [])
      }
    }
    let rest = try Trace(
      experiment.network, tape: Array(experiment.tape[3...]),
      initial: changed.steps[2].layers.map(\.values.state))
    #expect(changed.steps[3...] == rest.steps[...])
    #expect(changed.steps[3].output != plain.steps[3].output)
  }

  @Test func `A written c shows in the same step wherever c is seen`() throws {
    func step(_ kind: CellKind, _ part: Intervention.Part) throws -> (
      plain: CellStep<Float>, changed: CellStep<Float>
    ) {
      var experiment = try Experiment.random(NetworkShape(kind, inputSize: 2, hiddenSize: 3))
      let plain = Trace(experiment).steps[1].layers[0].values
      experiment.interventions = [Intervention(t: 2, part: part, unit: 1, value: 0.5)]
      return (plain, Trace(experiment).steps[1].layers[0].values)
    }
    for kind in CellKind.allCases where kind.hasCellState {
      let (plain, changed) = try step(kind, .cell)
      let (c, o) = (changed.state.cell ?? [], changed.activations[.output])
      #expect(c[1] == 0.5)
      #expect([c[0], c[2]] == plain.state.cell.map { [$0[0], $0[2]] })
      #expect(changed.state.hidden[1] != plain.state.hidden[1])
      #expect((o == plain.activations[.output]) == (kind != .lstmPeephole))
      // Normalisation of c shows one unit to all others.
      #expect((changed.state.hidden[0] == plain.state.hidden[0]) == (kind != .lstmLayerNorm))
      if kind != .sLSTM, kind != .lstmLayerNorm, kind != .lstm1997 {
        #expect(changed.state.hidden[1] == o[1] * Float.hyperbolicTangent(0.5))
      }
    }
    for kind in CellKind.allCases {
      let (plain, changed) = try step(kind, .hidden)
      #expect(changed.state.hidden == [plain.state.hidden[0], 0.5, plain.state.hidden[2]])
      #expect(changed.state.cell == plain.state.cell)
      #expect(changed.activations == plain.activations)
    }
    let (plain, changed) = try step(.gru, .cell)
    #expect(plain == changed)
  }

  @Test(arguments: shapes)
  func `Recomputing from the first difference is computing everything`(
    shape: NetworkShape
  ) throws {
    let old = try Experiment.random(shape)
    let oldTrace = Trace(old)
    var edits: [Experiment] = [old]
    func edit(_ body: (inout Experiment) -> Void) {
      var new = old
      body(&new)
      edits.append(new)
    }
    edit { $0.tape[4][1] += 1 }
    edit { $0.tape.append([1, -1]) }
    edit { $0.tape.removeLast(2) }
    edit { $0.initial[0].hidden[0] = 0.25 }
    edit { $0.network.layers[0][.weightIH].values[0] = 2 }
    edit { $0.interventions = [Intervention(t: 5, part: .hidden, unit: 1, value: 9)] }
    edit {
      $0.tape[1][0] = 3
      $0.interventions = [Intervention(t: 7, part: .cell, unit: 0, value: 1)]
    }
    let expected =
      shape.isBidirectional ? [8, 1, 1, 1, 1, 1, 1, 1] : [8, 5, 8, 6, 1, 1, 5, 2]
    #expect(edits.map { $0.firstDifference(from: old) } == expected)
    for new in edits {
      let first = new.firstDifference(from: old)
      var run = ExperimentRun(new, over: oldTrace, from: first)
      #expect(run.isComplete == (first == new.tape.count + 1))
      #expect(run.trace.steps == Array(oldTrace.steps.prefix(new.tape.count)))
      while run.advance(work: 40) {}
      #expect(run.trace == Trace(new))
    }
  }

  @Test func `An intervention taken back is a difference, an idle one is none`() throws {
    let plain = try Experiment.random(NetworkShape(.gru, inputSize: 2, hiddenSize: 2))
    var written = plain
    written.interventions = [
      Intervention(t: 2, part: .hidden, unit: 0, value: 1),
      Intervention(t: 4, part: .hidden, unit: 0, value: 1),
    ]
    #expect(plain.firstDifference(from: written) == 2)
    var other = written
    other.interventions[1].value = 2
    #expect(other.firstDifference(from: written) == 4)
    other.interventions[0].value = 3
    #expect(other.firstDifference(from: written) == 2)
    other.interventions.append(written.interventions[0])
    #expect(other.firstDifference(from: written) == 4)
    other = plain
    other.interventions = [
      Intervention(t: 0, part: .hidden, unit: 0, value: 1),
      Intervention(t: 9, part: .hidden, unit: 0, value: 1),
      Intervention(t: 2, index: 1, part: .hidden, unit: 0, value: 1),
      Intervention(t: 2, part: .hidden, unit: -1, value: 1),
      Intervention(t: 2, part: .hidden, unit: 2, value: 1),
      Intervention(t: 2, part: .cell, unit: 0, value: 1),
    ]
    #expect(Trace(other) == Trace(plain))
  }

  @Test func `An empty tape is complete, a wrong width is refused`() throws {
    let network = try Network<Float>(NetworkShape(.lstm, inputSize: 2, hiddenSize: 1))
    var run = ExperimentRun(try Experiment(network, tape: []))
    #expect(run.isComplete)
    let isMore = run.advance(work: 1)
    #expect(!isMore)
    #expect(run.trace.count == 0)
    #expect(throws: ShapeError.self) { try Experiment(network, tape: [[1]]) }
    #expect(throws: ShapeError.self) { try Experiment(network, tape: [], initial: []) }
    let other = Trace(try Experiment.random(NetworkShape(.gru, inputSize: 2, hiddenSize: 1)))
    run = ExperimentRun(try Experiment(network, tape: [[1, 2]]), over: other, from: 2)
    #expect(run.trace.count == 0)
  }

  @Test(arguments: [Float.nan, .infinity, 1e30])
  func `Whatever is written goes on from there`(value: Float) throws {
    var experiment = try Experiment.random(NetworkShape(.lstm, inputSize: 2, hiddenSize: 2))
    experiment.interventions = [Intervention(t: 2, part: .cell, unit: 0, value: value)]
    let trace = Trace(experiment)
    #expect(trace.steps[1].layers[0].hidden[0].isNaN == value.isNaN)
    #expect(trace.steps[6].output.allSatisfy { $0.isNaN } == value.isNaN)
  }

  @Test func `A gradient ends where a number was written over`() throws {
    for kind in CellKind.allCases {
      var experiment = try Experiment.random(NetworkShape(kind, inputSize: 2, hiddenSize: 2))
      for unit in 0..<2 {
        for part in Intervention.Part.allCases where part == .hidden || kind.hasCellState {
          experiment.interventions.append(
            Intervention(t: 4, part: part, unit: unit, value: 0.5))
        }
      }
      func gradients() throws -> Gradients<Float> {
        try experiment.network.gradients(
          of: Trace(experiment), outputs: experiment.tape.map { _ in [0, 0] },
          final: [CellState(hidden: [1, 1])])
      }
      let all = try gradients()
      // Only n and m of an sLSTM still connect the two halves.
      if kind != .sLSTM { #expect(all.inputs[..<4].joined().allSatisfy { $0 == 0 }) }
      #expect(all.inputs[4...].joined().contains { $0 != 0 })
      #expect(all.states[0][3].hidden != [0, 0])

      experiment.interventions.removeAll { $0.unit == 1 }
      let half = try gradients()
      let nudge: Float = 0.02
      for t in [1, 3, 5] {
        var sums: [Float] = []
        for change in [nudge, -nudge] {
          var nudged = experiment
          nudged.tape[t][0] += change
          sums.append(Trace(nudged).final[0].hidden.reduce(0, +))
        }
        let numeric = (sums[0] - sums[1]) / (2 * nudge)
        // A kink of ReLU may lie within the nudge.
        let tolerance: Float = kind == .rnnReLU ? 0.1 : 2e-3
        #expect(abs(half.inputs[t][0] - numeric) < tolerance, "\(kind.rawValue) at \(t)")
      }
    }
  }
}
