import Cells
import CourseModel
import Languages
import Phrases
@testable import Recurrent
import Study
import Testing
import Views

@testable import TutorCore

/// A network with weights drawn by lot, with everything that a kind of cell may have.
struct FlowRun: CustomTestStringConvertible, Sendable {
  var shape: NetworkShape
  /// Deep networks have cells enough with one.
  var seeds: ClosedRange<Int> { shape.layerCount == 1 ? 1...2 : 3...3 }
  var testDescription: String { "\(shape)" }

  static let all: [FlowRun] =
    CellKind.allCases.flatMap { kind -> [FlowRun] in
      [(1, false), (2, false), (2, true)].map { layers, isBidirectional in
        FlowRun(
          shape: NetworkShape(
            kind, inputSize: 2, hiddenSize: 2, layerCount: layers, isBidirectional: isBidirectional)
        )
      }
    } + [
      FlowRun(shape: NetworkShape(.lstm, inputSize: 1, hiddenSize: 3, projectionSize: 2)),
      FlowRun(shape: NetworkShape(.gru, inputSize: 2, hiddenSize: 2, hasBias: false)),
    ]

  /// - Parameter scale: of the weights
  func model(seed: UInt64 = 7, scale: Double = 1.5, count: Int = 4) throws -> LabModel {
    var random = SeededRandom(seed: seed)
    var network = try Network<Float>(shape)
    for index in network.layers.indices {
      for name in ParameterName.allCases where !network.layers[index][name].values.isEmpty {
        network.layers[index][name].values = network.layers[index][name].values.map { _ in
          Float((random.uniform() * 2 - 1) * scale)
        }
      }
    }
    let tape = (0..<count).map { _ in
      (0..<shape.inputSize).map { _ in Float(random.uniform() * 2 - 1) }
    }
    let own = OwnNetwork(name: "own", network: network, tape: tape)
    let trace = try Trace(network, tape: tape)
    return LabModel(own.description, run: LabRun(network: network, trace: trace))
  }

  var sites: [Site] {
    (0..<shape.layerCount).flatMap { layer in
      shape.directions.flatMap { direction in
        (0..<shape.hiddenSize).map { Site(layer: layer, direction: direction, unit: $0) }
      }
    }
  }
}

@Suite struct FlowTruthTests {
  /// Half a unit of the last digit of a printed number.
  private func tolerance(_ text: String) -> Double {
    let parts = text.split(separator: "e")
    let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
    let power = parts.dropFirst().first.flatMap { LabNumber.value(of: String($0)) }
    let exponent = Int(power ?? 0)
    let places = exponent - decimals
    let unit = (0..<abs(places)).reduce(1.0) { unit, _ in places < 0 ? unit / 10 : unit * 10 }
    return unit * 0.500001
  }

