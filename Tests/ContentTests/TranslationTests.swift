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
      ["6:14: error: 'accept' means nothing in a 'choice' question, only in 'short' and 'cloze'"]
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
