import Content
import CourseModel
import Languages
import Study
import Testing

/// Questions of the type `predict`, whose own keys start in line 12.
@Suite struct PredictQuestionTests {
  private static let body = "What next?\n\n### Explanation\nBecause."

  private static func file(_ keys: [String], body: String = body) -> String {
    let head = ["id: q", "type: predict", "level: junior", "time: 30", "source: gers2000"]
    return Sample.questions(
      (["## Question", "<!--"] + head + keys + ["-->", body]).joined(separator: "\n"))
  }

  private func prediction(_ keys: String...) throws -> Prediction? {
    let deck = try Deck(Sample.files(["en/questions/q.md": Self.file(keys)]))
    #expect(deck.check() == [])
    guard case .predict(let prediction) = deck.read().course.questions.first?.kind else {
      return nil
    }
    return prediction
  }

  @Test func `Every form of ask is read`() throws {
    let usual = Question.Numeric.Tolerance.absolute(0.05)
    #expect(
      try prediction("lab: latch@0", "ask: c")
        == Prediction(.value(symbol: "c", unit: 0), tolerance: usual))
    #expect(
      try prediction("lab: latch@1", "ask: h[1]", "tolerance: 0.001")
        == Prediction(.value(symbol: "h", unit: 0), tolerance: .absolute(0.001)))
    #expect(
      try prediction("lab: latch@1", "ask: c", "tolerance: 2%")
        == Prediction(.value(symbol: "c", unit: 0), tolerance: .relative(0.02)))
    #expect(
      try prediction("lab: latch@2", "ask: sign( c )")
        == Prediction(.sign(symbol: "c", unit: 0)))
    #expect(
      try prediction("lab: latch@2", "ask: f<= 0.5")
        == Prediction(
          .comparison(.init(symbol: "f", unit: 0, comparison: .lessOrEqual, value: 0.5))))
  }

  @Test(arguments: [
    (
      ["ask: c"],
      """
      7:1: error: the 'predict' question has no 'lab'; write PRESET@STEP, where the learner \
      predicts step STEP + 1
      """
    ),
    (
      ["lab: latch@1"],
      "7:1: error: the 'predict' question has no 'ask'; write 'c', 'h[2]', 'sign(c)' or 'f > 0.5'"
    ),
    (
      ["lab: latch", "ask: c"],
      """
      12:6: error: 'latch' is no lab position; write PRESET@STEP such as counter@6, counter@6.3 \
      or counter@6:LENS
      """
    ),
    (
      ["lab: latch@4", "ask: c"],
      "12:6: error: the tape of 'latch' has 3 steps, so there is no step 4"
    ),
    (
      ["lab: latch@3", "ask: c"],
      "12:6: error: the tape of 'latch' ends with step 3, so there is no step after it to predict"
    ),
    (
      ["lab: latch@1.3", "ask: c"],
      "12:6: error: a 'predict' question stands between two steps; write 'latch@1'"
    ),
    (["lab: lacth@1", "ask: c"], "12:6: error: there is no lab 'lacth'; did you mean 'latch'?"),
    (
      ["lab: latch@1", "ask: r"], "13:6: error: the cell 'lstm' has no 'r'; it has i, f, g, o, c, h"
    ),
    (
      ["lab: latch@1", "ask: c[2]"],
      "13:6: error: the lab 'latch' has 1 units, so there is no unit 2"
    ),
    (["lab: latch@1", "ask: [c]"], "13:6: error: 'ask' must be a single text"),
    (
      ["lab: latch@1", "ask: sing(c)"],
      "13:6: error: 'sing(c)' cannot be predicted; did you mean 'sign(c)'?"
    ),
    (
      ["lab: latch@1", "ask: forget > 0.5"],
      "13:6: error: 'forget > 0.5' cannot be predicted; did you mean 'f > 0.5'?"
    ),
    (["lab: latch@1", "ask: C"], "13:6: error: 'C' cannot be predicted; did you mean 'c'?"),
    (
      ["lab: latch@1", "ask: c = 1"],
      """
      13:6: error: 'c = 1' cannot be predicted; write 'c', 'h[2]', 'sign(c)' or 'f > 0.5' with \
      one of i f g o r z n c h
      """
    ),
    (
      ["lab: latch@1", "ask: c[0]"],
      """
      13:6: error: 'c[0]' cannot be predicted; write 'c', 'h[2]', 'sign(c)' or 'f > 0.5' with \
      one of i f g o r z n c h
      """
    ),
    (
      ["lab: latch@1", "ask: sign(c)", "tolerance: 0.1"],
      "14:1: error: 'tolerance' means nothing where no number is predicted"
    ),
    (
      ["lab: latch@1", "ask: c", "tolerance: -1"],
      "14:12: error: 'tolerance' must not be negative"
    ),
    (
      ["lab: latch@1", "ask: c", "answer: 1"],
      "14:1: error: 'answer' means nothing in a 'predict' question, only in 'numeric' and 'shape'"
    ),
    (
      ["lab: latch@1", "ask: c > 0.9998"],
      "13:6: warning: c at step 2 is 0.99977297, too close to call; ask for something else"
    ),
  ])
  func `Mistakes are named where they stand`(keys: [String], expected: String) throws {
    #expect(try findings(inQuestions: Self.file(keys)) == [expected])
  }

  @Test func `A sign that nobody would call and a share of nothing are found`() throws {
    let lab = Sample.lab.replacing("- [-1, 1]", with: "- [0, 1]")
    func check(_ keys: [String]) throws -> [String] {
      let deck = try Deck(
        Sample.files(["labs/latch.yaml": lab, "en/questions/q.md": Self.file(keys)]))
      return deck.check().map { $0.replacing("en/questions/q.md:", with: "") }
    }
    let close = try check(["lab: latch@2", "ask: sign(c)"])
    #expect(close.count == 1 && close[0].hasPrefix("13:6: warning: c at step 3 is 4.5"))
    #expect(close[0].hasSuffix("too close to call; ask for something else"))
    #expect(
      try check(["lab: latch@2", "ask: g", "tolerance: 1%"]) == [
        "14:12: error: a share of an answer of 0 is nothing; write 'tolerance' as a number"
      ])
  }

  @Test func `Options and a missing explanation are mistakes`() throws {
    let keys = ["lab: latch@1", "ask: c"]
    #expect(
      try findings(inQuestions: Self.file(keys, body: "What next?")) == [
        "5:1: error: the question has no '### Explanation'"
      ])
    let options = "- [x] One\n  > Yes.\n- [ ] Two\n  > No.\n\n### Explanation\nBecause."
    #expect(
      try findings(inQuestions: Self.file(keys, body: options)) == [
        "15:1: error: a 'predict' question has no options"
      ])
  }

  @Test func `Tolerance and ask are named with the types that have them`() throws {
    for (line, owners) in [("tolerance: 1", "'numeric' and 'predict'"), ("ask: c", "'predict'")] {
      let text = Sample.questions(Sample.question("choice", line, body: Sample.options))
      let key = line.prefix { $0 != ":" }
      #expect(
        try findings(inQuestions: text) == [
          "12:1: error: '\(key)' means nothing in a 'choice' question, only in \(owners)"
        ])
    }
  }

  @Test func `A prediction that no lab can answer is left out of the course`() throws {
    for keys in [
      ["lab: latch@3", "ask: c"], ["lab: latch@1", "ask: r"], ["lab: no@1", "ask: c"],
    ] {
      let deck = try Deck(Sample.files(["en/questions/q.md": Self.file(keys)]))
      #expect(deck.read().course.questions.isEmpty)
    }
  }

  @Test func `A translation repeats neither the position nor what is asked`() throws {
    let chinese = """
      ---
      topic: gates
      ---

      ## 问题
      <!--
      id: q
      ask: h
      -->
      接下来呢？

      ### 解析
      因为。
      """
    let deck = try Deck(
      Sample.files([
        "en/questions/q.md": Self.file(["lab: latch@1", "ask: c"]), "zh/questions/q.md": chinese,
      ]))
    let found = deck.check().filter { $0.contains("questions/") }
    #expect(
      found == [
        "zh/questions/q.md:8:1: warning: 'ask' stands in the original only; remove it here"
      ])
    let question = try #require(deck.read().course.questions.first)
    #expect(question.text.chinese != nil)
    #expect(question.kind == .predict(Prediction(.value(symbol: "c", unit: 0))))
  }
}