  /// Reads a line such as `δo = … = 0.31·0.76 = 0.24` and computes it again.
  ///
  /// - Returns: whether there was something to compute
  private func check(_ working: Working, limit: Int = .max) -> Bool {
    let line = working.line(.english, limit: limit).plainText
    let isExact = !line.contains(" ≈ ")
    let parts = line.split(separator: isExact ? " = " : " ≈ ").map(String.init)
    guard let result = parts.last, parts.count > 1 else {
      Issue.record("'\(line)' is no equation")
      return false
    }
    let before =
      isExact ? parts[parts.count - 2] : String(parts[0].split(separator: " = ").last ?? "")
    guard let computed = PrintedFormula.value(of: before) else {
      // Symbols alone: nothing was computed.
      #expect(working.dot == nil, "'\(line)' cannot be read")
      return false
    }
    guard let printed = LabNumber.value(of: result) else {
      Issue.record("'\(line)' has no result")
      return false
    }
    if computed.isFinite, printed.isFinite {
      let isTrue = abs(computed - printed) <= tolerance(result)
      #expect(isTrue == isExact, "\(line): \(computed)")
      // A rounded factor may be off, but not by much.
      #expect(
        abs(computed - printed) <= 0.2 * max(abs(printed), 0.5),
        "\(line): \(computed)")
    }
    return true
  }

  @Test(arguments: FlowRun.all)
  func `Every equation on the way here holds as it is printed`(run: FlowRun) throws {
    var count = 0
    for seed in run.seeds {
      let model = try run.model(seed: UInt64(seed), scale: Double(seed * seed))
      for site in run.sites {
        for t in 1...model.count {
          for substep in model.kind.substeps {
            let account = try #require(SubstepAccount(model.probe(site), t: t, substep))
            for working in account.workings {
              if check(working) { count += 1 }
              for part in working.dot?.parts ?? [] where check(part) { count += 1 }
              if working.dot != nil { _ = check(working, limit: 1) }
            }
            #expect(!account.workings.isEmpty)
            for language in Language.allCases where t == 1 {
              #expect(account.lines(language).allSatisfy { !$0.isEmpty })
            }
          }
        }
      }
    }
    #expect(count > run.seeds.count * run.sites.count * 4)
  }

  @Test(arguments: FlowRun.all)
  func `Every equation on the way back holds as it is printed`(run: FlowRun) throws {
    var count = 0
    for seed in run.seeds {
      let model = try run.model(seed: UInt64(seed), scale: Double(seed))
      let back = BackwardTrace(model.run.network, model.trace)
      for site in run.sites {
        for t in 1...model.count {
          for substep in model.kind.backwardSubsteps {
            let account = try #require(BackwardAccount(model.probe(site), t: t, substep, back))
            for working in account.workings(.english) {
              if check(working) { count += 1 }
              if working.dot != nil { _ = check(working, limit: 1) }
            }
            #expect(!account.words.english.isEmpty)
          }
        }
      }
    }
    #expect(count > run.seeds.count * run.sites.count * 4)
  }

  /// The last number of a printed equation.
  private func printed(_ working: Working) throws -> Double {
    let text = working.line(.english).plainText
    let last = try #require(text.split(separator: " ").last)
    return try #require(LabNumber.value(of: String(last)))
  }

  private func expectPrinted(
    _ number: Double, _ value: Float, _ what: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(
      abs(number - Double(value)) <= (abs(value) < 1e-8 ? 0.051 : 0.0051) * abs(Double(value)),
      "\(what): \(number) is not \(value)", sourceLocation: sourceLocation)
  }

  @Test(arguments: FlowRun.all)
  func `What is printed on the way back is what the gradient engine says`(run: FlowRun) throws {
    let model = try run.model()
    let network = model.run.network
    let back = BackwardTrace(network, model.trace)
    var outputs = model.trace.steps.map { $0.output.map { _ in Float(0) } }
    outputs[model.count - 1] = outputs[model.count - 1].map { _ in 1 }
    let expected = try network.gradients(of: model.trace, outputs: outputs)
    for site in run.sites {
      let probe = model.probe(site)
      var bias: [Gate: Double] = [:]
      for t in 1...model.count {
        let states = expected.states[probe.index][t - 1]
        for substep in model.kind.backwardSubsteps {
          let account = try #require(BackwardAccount(probe, t: t, substep, back))
          let workings = account.workings(.english)
          switch substep {
          case .arrive:
            guard site.unit < run.shape.layer(0).stateSize, let first = workings.first else {
              break
            }
            expectPrinted(try printed(first), states.hidden[site.unit], "δh at \(t)")
          case .cell:
            let cell = try #require(states.cell)
            expectPrinted(try printed(workings[0]), cell[site.unit], "δc at \(t)")
          case .delta(let gate):
            let delta = try printed(try #require(workings.last))
            bias[gate, default: 0] += delta
            let exact = try #require(account.step.deltas.vector(gate))[site.unit]
            expectPrinted(delta, exact, "δ\(gate.rawValue) at \(t)")
          case .previousHidden:
            guard let working = workings.first else { break }
            expectPrinted(
              try printed(working), account.step.previousHidden[site.unit], "δh₋ at \(t)")
            // What flows on is what arrives at the beginning.
            let isFirst = probe.timestep(before: t) == (site.direction == .forward ? 0 : 5)
            guard isFirst else { break }
            expectPrinted(
              try printed(working), expected.initial[probe.index].hidden[site.unit], "δh₀")
          case .previousCell:
            let cell = try #require(account.step.previousCell)
            expectPrinted(try printed(workings[0]), cell[site.unit], "δc₋ at \(t)")
          }
        }
      }
      // A bias gathers the δ of all steps.
      guard run.shape.hasBias else { continue }
      let weights = expected.weights.layers[probe.index]
      for (gate, sum) in bias {
        let exact = Double(weights[.biasIH].values[weights.row(gate, unit: site.unit)])
        #expect(
          abs(sum - exact) <= 0.02 * abs(exact) + 2e-3, "b of \(gate): \(sum) is not \(exact)")
      }
    }
  }

  @Test func `The largest terms of a long sum are shown, and what the others add up to`() throws {
    let run = FlowRun(shape: NetworkShape(.lstm, inputSize: 1, hiddenSize: 40))
    let model = try run.model(scale: 0.3)
    let account = try #require(
      SubstepAccount(model.probe(Site(unit: 3)), t: 3, .sum(.forget)))
    let working = try #require(account.workings.first)
    #expect(working.dot?.termCount == 42)
    let line = working.line(.english, limit: 5).plainText
    #expect(line.contains("(35 more: "))
    #expect(check(working, limit: 5))
    let lines = working.wrapped(to: 58, rows: 3, .english)
    #expect((1...3).contains(lines.count))
    // The largest product of h comes first.
    let recurrent = try #require(working.dot?.groups[1])
    let largest = try #require(recurrent.terms.max { abs($0.product) < abs($1.product) })
    let first = DotProduct(groups: [recurrent]).formula(limit: 1).line(.english).plainText
    #expect(
      first.hasPrefix(
        LabNumber.trimmed(largest.weight) + "·"), "\(first)")
  }

  @Test(arguments: [
    (0, "0"), (1, "1"), (-0.25, "−0.25"), (0.0112, "0.0112"), (-0.00112, "−0.00112"),
    (1.2e-7, "1.20e−7"), (-1.2e-7, "−1.20e−7"), (-1.26e-23, "−1.3e−23"), (9.999e-4, "1.00e−3"),
    (9.996e-6, "1.00e−5"), (1e-45, "1.0e−45"), (1e30, "1.0e30"), (.nan, "NaN"),
    (-.infinity, "−∞"), (0.09996, "0.1"), (0.099949, "0.0999"),
  ])
  func `Gradients keep the digits that count in eight cells`(value: Double, text: String) {
    #expect(LabNumber.gradient(value) == text)
    #expect(LabNumber.gradient(value).count <= LabNumber.width)
  }
}
