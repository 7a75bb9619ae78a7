import Cells
import CourseModel
import Languages
import Recurrent
import TestSupport
import Testing
import Views

@testable import TutorCore

/// What a lab asks and shows where it reads backwards, has been turned round, or stands behind its
/// end.
@Suite struct ReverseLabTests {
  private static func own(_ kind: CellKind = .lstm) throws -> OwnNetwork {
    var random = SeededRandom(seed: 5)
    var network = try Network<Float>(
      NetworkShape(kind, inputSize: 2, hiddenSize: 2, isBidirectional: true))
    for (name, shape, _) in network.parameters {
      try network.set(
        name, shape: shape,
        values: (0..<shape.elementCount).map { _ in Float(random.uniform(in: -1..<1)) })
    }
    return OwnNetwork(
      name: "own", network: network,
      tape: (0..<9).map { _ in (0..<2).map { _ in Float(random.uniform(in: -1..<1)) } })
  }

  private func reverse(_ t: Int, kind: CellKind = .lstm) throws -> Bench {
    var bench = try Bench(try Self.own(kind), opened: 0)
    bench.site = Site(direction: .reverse)
    bench.stepper.jump(to: t)
    bench.finish()
    return bench
  }

  @Test func `A reverse direction is asked in the order in which it reads`() throws {
    #expect(try reverse(0).timestep(after: 0) == 9)
    #expect(try reverse(9).timestep(after: 9) == 8)
    let last = try reverse(1)
    #expect(!last.isKnown(last.timestep(after: 1)))
    var forward = try reverse(4)
    forward.site = Site()
    #expect(forward.timestep(after: 4) == 5)
  }

  @Test(arguments: [Size(rows: 24, columns: 80), Size(rows: 20, columns: 60)], Language.allCases)
  func `A prediction shows what was read and nothing of what comes`(
    size: Size, language: Language
  ) throws {
    var player = LensFixtures.ownPlayer(
      try Self.own(), rows: size.rows, columns: size.columns)
    if language == .chinese { try player.press("L") }
    try player.press("]p")
    #expect(player.screen.contains(language == .english ? "Predict step 9" : "预测第 9 步"))
    for _ in 0..<3 { try player.press("1") }
    #expect(player.screen.contains(language == .english ? "Predict step 6" : "预测第 6 步"))
    let trace = try Trace(Self.own().network, tape: Self.own().tape)
    let next = trace.value(.cell, at: 6, direction: .reverse).map { LabNumber.text(Double($0)) }
    #expect(!player.screen.contains(try #require(next)))
    let name = "predict-reverse-\(size.columns)x\(size.rows)-\(language.rawValue)"
    #expect(differenceFromGolden(goldenText(player.canvas), name) == nil)
    for _ in 0..<6 { try player.press("1") }
    #expect(player.screen.contains(language == .english ? "The sequence is over" : "序列结束"))
  }

  @Test func `The answer is that of the direction`() throws {
    for t in [0, 9, 5, 2] {
      let bench = try reverse(t)
      let next = bench.timestep(after: t)
      let topic = try #require(PredictionTopic.all(bench).first)
      let value = try #require(
        bench.model.trace.value(.cell, at: next, direction: .reverse))
      #expect(topic.value(bench, t: next) == Double(value))
      #expect(topic.rightChoice(bench, t: next) == (value < 0 ? 0 : value > 0 ? 2 : 1))
    }
  }

  @Test(arguments: Language.allCases)
  func `Line by line it asks in reading order too`(language: Language) throws {
    var lab = try PlainLab(try Self.own())
    _ = lab.obey("layer 1 reverse", language)
    let asked = lab.obey("predict", language)?.lines.joined(separator: " ") ?? ""
    #expect(asked.contains(language == .english ? "Predict step 9." : "预测第 9 步。"))
    let next = lab.obey("1", language)?.lines.joined(separator: " ") ?? ""
    #expect(next.contains(language == .english ? "Predict step 8." : "预测第 8 步。"))
    _ = lab.obey("2", language)
    _ = lab.obey("predict", language)
    var over = ""
    for _ in 0..<9 { over = lab.obey("1", language)?.lines.joined(separator: " ") ?? "" }
    #expect(over.contains(language == .english ? "The sequence is over" : "序列结束"))
  }

  @Test(arguments: [CellKind.lstm, .gru, .rnnTanh])
  func `Turned round, the phase line marks what the way back makes known`(kind: CellKind) throws {
    var player = LensFixtures.ownPlayer(try Self.own(kind), rows: 24, columns: 80)
    try player.press("<right><right><right>B")
    let names = kind.backwardSubsteps.map { $0 == .arrive ? "δh" : kind.shortTitle(of: $0) }
    for name in names {
      let top = player.screen.split(separator: "\n").dropFirst(2).first ?? ""
      #expect(top.contains("[\(name)]"), "\(name) in \(top)")
      #expect(!top.contains("[show]"))
      try player.press(".")
    }
    try player.press("B")
    if kind == .lstm { #expect(player.screen.contains("[show]")) }
    #expect(!player.screen.contains("[δ"))
  }

  @Test func `The title counts the steps of the padding`() throws {
    var player = labPlayer("latch", step: 12)
    try player.press("x")
    let bench = try Bench(LabFixtures.latch, opened: 0)
    let faults = FaultBench(bench.model.trace.shape)
    let key = try #require(faults.key(of: .unmaskedPadding))
    try player.press(String(key))
    player.finishWork()
    #expect(player.screen.contains("t 12/12"))
    try player.press("<right><right>")
    #expect(player.screen.contains("t 12+2/12"))
    try player.press("<left>")
    #expect(player.screen.contains("t 12+1/12"))
    try player.press("<left><left>")
    #expect(player.screen.contains("t 11/12"))
  }
}
