import Study
import TestSupport
import Testing

@Suite struct ProgressTests {
  private let noon: Int64 = 1_767_614_400_000
  private let dayLength: Int64 = 86_400_000

  private func review(
    _ number: UInt64, _ rating: Rating, at: Int64, day: Int?, mode: Review.Mode = .review,
    schedules: Bool? = nil, confidence: Int? = nil
  ) -> Event {
    Event(
      id: EventID(high: 0, low: number), at: at, day: day,
      kind: .review(
        Review(
          question: "q", rating: rating, confidence: confidence, mode: mode, schedules: schedules)))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `Undoing an event brings back the exact state before it`(seed: UInt64) throws {
    var random = RandomEvents(seed: seed)
    var events = random.next(60)
    let before = Progress.replay(events)
    let event = random.next()
    let undo = Event(
      id: EventID(using: &random.numbers), at: event.at - 5, day: nil, kind: .undo(event.id))
    let redo = Event(
      id: EventID(using: &random.numbers), at: event.at - 9, day: nil, kind: .undo(undo.id))
    events.append(event)
    let after = Progress.replay(events)
    #expect(Progress.replay(events + [undo]) == before)
    #expect(Progress.replay(events + [undo, redo]) == after)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `The order in which events arrive does not matter`(seed: UInt64) {
    var random = RandomEvents(seed: seed)
    let events = random.next(80)
    let state = Progress.replay(events)
    #expect(Progress.replay(events.shuffled(using: &random.numbers)) == state)
    #expect(Progress.replay(events + events.shuffled(using: &random.numbers)) == state)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `Replaying one question is as good as replaying everything`(seed: UInt64) throws {
    var random = RandomEvents(seed: seed, questions: 3)
    let all = random.next(80).filter { if case .plan = $0.kind { false } else { true } }
    let late = all.indices.filter { !$0.isMultiple(of: 3) }.map { all[$0] }
    var progress = Progress.replay(late)
    for question in ["q0", "q1", "q2"] { progress.replay(question, from: late, to: all) }
    #expect(progress == Progress.replay(all))
  }

  @Test func `Later events are folded in one by one`() {
    var random = RandomEvents(seed: 9)
    let events = random.next(200).filter { $0.undoes == nil }.sorted { $0.order < $1.order }
      .filter { if case .plan(let change) = $0.kind { change.weights == .keep } else { true } }
    var progress = Progress()
    for event in events {
      let isFolded = progress.apply(event)
      #expect(isFolded)
    }
    #expect(progress == Progress.replay(events))
  }

  @Test func `An undo and new weights cannot be folded in alone`() {
    var progress = Progress()
    var change = PlanChange()
    change.weights = .set(FSRS.defaultWeights)
    let plan = Event(id: EventID(high: 0, low: 1), at: 0, day: 0, kind: .plan(change))
    let undo = Event(id: EventID(high: 0, low: 2), at: 0, day: 0, kind: .undo(plan.id))
    let isFolded = [progress.apply(plan), progress.apply(undo)]
    #expect(isFolded == [false, false])
    #expect(progress == Progress())
  }

  @Test func `Undos that undo each other in a circle do nothing`() {
    let (a, b) = (EventID(high: 1, low: 1), EventID(high: 1, low: 2))
    let answer = review(3, .good, at: noon, day: 20_458)
    let circle = [
      Event(id: a, at: noon, day: nil, kind: .undo(b)),
      Event(id: b, at: noon, day: nil, kind: .undo(a)),
      Event(
        id: EventID(high: 1, low: 3), at: noon, day: nil, kind: .undo(EventID(high: 1, low: 3))),
    ]
    #expect(Progress.replay(circle + [answer]) == Progress.replay([answer]))
  }

  @Test func `Study days count where they are known and whole days of 24 hours elsewhere`() throws {
    func elapsed(_ first: (Int64, Int?), _ second: (Int64, Int?)) throws -> Int {
      let card = try #require(
        Progress.replay([review(1, .good, at: first.0, day: first.1)]).cards["q"])
      return card.elapsedDays(at: second.0, day: second.1)
    }
    let hour: Int64 = 3_600_000
    // Late in the evening, early on the next day.
    #expect(try elapsed((noon, 20_458), (noon + 10 * hour, 20_459)) == 1)
    #expect(try elapsed((noon, nil), (noon + 10 * hour, 20_459)) == 0)
    #expect(try elapsed((noon, 20_458), (noon + 25 * hour, nil)) == 1)
    #expect(try elapsed((noon, nil), (noon + 24 * hour - 1, nil)) == 0)
    // The clock was set back, or the learner flew east over the date line.
    #expect(try elapsed((noon, 20_458), (noon - 50 * hour, 20_456)) == 0)
    #expect(try elapsed((noon, nil), (noon - 50 * hour, nil)) == 0)
    // Over a leap day.
    let february = try #require(StudyDay.read("2028-02-28"))
    let march = try #require(StudyDay.read("2028-03-01"))
    #expect(try elapsed((noon, february), (noon, march)) == 2)
  }

