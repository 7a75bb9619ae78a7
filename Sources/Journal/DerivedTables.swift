internal import GRDB
internal import Study

/// Progress as rows.
enum DerivedTables {
  /// The state as it stands in the tables; nil when it has to be made anew.
  static func load(_ db: Database) throws -> Progress? {
    guard try Int.fetchOne(db, sql: "SELECT rules FROM derived") == Schema.rules,
      let plan = try Row.fetchOne(db, sql: "SELECT * FROM plan")
    else { return nil }
    var progress = Progress(plan: StudyPlan(plan))
    let cards = try Row.fetchCursor(db, sql: "SELECT * FROM card")
    while let row = try cards.next() { progress.cards[row["question"]] = Card(row) }
    let days = try Row.fetchCursor(db, sql: "SELECT * FROM day")
    while let row = try days.next() { progress.days[row["day"]] = DayTally(row) }
    return progress
  }

  /// Writes what is different, of which the cards are only those of `questions`.
  static func update(
    _ db: Database, from old: Progress, to new: Progress, questions: Set<String>
  ) throws {
    for question in questions where old.cards[question] != new.cards[question] {
      try write(new.cards[question], of: question, db)
    }
    for (day, tally) in new.days where old.days[day] != tally { try write(tally, of: day, db) }
    for day in old.days.keys where new.days[day] == nil {
      try db.cachedStatement(sql: "DELETE FROM day WHERE day = ?").execute(arguments: [day])
    }
    if old.plan != new.plan { try write(new.plan, db) }
  }

  /// Writes everything anew.
  static func replace(_ db: Database, with progress: Progress) throws {
    try db.execute(sql: "DELETE FROM card; DELETE FROM day; DELETE FROM derived")
    for (question, card) in progress.cards { try write(card, of: question, db) }
    for (day, tally) in progress.days { try write(tally, of: day, db) }
    try write(progress.plan, db)
    try db.execute(sql: "INSERT INTO derived VALUES (?)", arguments: [Schema.rules])
  }

  private static func write(_ card: Card?, of question: String, _ db: Database) throws {
    guard let card else {
      return try db.cachedStatement(sql: "DELETE FROM card WHERE question = ?")
        .execute(arguments: [question])
    }
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO card VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let confidence = card.confidence.map { "\($0.right)/\($0.asked)" }.joined(separator: " ")
    let pace = card.pace.counts.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
    try statement.execute(
      arguments: [
        question, card.memory?.stability, card.memory?.difficulty, card.lastAt, card.lastKnownDay,
        card.reps, card.lapses, card.isSuspended, card.buriedUntil, card.answers, card.right,
        confidence, card.milliseconds, pace.joined(separator: " "), card.wasLastCorrect,
        card.wasSureButWrong, card.failedSeed.map(Int64.init(bitPattern:)), card.contentHash,
      ])
  }

  private static func write(_ tally: DayTally, of day: Int, _ db: Database) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO day VALUES (?, ?, ?, ?, ?, ?)").execute(
      arguments: [
        day, tally.answers, tally.right, tally.new, tally.reviews, tally.milliseconds,
      ])
  }

  private static func write(_ plan: StudyPlan, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM plan")
    try db.execute(
      sql: "INSERT INTO plan VALUES (?, ?, ?, ?, ?)",
      arguments: [
        plan.interview, plan.retention, plan.newPerDay, plan.reviewsPerDay,
        plan.weights.map(\.description).joined(separator: " "),
      ])
  }
}

extension Card {
  fileprivate init(_ row: Row) {
    self.init()
    if let stability = row["stability"] as Double?, let difficulty = row["difficulty"] as Double? {
      memory = Memory(stability: stability, difficulty: difficulty)
    }
    lastAt = row["last_at"]
    lastKnownDay = row["last_day"]
    reps = row["reps"]
    lapses = row["lapses"]
    isSuspended = row["suspended"]
    buriedUntil = row["buried_until"]
    answers = row["answers"]
    right = row["right"]
    let counts = (row["confidence"] as String).split(separator: " ").map(Confidence.init)
    if counts.count == confidence.count { confidence = counts }
    milliseconds = row["milliseconds"]
    pace = Pace(row["pace"] as String)
    wasLastCorrect = row["last_correct"]
    wasSureButWrong = row["sure_but_wrong"]
    failedSeed = (row["failed_seed"] as Int64?).map(UInt64.init(bitPattern:))
    contentHash = row["content_hash"]
  }
}

extension Card.Confidence {
  /// Reads `right/asked`.
  fileprivate init(_ text: Substring) {
    let parts = text.split(separator: "/").map { Int($0) ?? 0 }
    self.init(asked: parts.last ?? 0, right: parts.first ?? 0)
  }
}

extension Pace {
  /// Reads `step:count step:count`.
  fileprivate init(_ text: String) {
    var counts: [Int: Int] = [:]
    for pair in text.split(separator: " ") {
      let parts = pair.split(separator: ":").compactMap { Int($0) }
      if parts.count == 2 { counts[parts[0]] = parts[1] }
    }
    self.init(counts: counts)
  }
}

extension DayTally {
  fileprivate init(_ row: Row) {
    self.init(
      answers: row["answers"], right: row["right"], new: row["new"], reviews: row["reviews"],
      milliseconds: row["milliseconds"])
  }
}

extension StudyPlan {
  fileprivate init(_ row: Row) {
    self.init()
    interview = row["interview"]
    retention = row["retention"]
    newPerDay = row["new"]
    reviewsPerDay = row["reviews"]
    weights = (row["weights"] as String).split(separator: " ").compactMap { Double($0) }
  }
}
