/// What follows from the events of one question.
public struct Card: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    case new, review, suspended, buried
  }

  /// An answer as counts keep it.
  public struct Confidence: Hashable, Sendable {
    public var asked = 0
    public var right = 0

    public init(asked: Int = 0, right: Int = 0) {
      self.asked = asked
      self.right = right
    }
  }

  /// nil until an answer has moved the schedule.
  public var memory: Memory?
  /// When the schedule was moved last, in ms since 1970.
  public var lastAt: Int64?
  /// The study day of that, if the event said it.
  public var lastKnownDay: Int?
  /// Answers that moved the schedule.
  public var reps = 0
  /// How often it was forgotten after it had been learnt.
  public var lapses = 0
  public var isSuspended = false
  /// The study day on which it may be asked again.
  public var buriedUntil: Int?
  /// All answers, in every mode.
  public var answers = 0
  public var right = 0
  /// Answers by how sure the learner was: guessed, fairly sure, sure.
  public var confidence = [Confidence](repeating: Confidence(), count: 3)
  /// Counted time of all answers.
  public var milliseconds: Int64 = 0
  /// How long right answers took.
  public var pace = Pace()
  public var wasLastCorrect: Bool?
  /// The last answer was wrong although the learner was sure.
  public var wasSureButWrong = false
  /// The seed of the last answer when that was wrong, to ask the same once more.
  public var failedSeed: UInt64?
  /// The text of the question that was answered last.
  public var contentHash: String?

  public init() {}

  /// Forgotten so often that it needs another way of learning.
  public var isLeech: Bool { lapses >= Self.leechLapses }
  /// Two weeks before an interview hold fewer repetitions than the years that others count on.
  public static let leechLapses = 5

  /// The study day on which the schedule was moved last.
  public var lastDay: Int? { lastKnownDay ?? lastAt.map(StudyDay.inUTC) }

  public func state(today: Int) -> State {
    if isSuspended { return .suspended }
    if let buriedUntil, buriedUntil > today { return .buried }
    return memory == nil ? .new : .review
  }

  /// Days since the schedule was moved last: of study days where both are known, else periods of 24
  /// hours; never negative.
  public func elapsedDays(at instant: Int64, day: Int?) -> Int {
    guard let lastAt else { return 0 }
    if let lastKnownDay, let day { return max(day - lastKnownDay, 0) }
    return max(Int((instant - lastAt) / 86_400_000), 0)
  }

  /// Folds in an event of this question that comes after all before it.
  ///
  /// - Returns: what the event adds to its study day.
  @discardableResult
  mutating func apply(_ event: Event, _ scheduler: FSRS) -> DayTally {
    switch event.kind {
    case .review(let review): return apply(review, of: event, scheduler)
    case .suspend(_, let isSuspended): self.isSuspended = isSuspended
    case .bury(_, let until): buriedUntil = until ?? event.studyDay + 1
    case .undo, .plan, .unknown: break
    }
    return DayTally()
  }

  private mutating func apply(
    _ review: Review, of event: Event, _ scheduler: FSRS
  ) -> DayTally {
    var tally = DayTally(answers: 1, right: review.isCorrect ? 1 : 0)
    if let seconds = review.seconds {
      // A day at most: sums of what strangers write must not overflow.
      let spent = Int64((min(max(seconds, 0), 86_400) * 1000).rounded())
      milliseconds += spent
      tally.milliseconds = spent
      if review.isCorrect, !review.isLate { pace.add(seconds: seconds) }
    }
    answers += 1
    right += review.isCorrect ? 1 : 0
    if let sure = review.confidence, confidence.indices.contains(sure - 1) {
      confidence[sure - 1].asked += 1
      confidence[sure - 1].right += review.isCorrect ? 1 : 0
    }
    wasLastCorrect = review.isCorrect
    wasSureButWrong = !review.isCorrect && review.confidence == 3
    failedSeed = review.isCorrect ? nil : review.seed
    contentHash = review.contentHash ?? contentHash
    guard review.movesSchedule else { return tally }

    if memory == nil { tally.new = 1 } else { tally.reviews = 1 }
    if memory != nil, review.rating == .again { lapses += 1 }
    memory = scheduler.next(
      memory, review.rating, days: elapsedDays(at: event.at, day: event.day))
    reps += 1
    lastAt = event.at
    lastKnownDay = event.day
    return tally
  }
}

/// What was done on one study day.
public struct DayTally: Hashable, Sendable {
  public var answers = 0
  public var right = 0
  /// Questions that entered the schedule.
  public var new = 0
  /// Further answers that moved it.
  public var reviews = 0
  /// Counted time.
  public var milliseconds: Int64 = 0

  public init(
    answers: Int = 0, right: Int = 0, new: Int = 0, reviews: Int = 0, milliseconds: Int64 = 0
  ) {
    self.answers = answers
    self.right = right
    self.new = new
    self.reviews = reviews
    self.milliseconds = milliseconds
  }

  public static func += (left: inout DayTally, right: DayTally) {
    left.add(right, sign: 1)
  }

  public static func -= (left: inout DayTally, right: DayTally) {
    left.add(right, sign: -1)
  }

  private mutating func add(_ other: DayTally, sign: Int) {
    answers += sign * other.answers
    right += sign * other.right
    new += sign * other.new
    reviews += sign * other.reviews
    milliseconds += Int64(sign) * other.milliseconds
  }
}
