import Cells
import Console
import CourseModel
import Languages
import TestSupport
import Testing

@testable import TutorCore

@Suite struct LabFigureTests {
  private func figure(
    show: [String] = [], steps: Int? = nil, ask: LabFigure.Task? = nil
  ) -> LabFigure {
    LabFigure(
      preset: "latch", show: show, steps: steps, ask: ask,
      location: CourseModel.SourceLocation(file: "lesson.md"))
  }

  private static let flip = LabFigure.Task(
    text: "Step until the stored bit flips. What is the sign of c there?",
    condition: LabFigure.Condition(symbol: "c", unit: 0, comparison: .less, value: -0.9))

  /// Presses keys that must all be the figure's own.
  private func press(_ script: String, _ state: inout FigureState) throws {
    for key in try KeyNotation.parse(script) {
      let isHandled = state.handle(key)
      #expect(isHandled, "\(key)")
    }
  }

  private func picture(
    _ state: FigureState, width: Int, language: Language = .english, isFocused: Bool = true
  ) -> Canvas {
    let rows = state.rows(width: width)
    var canvas = Canvas(size: Size(rows: rows, columns: width))
    state.draw(in: canvas.bounds, on: &canvas, language: language, isFocused: isFocused)
    return canvas
  }

  private func expectGolden(
    _ canvas: Canvas, _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    if let difference = differenceFromGolden(goldenText(canvas), name) {
      Issue.record("\(difference)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [58, 76, 116], Language.allCases)
  func `A figure that asks is solved by stepping to the flip`(
    width: Int, language: Language
  ) throws {
    let figure = figure(show: ["d", "w", "f", "i", "c"], steps: 6, ask: Self.flip)
    var state = try #require(FigureState(figure, preset: LabFixtures.latch))
    let name = "figure-flip-\(width)-\(language.rawValue)"
    expectGolden(
      picture(state, width: width, language: language, isFocused: false), name + "-start")
    #expect(!state.isSolved)
    try press("<right><right><right>", &state)
    #expect(state.isSolved && state.holds)
    expectGolden(picture(state, width: width, language: language), name + "-found")
  }

  @Test func `A number beside the one that is asked for is not printed as the same`() {
    #expect(FigureView.told(0.9404, beside: 0.94) == "0.9404")
    #expect(FigureView.told(0.94004, beside: 0.94) == "0.94004")
    #expect(FigureView.told(-0.94004, beside: -0.94) == "−0.94004")
    #expect(FigureView.told(0.94, beside: 0.94) == "0.94")
    #expect(FigureView.told(0.5, beside: 0.94) == "0.5")
  }

  @Test func `What was found stays found`() throws {
    var state = try #require(
      FigureState(figure(steps: 12, ask: Self.flip), preset: LabFixtures.latch))
    try press("<end>", &state)
    // The bit has flipped back by then.
    #expect(!state.holds && !state.isSolved)
    #expect(goldenText(picture(state, width: 58)).contains("step back with ←"))
    try press("<home>", &state)
    #expect(!state.holds)
    #expect(!state.isPassed)
    try press("lll", &state)
    #expect(state.holds && state.isSolved)
    try press("<left>", &state)
    #expect(!state.holds && state.isSolved)
  }

  @Test func `A figure shows the engine's numbers and follows its weights`() throws {
    var state = try #require(FigureState(figure(), preset: LabFixtures.latch))
    #expect(state.isSolved)
    _ = state.handle(.right)
    _ = state.handle(.right)
    let before = picture(state, width: 76).plainText
    #expect(before.contains("f forget   0.99995"))
    #expect(before.contains("c cell     0.99977"))

    var edited = LabFixtures.latch
    edited.weights["f"] = LabFixtures.gate([[0, -20]], [[0]], [0])
    var other = try #require(FigureState(figure(), preset: edited))
    _ = other.handle(.right)
    _ = other.handle(.right)
    #expect(picture(other, width: 76).plainText.contains("f forget     0.500"))
  }

  @Test func `What is asked for is not shown before it is found`() throws {
    var state = try #require(
      FigureState(figure(show: ["d", "c"], steps: 6, ask: Self.flip), preset: LabFixtures.latch))
    func cellRows() -> String {
      let lines = picture(state, width: 76).plainText.split(
        separator: "\n", omittingEmptySubsequences: false)
      return lines[4...5].joined(separator: "\n")
    }
    #expect(cellRows() == "c cell\n")
    try press("<right><right>", &state)
    #expect(cellRows() == "c cell     0.99977  █ █\n")
    try press("<right>", &state)
    #expect(cellRows() == "c cell    −0.99982  █ █\n                        █")
  }

  @Test func `What was found on another day needs no finding`() throws {
    let state = try #require(
      FigureState(
        figure(show: ["c"], steps: 6, ask: Self.flip), preset: LabFixtures.latch, isSolved: true))
    #expect(state.isSolved)
    #expect(picture(state, width: 76).plainText.contains("✓"))
    // The future stays hidden all the same.
    #expect(picture(state, width: 76).plainText.contains("c cell\n"))
  }

