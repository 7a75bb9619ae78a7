import CourseModel
import Languages
import Testing

@Suite struct LessonTests {
  private let lesson = """
    ---
    id: first
    title: "First: a lesson"
    topic: gates
    minutes: 8
    after: []
    goals:
      - Say what $f$ does
      - Count
    check: [q]
    ---

    Text with $c_t$.

    ## A part

    ```lab
    preset: latch
    show: [d, f, c]
    steps: 2
    compare: latch
    ask: {text: "Step until it flips.", when: "c >= 0.9"}
    ```
    """

  private func deck(_ lesson: String, chinese: String? = nil) throws -> Deck {
    var files = [
      "course.yaml": Sample.course.replacing("lessons: []", with: "lessons: [first]"),
      "en/lessons/010-first.md": lesson,
      "en/questions/q.md": Sample.questions(Sample.choice),
    ]
    if let chinese { files["zh/lessons/010-first.md"] = chinese }
    return try Deck(Sample.files(files))
  }

  @Test func `A lesson has goals, blocks and figures`() throws {
    let deck = try deck(lesson)
    #expect(deck.check() == [])
    let read = deck.read().course.lessons.first
    #expect(read?.id == "first")
    #expect(read?.topic == "gates")
    #expect(read?.minutes == 8)
    #expect(read?.check == ["q"])
    #expect(read?.text.english?.title == "First: a lesson")
    #expect(read?.text.english?.goals == ["Say what $f$ does", "Count"])
    guard case .lab(let figure) = read?.text.english?.blocks.last else {
      Issue.record("the last block is no figure")
      return
    }
    #expect(figure.preset == "latch")
    #expect(figure.show == ["d", "f", "c"])
    #expect(figure.steps == 2)
    #expect(figure.compare == "latch")
    #expect(figure.ask?.text == "Step until it flips.")
    #expect(
      figure.ask?.condition
        == .init(symbol: "c", unit: 0, comparison: .greaterOrEqual, value: 0.9))
    #expect(figure.location.description == deck.path("en/lessons/010-first.md:17:1"))
    #expect(figure.source.hasPrefix("preset: latch\nshow:"))
  }

  @Test(arguments: [
    ("c < -0.9", "c", 0, LabFigure.Condition.Comparison.less, -0.9),
    ("f[2]>=0.5", "f", 1, .greaterOrEqual, 0.5), ("h <= −1e-3", "h", 0, .lessOrEqual, -0.001),
    ("g[1] > .5", "g", 0, .greater, 0.5),
  ])
  func `A condition names a value, a sign and a number`(
    text: String, symbol: String, unit: Int, sign: LabFigure.Condition.Comparison, value: Double
  ) throws {
    let course = try deck(lesson.replacing("c >= 0.9", with: text)).read().course
    guard case .lab(let figure) = course.lessons.first?.text.english?.blocks.last else {
      Issue.record("the last block is no figure")
      return
    }
    #expect(
      figure.ask?.condition
        == .init(symbol: symbol, unit: unit, comparison: sign, value: value))
  }

  @Test(arguments: ["c", "c = 1", "x > 1", "c > one", "c[0] > 1", "c[1 > 2", "c > 1 > 2", "> 1"])
  func `Anything else is no condition`(text: String) throws {
    let found = try deck(lesson.replacing("c >= 0.9", with: text)).check()
    #expect(
      found == [
        """
        en/lessons/010-first.md:22:43: error: '\(text)' is no condition; write one such as \
        'c < -0.9' or 'f[2] >= 0.5', with one of i f g o r z n c h
        """
      ])
  }

  @Test(arguments: [
    ("preset: latch\n", "", "18:1: error: the lab figure has no 'preset'; write the id of a lab"),
    ("preset: latch", "preset: lach", "18:9: error: there is no lab 'lach'; did you mean 'latch'?"),
    ("compare: latch", "compare: other", "21:10: error: there is no lab 'other'"),
    ("steps: 2", "step: 2", "20:1: error: the lab figure has no key 'step'; did you mean 'steps'?"),
    (
      "c >= 0.9", "c < -0.9",
      """
      22:43: error: this holds at none of the 2 steps, so the lesson would never go on
      """
    ),
    (
      "steps: 2", "steps: 4",
      "20:8: error: the tape of 'latch' has 3 steps, fewer than 4"
    ),
    ("steps: 2", "steps: many", "20:8: error: 'steps' must be a number of timesteps, not 'many'"),
    (
      "[d, f, c]", "[d, q, c]",
      "19:11: error: the lab 'latch' has no row 'q'; it has d, w, i, f, g, o, c, h"
    ),
    (
      "c >= 0.9", "c[2] >= 0.9",
      "22:43: error: the lab 'latch' has 1 units, so there is no unit 2"
    ),
    (
      "{text: \"Step until it flips.\", when: \"c >= 0.9\"}", "{text: Step}",
      "22:6: error: 'ask' has no 'when'; write a condition such as \"c < -0.9\""
    ),
    (
      "{text: \"Step until it flips.\", when: \"c >= 0.9\"}", "{when: \"c > 1\"}",
      "22:6: error: 'ask' has no 'text'; write what the learner is to find"
    ),
    (
      "[d, f, c]", "[d, f, c",
      "20:6: error: the YAML cannot be read: did not find expected ',' or ']'"
    ),
    (
      "## A part", "# A part",
      """
      15:1: error: the lesson's title stands in its front matter; headings start at '##'
      """
    ),
    (
      "## A part", "A part\n===",
      """
      16:1: error: a line of '=' under a text makes it a heading; put an empty line between them, \
      or write the heading with '##'
      """
    ),
    ("topic: gates", "topic: gate", "4:8: error: there is no topic 'gate'; did you mean 'gates'?"),
    ("check: [q]", "check: [p]", "10:9: error: there is no question 'p'"),
    ("after: []", "after: [last]", "6:9: error: there is no lesson 'last'"),
    (
      "minutes: 8", "minutes: long",
      "5:10: error: 'minutes' must be a number of minutes, not 'long'"
    ),
    (
      "title: \"First: a lesson\"\n", "",
      "1:1: error: the lesson has no 'title'; write what it is called"
    ),
    ("goals:", "gaols:", "7:1: error: the front matter has no key 'gaols'; did you mean 'goals'?"),
  ])
  func `A lesson's mistakes are told at their place`(
    part: String, replacement: String, expected: String
  ) throws {
    let found = try deck(lesson.replacing(part, with: replacement)).check()
    #expect(found == ["en/lessons/010-first.md:" + expected])
  }

  @Test func `A figure inside a list is told at its own columns`() throws {
    let text =
      "---\nid: first\ntitle: F\n---\n\n1. 看图：\n\n   ```lab\n   preset: latch\n   stesp: 3\n   ```\n"
    #expect(
      try deck(text).check() == [
        """
        en/lessons/010-first.md:10:4: error: the lab figure has no key 'stesp'; did you mean 'steps'?
        """
      ])
  }

  @Test(arguments: [
    (
      "No front matter.",
      [
        """
        en/lessons/010-first.md:1:1: error: a lesson starts with front matter: '---', 'id: …', \
        'title: …', '---'
        """
      ]
    ),
    (
      "---\ntitle: T\n---\nText.",
      [
        "en/lessons/010-first.md:1:1: error: the lesson has no 'id'; write one that never changes"
      ]
    ),
    (
      "---\nid: first\ntitle: T\n---\n\n<!-- soon -->",
      [
        "en/lessons/010-first.md:1:1: error: the lesson has no text behind its front matter"
      ]
    ),
    (
      "---\nid: first\ntitle: T\n\nText.",
      [
        "en/lessons/010-first.md:1:1: error: the front matter is not closed by a line '---'"
      ]
    ),
  ])
  func `A lesson has front matter and a text`(text: String, expected: [String]) throws {
    let found = try deck(text).check().filter { !$0.hasPrefix("course.yaml") }
    #expect(found == expected)
  }

  @Test(arguments: [
    (
      "minutes: 8", "minutes: 9",
      "5:10: error: 'minutes' differs from the original (en/lessons/010-first.md:5:10)"
    ),
    (
      "check: [q]", "check: []",
      "10:8: error: 'check' differs from the original (en/lessons/010-first.md:10:8)"
    ),
    (
      "  - Count\n", "",
      "8:3: error: 'goals' differs from the original (en/lessons/010-first.md:8:3)"
    ),
    (
      "## A part", "### A part",
      """
      2:5: error: headings and figures differ from the original: part 1 is '###' here and '##' there
      """
    ),
    (
      "steps: 2\n", "",
      """
      2:5: error: headings and figures differ from the original: part 2 is 'lab latch, show d f c, \
      compare latch, when c[1] >= 0.9' here and 'lab latch, show d f c, steps 2, compare latch, \
      when c[1] >= 0.9' there
      """
    ),
    (
      "## A part\n", "## A part\n\n## Another\n",
      """
      2:5: error: headings and figures differ from the original: part 2 is '##' here and 'lab \
      latch, show d f c, steps 2, compare latch, when c[1] >= 0.9' there
      """
    ),
  ])
  func `A translated lesson is built like its original`(
    part: String, replacement: String, expected: String
  ) throws {
    let found = try deck(lesson, chinese: lesson.replacing(part, with: replacement)).check()
      .filter { !$0.contains("has no Chinese text") }
    #expect(found == ["zh/lessons/010-first.md:" + expected])
  }

  @Test func `Lessons stand in the order of course.yaml, others behind them`() throws {
    func lesson(_ id: String) -> String { "---\nid: \(id)\ntitle: T\n---\n\nText.\n" }
    let deck = try Deck(
      Sample.files([
        "course.yaml": Sample.course.replacing("lessons: []", with: "lessons: [c, a, missing]"),
        "en/lessons/1.md": lesson("a"), "en/lessons/2.md": lesson("b"),
        "en/lessons/3.md": lesson("c"), "en/lessons/4.md": lesson("a"),
      ]))
    #expect(deck.read().course.lessons.map(\.id) == ["c", "a", "b"])
    #expect(
      deck.check() == [
        "course.yaml:5:17: error: there is no lesson 'missing'",
        "en/lessons/2.md:2:5: warning: course.yaml does not list the lesson 'b', so it comes last",
        "en/lessons/4.md:2:5: error: the id 'a' is used already at en/lessons/1.md:2:5",
      ])
  }
}
