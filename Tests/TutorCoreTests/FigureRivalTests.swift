import Cells
import Console
import CourseModel
import Languages
import Recurrent
import Study
import TestSupport
import Testing

@testable import TutorCore
import Views

/// A figure beside another lab.
@Suite struct FigureRivalTests {
  /// A plain cell with one input, of six steps.
  private static let plain = LabPreset(
    id: "plain", title: Localized(english: "Plain RNN", chinese: "普通 RNN"), cell: "rnn-tanh",
    hiddenSize: 1,
    inputs: [LabPreset.Input(name: "x", meaning: Localized(english: "noise", chinese: "噪声"))],
    weights: ["h": LabFixtures.gate([[1]], [[2]], [0])], initialHidden: [0], initialCell: [],
    tape: [[3], [-0.2], [-0.4], [0.1], [0.3], [-0.6]])

  private func figure(steps: Int? = nil) -> LabFigure {
    LabFigure(
      preset: "latch", show: ["d", "w", "f", "c"], steps: steps, compare: "other",
      location: CourseModel.SourceLocation(file: "lesson.md"))
  }

  private func state(_ rival: LabPreset, steps: Int? = nil, at t: Int = 0) throws -> FigureState {
    var state = try #require(
      FigureState(figure(steps: steps), preset: LabFixtures.latch, rival: rival))
    for _ in 0..<t { _ = state.handle(.right) }
    return state
  }

  private func picture(
    _ state: FigureState, width: Int, language: Language = .english
  ) -> Canvas {
    var canvas = Canvas(size: Size(rows: state.rows(width: width), columns: width))
    state.draw(in: canvas.bounds, on: &canvas, language: language, isFocused: true)
    return canvas
  }

  private func row(_ label: String, of state: FigureState) -> [String] {
    picture(state, width: 76).plainText.split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix(label) }
  }

  @Test(arguments: [58, 76, 116], Language.allCases)
  func `The other lab stands below the figure`(width: Int, language: Language) throws {
    for (name, rival) in [("same", LabFixtures.counter), ("own", Self.plain)] {
      let state = try state(rival, at: 5)
      let picture = picture(state, width: width, language: language)
      let golden = "figure-beside-\(name)-\(width)-\(language.rawValue)"
      #expect(differenceFromGolden(goldenText(picture), golden) == nil)
    }
  }

  @Test func `A lab with as many inputs reads the figure's tape`() throws {
    var borrowed = LabFixtures.counter
    borrowed.tape = LabFixtures.latch.tape
    let trace = try LabRun(borrowed).trace
    for t in 1...12 {
      let state = try state(LabFixtures.counter, at: t)
      let rows = row("c cell", of: state)
      let number = LabNumber.text(Double(try #require(trace.steps[t - 1].layers[0].cell)[0]))
      #expect(rows.count == 2)
      #expect(rows[1].contains(" \(number) "), "\(number) at step \(t)")
    }
  }

  @Test func `A lab with other inputs reads its own tape, and a shorter one ends`() throws {
    let trace = try LabRun(Self.plain).trace
    for t in 1...6 {
      let state = try state(Self.plain, at: t)
      let hidden = LabNumber.text(Double(trace.steps[t - 1].layers[0].hidden[0]))
      #expect(row("h hidden", of: state)[0].contains(" \(hidden) "), "step \(t)")
      let input = LabNumber.text(Self.plain.tape[t - 1][0])
      #expect(row("x noise", of: state)[0].contains(" \(input) "), "step \(t)")
    }
    let state = try state(Self.plain, at: 7)
    let beyond = row("h hidden", of: state)[0]
    #expect(!beyond.contains("."))
    #expect(beyond.contains("█"))
  }

  @Test func `What the other lab computes later is not shown`() throws {
    let (same, own) = (try state(LabFixtures.counter), try state(Self.plain))
    #expect(row("c cell", of: same) == ["c cell", "c cell"])
    #expect(row("h hidden", of: own) == ["h hidden"])
  }

  @Test func `Both states have one scale, and neither makes the other flat`() throws {
    // The counter goes to −1.45 where the latch stays within 1.
    let state = try state(LabFixtures.counter)
    #expect(max(state.stateRange.high, -state.stateRange.low) == 2)
    #expect(state.range(of: .cell) == state.stateRange)
    var wild = LabFixtures.counter
    wild.weights["f"] = LabFixtures.gate([[0, 0]], [[0]], [20])
    wild.initialCell = [1e6]
    let limited = try self.state(wild)
    #expect(limited.stateRange.high == 4)
  }

  @Test func `A lab that cannot run is left out`() throws {
    var broken = LabFixtures.counter
    broken.weights["f"] = LabFixtures.gate([[0]], [[0]], [10])
    let state = try state(broken, at: 2)
    let alone = try #require(FigureState(figure(), preset: LabFixtures.latch))
    #expect(state.rival == nil)
    #expect(state.rows(width: 76) == alone.rows(width: 76))
  }

  @Test func `As many steps are compared as the figure has`() throws {
    let state = try state(LabFixtures.counter, steps: 4)
    #expect(state.rival?.model.count == 4)
  }

  @Test(arguments: Language.allCases)
  func `Line by line it is told behind the figure's own numbers`(language: Language) throws {
    let lines = try #require(
      PlainLab.figureLines(
        figure(steps: 7), preset: LabFixtures.latch, rival: Self.plain, language: language))
    if language == .english {
      #expect(lines[1] == "Beside it, on its own input: Plain RNN")
      #expect(
        lines[2] == "  t = 1: d = 1, w = 1, f = 0.00005, c = 0.99986; beside it x = 3, h = 0.995")
    } else {
      #expect(lines[1] == "对照（它自己的输入）：普通 RNN")
      #expect(lines[2] == "  t = 1: d = 1, w = 1, f = 0.00005, c = 0.99986；对照 x = 3, h = 0.995")
    }
    // The shorter tape has nothing to say of step 7.
    let last = try #require(lines.last { $0.contains("t = 7") })
    #expect(!last.contains(language == .english ? "beside" : "对照"))
  }
}
