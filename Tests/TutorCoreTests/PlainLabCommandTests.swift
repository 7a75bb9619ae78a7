import Cells
import CourseModel
import Languages
import Recurrent
import Study
import TestSupport
import Testing
import Views

@testable import TutorCore

/// Every command of the lab line by line.
@Suite struct PlainLabCommandTests {
  /// Every command at least once, mistakes among them.
  private static let commands = [
    "help", "2", ".", ".", ",", "3.7", "5.12", "where", "flow", "cell", "heat", "heat f", "heat q",
    "units h", "gradient", "n", "weights", "n 2", "convention keras", "convention caffe", "gates",
    "b 3", "b x", "last", "first", "backward", ".", ".", ".", "where", "n", "forward", "unit 2",
    "layer 2 reverse", "5", "set b_f 1", "n", "set W_f,1 2", "set w_i,w = 3", "set u_f,1 0.5",
    "set x d 0.7", "set w 0.5", "set c 0", "set h 0.3", "set p_o 1", "set b_f lots", "set",
    "changes", "where", "undo", "redo", "redo", "reset", "undo", "changes", "compare gru rnn-tanh",
    "n", "compare lstn", "compare", "compare off", "faults", "fault tanh-gate", "fault z-flipped",
    "fault tanh-gates", "n", "fault", "where", "fault off", "predict", "+", "maybe",
    "predict other",
    "yes", "predict other", "predict other", "predict other", "predict other", "0.9", "where",
    "predict off", "text hello", "tokens", "save keys", "heta", "s", "?", "",
  ]

  private static let paren: LabPreset = {
    var preset = LabFixtures.counter
    preset.id = "paren"
    preset.captions = [:]
    preset.text = TextCode(
      unit: .character, sample: Localized(english: "aab", chinese: "aab"),
      symbols: ["a": [1, 0], "b": [0, 1]], other: [0, 0])
    preset.tape = [[1, 0], [1, 0], [0, 1]]
    preset.readouts = [
      .init(
        name: Localized(english: "depth", chinese: "深度"), cell: [2],
        classes: [
          .init(below: 0.5, name: Localized(english: "even", chinese: "持平")),
          .init(name: Localized(english: "open", chinese: "未闭合")),
        ])
    ]
    return preset
  }()

  /// What was typed and what was said.
  private func transcript(
    _ lab: PlainLab, _ commands: [String], _ language: Language
  ) -> [String] {
    var lab = lab
    var lines = lab.opening(language)
    for command in commands {
      lines.append("> " + command)
      lines += lab.obey(command, language)?.lines ?? ["(left)"]
    }
    return lines
  }

  @Test(arguments: Language.allCases)
  func `Every command has its golden answer`(language: Language) throws {
    let lines = transcript(try PlainLab(LabFixtures.latch), Self.commands + ["q"], language)
    #expect(
      differenceFromGolden(
        lines.joined(separator: "\n") + "\n", "plain-lab-\(language.rawValue)") == nil)
    for line in lines { #expect(line.cellWidth <= 76, "\(line)") }
  }

