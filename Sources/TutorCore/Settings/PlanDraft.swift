import Phrases
import Study

/// A line of the study plan that can be changed with the arrows.
enum PlanRow: CaseIterable {
  case interview, retention, newPerDay, reviewsPerDay

  var name: Phrase {
    switch self {
    case .interview: .planDate
    case .retention: .planRetention
    case .newPerDay: .planNew
    case .reviewsPerDay: .planReviews
    }
  }
}

/// A plan that is being changed; the journal is told when the line is left.
struct PlanDraft {
  private(set) var plan: StudyPlan
  private(set) var change = PlanChange()

  init(_ plan: StudyPlan) {
    self.plan = plan
  }

  /// Moves a value by steps of its kind; dates by days.
  mutating func move(_ row: PlanRow, by steps: Int, today: Int) {
    switch row {
    case .interview:
      // The first press on an empty line offers two weeks from now.
      let day = plan.interview.map { max(today, $0 + steps) } ?? today + 14
      change.interview = .set(day)
    case .retention:
      let percent = Int((plan.retention * 100).rounded()) + steps
      change.retention = .set(Double(min(97, max(70, percent))) / 100)
    case .newPerDay:
      change.newPerDay = .set(min(200, max(0, plan.newPerDay + steps)))
    case .reviewsPerDay:
      change.reviewsPerDay = .set(min(1000, max(0, plan.reviewsPerDay + 10 * steps)))
    }
    plan.apply(change)
  }

  /// Puts a line back to what it is without a plan.
  mutating func reset(_ row: PlanRow) {
    switch row {
    case .interview: change.interview = .reset
    case .retention: change.retention = .reset
    case .newPerDay: change.newPerDay = .reset
    case .reviewsPerDay: change.reviewsPerDay = .reset
    }
    plan.apply(change)
  }

  func value(of row: PlanRow, today: Int) -> Phrase {
    switch row {
    case .interview:
      guard let day = plan.interview else { return .planNoInterview }
      return .planDay(StudyDay.text(day), .inDays(day - today))
    case .retention: return .name("\(percent(plan.retention)) %")
    case .newPerDay: return .name("\(plan.newPerDay)")
    case .reviewsPerDay: return .name("\(plan.reviewsPerDay)")
    }
  }
}
