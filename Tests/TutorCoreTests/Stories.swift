import Cells
import Console
import CourseModel
import CustomDump
import Languages
import TestSupport
import Testing

@testable import TutorCore

/// The sizes at which every screen is looked at.
let screenSizes = [
  Size(rows: 24, columns: 80), Size(rows: 20, columns: 60), Size(rows: 40, columns: 120),
]

/// A small course with one of everything that the frame's screens show.
func sampleCourse() -> Course {
  let here = SourceLocation(file: "sample.md")
  func lesson(_ id: String, _ english: String, _ chinese: String) -> Lesson {
    Lesson(
      id: id, topic: "cell", minutes: 8,
      text: Localized(
        english: .init(
          title: english, goals: ["Say what each gate does."],
          blocks: [.paragraph([.text("The forget gate keeps the cell.")])], location: here),
        chinese: .init(
          title: chinese, goals: ["说出每个门的作用。"],
          blocks: [.paragraph([.text("遗忘门保留记忆元。")])], location: here)))
  }
  let text = QuestionText(title: [.text("Which gate keeps?")], location: here)
  return Course(
    title: Localized(english: "LSTM Tutor", chinese: "LSTM 导师"),
    topics: [
      Topic(id: "cell", title: Localized(english: "Cell anatomy", chinese: "单元结构")),
      Topic(id: "gradients", title: Localized(english: "Gradients", chinese: "梯度")),
    ],
    lessons: [
      lesson("what", "What an LSTM is", "什么是 LSTM"),
      lesson("versus", "LSTM versus RNN", "LSTM 与 RNN"),
    ],
    questions: [
      Question(
        id: "cell.keeps", topic: "cell", kind: .choice(correct: 0),
        text: Localized(english: text))
    ],
    glossary: [
      GlossaryEntry(
        id: "forget-gate", term: Localized(english: "forget gate", chinese: "遗忘门"),
        also: Localized(english: ["f", "f_t"]),
        meaning: Localized(
          english: "How much of the old cell state stays.", chinese: "保留多少旧的细胞状态。"))
    ])
}

/// Starts the program on the sample course.
func player(
  _ language: Language = .english, size: Size = screenSizes[0], place: Place = Place(),
  course: Course = sampleCourse()
) -> Player {
  Player(state: AppState(language: language, place: place, size: size), course: course)
}

@Suite struct LinkTests {
  @Test func `A failed comparison fails the test on this platform`() {
    withKnownIssue { expectNoDifference(1, 2) }
  }
}

@Suite struct HomeStories {
  @Test(arguments: Language.allCases)
  func `A newcomer is told to read the first lesson`(language: Language) throws {
    for size in screenSizes {
      let player = player(language, size: size)
      let name = "home-new-\(language.rawValue)-\(size.columns)x\(size.rows)"
      #expect(differenceFromGolden(goldenText(player.canvas), name) == nil)
    }
  }

  @Test func `Home says where one stopped`() throws {
    let place = Place(
      reading: .init(lesson: "versus", heading: "Two states", section: 2),
      finishedLessons: ["what"], lastQuiz: .init(right: 7, asked: 10),
      topics: ["cell": .init(right: 7, asked: 10)])
    let player = player(place: place)
    #expect(differenceFromGolden(goldenText(player.canvas), "home-returning") == nil)
  }

  @Test func `Until the course is read Home can be used and nothing moves`() {
    var state = AppState(language: .english, size: screenSizes[0])
    let before = state.frame.canvas
    _ = state.update(.courseRead(sampleCourse(), SearchIndex(sampleCourse()), problems: []), at: 0)
    let after = state.frame.canvas
    for row in 0..<24 {
      let letters = (before, after)
      let column = 7
      let point = Point(row: row, column: column)
      // The menu stands where it stood.
      if row >= 7, row <= 11 { #expect(letters.0[point]?.text == letters.1[point]?.text) }
    }
  }

  @Test func `Home names the first mistake of the content`() {
    let mistake = Diagnostic(
      .error, "broken-yaml", "the YAML cannot be read: did not find expected ',' or ']'",
      at: SourceLocation(file: "/home/me/deck/labs/latch.yaml", line: 5, column: 7))
    let player = Player(
      state: AppState(language: .english, size: screenSizes[0]), course: sampleCourse(),
      problems: [mistake, mistake])
    #expect(differenceFromGolden(goldenText(player.canvas), "home-problems") == nil)
  }

  @Test func `q on Home quits with 0 and control-C with 130`() throws {
    var first = player()
    try first.press("q")
    #expect(first.exitCode == 0)
    var second = player()
    try second.press("s<c-c>")
    #expect(second.exitCode == 130)
  }

  @Test func `A key that does nothing says so`() throws {
    var player = player()
    try player.press("x")
    #expect(player.screen.hasSuffix(" x does nothing here. ? lists the keys."))
  }
}

@Suite struct FrameStories {
  @Test func `L changes the language anywhere and keeps it`() throws {
    var player = player()
    try player.press("L")
    expectNoDifference(player.canvas, TutorCoreTests.player(.chinese).canvas)
    #expect(player.effects == [.saveSettings(Settings(language: .chinese))])
    try player.press("/<f2>")
    #expect(player.state.language == .english)
  }