  @Test(arguments: Language.allCases)
  func `A text is read, told by its tokens and asked about`(language: Language) throws {
    let commands = [
      "tokens", "n", "text", "text aabab xb", "tokens", "gates", "n", "changes", "predict", "open",
      "2", "undo", "predict off", "q",
    ]
    let lines = transcript(try PlainLab(Self.paren), commands, language)
    #expect(
      differenceFromGolden(
        lines.joined(separator: "\n") + "\n", "plain-lab-text-\(language.rawValue)") == nil)
  }

  private static func tape(_ D: Int, _ T: Int) -> [[Float]] {
    (0..<T).map { t in (0..<D).map { Float((t * 7 + $0 * 3) % 11) / 5 - 1 } }
  }

  private static func own(_ shape: NetworkShape, steps: Int) throws -> OwnNetwork {
    var random = SeededRandom(seed: 5)
    var network = try Network<Float>(shape)
    for (name, shape, _) in network.parameters {
      try network.set(
        name, shape: shape,
        values: (0..<shape.elementCount).map { _ in Float(random.uniform(in: -2..<2)) })
    }
    return OwnNetwork(name: "own", network: network, tape: tape(shape.inputSize, steps))
  }

  private func checkEveryCommand(_ own: OwnNetwork) throws {
    for language in Language.allCases {
      let more = [
        "layer 1 reverse", "unit all", "3", "gates", ".", "heat", "cell", "units", "weights",
        "gradient", "backward", ".", ".", ".", ".", ".", ".", ".", ".", ".", "forward", "set b_f 1",
        "set b 1", "set h 0.4", "set u_z,2 1", "set 1e30 c", "set c 1e30", "n", "set c 0", "n",
        "changes", "reset", "compare", "n", "compare off",
      ]
      let faults = Fault.allCases.flatMap { ["fault " + $0.rawValue, "n"] } + ["fault off"]
      let lines = transcript(
        try PlainLab(own), Self.commands + more + ["1"] + faults + ["first", "b", "last", "."],
        language)
      for line in lines { #expect(line.cellWidth <= 76, "\(line)") }
      #expect(!lines.contains("(left)"))
    }
  }

  @Test(arguments: CellKind.allCases)
  func `Every kind of cell takes every command`(kind: CellKind) throws {
    try checkEveryCommand(Self.own(NetworkShape(kind, inputSize: 2, hiddenSize: 2), steps: 12))
  }

  @Test func `Layers, directions and a projection take every command`() throws {
    try checkEveryCommand(
      Self.own(
        NetworkShape(
          .lstm, inputSize: 2, hiddenSize: 3, layerCount: 2, isBidirectional: true,
          projectionSize: 2), steps: 9))
    try checkEveryCommand(
      Self.own(
        NetworkShape(.gru, inputSize: 20, hiddenSize: 24, layerCount: 2, isBidirectional: true),
        steps: 30))
  }

  @Test func `A network without biases has none to change`() throws {
    var lab = try PlainLab(
      try Self.own(NetworkShape(.lstm, inputSize: 1, hiddenSize: 1, hasBias: false), steps: 3))
    let told = lab.obey("set b_f 1", .english)
    #expect(told?.lines.first == "There is no number called 'b_f' here.")
    try checkEveryCommand(
      try Self.own(NetworkShape(.lstm, inputSize: 1, hiddenSize: 1, hasBias: false), steps: 3))
  }

  /// The lines as one, with single spaces.
  private static func unwrapped(_ lines: [String]) -> String {
    lines.flatMap { $0.split(separator: " ") }.joined(separator: " ")
  }

  // MARK: Numbers

  @Test func `The table has the engine's numbers and hides what is to come`() throws {
    var lab = try PlainLab(LabFixtures.pair)
    let trace = try LabRun(LabFixtures.pair).trace
    _ = lab.obey("25", .english)
    let told = lab.obey("heat c", .english)
    let rows = try #require(told).lines.map { $0.split(separator: " ").map(String.init) }
    let header = try #require(rows.first { $0.first == "t" })
    #expect(header.dropFirst().map { Int($0) } == Array(16...25))
    for unit in 0..<2 {
      let row = try #require(rows.first { $0.first == "\(unit + 1)" && $0.count == 11 })
      for (cell, t) in zip(row.dropFirst(), 16...25) {
        let value = try #require(trace.value(.cell, at: t, unit: unit))
        let number = try #require(LabNumber.value(of: cell.filter { $0 != "*" }))
        #expect(abs(number - Double(value)) <= 0.005001)
        #expect(cell.hasSuffix("*") == (abs(value) > 2))
      }
    }
  }

  @Test func `The gradient is told as the engine has it`() throws {
    var lab = try PlainLab(LabFixtures.pair)
    let run = try LabRun(LabFixtures.pair)
    _ = lab.obey("36", .english)
    let told = lab.obey("gradient", .english)
    let lines = try #require(told).lines
    var seen = 0
    for flow in GradientWalk(run.network, run.trace) {
      let mark = flow.t == 36 ? ", here" : ""
      guard let line = lines.first(where: { $0.hasPrefix("t = \(flow.t)\(mark): c ") }) else {
        continue
      }
      let words = line.dropFirst("t = \(flow.t)\(mark): c ".count).split(separator: " ")
      let number = try #require(LabNumber.value(of: String(words[0])))
      let norm = Double(try #require(flow.cellNorm))
      #expect(abs(number - norm) <= 0.01 * norm)
      #expect(words[1].hasPrefix("(10^"))
      seen += 1
    }
    #expect(seen >= 11)
  }

  @Test func `The way back tells the engine's numbers`() throws {
    var lab = try PlainLab(LabFixtures.pair)
    let run = try LabRun(LabFixtures.pair)
    let backward = BackwardTrace(run.network, run.trace, work: .max)
    _ = lab.obey("39", .english)
    _ = lab.obey("backward", .english)
    let told = lab.obey(".", .english)
    let line = try #require(told?.lines.first { $0.hasPrefix("δo = ") })
    let number = try #require(
      LabNumber.value(of: String(line.split(separator: " ").last ?? "")))
    let step = try #require(backward.step(t: 39, layer: 0, direction: .forward))
    let delta = Double(step.deltas[.output][0])
    #expect(abs(number - delta) <= 0.01 * abs(delta))
  }

  @Test func `A change tells its difference, and undoing it takes that back`() throws {
    var lab = try PlainLab(LabFixtures.latch, at: LabReference(preset: "latch", step: 8))
    let before = lab.opening(.english).suffix(9)
    let told = lab.obey("set b_f 3", .english)
    let lines = try #require(told).lines
    #expect(lines[0] == "b_f: 10 → 3.")
    #expect(lines[1].contains("f is σ(b) = 0.953"))
    #expect(Self.unwrapped(lines).contains("half-life of 14.3 steps"))
    var preset = LabFixtures.latch
    preset.weights["f"]?.bias = [3]
    let changed = try #require(try LabRun(preset).trace.value(.cell, at: 8))
    #expect(lines.contains { $0.contains("→ \(LabNumber.trimmed(Double(changed))), Δ ") })
    _ = lab.obey("undo", .english)
    let again = lab.obey("8", .english)
    #expect(again?.lines.suffix(8) == before.suffix(8))
  }

  @Test func `A number that was written over is told as such`() throws {
    var lab = try PlainLab(LabFixtures.latch, at: LabReference(preset: "latch", step: 4))
    _ = lab.obey("set c 0.25", .english)
    let told = lab.obey("gates", .english)
    let lines = try #require(told).lines
    #expect(
      lines.contains("c₄ = 0.25: you wrote this number over the computed one."))
    #expect(!lines.contains { $0.hasPrefix("c₄ = f·c₃") })
  }

  @Test func `What is not finite is told as such`() throws {
    var preset = LabFixtures.latch
    preset.weights["g"]?.input = [[.nan, 0]]
    var lab = try PlainLab(preset)
    for command in ["3", "cell", "heat", "units", "gradient", "backward", "."] {
      let told = lab.obey(command, .english)
      let lines = try #require(told).lines
      #expect(lines.contains { $0.contains("NaN") }, "\(command)")
      for line in lines { #expect(line.cellWidth <= 76, "\(line)") }
    }
  }

  // MARK: Predictions and files

  @Test func `A guess is graded, the step is taken, and the score is kept`() throws {
    var lab = try PlainLab(LabFixtures.latch)
    _ = lab.obey("p", .english)
    let right = lab.obey("+", .english)
    #expect(right?.lines.first?.hasPrefix("✓ Right: c₁ = ") == true)
    #expect(right?.lines.contains("1 of 1 right.") == true)
    #expect(right?.lines.contains("Step 1 of 12.") == true)
    let wrong = lab.obey("负", .english)
    #expect(wrong?.lines.first?.hasPrefix("✗ You said negative; it is c₂ = ") == true)
    #expect(wrong?.lines.contains("1 of 2 right.") == true)
    // Commands go on working, and what is neither is said to be so.
    let jumped = lab.obey("first", .english)
    #expect(jumped?.lines.last?.hasPrefix("Answer with a number or a word: 1 negative") == true)
    let neither = lab.obey("perhaps", .english)
    #expect(neither?.lines.first == "'perhaps' is neither an answer nor a command.")
    _ = lab.obey("12", .english)
    let over = lab.obey("n", .english)
    #expect(over?.lines.first == "This is the last step. b goes back.")
  }

  @Test func `A run is handed over to be written, as trace writes it`() throws {
    var lab = try PlainLab(LabFixtures.latch)
    let trace = try LabRun(LabFixtures.latch).trace
    let csv = lab.obey("save csv", .english)
    #expect(csv?.effects == [.saveFile(name: "latch.csv", text: trace.csv(gradients: nil))])
    let json = lab.obey("save JSON out/run.json", .english)
    #expect(
      json?.effects == [.saveFile(name: "out/run.json", text: trace.json(gradients: nil))])
    let wrong = lab.obey("save xml", .english)
    #expect(wrong?.effects.isEmpty == true && wrong?.lines.count == 1)
  }

  @Test func `A lens is told whole once, then by what a step changes`() throws {
    var lab = try PlainLab(
      LabFixtures.latch, at: LabReference(preset: "latch", step: 2, lens: "gradient"))
    #expect(lab.opening(.english).contains { $0.hasPrefix("t = 12: ") })
    let step = lab.obey("n", .english)
    let lines = try #require(step).lines
    #expect(lines.contains { $0.hasPrefix("t = 3, here: ") })
    #expect(!lines.contains { $0.hasPrefix("t = 12: ") })
  }

  @Test func `The first difference of a mistake is that of the engine`() throws {
    let run = try LabRun(LabFixtures.pair)
    for fault in Fault.allCases where fault.applies(to: run.trace.shape) {
      var lab = try PlainLab(LabFixtures.pair)
      let told = lab.obey("fault \(fault.rawValue)", .english)
      let lines = try #require(told).lines
      let truth = try FaultRun(fault, network: run.network, of: run.trace)
      guard let place = truth.divergence else {
        #expect(lines.contains("This mistake changes nothing on this input."), "\(fault)")
        continue
      }
      let text = Self.unwrapped(lines)
      #expect(text.contains("First difference: step \(place.t), "), "\(fault)")
      #expect(
        text.contains("wrong \(LabNumber.text(Double(place.found)))")
          || text.contains("wrong \(place.found)".replacing("-", with: "−")), "\(fault)")
      for line in fault.code.wrong {
        #expect(text.contains(Self.unwrapped([line]).prefix(20)), "\(fault)")
      }
    }
  }
}
