import Content
import CourseModel
import Foundation
import Languages
import Study
import Testing

/// Questions that draw their numbers. Their own keys start in line 12.
@Suite struct GeneratedQuestionTests {
  private static let shipped =
    URL(filePath: #filePath).appending(path: "../../../Content").standardized.path
  private static let vars = "vars: {f: 0.1...0.9 step 0.1, c: -2...2 step 0.5}"
  private static let body = "With {{f}} and {{c}}?\n\n### Explanation\n{{answer:2}}"

  private static func file(_ keys: [String], type: String = "numeric", body: String = body)
    -> String
  {
    let head = ["id: q", "type: \(type)", "level: junior", "time: 30", "source: gers2000"]
    return Sample.questions(
      (["## Question", "<!--"] + head + keys + ["-->", body]).joined(separator: "\n"))
  }

  private func question(_ keys: String..., type: String = "numeric", body: String = body) throws
    -> Question
  {
    let deck = try Deck(
      Sample.files(["en/questions/q.md": Self.file(keys, type: type, body: body)]))
    #expect(deck.check() == [])
    return try #require(deck.read().course.questions.first)
  }

  @Test func `Variables, definitions and wrong values are read`() throws {
    let question = try question(
      "vars: {f: 0.1...0.9 step 0.1, c: −2...2 step 0.5, H: \"pick [32, 64, -1.50]\", n: 1...8}",
      "let: {kept: f*c, all: \"kept + H\"}", "answer: let.kept * n", "tolerance: 1%",
      "wrong: {\"(1-f)*c*n\": polarity}",
      body: "With {{f}}, {{c}}, {{n}}, {{H}} and {{let.all}}?\n\n### Explanation\nBecause.")
    let generator = try #require(question.generator)
    #expect(
      generator.variables == [
        .init(name: "f", values: .range(first: 1, step: 1, count: 9, decimals: 1)),
        .init(name: "c", values: .range(first: -20, step: 5, count: 9, decimals: 1)),
        .init(name: "H", values: .pick(["32", "64", "-1.50"])),
        .init(name: "n", values: .range(first: 1, step: 1, count: 8, decimals: 0)),
      ])
    #expect(generator.definitions.map(\.name) == ["kept", "all"])
    #expect(generator.answer?.names == ["kept", "n"])
    #expect(generator.wrong.map(\.misconception) == ["polarity"])
  }

  @Test func `A question without variables may name its wrong values`() throws {
    let question = try question(
      "answer: 0.5*2 + 0.25", "tolerance: 0.001", "wrong: {\"0.5*2*0.25\": polarity}",
      body: "How much?\n\n### Explanation\nBecause.")
    guard case .numeric(let numeric) = question.instantiate(seed: 3).kind else { return }
    #expect(numeric.answer == 1.25)
    #expect(numeric.wrong == [.init(value: 0.25, misconception: "polarity")])
  }

  @Test func `Formulas hold their places whole`() throws {
    let question = try question(
      Self.vars, "let: {a_b_c: f}", "answer: f*c", "tolerance: 0.01",
      body: """
        $x_{{{f}}} = \\frac{{{c}}}{2} + {{let.a_b_c:3}}$ and {{c}}?

        ### Explanation
        Because.
        """)
    let text = try #require(question.instantiate(seed: 1).text.english)
    #expect(!text.stem.plainText.contains("{{") && text.stem.plainText.contains("\\frac{"))
  }

