import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import Views

/// A mock interview under way: the question above, what is typed below it.
struct InterviewScreen: Screen {
  /// What the keys of a typed answer go to.
  enum Focus {
    case text, answer, dontKnow
  }

  var session: InterviewSession
  var area = TextArea()
  /// How a question with a right answer is answered; nil for a talk.
  var form: (any AnswerForm)?
  var focus = Focus.text
  /// Where the learner scrolled to in a long question.
  var scroll: Int?
  /// Esc was pressed once: a second time leaves.
  var asksToLeave = false
  /// An empty answer was given once: a second time means "I don't know".
  var asksToGiveUp = false
  /// Whether the learner has seen that the time is over.
  var isTimeUpShown = false
  /// The debrief has the session and keeps its answers.
  var isHandedOver = false
  var kept = KeptInterview()
  let transcript: String?

  /// nil for a course without open questions.
  init?(plan: InterviewPlan, course: Course, transcript: String? = nil) {
    guard let session = InterviewSession(plan: plan, course: course) else { return nil }
    self.session = session
    self.transcript = transcript
    form = session.step.quiz?.item.form
  }

  // MARK: Frame

  func title(in context: ScreenContext) -> ScreenTitle {
    let topic = context.course.topicTitle(session.step.question.topic, in: context.language)
    let left = context.say(.screenPath(.mockInterview, .name(topic)))
    // The clock of the part stays; what goes with it makes room for the topic.
    let room = context.windowSize.columns - left.cellWidth - 5
    let lines = titleLines(in: context)
    return ScreenTitle(left, right: lines.first { $0.cellWidth <= room } ?? lines.last ?? Line())
  }

  /// What the title row counts, the longest first.
  private func titleLines(in context: ScreenContext) -> [Line] {
    let part = context.say(.partNumber(session.step.part + 1, of: session.parts.count))
    guard context.settings.showsClock else { return [Line(part, .muted), Line()] }
    let total = session.totalClock(at: context.now)
    let all = context.say(.timeLeftInAll(clockText(seconds: total.seconds)))
    let clock =
      ClockLine(
        clock: session.partClock(at: context.now), isLate: session.step.isLate,
        language: context.language
      ).line
    return [part + " · " + all, all].map { Line($0, .muted) + Line("  ") + clock } + [clock]
  }

  /// On the buttons too: a printable key leads back to the text.
  var isTyping: Bool {
    guard !isOver, !session.isPaused else { return false }
    return form?.isTyping ?? true
  }

  var isOver: Bool { session.phase != .asking }

  func keys(in context: ScreenContext) -> [KeyHint] {
    let leave = KeyHint("Esc", .leave, rank: 5)
    if isOver { return [KeyHint("⏎", .openDebrief, rank: 0), .help] }
    if session.isPaused { return [KeyHint("⏎", .goOn, rank: 0), .help, leave] }
    let pause = KeyHint("F6", .pause, rank: 3)
    if let form {
      return form.keys
        + [
          KeyHint("⏎", .answer, rank: 0), KeyHint("F5", .skip, rank: 2), pause,
          KeyHint("F1", .help, rank: 1), leave,
        ]
    }
    guard focus == .text else {
      return [
        KeyHint("⏎", .press, rank: 0), KeyHint("←→", .choose, rank: 1),
        KeyHint("⇥", .toText, rank: 1), pause, KeyHint("F1", .help, rank: 1), leave,
      ]
    }
    return [
      KeyHint("F5", .giveAnswer, rank: 0), KeyHint("⏎", .newLine, rank: 4),
      KeyHint("⇥", .toButtons, rank: 2), pause, KeyHint("F1", .help, rank: 1),
      KeyHint("F2", .otherLanguage, rank: 6), leave,
    ]
  }

  // MARK: Time

  mutating func painted(in context: ScreenContext) {
    if isOver { isTimeUpShown = true }
    // The clock stands while the learner is asked whether to leave.
    if !asksToLeave { session.painted(at: context.now) }
  }

