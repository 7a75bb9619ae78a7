import Cells
import CourseModel
import Languages
import Phrases
import Study
import Testing
import TutorCore

/// What `!` writes down, wherever a question stands.
@Suite struct ReportTests {
  private func reports(_ player: Player) -> [QuestionReport] {
    player.effects.compactMap { if case .report(let report) = $0 { report } else { nil } }
  }

  private func players() -> [Player] {
    let hand = QuizCourse.course.questions.filter { $0.kind != .open }
    let parts = PartCourse.course.questions.filter { $0.id != "choice" }
    let predicted = ["sign", "value", "comparison"]
    return hand.map { QuizCourse.player([$0.id]) } + parts.map { PartCourse.player([$0.id]) }
      + predicted.map { PredictCourse.player([$0]) }
  }

  @Test func `Every kind of question is reported before and after its answer`() throws {
    var types: Set<String> = []
    for var player in players() {
      try player.press("<f8>")
      #expect(reports(player).count == 1)
      // Twice where something is missing: it is insisted upon.
      try player.press("<enter><enter>")
      try player.press("<f8>")
      #expect(reports(player).count == 2)
      types.formUnion(reports(player).map(\.type))
    }
    let all = [
      "choice", "multi", "judge", "numeric", "short", "cloze", "order", "match", "shape", "bug",
      "predict",
    ]
    #expect(types.isSuperset(of: all), "\(types)")
  }

  @Test func `A reported question becomes an effect`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("!")
    #expect(reports(player).map(\.question) == ["choice"])
    #expect(reports(player).map(\.given) == [""])
    try player.press("a<enter><enter>!")
    #expect(reports(player).count == 2)
    // The letter on the screen is that of the shuffled order; the author's own is reported.
    #expect(reports(player).last?.given.count == 1)
    #expect(
      reports(player).first?.text(program: "lstm-tutor 1.2.3") == """
        ## Why is the forget-gate bias often initialised to 1?

        - Question: `choice` (choice), read in English
        - Where: quiz.md:1
        - Program: lstm-tutor 1.2.3
        - Course: no edition named
        - Seed: none, the numbers are fixed
        - Answer given: none

        What is wrong:


        """)
  }

  @Test func `An exclamation mark reports where letters are answers, and is text elsewhere`() throws
  {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("!")
    #expect(reports(player).count == 1)
    player = PartCourse.player(["shape", "choice"])
    try player.press("(N, L!")
    #expect(reports(player).isEmpty)
    try player.press("<f8>")
    #expect(reports(player).map(\.given) == ["(N, L!"])
    #expect(player.screen.contains("(N, L!"))
  }

  @Test func `A question can be reported while it is asked how sure one was`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("a<enter>!")
    #expect(reports(player).count == 1)
    #expect(reports(player).first?.given.isEmpty == false)
    try player.press("3")
    #expect(player.screen.contains("✓") || player.screen.contains("✗"))
  }

  @Test func `What is typed in an interview is reported, and what was answered`() throws {
    var player = InterviewCourse.player()
    try player.press("The gate!<f8>")
    #expect(reports(player).map(\.given) == ["The gate!"])
    #expect(reports(player).map(\.type) == ["open"])
    try player.press("<f5><esc><esc>")
    #expect(player.screen.contains("Debrief"))
    try player.press("<end><home><enter>!")
    #expect(reports(player).count == 2)
    #expect(reports(player).last?.given == "The gate!")
  }

  @Test(arguments: Language.allCases)
  func `The issue names the file below its course and the edition, never the learner's folders`(
    language: Language
  ) throws {
    var course = QuizCourse.course
    course.version = "2026.11"
    for index in course.questions.indices {
      course.questions[index].text[language]?.location = SourceLocation(
        file: "/home/somebody/Content/\(language.rawValue)/questions/t03.md", line: 12)
    }
    let plan = QuizPlan(count: 1, seed: 3, questions: ["choice"])
    var player = Player(
      state: AppState(
        language: language, size: Size(rows: 24, columns: 80), seed: 3, start: .quiz(plan)),
      course: course)
    try player.press("!")
    let text = try #require(reports(player).first).text(program: "lstm-tutor 1.2.3")
    #expect(text.contains("\(language.rawValue)/questions/t03.md:12\n"))
    #expect(text.contains("2026.11\n"))
    #expect(!text.contains("somebody"))
  }

  @Test(arguments: Language.allCases)
  func `Where it was written stands on the smallest screen in full`(language: Language) {
    var player = Player(
      state: AppState(language: language, size: Size(rows: 20, columns: 60)), course: Course())
    let path = "~/.local/share/lstm-tutor-of-mine/reports.txt"
    player.receive(.said(.questionReported(path)))
    let words = player.screen.split { $0 == " " || $0 == "\n" }.joined()
    #expect(words.contains(path))
  }
}
