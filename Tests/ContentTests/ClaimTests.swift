import Content
import CourseModel
import Testing

/// Numbers that a text claims, in `computed` and `shows`. Their keys start in line 12.
@Suite struct ClaimTests {
  private static func file(_ keys: [String], _ words: String) -> String {
    Sample.questions(
      ([
        "## Question", "<!--", "id: q", "type: short", "level: junior", "time: 30",
        "source: gers2000",
      ] + keys + ["accept: [a]", "-->", words, "", "### Explanation", "Because."])
      .joined(separator: "\n"))
  }

  @Test(arguments: [
    ("sigmoid(1) = 0.731", "It is 0.731."), ("sigmoid(1) = 0.73", "About $0.73$, no more"),
    ("-1/4 = -0.25", "It is −0.25 at last"), ("1 - 1.25 = −0.25", "It is $-0.25$."),
    ("2*1280 = 2,560", "2560 numbers"), ("2*1280 = 2560", "2,560 numbers"),
    ("2*1280 = 2560", "2 560 numbers"), ("2*1280 = 2560", "$2{,}560$ numbers"),
    ("1/4 = 25%", "A share of 25 %"), ("1/3 = 33.3%", "A share of $33.3\\%$"),
    ("2.5 = 3", "Rounded 3"), ("2.5 = 2", "Rounded 2"), ("0.001^2 = 1e-6", "It is 1e-6."),
    ("0.5^(1/69.0) = 0.990", "It is `0.990`."), ("2^10 = 1024", "| a |\n|---|\n| 1024 |"),
  ])
  func `A claimed number is one that comes out and stands in the text`(
    claim: String, words: String
  ) throws {
    #expect(try findings(inQuestions: Self.file(["computed: [\"\(claim)\"]"], words)) == [])
  }

  @Test(arguments: [
    (
      "sigmoid(1) = 0.732", "0.732",
      """
      12:12: error: sigmoid(1) is 0.73105858, which is 0.731 at these digits, not 0.732
      """
    ),
    ("sigmoid(1) = 0.731", "0.7310", "12:12: error: 0.731 does not stand in the English text"),
    ("1/4 = 0.25", "10.25", "12:12: error: 0.25 does not stand in the English text"),
    ("1/4 = -0.25", "-0.25", "12:12: error: 1/4 is 0.25, which is 0.25 at these digits, not -0.25"),
    ("2*2 = 4", "4.5", "12:12: error: 4 does not stand in the English text"),
    ("1/0 = 1", "1", "12:12: error: '1/0' is not finite"),
    ("2 * x = 4", "4", "12:17: error: this calculation cannot be read: there is no 'x'"),
    (
      "0.731", "0.731",
      "12:12: error: '0.731' is no calculation with its value; write 'sigmoid(1) = 0.731'"
    ),
    (
      "2 = two", "two",
      "12:12: error: '2 = two' is no calculation with its value; write 'sigmoid(1) = 0.731'"
    ),
  ])
  func `A wrong number is told with the right one`(
    claim: String, words: String, expected: String
  ) throws {
    #expect(
      try findings(inQuestions: Self.file(["computed: [\"\(claim)\"]"], words)) == [expected])
  }

  @Test(arguments: [
    ("c = 1.000", "c is 1.000", nil), ("f[1]=0.0000", "f is 0.0000", nil),
    ("h = 0.76", "h is 0.76", nil),
    (
      "c = -1.0", "-1.0",
      "13:9: error: c at latch@1 is 0.9998638, which is 1.0 at these digits, not -1.0"
    ),
    ("c[2] = 1.0", "1.0", "13:9: error: the lab 'latch' has no c[2] at step 1"),
    ("r = 1.0", "1.0", "13:9: error: the lab 'latch' has no r[1] at step 1"),
    (
      "cell = 1.0", "1.0",
      """
      13:9: error: 'cell' is no quantity of a lab; write 'c = -1.000' with one of i f g o r z n h \
      c h
      """
    ),
    ("c = 1.0", "one", "13:9: error: 1.0 does not stand in the English text"),
  ])
  func `What a lab shows is looked up`(claim: String, words: String, expected: String?) throws {
    let found = try findings(
      inQuestions: Self.file(["lab: latch@1.3", "shows: [\"\(claim)\"]"], words))
    if let expected, expected.contains("no quantity") {
      #expect(found.count == 1 && found[0].hasPrefix("13:9: error: 'cell' is no quantity of a lab"))
    } else {
      #expect(found == [expected].compactMap(\.self))
    }
  }

  @Test func `Without a position nothing is shown`() throws {
    #expect(
      try findings(inQuestions: Self.file(["shows: [\"c = 1\"]"], "1")) == [
        """
        12:8: error: 'shows' tells what the lab shows; write its position as 'lab: PRESET@STEP'
        """
      ])
  }

  @Test func `Both languages have to name the number`() throws {
    let zh =
      "---\ntopic: gates\n---\n\n## 问题\n<!-- {id: q, accept: [a]} -->\n约 0.73。\n\n### 解析\n原因。\n"
    let deck = try Deck(
      Sample.files([
        "en/questions/q.md": Self.file(["computed: sigmoid(1) = 0.731"], "0.731"),
        "zh/questions/q.md": zh,
      ]))
    #expect(
      deck.check().filter { $0.contains(" error: ") } == [
        "en/questions/q.md:12:11: error: 0.731 does not stand in the Chinese text"
      ])
  }

  @Test func `Lessons claim numbers too`() throws {
    func lesson(_ shows: String, _ text: String) -> String {
      """
      ---
      id: a
      title: A
      computed: ["sigmoid(1) = 0.731"]
      shows: ["\(shows)"]
      ---

      \(text)
      """
    }
    func found(_ shows: String, _ text: String) throws -> [String] {
      let course = Sample.course.replacing("lessons: []", with: "lessons: [a]")
      return try Deck(
        Sample.files(["course.yaml": course, "en/lessons/a.md": lesson(shows, text)])
      ).check()
    }
    #expect(try found("latch@2 c = 1.000", "It is 0.731 and 1.000.") == [])
    #expect(
      try found("latch@3 c = 1.000", "It is 0.731 and 1.000.") == [
        """
        en/lessons/a.md:5:9: error: c at latch@3 is -0.99981844, which is -1.000 at these digits, \
        not 1.000
        """
      ])
    #expect(
      try found("lacth@2 c = 1.000", "It is 0.731 and 1.000.") == [
        "en/lessons/a.md:5:9: error: there is no lab 'lacth'; did you mean 'latch'?"
      ])
    #expect(
      try found("latch@9 c = 1.000", "It is 0.731 and 1.000.") == [
        "en/lessons/a.md:5:9: error: the tape of 'latch' has 3 steps, so there is no step 9"
      ])
    #expect(
      try found("c = 1.000", "It is 0.731 and 1.000.").first?.contains("write 'latch@5 c = -1.000'")
        == true)
    #expect(
      try found("latch@2 c = 1.000", "It is 1.000.") == [
        "en/lessons/a.md:4:12: error: 0.731 does not stand in the English text"
      ])
  }
}
