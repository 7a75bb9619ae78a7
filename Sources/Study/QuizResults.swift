import CourseModel

/// How a quiz went.
public struct QuizResults: Hashable, Sendable {
  /// Right answers, also late ones.
  public var score: Int
  /// Right answers that came in time.
  public var scoreInTime: Int
  public var total: Int
  /// Questions that were shown, without one that was merely open when the learner left.
  public var asked: Int
  /// The other questions.
  public var notReached: Int
  /// Counted time in ms.
  public var milliseconds: Int64
  /// The answered items that took longest, the slowest first; at most three.
  public var slowest: [Int]
  /// Items answered wrong with confidence 3.
  public var sureButWrong: [Int]
  /// Items that were asked and not answered right.
  public var mistakes: [Int]
}

extension QuizSession {
  public var results: QuizResults {
    let bySpent = items.indices.sorted { left, right in
      (-items[left].spent, left) < (-items[right].spent, right)
    }
    let mistakes = items.indices.filter { wasAsked(items[$0]) && !items[$0].isCorrect }
    let asked = items.count(where: wasAsked)
    return QuizResults(
      score: items.count(where: \.isCorrect),
      scoreInTime: items.count { $0.isCorrect && !$0.isLate },
      total: items.count,
      asked: asked, notReached: items.count - asked,
      milliseconds: items.reduce(0) { $0 + $1.spent },
      slowest: bySpent.filter { items[$0].answer != nil && items[$0].spent > 0 }.prefix(3).map(
        \.self),
      sureButWrong: mistakes.filter { items[$0].answer?.confidence == 3 },
      mistakes: mistakes)
  }

  /// Whether a question counts in the score: what was open when the learner left does not.
  public func wasAsked(_ item: Item) -> Bool {
    item.answer != nil || item.isLate || (item.wasShown && phase != .ended(.left))
  }

  /// The ids of the questions that were asked and not answered right.
  public var missed: [String] { results.mistakes.map { items[$0].question.id } }
}

/// What `quiz --json` prints.
public struct QuizReport: Hashable, Sendable {
  public var session: QuizSession

  public init(_ session: QuizSession) {
    self.session = session
  }

  public var json: JSONText {
    let results = session.results
    return [
      "schema": "lstm-tutor/quiz/1",
      "seed": .unsigned(session.plan.seed),
      "questions": .array(session.items.map(Self.json)),
      "score": .integer(Int64(results.score)),
      "total": .integer(Int64(results.total)),
      "seconds": Self.seconds(results.milliseconds),
    ]
  }

  private static func json(_ item: QuizSession.Item) -> JSONText {
    [
      "id": .string(item.question.id),
      "type": .string(item.question.kind.name),
      "given": .string(item.answer?.response.given ?? ""),
      "correct": .bool(item.isCorrect),
      "confidence": item.answer?.confidence.map { .integer(Int64($0)) } ?? .null,
      "seconds": seconds(item.spent),
      "hints": .integer(Int64(item.hints)),
      "late": .bool(item.isLate),
      "seed": item.seed.map { .unsigned($0) } ?? .null,
    ]
  }

  private static func seconds(_ milliseconds: Int64) -> JSONText {
    .number(Double(milliseconds) / 1000)
  }
}
