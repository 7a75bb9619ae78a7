public import CourseModel

/// What is to be asked now, and in which order.
///
/// Due questions come in the order that loses least: first what the learner was sure of and had
/// wrong, then what waiting another day would cost most. New ones follow, by lesson and
/// prerequisites, and only while there is no backlog.
public struct ReviewQueue: Hashable, Sendable {
  public struct Entry: Hashable, Sendable, Identifiable {
    /// The question.
    public var id: String
    /// The chance that the answer is known now; nil for a new question.
    public var recall: Double?

    public var isNew: Bool { recall == nil }
  }

  public var entries: [Entry]
  /// Questions whose day has come, also those above the day's limit.
  public var dueCount: Int
  /// Due questions that wait for another day, because the day's limit is reached.
  public var parkedCount: Int
  /// New questions that could be asked, were there no limit.
  public var newCount: Int
  /// About how long the entries take, in seconds.
  public var seconds: Double

  public var isEmpty: Bool { entries.isEmpty }

  /// - Parameters:
  ///   - topics: empty means all.
  ///   - limit: the most entries; nil leaves it to the plan's daily limits.
  ///   - moment: now.
  public init(
    _ course: Course, _ progress: Progress, at moment: StudyMoment,
    finishedLessons: Set<String> = [], topics: Set<String> = [], limit: Int? = nil
  ) {
    let questions = course.questions.filter {
      (topics.isEmpty || topics.contains($0.topic)) && $0.isPlayable(with: course.labs)
    }
    let today = progress.days[moment.day] ?? DayTally()
    let plan = progress.plan

    let due = Self.due(questions, progress, at: moment)
    let room = max(0, plan.reviewsPerDay - today.reviews)
    let asked = due.prefix(room)

    let fresh = course.newOrder(
      of: questions, progress, day: moment.day, finishedLessons: finishedLessons)
    // Whoever is behind is not given more to be behind with.
    let newRoom = due.count > room ? 0 : max(0, plan.newPerDay - today.new)
    let new = Self.withPrerequisites(fresh, course, progress, room: newRoom)

    entries = asked.map { $0 } + new.map { Entry(id: $0.id, recall: nil) }
    if let limit { entries = Array(entries.prefix(max(0, limit))) }
    dueCount = due.count
    parkedCount = due.count - asked.count
    newCount = fresh.count
    seconds = entries.reduce(0) { sum, entry in
      sum
        + (progress.cards[entry.id]?.pace.median
          ?? Double(course.question(entry.id)?.time ?? 60))
    }
  }

  private static func due(
    _ questions: [Question], _ progress: Progress, at moment: StudyMoment
  ) -> [Entry] {
    struct Candidate {
      var entry: Entry
      var isUrgent: Bool
      /// How much of the chance of recall another day takes away.
      var loss: Double
    }
    let scheduler = progress.plan.scheduler
    let candidates = questions.compactMap { question -> Candidate? in
      guard let card = progress.cards[question.id], card.state(today: moment.day) == .review,
        let memory = card.memory,
        let due = card.due(question.id, progress.plan, today: moment.day), due <= moment.day
      else { return nil }
      let days = card.elapsedDays(at: moment.instant, day: moment.day)
      let recall = scheduler.retrievability(memory, days: days)
      let loss = recall - scheduler.retrievability(memory, days: days + 1)
      return Candidate(
        entry: Entry(id: question.id, recall: recall), isUrgent: card.wasSureButWrong,
        loss: loss)
    }
    return candidates.sorted { left, right in
      if left.isUrgent != right.isUrgent { return left.isUrgent }
      if left.loss != right.loss { return left.loss > right.loss }
      return left.entry.id < right.entry.id
    }.map(\.entry)
  }

  /// Leaves out what comes before its prerequisites; those may stand earlier among the same few.
  private static func withPrerequisites(
    _ fresh: [Question], _ course: Course, _ progress: Progress, room: Int
  ) -> [Question] {
    let ids = Set(course.questions.map(\.id))
    var chosen: [Question] = []
    var known = Set(progress.cards.filter { $0.value.memory != nil }.keys)
    // What nobody is asked cannot be waited for.
    known.formUnion(progress.cards.filter { $0.value.isSuspended }.keys)
    var waiting = fresh
    while chosen.count < room {
      guard
        let index = waiting.firstIndex(where: { question in
          question.after.allSatisfy { known.contains($0) || !ids.contains($0) }
        })
      else { break }
      let question = waiting.remove(at: index)
      known.insert(question.id)
      chosen.append(question)
    }
    return chosen
  }
}

extension Course {
  /// The questions without a memory in the order in which they are best learnt: those of finished
  /// lessons, then by lesson, topic and level.
  func newOrder(
    of questions: [Question], _ progress: Progress, day: Int, finishedLessons: Set<String>
  ) -> [Question] {
    var checked: [String: Int] = [:]
    for (index, lesson) in lessons.enumerated() {
      for id in lesson.check where checked[id] == nil {
        checked[id] = finishedLessons.contains(lesson.id) ? index - lessons.count : index
      }
    }
    var lessonOfTopic: [String: Int] = [:]
    for (index, lesson) in lessons.enumerated() {
      if let topic = lesson.topic, lessonOfTopic[topic] == nil { lessonOfTopic[topic] = index }
    }
    let topicIndex = Dictionary(
      topics.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    struct Place {
      var lesson: Int
      var topic: Int
      var level: Int
      var index: Int
    }
    func isBefore(_ left: Place, _ right: Place) -> Bool {
      (left.lesson, left.topic, left.level, left.index)
        < (right.lesson, right.topic, right.level, right.index)
    }
    return questions.enumerated()
      .filter { _, question in
        (progress.cards[question.id]?.state(today: day) ?? .new) == .new
      }
      .map { index, question in
        let place = Place(
          lesson: checked[question.id] ?? lessonOfTopic[question.topic] ?? lessons.count,
          topic: topicIndex[question.topic] ?? topics.count,
          level: Level.allCases.firstIndex(of: question.level) ?? 0, index: index)
        return (question, place)
      }
      .sorted { isBefore($0.1, $1.1) }
      .map(\.0)
  }
}

/// An instant and the learner's study day.
public struct StudyMoment: Hashable, Sendable {
  /// ms since 1970.
  public var instant: Int64
  public var day: Int

  public init(instant: Int64, day: Int) {
    self.instant = instant
    self.day = day
  }

  /// - Parameter utcOffset: what the local clock is ahead of UTC, in seconds.
  public init(instant: Int64, utcOffset: Int) {
    self.init(instant: instant, day: StudyDay.of(instant, utcOffset: utcOffset))
  }
}

extension Progress {
  /// How often each question was answered, by id; none for one that never was.
  public var answerCounts: [String: Int] { cards.mapValues(\.answers) }

  /// The learner's own median for a type of question, in seconds; nil while fewer than five right
  /// answers are known.
  public func median(ofType type: String, in course: Course) -> Double? {
    var pace = Pace()
    for question in course.questions where question.kind.name == type {
      if let card = cards[question.id] { pace += card.pace }
    }
    return pace.total >= 5 ? pace.median : nil
  }
}
