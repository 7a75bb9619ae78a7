/// What the learner set: when the interview is, and how much to study until then.
public struct StudyPlan: Hashable, Sendable {
  /// The study day of the interview.
  public var interview: Int?
  /// The chance of recall at which a question is asked again.
  public var retention = 0.9
  /// New questions a day.
  public var newPerDay = 20
  /// Repetitions a day.
  public var reviewsPerDay = 200
  public var weights = FSRS.defaultWeights

  public init() {}

  public static let perDayBounds = 0...9999

  public var scheduler: FSRS { FSRS(weights: weights, retention: retention) }

  /// The day until which everything should have come up: the eve of an interview that is still ahead.
  public func eve(today: Int) -> Int? {
    guard let interview, interview > today else { return nil }
    return interview - 1
  }

  public mutating func apply(_ change: PlanChange) {
    let usual = StudyPlan()
    change.interview.apply(to: &interview, usual: nil)
    change.retention.apply(to: &retention, usual: usual.retention)
    change.newPerDay.apply(to: &newPerDay, usual: usual.newPerDay)
    change.reviewsPerDay.apply(to: &reviewsPerDay, usual: usual.reviewsPerDay)
    change.weights.apply(to: &weights, usual: usual.weights)
  }
}

/// What a `plan` event changes.
public struct PlanChange: Hashable, Sendable {
  public enum Setting<Value: Hashable & Sendable>: Hashable, Sendable {
    case keep
    /// Back to what it is without a plan; written as null.
    case reset
    case set(Value)

    fileprivate func apply(to value: inout Value, usual: Value) {
      switch self {
      case .keep: break
      case .reset: value = usual
      case .set(let new): value = new
      }
    }

    fileprivate func apply(to value: inout Value?, usual: Value?) {
      switch self {
      case .keep: break
      case .reset: value = usual
      case .set(let new): value = new
      }
    }
  }

  public var interview: Setting<Int> = .keep
  public var retention: Setting<Double> = .keep
  public var newPerDay: Setting<Int> = .keep
  public var reviewsPerDay: Setting<Int> = .keep
  public var weights: Setting<[Double]> = .keep

  public init() {}

  public var isEmpty: Bool { self == PlanChange() }
}
