public import CourseModel

extension Event {
  /// A line that is no event.
  public struct Mistake: Error, Hashable, Sendable {
    /// In characters, from 1.
    public var column: Int
    public var message: String
  }

  /// Longer lines are refused.
  public static let longestLine = 1 << 20

  /// Reads one line of JSON.
  public static func read(_ line: some StringProtocol) throws(Mistake) -> Event {
    let bytes = Array(line.utf8)
    do throws(JSONMistake) {
      guard bytes.count <= longestLine else {
        throw JSONMistake("the line is longer than a megabyte", at: 0)
      }
      var reader = EventReader(fields: try JSONReader.object(bytes))
      return try reader.event(line: String(line))
    } catch {
      let before = String(decoding: bytes[..<min(error.offset, bytes.count)], as: UTF8.self)
      throw Mistake(column: before.count + 1, message: error.message)
    }
  }

  /// Reads JSON Lines; lines of spaces are passed over.
  ///
  /// - Parameter file: how mistakes name the file.
  public static func readLines(
    _ bytes: [UInt8], file: String
  ) -> (events: [Event], mistakes: [Diagnostic]) {
    var events: [Event] = []
    var mistakes: [Diagnostic] = []
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    let lines = bytes[start...].split(separator: 0x0a, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) { continue }
      do throws(Mistake) {
        guard let text = String(validating: line, as: UTF8.self) else {
          throw Mistake(column: 1, message: "the line is not UTF-8")
        }
        events.append(try read(text.last == "\r" ? String(text.dropLast()) : text))
      } catch {
        mistakes.append(
          Diagnostic(
            .error, "progress-line", error.message,
            at: SourceLocation(file: file, line: index + 1, column: error.column)))
      }
    }
    return (events, mistakes)
  }
}

/// Takes an event out of the members of a line.
private struct EventReader {
  private var fields: [JSONReader.Field]

  init(fields: [JSONReader.Field]) { self.fields = fields }

