internal import GRDB
internal import Study

/// What was done about a damaged journal.
public struct Recovery: Hashable, Sendable {
  /// Where the damaged file is now.
  public var damaged: String
  /// The study day of the backup that was restored; nil when there was no good one.
  public var backup: Int?
  /// Events that are in the journal again.
  public var events: Int
  /// How many of them the backup did not have.
  public var salvaged: Int
}

extension Journal {
  /// Opens the journal at `path` or makes it. A damaged file is set aside, and its newest good backup
  /// takes its place together with the events that can still be read.
  ///
  /// - Parameters:
  ///   - now: ms since 1970, for the name of a file that is set aside.
  ///   - isSuspect: check the whole file, because it was found damaged while it was in use.
  public static func open(
    _ path: String, now: Int64, isSuspect: Bool = false
  ) throws(JournalError) -> (journal: Journal, recovery: Recovery?) {
    Paths.makeFolder(Paths.folder(of: path))
    let replacement = Replacement(path: path)
    if !replacement.isReady, !replacement.isEmptied {
      do throws(JournalError) {
        let journal = try Journal(file: path)
        if isSuspect { try journal.requireSound() } else { _ = try journal.progress() }
        return (journal, nil)
      } catch .damaged {
        // Goes on below.
      }
    }
    let recovery = try Paths.locked(path + ".lock") { () throws(JournalError) in
      try replacement.recover(now: now, isSuspect: isSuspect)
    }
    return (try Journal(file: path), recovery)
  }

  /// - Throws: ``JournalError/damaged(path:)`` when anything is wrong with the file or an event.
  func requireSound() throws(JournalError) {
    guard try verify().findings.isEmpty else { throw .damaged(path: path) }
  }
}

/// Puts a good journal in the place of a damaged one.
///
/// The good one is made complete under another name; from the moment on when it has the name
/// ``ready``, anybody who opens the journal finishes the exchange. So it can be interrupted anywhere.
private struct Replacement {
  var path: String

  var draft: String { path + ".restoring" }
  var ready: String { path + ".restored" }

  var isReady: Bool { Paths.exists(ready) }

  /// A journal is never empty, not even a new one: somebody or something has emptied it.
  var isEmptied: Bool {
    Paths.size(path) == 0 && (Paths.size(path + "-wal") ?? 0) == 0
      && !Backups(path: path).files.isEmpty
  }

  func recover(now: Int64, isSuspect: Bool) throws(JournalError) -> Recovery? {
    if isReady {
      let journal = try Journal(file: ready)
      defer { journal.close() }
      let events = try journal.verify().events
      journal.close()
      return try exchange(Recovery(damaged: "", events: events, salvaged: events), now: now)
    }
    // Another program may have done it while this one waited.
    if !isEmptied, let journal = try? Journal(file: path) {
      defer { journal.close() }
      let isSound =
        isSuspect ? (try? journal.requireSound()) != nil : (try? journal.progress()) != nil
      if isSound { return nil }
    }
    let backup = restoreBackup()
    let journal = try Journal(file: draft)
    defer { journal.close() }
    let known = Set(try journal.events().map(\.id))
    let salvaged = Salvage.events(of: path).filter { !known.contains($0.id) }
    _ = try journal.merge(salvaged)
    let events = try journal.verify().events
    journal.close()
    try Paths.move(draft, to: ready)
    return try exchange(
      Recovery(damaged: "", backup: backup, events: events, salvaged: salvaged.count), now: now)
  }

  /// Copies the newest backup that is good to ``draft``.
  ///
  /// - Returns: its study day; nil without one.
  private func restoreBackup() -> Int? {
    for (file, day) in Backups(path: path).files {
      if (try? Backups.copy(file, to: draft)) != nil, let journal = try? Journal(file: draft) {
        defer { journal.close() }
        if (try? journal.requireSound()) != nil { return day }
      }
    }
    for end in ["", "-journal", "-wal", "-shm"] { Paths.remove(draft + end) }
    return nil
  }

  private func exchange(_ recovery: Recovery, now: Int64) throws(JournalError) -> Recovery {
    var recovery = recovery
    recovery.damaged = freeName(now)
    // The log first: beside the new file it would be taken for its own.
    for end in ["-wal", "-shm", ""] where Paths.exists(path + end) {
      try Paths.move(path + end, to: recovery.damaged + end)
    }
    try Paths.move(ready, to: path)
    return recovery
  }

  /// `progress.sqlite.damaged-2026-01-05T12-00-00`, with a number behind it when that is taken.
  private func freeName(_ now: Int64) -> String {
    let time = String(Instant.text(now).prefix(19).map { $0 == ":" ? "-" : $0 })
    let name = path + ".damaged-" + time
    let names = [name] + (2...999).map { "\(name)-\($0)" }
    return names.first { name in !["", "-wal", "-shm"].contains { Paths.exists(name + $0) } }
      ?? name
  }
}
