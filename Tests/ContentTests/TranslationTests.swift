import CourseModel
import Languages
import Testing

@Suite struct TranslationTests {
  private let english = Sample.question(
    "choice", body: Sample.options.replacing("> No.", with: "> No. {misc=polarity}"))
  private let chinese = """
    ## 问题
    <!-- id: q -->
    - [ ] 一
      > 不对。
    - [x] 二
      > 对。

    ### 解析
    原因。
    """

  private func deck(_ chinese: String, english: String? = nil) throws -> Deck {
    try Deck(
      Sample.files([
        "course.yaml": Sample.course.replacing("title: Test", with: "title: {en: Test, zh: 测试}")
          .replacing("title: Gates", with: "title: {en: Gates, zh: 门}"),
        "misconceptions.yaml": """
        - id: polarity
          sentence: {en: A gate near 1 erases., zh: 门接近 1 就清除。}
        """,
        "labs/latch.yaml": Sample.lab.replacing("title: Latch", with: "title: {en: L, zh: 锁}")
          .replacing("meaning: data", with: "meaning: {en: data, zh: 数据}")
          .replacing("meaning: write", with: "meaning: {en: write, zh: 写}"),
        "en/questions/q.md": Sample.questions(english ?? self.english),
        "zh/questions/q.md": Sample.questions(chinese),
      ]))
  }

  @Test func `A translation joins its original and takes over its misconceptions`() throws {
    let deck = try deck(chinese)
    #expect(deck.check() == [])
    let questions = deck.read().course.questions
    #expect(questions.count == 1)
    #expect(questions.first?.level == .junior)
    let text = questions.first?.text.chinese
    #expect(text?.title == [.text("问题")])
    #expect(text?.options.map(\.misconception) == ["polarity", nil])
    #expect(text?.location.description.hasSuffix("zh/questions/q.md:5:1") == true)
  }

  @Test(arguments: [
    (
      "- [ ] 一\n  > 不对。\n", "",
      [
        "5:1: error: the translation has 1 options and the original 2 (en/questions/q.md:5:1)",
        "7:1: error: a question has 2 to 9 options, not 1",
      ]
    ),
    (
      "- [x] 二\n  > 对。\n", "- [x] 二\n  > 对。\n- [ ] 三\n  > 不对。\n",
      ["5:1: error: the translation has 3 options and the original 2 (en/questions/q.md:5:1)"]
    ),
    (
      "- [ ] 一\n  > 不对。\n- [x] 二", "- [x] 一\n  > 对。\n- [ ] 二",
      ["5:1: error: the translation ticks other options than the original (en/questions/q.md:5:1)"]
    ),
    (
      "### 解析", "### 提示\n想。\n\n### 解析",
      [
        """
        5:1: error: the translation has other sections than the original, which has 解析 \
        (en/questions/q.md:5:1)
        """
      ]
    ),
    (
      "### 解析\n原因。", "",
      [
        """
        5:1: error: the translation has other sections than the original, which has 解析 \
        (en/questions/q.md:5:1)
        """
      ]
    ),
    (
      "id: q -->", "{id: q, level: junior} -->",
      ["6:14: warning: 'level' stands in the original only; remove it here"]
    ),
    (
      "id: q -->", "{id: q, accept: [a]} -->",
      ["6:14: error: 'accept' means nothing in a 'choice' question, only in 'short'"]
    ),
    (
      "### 解析", "### 解释",
      [
        """
        5:1: error: the translation has other sections than the original, which has 解析 \
        (en/questions/q.md:5:1)
        """,
        "12:1: error: there is no section '解释'; did you mean '解析'?",
      ]
    ),
  ])
  func `A translation is built like its original`(
    part: String, replacement: String, expected: [String]
  ) throws {
    let deck = try deck(chinese.replacing(part, with: replacement))
    #expect(deck.check().map { $0.replacing("zh/questions/q.md:", with: "") } == expected)
  }

  @Test func `A translation that does not fit is left out, and the original stays`() throws {
    let question = try deck(chinese.replacing("- [x] 二", with: "- [ ] 二")).read().course.questions
      .first
    #expect(question?.text.english != nil)
    #expect(question?.text.chinese == nil)
  }

  @Test func `A missing translation is a warning at what is there`() throws {
    let deck = try deck(
      chinese.replacing(
        "id: q", with: "{id: r, type: choice, level: junior, time: 5, source: gers2000}"))
    #expect(
      deck.check() == [
        "en/questions/q.md:5:1: warning: the question 'q' has no Chinese text",
        "zh/questions/q.md:5:1: warning: the question 'r' has no English text",
      ])
    #expect(deck.read().findings == [])
  }

  @Test func `A translation of nothing is told as such`() throws {
    let deck = try deck(chinese.replacing("id: q", with: "id: other"))
    #expect(
      deck.check() == [
        "en/questions/q.md:5:1: warning: the question 'q' has no Chinese text",
        """
        zh/questions/q.md:6:10: error: there is no English question 'other' that this one could \
        translate
        """,
      ])
  }

  @Test func `What is left out for a mistake of its own is not missed elsewhere too`() throws {
    let question = Sample.question(
      "choice", "lab: latch@1", body: Sample.options)
    let deck = try Deck(
      Sample.files([
        "labs/latch.yaml": "id: latch\n", "en/questions/q.md": Sample.questions(question),
      ]))
    let findings = deck.check()
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.hasPrefix("labs/latch.yaml:1:1: error: ") }, "\(findings)")
  }

  @Test func `A short answer is accepted in each language's own words`() throws {
    let english = Sample.question(
      "short", "accept: [output gate]", body: "Which?\n\n### Explanation\nSo.")
    let body = "哪一个？\n\n### 解析\n原因。"
    let good = try deck("## 问题\n<!--\nid: q\naccept: [输出门]\n-->\n" + body, english: english)
    #expect(good.check() == [])
    #expect(good.read().course.questions.first?.text.chinese?.accept == ["输出门"])
    let bad = try deck("## 问题\n<!-- id: q -->\n" + body, english: english)
    #expect(
      bad.check() == [
        """
        zh/questions/q.md:6:6: error: the 'short' question has no 'accept'; list the answers that \
        are right
        """
      ])
  }

  @Test func `Orders and key points have equal lengths`() throws {
    let order = try deck(
      "## 问题\n<!-- id: q -->\n1. 一\n2. 二\n3. 三\n4. 四\n\n### 解析\n原因。",
      english: Sample.question("order", body: "1. A\n2. B\n3. C\n\n### Explanation\nSo."))
    #expect(
      order.check() == [
        """
        zh/questions/q.md:5:1: error: the translation has 4 items and the original 3 \
        (en/questions/q.md:5:1)
        """
      ])
    let open = try deck(
      "## 问题\n<!-- id: q -->\n\n### 要点\n- 一\n\n### 答案\n是。",
      english: Sample.question(
        "open", body: "\n### Key points\n- A\n- B\n\n### Answer\nSo."))
    #expect(
      open.check() == [
        """
        zh/questions/q.md:5:1: error: the translation has 1 key points and the original 2 \
        (en/questions/q.md:5:1)
        """
      ])
  }
}

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
        'c < -0.9' or 'f[2] >= 0.5', with one of i f g o c h
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
