import Cells
import Console
import CourseModel
import Languages
import Study
import TestSupport
import Testing

@testable import TutorCore

/// Gaps, pairs, shapes, bugs and drawn numbers on the screen.
@Suite struct PartGoldenTests {
  struct Moment: CustomTestStringConvertible, Sendable {
    var name: String
    var question: String
    var keys = ""

    var testDescription: String { name }
  }

  static let moments = [
    Moment(name: "cloze", question: "cloze"),
    Moment(name: "cloze-typed", question: "cloze", keys: "forgte gate<enter>h<f3>"),
    Moment(
      name: "cloze-wrong", question: "cloze", keys: "forgte gate<enter>h<enter><enter><enter>2"),
    Moment(name: "cloze-right", question: "cloze", keys: "f<enter>c_t-1<enter>i<enter>3"),
    Moment(name: "match", question: "match"),
    Moment(name: "match-half", question: "match", keys: "ca<up><up>"),
    Moment(name: "match-wrong", question: "match", keys: "abcd<enter>1"),
    Moment(name: "match-open", question: "match", keys: "ab<enter><enter>1"),
    Moment(name: "shape", question: "shape", keys: "N, L, H"),
    Moment(name: "shape-axis", question: "shape", keys: "N, L, H<enter>2"),
    Moment(name: "shape-rank", question: "shape", keys: "[L, 2H]<enter>2"),
    Moment(name: "shape-right", question: "shape", keys: "N x L x 2H<enter>3"),
    Moment(name: "bug", question: "bug"),
    Moment(name: "bug-line", question: "bug", keys: "4"),
    Moment(name: "bug-both", question: "bug", keys: "3b"),
    Moment(name: "bug-line-wrong", question: "bug", keys: "4b<enter>2"),
    Moment(name: "bug-repair-missing", question: "bug", keys: "3<enter><enter><enter>2"),
    Moment(name: "bug-wrong", question: "bug", keys: "2<down>c<down><enter>2"),
    Moment(name: "drawn", question: "drawn"),
    Moment(name: "drawn-wrong", question: "drawn", keys: "9<enter>2"),
  ]

  @Test(arguments: moments, Language.allCases)
  func `Every state of an answer in parts has its picture`(moment: Moment, language: Language)
    throws
  {
    for size in [Size(rows: 24, columns: 80), Size(rows: 20, columns: 60)] {
      var player = PartCourse.player([moment.question, "choice"], language, size: size)
      try player.press(moment.keys)
      let name = "parts-\(moment.name)-\(size.columns)x\(size.rows)-\(language.rawValue)"
      #expect(differenceFromGolden(goldenText(player.canvas), name) == nil)
    }
  }

  @Test(arguments: moments)
  func `No size of window disturbs an answer in parts`(moment: Moment) throws {
    for (rows, columns) in [(1, 1), (5, 20), (20, 60), (21, 61), (200, 300)] {
      var player = PartCourse.player(
        [moment.question, "choice"], .chinese, size: Size(rows: rows, columns: columns))
      try player.press(moment.keys)
      #expect(player.screen.split(separator: "\n").allSatisfy { $0.cellWidth <= columns })
    }
  }
}

@Suite struct PartStories {
  private func lastRow(_ player: Player) -> String {
    String((player.screen.split(separator: "\n").last ?? "").drop { $0 == " " })
  }

  private func pressed(_ form: some AnswerForm, _ keys: String) throws -> any AnswerForm {
    var form: any AnswerForm = form
    for key in try KeyNotation.parse(keys) { _ = form.handle(key) }
    return form
  }

  @Test(arguments: [
    ("a<enter>b<enter>c", ["a", "b", "c"]), ("a<tab>b<tab>c<tab>d", ["ad", "b", "c"]),
    ("a<down>b<up>c", ["ac", "b", ""]), ("<up>z", ["", "", "z"]),
    ("a<esc>bcd<tab>e", ["ae", "", ""]), ("ab<backspace>c<enter>", ["ac", "", ""]),
  ])
  func `Gaps are typed one after the other`(keys: String, expected: [String]) throws {
    let form = try pressed(ClozeForm(count: 3, draft: .none), keys)
    #expect(form.response == .gaps(expected))
    #expect(ClozeForm(count: 3, draft: form.response).response == form.response)
  }

