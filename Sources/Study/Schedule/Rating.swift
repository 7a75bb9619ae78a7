/// How well an answer went, in the four grades of FSRS.
public enum Rating: Int, CaseIterable, Hashable, Sendable, Comparable {
  case again = 1
  case hard, good, easy

  public static func < (left: Rating, right: Rating) -> Bool { left.rawValue < right.rawValue }
}

extension Rating {
  /// Why an answer got its rating, so that the rule can be shown.
  public enum Reason: Hashable, Sendable {
    case wrong
    /// The time ran out before there was an answer.
    case late
    case withHint
    case guessed
    /// It took more than twice the learner's own median, both in seconds.
    case slow(seconds: Double, median: Double)
    case right
    case byHand
  }

  /// The rule: wrong or late is again; right with a hint, guessed, or slower than twice one's own
  /// median is hard; right is good. Easy is given only by hand.
  ///
  /// - Parameters:
  ///   - confidence: 1 guessed, 2 fairly sure, 3 sure; nil when not given.
  ///   - seconds: counted time; nil when it was not measured.
  ///   - median: the learner's own for such questions, nil while too little is known.
  public static func of(
    isCorrect: Bool, isLate: Bool = false, hints: Int = 0, confidence: Int? = nil,
    seconds: Double? = nil, median: Double? = nil
  ) -> (rating: Rating, reason: Reason) {
    if isLate { return (.again, .late) }
    if !isCorrect { return (.again, .wrong) }
    if hints > 0 { return (.hard, .withHint) }
    if confidence == 1 { return (.hard, .guessed) }
    if let seconds, let median, seconds > 2 * median {
      return (.hard, .slow(seconds: seconds, median: median))
    }
    return (.good, .right)
  }
}