  mutating func event(line: String) throws(JSONMistake) -> Event {
    if let schema = try text("schema"), schema.value != Event.schema {
      throw JSONMistake(
        "the schema is '\(schema.value)'; this version reads \(Event.schema)", at: schema.offset)
    }
    let idText = try required("id")
    guard let id = EventID(idText.value) else {
      throw JSONMistake(
        "the id is no UUID; write one such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        at: idText.offset)
    }
    let atText = try required("at")
    guard let at = Instant.read(atText.value) else {
      throw JSONMistake(
        "'at' is no time; write UTC such as 2026-01-05T12:00:00.000Z", at: atText.offset)
    }
    let day = try whole("day", in: StudyDay.bounds)
    let name = try required("kind").value
    let kind: Event.Kind
    switch name {
    case "review": kind = .review(try review())
    case "undo": kind = .undo(try undone())
    case "suspend":
      kind = .suspend(question: try question(), isSuspended: try flag("suspended") ?? true)
    case "bury":
      kind = .bury(question: try question(), until: try whole("until", in: StudyDay.bounds))
    case "plan": kind = .plan(try plan())
    default: return Event(id: id, at: at, day: day, kind: .unknown(kind: name, line: line))
    }
    return Event(
      id: id, at: at, day: day, kind: kind,
      others: fields.map { JSONText.Member($0.key, $0.value) })
  }

  private mutating func review() throws(JSONMistake) -> Review {
    let question = try question()
    let grade = try whole("grade", in: 1...4)
    guard let rating = grade.flatMap(Rating.init(rawValue:)) else {
      throw missing("grade")
    }
    let modeText = try text("mode")
    guard let mode = modeText.map({ Review.Mode(rawValue: $0.value) }) ?? .review else {
      let modes = Review.Mode.allCases.map(\.rawValue).joined(separator: ", ")
      throw JSONMistake("the mode is none of \(modes)", at: modeText?.offset ?? 0)
    }
    return Review(
      question: question, rating: rating, isCorrect: try flag("correct"),
      given: try text("given")?.value ?? "", seconds: try seconds(),
      confidence: try whole("confidence", in: 1...3),
      hints: try whole("hints", in: 0...Review.mostHints) ?? 0, mode: mode, seed: try seed(),
      schedules: try flag("schedules"), isLate: try flag("late") ?? false,
      isInsisted: try flag("insisted") ?? false, isByHand: try flag("by_hand") ?? false,
      misconceptions: try texts("misconceptions"), contentHash: try text("content_hash")?.value)
  }

  private mutating func undone() throws(JSONMistake) -> EventID {
    let target = try required("undoes")
    guard let id = EventID(target.value) else {
      throw JSONMistake("'undoes' is no UUID of an event", at: target.offset)
    }
    return id
  }

  private mutating func plan() throws(JSONMistake) -> PlanChange {
    var change = PlanChange()
    change.interview = try setting("date") { value, offset throws(JSONMistake) in
      guard case .string(let text) = value, let day = StudyDay.read(text) else {
        throw JSONMistake("'date' is no day such as 2026-01-05", at: offset)
      }
      return day
    }
    change.retention = try setting("retention") { value, offset throws(JSONMistake) in
      try Self.number(value, "retention", in: FSRS.retentionBounds, at: offset)
    }
    change.newPerDay = try setting("new") { value, offset throws(JSONMistake) in
      try Self.whole(value, "new", in: StudyPlan.perDayBounds, at: offset)
    }
    change.reviewsPerDay = try setting("reviews") { value, offset throws(JSONMistake) in
      try Self.whole(value, "reviews", in: StudyPlan.perDayBounds, at: offset)
    }
    change.weights = try setting("weights") { value, offset throws(JSONMistake) in
      guard case .array(let items) = value, items.count == FSRS.bounds.count else {
        throw JSONMistake("'weights' are no list of \(FSRS.bounds.count) numbers", at: offset)
      }
      var weights: [Double] = []
      for (item, bounds) in zip(items, FSRS.bounds) {
        weights.append(try Self.number(item, "weights[\(weights.count)]", in: bounds, at: offset))
      }
      return weights
    }
    return change
  }

  // MARK: Members

  /// Takes a member out; null counts as missing.
  private mutating func take(_ key: String) -> JSONReader.Field? {
    guard let index = fields.firstIndex(where: { $0.key == key }) else { return nil }
    let field = fields.remove(at: index)
    return field.value == .null ? nil : field
  }

  private mutating func setting<Value>(
    _ key: String, _ read: (JSONText, Int) throws(JSONMistake) -> Value
  ) throws(JSONMistake) -> PlanChange.Setting<Value> {
    guard let index = fields.firstIndex(where: { $0.key == key }) else { return .keep }
    let field = fields.remove(at: index)
    return field.value == .null ? .reset : .set(try read(field.value, field.valueOffset))
  }

  private typealias Text = (value: String, offset: Int)

  private mutating func text(_ key: String) throws(JSONMistake) -> Text? {
    guard let field = take(key) else { return nil }
    guard case .string(let text) = field.value else {
      throw JSONMistake("'\(key)' is no string", at: field.valueOffset)
    }
    return (text, field.valueOffset)
  }

  private mutating func required(_ key: String) throws(JSONMistake) -> Text {
    guard let value = try text(key) else { throw missing(key) }
    return value
  }

  private func missing(_ key: String) -> JSONMistake { JSONMistake("'\(key)' is missing", at: 0) }

  private mutating func question() throws(JSONMistake) -> String {
    let question = try required("question")
    guard !question.value.isEmpty else {
      throw JSONMistake("'question' is empty", at: question.offset)
    }
    return question.value
  }

  private mutating func texts(_ key: String) throws(JSONMistake) -> [String] {
    guard let field = take(key) else { return [] }
    let mistake = JSONMistake("'\(key)' is no list of strings", at: field.valueOffset)
    guard case .array(let items) = field.value else { throw mistake }
    var texts: [String] = []
    for item in items {
      guard case .string(let text) = item else { throw mistake }
      texts.append(text)
    }
    return texts
  }

  private mutating func flag(_ key: String) throws(JSONMistake) -> Bool? {
    guard let field = take(key) else { return nil }
    guard case .bool(let value) = field.value else {
      throw JSONMistake("'\(key)' is neither true nor false", at: field.valueOffset)
    }
    return value
  }

  private mutating func whole(
    _ key: String, in bounds: ClosedRange<Int>
  ) throws(JSONMistake) -> Int? {
    guard let field = take(key) else { return nil }
    return try Self.whole(field.value, key, in: bounds, at: field.valueOffset)
  }

  private static func whole(
    _ value: JSONText, _ key: String, in bounds: ClosedRange<Int>, at offset: Int
  ) throws(JSONMistake) -> Int {
    guard case .integer(let number) = value, bounds.contains(Int(number)) else {
      throw JSONMistake(
        "'\(key)' is no whole number from \(bounds.lowerBound) to \(bounds.upperBound)",
        at: offset)
    }
    return Int(number)
  }

  private static func number(
    _ value: JSONText, _ key: String, in bounds: ClosedRange<Double>, at offset: Int
  ) throws(JSONMistake) -> Double {
    let number: Double? =
      switch value {
      case .integer(let value): Double(value)
      case .number(let value): value
      default: nil
      }
    guard let number, bounds.contains(number) else {
      throw JSONMistake(
        "'\(key)' is no number from \(bounds.lowerBound) to \(bounds.upperBound)", at: offset)
    }
    return number
  }

  private mutating func seconds() throws(JSONMistake) -> Double? {
    guard let field = take("seconds") else { return nil }
    return try Self.number(
      field.value, "seconds", in: 0...Review.longestTime, at: field.valueOffset)
  }

  private mutating func seed() throws(JSONMistake) -> UInt64? {
    guard let field = take("seed") else { return nil }
    switch field.value {
    case .integer(let number) where number >= 0: return UInt64(number)
    case .unsigned(let number): return number
    default: throw JSONMistake("'seed' is no whole number from 0 on", at: field.valueOffset)
    }
  }
}
