public import CourseModel

/// How much of the course will be known on a day, and what it takes until then.
public struct Readiness: Hashable, Sendable {
  /// The whole course, or one topic of it.
  public struct Part: Hashable, Sendable {
    public var questions = 0
    /// Questions that were answered, in whatever mode.
    public var seen = 0
    /// The sum of the chances of recall on the day, if nothing is done until then. A question whose
    /// last answer was wrong adds nothing until it is answered.
    public var recall = 0.0
    /// The same, if the plan is kept.
    public var planned = 0.0

    /// The mean chance of recall; what was never seen counts as not known.
    public var share: Double { questions > 0 ? recall / Double(questions) : 0 }
    public var plannedShare: Double { questions > 0 ? planned / Double(questions) : 0 }

    mutating func add(recall: Double, planned: Double, isSeen: Bool) {
      questions += 1
      seen += isSeen ? 1 : 0
      self.recall += recall
      self.planned += planned
    }
  }

  /// The study day that is predicted: that of the interview, or today without one.
  public var day: Int
  /// Days that are left to study, today included; 0 without an interview.
  public var daysLeft: Int
  public var overall = Part()
  /// In the order of the course.
  public var topics: [(id: String, part: Part)] { topicIDs.map { ($0, parts[$0] ?? Part()) } }
  /// About how many minutes a day the plan takes until the interview.
  public var minutesPerDay = 0.0
  /// The new questions that the plan does not reach before the interview, by topic: first the topics
  /// that no part of a mock interview asks about, then those that come late in the course. Empty without
  /// an interview.
  public var leftOut: [LeftOut] = []

  /// New questions of a topic.
  public struct LeftOut: Hashable, Sendable {
    public var topic: String
    public var questions: Int
  }

  private var topicIDs: [String]
  private var parts: [String: Part] = [:]

  public subscript(topic: String) -> Part { parts[topic] ?? Part() }

  /// - Parameter finishedLessons: as for ``ReviewQueue``.
  public init(
    _ course: Course, _ progress: Progress, at moment: StudyMoment,
    finishedLessons: Set<String> = []
  ) {
    let plan = progress.plan
    let interview = plan.interview.flatMap { $0 >= moment.day ? $0 : nil }
    day = interview ?? moment.day
    daysLeft = max(0, (interview ?? moment.day) - moment.day)
    topicIDs = course.topics.map(\.id)
    for question in course.questions where !topicIDs.contains(question.topic) {
      topicIDs.append(question.topic)
    }

    var rehearsal = Rehearsal(
      course, progress, at: moment, until: day, finishedLessons: finishedLessons)
    rehearsal.run()
    for question in rehearsal.questions {
      var part = parts[question.topic] ?? Part()
      let card = progress.cards[question.id]
      let now = Self.recall(card, plan, at: moment, on: day)
      let planned = rehearsal.recall(of: question.id)
      let isSeen = (card?.answers ?? 0) > 0
      part.add(recall: now, planned: planned, isSeen: isSeen)
      overall.add(recall: now, planned: planned, isSeen: isSeen)
      parts[question.topic] = part
    }
    guard daysLeft > 0 else { return }
    minutesPerDay = rehearsal.seconds / Double(daysLeft) / 60
    let waiting = Dictionary(grouping: rehearsal.waiting, by: \.topic)
    let asked = topicIDs.filter(InterviewPlan.topics.contains)
    leftOut = (topicIDs.filter { !InterviewPlan.topics.contains($0) }.reversed() + asked.reversed())
      .compactMap { topic in waiting[topic].map { LeftOut(topic: topic, questions: $0.count) } }
  }

  /// The chance of recall on a later day without any further answer.
  private static func recall(
    _ card: Card?, _ plan: StudyPlan, at moment: StudyMoment, on day: Int
  ) -> Double {
    guard let card, let memory = card.memory, card.wasLastCorrect != false else { return 0 }
    let days = card.elapsedDays(at: moment.instant, day: moment.day) + max(0, day - moment.day)
    return plan.scheduler.retrievability(memory, days: days)
  }
}

/// The days until the interview, played through as the plan has them.
///
/// Whether an answer will be right is drawn with the chance of recall, from numbers that are the same
/// each time, so that the forecast is a function of the progress.
struct Rehearsal {
  private struct Known {
    var memory: Memory
    /// The day of the last answer.
    var last: Int
    var reps: Int
    var due: Int
    var seconds: Double
    /// Whether the last answer was right.
    var isRight: Bool
  }

  /// All questions that are not suspended.
  let questions: [Question]
  /// New questions that have not been reached.
  private(set) var waiting: [Question]
  private(set) var seconds = 0.0
  private var known: [String: Known] = [:]
  private let plan: StudyPlan
  private let today: Int
  private let end: Int
  private let newToday: Int

  init(
    _ course: Course, _ progress: Progress, at moment: StudyMoment, until end: Int,
    finishedLessons: Set<String>
  ) {
    plan = progress.plan
    today = moment.day
    self.end = end
    newToday = progress.days[moment.day]?.new ?? 0
    questions = course.questions.filter { !(progress.cards[$0.id]?.isSuspended ?? false) }
    waiting = course.newOrder(
      of: questions, progress, day: .max, finishedLessons: finishedLessons)
    for question in questions {
      guard let card = progress.cards[question.id], let memory = card.memory else { continue }
      known[question.id] = Known(
        memory: memory,
        last: moment.day - card.elapsedDays(at: moment.instant, day: moment.day),
        reps: card.reps,
        due: card.due(question.id, plan, today: moment.day) ?? moment.day,
        seconds: card.pace.median ?? Double(question.time), isRight: card.wasLastCorrect != false)
    }
  }

  mutating func run() {
    guard end > today else { return }
    let scheduler = plan.scheduler
    for day in today..<end {
      let due = known.filter { $0.value.due <= day }.sorted { $0.key < $1.key }
      for (id, _) in due.prefix(plan.reviewsPerDay) { answer(id, on: day, scheduler) }
      guard due.count <= plan.reviewsPerDay else { continue }
      let room = max(0, plan.newPerDay - (day == today ? newToday : 0))
      for question in waiting.prefix(room) {
        known[question.id] = Known(
          memory: scheduler.next(nil, .good, days: 0), last: day, reps: 0, due: day,
          seconds: Double(question.time), isRight: true)
        answer(question.id, on: day, scheduler)
      }
      waiting.removeFirst(min(room, waiting.count))
    }
  }

  private mutating func answer(_ id: String, on day: Int, _ scheduler: FSRS) {
    guard var card = known[id] else { return }
    let days = max(0, day - card.last)
    let recall = scheduler.retrievability(card.memory, days: days)
    if card.reps > 0 {
      let isRight = Fuzz(question: id, reps: card.reps).position < recall
      card.memory = scheduler.next(card.memory, isRight ? .good : .again, days: days)
      card.isRight = isRight
    }
    card.reps += 1
    card.last = day
    card.due = day + scheduler.interval(card.memory)
    // The eve of the interview is the last chance, and what was asked that day has had it.
    if day < end - 1 { card.due = min(card.due, end - 1) }
    seconds += card.seconds
    known[id] = card
  }

  func recall(of question: String) -> Double {
    guard let card = known[question], card.isRight else { return 0 }
    return plan.scheduler.retrievability(card.memory, days: max(0, end - card.last))
  }
}
