import CourseModel
import Languages
import Testing

/// Mistakes in the structure of a question; the sample question's body starts in line 13.
@Suite struct QuestionMistakeTests {
  @Test func `A question without mistakes is accepted silently`() throws {
    let found = try findings(inQuestions: Sample.questions(Sample.choice))
    #expect(found == [])
  }

  @Test func `A setext heading is an error at its underline`() throws {
    let body = "A text that\nbecomes a heading\n---\n\n" + Sample.options
    let found = try findings(inQuestions: Sample.questions(Sample.question("choice", body: body)))
    #expect(
      found == [
        """
        15:1: error: a line of '-' under a text makes it a heading; put an empty line between them, \
        or write the heading with '#'
        """
      ])
  }

  @Test func `An unindented feedback is an error at its line, once for each`() throws {
    let body = """
      - [ ] One
      > No.
      - [x] Two
      > Yes.

      ### Explanation
      Because.
      """
    let message = "error: feedback belongs to the option above it; indent the '>' by two spaces"
    let found = try findings(inQuestions: Sample.questions(Sample.question("choice", body: body)))
    #expect(
      found == [
        "14:1: \(message)", "16:1: \(message)",
      ])
  }

  @Test(arguments: [
    ("choice", "- [ ] One\n  > No.\n- [ ] Two\n  > No.", "exactly one '[x]', not 0"),
    ("choice", "- [x] One\n  > Yes.\n- [x] Two\n  > Yes.", "exactly one '[x]', not 2"),
    ("multi", "- [ ] One\n  > No.\n- [ ] Two\n  > No.", "at least one '[x]', not 0"),
  ])
  func `The number of right options depends on the type`(
    type: String, options: String, expected: String
  ) throws {
    let body = options + "\n\n### Explanation\nBecause."
    let found = try findings(inQuestions: Sample.questions(Sample.question(type, body: body)))
    #expect(
      found == [
        "13:1: error: a '\(type)' question has \(expected)"
      ])
  }

  @Test(arguments: [1, 10])
  func `A question has two to nine options`(count: Int) throws {
    let options = (1...count).map { "- [\($0 == 1 ? "x" : " ")] Option \($0)\n  > So." }
    let body = options.joined(separator: "\n") + "\n\n### Explanation\nBecause."
    let found = try findings(inQuestions: Sample.questions(Sample.question("choice", body: body)))
    #expect(
      found == [
        "13:1: error: a question has 2 to 9 options, not \(count)"
      ])
  }

  @Test(arguments: [
    (
      "- [ ] One\n- [x] Two\n  > Yes.",
      [
        """
        13:1: error: the option has no feedback; add a line '  > …' that says why it is right or \
        wrong
        """
      ]
    ),
    (
      "- [ ] One\n  > No.\n\n  > No!\n- [x] Two\n  > Yes.",
      ["16:3: error: an option has one feedback; this is a second one"]
    ),
    (
      "* [ ] One\n  > No.\n* [x] Two\n  > Yes.",
      ["13:1: error: options are a list with '-', not with '*'"]
    ),
    (
      "1. [ ] One\n   > No.\n2. [x] Two\n   > Yes.",
      ["13:1: error: options are a list with '-', not with numbers"]
    ),
    (
      "- [ ] One\n  > No.\n- Two\n  > Yes.\n- [x] Three\n  > Yes.",
      ["15:1: error: each option starts with '[ ]' or '[x]'"]
    ),
    (
      "- [ ] One\n  > No.\n- [x]\n- [] Three\n  > No.",
      [
        "15:1: error: write '[ ]' or '[x]', a space, and the option's text",
        "16:1: error: write '[ ]' or '[x]', a space, and the option's text",
      ]
    ),
    (
      "- [ ] One\n  - [x] Inner\n  > No.\n- [x] Two\n  > Yes.",
      ["14:3: error: options may not stand inside an option"]
    ),
    (
      "- [ ] One\n  > No.\n- [x] Two\n  > Yes.\n\nAnd then?",
      ["18:1: error: nothing may stand between the options and the first '###'"]
    ),
    (
      "- [ ] One\n  > No.\n- [x] Two\n  > Yes.\n\n* [ ] Three\n  > No.\n* [x] Four\n  > No.",
      ["18:1: error: a question has one list of options; this is a second one"]
    ),
    (
      "Only text.",
      [
        """
        5:1: error: the question has no options; write a list of '- [ ]' and '- [x]'
        """
      ]
    ),
  ])
  func `Options that are built wrong are told by their line`(
    options: String, expected: [String]
  ) throws {
    let body = options + "\n\n### Explanation\nBecause."
    let found = try findings(inQuestions: Sample.questions(Sample.question("choice", body: body)))
    #expect(
      found == expected
    )
  }

  @Test(arguments: [
    ("No. {misc=unknown}", "14:9: error: there is no misconception 'unknown'"),
    (
      "No. {misc=polarty}",
      "14:9: error: there is no misconception 'polarty'; did you mean 'polarity'?"
    ),
    ("No. {mics=polarity}", "14:9: error: there is no mark '{mics=…}'; did you mean 'misc'?"),
    (
      "{misc=polarity} No.",
      "14:5: error: '{misc=ID}' stands once, at the very end of the feedback"
    ),
  ])
  func `A mark at the end of a feedback must be known`(
    feedback: String, expected: String
  ) throws {
    let body = Sample.options.replacing("> No.", with: "> " + feedback)
    let found = try findings(inQuestions: Sample.questions(Sample.question("choice", body: body)))
    #expect(
      found == [
        expected
      ])
  }

  @Test(arguments: [
    (
      "### Explanaton\nBecause.",
      [
        "5:1: error: the question has no '### Explanation'",
        "18:1: error: there is no section 'Explanaton'; did you mean 'Explanation'?",
      ]
    ),
    (
      "### Proof\nBecause.\n\n### Explanation\nSo.",
      [
        """
        18:1: error: there is no section 'Proof'; write 'Hint', 'Explanation', 'Key points', \
        'Follow-up' or 'Answer', or '####'
        """
      ]
    ),
    (
      "### Hint\n\n### Explanation\nSo.",
      ["18:1: error: this section is empty"]
    ),
    (
      "### Explanation\nSo.\n\n### 解析\nSo.",
      ["21:1: error: this section stands here a second time"]
    ),
    (
      "### Explanation\nSo.\n\n### Answer\nTwo.",
      ["21:1: warning: a 'choice' question does not show this section"]
    ),
    ("### Hint\nThink.", ["5:1: error: the question has no '### Explanation'"]),
    (
      "### Explanation\nSo.\n\n# Part two\n",
      ["21:1: warning: '#' does not end a question; only '##' does"]
    ),
  ])
  func `Sections are known, filled and not repeated`(
    sections: String, expected: [String]
  ) throws {
    let options = "- [ ] One\n  > No.\n- [x] Two\n  > Yes.\n\n"
    let text = Sample.questions(Sample.question("choice", body: options + sections))
    let found = try findings(inQuestions: text)
    #expect(found == expected)
  }

  @Test func `Fences, quotes and lists hold headings that are content`() throws {
    let stem = """
      ```
      ## Not a question
      ---
      ```

      > ## Nor this
      > - [ ] nor this

      - ## nor this

      ---

      <!-- another comment -->

      """
    let text = Sample.questions(Sample.question("choice", body: stem + "\n" + Sample.options))
    let deck = try Deck(Sample.files(["en/questions/q.md": text]))
    #expect(deck.check() == [])
    #expect(deck.read().course.questions.count == 1)
    #expect(deck.read().course.questions.first?.text.english?.stem.count == 4)
  }

  // MARK: Other types

  @Test func `A judge question needs its claim`() throws {
    let text = Sample.questions(
      Sample.question("judge", "verdict: wrong", body: "Is it so?\n\n" + Sample.options))
    let found = try findings(inQuestions: text)
    #expect(
      found == [
        """
        16:1: error: a 'judge' question needs its claim as a quote '> …' in front of the reasons
        """
      ])
  }

  @Test(arguments: [
    (2, "13:1: error: an 'order' question has 3 to 7 items, not 2"),
    (8, "13:1: error: an 'order' question has 3 to 7 items, not 8"),
  ])
  func `An order has three to seven items`(count: Int, expected: String) throws {
    let items = (1...count).map { "\($0). Item \($0)" }.joined(separator: "\n")
    let text = Sample.questions(
      Sample.question("order", body: items + "\n\n### Explanation\nBecause."))
    let found = try findings(inQuestions: text)
    #expect(found == [expected])
  }

  @Test(arguments: [
    ("1. A\n2. B\n3. A", ["15:1: error: this item is the same as item 1"]),
    (
      "- A\n- B\n- C",
      ["5:1: error: an 'order' question needs a numbered list in the right order"]
    ),
    (
      "1. A\n2. B\n3. C\n\nMore.",
      ["17:1: error: nothing may stand between the items and the first '###'"]
    ),
  ])
  func `The items of an order are distinct and come last`(
    list: String, expected: [String]
  ) throws {
    let text = Sample.questions(
      Sample.question("order", body: list + "\n\n### Explanation\nBecause."))
    let found = try findings(inQuestions: text)
    #expect(found == expected)
  }

  @Test func `A numeric question has no options`() throws {
    let text = Sample.questions(
      Sample.question("numeric", "answer: 3", body: Sample.options))
    let found = try findings(inQuestions: text)
    #expect(found == ["14:1: error: a 'numeric' question has no options"])
  }

  @Test func `An open question needs key points and an answer`() throws {
    let text = Sample.questions(Sample.question("open", body: "Explain."))
    let found = try findings(inQuestions: text)
    #expect(
      found == [
        "5:1: error: the question has no '### Answer'",
        "5:1: error: the question has no '### Key points'",
      ])
  }

  @Test(arguments: [
    ("Text.", "15:1"), ("- A\n- B\n\nText.", "18:1"), ("1. A\n2. B", "15:1"),
    ("- A\n\n* B", "17:1"),
  ])
  func `Key points are one list`(points: String, place: String) throws {
    let body = "\n### Key points\n" + points + "\n\n### Answer\nSo."
    let found = try findings(inQuestions: Sample.questions(Sample.question("open", body: body)))
    #expect(
      found == [
        "\(place): error: key points are one list with '-' and nothing else"
      ])
  }
}
