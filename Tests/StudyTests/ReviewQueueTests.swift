import CourseModel
import Languages
import Study
import Testing

@Suite struct ReviewQueueTests {
  private static let today = 20_500

  private static let here = SourceLocation(file: "sample.md")

  private static func question(
    _ id: String, topic: String = "cell", level: Level = .junior, after: [String] = []
  ) -> Question {
    Question(
      id: id, topic: topic, level: level, time: 60, kind: .short, after: after,
      text: Localized(
        english: QuestionText(title: [.text(id)], accept: [id], location: here)))
  }

  private static func review(
    _ question: String, day: Int, _ rating: Rating = .good, confidence: Int? = nil
  ) -> Event {
    let number = UInt64(day) << 16 | UInt64(Checksum.fnv1a(question.utf8) & 0xffff)
    return Event(
      id: EventID(high: 1, low: number), at: Int64(day) * 86_400_000 + 43_200_000, day: day,
      kind: .review(Review(question: question, rating: rating, confidence: confidence)))
  }

  private static func plan(_ change: (inout PlanChange) -> Void) -> Event {
    var plan = PlanChange()
    change(&plan)
    return Event(
      id: EventID(high: 2, low: 1), at: Int64(today - 50) * 86_400_000, day: today - 50,
      kind: .plan(plan))
  }

  private static let moment = StudyMoment(
    instant: Int64(today) * 86_400_000 + 50_000_000, day: today)

  private func queue(
    _ questions: [Question], _ events: [Event], lessons: [Lesson] = [],
    topics: Set<String> = [], limit: Int? = nil
  ) -> ReviewQueue {
    ReviewQueue(
      Course(
        topics: [Topic(id: "cell", title: Localized()), Topic(id: "grad", title: Localized())],
        lessons: lessons, questions: questions),
      Progress.replay(events), at: Self.moment, topics: topics, limit: limit)
  }

  @Test func `What another day would cost most comes first, and what one was sure of before all`() {
    let ids = ["short", "long", "sure"]
    let events =
      [Self.review("long", day: Self.today - 40), Self.review("long", day: Self.today - 30)]
      + [Self.review("short", day: Self.today - 3)]
      + [Self.review("sure", day: Self.today - 60, .again, confidence: 3)]
    let queue = queue(ids.map { Self.question($0) }, events)
    #expect(queue.entries.map(\.id) == ["sure", "short", "long"])
    #expect(queue.dueCount == 3)
    let scheduler = FSRS()
    let card = Progress.replay(events).cards["short"]
    let recall = card?.memory.map { scheduler.retrievability($0, days: 3) }
    #expect(queue.entries[1].recall == recall)
  }

  @Test func `What is not due, put away or suspended is not asked`() {
    let bury = Event(
      id: EventID(high: 3, low: 1), at: Self.moment.instant - 1, day: Self.today,
      kind: .bury(question: "b", until: nil))
    let suspend = Event(
      id: EventID(high: 3, low: 2), at: Self.moment.instant - 1, day: Self.today,
      kind: .suspend(question: "c", isSuspended: true))
    let events =
      ["a", "b", "c"].map { Self.review($0, day: Self.today - 9) }
      + [Self.review("d", day: Self.today), bury, suspend]
    let queue = queue(["a", "b", "c", "d"].map { Self.question($0) }, events)
    #expect(queue.entries.map(\.id) == ["a"])
  }

  @Test func `New questions keep to prerequisites, topics and levels`() {
    let questions = [
      Self.question("last", topic: "grad"), Self.question("needs", after: ["base"]),
      Self.question("hard", level: .senior), Self.question("base"),
      Self.question("easy", level: .screen),
    ]
    #expect(queue(questions, []).entries.map(\.id) == ["easy", "base", "needs", "hard", "last"])
  }

  @Test func `A question whose prerequisite cannot be asked any more is asked`() {
    let suspend = Event(
      id: EventID(high: 3, low: 2), at: 1, day: 1,
      kind: .suspend(question: "base", isSuspended: true))
    let questions = [Self.question("needs", after: ["base", "gone"]), Self.question("base")]
    #expect(queue(questions, [suspend]).entries.map(\.id) == ["needs"])
  }

  @Test func `Questions of a finished lesson come first`() {
    let questions = ["a", "b", "c"].map { Self.question($0) }
    let lesson = Lesson(id: "l", check: ["c"], text: Localized())
    let queue = ReviewQueue(
      Course(topics: [], lessons: [lesson], questions: questions), Progress(), at: Self.moment,
      finishedLessons: ["l"])
    #expect(queue.entries.map(\.id) == ["c", "a", "b"])
  }

  @Test func `A backlog is cut to the day's limit, and brings nothing new`() {
    let ids = (0..<30).map { "q\($0)" }
    let events =
      ids.prefix(25).map { Self.review($0, day: Self.today - 20) }
      + [Self.plan { $0.reviewsPerDay = .set(10) }]
    let queue = queue(ids.map { Self.question($0) }, events)
    #expect(queue.entries.count == 10)
    #expect(queue.dueCount == 25)
    #expect(queue.parkedCount == 15)
    #expect(queue.entries.allSatisfy { !$0.isNew })
    #expect(queue.newCount == 5)
  }

  @Test func `What was done today counts against the day's limits`() {
    let ids = (0..<30).map { "q\($0)" }
    let events =
      ids.prefix(3).map { Self.review($0, day: Self.today) }
      + [Self.plan { $0.newPerDay = .set(5) }]
    #expect(queue(ids.map { Self.question($0) }, events).entries.count == 2)
  }

