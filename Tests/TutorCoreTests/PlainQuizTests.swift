import Cells
import CourseModel
import Languages
import Study
import Testing

@testable import TutorCore

@Suite struct PlainQuizTests {
  private final class Script {
    var lines: [String]
    var said: [String] = []
    var now: Int64 = 0

    init(_ lines: [String]) {
      self.lines = lines
    }
  }

  private func run(
    _ questions: [String], _ lines: [String], _ language: Language = .english,
    asksAgain: Bool = true, plan: QuizPlan = QuizPlan(seed: 3), secondsPerLine: Int64 = 2
  ) -> (session: QuizSession?, said: String) {
    let script = Script(lines)
    var quiz = PlainQuiz(
      plan: plan, questions: questions.compactMap(QuizCourse.course.question),
      course: QuizCourse.course, language: language, asksAgain: asksAgain,
      readLine: {
        script.now += secondsPerLine * 1000
        return script.lines.isEmpty ? nil : script.lines.removeFirst()
      }, say: { script.said.append($0) }, now: { script.now })
    let session = quiz.run()
    return (session, script.said.joined(separator: "\n"))
  }

  @Test func `One line is one answer, for every type of question`() throws {
    let (session, _) = run(
      ["choice", "multi", "judge", "numeric", "short", "order"],
      ["a @3", "b c", "be", ".645 V @1", "Output Gate", "cab @2"])
    let items = try #require(session).items
    #expect(items.map(\.isCorrect) == [true, true, true, true, true, true])
    #expect(items.map { $0.answer?.confidence } == [3, nil, nil, 1, nil, 2])
    #expect(
      items.map { $0.answer?.response.given } == ["b", "ac", "be", ".645 V", "Output Gate", "abc"])
    #expect(try #require(session).results.milliseconds == 12_000)
  }

  @Test(arguments: [
    ("imprecise e", true), ("Imprecise e", true), ("不严谨 e", true), ("不严谨e", true), ("b,e", true),
    ("ｂｅ", true), ("eb", true), ("b", false), ("wrong e", false), ("错误 e", false),
  ])
  func `A verdict is a letter or a word in either language`(line: String, isRight: Bool) throws {
    let (session, _) = run(["judge"], [line])
    #expect(try #require(session).items[0].isCorrect == isRight)
  }

  @Test func `An open question is compared with the model answer by whoever answers it`() throws {
    let (session, said) = run(["open"], ["my own words", "perhaps", "a y"])
    let item = try #require(session).items[0]
    #expect(item.isCorrect)
    #expect(item.answer?.response == .selfGraded(keyPoints: [0], isRight: true))
    // The time to compare is not counted, and the model answer is said once.
    #expect(item.spent == 2000)
    #expect(said.split(separator: "Model answer").count == 2)
    #expect(try !#require(run(["open"], ["", "n"]).session).items[0].isCorrect)
    #expect(try !#require(run(["open"], ["words"]).session).items[0].isCorrect)
  }

  @Test func `Where nobody can be asked an open question is judged by its words`() throws {
    func isRight(_ line: String) throws -> Bool {
      try #require(run(["open"], [line], asksAgain: false).session).items[0].isCorrect
    }
    let answer = QuizCourse.open.text.english?.keyPoints.map(\.plainText).joined(separator: ". ")
    #expect(try isRight(try #require(answer)))
    #expect(try !isRight("no idea"))
    #expect(try !isRight(""))
  }

  @Test(arguments: [
    ("ab y", Response.selfGraded(keyPoints: [0, 1], isRight: true)),
    ("n", .selfGraded(keyPoints: [], isRight: false)),
    ("b，对", .selfGraded(keyPoints: [1], isRight: true)), ("c y", nil), ("ab", nil), ("", nil),
  ])
  func `A judgement is letters, then yes or no`(line: String, expected: Response?) {
    #expect(PlainLine.judgement(line, of: 2) == expected)
  }

  @Test func `The session that was played prints as the documented JSON`() throws {
    let (session, said) = run(["judge", "choice", "multi"], ["?", "c f", ""])
    let report = try #require(session.map { QuizReport($0).json.description })
    #expect(
      report == """
        {"schema": "lstm-tutor/quiz/1", "seed": 3, "questions": [\
        {"id": "judge", "type": "judge", "given": "cf", "correct": false, "confidence": null, \
        "seconds": 4, "hints": 1, "late": false, "seed": null}, \
        {"id": "choice", "type": "choice", "given": "", "correct": false, "confidence": null, \
        "seconds": 2, "hints": 0, "late": false, "seed": null}, \
        {"id": "multi", "type": "multi", "given": "", "correct": false, "confidence": null, \
        "seconds": 2, "hints": 0, "late": false, "seed": null}], \
        "score": 0, "total": 3, "seconds": 8}
        """)
    #expect(said.contains("Hint 1 of 1"))
  }

  @Test func `No answer at all is no quiz`() {
    #expect(run(["choice", "multi"], []).session == nil)
    #expect(run(["choice", "multi"], ["?"]).session == nil)
  }

  @Test func `The end of the input leaves the rest unanswered`() throws {
    let (session, _) = run(["choice", "multi", "short"], [""])
    let ended = try #require(session)
    #expect(ended.phase == .ended(.left))
    #expect(ended.items.map { $0.answer == nil } == [false, true, true])
  }

  @Test func `A script's line is used up whatever it says`() throws {
    let (session, said) = run(
      ["choice", "numeric", "order", "choice", "multi"], ["z", "1,5", "ab", "a @9", "bc"],
      asksAgain: false)
    let items = try #require(session).items
    #expect(items.map(\.isCorrect) == [false, false, false, false, true])
    #expect(items.map { $0.answer?.response.given } == ["z", "1,5", "bc", "a @9", "ac"])
    #expect(said.contains("This comma can be read in two ways"))
    #expect(said.contains("Type one letter"))
  }

  @Test(arguments: [
    ("choice", "zz", "Type one letter", "a"), ("choice", "ab", "Type one letter", "a"),
    ("choice", "a @9", "How sure you are is @1, @2 or @3", "a"),
    ("short", "output gate @9", "How sure you are is @1, @2 or @3", "output gate"),
    ("multi", "zz", "Type every letter", "ac"), ("order", "ab", "Type all letters", "cab"),
    ("judge", "b", "The reason is missing", "be"),
    ("judge", "wrong", "The reason is missing", "be"),
    ("judge", "e", "The verdict is missing", "be"), ("judge", "de", "The verdict is missing", "be"),
    ("numeric", "0,5", "This comma can be read in two ways", ".645"),
    ("numeric", "nan", "This is no number", ".645"),
  ])
  func `A line that is no answer is asked for again`(
    question: String, line: String, sentence: String, answer: String
  ) throws {
    let (session, said) = run([question, "choice"], [line, answer, "b"])
    let items = try #require(session).items
    #expect(said.contains("\n" + sentence))
    #expect(items[0].answer?.response.isEmpty == false)
    #expect(items[1].answer != nil)
    let alone = try #require(run([question], [line]).session)
    #expect(alone.items[0].answer == nil)
  }

  @Test func `What a judgement lacks is said`() throws {
    #expect(run(["judge"], ["bd"]).said.contains("The verdict is right, the reason is not."))
    #expect(run(["judge"], ["cd"]).said.contains("Neither the verdict nor the reason is right."))
  }

  @Test func `Clocks run in plain mode too`() throws {
    let late = run(
      ["choice"], ["a"], plan: QuizPlan(questionTime: .fixed(milliseconds: 1000), seed: 3))
    #expect(try #require(late.session).items[0].isLate)
    #expect(try #require(late.session).items[0].isCorrect)
    let over = run(
      ["choice", "multi", "short"], ["a", "bc", "o"], plan: QuizPlan(totalTime: 3000, seed: 3))
    let ended = try #require(over.session)
    #expect(ended.phase == .ended(.timeUp))
    #expect(ended.items.map { $0.answer?.response.given } == ["b", "ac", nil])
    #expect(ended.items.map(\.isLate) == [false, true, false])
    #expect(ended.results.score == 2 && ended.results.scoreInTime == 1)
    #expect(ended.results.notReached == 1)
  }

  @Test func `A verdict that is missing when the time is over is missed`() throws {
    var session = QuizSession(
      plan: QuizPlan(totalTime: 1000, seed: 3), questions: [QuizCourse.judge])
    session.questionPainted(at: 0)
    session.setDraft(.judgement(nil, reason: 1))
    session.tick(at: 1000)
    let lines = FeedbackPage(
      item: session.item, course: QuizCourse.course, language: .english, isPlain: true
    ).answerLines(width: 78)
    #expect(
      lines.contains { $0.plainText == "The reason is right, but there was no verdict." })
  }

  @Test func `Both clocks are told`() {
    let plan = QuizPlan(totalTime: 90_000, questionTime: .fixed(milliseconds: 30_000), seed: 3)
    #expect(
      run(["choice"], ["a"], plan: plan).said.hasPrefix(
        "1 of 1 · Cell anatomy · 0:30 · 1:30 in all\n"))
  }

  @Test func `Sudden death ends a plain quiz`() throws {
    let (session, said) = run(
      ["choice", "multi", "short"], ["b", "bc", "o"],
      plan: QuizPlan(isSuddenDeath: true, seed: 3))
    #expect(try #require(session).phase == .ended(.suddenDeath))
    #expect(said.contains("The first mistake ended it."))
  }

  @Test(
    arguments: [
      ("b @2", "b", 2), ("b  @2 ", "b", 2), ("b ＠3", "b", 3), ("b@2", "b", 2),
      ("@1", "", 1), ("me @home", "me @home", nil),
    ] as [(String, String, Int?)])
  func `The confidence stands at the end`(line: String, words: String, confidence: Int?) {
    let session = QuizSession(plan: QuizPlan(), questions: [QuizCourse.short])
    let expected: Response = words.isEmpty ? .none : .text(words)
    #expect(
      PlainLine.read(line, for: session.item)
        == .answer(expected, confidence: confidence, problem: nil))
  }

  @Test func `A whole plain quiz reads well`() throws {
    let (_, said) = run(["judge", "numeric"], ["wrong e @3", "0.645"])
    #expect(
      said == """
        1 of 2 · Cell anatomy
        “The core is three gates”: enough?

        > The core of an LSTM consists of three gates.

        a  correct
        b  imprecise
        c  wrong
        because
        d  Complete: the gates hold the memory
        e  It leaves out the candidate and the cell
        f  It names two gates too many
        Type the verdict and the reason up to f, such as ce or 'wrong e' (? a hint).

        ✗ Not right · 0:02
        The claim is imprecise.
        You: wrong
        The reason is right, the verdict is not.

        ▸ your answer   ✓ right
           d  Complete: the gates hold the memory
              Gates are recomputed at every step.
        ▸✓ e  It leaves out the candidate and the cell
              They are what the gates act on.
           f  It names two gates too many
              No standard cell has one gate.

        Explanation
        The memory is the additive cell.

        Sources  F. Gers, J. Schmidhuber (2000)

        2 of 2 · Cell anatomy
        Compute the hidden state

        c = 0.9 and o = 0.9. What is h?

        Type a number, in V (? a hint, empty: do not know).

        ✓ Right · 0:02
        You: 0.645
        Right: 0.645 ± 0.002 V

        Explanation
        0.9 · 0.716 = 0.645

        Sources  F. Gers, J. Schmidhuber (2000)

        1 of 2 right
        Time 0:04 · 0:02 a question

        Slowest
           1   0:02  “The core is three gates”: enough?
           2   0:02  Compute the hidden state

        Mistakes  1 · Sure but wrong: 1
           1  ! sure but wrong  “The core is three gates”: enough?
              You: “wrong” – It leaves out the candidate and the cell
              Right: “imprecise” – It leaves out the candidate and the cell
        """)
  }
}
