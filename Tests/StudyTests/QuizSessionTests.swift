import CourseModel
import Languages
import Study
import Testing

@Suite struct QuizSessionTests {
  private func session(
    _ count: Int = 3, isSuddenDeath: Bool = false, seed: UInt64 = 1
  ) -> QuizSession {
    QuizSession(
      plan: QuizPlan(count: count, isSuddenDeath: isSuddenDeath, seed: seed),
      questions: Sample.choices(count))
  }

  @Test func `A quiz goes from question to question to its end`() {
    var session = session(2)
    #expect(session.phase == .asking)
    let first = session.commit(Sample.right, in: .english, at: 0)
    #expect(first?.isCorrect == true)
    #expect(session.phase == .answered)
    #expect(session.current == 0)
    session.advance()
    #expect(session.current == 1)
    let second = session.commit(Sample.wrong, in: .chinese, at: 0)
    #expect(second?.isCorrect == false)
    session.advance()
    #expect(session.phase == .ended(.finished))
    #expect(session.results.score == 1)
    #expect(session.results.total == 2)
  }

  @Test func `An answer counts once`() {
    var session = session(2)
    session.commit(Sample.wrong, in: .english, at: 0)
    let again = session.commit(Sample.right, in: .english, at: 0)
    #expect(again == nil)
    session.setDraft(Sample.right)
    #expect(session.item.answer?.response == Sample.wrong)
    #expect(session.item.draft == Sample.wrong)
  }

  @Test func `Nothing chosen is no answer`() {
    var session = session(1)
    let grade = session.commit(.options([]), in: .english, at: 0)
    #expect(grade?.isCorrect == false)
    #expect(session.item.answer?.response == Response.none)
  }

  @Test func `Skipped questions come back before the end`() {
    var session = session(3)
    session.setDraft(Sample.wrong)
    session.skip(at: 0)
    #expect(session.current == 1)
    session.commit(Sample.right, in: .english, at: 0)
    session.advance()
    session.commit(Sample.right, in: .english, at: 0)
    session.advance()
    #expect(session.phase == .overview)
    #expect(session.items.map(\.isSkipped) == [true, false, false])
    session.open(0)
    #expect(session.phase == .asking)
    #expect(session.item.draft == Sample.wrong)
    session.commit(Sample.right, in: .english, at: 0)
    #expect(!session.item.isSkipped)
    session.advance()
    #expect(session.phase == .ended(.finished))
    #expect(session.results.score == 3)
  }

  @Test func `Marked questions come back too, and the learner ends the overview`() {
    var session = session(2)
    session.toggleMark()
    session.commit(Sample.right, in: .english, at: 0)
    session.advance()
    session.commit(Sample.right, in: .english, at: 0)
    session.advance()
    #expect(session.phase == .overview)
    session.open(0)
    #expect(session.phase == .answered)
    session.advance()
    #expect(session.phase == .overview)
    session.finish(at: 0)
    #expect(session.phase == .ended(.finished))
  }

  @Test func `The last question skipped leads to the overview, not out`() {
    var session = session(1)
    session.skip(at: 0)
    #expect(session.phase == .overview)
    session.finish(at: 0)
    #expect(session.results.mistakes.isEmpty)
  }

  @Test func `Sudden death ends at the first wrong answer, after its feedback`() {
    var session = session(3, isSuddenDeath: true)
    session.commit(Sample.right, in: .english, at: 0)
    session.advance()
    session.commit(Sample.wrong, in: .english, at: 0)
    #expect(session.phase == .answered)
    session.advance()
    #expect(session.phase == .ended(.suddenDeath))
    #expect(session.results.score == 1)
    #expect(session.results.total == 3)
    #expect(session.results.notReached == 1)
  }

  @Test func `Not knowing is wrong in sudden death`() {
    var session = session(3, isSuddenDeath: true)
    session.commit(.none, in: .english, at: 0)
    session.advance()
    #expect(session.phase == .ended(.suddenDeath))
  }

  @Test func `Confidence is given after the answer and within one to three`() {
    var session = session(1)
    session.setConfidence(3)
    #expect(session.item.answer == nil)
    session.commit(Sample.right, in: .english, at: 0)
    #expect(session.item.answer?.confidence == nil)
    session.setConfidence(2)
    session.setConfidence(4)
    session.setConfidence(0)
    #expect(session.item.answer?.confidence == 2)
  }

