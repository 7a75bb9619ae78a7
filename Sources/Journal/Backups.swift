internal import GRDB
internal import Study

/// The daily copies in the folder `backups` beside a journal.
struct Backups {
  /// The journal.
  var path: String

  static let kept = 7

  var folder: String { Paths.folder(of: path) + "/backups" }

  func file(day: Int) -> String { folder + "/progress-\(StudyDay.text(day)).sqlite" }

  /// The copies, the newest first.
  var files: [(path: String, day: Int)] {
    let (prefix, suffix) = ("progress-", ".sqlite")
    return Paths.names(in: folder).reversed().compactMap { name in
      guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
      let text = name.dropFirst(prefix.count).dropLast(suffix.count)
      return StudyDay.read(text).map { (folder + "/" + name, $0) }
    }
  }

  /// Copies the journal with SQLite's backup and drops the copies that are too old.
  ///
  /// - Parameter suffix: keeps the drafts of two programs apart.
  func make(day: Int, suffix: String) throws {
    Paths.makeFolder(folder)
    let draft = file(day: day) + ".new-" + suffix
    defer { for end in ["", "-journal", "-wal", "-shm"] { Paths.remove(draft + end) } }
    try Self.copy(path, to: draft)
    try Paths.move(draft, to: file(day: day))
    for old in files.dropFirst(Self.kept) { Paths.remove(old.path) }
  }

  /// Copies a journal into one new file.
  ///
  /// - Throws: ``DatabaseError`` with `SQLITE_CORRUPT` when the copy is damaged.
  static func copy(_ source: String, to target: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Journal.patience)
    let from = try DatabaseQueue(path: source, configuration: configuration)
    defer { try? from.close() }
    for end in ["", "-journal", "-wal", "-shm"] { Paths.remove(target + end) }
    let to = try DatabaseQueue(path: target)
    defer { try? to.close() }
    try from.backup(to: to)
    try to.inDatabase { db in
      // The copy has the mode of its source; without a log it is a single file.
      try db.execute(sql: "PRAGMA journal_mode = DELETE")
      let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check")
      guard verdict == "ok" else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: verdict)
      }
    }
  }
}

extension Journal {
  /// Makes the copy of a study day if there is none yet. It uses a connection of its own, so that
  /// answers need not wait for it.
  ///
  /// - Returns: whether one was made.
  @discardableResult
  public func backUp(day: Int) throws(JournalError) -> Bool {
    let backups = Backups(path: path)
    guard !Paths.exists(backups.file(day: day)) else { return false }
    do {
      var generator = SystemRandomNumberGenerator()
      try backups.make(day: day, suffix: String(generator.next() as UInt64, radix: 16))
      return true
    } catch {
      throw JournalError(error, path: path)
    }
  }
}
