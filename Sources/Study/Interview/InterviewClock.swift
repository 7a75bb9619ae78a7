extension InterviewSession {
  /// The current question stands on the screen in full: the clocks run, unless they do.
  public mutating func painted(at now: Int64) {
    guard phase == .asking, !isPaused, runningSince == nil else { return }
    runningSince = now
  }

  /// Stops the clocks; ``painted(at:)`` starts them again.
  public mutating func stopClock(at now: Int64) {
    tick(at: now)
    guard runningSince != nil else { return }
    steps[steps.count - 1].spent += running(at: now)
    runningSince = nil
  }

  /// Hides the question and stops the clocks until ``resume()``.
  public mutating func pause(at now: Int64) {
    stopClock(at: now)
    if phase == .asking { isPaused = true }
  }

  public mutating func resume() {
    isPaused = false
  }

  /// Lets the clocks that have run out take effect. Calling it often or late changes nothing.
  public mutating func tick(at now: Int64) {
    guard phase == .asking, runningSince != nil else { return }
    let left = plan.time - totalSpent - running(at: now)
    if left <= 0 {
      steps[steps.count - 1].spent += running(at: now) + left
      runningSince = nil
      takeDraft()
      phase = .ended(.timeUp)
    } else if partLeft(at: now) <= 0 {
      steps[steps.count - 1].isLate = true
    }
  }

  /// The clock of the part.
  public func partClock(at now: Int64) -> QuizClock {
    QuizClock(total: part.budget ?? 0, left: partLeft(at: now))
  }

  /// The clock of the whole interview.
  public func totalClock(at now: Int64) -> QuizClock {
    QuizClock(total: plan.time, left: plan.time - totalSpent - running(at: now))
  }

  /// When a clock runs out next, or nil when none runs.
  public func nextDeadline(at now: Int64) -> Int64? {
    left(at: now).min().map { now + $0 }
  }

  /// When the shown seconds change next, or nil when none run.
  public func nextSecond(at now: Int64) -> Int64? {
    left(at: now).map { ($0 - 1) % 1000 + 1 }.min().map { now + $0 }
  }

  /// The counted time of the whole interview in ms, up to the last stop of the clock.
  public var totalSpent: Int64 { steps.reduce(0) { $0 + $1.spent } }

  /// The counted time of a part in ms, up to the last stop of the clock.
  public func spent(inPart part: Int) -> Int64 {
    steps.reduce(0) { $0 + ($1.part == part ? $1.spent : 0) }
  }

  /// What is left on the clocks that have not run out, in ms.
  private func left(at now: Int64) -> [Int64] {
    guard phase == .asking, runningSince != nil else { return [] }
    return [partLeft(at: now), plan.time - totalSpent - running(at: now)].filter { $0 > 0 }
  }

  private func partLeft(at now: Int64) -> Int64 {
    (part.budget ?? 0) - spent(inPart: step.part) - running(at: now)
  }

  private func running(at now: Int64) -> Int64 { runningSince.map { max(0, now - $0) } ?? 0 }
}
