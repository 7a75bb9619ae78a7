import CourseModel
import Languages
import Testing

/// `### Follow-up` sections; the sample question's body starts in line 13.
@Suite struct FollowUpTests {
  private func body(_ followUps: String) -> String {
    "### Key points\n- One\n- Two\n\n### Answer\nSo.\n\n### Follow-up\n" + followUps
  }

  private func question(_ followUps: String, type: String = "open") -> String {
    Sample.question(type, body: body(followUps))
  }

  private func followUps(_ text: String) throws -> [FollowUp] {
    let deck = try Deck(
      Sample.files([
        "en/questions/q.md": Sample.questions(
          question(text), Sample.question("open", id: "other", body: body("Why?")))
      ]))
    #expect(deck.check() == [])
    return deck.read().course.question("q")?.text.english?.followUps ?? []
  }

  @Test func `Each item of a list is a follow-up with its marks and its answer`() throws {
    let read = try followUps(
      """
      - What about $x$? {missed=2}
        > The answer.
      - Go on. {ask=other}
      - {missed=1} {ask=other}
      - Well, $y$
        is it? {missed=1}

        > First.
        >
        > Second.
      - And then?
      """)
    #expect(
      read.map(\.blocks.plainText) == [
        "What about x?", "Go on.", "", "Well, y is it?", "And then?",
      ])
    #expect(read.map(\.missed) == [1, nil, 0, 0, nil])
    #expect(read.map(\.ask) == [nil, "other", "other", nil, nil])
    #expect(
      read.map(\.answer.plainText) == ["The answer.", "", "", "First.\nSecond.", ""])
  }

  @Test func `A section without a list is one follow-up`() throws {
    let read = try followUps("Why?\n\nReally? {missed=1}\n\n> Because.")
    #expect(read.map(\.blocks.plainText) == ["Why?\nReally?"])
    #expect(read.map(\.missed) == [0])
    #expect(read.map(\.answer.plainText) == ["Because."])
  }

  @Test func `A mark may stand behind the answer`() throws {
    let read = try followUps("- Why?\n  > Because. {missed=2}")
    #expect(read.map(\.missed) == [1])
    #expect(read.map(\.answer.plainText) == ["Because."])
  }

  @Test(arguments: [
    ("- Why? {missed=3}", "21:8: error: there is no key point 3; the question has 2"),
    (
      "- Why? {missed=0}",
      "21:8: error: '{missed=0}' names a key point by its number, 1 for the first"
    ),
    (
      "- Why? {mised=1}", "21:8: error: there is no mark '{mised=…}'; did you mean 'missed'?"
    ),
    ("- Why? {ask=nobody}", "21:8: error: there is no question 'nobody'"),
    ("- {missed=1}", "21:1: error: this follow-up asks nothing"),
  ])
  func `A wrong mark is an error at its place`(followUp: String, message: String) throws {
    #expect(try findings(inQuestions: Sample.questions(question(followUp))) == [message])
  }

  @Test func `Only an open question can be asked next`() throws {
    let found = try findings(
      inQuestions: Sample.questions(
        question("- Why? {ask=c}"), Sample.question("choice", id: "c", body: Sample.options)))
    #expect(
      found == [
        "21:8: error: 'c' is a 'choice' question; a follow-up goes on with an 'open' one"
      ])
  }

  @Test func `Questions that ask each other in a circle are an error`() throws {
    let found = try findings(
      inQuestions: Sample.questions(
        question("- Why? {ask=b}"), Sample.question("open", id: "b", body: body("- So? {ask=q}"))))
    #expect(found.count == 2)
    #expect(
      found.allSatisfy { $0.contains("comes after itself, by way of follow-ups with 'ask'") })
  }

  @Test func `A question names the part of the interview that it opens`() throws {
    let deck = try Deck(
      Sample.files([
        "en/questions/q.md": Sample.questions(
          Sample.question("open", "interview: hidden-gradient", body: body("Why?")))
      ]))
    #expect(deck.check() == [])
    #expect(deck.read().course.question("q")?.interview == .hiddenGradient)
    let found = try findings(
      inQuestions: Sample.questions(
        Sample.question("open", "interview: sel", body: body("Why?"))))
    #expect(found.count == 1 && found[0].hasPrefix("12:12: error: "))
  }

  @Test func `A translation takes over the marks and has as many follow-ups`() throws {
    func deck(_ chinese: String) throws -> Deck {
      try Deck([
        "course.yaml": """
        title: {en: Test, zh: 测试}
        topics:
          - id: gates
            title: {en: Gates, zh: 门}
        lessons: []
        """,
        "sources.yaml": Sample.sources,
        "en/questions/q.md": Sample.questions(question("- Why? {missed=2}\n- So?")),
        "zh/questions/q.md": Sample.questions(
          "## 问题\n<!-- id: q -->\n### 要点\n- 一\n- 二\n\n### 答案\n如此。\n\n### 追问\n" + chinese),
      ])
    }
    let good = try deck("- 为什么？\n  > 因为。\n- 那么？")
    #expect(good.check() == [])
    let text = good.read().course.question("q")?.text.chinese
    #expect(text?.followUps.map(\.missed) == [1, nil])
    #expect(text?.followUps.first?.answer.plainText == "因为。")
    let found = try deck("- 为什么？").check()
    #expect(found.count == 1)
    #expect(found[0].contains("the translation has 1 follow-ups and the original 2"))
  }
}