  @Test(arguments: [58, 76, 116])
  func `A figure about h says what h does`(width: Int) throws {
    let ask = LabFigure.Task(
      text: "Step until the hidden state shows the stored bit. What does the cell do at that step?",
      condition: LabFigure.Condition(symbol: "h", unit: 0, comparison: .greater, value: 0.7))
    let figure = LabFigure(
      preset: "read-port", show: ["d", "w", "r", "o", "c", "h"], steps: 6, ask: ask,
      location: CourseModel.SourceLocation(file: "lesson.md"))
    var state = try #require(FigureState(figure, preset: LabFixtures.readPort))
    try press("llll", &state)
    #expect(state.holds)
    for language in Language.allCases {
      let text = picture(state, width: width, language: language).plainText
      let sentence = language == .english ? "The output gate is open: h shows" : "输出门开着：h 显示"
      #expect(text.contains(sentence))
    }
  }

  @Test(arguments: ["latch", "counter", "read-port"], Language.allCases)
  func `A figure and its task fit a small window`(name: String, language: Language) throws {
    let preset = try #require(LabFixtures.course.lab(name))
    let ask = LabFigure.Task(
      text: "The first 1 made the cell positive. Step to the 1 that turns it negative. Which value "
        + "of h made the candidate negative?",
      condition: LabFigure.Condition(symbol: "c", unit: 0, comparison: .less, value: -0.9))
    let figure = LabFigure(
      preset: name, show: ["f", "i", "o", "g", "c", "h"], steps: 6, ask: ask,
      location: CourseModel.SourceLocation(file: "lesson.md"))
    var state = try #require(FigureState(figure, preset: preset))
    #expect(state.rows(width: 58) <= 16)
    try press("lll", &state)
    let lines = picture(state, width: 58, language: language).plainText.split(
      separator: "\n", omittingEmptySubsequences: false)
    // What is said of the task stands right under it.
    #expect(lines[1].hasPrefix("? The first 1"))
    #expect(lines[4].contains("c"))
    #expect(lines[4].hasPrefix("  "))
  }

  @Test func `Keys that do not step are left to the page`() throws {
    var state = try #require(FigureState(figure(), preset: LabFixtures.latch))
    for key in [Key.up, .down, .character("j"), .enter, .escape, .tab, .character(" ")] {
      let isHandled = state.handle(key)
      #expect(!isHandled)
    }
    // At the ends the key is swallowed.
    try press("<left>", &state)
    #expect(state.stepper.t == 0)
  }

  @Test func `A preset that cannot run makes no figure`() {
    var broken = LabFixtures.latch
    broken.weights["f"] = LabFixtures.gate([[0]], [[0]], [10])
    #expect(FigureState(figure(), preset: broken) == nil)
    var other = LabFixtures.latch
    other.cell = "grue"
    #expect(FigureState(figure(), preset: other) == nil)
  }

  @Test func `The height does not depend on the step`() throws {
    var state = try #require(
      FigureState(figure(steps: 6, ask: Self.flip), preset: LabFixtures.latch))
    let rows = state.rows(width: 60)
    for _ in 0...6 {
      var canvas = Canvas(size: Size(rows: rows + 2, columns: 60))
      state.draw(in: canvas.bounds, on: &canvas, language: .english, isFocused: true)
      let lines = canvas.plainText.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.suffix(2).allSatisfy { $0.isEmpty })
      _ = state.handle(.right)
    }
  }

  @Test(arguments: [0, 1, 2, 7, 18, 19, 20, 33])
  func `Any rectangle is drawn without leaving it`(columns: Int) throws {
    var state = try #require(
      FigureState(figure(steps: 6, ask: Self.flip), preset: LabFixtures.latch))
    for _ in 0..<4 {
      for rows in [0, 1, 2, 5, 30] {
        let blank = Canvas(size: Size(rows: 34, columns: 40))
        var canvas = blank
        let rect = Rect(row: 2, column: 3, rows: rows, columns: columns)
        state.draw(in: rect, on: &canvas, language: .chinese, isFocused: false)
        for row in 0..<34 {
          for column in 0..<40
          where !(rect.rowRange.contains(row) && rect.columnRange.contains(column)) {
            let point = Point(row: row, column: column)
            #expect(canvas[point] == blank[point])
          }
        }
      }
      _ = state.handle(.right)
    }
  }
}
