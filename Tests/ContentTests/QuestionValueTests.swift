import CourseModel
import Foundation
import Languages
import Testing

/// What correct questions become.
@Suite struct QuestionValueTests {
  private func question(_ text: String, chinese: String? = nil) throws -> Question? {
    var files = ["en/questions/q.md": Sample.questions(text)]
    if let chinese { files["zh/questions/q.md"] = Sample.questions(chinese) }
    let deck = try Deck(Sample.files(files))
    let found = deck.check().filter { !$0.contains("has no Chinese text") }
    #expect(found == [])
    return deck.read().course.questions.first
  }

  @Test func `A choice has options with feedback and misconceptions`() throws {
    let body = """
      At the *start*:

      - [ ] To forget **faster**
        with more words

        ```python
        f = 0
        ```
        > It *keeps* $c$. {misc=polarity}
      - [x] To keep

        > Yes,
        > because.
      - [ ] To show
        1. one
        2. two

        > No.
        >
        > {misc=polarity}

      ### Hint
      Think.

      ### hint
      Think again.

      ### Explanation
      It is so.

      #### Details
      More.

      ### Follow-up
      And then?
      """
    let read = try question(
      Sample.question(
        "choice", "covers: [C05, P1]", "lab: latch@2.3:cell", "shuffle: false", "after: []",
        body: body))
    #expect(read?.id == "q")
    #expect(read?.topic == "gates")
    #expect(read?.level == .junior)
    #expect(read?.time == 30)
    #expect(read?.kind == .choice(correct: 1))
    #expect(read?.sources == ["gers2000"])
    #expect(read?.covers == ["C05", "P1"])
    #expect(
      read?.lab == LabReference(preset: "latch", step: 2, substep: 3, lens: "cell"))
    #expect(read?.isShuffled == false)
    let text = read?.text.english
    #expect(text?.title == [.text("Question")])
    #expect(
      text?.stem == [.paragraph([.text("At the "), .emphasis([.text("start")]), .text(":")])])
    #expect(text?.options.map(\.misconception) == ["polarity", nil, "polarity"])
    #expect(text?.options.map { $0.feedback.plainText } == ["It keeps c.", "Yes, because.", "No."])
    #expect(
      text?.options.map { $0.blocks.plainText } == [
        "To forget faster with more words\nf = 0", "To keep", "To show\none\ntwo",
      ])
    #expect(text?.hints.map(\.plainText) == ["Think.", "Think again."])
    #expect(text?.explanation.plainText == "It is so.\nDetails\nMore.")
    #expect(text?.followUps.map(\.blocks.plainText) == ["And then?"])
  }

  @Test func `A space between a formula and the words behind it stays`() throws {
    let body = Sample.options.replacing("> No.", with: "> With $x$ and $y$ it is. {misc=polarity}")
    let text = try question(Sample.question("choice", body: body))?.text.english
    #expect(text?.options.first?.feedback.plainText == "With x and y it is.")
  }

  @Test func `A multi question may have several right options`() throws {
    let body = Sample.options.replacing("- [ ] One", with: "- [X] One")
    #expect(try question(Sample.question("multi", body: body))?.kind == .multi(correct: [0, 1]))
  }

  @Test(arguments: Verdict.allCases)
  func `A judge question keeps its claim in the stem`(verdict: Verdict) throws {
    let read = try question(
      Sample.question(
        "judge", "verdict: \(verdict.rawValue)", body: "Well?\n\n> A claim.\n\n" + Sample.options))
    #expect(read?.kind == .judge(verdict, reason: 1))
    #expect(
      read?.text.english?.stem.last == .quote([.paragraph([.text("A claim.")])]))
  }

  @Test(arguments: [
    ("0.731", 0.731), (".5", 0.5), ("5.", 5), ("1e-3", 0.001), ("2 560", 2560), ("2,560", 2560),
    ("1,234,567.5", 1_234_567.5), ("50%", 0.5), ("50 %", 0.5), ("−1", -1), ("-0.5", -0.5),
    ("+3", 3), ("\"12\"", 12), ("010", 10), ("1E3", 1000),
  ])
  func `Numbers are read as people write them`(text: String, value: Double) throws {
    let read = try question(
      Sample.question(
        "numeric", "answer: \(text)", "tolerance: 0.001", "unit: steps",
        body: "How many?\n\n### Explanation\nSo."))
    #expect(
      read?.kind
        == .numeric(
          Question.Numeric(answer: value, tolerance: .absolute(0.001), unit: "steps")))
  }

  @Test(arguments: [
    ("tolerance: 1%", Question.Numeric.Tolerance.relative(0.01)),
    ("tolerance: 3 %", .relative(0.03)), ("tolerance: 0.5", .absolute(0.5)),
    ("tolerance: 0", .absolute(0)), ("covers: []", .absolute(0)),
  ])
  func `A tolerance is a number or a share`(
    line: String, tolerance: Question.Numeric.Tolerance
  ) throws {
    let read = try question(
      Sample.question("numeric", "answer: 4", line, body: "How many?\n\n### Explanation\nSo."))
    #expect(read?.kind == .numeric(Question.Numeric(answer: 4, tolerance: tolerance)))
  }

  @Test func `A percentage stays as it is when the unit is per cent`() throws {
    let read = try question(
      Sample.question(
        "numeric", "answer: 50%", "unit: \"%\"", body: "How many?\n\n### Explanation\nSo."))
    #expect(
      read?.kind == .numeric(Question.Numeric(answer: 50, tolerance: .absolute(0), unit: "%")))
  }

  @Test func `Scalars are texts and never YAML's own types`() throws {
    let read = try question(
      Sample.question(
        "short", "accept: [yes, 010, 1.50, null, ~]", body: "Which?\n\n### Explanation\nSo."))
    #expect(read?.kind == .short)
    #expect(read?.text.english?.accept == ["yes", "010", "1.50", "null", "~"])
  }

  @Test func `An order keeps its author's order, and earlier lists are content`() throws {
    let body = """
      1. not
      2. this

      But:

      1. First $x$
      2. Second

         with code
      3. Third

      ### Explanation
      So.
      """
    let read = try question(Sample.question("order", body: body))
    #expect(read?.kind == .order(count: 3))
    #expect(
      read?.text.english?.items.map(\.plainText) == ["First x", "Second\nwith code", "Third"])
    #expect(read?.text.english?.stem.count == 2)
  }

  @Test func `An open question has key points, an answer and follow-ups`() throws {
    let body = """
      Explain.

      ### 要点
      - One
      - Two $x$

      ### Answer
      So it is.

      ### Follow-up
      Why?

      ### 追问
      Really?
      """
    let text = try question(Sample.question("open", body: body))?.text.english
    #expect(text?.stem.plainText == "Explain.")
    #expect(text?.keyPoints.map(\.plainText) == ["One", "Two x"])
    #expect(text?.answer.plainText == "So it is.")
    #expect(text?.followUps.map(\.blocks.plainText) == ["Why?", "Really?"])
  }

  @Test func `A heading can say it all`() throws {
    let read = try question(Sample.question("choice", body: Sample.options))
    #expect(read?.text.english?.stem == [])
  }

  // MARK: Cards

  @Test func `A heading with a text is an open card with a warning`() throws {
    let text = """
      # My deck

      Some words.

      ## What is *BPTT*?
      Backpropagation through the unrolled network.

      ### Details
      More.

      ### Hint
      Unroll it.

      ## 什么是遗忘门？

      一个门。
      """
    let deck = try Deck(["cards.md": text])
    #expect(
      deck.check() == [
        """
        cards.md:5:1: warning: this card has no id, so it is called 'what-is-bptt' after its \
        heading and loses its history when the heading changes
        """,
        """
        cards.md:14:1: warning: this card has no id, so it is called '什么是遗忘门' after its \
        heading and loses its history when the heading changes
        """,
      ])
    let questions = deck.read().course.questions
    #expect(questions.map(\.kind) == [.open, .open])
    #expect(questions.map(\.id) == ["what-is-bptt", "什么是遗忘门"])
    let card = questions.first?.text.english
    #expect(card?.stem == [])
    #expect(
      card?.answer.plainText == "Backpropagation through the unrolled network.\nDetails\nMore.")
    #expect(card?.hints.map(\.plainText) == ["Unroll it."])
  }

  @Test func `A card without a text, or with the heading of another, is an error`() throws {
    let deck = try Deck(["cards.md": "## One\n\n## Two\n\nText.\n\n## two!\n\nText.\n\n##\n\nText."]
    )
    let found = deck.check().filter { $0.contains("error") }
    #expect(
      found == [
        "cards.md:1:1: error: the card has no text, which would be its answer",
        "cards.md:7:1: error: the id 'two' is used already at cards.md:3:1",
        "cards.md:11:1: error: the question has no text behind '##'",
      ])
  }
}
