public import CourseModel
public import Languages

/// A mock interview under way: what was asked and answered, and what the clocks say.
///
/// Every instant is given in ms of one monotonic clock, which runs from ``painted(at:)`` until the
/// answer is given or ``stopClock(at:)`` is called. What is asked next depends on the plan and
/// the answers alone, save that a part whose time is over is left.
public struct InterviewSession: Hashable, Sendable {
  public enum Phase: Hashable, Sendable {
    case asking
    case ended(Ending)
  }

  public enum Ending: Hashable, Sendable {
    case finished, timeUp, left
  }

  public struct Part: Hashable, Sendable {
    public let part: InterviewPart
    /// Its time in ms: its share of what was left when it began; nil before that.
    public internal(set) var budget: Int64?
    let outline: InterviewOutline
    /// How many questions of the outline were asked here.
    var asked = 0
    /// How many are planned; known when it begins.
    var planned = 1
  }

  public let plan: InterviewPlan
  public internal(set) var parts: [Part]
  public internal(set) var steps: [InterviewStep] = []
  public internal(set) var phase: Phase = .asking
  public internal(set) var isPaused = false
  /// Since when the current question's time counts.
  var runningSince: Int64?
  private let rubric: Rubric
  private let terms: Set<String>
  public let course: Course

  /// nil for a course without open questions.
  public init?(plan: InterviewPlan, course: Course) {
    let outlines = InterviewOutline.parts(of: course, plan)
    guard outlines.contains(where: { $0.questions.contains { $0.kind == .open } }) else {
      return nil
    }
    self.plan = plan
    self.course = course
    rubric = Rubric(glossary: course.glossary)
    terms = TypedText.terms(of: course)
    parts = outlines.map { Part(part: $0.part, outline: $0) }
    openPart(0)
  }

  /// The question that is asked, or was asked last.
  public var step: InterviewStep { steps[steps.count - 1] }
  public var stepNumber: Int { steps.count }
  public var part: Part { parts[step.part] }

  // MARK: Answering

  /// Keeps what is typed; it counts if the time runs out.
  public mutating func setDraft(_ text: String) {
    guard phase == .asking, step.isTalk else { return }
    steps[steps.count - 1].text = text
  }

  /// Keeps the answer to a question with a right answer as it stands.
  public mutating func setDraft(_ response: Response) {
    guard phase == .asking else { return }
    steps[steps.count - 1].quiz?.setDraft(response)
  }

  /// Takes the text for the answer, judges it silently, and asks the next question.
  public mutating func answer(_ text: String, at now: Int64) {
    tick(at: now)
    guard phase == .asking, step.isTalk else { return }
    stopClock(at: now)
    take(text)
    goOn()
  }

  /// The same for a question with a right answer.
  public mutating func answer(_ response: Response, in language: Language, at now: Int64) {
    tick(at: now)
    guard phase == .asking, !step.isTalk else { return }
    stopClock(at: now)
    take(response, in: language)
    goOn()
  }

  /// "I don't know."
  public mutating func skip(at now: Int64) {
    tick(at: now)
    guard phase == .asking else { return }
    stopClock(at: now)
    if step.isTalk { take("") } else { take(.none, in: .english) }
    goOn()
  }

  private mutating func take(_ text: String) {
    let last = steps.count - 1
    steps[last].text = text
    steps[last].isAnswered = true
    steps[last].isSkipped = text.trimmed.isEmpty
    steps[last].suggested = found(in: text, for: steps[last])
    steps[last].ticked = steps[last].suggested
  }

  private func found(in text: String, for step: InterviewStep) -> Set<Int> {
    guard !text.trimmed.isEmpty else { return [] }
    guard let followUp = step.followUp else {
      return rubric.keyPoints(of: step.question, in: text)
    }
    let isFound = Language.allCases.contains { language in
      guard let followUps = step.question.text[language]?.followUps,
        followUps.indices.contains(followUp)
      else { return false }
      return rubric.score(of: followUps[followUp].answer, in: text) >= Rubric.threshold
    }
    return isFound ? [0] : []
  }