  @Test(arguments: Language.allCases)
  func `Help lists the keys of the screen below it`(language: Language) throws {
    var player = player(language)
    try player.press("?")
    #expect(
      differenceFromGolden(goldenText(player.canvas), "help-\(language.rawValue)") == nil)
    try player.press("<esc>")
    expectNoDifference(player.canvas, TutorCoreTests.player(language).canvas)
  }

  @Test(arguments: Language.allCases)
  func `Search finds a term by its symbol and shows what it means`(language: Language) throws {
    var player = player(language)
    try player.press("/f_t")
    #expect(
      differenceFromGolden(goldenText(player.canvas), "search-term-\(language.rawValue)") == nil)
    try player.press("<c-u>nothing like this")
    #expect(
      differenceFromGolden(goldenText(player.canvas), "search-nothing-\(language.rawValue)") == nil
    )
  }

  @Test func `The help shows that there is more of it`() throws {
    var player = player()
    try player.press("?")
    #expect(player.screen.contains("▼") && !player.screen.contains("▲"))
    try player.press(String(repeating: "j", count: 60))
    #expect(player.screen.contains("▲") && !player.screen.contains("▼"))
    try player.press("k")
    #expect(player.screen.contains("▼"), "nothing is left of the presses at the end")
  }

  @Test func `A search shows the maths of a title as it is printed`() throws {
    let title: [Inline] = [
      .text("zebra "),
      .math(
        Formula(
          source: "\\partial c", tree: .row([.symbol("∂", .ordinary), .symbol("c", .ordinary)]))),
    ]
    var course = QuizCourse.course
    course.questions[0].text = course.questions[0].text.map { text in
      var text = text
      text.title = title
      return text
    }
    var player = Player(
      state: AppState(language: .english, size: screenSizes[0]), course: course)
    try player.press("/zebra")
    #expect(player.screen.contains("zebra ∂c"))
    #expect(!player.screen.contains("partial"))
  }

  @Test func `Enter on a term searches for where it occurs`() throws {
    var player = player()
    try player.press("/f_t<enter>")
    #expect(player.screen.split(separator: "\n")[2] == " / forget gate")
    #expect(player.screen.contains("lesson"))
  }

  @Test func `What was found belongs to the course that is there now`() throws {
    var player = player()
    try player.press("/f_t<enter>")
    #expect(player.screen.contains("forget gate"))
    var course = sampleCourse()
    for index in course.lessons.indices { course.lessons[index].text.english?.title = "Renamed" }
    for index in course.lessons.indices {
      course.lessons[index].text.english?.blocks = [.paragraph([.text("forget gate")])]
    }
    #expect(SearchIndex(course).entries.count == SearchIndex(sampleCourse()).entries.count)
    player.receive(.courseRead(course, SearchIndex(course), problems: []))
    #expect(player.screen.contains("Renamed"))
  }

  @Test func `Settings change the look at once and are kept`() throws {
    var player = player()
    try player.press("sjj<right>")
    #expect(player.effects.last == .saveSettings(Settings(isASCII: true)))
    #expect(differenceFromGolden(goldenText(player.canvas), "settings-ascii") == nil)
    try player.press("<right>kk<right>")
    #expect(player.state.language == .chinese)
  }

  @Test(arguments: Language.allCases)
  func `The list of lessons shows what has been read`(language: Language) throws {
    var player = player(language, place: Place(finishedLessons: ["what"]))
    try player.press("l")
    #expect(
      differenceFromGolden(goldenText(player.canvas), "lessons-\(language.rawValue)") == nil)
  }

  @Test(arguments: [(1, 1), (2, 5), (5, 20), (19, 80), (20, 59), (3, 200)])
  func `A window that is too small says so and loses nothing`(rows: Int, columns: Int) throws {
    var player = player()
    try player.press("/forget")
    let before = player.canvas
    player.resize(to: Size(rows: rows, columns: columns))
    #expect(player.screen.split(separator: "\n").allSatisfy { $0.cellWidth <= columns })
    #expect(player.canvas.size == Size(rows: rows, columns: columns))
    player.resize(to: screenSizes[0])
    expectNoDifference(player.canvas, before)
  }

  @Test func `The row of keys drops the least important first and stays within 78 columns`() {
    let keys = [KeyHint.move, .open, .search, .language, .help, .quit]
    var context = player().state.context
    for width in 0...100 {
      #expect(AppState.keyLine(keys, width: width, in: context).cellWidth <= width)
    }
    let narrow = AppState.keyLine(keys, width: 24, in: context).plainText
    #expect(narrow == "⏎ open  ? help  q quit")
    context.settings.isASCII = true
    let ascii = AppState.keyLine(keys, width: 60, in: context).plainText
    #expect(ascii == "Up/Down move  Enter open  / search  L zh  ? help  q quit")
  }
}

@Suite struct KeyNotationTests {
  @Test func `Keys are read as they are written`() throws {
    #expect(
      try KeyNotation.parse("a<esc><c-z>\n# a comment\n<lt><f2><space>")
        == [
          .character("a"), .escape, .control("z"), .character("<"), .function(2), .character(" "),
        ]
    )
  }

  @Test func `A mistake is told with line and column`() {
    #expect(throws: KeyNotation.Failure.self) { try KeyNotation.parse("ab\nc<nope>") }
    do {
      _ = try KeyNotation.parse("ab\nc<nope>")
    } catch {
      #expect((error.line, error.column) == (2, 2))
      #expect(error.message.hasPrefix("no key is called <nope>"))
    }
  }
}
