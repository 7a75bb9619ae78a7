import CourseModel
import Study
import Testing

@Suite struct InterviewClockTests {
  private let minute: Int64 = 60_000

  @Test func `The parts share the time by their weights`() throws {
    let session = try #require(Talk.session())
    // 5 of 5 + 6 + 5 + 5.
    #expect(session.part.budget == 15 * minute * 5 / 21)
    let long = try #require(Talk.session(Talk.course, InterviewPlan(minutes: 30, seed: 1)))
    #expect(long.part.budget == 30 * minute * 5 / 25)
  }

  @Test func `Time that one part leaves is shared by the others`() throws {
    var session = try #require(Talk.session())
    session.answerAll(["", ""])
    #expect(session.step.part == 1)
    #expect(session.part.budget == (15 * minute - 20_000) * 6 / 16)
  }

  @Test func `The clock runs from the picture to the answer`() throws {
    var session = try #require(Talk.session())
    #expect(session.totalClock(at: 5000).left == 15 * minute)
    session.painted(at: 5000)
    session.painted(at: 6000)
    #expect(session.totalClock(at: 9000).left == 15 * minute - 4000)
    session.answer("x", at: 10_000)
    #expect(session.steps[0].spent == 5000)
    #expect(session.totalClock(at: 99_000).left == 15 * minute - 5000)
  }

  @Test func `A pause does not count`() throws {
    var session = try #require(Talk.session())
    session.painted(at: 0)
    session.pause(at: 2000)
    #expect(session.isPaused)
    session.painted(at: 3000)
    #expect(session.nextDeadline(at: 50_000) == nil)
    session.resume()
    session.painted(at: 60_000)
    session.answer("x", at: 61_000)
    #expect(session.steps[0].spent == 3000)
  }

  @Test func `When the time of a part is over, the next answer ends it`() throws {
    var session = try #require(Talk.session())
    session.painted(at: 0)
    let budget = try #require(session.part.budget)
    #expect(session.nextDeadline(at: 0) == budget)
    session.tick(at: budget)
    #expect(session.step.isLate)
    #expect(session.partClock(at: budget + 5000).left == 0)
    session.answer("", at: budget + 5000)
    #expect(session.step.question.id == "gradient", "no follow-up any more")
    #expect(!session.step.isLate)
  }

  @Test func `When the whole time is over, what is typed counts`() throws {
    var session = try #require(Talk.session())
    session.painted(at: 0)
    session.setDraft("The forget gate keeps")
    session.tick(at: 16 * minute)
    #expect(session.phase == .ended(.timeUp))
    #expect(session.step.isLate && session.step.isAnswered)
    #expect(session.step.suggested == [0])
    #expect(session.totalSpent == 15 * minute)
    session.answer("later", at: 17 * minute)
    #expect(session.step.text == "The forget gate keeps")
  }

  @Test func `The seconds that are shown change when they say`() throws {
    var session = try #require(Talk.session())
    #expect(session.nextSecond(at: 0) == nil)
    session.painted(at: 0)
    let next = try #require(session.nextSecond(at: 300))
    #expect((301...1300).contains(next))
  }
}
