import CourseModel
import Languages
import Testing

/// Mistakes in a question's comment, whose `id` stands in line 7.
@Suite struct MetadataMistakeTests {
  @Test(arguments: [
    ("levle: senior", "12:1: error: a question has no key 'levle'; did you mean 'level'?"),
    ("colour: red", "12:1: error: a question has no key 'colour'"),
    (
      "verdict: wrong",
      "12:1: error: 'verdict' means nothing in a 'choice' question, only in 'judge'"
    ),
    (
      "accept: [a]",
      "12:1: error: 'accept' means nothing in a 'choice' question, only in 'short' and 'cloze'"
    ),
    ("shuffle: no", "12:10: error: 'shuffle' must be true, false, not 'no'"),
    ("lab: latch", badLab("12:6", "latch")),
    ("lab: latch@", badLab("12:6", "latch@")),
    ("lab: latch@two", badLab("12:6", "latch@two")),
    ("lab: latch@2.", badLab("12:6", "latch@2.")),
    ("lab: latch@2:3", badLab("12:6", "latch@2:3")),
    (
      "lab: latch@4",
      "12:6: error: the tape of 'latch' has 3 steps, so there is no step 4"
    ),
    ("lab: latch@2.12", "12:6: error: there is no sub-step 12; an LSTM has 11"),
    ("lab: latch@2:heatt", "12:6: error: there is no lens 'heatt'; did you mean 'heat'?"),
    ("lab: lacth@1", "12:6: error: there is no lab 'lacth'; did you mean 'latch'?"),
    ("after: [other]", "12:9: error: there is no question 'other'"),
    ("after: {a: b}", "12:8: error: 'after' must be a list of texts"),
    ("covers: [[a]]", "12:10: error: 'covers' must be a list of texts"),
  ])
  func `Keys and their values are checked`(line: String, expected: String) throws {
    let text = Sample.questions(Sample.question("choice", line, body: Sample.options))
    let found = try findings(inQuestions: text)
    #expect(found == [expected])
  }

  @Test(arguments: [
    ("id: q", "id: a b", "7:5: error: 'a b' is no id; use letters, digits, '.', '-' and '_'"),
    ("id: q", "id:", "6:1: error: the question has no 'id'; write one that never changes"),
    (
      "type: choice", "type: chioce",
      "8:7: error: there is no type 'chioce'; did you mean 'choice'?"
    ),
    (
      "type: choice", "",
      """
      7:1: error: the question has no 'type'; write one of choice, multi, judge, numeric, short, \
      cloze, order, match, shape, bug, open, predict
      """
    ),
    (
      "level: junior", "level: juniour",
      """
      9:8: error: 'level' must be screen, junior, senior, staff, not 'juniour'; did you mean \
      'junior'?
      """
    ),
    (
      "level: junior", "",
      "7:1: error: the question has no 'level'; write one of screen, junior, senior, staff"
    ),
    ("time: 30", "time: 1:30", "10:7: error: 'time' must be a number of seconds, not '1:30'"),
    ("time: 30", "time: 0", "10:7: error: 'time' must be a number of seconds, not '0'"),
    ("time: 30", "time: +5", "10:7: error: 'time' must be a number of seconds, not '+5'"),
    (
      "time: 30", "",
      """
      7:1: error: the question has no 'time'; write the seconds that a prepared candidate needs
      """
    ),
    (
      "source: gers2000", "",
      "7:1: error: the question has no 'source'; write an id of sources.yaml"
    ),
    (
      "source: gers2000", "source: [gers2000, gers200]",
      "11:20: error: there is no source 'gers200'; did you mean 'gers2000'?"
    ),
    (
      "source: gers2000", "source: &a gers2000",
      """
      11:9: error: YAML anchors (&name) are not read; write the value where it is needed, or put \
      the text in quotes
      """
    ),
    (
      "source: gers2000", "source: [gers2000",
      "12:1: error: the YAML cannot be read: did not find expected ',' or ']'"
    ),
    (
      "source: gers2000", "source: a: b",
      """
      11:10: error: the YAML cannot be read: mapping values are not allowed in this context; put \
      the text in quotes if it holds ': '
      """
    ),
    ("source: gers2000", "level: senior", "11:1: error: the key 'level' stands here a second time"),
    (
      "source: gers2000", "source: gers2000 --> old",
      "11:18: error: '-->' ends the comment here; it may not stand inside it"
    ),
  ])
  func `Required keys must be there and make sense`(
    key: String, replacement: String, expected: String
  ) throws {
    let text = Sample.questions(Sample.choice.replacing(key, with: replacement))
    let found = try findings(inQuestions: text)
    #expect(found == [expected])
  }

  @Test func `A question with a wrong level or no time can still be asked`() throws {
    let text = Sample.questions(
      Sample.choice.replacing("junior", with: "hard").replacing("time: 30\n", with: ""))
    let deck = try Deck(Sample.files(["en/questions/q.md": text]))
    let question = deck.read().course.questions.first
    #expect(question?.level == .junior)
    #expect(question?.time == 60)
  }

