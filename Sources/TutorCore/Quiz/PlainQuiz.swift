import Cells
public import CourseModel
public import Languages
import Phrases
public import Study
import Views

/// A quiz line by line: prompts go out, one answer a line comes in.
public struct PlainQuiz {
  private var session: QuizSession
  private let course: Course
  private let language: Language
  /// Whether a line that is no answer is asked for again; a script's next line is the next answer.
  private let asksAgain: Bool
  private let readLine: () -> String?
  private let say: (String) -> Void
  private let now: () -> Int64
  private let journal: PlainJournal?

  /// Whether a line came in that was no answer.
  private var hasRefused = false

  private static let width = 78

  /// - Parameters:
  ///   - questions: at least one.
  ///   - asksAgain: true when a person types.
  ///   - readLine: the next line, or nil at the end of input.
  ///   - say: shows one line.
  ///   - now: monotonic milliseconds.
  ///   - journal: keeps each answer before it is told what it was worth.
  public init(
    plan: QuizPlan, questions: [Question], course: Course, language: Language, asksAgain: Bool,
    readLine: @escaping () -> String?, say: @escaping (String) -> Void,
    now: @escaping () -> Int64, journal: PlainJournal? = nil
  ) {
    session = QuizSession(
      plan: plan, questions: questions, terms: TypedText.terms(of: course), labs: course.labs,
      asked: journal?.progress().answerCounts ?? [:])
    self.course = course
    self.language = language
    self.asksAgain = asksAgain
    self.readLine = readLine
    self.say = say
    self.now = now
    self.journal = journal
  }

  /// Shows the question of a quiz that somebody else asks.
  init(showing session: QuizSession, course: Course, language: Language) {
    self.session = session
    self.course = course
    self.language = language
    asksAgain = false
    readLine = { nil }
    say = { _ in }
    now = { 0 }
    journal = nil
  }

  /// Asks until the quiz or the input ends.
  ///
  /// - Returns: the quiz as it ended, or nil when the input ended before the first answer.
  public mutating func run() -> QuizSession? {
    while session.phase == .asking {
      show(questionLines)
      session.questionPainted(at: now())
      guard answerCurrent() else {
        guard hasRefused || session.items.contains(where: { $0.answer != nil })
        else { return nil }
        session.finish(.left, at: now())
        say("")
        break
      }
      guard session.item.answer != nil else { break }
      var feedback = FeedbackPage(
        item: session.item, course: course, language: language, isPlain: true, schedule: keep())
      feedback.isModelAnswerKnown = asksAgain
      show([Line()] + feedback.answerLines(width: Self.width) + [Line()])
      session.advance()
    }
    show(resultLines)
    return session
  }

  /// Keeps the current answer, and says what it did to the schedule.
  private func keep() -> ScheduleNote? {
    guard let journal else { return nil }
    let item = session.item
    let progress = journal.progress()
    let median = progress.median(ofType: item.question.kind.name, in: course)
    guard let rating = item.rating(median: median),
      let review = item.review(
        mode: journal.mode, seed: session.plan.seed, median: median)
    else { return nil }
    let before = progress.cards[item.question.id] ?? Card()
    let moment = journal.moment()
    guard let after = journal.keep(review), journal.mode.schedules,
      let card = after.cards[item.question.id]
    else { return nil }
    return ScheduleNote(
      question: item.question.id, rating: rating.rating, reason: rating.reason, before: before,
      card: card, plan: after.plan, moment: moment)
  }

  /// Reads lines until the current question is answered; false at the end of the input.
  private mutating func answerCurrent() -> Bool {
    while let line = readLine() {
      let read = PlainLine.read(line, for: session.item)
      // An answer that comes when the time is over is what was being written until then.
      if case .answer(let response, _, nil) = read { session.setDraft(response) }
      session.tick(at: now())
      switch read {
      case .answer(let response, let confidence, nil):
        session.commit(judged(response), in: language, at: now())
        session.setConfidence(confidence)
        return true
      case _ where session.phase != .asking: return true
      case .hint: showHint()
      case .answer(let response, let confidence, let problem?):
        hasRefused = true
        say(language.say(problem))
        guard !asksAgain else { continue }
        session.commit(response, in: language, at: now())
        session.setConfidence(confidence)
        return true
      }
    }
    return false
  }

  /// An open question's answer as it counts: a person compares it with the model answer, a script's is
  /// judged by its words.
  private mutating func judged(_ response: Response) -> Response {
    let question = session.item.question
    guard question.kind == .open else { return response }
    session.stopClock(at: now())
    guard asksAgain else {
      guard case .text(let text) = response else { return response }
      return Rubric(glossary: course.glossary).grade(text, for: question)
    }
    guard let text = question.text.best(for: language) else { return response }
    let count = text.keyPoints.count
    say(language.say(.modelAnswer))
    for line in plainLines(text.answer, width: Self.width) { say(line) }
    for (index, point) in text.keyPoints.enumerated() {
      let marker = Line("\(index.optionLetter)  ")
      show(hangingLines(marker, plainLines(point, width: Self.width - 3).map { Line($0) }))
    }
    say(language.say(.plainDidYouHaveIt(count)))
    while let line = readLine() {
      if let judgement = PlainLine.judgement(line, of: count) { return judgement }
      say(language.say(.plainDidYouHaveIt(count)))
    }
    return .none
  }