  @Test func `The text shows what was typed into its gaps`() throws {
    var player = PartCourse.player(["cloze", "choice"])
    try player.press("forget<enter>c")
    #expect(player.screen.contains("The [1 forget] scales [2 c]"))
    #expect(lastRow(player).hasPrefix("⏎ answer"))
    try player.press("<tab><enter>")
    #expect(lastRow(player).hasPrefix("Gap 3 is empty"))
    try player.press("<enter>")
    #expect(player.screen.contains("How sure are you?"))
    try player.press("3")
    #expect(player.screen.contains("The [forget gate] scales [cₜ₋₁]"))
    #expect(player.screen.contains("✗ Gap 1: forget gate   you: forget"))
    #expect(player.screen.contains("left empty"))
    try player.press("I")
    #expect(player.screen.contains("Counted as right"))
  }

  @Test func `Escape leaves the gaps for commands`() throws {
    var player = PartCourse.player(["cloze", "choice"])
    try player.press("f<esc>M")
    #expect(player.screen.contains("◆"))
    try player.press("<tab>M")
    #expect(player.screen.contains("[1 fM]"))
  }

  @Test(
    arguments: [
      ("abcd", [1, 3, 0, 2]), ("ab", [1, 3, nil, nil]), ("aba", [nil, 3, 1, nil]),
      ("<down>a", [nil, 1, nil, nil]), ("ab<backspace>", [1, nil, nil, nil]),
      ("abcd<up>a", [nil, 3, 1, 2]), ("a<up><del>", [nil, nil, nil, nil]),
      ("e", [nil, nil, nil, nil]),
    ] as [(String, [Int?])])
  func `A letter goes to the row and is taken from any other`(keys: String, expected: [Int?]) throws
  {
    let form = try pressed(MatchForm(order: [1, 3, 0, 2], draft: .none), keys)
    #expect(form.response == .match(expected))
    #expect(MatchForm(order: [1, 3, 0, 2], draft: form.response).response == form.response)
  }

  @Test(
    arguments: [
      ("3", .repair(line: 3, option: nil)), ("12", .repair(line: 12, option: nil)),
      ("19", .repair(line: 9, option: nil)), ("1b2", .repair(line: 2, option: 2)),
      ("0", .repair(line: nil, option: nil)), ("<down><down>", .repair(line: 2, option: nil)),
      ("<up>", .repair(line: 15, option: nil)), ("1<down>2", .repair(line: 2, option: nil)),
      ("3<enter><down>", .repair(line: 3, option: 0)), ("3<tab><up>", .repair(line: 3, option: 1)),
      ("3a<down><down><down>", .repair(line: 3, option: 1)), ("3d", .repair(line: 3, option: nil)),
      ("b7", .repair(line: 7, option: 2)),
    ] as [(String, Response)])
  func `Digits name the line and letters the repair`(keys: String, expected: Response) throws {
    let form = try pressed(BugForm(order: [0, 2, 1], lineCount: 15, draft: .none), keys)
    #expect(form.response == expected)
    let again = BugForm(order: [0, 2, 1], lineCount: 15, draft: form.response)
    #expect(again.response == form.response)
  }

  @Test func `Enter leads from the line to the repair, and says what is missing`() throws {
    var player = PartCourse.player(["bug", "choice"])
    try player.press("<enter>")
    #expect(lastRow(player).hasPrefix("Nothing is chosen"))
    try player.press("b<enter>")
    #expect(player.screen.contains("First the wrong line"))
    player = PartCourse.player(["bug", "choice"])
    try player.press("3<enter><enter>")
    #expect(lastRow(player).hasPrefix("Now the repair, a–c"))
  }

