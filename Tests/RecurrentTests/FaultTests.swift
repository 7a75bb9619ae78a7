import Foundation
import Recurrent
import Testing

/// The networks and runs of `Reference/faults.py`.
enum FaultReference {
  static let fixtures = GoldenCase.read("faults.json", "fixtures")
  static let runs = GoldenCase.read("faults.json", "runs")

  static func fixture(_ name: String) throws -> GoldenCase {
    try #require(fixtures.first { $0.name == name }, "\(name)")
  }

  /// Both runs with the fixture's network, input and initial states.
  static func run(_ fault: Fault, _ fixture: GoldenCase) throws -> FaultRun {
    let network = try fixture.network(Float.self)
    return try FaultRun(
      fault, network: network, tape: fixture.rows("x").map { $0.map { Float($0) } },
      initial: fixture.states("h_0", "c_0", for: network))
  }
}

@Suite struct FaultTests {
  @Test(arguments: FaultReference.fixtures)
  func `Each mistake runs as its own equations have it in float64`(fixture: GoldenCase) throws {
    let runs = FaultReference.runs.filter { $0.fields["fixture"] as? String == fixture.name }
    #expect(!runs.isEmpty)
    for golden in runs {
      let fault = try golden.fault
      let run = try FaultReference.run(fault, fixture)
      let what = "\(fixture.name), \(fault.rawValue)"
      #expect(run.reference.count == run.faulty.count, "\(what)")
      expectStates(run.faulty, \.hidden, try golden.rows("h"), "\(what): h")
      expectStates(run.reference, \.hidden, try golden.rows("reference_h"), "\(what): right h")
      if golden.fields["c"] != nil {
        expectStates(run.faulty, { $0.cell ?? [] }, try golden.rows("c"), "\(what): c")
      }
      try expectDivergence(run.divergence, golden, what)
      try expectReadout(run.readout, golden, what)
    }
  }

  @Test(arguments: FaultReference.fixtures)
  func `A mistake applies exactly where there is a reference run of it`(fixture: GoldenCase) throws
  {
    let shape = try fixture.shape
    let named = try FaultReference.runs.filter { $0.fields["fixture"] as? String == fixture.name }
      .map { try $0.fault }
    #expect(Set(Fault.allCases.filter { $0.applies(to: shape) }) == Set(named))
  }

  @Test func `Every mistake changes at least one of the fixtures`() throws {
    let seen = try Set(
      FaultReference.runs.filter { $0.fields["divergence"] is [String: Any] }.map { try $0.fault })
    #expect(seen == Set(Fault.allCases))
  }

  @Test(arguments: FaultReference.fixtures.filter { $0.fields["hidden_size"] as? Int != 1 })
  func `No two mistakes look alike in a network of several units`(fixture: GoldenCase) throws {
    let shape = try fixture.shape
    let runs = try Fault.allCases.filter { $0.applies(to: shape) }.map {
      try FaultReference.run($0, fixture)
    }
    for (index, run) in runs.enumerated() {
      for other in runs[..<index] where run.faulty.count == other.faulty.count {
        let pairs = zip(run.faulty.states, other.faulty.states)
        let isLikeSized = run.faulty.states.count == other.faulty.states.count
        let gap = pairs.map { ($0 - $1).magnitude }.max() ?? 0
        #expect(!isLikeSized || gap >= 1e-3, "\(run.fault.rawValue), \(other.fault.rawValue)")
      }
    }
  }

  @Test func `A mistake that cannot be made with a network changes nothing`() throws {
    let gru = try FaultReference.fixture("gru")
    let run = try FaultReference.run(.forgetPolarity, gru)
    #expect(run.divergence == nil)
    #expect(run.reference == run.faulty)
  }

  @Test func `A right run that is there already gives the same comparison`() throws {
    let fixture = try FaultReference.fixture("lstm-both-directions")
    let network = try fixture.network(Float.self)
    for fault in Fault.allCases {
      let run = try FaultReference.run(fault, fixture)
      let right = try Trace(
        network, tape: fixture.rows("x").map { $0.map { Float($0) } },
        initial: fixture.states("h_0", "c_0", for: network))
      #expect(try FaultRun(fault, network: network, of: right) == run)
    }
  }

  @Test func `What was written over a state is not taken for a mistake`() throws {
    let network = try FaultReference.fixture("lstm").network(Float.self)
    let tape: [[Float]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    let written = Trace(
      try Experiment(
        network, tape: tape,
        interventions: [Intervention(t: 2, part: .cell, unit: 1, value: 3)]))
    #expect(
      try FaultRun(.noOutputTanh, network: network, of: written)
        == FaultRun(.noOutputTanh, network: network, tape: tape))
  }