  @Test func `A clock that was set back never makes an interval negative`() {
    for seed in 0..<30 as Range<UInt64> {
      var random = RandomEvents(seed: seed)
      let progress = Progress.replay(random.next(200))
      for (question, card) in progress.cards {
        guard let due = card.due(question, progress.plan, today: 20_458), let last = card.lastDay
        else { continue }
        #expect(due > last)
        #expect(card.elapsedDays(at: noon, day: 20_458) >= 0)
      }
    }
  }

  @Test func `Review and learn move the schedule and the others only when told to`() {
    let expected: [Review.Mode: Bool] = [
      .review: true, .learn: true, .quiz: false, .cram: false, .mock: false, .lab: false,
      .kata: false,
    ]
    for mode in Review.Mode.allCases {
      let card = Progress.replay([review(1, .good, at: noon, day: 20_458, mode: mode)]).cards["q"]
      #expect((card?.reps == 1) == expected[mode], "\(mode)")
      #expect(card?.answers == 1)
      let forced = review(1, .good, at: noon, day: 20_458, mode: mode, schedules: true)
      #expect(Progress.replay([forced]).cards["q"]?.reps == 1)
    }
  }

  @Test func `An interview draws due days back to its eve until it is over`() throws {
    var change = PlanChange()
    change.interview = .set(20_470)
    var events = [Event(id: EventID(high: 9, low: 9), at: noon, day: 20_458, kind: .plan(change))]
    for step in 0..<4 as Range<Int64> {
      events.append(
        review(UInt64(step), .easy, at: noon + step * dayLength, day: 20_458 + Int(step)))
    }
    let progress = Progress.replay(events)
    let card = try #require(progress.cards["q"])
    #expect(card.due("q", progress.plan, today: 20_461) == 20_469)
    let after = try #require(card.due("q", progress.plan, today: 20_470))
    #expect(after > 20_480)
    // Seen on the eve: nothing is left to ask before the interview.
    let eve = Progress.replay(events + [review(8, .good, at: noon + 11 * dayLength, day: 20_469)])
    #expect(try #require(eve.cards["q"]?.due("q", eve.plan, today: 20_469)) > 20_470)
  }

  @Test func `A plan keeps what a change does not name and null resets`() {
    var (first, second, third) = (PlanChange(), PlanChange(), PlanChange())
    first.interview = .set(20_500)
    first.newPerDay = .set(7)
    second.retention = .set(0.8)
    third.interview = .reset
    let plans = [first, second, third].enumerated().map { index, change in
      Event(
        id: EventID(high: 0, low: UInt64(index)), at: Int64(index), day: nil, kind: .plan(change))
    }
    #expect(Progress.replay(plans.dropLast()).plan.interview == 20_500)
    let plan = Progress.replay(plans).plan
    #expect(plan.interview == nil && plan.retention == 0.8 && plan.newPerDay == 7)
  }

  @Test func `Cards count what screens show`() throws {
    let events = [
      review(1, .good, at: noon, day: 20_458, confidence: 2),
      review(2, .again, at: noon + dayLength, day: 20_459, confidence: 3),
      review(3, .again, at: noon + dayLength + 1, day: 20_459, mode: .quiz, confidence: 3),
    ]
    let progress = Progress.replay(events)
    let card = try #require(progress.cards["q"])
    #expect(card.reps == 2 && card.lapses == 1 && card.answers == 3 && card.right == 1)
    #expect(card.wasSureButWrong)
    #expect(card.confidence[2] == Card.Confidence(asked: 2, right: 0))
    #expect(progress.days[20_458] == DayTally(answers: 1, right: 1, new: 1))
    #expect(progress.days[20_459] == DayTally(answers: 2, reviews: 1))
  }

  @Test func `Suspended and buried questions say so`() throws {
    let suspend = Event(
      id: EventID(high: 0, low: 1), at: noon, day: 20_458,
      kind: .suspend(question: "q", isSuspended: true))
    let bury = Event(
      id: EventID(high: 0, low: 2), at: noon, day: 20_458, kind: .bury(question: "q", until: nil))
    #expect(Progress.replay([suspend]).cards["q"]?.state(today: 20_458) == .suspended)
    let buried = try #require(Progress.replay([bury]).cards["q"])
    #expect(buried.state(today: 20_458) == .buried)
    #expect(buried.state(today: 20_459) == .new)
  }

  @Test func `Each rating's outlook is no earlier than that of a worse one`() throws {
    for seed in 0..<20 as Range<UInt64> {
      var random = RandomEvents(seed: seed)
      let progress = Progress.replay(random.next(60))
      for (question, card) in progress.cards {
        let outlook = card.outlook(question, progress.plan, at: noon, today: 20_458)
        #expect(outlook.map(\.interval) == outlook.map(\.interval).sorted())
      }
    }
  }
}
