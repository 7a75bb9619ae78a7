import CourseModel
import Phrases
import Study

/// What a quiz has kept of its answers, and what it needs to keep more.
struct KeptAnswers: Sendable {
  /// By item, as it was kept last.
  var reviews: [Int: Review] = [:]
  /// The cards as they were before this quiz.
  var before: [Int: Card] = [:]
  /// Ratings that the learner chose, by item.
  var byHand: [Int: Rating] = [:]
  /// Items in the order in which they were answered.
  var order: [Int] = []
  /// The learner's own median by type of question, in seconds.
  var medians: [String: Double] = [:]
}

extension QuizScreen.Mode {
  /// What the journal calls it.
  var review: Review.Mode {
    switch self {
    case .quiz: .quiz
    case .practice: .cram
    case .review: .review
    case .learn: .learn
    }
  }

  /// Whether answers move the schedule.
  var schedules: Bool { review.schedules }

  var name: Phrase {
    switch self {
    case .quiz: .timedQuiz
    case .practice: .practice
    case .review: .review
    case .learn: .lessonCheck
    }
  }
}

extension QuizScreen {
  /// Keeps every answer whose worth the next picture shows, and what has changed about one.
  mutating func keepAnswers(in context: ScreenContext) -> [Reaction.Event] {
    var events: [Reaction.Event] = []
    for index in session.items.indices {
      // How sure the learner was belongs to the answer.
      if index == session.current, asksConfidence { continue }
      let item = session.items[index]
      guard
        let review = item.review(
          mode: mode.review, seed: session.plan.seed,
          median: kept.medians[item.question.kind.name], byHand: kept.byHand[index]),
        review != kept.reviews[index]
      else { continue }
      let isNew = kept.reviews[index] == nil
      if isNew {
        kept.before[index] = context.progress?.cards[item.question.id] ?? Card()
        kept.order.append(index)
      }
      kept.reviews[index] = review
      events.append(
        .perform(.keep([.review(review)], replacing: isNew ? nil : item.question.id)))
    }
    return events
  }

  // MARK: Undo

  /// Takes the last answer back and asks its question again.
  mutating func takeBack() -> Reaction {
    guard mode != .quiz else { return .note(.noUndoInQuiz) }
    guard let index = kept.order.popLast() else {
      // What was answered before this screen was opened.
      return Reaction([.perform(.takeBack(question: nil))])
    }
    let question = session.items[index].question.id
    kept.reviews[index] = nil
    kept.byHand[index] = nil
    session.retract(index)
    showCurrent()
    return Reaction([.perform(.takeBack(question: question))])
  }

  // MARK: The schedule

  /// Gives the answer another rating than the rule does.
  mutating func rate(_ rating: Rating) -> Reaction {
    guard mode.schedules else { return .ignored }
    kept.byHand[session.current] = rating
    return .handled
  }

  /// Puts the question away: until tomorrow, or for good.
  func putAway(forGood: Bool) -> Reaction {
    guard mode.schedules else { return .ignored }
    let question = session.item.question.id
    let kind: Event.Kind =
      forGood
      ? .suspend(question: question, isSuspended: true) : .bury(question: question, until: nil)
    return Reaction([
      .perform(.keep([kind])), .note(forGood ? .neverAskedAgain : .notAskedToday),
    ])
  }

  /// When the current question comes back, and why; nil where nothing was scheduled.
  func schedule(in context: ScreenContext) -> ScheduleNote? {
    guard mode.schedules, let progress = context.progress,
      let card = progress.cards[session.item.question.id],
      let review = kept.reviews[session.current], card.memory != nil
    else { return nil }
    let reason: Rating.Reason? =
      review.isByHand
      ? .byHand
      : session.item.rating(median: kept.medians[session.item.question.kind.name])?.reason
    return ScheduleNote(
      question: session.item.question.id, rating: review.rating, reason: reason ?? .right,
      before: kept.before[session.current] ?? Card(), card: card, plan: progress.plan,
      moment: context.moment)
  }
}
