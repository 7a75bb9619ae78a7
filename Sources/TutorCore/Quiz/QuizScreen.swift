import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study

/// A quiz under way, or practice without a clock: one question after the other.
struct QuizScreen: Screen {
  enum Mode {
    case quiz
    /// Without a clock, and without moving the schedule.
    case practice
    /// What is due.
    case review
    /// The check at the end of a lesson.
    case learn
  }

  let mode: Mode
  var session: QuizSession
  var form: any AnswerForm
  /// Whether the feedback waits for the learner to say how sure the answer was.
  var asksConfidence = false
  /// Where the learner scrolled to; nil shows what has the focus.
  var scroll: Int?
  var overviewRow = 0
  var showsNewHint = false
  /// Esc was pressed once: a second time leaves.
  var asksToLeave = false
  /// Enter was pressed on an incomplete answer: a second time gives it.
  var asksToGiveUp = false
  var kept = KeptAnswers()
  /// Whether the reasons of the date stand in place of the feedback.
  var showsWhy = false

  /// Whether the learner has seen that the whole time is over.
  var isTimeUpShown = false

  /// - Parameter questions: at least one.
  init(plan: QuizPlan, questions: [Question], mode: Mode, context: ScreenContext) {
    self.mode = mode
    session = QuizSession(
      plan: plan, questions: questions, terms: TypedText.terms(of: context.course),
      labs: context.course.labs, asked: context.progress?.answerCounts ?? [:])
    form = session.item.form
    for question in questions {
      let type = question.kind.name
      kept.medians[type] =
        kept.medians[type] ?? context.progress?.median(ofType: type, in: context.course)
    }
  }

  /// A quiz that has ended, to go on with it.
  init(ended session: QuizSession, mode: Mode, kept: KeptAnswers) {
    self.mode = mode
    self.session = session
    self.kept = kept
    form = session.item.form
  }

  /// The screen of a plan, or why there is none.
  static func make(
    _ plan: QuizPlan, mode: Mode, context: ScreenContext
  ) -> Result<QuizScreen, QuizMismatch> {
    selectQuestions(context.course, plan, context.language).map {
      QuizScreen(plan: plan, questions: $0, mode: mode, context: context)
    }
  }

  /// Questions by id in the order given, open ones too, without a clock; nil when none exists.
  static func untimed(
    _ questions: [String], mode: Mode, context: ScreenContext
  ) -> QuizScreen? {
    let plan = QuizPlan(
      count: questions.count, seed: context.seed, includesOpen: true, questions: questions)
    return try? make(plan, mode: mode, context: context).get()
  }

  // MARK: Frame

  func title(in context: ScreenContext) -> ScreenTitle {
    let topic = context.course.topic(session.item.question.topic)?.title
    let part: Phrase =
      session.phase == .overview
      ? .beforeTheEnd
      : .name(topic?.best(for: context.language) ?? session.item.question.topic)
    return ScreenTitle(
      context.say(.screenPath(mode.name, part)),
      right: titleLine(in: context))
  }

  private func titleLine(in context: ScreenContext) -> Line {
    var line = Line()
    let isAsking = session.phase != .overview
    if isAsking {
      if session.item.isMarked { line.append("◆ ", Style(.accent)) }
      line.append(
        context.say(.questionNumber(session.current + 1, of: session.items.count)), .muted)
    }
    guard context.settings.showsClock else { return line }
    let question = isAsking ? session.questionClock(at: context.now) : nil
    let total = session.totalClock(at: context.now)
    if question != nil, let total {
      line.append(
        " · " + context.say(.timeLeftInAll(clockText(seconds: total.seconds))), .muted)
    }
    guard let clock = question ?? total else { return line }
    line.append("    ")
    return line
      + ClockLine(
        clock: clock, isLate: question != nil && session.item.isLate, language: context.language
      ).line
  }

  var isTyping: Bool {
    session.phase == .asking && !session.isPaused && form.isTyping
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    quizKeys(in: context).hints
  }

  func help(in context: ScreenContext) -> [KeyHelp] {
    quizKeys(in: context).help
  }

  private func quizKeys(in context: ScreenContext) -> QuizKeys {
    QuizKeys(
      session: session, form: form, asksConfidence: asksConfidence, mode: mode,
      canOpenLab: lab(in: context) != nil,
      canScroll: page(in: context).lines.count > context.bodySize.rows,
      isScheduled: session.phase == .answered && schedule(in: context) != nil,
      showsWhy: showsWhy)
  }

  // MARK: Time

  mutating func painted(in context: ScreenContext) {
    if isOver { isTimeUpShown = true }
    // The clock stands while the learner is asked whether to leave.
    if !asksToLeave, !form.isAnswerShown { session.questionPainted(at: context.now) }
  }

  mutating func interrupted(in context: ScreenContext) {
    session.stopClock(at: context.now)
  }

  mutating func tick(in context: ScreenContext) -> Reaction {
    let wasLate = session.item.isLate
    session.tick(at: context.now)
    var reaction = Reaction.handled
    if !isOver, session.item.isLate, !wasLate { reaction = .note(.alreadyLate) }
    reaction.events += keepAnswers(in: context)
    return reaction
  }

  func nextDeadline(in context: ScreenContext) -> Int64? {
    context.settings.showsClock
      ? session.nextSecond(at: context.now) : session.nextDeadline(at: context.now)
  }

  // MARK: Drawing

  func page(in context: ScreenContext) -> Page {
    let width = Page.textWidth(in: context.bodySize.columns)
    switch session.phase {
    case .answered where !asksConfidence:
      let schedule = schedule(in: context)
      if showsWhy, let schedule {
        var page = Page()
        page.add(schedule.why(width: width, context.language))
        return page
      }
      return FeedbackPage(
        item: session.item, course: context.course, language: context.language, schedule: schedule
      ).page(width: width)
    case .overview:
      return OverviewPage(items: session.items, selected: overviewRow)
        .page(width: width, language: context.language)
    default:
      return QuestionPage(
        item: session.item, form: form, showsNewHint: showsNewHint,
        asksConfidence: asksConfidence, isTimeOver: isOver
      ).page(width: width, language: context.language)
    }
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    guard !session.isPaused else {
      let lines = Line(context.say(.questionHidden)).wrapped(
        to: Page.textWidth(in: rect.size.columns))
      let page = Page([Line()] + lines + [Line(), Line(context.say(.pressToGoOn), .muted)])
      return page.draw(scroll: nil, in: rect, on: &canvas)
    }
    let cursor = page(in: context).draw(scroll: scroll, in: rect, on: &canvas)
    return isTyping ? cursor : nil
  }
}
