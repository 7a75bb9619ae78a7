public import CourseModel

/// What an answer was worth, in detail.
public struct Grade: Hashable, Sendable {
  /// An option (or a reason, or a key point) beside what the learner did with it.
  public struct Option: Hashable, Sendable {
    public var wasChosen: Bool
    public var isRight: Bool

    public init(wasChosen: Bool, isRight: Bool) {
      self.wasChosen = wasChosen
      self.isRight = isRight
    }
  }

  /// Why a typed answer was not accepted.
  public enum Rejection: Hashable, Sendable {
    case unreadable(TypedNumber.Refusal)
    case wrongUnit(String)
    case outsideTolerance
    /// What was typed is the name of another thing.
    case anotherTerm
    case notAccepted
    case unreadableShape
    case wrongRank(given: Int, right: Int)
    /// The axes of a shape that are not right, from 0.
    case wrongAxes([Int])
  }

  /// What was typed into one gap of a `cloze` question.
  public struct Gap: Hashable, Sendable {
    public var isRight: Bool
    /// The accepted answer that was typed with one slip of spelling.
    public var slipOf: String?
    /// Whether the name of another thing was typed.
    public var isAnotherTerm: Bool

    public init(isRight: Bool, slipOf: String? = nil, isAnotherTerm: Bool = false) {
      self.isRight = isRight
      self.slipOf = slipOf
      self.isAnotherTerm = isAnotherTerm
    }
  }

  public var isCorrect: Bool
  /// By their author's numbers.
  public var options: [Option]
  /// Whether the verdict of a `judge` question was right.
  public var isVerdictRight: Bool?
  /// Whether the reason of a `judge` question was right.
  public var isReasonRight: Bool?
  /// For each place of an `order` question, and each row of a `match` question, whether what was
  /// put there belongs there.
  public var places: [Bool]
  public var rejection: Rejection?
  /// The accepted answer that was typed with one slip of spelling.
  public var slipOf: String?
  /// What the learner seems to believe, by id.
  public var misconceptions: [String]
  /// Whether the line of a `bug` question was right.
  public var isLineRight: Bool?
  public var gaps: [Gap]

  public init(
    isCorrect: Bool, options: [Option] = [], isVerdictRight: Bool? = nil,
    isReasonRight: Bool? = nil, places: [Bool] = [], rejection: Rejection? = nil,
    slipOf: String? = nil, misconceptions: [String] = [], isLineRight: Bool? = nil,
    gaps: [Gap] = []
  ) {
    self.isCorrect = isCorrect
    self.options = options
    self.isVerdictRight = isVerdictRight
    self.isReasonRight = isReasonRight
    self.places = places
    self.rejection = rejection
    self.slipOf = slipOf
    self.misconceptions = misconceptions
    self.isLineRight = isLineRight
    self.gaps = gaps
  }
}

/// Grades an answer.
///
/// - Parameters:
///   - terms: the glossary's names as ``TypedText/terms(of:)`` gives them.
///   - truth: what the step of a `predict` question brings; without it no answer is right.
public func grade(
  _ question: Question, _ text: QuestionText, _ response: Response, terms: Set<String> = [],
  truth: Prediction.Truth? = nil
) -> Grade {
  switch question.kind {
  case .choice(let correct):
    return gradeOptions(right: [correct], text, response)
  case .multi(let correct):
    return gradeOptions(right: correct, text, response)
  case .judge(let verdict, let reason):
    return gradeJudgement(verdict, reason: reason, text, response)
  case .numeric(let numeric):
    return gradeNumber(numeric, response)
  case .short:
    return gradeText(text, response, terms: terms)
  case .order(let count):
    return gradeOrder(count: count, response)
  case .open:
    guard case .selfGraded(let points, let isRight) = response else {
      return Grade(isCorrect: false, options: outcomes(text.keyPoints.count, [], right: nil))
    }
    return Grade(
      isCorrect: isRight, options: outcomes(text.keyPoints.count, points, right: nil))
  case .predict(let prediction):
    return truth.map { prediction.grade(response, against: $0) } ?? Grade(isCorrect: false)
  case .cloze:
    return GradeParts.cloze(text, response, terms: terms)
  case .match(let count):
    return GradeParts.match(count: count, response)
  case .shape(let shape):
    return GradeParts.shape(shape, response)
  case .bug(let lines, let repair):
    return GradeParts.bug(lines: lines, repair: repair, text, response)
  }
}

