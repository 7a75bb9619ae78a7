public import CourseModel

/// What came of an interview: everything that is kept of it.
public struct InterviewResult: Hashable, Sendable {
  /// One graded answer for each question; follow-ups belong to their question.
  public struct Answer: Hashable, Sendable {
    public var question: String
    /// At least two thirds of the question's key points, or the right answer.
    public var isCorrect: Bool
    public var given: String
    /// Counted time in ms, that of its follow-ups not included.
    public var milliseconds: Int64
    public var isLate: Bool
    /// That of the question's numbers where it has some, else the interview's.
    public var seed: UInt64
    /// What the answer seems to reveal, by id.
    public var misconceptions: [String]

    /// The answer as the journal keeps it. Being late does not make it wrong: an interviewer lets
    /// you finish your sentence.
    public var review: Review {
      Review(
        question: question, rating: Rating.of(isCorrect: isCorrect).rating, isCorrect: isCorrect,
        given: given, seconds: Double(milliseconds) / 1000, mode: .mock, seed: seed,
        isLate: isLate, misconceptions: misconceptions)
    }
  }

  public struct Score: Hashable, Sendable {
    public var points = 0
    public var total = 0

    /// From 0 to 1; nil when nothing was asked.
    public var share: Double? { total > 0 ? Double(points) / Double(total) : nil }
  }

  public struct Part: Hashable, Sendable {
    public var part: InterviewPart
    public var score: Score
    /// Counted time in ms.
    public var milliseconds: Int64
    /// The time that was planned for it in ms.
    public var budget: Int64
  }

  public struct Topic: Hashable, Sendable {
    public var topic: String
    public var score: Score
  }

  /// What to do about a topic of which less than two thirds were said.
  public struct Repair: Hashable, Sendable {
    public var topic: String
    /// Lessons by id.
    public var lessons: [String]
    public var labs: [LabReference]
  }

  public var answers: [Answer]
  public var score: Score
  public var parts: [Part]
  /// In the order in which they were asked about.
  public var topics: [Topic]
  public var repairs: [Repair]
  /// Counted time in ms.
  public var milliseconds: Int64
}

extension InterviewSession {
  public var result: InterviewResult {
    let counted = steps.filter(counts)
    var topics: [InterviewResult.Topic] = []
    var scores = [InterviewResult.Score](repeating: .init(), count: parts.count)
    var whole = InterviewResult.Score()
    for step in counted {
      if !topics.contains(where: { $0.topic == step.question.topic }) {
        topics.append(InterviewResult.Topic(topic: step.question.topic, score: .init()))
      }
      guard let topic = topics.firstIndex(where: { $0.topic == step.question.topic }) else {
        continue
      }
      topics[topic].score.add(step)
      scores[step.part].add(step)
      whole.add(step)
    }
    return InterviewResult(
      answers: counted.filter { $0.followUp == nil }.map { step in
        InterviewResult.Answer(
          question: step.question.id, isCorrect: step.isCorrect, given: step.given,
          milliseconds: step.spent, isLate: step.isLate,
          seed: step.quiz?.item.seed ?? plan.seed,
          misconceptions: step.quiz?.item.answer?.grade.misconceptions ?? [])
      },
      score: whole,
      parts: parts.indices.compactMap { index in
        guard counted.contains(where: { $0.part == index }) else { return nil }
        return InterviewResult.Part(
          part: parts[index].part, score: scores[index], milliseconds: spent(inPart: index),
          budget: parts[index].budget ?? 0)
      },
      topics: topics, repairs: topics.compactMap(repair), milliseconds: totalSpent)
  }

  private func repair(_ topic: InterviewResult.Topic) -> InterviewResult.Repair? {
    guard 3 * topic.score.points < 2 * topic.score.total else { return nil }
    let missed = steps.filter {
      counts($0) && $0.question.topic == topic.topic && $0.ticked.count < $0.pointCount
    }
    let ids = Set(missed.map(\.question.id))
    let lessons = course.lessons.filter {
      $0.topic == topic.topic || !ids.isDisjoint(with: $0.check)
    }
    var labs: [LabReference] = []
    for lab in missed.compactMap(\.question.lab)
    where !labs.contains(lab) && course.lab(lab.preset) != nil {
      labs.append(lab)
    }
    return InterviewResult.Repair(topic: topic.topic, lessons: lessons.map(\.id), labs: labs)
  }
}

extension InterviewResult.Score {
  fileprivate mutating func add(_ step: InterviewStep) {
    points += step.ticked.count
    total += step.pointCount
  }
}

/// What `interview --json` prints.
public struct InterviewReport: Hashable, Sendable {
  public var session: InterviewSession

  public init(_ session: InterviewSession) {
    self.session = session
  }

  public var json: JSONText {
    let result = session.result
    return [
      "schema": "lstm-tutor/interview/1",
      "minutes": .integer(Int64(session.plan.minutes)),
      "seed": .unsigned(session.plan.seed),
      "questions": .array(session.steps.filter(session.counts).map(question)),
      "parts": .array(result.parts.map(Self.part)),
      "topics": .array(result.topics.map(Self.topic)),
      "repair": .array(result.repairs.map(Self.repair)),
      "points": .integer(Int64(result.score.points)),
      "total": .integer(Int64(result.score.total)),
      "seconds": Self.seconds(result.milliseconds),
    ]
  }

  private func question(_ step: InterviewStep) -> JSONText {
    [
      "id": .string(step.question.id),
      "type": .string(step.question.kind.name),
      "part": .string(session.parts[step.part].part.rawValue),
      "follow_up": step.followUp.map { .integer(Int64($0 + 1)) } ?? .null,
      "given": .string(step.given),
      "key_points": .array((0..<step.pointCount).map { .bool(step.ticked.contains($0)) }),
      "suggested": .array((0..<step.pointCount).map { .bool(step.suggested.contains($0)) }),
      "correct": .bool(step.isCorrect),
      "seconds": Self.seconds(step.spent),
      "late": .bool(step.isLate),
    ]
  }

  private static func part(_ part: InterviewResult.Part) -> JSONText {
    [
      "part": .string(part.part.rawValue),
      "points": .integer(Int64(part.score.points)),
      "total": .integer(Int64(part.score.total)),
      "seconds": seconds(part.milliseconds),
      "budget": seconds(part.budget),
    ]
  }

  private static func topic(_ topic: InterviewResult.Topic) -> JSONText {
    [
      "topic": .string(topic.topic),
      "points": .integer(Int64(topic.score.points)),
      "total": .integer(Int64(topic.score.total)),
      "readiness": .number(topic.score.share ?? 0),
    ]
  }

  private static func repair(_ repair: InterviewResult.Repair) -> JSONText {
    [
      "topic": .string(repair.topic),
      "lessons": .array(repair.lessons.map(JSONText.string)),
      "labs": .array(repair.labs.map { .string($0.description) }),
    ]
  }

  private static func seconds(_ milliseconds: Int64) -> JSONText {
    .number(Double(milliseconds) / 1000)
  }
}
