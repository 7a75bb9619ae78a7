import Content
import CourseModel
import Languages
import Testing

/// Gaps, pairs, shapes and bugs as they are written. The body starts in line 13 without own keys.
@Suite struct QuestionPartTests {
  private static let because = "\n\n### Explanation\nBecause."

  private static func file(_ type: String, _ keys: [String], _ body: String) -> String {
    let head = ["id: q", "type: \(type)", "level: junior", "time: 30", "source: gers2000"]
    return Sample.questions(
      (["## Question", "<!--"] + head + keys + ["-->", body + because]).joined(separator: "\n"))
  }

  private func question(_ type: String, _ keys: String..., body: String) throws -> Question {
    let deck = try Deck(Sample.files(["en/questions/q.md": Self.file(type, keys, body)]))
    #expect(deck.check() == [])
    return try #require(deck.read().course.questions.first)
  }

  // MARK: Gaps

  @Test func `Gaps are found in prose, lists and tables, and not in code or formulas`() throws {
    let question = try question(
      "cloze", "accept: [[f, forget], c, [], [d]]",
      body: """
        The ==forget gate== keeps ==$c_{t-1}$==; `a ==b==` and $x$ stay, a == b too.

        - A list with ==*two* words==

        | a |
        |---|
        | ==d== |
        """)
    let text = try #require(question.text.english)
    #expect(question.kind == .cloze(count: 4))
    #expect(text.gaps.map(\.hidden.plainText) == ["forget gate", "c_{t-1}", "two words", "d"])
    #expect(text.gaps.map(\.accept) == [["f", "forget"], ["c"], [], ["d"]])
    #expect(
      text.stem.plainText == """
        The [1 ____] keeps [2 ____]; a ==b== and x stay, a == b too.
        A list with [3 ____]
        a
        [4 ____]
        """)
  }

  @Test func `One gap has one list`() throws {
    let question = try question("cloze", "accept: [a, b]", body: "The ==gate==.")
    #expect(question.text.english?.gaps.first?.accept == ["a", "b"])
    let alone = try self.question("cloze", "accept: a", body: "The ==gate==.")
    #expect(alone.text.english?.gaps.first?.accept == ["a"])
    #expect(try self.question("cloze", body: "==x==").text.english?.gaps.count == 1)
  }

  @Test(arguments: [
    (
      [], "Nothing is hidden: a == b.",
      [
        """
        5:1: error: a 'cloze' question hides something; write '==hidden==' in the text under its \
        heading
        """
      ]
    ),
    (
      [], "The ==gate== and ==another.",
      [
        """
        13:18: error: this '==' hides nothing; write '==hidden==' in one paragraph, without \
        spaces inside
        """
      ]
    ),
    (
      ["accept: [[a], [b]]"], "The ==gate==.",
      ["12:9: error: 'accept' has 2 lists and the text hides 1 part"]
    ),
    (
      ["accept: [a, {b: c}]"], "The ==gate== and ==g==.",
      ["12:13: error: 'accept' must be a list of texts"]
    ),
    (
      [], "1 ==a== 2 ==b== 3 ==c== 4 ==d== 5 ==e== 6 ==f== 7 ==g== 8 ==h== 9 ==i== 10 ==j==",
      ["13:3: error: a 'cloze' question hides 1 to 9 parts, not 10"]
    ),
    (
      [], "The ==gate==.\n\n- [x] One\n  > Yes.\n- [ ] Two\n  > No.",
      ["15:1: error: a 'cloze' question has no options"]
    ),
  ])
  func `Mistakes with gaps are told`(keys: [String], body: String, expected: [String]) throws {
    #expect(try findings(inQuestions: Self.file("cloze", keys, body)) == expected)
  }

  // MARK: Pairs

  private static let table = "| gate | job |\n|---|---|\n| $f$ | keeps |\n| i | writes |"

  @Test func `The last table with two columns holds the pairs`() throws {
    let question = try question(
      "match", body: "Which?\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n" + Self.table)
    let text = try #require(question.text.english)
    #expect(question.kind == .match(count: 2))
    #expect(text.pairs.map(\.left.plainText) == ["f", "i"])
    #expect(text.pairs.map(\.right.plainText) == ["keeps", "writes"])
    #expect(text.pairHeader.left.plainText == "gate" && text.pairHeader.right.plainText == "job")
    #expect(text.stem.count == 2)
  }

  @Test(arguments: [
    (
      "Which?",
      [
        """
        5:1: error: a 'match' question needs a table with two columns, whose rows are the right \
        pairs
        """
      ]
    ),
    (
      "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |",
      [
        """
        5:1: error: a 'match' question needs a table with two columns, whose rows are the right \
        pairs
        """
      ]
    ),
    (
      "| a | b |\n|---|---|\n| 1 | 2 |",
      ["13:1: error: a 'match' question has 2 to 9 pairs, not 1"]
    ),
    (
      table + "\n| o | keeps |", ["17:1: error: the right side is the same as that of row 1"]
    ),
    (table + "\n| o | |", ["17:1: error: both sides of a pair need a text"]),
    (
      table + "\n\nMore.",
      ["18:1: error: nothing may stand between the table and the first '###'"]
    ),
  ])
  func `Mistakes with pairs are told`(body: String, expected: [String]) throws {
    #expect(try findings(inQuestions: Self.file("match", [], body)) == expected)
  }

  // MARK: Shapes

  @Test func `Shapes are read axis by axis`() throws {
    guard
      case .shape(let shape) = try question(
        "shape", "answer: (N, L, 2*H)", body: "Which shape?"
      ).kind
    else { return }
    #expect(shape.axes.map { $0.names } == [["N"], ["L"], ["H"]])
    #expect(shape.source == "(N, L, 2*H)")
    for (text, rank) in [("(H,)", 1), ("()", 0), ("(max(1, H), 2)", 2), ("\"[4*H, D]\"", 2)] {
      guard
        case .shape(let shape) = try question("shape", "answer: \(text)", body: "Which?").kind
      else { continue }
      #expect(shape.axes.count == rank)
    }
  }

  @Test(arguments: [
    (
      [],
      "7:1: error: the 'shape' question has no 'answer'; write the shape, such as (N, L, 2*H)"
    ),
    (
      ["answer: N, L"],
      "12:9: error: 'N, L' is no shape; write it in brackets, such as (N, L, 2*H)"
    ),
    (
      ["answer: (N, 2*, H)"],
      "12:15: error: an axis cannot be read: something is missing at the end"
    ),
    (
      ["answer: (N, L 2)"],
      "12:15: error: an axis cannot be read: an operator is missing in front of '2'"
    ),
    (
      ["answer: (N, L)", "tolerance: 1"],
      "13:1: error: 'tolerance' means nothing in a 'shape' question, only in 'numeric' and 'predict'"
    ),
  ])
  func `Mistakes with shapes are told`(keys: [String], expected: String) throws {
    #expect(try findings(inQuestions: Self.file("shape", keys, "Which shape?")) == [expected])
  }

  // MARK: Bugs

  private static let code = "```python\na = 1\n\nb = a\n```"
  private static let repairs = "- [ ] One\n  > No. {misc=polarity}\n- [x] Two\n  > Yes."

  @Test func `The last fence holds the bug`() throws {
    let question = try question(
      "bug", "line: [1, 3]",
      body: "Wrong?\n\n```\nnot this\n```\n\n\(Self.code)\n\nHow?\n\n\(Self.repairs)")
    let text = try #require(question.text.english)
    #expect(question.kind == .bug(lines: [1, 3], repair: 1))
    #expect(text.snippet == .init(language: "python", text: "a = 1\n\nb = a"))
    #expect(text.snippet?.lines.count == 3)
    #expect(text.stem.plainText == "Wrong?\nnot this\nHow?")
    #expect(text.options.map(\.misconception) == ["polarity", nil])
  }

  @Test(arguments: [
    (
      [], code + "\n\n" + repairs,
      """
      7:1: error: the 'bug' question has no 'line'; write the number of the wrong line in the fence
      """
    ),
    (
      ["line: 4"], code + "\n\n" + repairs,
      "12:7: error: the code has 3 lines, so there is no line 4"
    ),
    (
      ["line: [1, x]"], code + "\n\n" + repairs,
      "12:11: error: 'line' must be a number of a line, not 'x'"
    ),
    (
      ["line: 1"], repairs,
      "14:1: error: a 'bug' question needs a fence with the code in front of the repairs"
    ),
    (
      ["line: 1"], code,
      "5:1: error: the question has no options; write a list of '- [ ]' and '- [x]'"
    ),
    (
      ["line: 1"], code + "\n\n" + repairs.replacing("[ ]", with: "[x]"),
      "20:1: error: a 'bug' question has exactly one '[x]', not 2"
    ),
  ])
  func `Mistakes with bugs are told`(keys: [String], body: String, expected: String) throws {
    #expect(try findings(inQuestions: Self.file("bug", keys, body)) == [expected])
  }

  // MARK: Translations

  @Test(arguments: [
    (
      "cloze", [], "The ==gate== and ==g==.", "只有==一处==。",
      "the translation hides 1 parts and the original 2"
    ),
    (
      "match", [], table, "| 门 | 作用 |\n|---|---|\n| f | 保留 |\n| i | 写入 |\n| o | 读出 |",
      "the translation has 3 pairs and the original 2"
    ),
    (
      "bug", ["line: 1"], code + "\n\n" + repairs,
      "```\na\n```\n\n- [ ] 一\n  > 错。\n- [x] 二\n  > 对。",
      "the translation's code has 1 lines and the original's 3"
    ),
  ])
  func `A translation has the same parts`(
    type: String, keys: [String], body: String, translated: String, expected: String
  ) throws {
    let zh = "---\ntopic: gates\n---\n\n## 问题\n<!-- id: q -->\n\(translated)\n\n### 解析\n原因。\n"
    let deck = try Deck(
      Sample.files([
        "en/questions/q.md": Self.file(type, keys, body), "zh/questions/q.md": zh,
      ]))
    let found = deck.check().filter { $0.contains("error") }
    #expect(found == ["zh/questions/q.md:5:1: error: \(expected) (en/questions/q.md:5:1)"])
    #expect(deck.read().course.questions.first?.text.chinese == nil)
  }

  @Test func `Gaps of a translation have answers of their own`() throws {
    let zh =
      "---\ntopic: gates\n---\n\n## 问题\n<!-- {id: q, accept: [门]} -->\n是==遗忘门==。\n\n### 解析\n原因。\n"
    let deck = try Deck(
      Sample.files([
        "en/questions/q.md": Self.file("cloze", ["accept: [f]"], "It is ==f_t==."),
        "zh/questions/q.md": zh,
      ]))
    let text = try #require(deck.read().course.questions.first?.text)
    #expect(text.english?.gaps == [.init(hidden: [.text("f_t")], accept: ["f"])])
    #expect(text.chinese?.gaps == [.init(hidden: [.text("遗忘门")], accept: ["门"])])
  }
}
