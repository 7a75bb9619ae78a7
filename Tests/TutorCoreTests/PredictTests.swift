import Cells
import Console
import CourseModel
import Languages
import Study
import TestSupport
import Testing

@testable import TutorCore

@Suite struct PredictGoldenTests {
  struct Moment: CustomTestStringConvertible, Sendable {
    var name: String
    var question: String
    var keys = ""

    var testDescription: String { name }
  }

  static let moments = [
    Moment(name: "sign", question: "sign"),
    Moment(name: "sign-chosen", question: "sign", keys: "-H"),
    Moment(name: "sign-sure", question: "sign", keys: "-<enter>"),
    Moment(name: "sign-right", question: "sign", keys: "-<enter>3"),
    Moment(name: "sign-wrong", question: "sign", keys: "+<enter>3"),
    Moment(name: "value", question: "value", keys: "2.5"),
    Moment(name: "value-right", question: "value", keys: "3<enter>2"),
    Moment(name: "value-wrong", question: "value", keys: "1<enter>2"),
    Moment(name: "comparison", question: "comparison", keys: "n"),
    Moment(name: "comparison-right", question: "comparison", keys: "n<enter>1"),
    Moment(name: "comparison-wrong", question: "comparison", keys: "y<enter>1"),
    Moment(name: "gate-wrong", question: "gate", keys: "y<enter>1"),
    Moment(name: "pair", question: "pair"),
    Moment(name: "pair-wrong", question: "pair", keys: "0<enter>1"),
    Moment(name: "first", question: "first"),
  ]

  @Test(arguments: moments, Language.allCases)
  func `Every state of a prediction has its picture`(moment: Moment, language: Language) throws {
    for size in [Size(rows: 24, columns: 80), Size(rows: 20, columns: 60)] {
      var player = PredictCourse.player([moment.question, "choice"], language, size: size)
      try player.press(moment.keys)
      let name = "predict-\(moment.name)-\(size.columns)x\(size.rows)-\(language.rawValue)"
      #expect(differenceFromGolden(goldenText(player.canvas), name) == nil)
    }
  }

  @Test(arguments: moments)
  func `No size of window disturbs a prediction`(moment: Moment) throws {
    for (rows, columns) in [(1, 1), (5, 20), (20, 60), (21, 61), (200, 300)] {
      var player = PredictCourse.player(
        [moment.question, "choice"], .chinese, size: Size(rows: rows, columns: columns))
      try player.press(moment.keys)
      #expect(player.screen.split(separator: "\n").allSatisfy { $0.cellWidth <= columns })
    }
  }
}

@Suite struct PredictStories {
  private func lastRow(_ player: Player) -> String {
    String((player.screen.split(separator: "\n").last ?? "").drop { $0 == " " })
  }

  @Test func `Nothing of the next step is told before the answer`() throws {
    var player = PredictCourse.player(["value", "sign"])
    #expect(player.screen.contains("What will c₆ be?"))
    #expect(player.screen.contains("c₅ = 2.5"))
    for spoiler in ["3.000", "2.9999", "0.995", "c₆ ="] {
      #expect(!player.screen.contains(spoiler))
    }
    // The question how sure one is comes before the answer too.
    try player.press("3<enter>")
    #expect(!player.screen.contains("c₆ ="))
    try player.press("2")
    #expect(player.screen.contains("Right: c₆ = 3.000 ± 0.05"))
    #expect(player.screen.contains("c₆ = f·c₅ + i·g = 1.000·2.500 + 0.99995·0.500"))
    #expect(player.screen.contains("t  6/12"))
  }

  @Test(arguments: [
    ("-", Guess.sign(.negative)), ("0", .sign(.zero)), ("+", .sign(.positive)),
    ("−", .sign(.negative)), ("＋", .sign(.positive)), ("<right>", .sign(.negative)),
    ("<left>", .sign(.positive)), ("-<right><right><right>", .sign(.positive)),
    ("0<left><left>", .sign(.negative)), ("0y-n", .sign(.negative)),
  ])
  func `A sign is one key`(keys: String, expected: Guess) throws {
    let run = try #require(PredictionRun(PredictCourse.sign, labs: PredictCourse.course.labs))
    var form = PredictForm(run.prediction, run: run, draft: .none)
    #expect(form.response == .none && form.missing != nil && !form.isTyping)
    for key in try KeyNotation.parse(keys) { _ = form.handle(key) }
    #expect(form.response == .guess(expected))
    // Coming back to a skipped question finds the draft again.
    #expect(PredictForm(run.prediction, run: run, draft: form.response).response == form.response)
  }

