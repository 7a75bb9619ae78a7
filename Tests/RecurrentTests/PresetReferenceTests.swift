import Recurrent
import Testing

@Suite struct PresetReferenceTests {
  static let names = ["latch", "read-port", "counter", "toggle", "accumulator"]

  @Test(arguments: names)
  func `Every value of every step agrees with float64, in Double to 1e-12`(name: String) throws {
    try expectAgreement(name, as: Double.self, tolerance: 1e-12)
  }

  @Test(arguments: names)
  func `Every value of every step agrees with float64, in Float to 1e-6`(name: String) throws {
    try expectAgreement(name, as: Float.self, tolerance: 1e-6)
  }

  @Test func `A bit survives 1000 noisy steps and fades only as σ(10) to the 1000th power`() throws
  {
    let reference = try ReferenceFile.read()
    let latch = try #require(reference.presets["latch"]).weights
    let run = reference.latch_under_noise
    let tape = [[1, 1]] + run.noise.map { [$0, 0] }
    let exact = try Trace(latch.parameters(as: Double.self), doubles: tape)
    let fast = try Trace(latch.parameters(as: Float.self), doubles: tape)
    for (step, c) in run.c {
      let t = try #require(Int(step))
      expectClose([try #require(exact.value(.cell, at: t))], [c], tolerance: 1e-12, "c at \(t)")
      // f is rounded to 2⁻²⁵ once, and that error is raised to the power t.
      let drift = 1e-6 + Double(t) * 0x1p-25
      expectClose([try #require(fast.value(.cell, at: t))], [c], tolerance: drift, "c at \(t)")
    }
    let last = try #require(exact.value(.cell, at: 1001))
    #expect((0.95...0.96).contains(last))
  }

  @Test func `The counter reports balance exactly as often as its forget gate allows`() throws {
    let reference = try ReferenceFile.read()
    #expect(reference.balance.count == 24)
    for row in reference.balance {
      var weights = try #require(reference.presets["counter"]).weights
      weights.bias[1] = row.forget_bias  // rows i, f, g, o
      let tape = Array(repeating: [1.0, 0], count: row.n) + Array(repeating: [0, 1], count: row.n)
      let exact = try Trace(weights.parameters(as: Double.self), doubles: tape)
      let fast = try Trace(weights.parameters(as: Float.self), doubles: tape)
      let name = "b_f = \(row.forget_bias), n = \(row.n)"
      #expect(firesAt(exact) == row.fires_at, "\(name)")
      #expect(firesAt(fast) == row.fires_at, "\(name)")
      expectClose([exact.final[0].cell?[0] ?? .nan], [row.c], tolerance: 1e-12, name)
      // The sum climbs to n/2, and each of 2n additions rounds to 2⁻²⁴ of it.
      let rounding = 1e-6 + Double(row.n * row.n) * 0x1p-24
      expectClose([fast.final[0].cell?[0] ?? .nan], [row.c], tolerance: rounding, name)
      if row.forget_bias == 20 { #expect(row.fires_at == 2 * row.n) }
    }
  }

  @Test func `The toggle tells odd from even at 10 000 random bits without an error`() throws {
    let reference = try ReferenceFile.read()
    let toggle = try #require(reference.presets["toggle"]).weights
    let parameters = try toggle.parameters(as: Float.self)
    #expect(reference.parity.count == 20)
    for row in reference.parity {
      let bits = row.bits.map { $0 == "1" ? 1.0 : 0 }
      let trace = try Trace(parameters, doubles: bits.map { [$0] })
      var isOdd = false
      var errors = 0
      for (bit, h) in zip(bits, trace.series(.hidden)) {
        if bit == 1 { isOdd.toggle() }
        if (h > 0.3) != isOdd { errors += 1 }
      }
      #expect(errors == row.errors)
      #expect(errors == 0)
      expectClose([trace.final[0].cell?[0] ?? .nan], [row.c], tolerance: 1e-5, "c")
    }
  }

  @Test func `The read port shows the stored bit at the step that reads it and at no other`() throws
  {
    let reference = try ReferenceFile.read()
    let port = try #require(reference.presets["read-port"]).weights
    let run = reference.silent_until_read
    let exact = try Trace(port.parameters(as: Double.self), doubles: run.tape)
    expectClose(exact.series(.cell), run.c, tolerance: 1e-12, "c")
    expectClose(exact.series(.hidden), try #require(run.h), tolerance: 1e-12, "h")
    let fast = try Trace(port.parameters(as: Float.self), doubles: run.tape)
    let shown = fast.series(.hidden).indices.filter { abs(fast.series(.hidden)[$0]) > 0.001 }
    #expect(shown == [51])
  }

  @Test func `The accumulator reads the running sum and forgets it at a reset`() throws {
    let reference = try ReferenceFile.read()
    let accumulator = try #require(reference.presets["accumulator"]).weights
    let run = reference.running_sum
    let exact = try Trace(accumulator.parameters(as: Double.self), doubles: run.tape)
    expectClose(exact.series(.cell), run.c, tolerance: 1e-12, "c")
    let fast = try Trace(accumulator.parameters(as: Float.self), doubles: run.tape)
    expectClose(fast.series(.cell), run.c, tolerance: 1e-5, "c")
    for (x, c) in zip(run.tape, exact.series(.cell)) where x[1] == 1 { #expect(abs(c) < 1e-3) }
  }

  private func expectAgreement<Scalar: RealScalar>(
    _ name: String, as type: Scalar.Type, tolerance: Double
  ) throws {
    let preset = try #require(try ReferenceFile.read().presets[name])
    let trace = try Trace(preset.weights.parameters(as: type), doubles: preset.tape)
    #expect(trace.count == 12)
    var signals: [String: Signal] = ["c": .cell, "tanh_c": .squashedCell, "h": .hidden]
    for gate in CellKind.lstm.gates {
      signals["pre_\(gate.letter)"] = .preactivation(gate)
      signals["\(gate.letter)"] = .gate(gate)
    }
    for (column, signal) in signals {
      let expected = try preset.steps.map { try #require($0[column]) }
      expectClose(trace.series(signal), expected, tolerance: tolerance, "\(name): \(column)")
    }
  }

  /// The first step behind the first one at which |h| < tanh ¼.
  private func firesAt<Scalar: RealScalar>(_ trace: Trace<Scalar>) -> Int? {
    trace.series(.hidden).firstIndex { abs($0) < 0.244919 }.map { $0 + 1 }
  }
}