  @Test func `Topics and a limit narrow the queue`() {
    let questions = [
      Self.question("a"), Self.question("b", topic: "grad"), Self.question("c", topic: "grad"),
    ]
    #expect(queue(questions, [], topics: ["grad"]).entries.map(\.id) == ["b", "c"])
    #expect(queue(questions, [], topics: ["grad"], limit: 1).entries.map(\.id) == ["b"])
  }

  // MARK: Readiness

  @Test func `Readiness is the mean recall on the day, where the unseen is not known`() {
    let questions = ["a", "b"].map { Self.question($0) } + [Self.question("x", topic: "grad")]
    let events = [
      Self.review("a", day: Self.today - 1), Self.review("b", day: Self.today),
      Self.plan { $0.interview = .set(Self.today + 10) },
    ]
    let progress = Progress.replay(events)
    let course = Course(
      topics: [Topic(id: "cell", title: Localized()), Topic(id: "grad", title: Localized())],
      questions: questions)
    let readiness = Readiness(course, progress, at: Self.moment)
    let scheduler = FSRS()
    let memory = Memory(stability: 2.3065, difficulty: 2.1181039704508527)
    let expected =
      scheduler.retrievability(memory, days: 11) + scheduler.retrievability(memory, days: 10)
    #expect(abs(readiness["cell"].recall - expected) < 1e-9)
    #expect(abs(readiness.overall.share - expected / 3) < 1e-9)
    #expect(readiness.daysLeft == 10)
    #expect(readiness["grad"].share == 0)
    // The plan reaches everything, and what is repeated is known better.
    #expect(readiness.leftOut.isEmpty)
    #expect(readiness.overall.plannedShare > 0.85)
    #expect(readiness.minutesPerDay > 0)
  }

  @Test func `What the plan cannot reach is named`() {
    let questions = (0..<50).map { Self.question("q\($0)") }
    let events = [
      Self.plan {
        $0.interview = .set(Self.today + 4)
        $0.newPerDay = .set(5)
      }
    ]
    let readiness = Readiness(
      Course(questions: questions), Progress.replay(events), at: Self.moment)
    #expect(readiness.leftOut.map(\.questions) == [30])
    // Twenty new ones and their repetitions, a minute each, over four days.
    #expect(readiness.minutesPerDay >= 5)
    #expect(readiness.minutesPerDay < 20)
  }

  @Test func `What was just had wrong is not known, and practice counts as seen`() {
    let wrong = Self.review("a", day: Self.today, .again)
    let practised = Event(
      id: EventID(high: 3, low: 1), at: Self.moment.instant, day: Self.today,
      kind: .review(Review(question: "b", rating: .good, mode: .quiz)))
    let questions = ["a", "b", "c"].map { Self.question($0) }
    func readiness(_ events: [Event]) -> Readiness {
      Readiness(Course(questions: questions), Progress.replay(events), at: Self.moment)
    }
    #expect(readiness([wrong, practised]).overall.share == 0)
    #expect(readiness([wrong, practised]).overall.seen == 2)
    let planned = readiness([wrong, Self.plan { $0.interview = .set(Self.today + 14) }])
    #expect(planned.overall.recall == 0)
    #expect(planned.overall.plannedShare > 0.8)
    #expect(readiness([wrong]).leftOut.isEmpty)
  }

  @Test func `What no interview asks about is left out first, then what comes late`() {
    let topics = ["cell-anatomy", "gradients", "sequence-models", "language-models"]
    let course = Course(
      topics: topics.map { Topic(id: $0, title: Localized()) },
      questions: topics.map { Self.question($0, topic: $0) })
    let events = [
      Self.plan {
        $0.interview = .set(Self.today + 2)
        $0.newPerDay = .set(0)
      }
    ]
    let readiness = Readiness(course, Progress.replay(events), at: Self.moment)
    #expect(
      readiness.leftOut.map(\.topic)
        == ["language-models", "sequence-models", "gradients", "cell-anatomy"])
  }

  @Test func `Without an interview readiness is that of today`() {
    let readiness = Readiness(
      Course(questions: [Self.question("a")]),
      Progress.replay([Self.review("a", day: Self.today)]), at: Self.moment)
    #expect(readiness.overall.share == 1)
    #expect(readiness.daysLeft == 0)
    #expect(readiness.minutesPerDay == 0)
  }

  // MARK: Statistics

  @Test func `The Brier score is the mean squared distance from what was claimed`() {
    let events = [
      Self.review("a", day: 1, .good, confidence: 3),
      Self.review("b", day: 2, .again, confidence: 3),
      Self.review("c", day: 3, .good, confidence: 1),
      Self.review("d", day: 4, .good, confidence: 2),
      Self.review("e", day: 5, .again),
    ]
    let statistics = Statistics(
      Course(questions: ["a", "b", "c", "d", "e"].map { Self.question($0) }),
      Progress.replay(events), at: Self.moment)
    let expected = (0.05 * 0.05 + 0.95 * 0.95 + 0.75 * 0.75 + 0.3 * 0.3) / 4
    #expect(statistics.overall.brier.map { abs($0 - expected) < 1e-12 } == true)
    #expect(statistics.overall.accuracy == 0.6)
    #expect(statistics.dueToday == 5)
    #expect(statistics.forecast[0] == 5)
  }

  @Test func `A streak goes on until a day without an answer`() {
    func streak(_ days: [Int]) -> Int {
      Statistics(
        Course(questions: [Self.question("a")]),
        Progress.replay(days.map { Self.review("a", day: Self.today + $0) }), at: Self.moment
      ).streak
    }
    #expect(streak([0, -1, -2, -4]) == 3)
    #expect(streak([-1, -2]) == 2)
    #expect(streak([-2]) == 0)
  }
}