  @Test(arguments: [("y", true), ("n", false), ("Ｙ", true), ("<right>", true), ("<left>", false)])
  func `Yes and no are one key`(keys: String, expected: Bool) throws {
    let run = try #require(
      PredictionRun(PredictCourse.comparison, labs: PredictCourse.course.labs))
    var form = PredictForm(run.prediction, run: run, draft: .none)
    for key in try KeyNotation.parse(keys) { _ = form.handle(key) }
    #expect(form.response == .guess(.holds(expected)))
    #expect(!form.takesPlus)
  }

  @Test func `A number is typed and refused like any other`() throws {
    var player = PredictCourse.player(["value", "sign"])
    try player.press("1,5<enter>")
    #expect(lastRow(player).contains("This comma can be read in two ways"))
    try player.press("<esc><esc>")
    #expect(lastRow(player).contains("Leave the quiz"))
  }

  @Test func `A plus sign is an answer, and F4 asks for more time`() throws {
    var player = PredictCourse.player(["sign", "value"])
    #expect(lastRow(player).contains("F4 time"))
    try player.press("+")
    #expect(!lastRow(player).contains("more seconds"))
    #expect(player.screen.contains("(●) + positive"))
    try player.press("<f4>")
    #expect(lastRow(player).contains("20 more seconds"))
    try player.press("S<tab>+")
    #expect(lastRow(player).contains("20 more seconds"))
  }

  @Test func `The clock stops with the answer and a late one counts as late`() throws {
    var player = PredictCourse.player(["sign", "value"])
    player.wait(milliseconds: 45_000)
    #expect(lastRow(player).hasPrefix("The time is over"))
    try player.press("-<enter>3")
    #expect(player.screen.contains("✓ Right · 0:45 of 0:40 · late"))
  }

  @Test func `Nothing chosen takes a second Enter`() throws {
    var player = PredictCourse.player(["sign", "value"])
    try player.press("<enter>")
    #expect(lastRow(player).hasPrefix("Nothing is chosen."))
    try player.press("<enter>")
    #expect(player.screen.contains("✗ Not answered"))
    #expect(player.screen.contains("Right: negative, c₅ = −0.9997"))
  }

  @Test func `The lab opens at the step that was predicted`() throws {
    var player = PredictCourse.player(["sign", "value"])
    try player.press("-<enter>3w")
    #expect(player.screen.contains("t  5/12"))
    try player.press("<esc>")
    #expect(player.screen.contains("✓ Right"))
  }

  @Test func `The end of the quiz names the right answer`() throws {
    var player = PredictCourse.player(["sign", "gate"])
    try player.press("+<enter>3<enter>n<enter>1<enter>")
    #expect(player.screen.contains("1 of 2 right"))
    #expect(player.screen.contains("You: positive"))
    #expect(player.screen.contains("Right: negative, c₅ = −0.9997"))
  }

  @Test func `A paused prediction hides its lab`() throws {
    var player = PredictCourse.player(["sign", "value"])
    try player.press("P")
    #expect(!player.screen.contains("c₄"))
  }
}

@Suite struct PlainPredictTests {
  private func run(
    _ questions: [String], _ lines: [String], _ language: Language = .english,
    asksAgain: Bool = true
  ) -> (session: QuizSession?, said: [String]) {
    var rest = lines
    var said: [String] = []
    var quiz = PlainQuiz(
      plan: QuizPlan(seed: 3), questions: questions.compactMap(PredictCourse.course.question),
      course: PredictCourse.course, language: language, asksAgain: asksAgain,
      readLine: { rest.isEmpty ? nil : rest.removeFirst() }, say: { said.append($0) },
      now: { 0 })
    return (quiz.run(), said)
  }

  @Test(arguments: Language.allCases)
  func `A prediction line by line has its golden text`(language: Language) throws {
    let (session, said) = run(
      ["sign", "value", "gate"], ["- @3", "1", language.choose("no", "否")], language)
    #expect(try #require(session).items.map(\.isCorrect) == [true, false, true])
    let text = said.joined(separator: "\n") + "\n"
    #expect(differenceFromGolden(text, "predict-plain-\(language.rawValue)") == nil)
    #expect(said.allSatisfy { $0.cellWidth <= 78 })
  }

  @Test(arguments: [
    ("sign", "up", "Type the sign", "+"), ("comparison", "maybe", "Type yes or no", "n"),
    ("value", "1,5", "This comma can be read in two ways", "3"),
    ("value", "many", "This is no number", "3"),
  ])
  func `A line that is no answer is asked for again`(
    question: String, line: String, sentence: String, answer: String
  ) throws {
    let (session, said) = run([question], [line, answer])
    let item = try #require(session).items[0]
    #expect(said.contains { $0.hasPrefix(sentence) })
    #expect(item.answer?.response.given == (answer == "n" ? "no" : answer))
    let script = try #require(run([question], [line], asksAgain: false).session).items[0]
    #expect(!script.isCorrect && script.answer?.response.given == line)
  }
}

extension Language {
  fileprivate func choose(_ english: String, _ chinese: String) -> String {
    switch self {
    case .english: english
    case .chinese: chinese
    }
  }
}
