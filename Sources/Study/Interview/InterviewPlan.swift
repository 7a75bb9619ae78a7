internal import CourseModel
internal import Languages
internal import Recurrent

/// How long a mock interview takes, and what decides its questions where several would do.
public struct InterviewPlan: Hashable, Sendable {
  /// The lengths that can be chosen, in minutes.
  public static let lengths = [15, 30, 45]

  public var minutes: Int
  public var seed: UInt64

  public init(minutes: Int = 30, seed: UInt64 = 1) {
    self.minutes = minutes
    self.seed = seed
  }

  /// The whole time in ms.
  public var time: Int64 { Int64(minutes) * 60_000 }

  /// The most follow-ups to one question.
  public var followUps: Int { minutes <= 15 ? 1 : 2 }

  /// The topics that some part of an interview is about, by id.
  static let topics = Set(InterviewPart.allCases.flatMap(\.recipe.topics))

  /// The same interview with other questions.
  public var again: InterviewPlan {
    var random = SeededRandom(seed: seed, name: "again")
    return InterviewPlan(minutes: minutes, seed: UInt64(random.number(below: 1_000_000)))
  }
}

extension InterviewPart {
  /// Where the questions of a part come from, besides those that name it.
  struct Recipe {
    /// Its share of the time.
    var weight: Int64
    /// The shortest interview that has this part, in minutes.
    var shortest = 15
    /// Topics by id; empty means all.
    var topics: [String]
    /// Whether its questions are talked about; else they are those with one right answer.
    var isTalk = true
  }

  var recipe: Recipe {
    switch self {
    case .cell: Recipe(weight: 5, topics: ["cell-anatomy"])
    case .gates: Recipe(weight: 3, shortest: 45, topics: ["cell-anatomy"])
    case .hiddenGradient: Recipe(weight: 6, topics: ["gradients"])
    case .cellGradient: Recipe(weight: 5, topics: ["why-it-works"])
    case .limits: Recipe(weight: 4, shortest: 30, topics: ["why-it-works", "gradients"])
    case .gru: Recipe(weight: 4, shortest: 30, topics: ["variants"])
    case .parameters:
      Recipe(
        weight: 3, shortest: 30, topics: ["cell-anatomy", "frameworks", "cost"], isTalk: false)
    case .transformer: Recipe(weight: 5, topics: ["landscape"])
    case .practice:
      Recipe(
        weight: 6, shortest: 30,
        topics: ["training", "padding-and-state", "bugs", "time-series", "frameworks"])
    case .closing: Recipe(weight: 4, shortest: 45, topics: [])
    }
  }

  /// Whether a question that names no part may be asked in this one.
  func takes(_ question: Question) -> Bool {
    guard question.interview == nil,
      recipe.topics.isEmpty || recipe.topics.contains(question.topic)
    else { return false }
    switch question.kind {
    case .open: return recipe.isTalk
    // Only numbers: what is asked in passing is a sum.
    case .numeric: return !recipe.isTalk
    default: return false
    }
  }
}

/// A part as it is planned: its questions in the order of preference.
struct InterviewOutline: Hashable, Sendable {
  var part: InterviewPart
  var questions: [Question]

  /// The parts of an interview that the course has questions for.
  ///
  /// A part's questions are those that name it, then those of its topics, each shuffled by the seed. A
  /// course without any of the usual topics is asked about in one closing part.
  static func parts(of course: Course, _ plan: InterviewPlan) -> [InterviewOutline] {
    let questions = course.questions.filter {
      $0.text.best(for: .english) != nil && $0.isPlayable(with: course.labs)
    }
    func outline(_ part: InterviewPart) -> InterviewOutline? {
      var random = SeededRandom(seed: plan.seed, name: part.rawValue)
      let named = random.shuffle(questions.filter { $0.interview == part })
      let others = random.shuffle(questions.filter(part.takes))
      let all = named + others
      return all.isEmpty ? nil : InterviewOutline(part: part, questions: all)
    }
    let parts = InterviewPart.allCases.filter { $0.recipe.shortest <= plan.minutes }
      .compactMap(outline)
    return parts.isEmpty ? [outline(.closing)].compactMap(\.self) : parts
  }

  /// How many questions, follow-ups included, a prepared candidate answers in `time` ms; at least 1.
  func count(in time: Int64, _ plan: InterviewPlan) -> Int {
    var (left, count) = (time, 0)
    for question in questions.prefix(Self.mostQuestions) {
      let own = Int64(question.time) * 1000
      let cost = question.kind == .open ? own + own * Int64(plan.followUps) / 4 : own
      if count > 0, cost > left { break }
      left -= cost
      count += 1
    }
    return max(1, count)
  }

  private static let mostQuestions = 3
}
