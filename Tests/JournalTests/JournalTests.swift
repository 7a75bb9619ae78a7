import Foundation
import GRDB
import Study
import Synchronization
import TestSupport
import Testing

@testable import Journal

@Suite struct JournalTests {
  private let noon: Int64 = 1_767_614_400_000

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `Whatever happens the tables say what a fresh replay says`(seed: UInt64) throws {
    let scratch = try Scratch()
    var random = RandomEvents(seed: seed)
    let (journal, _) = try Journal.open(scratch.path, now: noon)
    var all: [Event] = []
    for event in random.next(120) {
      all.append(event)
      #expect(try journal.append(event) == Progress.replay(all))
    }
    #expect(
      try journal.verify()
        == Journal.Verification(
          events: 120, questions: Progress.replay(all).cards.count))
    #expect(try journal.events() == all.sorted { $0.order < $1.order })
    journal.close()
    let again = try Journal.open(scratch.path, now: noon)
    #expect(again.recovery == nil)
    #expect(try again.journal.progress() == Progress.replay(all))
  }

  @Test func `An event that is already there changes nothing`() throws {
    let scratch = try Scratch()
    var random = RandomEvents(seed: 1)
    let (journal, _) = try Journal.open(scratch.path, now: noon)
    let event = random.next()
    let state = try journal.append(event)
    #expect(try journal.append(event) == state)
    #expect(try journal.events().count == 1)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `Two journals merged in either order are the same`(seed: UInt64) throws {
    let scratch = try Scratch()
    var random = RandomEvents(seed: seed)
    let (common, left, right) = (random.next(30), random.next(30), random.next(30))
    var states: [Progress] = []
    for (number, parts) in [[common + left, common + right], [common + right, common + left]]
      .enumerated()
    {
      let (journal, _) = try Journal.open(scratch.path + "\(number)", now: noon)
      for part in parts { #expect(try journal.merge(part).conflicts.isEmpty) }
      #expect(try journal.merge(left) == Journal.Union(added: 0, known: 30))
      #expect(try journal.verify().findings.isEmpty)
      states.append(try journal.progress())
    }
    #expect(states[0] == states[1])
    #expect(states[0] == Progress.replay(common + left + right))
  }

  @Test func `A merge with another event under a known id adds nothing`() throws {
    let scratch = try Scratch()
    var random = RandomEvents(seed: 1)
    let (journal, _) = try Journal.open(scratch.path, now: noon)
    let events = random.next(3)
    _ = try journal.merge(Array(events.prefix(2)))
    var changed = events[0]
    changed.at += 1
    #expect(try journal.merge([events[2], changed]).conflicts == [changed.id])
    #expect(try journal.events().count == 2)
  }

  @Test func `Events can be neither changed nor deleted`() throws {
    let scratch = try Scratch()
    var random = RandomEvents(seed: 1)
    let (journal, _) = try Journal.open(scratch.path, now: noon)
    _ = try journal.merge(random.next(3))
    for sql in ["UPDATE event SET at = 0", "DELETE FROM event"] {
      #expect(throws: DatabaseError.self) { try journal.queue.write { try $0.execute(sql: sql) } }
    }
    #expect(try journal.verify().findings.isEmpty)
  }

  @Test func `Verifying names what was tampered with`() throws {
    let scratch = try Scratch()
    var random = RandomEvents(seed: 5)
    let (journal, _) = try Journal.open(scratch.path, now: noon)
    let events = random.next(40)
    _ = try journal.merge(events)
    let question = try #require(journal.progress().cards.keys.sorted().first)
    try journal.queue.write { db in
      try db.execute(
        sql: "UPDATE card SET reps = reps + 1 WHERE question = ?", arguments: [question])
      try db.execute(sql: "UPDATE day SET answers = 99 WHERE day = (SELECT min(day) FROM day)")
      try db.execute(sql: "UPDATE plan SET new = new + 1; DROP TRIGGER event_is_not_changed")
      try db.execute(sql: "UPDATE event SET at = at + 1 WHERE number = 3")
      try db.execute(sql: "UPDATE event SET json = replace(json, '20', '21') WHERE number = 5")
    }
    let findings = try journal.verify().findings
    #expect(findings.contains(.card(question: question)))
    #expect(findings.contains(.plan))
    #expect(findings.contains { if case .day = $0 { true } else { false } })
    #expect(findings.contains(.columns(number: 3, id: events[2].id.description)))
    #expect(findings.contains(.event(number: 5, id: events[4].id.description)))
  }

  @Test func `What another program writes is noticed`() throws {
    let scratch = try Scratch()
    var random = RandomEvents(seed: 2)
    let (first, _) = try Journal.open(scratch.path, now: noon)
    let (second, _) = try Journal.open(scratch.path, now: noon)
    var all: [Event] = []
    for turn in 0..<60 {
      let event = random.next()
      all.append(event)
      let (writer, reader) = turn.isMultiple(of: 2) ? (first, second) : (second, first)
      #expect(try writer.append(event) == Progress.replay(all))
      #expect(try reader.hasChangedElsewhere())
      if turn.isMultiple(of: 3) { #expect(try reader.progress() == Progress.replay(all)) }
    }
    #expect(try first.verify().findings.isEmpty)
  }

  @Test func `Many programs may write at the same time`() async throws {
    let scratch = try Scratch()
    let path = scratch.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 as Range<UInt64> {
        group.addTask {
          var random = RandomEvents(seed: 100 + writer)
          let (journal, _) = try Journal.open(path, now: 1_767_614_400_000)
          for event in random.next(25) { _ = try journal.append(event) }
          journal.close()
        }
      }
      try await group.waitForAll()
    }
    let (journal, _) = try Journal.open(path, now: noon)
    #expect(try journal.verify().events == 100)
    #expect(try journal.verify().findings.isEmpty)
  }

  @Test func `Opening reads what follows from the events and none of thousands of them`() throws {
    let scratch = try Scratch()
    let (journal, _) = try Journal.open(scratch.path, now: noon)
    let events = (0..<5000).map { number in
      Event(
        id: EventID(high: 7, low: UInt64(number)), at: noon + Int64(number) * 60_000,
        day: 20_458 + number / 1440,
        kind: .review(
          Review(
            question: "q\(number % 500)", rating: number.isMultiple(of: 5) ? .again : .good,
            seconds: Double(number % 90), confidence: 1 + number % 3)))
    }
    #expect(try journal.merge(events).added == 5000)
    let expected = try journal.progress()
    journal.close()

    let statements = Statements()
    let again = try Journal(file: scratch.path) { db in
      db.trace { event in statements.add("\(event)") }
    }
    #expect(try again.progress() == expected)
    #expect(expected.cards.count == 500)
    let made = statements.all
    #expect(made.contains { $0.contains("FROM card") })
    #expect(!made.contains { $0.contains("event") }, "\(made)")
    // One more answer reads what concerns its question, and nothing else.
    statements.clear()
    var next = events[0]
    next.id = EventID(high: 8, low: 0)
    next.at = noon + 9000 * 60_000
    _ = try again.append(next)
    #expect(!statements.all.contains { $0.contains("SELECT json, checksum FROM event") })
    #expect(statements.all.count < 20, "\(statements.all)")
  }

  @Test func `A database of a later version is refused and left alone`() throws {
    let scratch = try Scratch()
    let (journal, _) = try Journal.open(scratch.path, now: noon)
    try journal.queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')") }
    journal.close()
    #expect(throws: JournalError.newer(path: scratch.path)) {
      try Journal.open(scratch.path, now: noon)
    }
    #expect(scratch.names() == ["progress.sqlite"])
  }

  @Test func `Tables made by other rules are made anew`() throws {
    let scratch = try Scratch()
    var random = RandomEvents(seed: 4)
    let events = random.next(50)
    let (journal, _) = try Journal.open(scratch.path, now: noon)
    _ = try journal.merge(events)
    try journal.queue.write {
      try $0.execute(sql: "UPDATE derived SET rules = 0; DELETE FROM card")
    }
    journal.close()
    let again = try Journal.open(scratch.path, now: noon).journal
    #expect(try again.progress() == Progress.replay(events))
    #expect(try again.verify().findings.isEmpty)
  }

  @Test func `Undoing goes back answer by answer and over what was redone`() throws {
    let scratch = try Scratch()
    let (journal, _) = try Journal.open(scratch.path, now: noon)
    let answers = (0..<3).map { number in
      Event(
        id: EventID(high: 1, low: UInt64(number)), at: noon + Int64(number), day: 20_458,
        kind: .review(Review(question: "q\(number)", rating: .good)))
    }
    _ = try journal.merge(answers)
    var states = [try journal.progress()]
    for step in (0..<3).reversed() {
      let last = try #require(try journal.lastUndoable())
      #expect(last.id == answers[step].id)
      let undo = Event(
        id: EventID(high: 2, low: UInt64(step)), at: noon + 100, day: nil, kind: .undo(last.id))
      states.append(try journal.append(undo))
    }
    #expect(try journal.lastUndoable() == nil)
    #expect(states.last == Progress())
    let redo = Event(
      id: EventID(high: 3, low: 0), at: noon + 200, day: nil, kind: .undo(EventID(high: 2, low: 0)))
    #expect(try journal.append(redo) == states[2])
    #expect(try journal.lastUndoable()?.id == answers[0].id)
  }

  @Test func `The last answer is the one that was written last, whatever its clock said`() throws {
    let scratch = try Scratch()
    let (journal, _) = try Journal.open(scratch.path, now: noon)
    let times = [noon, noon + 86_400_000, noon - 3_600_000]
    let answers = times.enumerated().map { number, time in
      Event(
        id: EventID(high: 1, low: UInt64(number)), at: time, day: nil,
        kind: .review(Review(question: "q\(number)", rating: .good)))
    }
    for answer in answers { _ = try journal.append(answer) }
    #expect(try journal.lastUndoable()?.id == answers[2].id)
    #expect(EventLog(answers).lastAnswer()?.id == answers[2].id)
  }
}

/// The statements that a connection has run.
private final class Statements: Sendable {
  private let made = Mutex<[String]>([])

  var all: [String] { made.withLock(\.self) }
  func add(_ statement: String) { made.withLock { $0.append(statement) } }
  func clear() { made.withLock { $0 = [] } }
}
