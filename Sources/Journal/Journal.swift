internal import GRDB
public import Study
internal import Synchronization

/// The file in which every event stands, with what follows from them.
///
/// Events are only ever added. The derived tables change in the same transaction, so that reading the
/// state never replays anything. A commit is on the disk when the call returns
/// (`journal_mode=WAL`, `synchronous=FULL`). Calls may come from any thread; they wait for each other.
public final class Journal: Sendable {
  public let path: String
  let queue: DatabaseQueue
  private let temporaryFolder: String?
  private let identity: Paths.Identity?
  private let cache = Mutex<Cache?>(nil)

  /// The state as it was when this connection last saw it.
  private struct Cache {
    /// SQLite's count of what other connections have written.
    var version: Int
    var progress: Progress
  }

  /// How long to wait for another program, in seconds.
  static let patience = 5.0

  /// Opens the file, or makes it, and brings its tables to this version.
  ///
  /// - Parameters:
  ///   - temporaryFolder: removed when the journal is closed.
  ///   - prepare: called with the connection when it is open.
  init(
    file path: String, temporaryFolder: String? = nil,
    prepare: (@Sendable (Database) throws -> Void)? = nil
  ) throws(JournalError) {
    self.path = path
    self.temporaryFolder = temporaryFolder
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(Self.patience)
      configuration.prepareDatabase { db in
        // Not GRDB's own WAL set-up: that writes to the file each time it is opened.
        try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        try prepare?(db)
      }
      queue = try DatabaseQueue(path: path, configuration: configuration)
      identity = Paths.identity(path)
      try migrate()
    } catch {
      throw JournalError(error, path: path)
    }
  }

  private func migrate() throws {
    let isCurrent = try queue.inDatabase { db in
      if try Schema.migrator.hasBeenSuperseded(db) { throw JournalError.newer(path: path) }
      return try Schema.migrator.hasCompletedMigrations(db)
    }
    guard !isCurrent else { return }
    do {
      try Schema.migrator.migrate(queue)
    } catch {
      // Another program may have been quicker.
      guard try queue.inDatabase(Schema.migrator.hasCompletedMigrations) else { throw error }
    }
  }

  /// Releases the file. Nothing else may be called afterwards.
  public func close() {
    try? queue.close()
    if let temporaryFolder { Self.removeCopy(in: temporaryFolder) }
  }

  // MARK: Reading

  /// The state, with what other programs have written meanwhile.
  public func progress() throws(JournalError) -> Progress {
    try run { db in
      if let cache = try current(db) { return cache.progress }
      return try transaction(db) { try rebuilt(db) }
    }
  }

  /// Whether another program has written since the state was last read.
  public func hasChangedElsewhere() throws(JournalError) -> Bool {
    try run { db in try version(db) != cache.withLock { $0?.version } }
  }

  /// All events in the order of time and UUID.
  public func events() throws(JournalError) -> [Event] {
    try run { db in try EventTable.all(db) }
  }

  /// The events of a question, with every undo that concerns them.
  public func history(of question: String) throws(JournalError) -> [Event] {
    try run { db in try EventTable.history(of: question, db) }
  }

  /// The last event in force that a learner would take back.
  public func lastUndoable() throws(JournalError) -> Event? {
    try run { db in try EventTable.lastUndoable(db) }
  }

  public func event(_ id: EventID) throws(JournalError) -> Event? {
    try run { db in try EventTable.find(id, db) }
  }

  /// The event at the end of a chain of undos; nil when it is not known.
  func root(of undo: Event) throws(JournalError) -> Event? {
    try run { db in try EventTable.root(of: undo, db) }
  }

  // MARK: Writing

  /// Adds an event; one that is already there changes nothing.
  ///
  /// - Returns: the state afterwards
  /// - Throws: ``JournalError``; then nothing was written.
  public func append(_ event: Event) throws(JournalError) -> Progress {
    try requireInPlace()
    guard (try? Event.read(event.line)) == event else {
      throw .failed(path: path, reason: "the event \(event.id) could not be read again")
    }
    return try run { db in
      try transaction(db) {
        let old = try current(db)?.progress ?? rebuilt(db)
        guard try EventTable.add(event, db) == .added else { return old }
        var progress = old
        if let touched = try fold(event, into: &progress, db) {
          try DerivedTables.update(db, from: old, to: progress, questions: touched)
          return progress
        }
        return try rebuilt(db)
      }
    }
  }

  /// What a union brought.
  public struct Union: Hashable, Sendable {
    /// How many events were new.
    public var added = 0
    /// How many were there already.
    public var known = 0
    /// Events whose id another event has. If there are any, nothing was added.
    public var conflicts: [EventID] = []
  }

  /// Adds those of the events that are not there yet, all or none.
  public func merge(_ events: [Event]) throws(JournalError) -> Union {
    try requireInPlace()
    return try run { db in
      var union = Union()
      try db.inTransaction(.immediate) {
        for event in events {
          switch try EventTable.add(event, db) {
          case .added: union.added += 1
          case .known: union.known += 1
          case .conflict: union.conflicts.append(event.id)
          }
        }
        guard union.conflicts.isEmpty else {
          union.added = 0
          return .rollback
        }
        guard union.added > 0 else { return .rollback }
        keep(try rebuilt(db), try version(db))
        return .commit
      }
      return union
    }
  }

  /// Folds in an event just added.
  ///
  /// - Returns: the questions whose cards it touched; nil when everything has to be made anew.
  private func fold(
    _ event: Event, into progress: inout Progress, _ db: Database
  ) throws -> Set<String>? {
    switch event.kind {
    case .unknown: return []
    case .review, .suspend, .bury:
      guard let question = event.question else { return [] }
      if try EventTable.isLast(event, db), progress.apply(event) { return [question] }
      return try replay(question, without: event.id, in: &progress, db)
    case .plan:
      if try EventTable.isLast(event, db), progress.apply(event) { return [] }
      return progress.replayPlan(try EventTable.plans(db)) ? [] : nil
    case .undo:
      guard let root = try EventTable.root(of: event, db) else { return [] }
      if let question = root.question {
        return try replay(question, without: event.id, in: &progress, db)
      }
      return progress.replayPlan(try EventTable.plans(db)) ? [] : nil
    }
  }

  private func replay(
    _ question: String, without added: EventID, in progress: inout Progress, _ db: Database
  ) throws -> Set<String> {
    let history = try EventTable.history(of: question, db)
    progress.replay(question, from: history.filter { $0.id != added }, to: history)
    return [question]
  }

  // MARK: State

  /// The state of the tables, read again when another program has written; nil when it has to be
  /// made anew.
  private func current(_ db: Database) throws -> Cache? {
    let version = try version(db)
    if let cache = cache.withLock(\.self), cache.version == version { return cache }
    guard let progress = try DerivedTables.load(db) else { return nil }
    return keep(progress, version)
  }

  /// Makes the derived tables anew from all events, inside a transaction.
  private func rebuilt(_ db: Database) throws -> Progress {
    let progress = Progress.replay(try EventTable.all(db))
    try DerivedTables.replace(db, with: progress)
    return progress
  }

  @discardableResult
  private func keep(_ progress: Progress, _ version: Int) -> Cache {
    let new = Cache(version: version, progress: progress)
    cache.withLock { $0 = new }
    return new
  }

  private func version(_ db: Database) throws -> Int {
    try Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
  }

  /// Commits what `body` does and keeps the state that it returns.
  private func transaction(_ db: Database, _ body: () throws -> Progress) throws -> Progress {
    var (progress, seen) = (Progress(), 0)
    try db.inTransaction(.immediate) {
      progress = try body()
      // Afterwards another program may have written what `body` has not seen.
      seen = try version(db)
      return .commit
    }
    keep(progress, seen)
    return progress
  }

  /// A file that was removed under an open connection takes events that nobody will find again.
  private func requireInPlace() throws(JournalError) {
    guard identity == Paths.identity(path) else { throw .moved(path: path) }
  }

  func run<T>(_ body: (Database) throws -> T) throws(JournalError) -> T {
    do {
      return try queue.inDatabase(body)
    } catch {
      // What was kept may be of a transaction that was not committed.
      cache.withLock { $0 = nil }
      throw JournalError(error, path: path)
    }
  }
}
