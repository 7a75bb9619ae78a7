import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import Views

/// How a quiz went: score, time, and every mistake with what would have been right.
struct QuizEndScreen: Screen {
  let session: QuizSession
  let mode: QuizScreen.Mode
  let kept: KeptAnswers
  private let results: QuizResults
  /// The mistakes, those one was sure of first.
  private let mistakes: [Int]
  private var selected = 0
  /// The item whose feedback is shown.
  private var opened: Int?
  private var scroll: Int?

  init(session: QuizSession, mode: QuizScreen.Mode, kept: KeptAnswers = KeptAnswers()) {
    self.session = session
    self.mode = mode
    self.kept = kept
    results = session.results
    let sure = results.sureButWrong
    mistakes = sure + results.mistakes.filter { !sure.contains($0) }
  }

  // MARK: What is kept

  /// Where the learner stands after this quiz.
  func remembered(in place: Place) -> Place {
    place.remembering(session, isPractice: mode != .quiz)
  }

  // MARK: Frame

  func title(in context: ScreenContext) -> ScreenTitle {
    let right =
      opened.map { context.say(.questionNumber($0 + 1, of: session.items.count)) } ?? ""
    return ScreenTitle(
      context.say(.screenPath(mode.name, .quizEnd)),
      right: Line(right, .muted))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    guard opened == nil else {
      var hints = [KeyHint("␣", .scroll, rank: 1)]
      if lab(in: context) != nil { hints.append(KeyHint("w", .watchInLab, rank: 1)) }
      return hints + [KeyHint("!", .reportQuestion, rank: 3), .help, .back]
    }
    var hints: [KeyHint] = []
    if !mistakes.isEmpty {
      hints = [.move, KeyHint("⏎", .showFeedback, rank: 0), KeyHint("m", .onlyMissed, rank: 0)]
    }
    hints.append(
      mode == .review ? KeyHint("r", .reviewMore, rank: 0) : KeyHint("a", .again, rank: 0))
    if mode != .quiz { hints.append(KeyHint("U", .undoAnswer, rank: 2)) }
    hints.append(.help)
    return hints + [KeyHint("Esc", mode == .quiz ? .home : .back, rank: 1)]
  }

  // MARK: Keys

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    if opened != nil { return handleFeedback(key, in: context) }
    switch key {
    case .up, .character("k"): move(by: -1, in: context)
    case .down, .character("j"): move(by: 1, in: context)
    case .home: selected = 0
    case .end: selected = max(0, mistakes.count - 1)
    case .pageUp, .pageDown, .character(" "): return scrolled(key, in: context)
    case .enter:
      guard mistakes.indices.contains(selected) else { return leave }
      opened = mistakes[selected]
      scroll = nil
    case .character("a") where mode != .review:
      return start(session.plan.again, in: context)
    case .character("r") where mode == .review:
      return .replace(ReviewScreen.open(ReviewRequest(), in: context))
    case .character("U"):
      var quiz = QuizScreen(ended: session, mode: mode, kept: kept)
      let reaction = quiz.takeBack()
      guard mode != .quiz, !kept.order.isEmpty else { return reaction }
      return Reaction([.replace(quiz)] + reaction.events)
    case .character("m"):
      guard !mistakes.isEmpty else { return .note(.nothingMissed) }
      return start(session.plan.only(session.missed), in: context)
    case .escape, .character("q"): return leave
    default: return .ignored
    }
    return .handled
  }

  private var leave: Reaction { mode == .quiz ? .home : .pop }

  private mutating func move(by amount: Int, in context: ScreenContext) {
    guard !mistakes.isEmpty else { return }
    // The summary above the first mistake comes back into sight.
    scroll = selected == 0 && amount < 0 ? 0 : nil
    selected = min(mistakes.count - 1, max(0, selected + amount))
  }

  private func start(_ plan: QuizPlan, in context: ScreenContext) -> Reaction {
    // What was just asked is not due; another round is practice.
    switch QuizScreen.make(plan, mode: mode == .quiz ? .quiz : .practice, context: context) {
    case .success(let screen): .replace(screen)
    case .failure(let mismatch): .note(mismatch.phrase)
    }
  }

  private mutating func handleFeedback(_ key: Key, in context: ScreenContext) -> Reaction {
    switch key {
    case .escape, .enter, .character("q"), .left:
      opened = nil
      scroll = nil
    case .character("!"):
      guard let opened else { return .handled }
      let item = session.items[opened]
      return Reaction([
        .perform(.report(QuestionReport(item, course: context.course, in: context.language)))
      ])
    case .character("w"):
      guard let lab = lab(in: context) else { return .ignored }
      return .open(.lab(lab))
    default: return scrolled(key, in: context)
    }
    return .handled
  }

  private func lab(in context: ScreenContext) -> LabReference? {
    opened.flatMap { session.items[$0].lab(in: context.course) }
  }

  private mutating func scrolled(_ key: Key, in context: ScreenContext) -> Reaction {
    guard
      let top = page(in: context).top(
        after: key, scroll: scroll, rows: context.bodySize.rows)
    else { return .ignored }
    scroll = top
    return .handled
  }

  // MARK: Drawing

  private func page(in context: ScreenContext) -> Page {
    let width = Page.textWidth(in: context.bodySize.columns)
    guard let opened else {
      return ResultsPage(
        session: session, results: results, mistakes: mistakes, selected: selected,
        language: context.language
      ).page(width: width)
    }
    return FeedbackPage(
      item: session.items[opened], course: context.course, language: context.language
    ).page(width: width)
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    page(in: context).draw(scroll: scroll, in: rect, on: &canvas)
  }
}