  @Test(arguments: [
    (
      ["vars: {f: 0.1..0.9}", "answer: f"],
      "12:11: error: '0.1..0.9' is no range; write '0.1...0.9 step 0.1' or 'pick [1, 2]'"
    ),
    (
      ["vars: {f: 0.1...0.9}", "answer: f"],
      "12:11: error: '0.1...0.9' has no step; write it behind the range: 'step 0.1'"
    ),
    (
      ["vars: {f: 0.1...0.9 step 0.3}", "answer: f"],
      "12:11: error: '0.1...0.9 step 0.3' does not reach its end in whole steps"
    ),
    (
      ["vars: {f: 0.9...0.1 step 0.1}", "answer: f"],
      "12:11: error: '0.9...0.1 step 0.1' ends before it begins"
    ),
    (
      ["vars: {f: 1...9 step 0}", "answer: f"],
      "12:11: error: '1...9 step 0' needs a step above 0"
    ),
    (
      ["vars: {f: 1...20001}", "answer: f"],
      "12:11: error: '1...20001' has 20001 values; at most 10000 are drawn from"
    ),
    (
      ["vars: {f: \"pick [1, x]\"}", "answer: f"],
      "12:11: error: 'pick [1, x]' holds 'x', which is no number"
    ),
    (
      ["vars: {f: pick 1}", "answer: f"],
      "12:11: error: 'pick 1' is no list; write 'pick [32, 64, 128]'"
    ),
    (
      ["vars: {f: \"pick [1, 1]\"}", "answer: f"],
      "12:11: error: 'pick [1, 1]' holds 1 twice"
    ),
    (
      ["vars: f", "answer: f"],
      "12:7: error: 'vars' must map names to values, such as {f: 0.1...0.9 step 0.1}"
    ),
    (
      ["vars: {1f: 1...2}", "answer: 1"],
      "12:8: error: '1f' is no name; write letters, digits and '_'"
    ),
    (
      ["vars: {f: 1...2, tanh: 1...2}", "answer: f"],
      "12:18: error: the name 'tanh' is taken"
    ),
    (
      [vars, "let: {f: c}", "answer: f", "tolerance: 0.1"],
      "13:7: error: the name 'f' is taken"
    ),
    (
      [vars, "answer: f * d", "tolerance: 0.1"],
      "13:13: error: this calculation cannot be read: there is no 'd'; there are c, f"
    ),
    (
      [vars, "answer: f", "tolerance: 0.1", "wrong: {\"f + + * c\": polarity}"],
      "15:16: error: this calculation cannot be read: '*' cannot stand here"
    ),
    (
      [vars, "answer: f", "tolerance: 0.1", "wrong: {\"f*c\": polarty}"],
      "15:16: error: there is no misconception 'polarty'; did you mean 'polarity'?"
    ),
    (
      [vars, "answer: f", "tolerance: 0.1", "wrong: [\"f*c\"]"],
      """
      15:8: error: 'wrong' must map calculations to misconceptions, such as {"f*c": some-id}
      """
    ),
    (
      [vars],
      "7:1: error: the 'numeric' question has no 'answer'; write the calculation, such as f*c + i*g"
    ),
    (
      [vars, "answer: f*c"],
      """
      7:1: error: the 'numeric' question has no 'tolerance'; write how far off is still right, \
      such as 0.001 or 1%
      """
    ),
    (
      [vars, "answer: f*c", "tolerance: 0.01", "wrong: {\"f*c + 0.001\": polarity}"],
      "12:1: error: no numbers can be drawn:"
    ),
    (
      [vars, "answer: f/(c - c)", "tolerance: 0.01"],
      "12:1: error: no numbers can be drawn: 'answer' is not finite; choose ranges that avoid it"
    ),
    (
      [vars, "answer: f/c", "tolerance: 0.01"],
      "12:1: error: with seed"
    ),
  ])
  func `Every mistake is told at its place`(keys: [String], expected: String) throws {
    let found = try findings(
      inQuestions: Self.file(keys, body: "With {{f}}?\n\n### Explanation\nBecause.")
    )
    .filter { !$0.contains("no number is called") && !$0.contains("names no number") }
    #expect(found.count == 1 && found.first?.hasPrefix(expected) == true, "\(found)")
  }

  @Test(arguments: [
    ("{{g}}", "17:1: error: no number is called 'g'; there are f, c, let.kept, answer"),
    ("A {{kept}}", "17:3: error: no number is called 'kept'; did you mean 'let.kept'?"),
    ("{{let.kep}}", "17:1: error: no number is called 'let.kep'; did you mean 'let.kept'?"),
    ("中{{anwser}}", "17:2: error: no number is called 'anwser'; did you mean 'answer'?"),
    ("{{ f }}", "17:1: error: '{{ f }}' names no number; write '{{NAME}}', '{{let.NAME}}',"),
    ("$x = {{wrong.polarity}}$", "17:6: error: no number is called 'wrong.polarity'; there are"),
  ])
  func `Places for numbers that nobody draws are told`(line: String, expected: String) throws {
    let keys = [Self.vars, "let: {kept: f*c}", "answer: kept", "tolerance: 0.01"]
    let body = line + "\n\n### Explanation\nBecause."
    let found = try findings(inQuestions: Self.file(keys, body: body))
    #expect(
      found.count == 1 && found[0].hasPrefix(expected), "\(found)")
  }

  @Test func `Only some types draw numbers`() throws {
    let found = try findings(
      inQuestions: Self.file([Self.vars], type: "multi", body: Sample.options))
    #expect(
      found == [
        "12:1: error: 'vars' means nothing in a 'multi' question, only in 'numeric', 'shape', 'choice'"
      ])
  }

  @Test func `A translation asks with the same numbers`() throws {
    let zh = """
      ---
      topic: gates
      ---

      ## 问题
      <!-- id: q -->
      已知 {{f}}，求值。

      ### 解析
      {{answer:2}}，{{d}}
      """
    let keys = [Self.vars, "answer: f*c", "tolerance: 0.01"]
    let deck = try Deck(
      Sample.files(["en/questions/q.md": Self.file(keys), "zh/questions/q.md": zh]))
    let found = deck.check().filter { $0.contains(": error: ") }
    #expect(
      found == [
        """
        zh/questions/q.md:5:1: error: the translation asks with other numbers (f) than the \
        original (c, f) (en/questions/q.md:5:1)
        """,
        "zh/questions/q.md:10:14: error: no number is called 'd'; there are f, c, answer",
      ])
  }

  @Test func `Every question of the course that draws numbers has a thousand instances`() throws {
    let (course, _) = CourseReader(folders: [Self.shipped]).read()
    let drawing = course.questions.filter { $0.generator != nil }
    #expect(drawing.count >= 3)
    for question in drawing {
      var instances: Set<Question> = []
      for seed in 1...1000 as ClosedRange<UInt64> {
        let instance = try question.instance(seed: seed).get()
        for language in Language.allCases {
          let text = try #require(instance.text[language])
          let words = [
            text.title.plainText, text.stem.plainText, text.explanation.plainText,
            text.options.map { $0.blocks.plainText + $0.feedback.plainText }.joined(),
          ].joined()
          #expect(!words.contains("{{"), "\(question.id) \(seed)")
        }
        instances.insert(instance)
      }
      #expect(
        question.generator?.variables.isEmpty == true || instances.count >= 3, "\(question.id)")
    }
  }
}
