public import CourseModel
public import Languages

/// One question of an interview with what was answered to it.
public struct InterviewStep: Hashable, Sendable {
  /// The part of the interview, counted from 0.
  public let part: Int
  public let question: Question
  /// The follow-up that is asked, by its number in the question's text; nil is the question itself.
  public let followUp: Int?
  /// The follow-up of another question that led here.
  public let lead: Lead?
  /// The quiz of this one question, for those with a right answer.
  public internal(set) var quiz: QuizSession?
  /// What is typed, and what was answered.
  public internal(set) var text = ""
  public internal(set) var isAnswered = false
  /// The answer was "I don't know".
  public internal(set) var isSkipped = false
  /// The time of the part or of the interview was over before the answer.
  public internal(set) var isLate = false
  /// Counted time in ms.
  public internal(set) var spent: Int64 = 0
  /// The points that were found in the text, by their numbers from 0.
  public internal(set) var suggested: Set<Int> = []
  /// The points that count, as the learner ticked them.
  public internal(set) var ticked: Set<Int> = []

  /// Where a question comes from that another one went on with.
  public struct Lead: Hashable, Sendable {
    public let question: Question
    public let followUp: Int
  }

  init(
    part: Int, question: Question, followUp: Int? = nil, lead: Lead? = nil,
    quiz: QuizSession? = nil
  ) {
    self.part = part
    self.question = question
    self.followUp = followUp
    self.lead = lead
    self.quiz = quiz
  }

  /// Whether the answer is a text.
  public var isTalk: Bool { quiz == nil }

  /// How many points there are: the key points of an open question, else one.
  public var pointCount: Int {
    guard followUp == nil, isTalk else { return 1 }
    return max(1, question.text.best(for: .english)?.keyPoints.count ?? 0)
  }

  /// The question's model answer in the language of `text`, or the follow-up's.
  public func modelAnswer(in text: QuestionText) -> [Block] {
    guard let followUp else { return text.answer }
    return text.followUps.indices.contains(followUp) ? text.followUps[followUp].answer : []
  }

  /// What is asked below the heading.
  public func stem(in text: QuestionText) -> [Block] {
    guard let followUp else { return text.stem }
    return text.followUps.indices.contains(followUp) ? text.followUps[followUp].blocks : []
  }

  /// The words that lead over to this question.
  public func leadBlocks(in language: Language) -> [Block] {
    guard let lead, let text = lead.question.text.best(for: language),
      text.followUps.indices.contains(lead.followUp)
    else { return [] }
    return text.followUps[lead.followUp].blocks
  }

  /// Whether it is right: at least two thirds of its points.
  public var isCorrect: Bool { 3 * ticked.count >= 2 * pointCount }

  /// What was answered, for reports.
  public var given: String {
    quiz.map { ($0.item.answer?.response ?? .none).given } ?? text.trimmed
  }
}

extension QuestionText {
  /// The follow-up to ask when these key points were missed: a pure function.
  ///
  /// The first whose key point was missed, else the first without a mark; never one of `used`.
  public func followUp(missed: Set<Int>, used: Set<Int> = []) -> Int? {
    let fresh = followUps.indices.filter { !used.contains($0) }
    return fresh.first { followUps[$0].missed.map(missed.contains) ?? false }
      ?? fresh.first { followUps[$0].missed == nil }
  }
}