  private mutating func take(_ response: Response, in language: Language) {
    let last = steps.count - 1
    // Its own clock stands still: the interview's runs.
    steps[last].quiz?.commit(response, in: language, at: 0)
    steps[last].isAnswered = true
    steps[last].isSkipped = response.isEmpty
    steps[last].suggested = steps[last].quiz?.item.isCorrect == true ? [0] : []
    steps[last].ticked = steps[last].suggested
  }

  /// Takes what is typed for the answer, because the time of the interview is over.
  mutating func takeDraft() {
    steps[steps.count - 1].isLate = true
    if step.isTalk {
      guard !step.text.trimmed.isEmpty else { return }
      take(step.text)
    } else if let draft = step.quiz?.item.draft, !draft.isEmpty {
      take(draft, in: .english)
    }
  }

  /// Ends the interview; what is typed and not given does not count.
  public mutating func leave(at now: Int64) {
    stopClock(at: now)
    if phase == .asking { phase = .ended(.left) }
  }

  // MARK: The next question

  private mutating func goOn() {
    if !isPartOver, let next = nextFollowUp() {
      steps.append(next)
    } else if !isPartOver, parts[step.part].asked < parts[step.part].planned,
      let next = nextQuestion(of: step.part)
    {
      steps.append(next)
    } else {
      openPart(step.part + 1)
    }
  }

  private var isPartOver: Bool { spent(inPart: step.part) >= (part.budget ?? 0) }

  private var isAsked: Set<String> { Set(steps.map(\.question.id)) }

  /// What an interviewer asks after the answer just given.
  private func nextFollowUp() -> InterviewStep? {
    let question = step.question
    guard question.kind == .open, let text = question.text.best(for: .english),
      let main = steps.last(where: { $0.question.id == question.id && $0.followUp == nil })
    else { return nil }
    let missed = Set(text.keyPoints.indices).subtracting(main.suggested)
    var used = Set(steps.filter { $0.question.id == question.id }.compactMap(\.followUp))
    guard used.count < plan.followUps else { return nil }
    while let next = text.followUp(missed: missed, used: used) {
      guard let id = text.followUps[next].ask else {
        return InterviewStep(part: step.part, question: question, followUp: next)
      }
      if !isAsked.contains(id), let asked = course.question(id), asked.kind == .open {
        return InterviewStep(
          part: step.part, question: asked,
          lead: InterviewStep.Lead(question: question, followUp: next))
      }
      used.insert(next)
    }
    return nil
  }

  private mutating func nextQuestion(of part: Int) -> InterviewStep? {
    guard let question = parts[part].outline.questions.first(where: { !isAsked.contains($0.id) })
    else { return nil }
    parts[part].asked += 1
    let quiz =
      question.kind == .open
      ? nil
      : QuizSession(
        plan: QuizPlan(count: 1, seed: plan.seed, questions: [question.id]),
        questions: [question], terms: terms, labs: course.labs)
    return InterviewStep(part: part, question: quiz?.item.question ?? question, quiz: quiz)
  }

  /// Goes on with the first part from `index` on that has a question left.
  private mutating func openPart(_ index: Int) {
    for part in index..<max(index, parts.count) {
      let left = max(0, plan.time - totalSpent)
      let weights = parts[part...].reduce(0) { $0 + $1.part.recipe.weight }
      let budget = left * parts[part].part.recipe.weight / max(1, weights)
      guard let next = nextQuestion(of: part) else { continue }
      parts[part].budget = budget
      parts[part].planned = parts[part].outline.count(in: budget, plan)
      steps.append(next)
      return
    }
    phase = .ended(.finished)
  }

  // MARK: The debrief

  /// Whether a question counts: what was open when the learner left does not.
  public func counts(_ step: InterviewStep) -> Bool {
    step.isAnswered || phase == .ended(.timeUp)
  }

  /// Ticks or unticks a point of an answer, once the interview is over.
  public mutating func toggle(point: Int, of step: Int) {
    guard phase != .asking, steps.indices.contains(step), counts(steps[step]),
      steps[step].isTalk, (0..<steps[step].pointCount).contains(point)
    else { return }
    steps[step].ticked.formSymmetricDifference([point])
  }
}