  @Test func `Two runs of NaN are the same and NaN differs from every number`() throws {
    let network = try FaultReference.fixture("rnn-tanh").network(Float.self)
    let right = try Trace(network, tape: [[1, 0, 0], [0, 1, 0]])
    let broken = try Trace(network, tape: [[1, 0, 0], [0, .nan, 0]])
    let infinite = try Trace(network, tape: [[1, 0, 0], [0, .infinity, 0]])
    #expect(Divergence(between: broken, and: broken) == nil)
    #expect(Divergence(between: infinite, and: infinite) == nil)
    for other in [broken, infinite] {
      let divergence = try #require(Divergence(between: right, and: other))
      #expect(divergence.t == 2)
      #expect(divergence.signal == .preactivation(.candidate))
      #expect(!divergence.found.isFinite)
    }
  }

  @Test(arguments: CellKind.allCases, [1, 3])
  func `No mistake stops at weights that are no numbers`(kind: CellKind, units: Int) throws {
    for (layers, isBidirectional) in [(1, false), (2, false), (2, true)] {
      let shape = NetworkShape(
        kind, inputSize: 2, hiddenSize: units, layerCount: layers,
        isBidirectional: isBidirectional)
      for value in [Float.nan, .infinity, -1e30, 0.5] {
        var network = try Network<Float>(shape)
        for (name, shape, values) in network.parameters {
          try network.set(name, shape: shape, values: values.map { _ in value })
        }
        for fault in Fault.allCases where fault.applies(to: shape) {
          for tape: [[Float]] in [[], [[1, -1]], [[1, 0], [0, 1], [.nan, 0]]] {
            let run = try FaultRun(fault, network: network, tape: tape)
            let padding = fault == .unmaskedPadding ? FaultRun.paddingCount : 0
            #expect(run.faulty.count == tape.count + padding)
            #expect(run.reference.count == run.faulty.count)
          }
        }
      }
    }
  }

  @Test func `A tape of another width is refused`() throws {
    let network = try FaultReference.fixture("lstm").network(Float.self)
    #expect(throws: ShapeError.self) {
      try FaultRun(.tanhGates, network: network, tape: [[1, 2]])
    }
  }

  @Test(arguments: Fault.allCases)
  func `The wrong code is not the right code`(fault: Fault) {
    #expect(fault.code.wrong != fault.code.right)
    for lines in [fault.code.wrong, fault.code.right] {
      #expect((1...3).contains(lines.count))
      #expect(lines.allSatisfy { $0.utf8.count <= 60 })
    }
  }
}

extension FaultTests {
  /// One number after another of every layer and direction, by timestep.
  private func expectStates(
    _ trace: Trace<Float>, _ part: (Trace<Float>.LayerStep) -> [Float], _ expected: [[Double]],
    _ what: String
  ) {
    expectClose(
      trace.steps.flatMap { $0.layers.flatMap(part) }, expected.flatMap { $0 }, tolerance: 1e-5,
      what)
  }

  private func expectDivergence(
    _ divergence: Divergence?, _ golden: GoldenCase, _ what: String
  ) throws {
    guard let expected = golden.fields["divergence"] as? [String: Any] else {
      #expect(divergence == nil, "\(what)")
      return
    }
    let found = try #require(divergence, "\(what)")
    #expect(found.t == expected["t"] as? Int, "\(what)")
    #expect(found.layer == expected["layer"] as? Int, "\(what)")
    #expect(found.direction.rawValue == expected["direction"] as? String, "\(what)")
    #expect(
      found.signal == (expected["signal"] as? String).flatMap(Signal.init(column:)), "\(what)")
    #expect(found.unit == expected["unit"] as? Int, "\(what)")
    expectClose(
      [found.reference, found.found],
      [
        try #require(expected["reference"] as? Double), try #require(expected["found"] as? Double),
      ], tolerance: 1e-5, "\(what): first divergence")
  }

  private func expectReadout(
    _ readout: FaultRun.Reading?, _ golden: GoldenCase, _ what: String
  ) throws {
    guard let expected = golden.fields["readout"] as? [String: Any] else {
      #expect(readout == nil, "\(what)")
      return
    }
    let found = try #require(readout, "\(what)")
    expectClose(
      found.reference, try #require(expected["reference"] as? [Double]), tolerance: 1e-5, what)
    expectClose(found.found, try #require(expected["found"] as? [Double]), tolerance: 1e-5, what)
  }
}

extension GoldenCase {
  fileprivate var fault: Fault {
    get throws {
      try #require(Fault(rawValue: fields["fault"] as? String ?? ""), "\(fields["fault"] ?? "")")
    }
  }
}

extension Signal {
  /// The signal of a column of `faults.py`: `pre_i`, `i`, `c`, `tanh_c`, `h`, `recurrent_n`.
  fileprivate init?(column: String) {
    if column.hasPrefix("pre_"), let letter = column.last, let gate = Gate(letter: letter) {
      self = .preactivation(gate)
    } else if column == "tanh_c" {
      self = .squashedCell
    } else if let detail = Detail(rawValue: column) {
      self = .detail(detail)
    } else {
      self.init(symbol: column)
    }
  }
}

extension Trace<Float> {
  /// Every h and c, one after another.
  fileprivate var states: [Float] {
    steps.flatMap { $0.layers.flatMap { $0.hidden + ($0.cell ?? []) } }
  }
}
