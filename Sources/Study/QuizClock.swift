/// How the clocks of a quiz stand.
public struct QuizClock: Hashable, Sendable {
  public var total: Int64
  public var left: Int64

  public init(total: Int64, left: Int64) {
    self.total = total
    self.left = max(0, left)
  }

  /// The share that is left, from 0 to 1.
  public var share: Double {
    total > 0 ? min(1, Double(left) / Double(total)) : 0
  }

  /// Whole seconds to show; the last one is shown until it is over.
  public var seconds: Int64 { (left + 999) / 1000 }
}

extension QuizSession {
  /// What came of a request for more time.
  public enum MoreTime: Hashable, Sendable {
    case granted(milliseconds: Int64)
    /// Nothing is timed.
    case untimed
    /// The question's time is over already, and it can be finished without hurry.
    case late
  }

  /// The current question stands on the screen in full: its clock starts, unless it runs.
  public mutating func questionPainted(at now: Int64) {
    guard phase == .asking, !isPaused else { return }
    items[current].wasShown = true
    if runningSince == nil { runningSince = now }
  }

  /// Stops the clocks; ``questionPainted(at:)`` starts them again.
  public mutating func stopClock(at now: Int64) {
    tick(at: now)
    guard runningSince != nil else { return }
    items[current].spent += running(at: now)
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
    if let left = totalLeft(at: now), left <= 0 {
      items[current].isLate = true
      items[current].spent += running(at: now) + left
      runningSince = nil
      gradeDraft()
      phase = .ended(.timeUp)
    } else if let left = questionLeft(at: now), left <= 0 {
      items[current].isLate = true
    }
  }

  /// Asks for half of the question's time on top.
  @discardableResult
  public mutating func addTime(at now: Int64) -> MoreTime {
    tick(at: now)
    guard phase == .asking, item.budget != nil || totalBudget != nil else { return .untimed }
    guard !item.isLate else { return .late }
    let extra = item.extra
    items[current].extensions += 1
    items[current].budget = item.budget.map { $0 + extra }
    totalBudget = totalBudget.map { $0 + extra }
    return .granted(milliseconds: extra)
  }

  /// The current question's clock, or nil when it has none.
  public func questionClock(at now: Int64) -> QuizClock? {
    guard let budget = item.budget, let left = questionLeft(at: now) else { return nil }
    return QuizClock(total: budget, left: item.isLate ? 0 : left)
  }

  /// The clock of the whole quiz, or nil when it has none.
  public func totalClock(at now: Int64) -> QuizClock? {
    guard let totalBudget, let left = totalLeft(at: now) else { return nil }
    return QuizClock(total: totalBudget, left: left)
  }

  /// The clock that runs out first of those that run, or nil when nothing is timed.
  public func remaining(at now: Int64) -> QuizClock? {
    let clocks = [questionClock(at: now), totalClock(at: now)].compactMap(\.self)
    // A question that is late already has no hurry left but the quiz's.
    let live = item.isLate && clocks.count > 1 ? [clocks[1]] : clocks
    return live.min { $0.left < $1.left }
  }

  /// When a clock runs out next, or nil when none runs.
  public func nextDeadline(at now: Int64) -> Int64? {
    guard phase == .asking, runningSince != nil else { return nil }
    let left = [item.isLate ? nil : questionLeft(at: now), totalLeft(at: now)]
    return left.compactMap(\.self).min().map { now + max(0, $0) }
  }

  /// When the shown seconds change next, or nil when none run.
  public func nextSecond(at now: Int64) -> Int64? {
    guard phase == .asking, runningSince != nil else { return nil }
    let left = [item.isLate ? nil : questionLeft(at: now), totalLeft(at: now)]
    return left.compactMap(\.self).filter { $0 > 0 }.map { ($0 - 1) % 1000 + 1 }.min()
      .map { now + $0 }
  }

  /// The current question's counted time in ms.
  public func spent(at now: Int64) -> Int64 { item.spent + running(at: now) }

  /// The counted time of the whole quiz in ms.
  public func totalSpent(at now: Int64) -> Int64 {
    items.reduce(running(at: now)) { $0 + $1.spent }
  }

  private func running(at now: Int64) -> Int64 { runningSince.map { max(0, now - $0) } ?? 0 }

  private func questionLeft(at now: Int64) -> Int64? { item.budget.map { $0 - spent(at: now) } }

  private func totalLeft(at now: Int64) -> Int64? { totalBudget.map { $0 - totalSpent(at: now) } }
}