  /// Every answer is kept as soon as it is given, as far as its words tell what it is worth.
  mutating func takeEffects() -> [Effect] { kept.effects(for: session) }

  var closing: [Effect] { isHandedOver ? [] : kept.closing(session) }

  mutating func interrupted(in context: ScreenContext) {
    session.stopClock(at: context.now)
  }

  mutating func tick(in context: ScreenContext) -> Reaction {
    let wasLate = session.step.isLate
    session.tick(at: context.now)
    // In place of what the end of the part said.
    if isOver { return .note(.interviewTimeUp) }
    return session.step.isLate && !wasLate ? .note(.interviewPartOver) : .handled
  }

  func nextDeadline(in context: ScreenContext) -> Int64? {
    context.settings.showsClock
      ? session.nextSecond(at: context.now) : session.nextDeadline(at: context.now)
  }

  // MARK: Drawing

  /// The fewest rows that the typed text gets.
  private static let leastArea = 6

  /// Where the typed text stands, in cells.
  func areaWidth(in context: ScreenContext) -> Int {
    max(2, Page.textWidth(in: context.bodySize.columns) - 2)
  }

  /// The question's lines.
  func page(in context: ScreenContext) -> Page {
    let width = Page.textWidth(in: context.bodySize.columns)
    if let form, let item = session.step.quiz?.item {
      var page = QuestionPage(item: item, form: form).page(
        width: width, language: context.language)
      if isOver {
        page.add([Line()] + timeUpLines(width: width, context), isFocused: true)
      }
      return page
    }
    return Page(session.step.questionLines(width: width, language: context.language))
  }

  /// How many rows the question has when the answer is typed.
  func questionRows(in context: ScreenContext) -> Int {
    guard form == nil else { return context.bodySize.rows }
    let room = max(2, context.bodySize.rows - Self.leastArea - 3)
    return min(page(in: context).lines.count, room)
  }

  private func timeUpLines(width: Int, _ context: ScreenContext) -> [Line] {
    Line(context.say(.interviewTimeUp), Style(.warning, .bold)).wrapped(to: width)
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    guard !session.isPaused else {
      let lines = Line(context.say(.interviewPaused)).wrapped(
        to: Page.textWidth(in: rect.size.columns))
      return Page([Line()] + lines).draw(scroll: nil, in: rect, on: &canvas)
    }
    let page = page(in: context)
    guard form == nil else {
      let cursor = page.draw(scroll: scroll, in: rect, on: &canvas)
      return isTyping ? cursor : nil
    }
    let rows = questionRows(in: context)
    _ = page.draw(
      scroll: scroll ?? 0,
      in: Rect(
        row: rect.origin.row, column: rect.origin.column, rows: min(rows, rect.size.rows),
        columns: rect.size.columns), on: &canvas)
    let width = Page.textWidth(in: rect.size.columns)
    let bottom = rect.rowRange.upperBound - 1
    let top = rect.origin.row + rows + 1
    let cursor = area.draw(
      in: Rect(
        row: top, column: rect.origin.column, rows: max(0, bottom - 1 - top),
        columns: min(width, rect.size.columns)), on: &canvas)
    let last: Line = isOver ? Line() : buttons(in: context)
    canvas.write(last, at: Point(row: bottom, column: rect.origin.column), in: rect)
    if isOver {
      for (index, line) in timeUpLines(width: width, context).prefix(2).enumerated() {
        canvas.write(
          line, at: Point(row: bottom - 1 + index, column: rect.origin.column), in: rect)
      }
    }
    return isTyping && focus == .text ? cursor : nil
  }

  private func buttons(in context: ScreenContext) -> Line {
    var line = Line("  ")
    for (button, name) in [(Focus.answer, Phrase.answerButton), (.dontKnow, .dontKnowButton)] {
      let isFocused = focus == button
      line.append(
        (isFocused ? "▸" : " ") + "[ \(context.say(name)) ]",
        isFocused ? Style(.accent, .bold) : .muted)
      line.append("  ")
    }
    return line
  }
}