  @Test(arguments: [
    (
      ["verdict: wrnog"],
      "12:10: error: 'verdict' must be correct, imprecise, wrong, not 'wrnog'; did you mean 'wrong'?"
    ),
    ([], "7:1: error: the 'judge' question has no 'verdict'; write correct, imprecise or wrong"),
  ])
  func `A judge question has a verdict`(keys: [String], expected: String) throws {
    let question = Sample.question("judge", body: "> A claim.\n\n" + Sample.options)
      .replacing("source: gers2000", with: (["source: gers2000"] + keys).joined(separator: "\n"))
    let found = try findings(inQuestions: Sample.questions(question))
    #expect(found == [expected])
  }

  @Test(arguments: [
    ("tolerance: 1", "7:1: error: the 'numeric' question has no 'answer'; write the number"),
    (
      "answer: 0.5",
      """
      7:1: error: the 'numeric' question has no 'tolerance'; write how far off is still right, \
      such as 0.001 or 1%
      """
    ),
    (
      "answer: about 3",
      "12:9: error: 'answer' must be a number such as 0.731, 1e-3 or 50%, not 'about 3'"
    ),
    (
      "answer: .inf",
      "12:9: error: 'answer' must be a number such as 0.731, 1e-3 or 50%, not '.inf'"
    ),
    (
      "answer: 1,5",
      "12:9: error: 'answer' must be a number such as 0.731, 1e-3 or 50%, not '1,5'"
    ),
    (
      "answer: 0x10",
      "12:9: error: 'answer' must be a number such as 0.731, 1e-3 or 50%, not '0x10'"
    ),
    (
      "answer: 3 steps",
      "12:9: error: 'answer' holds a unit; write 'unit: steps' in a line of its own"
    ),
    ("answer: 3\ntolerance: -1", "13:12: error: 'tolerance' must not be negative"),
    (
      "answer: 0\ntolerance: 1%",
      "13:12: error: a share of an answer of 0 is nothing; write 'tolerance' as a number"
    ),
  ])
  func `A numeric answer is a number with a tolerance`(keys: String, expected: String) throws {
    let text = Sample.questions(
      Sample.question("numeric", keys, body: "How much?\n\n### Explanation\nSo."))
    let found = try findings(inQuestions: text)
    #expect(found == [expected])
  }

  @Test(arguments: [
    ("", ["7:1: error: the 'short' question has no 'accept'; list the answers that are right"]),
    (
      "accept: []",
      ["7:1: error: the 'short' question has no 'accept'; list the answers that are right"]
    ),
    ("accept: [o, f, o]", ["12:16: warning: 'o' is accepted twice"]),
    ("accept: [o, {a: b}]", ["12:13: error: 'accept' must be a list of texts"]),
  ])
  func `A short answer has a list of right ones`(keys: String, expected: [String]) throws {
    let text = Sample.questions(
      Sample.question("short", keys, body: "Which?\n\n### Explanation\nSo."))
    let found = try findings(inQuestions: text)
    #expect(found == expected)
  }

  // MARK: Comments

  @Test func `A comment that is not closed ends at the next empty line`() throws {
    let broken = Sample.choice.replacing("-->", with: "")
    let deck = try Deck(
      Sample.files([
        "en/questions/q.md": Sample.questions(
          broken, Sample.question("choice", id: "r", body: Sample.options))
      ]))
    #expect(deck.check() == ["en/questions/q.md:6:1: error: this comment is not closed by '-->'"])
    #expect(deck.read().course.questions.map(\.id) == ["r"])
  }

  @Test func `A second end of a comment is an error`() throws {
    let text = Sample.questions(
      Sample.choice.replacing("time: 30", with: "time: 30\n-->\nmore: 1"))
    let found = try findings(inQuestions: text)
    #expect(
      found == ["14:1: error: this '-->' closes nothing; a comment may not hold another one"])
  }

  @Test(arguments: [
    ("<!-- -->", "6:1: error: the question's comment is empty; write at least 'id' and 'type'"),
    (
      "<!-- later -->",
      "6:6: error: a question must be a mapping of keys to values such as 'id: …'"
    ),
    (
      "<!-- [a, b] -->",
      "6:6: error: a question must be a mapping of keys to values such as 'id: …'"
    ),
  ])
  func `A comment that holds no keys leaves the question out`(
    comment: String, expected: String
  ) throws {
    let text = "---\ntopic: gates\n---\n\n## Question\n\(comment)\n" + Sample.options
    let found = try findings(inQuestions: text)
    #expect(found == [expected])
  }
}

private func badLab(_ place: String, _ text: String) -> String {
  "\(place): error: '\(text)' is no lab position; write PRESET@STEP such as counter@6, "
    + "counter@6.3 or counter@6:LENS"
}