  @Test func `Hints are uncovered one by one until there is none left`() {
    var session = session(1)
    let revealed = (0..<3).map { _ in session.revealHint(of: 2) }
    #expect(revealed == [true, true, false])
    #expect(session.item.hints == 2)
    session.commit(Sample.right, in: .english, at: 0)
    let afterwards = session.revealHint(of: 9)
    #expect(!afterwards)
  }

  @Test func `The end names what was slow, sure and wrong`() {
    var session = session(5)
    let course: [(Response, Int64, Int?)] = [
      (Sample.right, 4000, 3), (Sample.wrong, 9000, 3), (Sample.wrong, 1000, 1),
      (Sample.right, 9000, nil), (.none, 0, 3),
    ]
    var now: Int64 = 100
    for (response, time, confidence) in course {
      session.questionPainted(at: now)
      now += time
      session.commit(response, in: .english, at: now)
      session.setConfidence(confidence)
      now += 50_000
      session.advance()
    }
    let results = session.results
    #expect(results.score == 2)
    #expect(results.scoreInTime == 2)
    #expect(results.milliseconds == 23_000)
    #expect(results.slowest == [1, 3, 0])
    #expect(results.sureButWrong == [1, 4])
    #expect(results.mistakes == [1, 2, 4])
    #expect(session.missed == ["q1", "q2", "q4"])
  }

  @Test func `A short answer may be typed in either language`() {
    let question = Question(
      id: "s", topic: "gates", kind: .short,
      text: Localized(
        english: Sample.text(accept: ["output gate"]), chinese: Sample.text(accept: ["输出门"])))
    for (typed, isRight) in [("输出门", true), ("Output Gate", true), ("输入门", false)] {
      for language in Language.allCases {
        var session = QuizSession(plan: QuizPlan(), questions: [question])
        let grade = session.commit(.text(typed), in: language, at: 0)
        #expect(grade?.isCorrect == isRight)
      }
    }
  }

  @Test func `Insisting on a typed answer makes it right`() {
    var session = session(1)
    session.insistOnAnswer()
    session.commit(Sample.wrong, in: .english, at: 0)
    session.insistOnAnswer()
    #expect(session.results.score == 1)
  }

  @Test func `A left quiz keeps what was answered`() {
    var session = session(3)
    session.commit(Sample.right, in: .english, at: 0)
    session.finish(.left, at: 10)
    session.finish(.finished, at: 20)
    #expect(session.phase == .ended(.left))
    #expect(session.results.score == 1)
  }
}

@Suite struct QuizReportTests {
  @Test func `The report has the documented form`() {
    let judge = Sample.question(
      .judge(.wrong, reason: 1), id: "j",
      text: Sample.text(options: [Sample.option("no"), Sample.option("yes")]))
    let order = Sample.question(
      .order(count: 3), id: "o", text: Sample.text(items: ["x", "y", "z"]))
    var session = QuizSession(
      plan: QuizPlan(questionTime: .fixed(milliseconds: 5000), seed: 42),
      questions: [Sample.choice("c"), judge, order])
    session.questionPainted(at: 0)
    _ = session.revealHint(of: 2)
    session.commit(.options([0]), in: .english, at: 2500)
    session.setConfidence(1)
    session.advance()
    session.questionPainted(at: 3000)
    session.commit(.judgement(.wrong, reason: 1), in: .english, at: 9001)
    session.finish(at: 9001)
    #expect(
      QuizReport(session).json.description == """
        {"schema": "lstm-tutor/quiz/1", "seed": 42, "questions": [\
        {"id": "c", "type": "choice", "given": "a", "correct": false, "confidence": 1, \
        "seconds": 2.5, "hints": 1, "late": false, "seed": null}, \
        {"id": "j", "type": "judge", "given": "ce", "correct": true, "confidence": null, \
        "seconds": 6.001, "hints": 0, "late": true, "seed": null}, \
        {"id": "o", "type": "order", "given": "", "correct": false, "confidence": null, \
        "seconds": 0, "hints": 0, "late": false, "seed": null}], \
        "score": 1, "total": 3, "seconds": 8.501}
        """)
  }
}
