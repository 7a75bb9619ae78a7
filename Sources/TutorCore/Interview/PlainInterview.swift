import Cells
public import CourseModel
public import Languages
import Phrases
public import Study
import Views

/// A mock interview line by line: an answer is as many lines as it needs, ended by a full stop alone.
public struct PlainInterview {
  private var session: InterviewSession
  private let language: Language
  /// Whether a person types, who can be asked again and ticks the key points.
  private let asksAgain: Bool
  private let readLine: () -> String?
  private let say: (String) -> Void
  private let now: () -> Int64
  private let keep: (Event.Kind, String?) -> Void
  private var kept = KeptInterview()
  /// Nothing more can be read.
  private var isAtEnd = false
  private var hasRead = false

  private static let width = 78

  /// - Parameters:
  ///   - asksAgain: true when a person types.
  ///   - readLine: the next line, or nil at the end of input.
  ///   - say: shows one line.
  ///   - now: monotonic milliseconds.
  ///   - keep: keeps an answer, in place of the one kept for the question that is named.
  /// - Returns: nil for a course without open questions.
  public init?(
    plan: InterviewPlan, course: Course, language: Language, asksAgain: Bool,
    readLine: @escaping () -> String?, say: @escaping (String) -> Void,
    now: @escaping () -> Int64, keep: @escaping (Event.Kind, String?) -> Void = { _, _ in }
  ) {
    guard let session = InterviewSession(plan: plan, course: course) else { return nil }
    self.session = session
    self.language = language
    self.asksAgain = asksAgain
    self.readLine = readLine
    self.say = say
    self.now = now
    self.keep = keep
  }

  /// Asks until the interview or the input ends, then goes through the answers.
  ///
  /// - Returns: the interview as it ended, or nil when there was nothing to read.
  public mutating func run() -> InterviewSession? {
    show(
      Line(language.say(.plainInterviewIntro(session.plan.minutes))).wrapped(to: Self.width))
    while session.phase == .asking {
      show([Line()] + questionLines)
      session.painted(at: now())
      if session.step.isTalk { answerTalk() } else { answerQuiz() }
      if isAtEnd, session.phase == .asking {
        guard hasRead else { return nil }
        session.leave(at: now())
      }
      keepAnswers()
    }
    if session.phase == .ended(.timeUp) { show([Line(), Line(language.say(.plainTimeUp))]) }
    debrief()
    return session
  }

  private mutating func next() -> String? {
    guard let line = readLine() else {
      isAtEnd = true
      return nil
    }
    hasRead = true
    return line
  }

  private var questionLines: [Line] {
    let left = clockText(seconds: session.totalClock(at: now()).seconds)
    let heading = language.say(
      .plainInterviewQuestion(
        session.stepNumber, part: session.step.part + 1, of: session.parts.count, left: left))
    guard let quiz = session.step.quiz else {
      return [Line(heading)]
        + session.step.questionLines(width: Self.width, language: language, isPlain: true)
    }
    let question = PlainQuiz(showing: quiz, course: session.course, language: language)
    guard case .numeric = quiz.item.question.kind else {
      return [Line(heading)] + question.bodyLines
    }
    // A quiz would offer hints.
    return [Line(heading)] + question.bodyLines.dropLast()
      + [Line(language.say(.plainInterviewNumber))]
  }

  // MARK: Answers

  private mutating func answerTalk() {
    var lines: [String] = []
    while let line = next(), line != ".", line != "。" {
      lines.append(line)
      session.setDraft(lines.joined(separator: "\n"))
      session.tick(at: now())
      if session.phase != .asking { return }
    }
    if isAtEnd, lines.isEmpty { return }
    session.answer(lines.joined(separator: "\n"), at: now())
  }

  private mutating func answerQuiz() {
    guard let item = session.step.quiz?.item else { return }
    while let line = next() {
      guard case .answer(let response, _, let problem) = PlainLine.read(line, for: item) else {
        show([Line(language.say(.interviewNoHelp))])
        continue
      }
      if let problem, asksAgain, line != ".", line != "。" {
        show(Line(language.say(problem)).wrapped(to: Self.width))
        continue
      }
      return session.answer(problem == nil ? response : .none, in: language, at: now())
    }
  }

  private mutating func keepAnswers() {
    for change in kept.changes(in: session) { keep(.review(change.review), change.replaces) }
  }

  // MARK: The debrief

  private mutating func debrief() {
    let answers = session.steps.indices.filter { session.counts(session.steps[$0]) }
    for index in answers {
      let step = session.steps[index]
      let page = AnswerPage(
        step: step, course: session.course, language: language, isPlain: true)
      show([Line()] + page.page(columns: Self.width + 2).lines)
      if step.isTalk, asksAgain, !isAtEnd { askForTicks(index) }
    }
    keepAnswers()
    let page = DebriefPage(
      session: session, answers: answers, selected: -1, language: language, isPlain: true)
    show([Line()] + page.page(width: Self.width).lines)
  }

  private mutating func askForTicks(_ index: Int) {
    show([Line(language.say(.plainTickPrompt))])
    for character in next() ?? "" {
      guard let point = character.optionIndex else { continue }
      session.toggle(point: point, of: index)
    }
  }

  private func show(_ lines: [Line]) {
    for line in lines { say(line.plainText) }
  }
}
