import Cells
import Console
public import CourseModel
import Languages
import Phrases
public import Study

/// What to review: everything that is due, or a part of it.
public struct ReviewRequest: Hashable, Sendable {
  /// Topic ids; empty means all.
  public var topics: Set<String>
  /// The most questions; nil leaves it to the daily limits.
  public var limit: Int?

  public init(topics: Set<String> = [], limit: Int? = nil) {
    self.topics = topics
    self.limit = limit
  }

  /// What is to be asked now.
  public func queue(
    _ course: Course, _ progress: Progress, at moment: StudyMoment, finishedLessons: Set<String>
  ) -> ReviewQueue {
    ReviewQueue(
      course, progress, at: moment, finishedLessons: finishedLessons, topics: topics, limit: limit)
  }
}

/// Nothing is due: when something will be, and what can be done meanwhile.
struct ReviewScreen: Screen {
  let request: ReviewRequest

  var showsFacts: Bool { true }

  /// The questions that are due, or the screen that says that there are none.
  static func open(_ request: ReviewRequest, in context: ScreenContext) -> any Screen {
    let queue = request.queue(
      context.course, context.progress ?? Progress(), at: context.moment,
      finishedLessons: Set(context.place.finishedLessons))
    return QuizScreen.untimed(queue.entries.map(\.id), mode: .review, context: context)
      ?? ReviewScreen(request: request)
  }

  func title(in context: ScreenContext) -> ScreenTitle { ScreenTitle(context.say(.review)) }

  func keys(in context: ScreenContext) -> [KeyHint] {
    [
      KeyHint("c", .cram, rank: 0), KeyHint("l", .learn, rank: 0),
      KeyHint("U", .undoAnswer, rank: 2), .help, .back,
    ]
  }

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    switch key {
    case .character("c"):
      let ids = cramIDs(in: context)
      guard let screen = QuizScreen.untimed(ids, mode: .practice, context: context) else {
        return .note(.nothingToCram)
      }
      return .replace(screen)
    case .character("l"), .enter:
      return Reaction([.pop, .open(.lessons)])
    case .character("U"): return Reaction([.perform(.takeBack(question: nil))])
    default: return .ignored
    }
  }

  /// Ten questions that are known least.
  private func cramIDs(in context: ScreenContext) -> [String] {
    let progress = context.progress ?? Progress()
    let scheduler = progress.plan.scheduler
    let known = context.course.questions.compactMap { question -> (String, Double)? in
      guard request.topics.isEmpty || request.topics.contains(question.topic),
        let card = progress.cards[question.id], !card.isSuspended,
        let recall = card.retrievability(
          scheduler, at: context.moment.instant, day: context.moment.day)
      else { return nil }
      return (question.id, recall)
    }
    return known.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(10).map(\.0)
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    let width = Page.textWidth(in: rect.size.columns)
    var page = Page([Line()])
    page.add(Line(context.say(.nothingDue), .heading).wrapped(to: width))
    for phrase in Self.outlook(
      context.progress ?? Progress(), context.facts?.queue, at: context.moment)
    {
      page.add(Line(context.say(phrase)).wrapped(to: width))
    }
    page.add([Line(), Line(context.say(.learnOffer)), Line(context.say(.cramOffer))])
    return page.draw(scroll: nil, in: rect, on: &canvas)
  }

  /// When something will be due, for those who read it line by line too.
  static func outlook(
    _ progress: Progress, _ queue: ReviewQueue?, at moment: StudyMoment
  ) -> [Phrase] {
    var phrases: [Phrase] = []
    let next = progress.cards.compactMap { id, card in
      card.isSuspended ? nil : card.due(id, progress.plan, today: moment.day)
    }.filter { $0 > moment.day }.min()
    if let next {
      phrases.append(.nextDue(.onDay(next - moment.day, date: StudyDay.text(next))))
    }
    let today = progress.days[moment.day]?.new ?? 0
    if let queue, queue.newCount > 0, today >= progress.plan.newPerDay, today > 0 {
      phrases.append(.dailyLimitReached(new: today))
    }
    return phrases
  }
}
