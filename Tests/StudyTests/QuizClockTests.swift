import CourseModel
import Languages
import Study
import Testing

@Suite struct QuizClockTests {
  private func session(
    _ time: QuizPlan.QuestionTime? = .fixed(milliseconds: 10_000), total: Int64? = nil,
    count: Int = 3
  ) -> QuizSession {
    QuizSession(
      plan: QuizPlan(totalTime: total, questionTime: time),
      questions: Sample.choices(count, time: 40))
  }

  @Test func `The clock starts when the question has been painted`() {
    var session = session()
    #expect(session.remaining(at: 5000) == QuizClock(total: 10_000, left: 10_000))
    #expect(session.nextDeadline(at: 5000) == nil)
    session.questionPainted(at: 5000)
    session.questionPainted(at: 6000)
    #expect(session.remaining(at: 7000)?.left == 8000)
    #expect(session.nextDeadline(at: 7000) == 15_000)
    #expect(session.item.wasShown)
  }

  @Test func `The clock stops the instant an answer is committed`() {
    var session = session()
    session.questionPainted(at: 0)
    session.commit(Sample.right, in: .english, at: 4321)
    #expect(session.spent(at: 99_999) == 4321)
    #expect(session.nextDeadline(at: 5000) == nil)
    session.questionPainted(at: 6000)
    session.tick(at: 99_999)
    #expect(session.spent(at: 99_999) == 4321)
    #expect(!session.item.isLate)
  }

  @Test func `Reading feedback is not timed`() {
    var session = session(nil, total: 10_000)
    session.questionPainted(at: 0)
    session.commit(Sample.right, in: .english, at: 3000)
    #expect(session.totalClock(at: 50_000)?.left == 7000)
    session.advance()
    session.questionPainted(at: 60_000)
    #expect(session.totalClock(at: 61_000)?.left == 6000)
  }

  @Test func `Stopped time does not count`() {
    var session = session()
    session.questionPainted(at: 0)
    session.stopClock(at: 3000)
    session.tick(at: 60_000)
    #expect(session.remaining(at: 60_000)?.left == 7000)
    session.questionPainted(at: 60_000)
    #expect(session.remaining(at: 61_000)?.left == 6000)
    session.commit(Sample.right, in: .english, at: 62_000)
    #expect(session.item.spent == 5000)
  }

  @Test func `A pause stops the clock until it ends, whatever is painted meanwhile`() {
    var session = session()
    session.questionPainted(at: 0)
    session.pause(at: 1000)
    session.questionPainted(at: 2000)
    #expect(session.isPaused)
    #expect(session.nextDeadline(at: 2000) == nil)
    session.resume()
    session.questionPainted(at: 90_000)
    #expect(session.remaining(at: 91_000)?.left == 8000)
  }

  @Test func `When the time is over the draft stays and the answer is late`() {
    var session = session()
    session.questionPainted(at: 0)
    session.setDraft(Sample.right)
    session.tick(at: 9999)
    #expect(!session.item.isLate)
    session.tick(at: 10_000)
    #expect(session.item.isLate)
    #expect(session.phase == .asking)
    #expect(session.item.draft == Sample.right)
    #expect(session.questionClock(at: 12_000)?.left == 0)
    #expect(session.nextDeadline(at: 12_000) == nil)
    #expect(session.nextSecond(at: 12_000) == nil)
    session.commit(Sample.right, in: .english, at: 15_000)
    #expect(session.item.isLate && session.item.isCorrect)
    #expect(session.item.spent == 15_000)
    #expect(session.results.score == 1)
    #expect(session.results.scoreInTime == 0)
  }

  @Test func `A late answer is late even when no tick came in between`() {
    var session = session()
    session.questionPainted(at: 0)
    session.commit(Sample.right, in: .english, at: 10_000)
    #expect(session.item.isLate)
    var stopped = self.session()
    stopped.questionPainted(at: 0)
    stopped.stopClock(at: 11_000)
    #expect(stopped.item.isLate)
  }

  @Test func `Each question may have its author's time`() {
    var session = session(.own)
    session.questionPainted(at: 0)
    #expect(session.remaining(at: 1000) == QuizClock(total: 40_000, left: 39_000))
  }

  @Test func `More time is half of the question's time, and is recorded`() {
    var session = session()
    session.questionPainted(at: 0)
    let first = session.addTime(at: 1000)
    #expect(first == .granted(milliseconds: 5000))
    let second = session.addTime(at: 1000)
    #expect(second == .granted(milliseconds: 5000))
    #expect(session.remaining(at: 1000) == QuizClock(total: 20_000, left: 19_000))
    #expect(session.item.extensions == 2)
    session.tick(at: 20_000)
    #expect(session.item.isLate)
    let third = session.addTime(at: 20_001)
    #expect(third == .late)
    #expect(session.item.extensions == 2)
  }