  private mutating func showHint() {
    let hints = session.item.question.text.best(for: language)?.hints ?? []
    guard session.revealHint(of: hints.count) else {
      say(language.say(.noMoreHints))
      return
    }
    let number = session.item.hints
    say(language.say(.hintNumber(number, of: hints.count)))
    for line in plainLines(hints[number - 1], width: Self.width) { say(line) }
  }

  private func show(_ lines: [Line]) {
    for line in lines { say(line.plainText) }
  }

  // MARK: Words

  private var questionLines: [Line] {
    let item = session.item
    guard item.question.text.best(for: language) != nil else { return [] }
    let number = language.say(
      .questionNumber(session.current + 1, of: session.items.count))
    let topic = course.topic(item.question.topic)?.title.best(for: language)
    var header = number + " · " + (topic ?? item.question.topic)
    let total = session.totalClock(at: now()).map { clockText(seconds: $0.seconds) }
    if let clock = session.questionClock(at: now()) {
      header += " · " + clockText(seconds: clock.seconds)
      if let total { header += " · " + language.say(.timeLeftInAll(total)) }
    } else if let total {
      header += " · " + total
    }
    return [Line(header)] + bodyLines
  }

  /// The question as it is asked, and what may be typed.
  var bodyLines: [Line] {
    let item = session.item
    guard let text = item.question.text.best(for: language) else { return [] }
    var lines = headingLines(of: item.question, width: Self.width, language: language)
    if !text.stem.isEmpty {
      lines += [Line()] + plainLines(text.stem, width: Self.width).map { Line($0) }
    }
    lines.append(Line())
    lines += optionLines(text)
    return lines + [Line(language.say(prompt))]
  }

  private func optionLines(_ text: QuestionText) -> [Line] {
    let item = session.item
    var lines: [Line] = []
    var first = 0
    var blocks = text.options.map(\.blocks)
    switch item.question.kind {
    case .judge:
      first = Verdict.allCases.count
      for verdict in Verdict.allCases {
        lines.append(Line("\(verdict.index.optionLetter)  " + language.say(verdict.phrase)))
      }
      if !item.order.isEmpty { lines.append(Line(language.say(.because))) }
    case .order: blocks = text.items
    case .match:
      lines += MatchLines(text: text, width: Self.width).left
      blocks = text.pairs.map { [.paragraph($0.right)] }
    case .bug:
      lines += (text.snippet?.lines ?? []).enumerated().map { index, code in
        Line(CodeNumber.text(index + 1, of: text.snippet?.lines.count ?? 0) + code)
      }
      lines.append(Line(language.say(.repairs)))
    case .predict:
      guard let scene = item.prediction.flatMap({ PredictScene($0) }) else { break }
      lines += scene.plainLines(width: Self.width, language: language).map { Line($0) }
      lines.append(Line(language.say(scene.question)))
    default: break
    }
    for (index, option) in item.order.enumerated() where blocks.indices.contains(option) {
      let marker = Line("\((index + first).optionLetter)  ")
      lines += hangingLines(
        marker,
        plainLines(blocks[option], width: Self.width - marker.cellWidth).map { Line($0) })
    }
    return lines
  }

  private var prompt: Phrase {
    let count = session.item.order.count
    let last = (max(1, count) - 1).optionLetter
    switch session.item.question.kind {
    case .choice: return .plainNeedsLetter(last)
    case .multi: return .plainNeedsLetters(last)
    case .judge:
      return .plainNeedsJudgement((Verdict.allCases.count + count - 1).optionLetter)
    case .order: return .plainNeedsOrder(last)
    case .numeric(let numeric): return .plainNeedsNumber(unit: numeric.unit ?? "")
    case .predict(let prediction): return prediction.plainPrompt
    case .short: return .plainNeedsText
    case .open: return asksAgain ? .plainNeedsThought : .plainNeedsText
    case .cloze(let count): return .plainNeedsGaps(count)
    case .match: return .plainNeedsPairs(count, last)
    case .shape: return .plainNeedsShape
    case .bug: return .plainNeedsBug(last)
    }
  }

  private var resultLines: [Line] {
    let results = session.results
    return ResultsPage(
      session: session, results: results, mistakes: results.mistakes, selected: -1,
      language: language, showsBar: false
    ).page(width: Self.width).lines
  }
}

/// Where a quiz that is read line by line keeps its answers.
public struct PlainJournal {
  var mode: Review.Mode
  var progress: () -> Progress
  var moment: () -> StudyMoment
  /// Keeps an answer; nil when it could not be kept, which has been told.
  var keep: (Review) -> Progress?

  public init(
    mode: Review.Mode, progress: @escaping () -> Progress, moment: @escaping () -> StudyMoment,
    keep: @escaping (Review) -> Progress?
  ) {
    self.mode = mode
    self.progress = progress
    self.moment = moment
    self.keep = keep
  }
}