  @Test func `A wrong number names what is behind it, in numbers of its own`() throws {
    let question = PartCourse.drawn.instantiate(seed: 3)
    guard case .numeric(let numeric) = question.kind, let wrong = numeric.wrong.first else {
      return
    }
    var player = PartCourse.player(["drawn", "choice"])
    let stem = try #require(question.text.english).stem.plainText
    #expect(player.screen.contains(stem))
    try player.press(NumberText.fixed(wrong.value, decimals: 2) + "<enter>3")
    #expect(player.screen.contains("A forget gate near 1 erases the cell."))
    #expect(lastRow(player).contains("w see it in the lab"))
    try player.press("!")
    guard case .report(let report) = player.effects.last else {
      Issue.record("nothing was reported")
      return
    }
    #expect(report.seed == 3)
    #expect(report.given == NumberText.fixed(wrong.value, decimals: 2))
    #expect(report.text(program: "lstm-tutor").contains("- Seed: 3\n"))
  }

  // MARK: Line by line

  private final class Script {
    var lines: [String]
    var said: [String] = []

    init(_ lines: [String]) {
      self.lines = lines
    }
  }

  private func plain(
    _ questions: [String], _ lines: [String], _ language: Language = .english
  ) -> (items: [QuizSession.Item], said: String) {
    let script = Script(lines)
    var quiz = PlainQuiz(
      plan: QuizPlan(seed: 3), questions: questions.compactMap(PartCourse.course.question),
      course: PartCourse.course, language: language, asksAgain: true,
      readLine: { script.lines.isEmpty ? nil : script.lines.removeFirst() },
      say: { script.said.append($0) }, now: { 0 })
    return (quiz.run()?.items ?? [], script.said.joined(separator: "\n"))
  }

  @Test(arguments: Language.allCases)
  func `Every type is asked and answered line by line`(language: Language) throws {
    let numeric = PartCourse.drawn.instantiate(seed: 3).kind
    guard case .numeric(let numeric) = numeric else { return }
    let order = PartCourse.match.displayOrder(count: 4, seed: 3)
    let letters = (0..<4).map { row in
      String((order.firstIndex(of: row) ?? 0).optionLetter)
    }.joined()
    let repair = PartCourse.bug.displayOrder(count: 3, seed: 3).firstIndex(of: 1) ?? 0
    let answers = [
      "f ｜ c_t-1 | i @3", letters, "N L 2H", "3 \(repair.optionLetter) @2",
      NumberText.fixed(numeric.answer, decimals: 2),
    ]
    let (items, said) = plain(["cloze", "match", "shape", "bug", "drawn"], answers, language)
    #expect(items.map(\.isCorrect) == [true, true, true, true, true])
    #expect(
      items.map { $0.answer?.response.given } == [
        "f | c_t-1 | i", "abcd", "N L 2H", "3b", answers[4],
      ])
    #expect(items.map { $0.answer?.confidence } == [3, nil, nil, 2, nil])
    #expect(items.map(\.seed) == [nil, nil, nil, nil, 3])
    let name = "plain-parts-\(language.rawValue)"
    #expect(differenceFromGolden(said + "\n", name) == nil)
  }

  @Test(arguments: [
    ("cloze", "f | c", "hidden parts with | between"), ("cloze", "f", "hidden parts with |"),
    ("match", "abc", "one letter a–d"), ("match", "aabc", "one letter a–d"),
    ("match", "abce", "one letter a–d"), ("shape", "?!", "This is no shape"),
    ("bug", "b", "such as 3b"), ("bug", "9b", "such as 3b"), ("bug", "3", "such as 3b"),
    ("bug", "3d", "such as 3b"),
  ])
  func `A line that is no answer is asked for again`(id: String, line: String, expected: String) {
    let (items, said) = plain([id], [line, ""])
    // Most say once more what was asked for.
    #expect(said.ranges(of: expected).count == (id == "shape" ? 1 : 2))
    #expect(items.first?.answer?.response == Response.none)
  }

  @Test func `A row may be left open`() {
    let (items, said) = plain(["match"], ["-a--"])
    #expect(items.first?.answer?.response.given.filter { $0 != "-" }.count == 1)
    #expect(said.contains("no letter"))
  }
}
