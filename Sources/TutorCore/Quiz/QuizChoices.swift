import CourseModel
import Phrases
import Study

/// How many questions a quiz has.
enum QuizCount: Hashable {
  case some(Int)
  case every

  static let all: [QuizCount] = [.some(5), .some(10), .some(15), .some(20), .some(30), .every]

  var limit: Int {
    switch self {
    case .some(let count): count
    case .every: .max
    }
  }

  var phrase: Phrase {
    switch self {
    case .some(let count): .name(String(count))
    case .every: .allQuestions
    }
  }
}

/// The clocks that a quiz may have.
enum QuizTiming: Hashable {
  case none
  /// Without a clock, and with open questions that the learner grades.
  case practice
  /// Each question has the time that its author gave it.
  case own
  case perQuestion(seconds: Int)
  case total(minutes: Int)
  /// The first mistake ends the quiz; each question has its own time.
  case suddenDeath

  static let all: [QuizTiming] = [
    .own, .perQuestion(seconds: 30), .perQuestion(seconds: 60), .total(minutes: 5),
    .total(minutes: 10), .total(minutes: 15), .suddenDeath, .practice, .none,
  ]

  func apply(to plan: inout QuizPlan) {
    switch self {
    case .none: break
    case .practice: plan.includesOpen = true
    case .own: plan.questionTime = .own
    case .perQuestion(let seconds):
      plan.questionTime = .fixed(milliseconds: Int64(seconds) * 1000)
    case .total(let minutes): plan.totalTime = Int64(minutes) * 60_000
    case .suddenDeath:
      plan.isSuddenDeath = true
      plan.questionTime = .own
    }
  }

  /// About how long a quiz takes.
  ///
  /// - Parameter own: what its authors think that its `count` questions need.
  func seconds(for count: Int, own: Int) -> Int {
    switch self {
    case .perQuestion(let seconds): count * seconds
    case .total(let minutes): min(own, minutes * 60)
    case .none, .practice, .own, .suddenDeath: own
    }
  }

  var phrase: Phrase {
    switch self {
    case .none: .timingNone
    case .practice: .timingPractice
    case .own: .timingOwn
    case .perQuestion(let seconds): .timingPerQuestion(seconds)
    case .total(let minutes): .timingTotal(minutes)
    case .suddenDeath: .timingSuddenDeath
    }
  }
}

extension Level {
  var phrase: Phrase {
    switch self {
    case .screen: .levelScreen
    case .junior: .levelJunior
    case .senior: .levelSenior
    case .staff: .levelStaff
    }
  }
}

extension [QuizCount] {
  func neighbour(of value: QuizCount, by amount: Int) -> QuizCount {
    self[((firstIndex(of: value) ?? 0) + amount + count) % count]
  }
}

extension [QuizTiming] {
  func neighbour(of value: QuizTiming, by amount: Int) -> QuizTiming {
    self[((firstIndex(of: value) ?? 0) + amount + count) % count]
  }
}
