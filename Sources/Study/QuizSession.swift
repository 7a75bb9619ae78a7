public import CourseModel
public import Languages

/// A quiz under way: what was answered, and what the clocks say.
///
/// Every instant is given in ms of one monotonic clock. A question's clock runs from
/// ``questionPainted(at:)`` until the answer is committed or ``stopClock(at:)`` is called, because
/// the quiz is paused, the program is stopped or its window changes.
public struct QuizSession: Hashable, Sendable {
  public enum Phase: Hashable, Sendable {
    case asking
    /// The current question is answered; its feedback may be read without hurry.
    case answered
    /// Skipped and marked questions are chosen from a list.
    case overview
    case ended(Ending)
  }

  public enum Ending: Hashable, Sendable {
    case finished, timeUp, suddenDeath, left
  }

  public struct Answer: Hashable, Sendable {
    public var response: Response
    public var grade: Grade
    /// 1 guessed, 2 fairly sure, 3 sure; nil when not given.
    public var confidence: Int?
  }

  public struct Item: Hashable, Sendable {
    /// With its numbers drawn.
    public let question: Question
    /// What the numbers were drawn from; nil for a question without any.
    public let seed: UInt64?
    /// The author's numbers of its options or items, in the order in which they are shown.
    public let order: [Int]
    /// The lab of a `predict` question, run up to the step that is predicted.
    public let prediction: PredictionRun?
    public internal(set) var draft: Response = .none
    public internal(set) var answer: Answer?
    public internal(set) var isSkipped = false
    public internal(set) var isMarked = false
    /// Whether the learner has seen it.
    public internal(set) var wasShown = false
    public internal(set) var hints = 0
    /// Time for this question in ms, with what was asked for on top; nil without limit.
    public internal(set) var budget: Int64?
    /// What a request for more time adds.
    public let extra: Int64
    /// How often more time was asked for.
    public internal(set) var extensions = 0
    /// The time ran out before there was an answer.
    public internal(set) var isLate = false
    /// Counted time in ms, up to the last stop of the clock.
    public internal(set) var spent: Int64 = 0

    public var isCorrect: Bool { answer?.grade.isCorrect ?? false }
  }

  public let plan: QuizPlan
  public internal(set) var items: [Item]
  public internal(set) var current = 0
  public internal(set) var phase: Phase = .asking
  public internal(set) var isPaused = false
  /// Time for the whole quiz in ms, with what was asked for on top.
  public internal(set) var totalBudget: Int64?
  /// Since when the current question's time counts.
  var runningSince: Int64?
  private let terms: Set<String>

  /// - Parameters:
  ///   - questions: at least one.
  ///   - terms: the glossary's names as ``TypedText/terms(of:)`` gives them.
  ///   - labs: those that `predict` questions are about, and others.
  ///   - asked: how often each question was asked before, by id, so that its numbers are new.
  public init(
    plan: QuizPlan, questions: [Question], terms: Set<String> = [], labs: [LabPreset] = [],
    asked: [String: Int] = [:]
  ) {
    precondition(!questions.isEmpty, "a quiz needs at least one question")
    self.plan = plan
    self.terms = terms
    totalBudget = plan.totalTime
    items = questions.map { template in
      let seed = plan.seeds[template.id] ?? plan.seed &+ UInt64(max(0, asked[template.id] ?? 0))
      let question = template.instantiate(seed: seed)
      let text = question.text.best(for: .english)
      let budget: Int64? =
        switch plan.questionTime {
        case nil: nil
        case .fixed(let milliseconds): milliseconds
        case .own: Int64(question.time) * 1000
        }
      return Item(
        question: question, seed: template.generator == nil ? nil : seed,
        order: text.map { question.displayOrder(of: $0, seed: plan.seed) } ?? [],
        prediction: PredictionRun(question, labs: labs), budget: budget,
        extra: (budget ?? Int64(question.time) * 1000) / 2)
    }
  }

  public var item: Item { items[current] }

  // MARK: Answering

  /// Keeps an answer that is not yet given.
  public mutating func setDraft(_ response: Response) {
    guard phase == .asking else { return }
    items[current].draft = response
  }

  /// Takes the answer and stops the clock at this instant.
  ///
  /// - Returns: what it was worth, or nil when there was no question to answer any more.
  @discardableResult
  public mutating func commit(_ response: Response, in language: Language, at now: Int64) -> Grade?
  {
    tick(at: now)
    guard phase == .asking, item.question.text.best(for: language) != nil else { return nil }
    stopClock(at: now)
    let response = response.isEmpty ? .none : response
    let grade = answer(with: response, in: language)
    items[current].draft = response
    phase = .answered
    return grade
  }

  /// Takes the draft of the current question for its answer, because the whole time is over.
  mutating func gradeDraft() {
    guard !item.draft.isEmpty else { return }
    answer(with: item.draft, in: .english)
  }

  @discardableResult
  private mutating func answer(with response: Response, in language: Language) -> Grade? {
    guard var text = item.question.text.best(for: language) else { return nil }
    // Whoever studies in Chinese may know the English term, and the other way round.
    text.accept += item.question.text[language.other]?.accept ?? []
    if let other = item.question.text[language.other] { text.acceptGaps(of: other) }
    let grade = grade(
      item.question, text, response, terms: terms, truth: item.prediction?.truth)
    items[current].answer = Answer(response: response, grade: grade)
    items[current].isSkipped = false
    return grade
  }

  /// How sure the learner was of the answer just given, 1 to 3, or nil.
  public mutating func setConfidence(_ confidence: Int?) {
    guard phase != .asking, phase != .overview,
      confidence.map({ (1...3).contains($0) }) ?? true
    else { return }
    items[current].answer?.confidence = confidence
  }

  /// The learner insists that the typed answer just refused is right.
  public mutating func insistOnAnswer() {
    guard phase == .answered else { return }
    items[current].answer?.grade.isCorrect = true
  }

  /// Uncovers one more of the question's `count` hints; false when there is none left.
  public mutating func revealHint(of count: Int) -> Bool {
    guard phase == .asking, item.hints < count else { return false }
    items[current].hints += 1
    return true
  }

  // MARK: Moving

  /// Leaves the question for later.
  public mutating func skip(at now: Int64) {
    tick(at: now)
    guard phase == .asking else { return }
    stopClock(at: now)
    items[current].isSkipped = true
    showNext()
  }

  /// Marks the question so that it comes back before the end, or takes the mark away.
  public mutating func toggleMark() {
    items[current].isMarked.toggle()
  }

  /// Goes on after the feedback.
  public mutating func advance() {
    guard phase == .answered else { return }
    if plan.isSuddenDeath, !item.isCorrect {
      phase = .ended(.suddenDeath)
    } else {
      showNext()
    }
  }

  /// Opens a question of the overview.
  public mutating func open(_ index: Int) {
    guard phase == .overview, items.indices.contains(index) else { return }
    current = index
    phase = item.answer == nil ? .asking : .answered
  }

  /// Ends the quiz; what is not answered stays so.
  public mutating func finish(_ ending: Ending = .finished, at now: Int64) {
    stopClock(at: now)
    if case .ended = phase { return }
    phase = .ended(ending)
  }

  private mutating func showNext() {
    let fresh = items.indices.first {
      $0 > current && items[$0].answer == nil && !items[$0].isSkipped
    }
    if let fresh {
      current = fresh
      phase = .asking
    } else if items.contains(where: { $0.answer == nil || $0.isMarked }) {
      phase = .overview
    } else {
      phase = .ended(.finished)
    }
  }
}
