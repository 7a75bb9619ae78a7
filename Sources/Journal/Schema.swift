internal import GRDB

/// The tables of the journal. A migration that was shipped is never changed; another one is added.
enum Schema {
  /// The rules by which the derived tables follow from the events. Another number has them made anew.
  static let rules = 1

  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in try db.execute(sql: first) }
    return migrator
  }()

  // The checksum stands directly before the line: that is how events are found again in the bytes of
  // a file that SQLite cannot read any more.
  private static let first = """
    CREATE TABLE event (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      at INTEGER NOT NULL,
      day INTEGER,
      kind TEXT NOT NULL,
      question TEXT,
      undoes TEXT,
      checksum TEXT NOT NULL,
      json TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_order ON event (at, id);
    CREATE INDEX event_question ON event (question, at, id) WHERE question IS NOT NULL;
    CREATE INDEX event_undoes ON event (undoes) WHERE undoes IS NOT NULL;
    CREATE INDEX event_plan ON event (kind) WHERE kind = 'plan';

    CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
    CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

    CREATE TABLE derived (rules INTEGER NOT NULL) STRICT;
    CREATE TABLE card (
      question TEXT PRIMARY KEY,
      stability REAL,
      difficulty REAL,
      last_at INTEGER,
      last_day INTEGER,
      reps INTEGER NOT NULL,
      lapses INTEGER NOT NULL,
      suspended INTEGER NOT NULL,
      buried_until INTEGER,
      answers INTEGER NOT NULL,
      "right" INTEGER NOT NULL,
      confidence TEXT NOT NULL,
      milliseconds INTEGER NOT NULL,
      pace TEXT NOT NULL,
      last_correct INTEGER,
      sure_but_wrong INTEGER NOT NULL,
      failed_seed INTEGER,
      content_hash TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE day (
      day INTEGER PRIMARY KEY,
      answers INTEGER NOT NULL,
      "right" INTEGER NOT NULL,
      new INTEGER NOT NULL,
      reviews INTEGER NOT NULL,
      milliseconds INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE plan (
      interview INTEGER,
      retention REAL NOT NULL,
      new INTEGER NOT NULL,
      reviews INTEGER NOT NULL,
      weights TEXT NOT NULL
    ) STRICT;
    """
}
