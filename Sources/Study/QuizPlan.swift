public import CourseModel
internal import Recurrent
public import Languages

/// What a quiz asks, and under which clock.
public struct QuizPlan: Hashable, Sendable {
  public enum QuestionTime: Hashable, Sendable {
    case fixed(milliseconds: Int64)
    /// What the question's author thinks it needs.
    case own
  }

  /// Topic ids; empty means all.
  public var topics: Set<String>
  /// Empty means all.
  public var levels: Set<Level>
  /// The most questions that are asked.
  public var count: Int
  /// The time for the whole quiz in ms.
  public var totalTime: Int64?
  public var questionTime: QuestionTime?
  /// The first wrong answer ends the quiz.
  public var isSuddenDeath: Bool
  public var seed: UInt64
  /// Open questions grade themselves badly, so that timed quizzes leave them out.
  public var includesOpen: Bool
  /// Exactly these questions, by id and in this order, instead of a draw.
  public var questions: [String]?
  /// Whether these are the mistakes of another quiz, asked once more.
  public var isRepeat = false
  /// The seeds of questions whose very numbers are asked again, by id.
  public var seeds: [String: UInt64] = [:]

  public init(
    topics: Set<String> = [], levels: Set<Level> = [], count: Int = 10, totalTime: Int64? = nil,
    questionTime: QuestionTime? = nil, isSuddenDeath: Bool = false, seed: UInt64 = 1,
    includesOpen: Bool = false, questions: [String]? = nil
  ) {
    self.topics = topics
    self.levels = levels
    self.count = count
    self.totalTime = totalTime
    self.questionTime = questionTime
    self.isSuddenDeath = isSuddenDeath
    self.seed = seed
    self.includesOpen = includesOpen
    self.questions = questions
  }

  public var isTimed: Bool { totalTime != nil || questionTime != nil }

  /// The same kind of quiz with another draw.
  public var again: QuizPlan {
    var plan = self
    var random = SeededRandom(seed: seed)
    // Seeds are written down and typed again, so they stay short.
    plan.seed = UInt64(random.number(below: 1_000_000))
    plan.seeds = [:]
    return plan
  }

  /// A quiz about `missed` only, under the same clocks.
  public func only(_ missed: [String]) -> QuizPlan {
    var plan = again
    plan.questions = missed
    plan.count = missed.count
    plan.isSuddenDeath = false
    plan.isRepeat = true
    return plan
  }
}

/// Why a plan has no questions.
public enum QuizMismatch: Error, Hashable, Sendable {
  /// The course has no questions at all.
  case emptyCourse
  case unknownTopic(String)
  /// There are questions, but none with these topics and levels.
  case nothingMatches
}

/// The questions of a quiz: the same for the same plan and the same course.
public func selectQuestions(
  _ course: Course, _ plan: QuizPlan, _ language: Language
) -> Result<[Question], QuizMismatch> {
  let readable = course.questions.filter {
    $0.text.best(for: language) != nil && $0.isPlayable(with: course.labs)
  }
  guard !readable.isEmpty else { return .failure(.emptyCourse) }
  if let wanted = plan.questions {
    let found = wanted.compactMap { id in readable.first { $0.id == id } }
    return found.isEmpty ? .failure(.nothingMatches) : .success(found)
  }
  let known = Set(course.topics.map(\.id)).union(readable.map(\.topic))
  if let unknown = plan.topics.subtracting(known).min() {
    return .failure(.unknownTopic(unknown))
  }
  let matching = questions(of: readable, matching: plan)
  guard !matching.isEmpty else { return .failure(.nothingMatches) }
  var random = SeededRandom(seed: plan.seed, name: "questions")
  return .success(Array(random.shuffle(matching).prefix(max(1, plan.count))))
}

/// The questions from which `plan` draws.
public func questions(of questions: [Question], matching plan: QuizPlan) -> [Question] {
  questions.filter { question in
    (plan.topics.isEmpty || plan.topics.contains(question.topic))
      && (plan.levels.isEmpty || plan.levels.contains(question.level))
      && (plan.includesOpen || question.kind != .open)
  }
}
