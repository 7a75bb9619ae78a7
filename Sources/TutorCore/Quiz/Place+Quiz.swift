import CourseModel
public import Study

extension Place {
  /// Where the learner stands after a quiz.
  ///
  /// Practice and the repetition of mistakes change what is missed, not the last score.
  public func remembering(_ session: QuizSession, isPractice: Bool) -> Place {
    var place = self
    if isPractice || session.plan.isRepeat {
      let right = Set(session.items.filter(\.isCorrect).map(\.question.id))
      place.missed = place.missed.filter { !right.contains($0) }
      place.missed += session.missed.filter { !place.missed.contains($0) }
      return place
    }
    for item in session.items where session.wasAsked(item) {
      var score = place.topics[item.question.topic] ?? Place.Score()
      score.asked += 1
      if item.isCorrect { score.right += 1 }
      place.topics[item.question.topic] = score
    }
    let results = session.results
    place.lastQuiz = Place.Score(right: results.score, asked: results.asked)
    place.missed = session.missed
    return place
  }
}
