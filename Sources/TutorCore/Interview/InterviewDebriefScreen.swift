import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import Views

/// How an interview went: points and time by part, readiness, what to repair, and every answer beside
/// the model answer.
struct InterviewDebriefScreen: Screen {
  private(set) var session: InterviewSession
  /// Where the transcript is to be written when the debrief is left, if that was asked for.
  let transcript: String?
  /// The steps that count.
  private let answers: [Int]
  private var selected = 0
  /// The answer that is looked at, by its place in `answers`.
  private var opened: Int?
  /// Where the learner scrolled to; nil shows what is selected. The summary comes first.
  private var scroll: Int? = 0
  /// The language of the last picture, for a transcript that is written on the way out.
  private var language = Language.english
  private var isSaved = false
  private var kept: KeptInterview

  init(session: InterviewSession, kept: KeptInterview, transcript: String?) {
    self.session = session
    self.kept = kept
    self.transcript = transcript
    answers = session.steps.indices.filter { session.counts(session.steps[$0]) }
  }

  // MARK: Frame

  func title(in context: ScreenContext) -> ScreenTitle {
    let right = opened.map { context.say(.questionNumber($0 + 1, of: answers.count)) } ?? ""
    return ScreenTitle(
      context.say(.screenPath(.mockInterview, .debrief)), right: Line(right, .muted))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    guard let opened else {
      var hints: [KeyHint] = []
      if !answers.isEmpty { hints = [.move, KeyHint("⏎", .checkTicks, rank: 0)] }
      return hints + [
        KeyHint("␣", .scroll, rank: 3), KeyHint("s", .saveTranscript, rank: 1),
        KeyHint("a", .again, rank: 2), .help, KeyHint("Esc", .home, rank: 1),
      ]
    }
    let step = session.steps[answers[opened]]
    var hints: [KeyHint] = []
    if step.isTalk {
      hints.append(.letters(count: step.pointCount, step.pointCount > 1 ? .tickPoints : .said))
    }
    hints += [KeyHint("←→", .neighbours, rank: 1), KeyHint("␣", .scroll, rank: 2)]
    if lab(in: context) != nil { hints.append(KeyHint("w", .watchInLab, rank: 3)) }
    return hints + [KeyHint("!", .reportQuestion, rank: 4), .help, .back]
  }

  mutating func painted(in context: ScreenContext) {
    language = context.language
  }

  /// An answer counts as it is ticked when the learner turns away from it.
  mutating func takeEffects() -> [Effect] { opened == nil ? kept.effects(for: session) : [] }

  var closing: [Effect] {
    let kept = kept.closing(session)
    guard let transcript, !isSaved else { return kept }
    return kept + [.saveFile(name: transcript, text: markdown(language))]
  }

  private func markdown(_ language: Language) -> String {
    InterviewTranscript(session: session, language: language).markdown
  }

  // MARK: Keys

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    if opened != nil { return handleAnswer(key, in: context) }
    switch key {
    case .up, .character("k"): move(by: -1, in: context)
    case .down, .character("j"): move(by: 1, in: context)
    case .home: move(by: -answers.count, in: context)
    case .end: move(by: answers.count, in: context)
    case .enter, .right:
      guard answers.indices.contains(selected) else { return .home }
      opened = selected
      scroll = nil
    case .character("s"):
      isSaved = true
      let name = transcript ?? "interview-\(session.plan.seed).md"
      return Reaction([.perform(.saveFile(name: name, text: markdown(context.language)))])
    case .character("a"):
      let screen = InterviewScreen(
        plan: session.plan.again, course: context.course, transcript: nil)
      return screen.map { .replace($0) } ?? .note(.interviewNoQuestions)
    case .escape, .character("q"): return .home
    default: return scrolled(key, in: context)
    }
    return .handled
  }

  private mutating func move(by amount: Int, in context: ScreenContext) {
    let isBelow = scroll == 0 && page(in: context).top(scroll: nil, rows: context.bodySize.rows) > 0
    // The summary above the first answer comes back into sight.
    scroll = selected == 0 && amount < 0 ? 0 : nil
    // From the summary the first step leads to the list below it.
    if isBelow, selected == 0, amount == 1 { return }
    selected = max(0, min(answers.count - 1, selected + amount))
  }

  private mutating func handleAnswer(_ key: Key, in context: ScreenContext) -> Reaction {
    guard let opened else { return .ignored }
    let step = session.steps[answers[opened]]
    if case .character(let character) = key, character.isLowercase, step.isTalk,
      let point = character.optionIndex, point < step.pointCount
    {
      session.toggle(point: point, of: answers[opened])
      return .handled
    }
    switch key {
    case .escape, .character("q"):
      self.opened = nil
      scroll = nil
    case .left, .right, .enter:
      let next = opened + (key == .left ? -1 : 1)
      self.opened = answers.indices.contains(next) ? next : key == .enter ? nil : opened
      selected = self.opened ?? opened
      scroll = nil
    case .character("!"), .function(8):
      return Reaction([.perform(.report(QuestionReport(step, in: context)))])
    case .character("w"):
      guard let lab = lab(in: context) else { return .ignored }
      return .open(.lab(lab))
    default: return scrolled(key, in: context)
    }
    return .handled
  }

  private func lab(in context: ScreenContext) -> LabReference? {
    guard let opened, let lab = session.steps[answers[opened]].question.lab,
      context.course.lab(lab.preset) != nil
    else { return nil }
    return lab
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
    let columns = context.bodySize.columns
    guard let opened else {
      return DebriefPage(
        session: session, answers: answers, selected: selected, language: context.language
      ).page(width: Page.textWidth(in: columns))
    }
    return AnswerPage(
      step: session.steps[answers[opened]], course: context.course, language: context.language
    ).page(columns: columns)
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    page(in: context).draw(scroll: scroll, in: rect, on: &canvas)
  }
}
