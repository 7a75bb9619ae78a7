extension Event {
  /// The version of the format that a line says it has.
  public static let schema = "lstm-tutor/progress/1"

  /// The event as a line of JSON, without its end.
  public var line: String {
    if case .unknown(_, let line) = kind { return line }
    return JSONText.object(members).description
  }

  private var members: [JSONText.Member] {
    var writer = MemberWriter()
    writer.add("schema", .string(Self.schema))
    writer.add("id", .string(id.description))
    writer.add("at", .string(Instant.text(at)))
    writer.add("day", day.map { .integer(Int64($0)) })
    writer.add("kind", .string(kind.name))
    switch kind {
    case .review(let review): review.write(to: &writer)
    case .undo(let target): writer.add("undoes", .string(target.description))
    case .suspend(let question, let isSuspended):
      writer.add("question", .string(question))
      writer.add("suspended", .bool(isSuspended))
    case .bury(let question, let until):
      writer.add("question", .string(question))
      writer.add("until", until.map { .integer(Int64($0)) })
    case .plan(let change): change.write(to: &writer)
    case .unknown: break
    }
    return writer.members + others
  }
}

extension Event.Kind {
  /// The name in a line's `kind`.
  public var name: String {
    switch self {
    case .review: "review"
    case .undo: "undo"
    case .suspend: "suspend"
    case .bury: "bury"
    case .plan: "plan"
    case .unknown(let kind, _): kind
    }
  }
}

/// Collects the members of an object.
private struct MemberWriter {
  var members: [JSONText.Member] = []

  mutating func add(_ key: String, _ value: JSONText?) {
    if let value { members.append(JSONText.Member(key, value)) }
  }

  /// Written only when it is true.
  mutating func addFlag(_ key: String, _ isSet: Bool) {
    if isSet { add(key, .bool(true)) }
  }
}

extension Review {
  fileprivate func write(to writer: inout MemberWriter) {
    writer.add("question", .string(question))
    writer.add("grade", .integer(Int64(rating.rawValue)))
    writer.add("correct", .bool(isCorrect))
    writer.add("given", .string(given))
    writer.add("seconds", seconds.map { .number($0) })
    writer.add("confidence", confidence.map { .integer(Int64($0)) })
    writer.add("hints", .integer(Int64(hints)))
    writer.add("mode", .string(mode.rawValue))
    writer.add("seed", seed.map { .unsigned($0) })
    writer.add("schedules", schedules.map { .bool($0) })
    writer.addFlag("late", isLate)
    writer.addFlag("insisted", isInsisted)
    writer.addFlag("by_hand", isByHand)
    if !misconceptions.isEmpty {
      writer.add("misconceptions", .array(misconceptions.map { .string($0) }))
    }
    writer.add("content_hash", contentHash.map { .string($0) })
  }
}

extension PlanChange {
  fileprivate func write(to writer: inout MemberWriter) {
    writer.add("date", json(interview) { .string(StudyDay.text($0)) })
    writer.add("retention", json(retention) { .number($0) })
    writer.add("new", json(newPerDay) { .integer(Int64($0)) })
    writer.add("reviews", json(reviewsPerDay) { .integer(Int64($0)) })
    writer.add("weights", json(weights) { .array($0.map { .number($0) }) })
  }

  private func json<Value>(_ setting: Setting<Value>, _ text: (Value) -> JSONText) -> JSONText? {
    switch setting {
    case .keep: nil
    case .reset: .null
    case .set(let value): text(value)
    }
  }
}
