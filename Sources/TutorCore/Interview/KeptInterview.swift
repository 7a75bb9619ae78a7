import Study

/// What the journal has of an interview's answers.
struct KeptInterview: Sendable {
  /// An answer to be kept.
  struct Change: Hashable, Sendable {
    var review: Review
    /// The question whose kept answer it takes the place of.
    var replaces: String?
  }

  private var reviews: [String: Review] = [:]

  /// The answers that are new or count otherwise than they were kept; they are kept from now on.
  mutating func changes(in session: InterviewSession) -> [Change] {
    var changes: [Change] = []
    for answer in session.result.answers {
      let old = reviews.updateValue(answer.review, forKey: answer.question)
      guard old != answer.review else { continue }
      changes.append(Change(review: answer.review, replaces: old?.question))
    }
    return changes
  }

  /// What keeps the changes.
  mutating func effects(for session: InterviewSession) -> [Effect] {
    changes(in: session).map { .keep([.review($0.review)], replacing: $0.replaces) }
  }

  /// What is left to be kept when the program ends now.
  func closing(_ session: InterviewSession) -> [Effect] {
    var kept = self
    return kept.effects(for: session)
  }
}
