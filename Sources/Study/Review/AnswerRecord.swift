import CourseModel

extension QuizSession.Item {
  /// The answer as the journal keeps it; nil before there is one.
  ///
  /// - Parameters:
  ///   - seed: what the order of the options came from, where the question has no seed of its own.
  ///   - median: the learner's own for questions of this type, in seconds.
  ///   - byHand: the rating that the learner chose in place of the rule's.
  public func review(
    mode: Review.Mode, seed: UInt64, median: Double?, byHand: Rating? = nil
  ) -> Review? {
    guard let answer else { return nil }
    let rule = rating(median: median)?.rating ?? .again
    return Review(
      question: question.id, rating: byHand ?? rule, isCorrect: isCorrect,
      given: answer.response.given, seconds: Double(spent) / 1000,
      confidence: answer.confidence, hints: hints, mode: mode, seed: self.seed ?? seed,
      isLate: isLate,
      isInsisted: isCorrect && answer.grade.rejection != nil,
      isByHand: byHand != nil && byHand != rule, misconceptions: answer.grade.misconceptions)
  }

  /// What the rule makes of the answer, and why; nil before there is one.
  public func rating(median: Double?) -> (rating: Rating, reason: Rating.Reason)? {
    guard let answer else { return nil }
    // The clock of an open question stops when its answer is shown, before the key points are ticked.
    return Rating.of(
      isCorrect: isCorrect, isLate: isLate, hints: hints, confidence: answer.confidence,
      seconds: Double(spent) / 1000, median: median)
  }
}

extension QuizSession {
  /// Takes an answer back, so that its question is asked once more.
  public mutating func retract(_ index: Int) {
    guard items.indices.contains(index) else { return }
    items[index].answer = nil
    items[index].draft = .none
    items[index].isLate = false
    items[index].spent = 0
    current = index
    phase = .asking
    runningSince = nil
  }
}
