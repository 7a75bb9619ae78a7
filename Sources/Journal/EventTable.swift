internal import GRDB
internal import Study

/// Events as rows.
enum EventTable {
  /// What came of adding an event.
  enum Addition: Hashable {
    case added, known
    /// Another event has that id.
    case conflict
  }

  static func add(_ event: Event, _ db: Database) throws -> Addition {
    let id = event.id.description
    let known = try db.cachedStatement(sql: "SELECT json FROM event WHERE id = ?")
    if let line = try String.fetchOne(known, arguments: [id]) {
      return (try? Event.read(line)) == event ? .known : .conflict
    }
    let line = event.line
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO event (id, at, day, kind, question, undoes, checksum, json)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(
      arguments: [
        id, event.at, event.day, event.kind.name, event.question, event.undoes?.description,
        checksum(line), line,
      ])
    return .added
  }

  /// The event of a row with the columns `json` and `checksum`; nil when they do not fit.
  static func event(_ row: Row) -> Event? {
    let line: String = row["json"]
    guard row["checksum"] == checksum(line) else { return nil }
    return try? Event.read(line)
  }

  /// 16 hexadecimal digits.
  static func checksum(_ line: some StringProtocol) -> String {
    let digits = String(Checksum.fnv1a(line.utf8), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// All events in their order.
  static func all(_ db: Database) throws -> [Event] {
    try events(db, "SELECT json, checksum FROM event ORDER BY at, id")
  }

  /// The events of a question, with every undo that concerns them.
  static func history(of question: String, _ db: Database) throws -> [Event] {
    try history(db, "question = ?", [question])
  }

  /// The events that make the plan, with every undo that concerns them.
  static func plans(_ db: Database) throws -> [Event] {
    try history(db, "kind = 'plan'", [])
  }

  /// Whether an event is the last of its question, or of the plan, and was not taken back before.
  static func isLast(_ event: Event, _ db: Database) throws -> Bool {
    let group = event.question == nil ? "kind = 'plan'" : "question = ?"
    var arguments: StatementArguments = event.question.map { [$0] } ?? []
    arguments += [event.at, event.id.description]
    let later = try db.cachedStatement(
      sql: "SELECT 1 FROM event WHERE \(group) AND (at, id) > (?, ?) LIMIT 1")
    let undone = try db.cachedStatement(sql: "SELECT 1 FROM event WHERE undoes = ? LIMIT 1")
    return try Int.fetchOne(later, arguments: arguments) == nil
      && Int.fetchOne(undone, arguments: [event.id.description]) == nil
  }

  /// The event at the end of a chain of undos; nil when it is not known.
  static func root(of undo: Event, _ db: Database) throws -> Event? {
    var visited: Set<EventID> = []
    var event = undo
    while let target = event.undoes {
      guard visited.insert(event.id).inserted, let next = try find(target, db) else { return nil }
      event = next
    }
    return event
  }

  static func find(_ id: EventID, _ db: Database) throws -> Event? {
    try events(db, "SELECT json, checksum FROM event WHERE id = ?", [id.description]).first
  }

  /// The event in force that was written last and that a learner would take back: not that with the
  /// latest instant, for clocks are set back.
  static func lastUndoable(_ db: Database) throws -> Event? {
    var chains = UndoChains()
    let undos = try events(db, "SELECT json, checksum FROM event WHERE undoes IS NOT NULL")
    for undo in undos {
      if let target = undo.undoes { chains.add(undo.id, of: target) }
    }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT json, checksum FROM event WHERE kind IN ('review', 'suspend', 'bury', 'plan')
        ORDER BY number DESC
        """)
    while let row = try rows.next() {
      if let event = event(row), chains.isInForce(event.id) { return event }
    }
    return nil
  }

  private static func history(
    _ db: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> [Event] {
    try events(
      db,
      """
      WITH RECURSIVE history (id, json, checksum) AS (
        SELECT id, json, checksum FROM event WHERE \(condition)
        UNION
        SELECT event.id, event.json, event.checksum FROM event
          JOIN history ON event.undoes = history.id)
      SELECT json, checksum FROM history
      """, arguments)
  }

  /// - Throws: ``DatabaseError`` when a row is not what was written.
  private static func events(
    _ db: Database, _ sql: String, _ arguments: StatementArguments = []
  ) throws -> [Event] {
    let rows = try Row.fetchCursor(try db.cachedStatement(sql: sql), arguments: arguments)
    var events: [Event] = []
    while let row = try rows.next() {
      guard let event = event(row) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an event is damaged")
      }
      events.append(event)
    }
    return events
  }
}