extension Response {
  /// Why this answer cannot be taken as it stands: a number that is none, or one of two.
  public func refusal(for question: Question) -> TypedNumber.Refusal? {
    guard case .number(let typed) = self else { return nil }
    switch question.kind {
    case .numeric(let numeric): return readNumber(typed, unit: numeric.unit).refusal
    case .predict: return Prediction.number(typed).refusal
    default: return nil
    }
  }
}

extension Result where Failure == TypedNumber.Refusal {
  fileprivate var refusal: Failure? {
    if case .failure(let refusal) = self { refusal } else { nil }
  }
}

/// - Parameter right: nil when every one is.
private func outcomes(_ count: Int, _ chosen: Set<Int>, right: Set<Int>?) -> [Grade.Option] {
  (0..<count).map {
    Grade.Option(wasChosen: chosen.contains($0), isRight: right?.contains($0) ?? true)
  }
}

private func gradeOptions(right: Set<Int>, _ text: QuestionText, _ response: Response) -> Grade {
  var chosen: Set<Int> = []
  if case .options(let options) = response { chosen = options }
  return Grade(
    isCorrect: chosen == right,
    options: outcomes(text.options.count, chosen, right: right),
    misconceptions: misconceptions(of: chosen.subtracting(right), in: text))
}

private func gradeJudgement(
  _ verdict: Verdict, reason: Int?, _ text: QuestionText, _ response: Response
) -> Grade {
  var (given, because): (Verdict?, Int?) = (nil, nil)
  if case .judgement(let verdict, let reason) = response { (given, because) = (verdict, reason) }
  let chosen = Set([because].compactMap(\.self))
  let right = Set([reason].compactMap(\.self))
  let isReasonRight = reason == nil || because == reason
  return Grade(
    isCorrect: given == verdict && isReasonRight,
    options: outcomes(text.options.count, chosen, right: right),
    isVerdictRight: given == verdict, isReasonRight: isReasonRight,
    misconceptions: misconceptions(of: chosen.subtracting(right), in: text))
}

private func misconceptions(of options: Set<Int>, in text: QuestionText) -> [String] {
  options.sorted().compactMap {
    text.options.indices.contains($0) ? text.options[$0].misconception : nil
  }
}

private func readNumber(
  _ typed: String, unit: String?
) -> Result<TypedNumber.Resolved, TypedNumber.Refusal> {
  TypedNumber.read(typed).flatMap { $0.resolved(for: unit) }
}

private func gradeNumber(_ numeric: Question.Numeric, _ response: Response) -> Grade {
  guard case .number(let typed) = response, !response.isEmpty else {
    return Grade(isCorrect: false)
  }
  switch readNumber(typed, unit: numeric.unit) {
  case .failure(let refusal):
    return Grade(isCorrect: false, rejection: .unreadable(refusal))
  case .success(let number):
    if let unit = number.wrongUnit { return Grade(isCorrect: false, rejection: .wrongUnit(unit)) }
    // 0.732 is within 0.001 of 0.731 for everybody but binary fractions.
    let noise = 4 * max(abs(number.value), abs(numeric.answer)).ulp
    func means(_ value: Double) -> Bool {
      abs(number.value - value) <= numeric.margin + noise
    }
    guard !means(numeric.answer) else { return Grade(isCorrect: true) }
    return Grade(
      isCorrect: false, rejection: .outsideTolerance,
      misconceptions: numeric.wrong.filter { means($0.value) }.map(\.misconception))
  }
}

private func gradeText(
  _ text: QuestionText, _ response: Response, terms: Set<String>
) -> Grade {
  guard case .text(let typed) = response, !response.isEmpty else {
    return Grade(isCorrect: false)
  }
  return switch TypedText.match(typed, accept: text.accept, terms: terms) {
  case .exact: Grade(isCorrect: true)
  case .slip(let answer): Grade(isCorrect: true, slipOf: answer)
  case .anotherTerm: Grade(isCorrect: false, rejection: .anotherTerm)
  case .none: Grade(isCorrect: false, rejection: .notAccepted)
  }
}

private func gradeOrder(count: Int, _ response: Response) -> Grade {
  guard case .order(let items) = response else { return Grade(isCorrect: false) }
  let places = (0..<count).map { $0 < items.count && items[$0] == $0 }
  return Grade(isCorrect: items == Array(0..<count), places: places)
}