  @Test func `More time with a clock for the whole quiz makes that longer`() {
    var session = session(nil, total: 60_000)
    session.questionPainted(at: 0)
    let granted = session.addTime(at: 0)
    #expect(granted == .granted(milliseconds: 20_000))
    #expect(session.totalClock(at: 0) == QuizClock(total: 80_000, left: 80_000))
    var both = self.session(total: 60_000)
    let grantedOfBoth = both.addTime(at: 0)
    #expect(grantedOfBoth == .granted(milliseconds: 5000))
    #expect(both.totalClock(at: 0)?.total == 65_000)
    #expect(both.questionClock(at: 0)?.total == 15_000)
  }

  @Test func `Without a clock there is no more time to ask for`() {
    var session = session(nil)
    let granted = session.addTime(at: 0)
    #expect(granted == .untimed)
    #expect(session.remaining(at: 0) == nil)
    session.questionPainted(at: 0)
    session.tick(at: 1_000_000)
    #expect(session.phase == .asking && !session.item.isLate)
    session.commit(Sample.right, in: .english, at: 2000)
    #expect(session.item.spent == 2000)
  }

  @Test func `When the whole time is over, the draft is the answer and late`() {
    var session = session(nil, total: 10_000)
    session.questionPainted(at: 0)
    session.commit(Sample.right, in: .english, at: 4000)
    session.advance()
    session.questionPainted(at: 20_000)
    session.setDraft(Sample.right)
    #expect(session.nextDeadline(at: 21_000) == 26_000)
    session.tick(at: 30_000)
    #expect(session.phase == .ended(.timeUp))
    #expect(session.items[1].answer?.response == Sample.right)
    #expect(session.items[1].isLate && session.items[1].isCorrect)
    #expect(session.items[2].answer == nil && !session.items[2].isLate)
    #expect(session.items[1].draft == Sample.right)
    #expect(session.results.milliseconds == 10_000)
    #expect(session.results.mistakes == [])
    #expect(session.results.score == 2 && session.results.scoreInTime == 1)
    #expect(session.results.notReached == 1)
    let grade = session.commit(Sample.right, in: .english, at: 30_000)
    #expect(grade == nil)
  }

  @Test func `Of two clocks the first to run out is the one that counts`() {
    var session = session(total: 12_000)
    session.questionPainted(at: 0)
    #expect(session.remaining(at: 0)?.total == 10_000)
    #expect(session.nextDeadline(at: 0) == 10_000)
    session.tick(at: 10_000)
    #expect(session.item.isLate)
    #expect(session.remaining(at: 11_000) == QuizClock(total: 12_000, left: 1000))
    #expect(session.nextDeadline(at: 11_000) == 12_000)
    session.tick(at: 12_000)
    #expect(session.phase == .ended(.timeUp))
  }

  @Test func `Skipping keeps the time that was spent`() {
    var session = session(count: 1)
    session.questionPainted(at: 0)
    session.skip(at: 4000)
    session.questionPainted(at: 50_000)
    session.open(0)
    session.questionPainted(at: 60_000)
    #expect(session.remaining(at: 60_000)?.left == 6000)
  }

  @Test(
    arguments: [(0, 1000), (1, 1000), (999, 1000), (1000, 2000), (1500, 2000)] as [(Int64, Int64)])
  func `The clock wakes the screen when its seconds change`(now: Int64, next: Int64) {
    var session = session()
    session.questionPainted(at: 0)
    #expect(session.nextSecond(at: now) == next)
  }

  @Test func `The last second is shown until it is over`() {
    #expect(QuizClock(total: 10_000, left: 10_000).seconds == 10)
    #expect(QuizClock(total: 10_000, left: 9999).seconds == 10)
    #expect(QuizClock(total: 10_000, left: 9000).seconds == 9)
    #expect(QuizClock(total: 10_000, left: 1).seconds == 1)
    #expect(QuizClock(total: 10_000, left: -5).seconds == 0)
    #expect(QuizClock(total: 10_000, left: 2500).share == 0.25)
    #expect(QuizClock(total: 0, left: 0).share == 0)
  }

  @Test func `A clock that goes backwards does no harm`() {
    var session = session()
    session.questionPainted(at: 5000)
    session.commit(Sample.right, in: .english, at: 4000)
    #expect(session.item.spent == 0)
  }
}
