internal import GRDB
internal import Study

extension Journal {
  /// Something that is not as it should be.
  public enum Finding: Hashable, Sendable {
    /// What SQLite's own check says.
    case structure(String)
    /// An event is not what was written; its number in the table and its id.
    case event(number: Int, id: String)
    /// The columns of an event differ from its line.
    case columns(number: Int, id: String)
    /// The card of a question is not what follows from its events.
    case card(question: String)
    case day(Int)
    case plan
  }

  public struct Verification: Hashable, Sendable {
    public var events = 0
    public var questions = 0
    public var findings: [Finding] = []
  }

  /// Checks the file at `path` as it is, without mending anything.
  public static func verify(_ path: String) throws(JournalError) -> Verification {
    guard Paths.size(path) != 0 else {
      return Verification(findings: [.structure("it is empty")])
    }
    do throws(JournalError) {
      let journal = try Journal(file: path)
      defer { journal.close() }
      return try journal.verify()
    } catch {
      guard case .damaged = error else { throw error }
      return Verification(findings: [.structure("SQLite cannot read it")])
    }
  }

  /// Checks the file's structure and every event, replays all of them and compares.
  public func verify() throws(JournalError) -> Verification {
    try run { db in
      var result = Verification()
      // One snapshot for everything, while another program may write.
      try db.inTransaction(.deferred) {
        for message in try String.fetchAll(db, sql: "PRAGMA integrity_check") where message != "ok"
        {
          result.findings.append(.structure(message))
        }
        let events = try checkedEvents(db, &result.findings)
        result.events = events.count
        let replayed = Progress.replay(events)
        result.questions = replayed.cards.count
        let stored = try DerivedTables.load(db) ?? Progress()
        result.findings += Self.differences(stored, replayed)
        return .commit
      }
      return result
    }
  }

  private func checkedEvents(_ db: Database, _ findings: inout [Finding]) throws -> [Event] {
    var events: [Event] = []
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM event ORDER BY number")
    while let row = try rows.next() {
      let (number, id): (Int, String) = (row["number"], row["id"])
      guard let event = EventTable.event(row) else {
        findings.append(.event(number: number, id: id))
        continue
      }
      events.append(event)
      let isSame =
        event.id.description == id && event.at == row["at"] && event.day == row["day"]
        && event.kind.name == row["kind"] && event.question == row["question"]
        && event.undoes?.description == row["undoes"]
      if !isSame { findings.append(.columns(number: number, id: id)) }
    }
    return events
  }

  private static func differences(_ stored: Progress, _ replayed: Progress) -> [Finding] {
    let questions = Set(stored.cards.keys).union(replayed.cards.keys)
      .filter { stored.cards[$0] != replayed.cards[$0] }
    let days = Set(stored.days.keys).union(replayed.days.keys)
      .filter { stored.days[$0] != replayed.days[$0] }
    return questions.sorted().map { .card(question: $0) } + days.sorted().map { .day($0) }
      + (stored.plan == replayed.plan ? [] : [.plan])
  }
}
