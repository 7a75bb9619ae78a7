extension Card {
  /// The study day on which it is to be asked again; nil before it was learnt.
  ///
  /// An interview that is still ahead on `today` draws the day back to its eve, though never to the
  /// day of the last answer.
  public func due(
    _ question: String, _ plan: StudyPlan, today: Int, isFuzzed: Bool = true
  ) -> Int? {
    guard let memory, let lastDay else { return nil }
    return Self.due(
      question, memory, reps: reps, lastDay: lastDay, plan, today: today, isFuzzed: isFuzzed)
  }

  /// The chance that the answer is known at an instant; nil before it was learnt.
  ///
  /// - Parameter day: the study day of the instant.
  public func retrievability(_ scheduler: FSRS, at instant: Int64, day: Int) -> Double? {
    memory.map {
      scheduler.retrievability($0, days: elapsedDays(at: instant, day: day))
    }
  }

  /// What a rating would do on a day.
  public struct Outlook: Hashable, Sendable {
    public var rating: Rating
    public var memory: Memory
    /// Days until the question comes back.
    public var interval: Int
    public var due: Int
  }

  /// What each of the four ratings would do now.
  public func outlook(
    _ question: String, _ plan: StudyPlan, at instant: Int64, today: Int
  ) -> [Outlook] {
    let scheduler = plan.scheduler
    return Rating.allCases.map { rating in
      let next = scheduler.next(memory, rating, days: elapsedDays(at: instant, day: today))
      let due = Self.due(
        question, next, reps: reps + 1, lastDay: today, plan, today: today, isFuzzed: true)
      return Outlook(rating: rating, memory: next, interval: due - today, due: due)
    }
  }

  private static func due(
    _ question: String, _ memory: Memory, reps: Int, lastDay: Int, _ plan: StudyPlan, today: Int,
    isFuzzed: Bool
  ) -> Int {
    var interval = plan.scheduler.interval(memory)
    if isFuzzed { interval = Fuzz(question: question, reps: reps).fuzzed(interval) }
    let due = lastDay + interval
    guard let eve = plan.eve(today: today), eve > lastDay else { return due }
    return min(due, eve)
  }
}
