/// What `stats --json` prints.
public struct StatisticsReport: Hashable, Sendable {
  public var statistics: Statistics
  public var readiness: Readiness
  public var moment: StudyMoment
  public var plan: StudyPlan

  public init(
    _ statistics: Statistics, _ readiness: Readiness, _ plan: StudyPlan, at moment: StudyMoment
  ) {
    self.statistics = statistics
    self.readiness = readiness
    self.plan = plan
    self.moment = moment
  }

  public var json: JSONText {
    [
      "schema": "lstm-tutor/stats/1",
      "day": .string(StudyDay.text(moment.day)),
      "answers": Self.integer(statistics.overall.answers),
      "accuracy": Self.number(statistics.overall.accuracy),
      "brier": Self.number(statistics.overall.brier),
      "calibration": Self.calibration(statistics.overall),
      "scheduled": Self.integer(statistics.scheduled),
      "due": Self.integer(statistics.dueToday),
      "suspended": Self.integer(statistics.suspended),
      "leeches": Self.integer(statistics.leeches),
      "streak": Self.integer(statistics.streak),
      "forecast": .array(statistics.forecast.map(Self.integer)),
      "days": .array(
        statistics.days.enumerated().map { index, tally in
          [
            "day": .string(
              StudyDay.text(moment.day - statistics.days.count + 1 + index)),
            "answers": Self.integer(tally.answers), "right": Self.integer(tally.right),
            "new": Self.integer(tally.new), "reviews": Self.integer(tally.reviews),
            "seconds": .number(Double(tally.milliseconds) / 1000),
          ]
        }),
      "seconds": Self.histogram(statistics.overall.pace),
      "slowest": .array(statistics.slowest.map { Self.ranked($0, "seconds") }),
      "most_forgotten": .array(statistics.mostForgotten.map { Self.ranked($0, "lapses") }),
      "readiness": readinessJSON,
      "topics": .array(statistics.topics.map(topic)),
    ]
  }

  private var readinessJSON: JSONText {
    return [
      "interview": plan.interview.map { .string(StudyDay.text($0)) } ?? .null,
      "day": .string(StudyDay.text(readiness.day)),
      "days_left": Self.integer(readiness.daysLeft),
      "now": .number(readiness.overall.share),
      "planned": .number(readiness.overall.plannedShare),
      "seen": Self.integer(readiness.overall.seen),
      "questions": Self.integer(readiness.overall.questions),
      "minutes_per_day": .number(readiness.minutesPerDay),
      "leave_out": .array(
        readiness.leftOut.map {
          ["topic": .string($0.topic), "questions": Self.integer($0.questions)]
        }),
    ]
  }

  private func topic(_ topic: Statistics.Topic) -> JSONText {
    let ready = readiness[topic.id]
    return [
      "topic": .string(topic.id),
      "answers": Self.integer(topic.part.answers),
      "accuracy": Self.number(topic.part.accuracy),
      "brier": Self.number(topic.part.brier),
      "calibration": Self.calibration(topic.part),
      "median_seconds": Self.number(topic.part.pace.median),
      "questions": Self.integer(ready.questions),
      "seen": Self.integer(ready.seen),
      "readiness": .number(ready.share),
      "planned": .number(ready.plannedShare),
    ]
  }

  private static func calibration(_ part: Statistics.Part) -> JSONText {
    .array(
      zip(part.confidence, Statistics.claims).enumerated().map { index, bin in
        [
          "confidence": integer(index + 1), "claim": .number(bin.1),
          "answers": integer(bin.0.asked), "right": integer(bin.0.right),
        ]
      })
  }

  /// The distribution of answer times: from which second on, and how many.
  private static func histogram(_ pace: Pace) -> JSONText {
    .array(
      pace.counts.sorted { $0.key < $1.key }.map {
        ["about": .number(Pace.seconds($0.key)), "answers": integer($0.value)]
      })
  }

  private static func ranked(_ ranked: Statistics.Ranked, _ name: String) -> JSONText {
    .object([
      JSONText.Member("question", .string(ranked.question)),
      JSONText.Member(name, .number(ranked.value)),
    ])
  }

  private static func integer(_ value: Int) -> JSONText { .integer(Int64(value)) }
  private static func number(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }
}
