import Foundation
import GRDB
import Study
import TestSupport
import Testing

@testable import Journal

@Suite struct DamageTests {
  private let now: Int64 = 1_767_614_400_000
  private let aside = "progress.sqlite.damaged-2026-01-05T12-00-00"

  /// A journal with some events, of which the first 30 are in a backup; it is closed.
  private func journal(_ scratch: Scratch, isBackedUp: Bool = true, count: Int = 60) throws
    -> [Event]
  {
    var random = RandomEvents(seed: 11)
    let (journal, _) = try Journal.open(scratch.path, now: now)
    let events = random.next(count)
    for event in events.prefix(30) { _ = try journal.append(event) }
    if isBackedUp { #expect(try journal.backUp(day: 20_457)) }
    for event in events.dropFirst(30) { _ = try journal.append(event) }
    journal.close()
    return events
  }

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  private func write(_ data: Data, to path: String) throws {
    try data.write(to: URL(filePath: path))
  }

  @Test func `A file whose head is overwritten loses no answer`() throws {
    let scratch = try Scratch()
    let events = try journal(scratch)
    var data = try bytes(scratch.path)
    data.replaceSubrange(0..<2000, with: repeatElement(UInt8(0x2a), count: 2000))
    try write(data, to: scratch.path)

    let (mended, recovery) = try Journal.open(scratch.path, now: now)
    #expect(
      recovery
        == Recovery(damaged: scratch.folder + "/" + aside, backup: 20_457, events: 60, salvaged: 30)
    )
    #expect(try mended.progress() == Progress.replay(events))
    #expect(try mended.verify().findings.isEmpty)
    #expect(try bytes(scratch.folder + "/" + aside) == data)
    mended.close()
    #expect(try Journal.open(scratch.path, now: now).recovery == nil)
    #expect(!scratch.names().contains { $0.contains("restor") || $0.contains("lock") })
  }

  @Test func `Without a backup what can be read is all there is`() throws {
    let scratch = try Scratch()
    let events = try journal(scratch, isBackedUp: false)
    var data = try bytes(scratch.path)
    data.replaceSubrange(0..<100, with: repeatElement(UInt8(0), count: 100))
    try write(data, to: scratch.path)
    let (mended, recovery) = try Journal.open(scratch.path, now: now)
    #expect(recovery?.backup == nil && recovery?.salvaged == 60)
    #expect(try mended.progress() == Progress.replay(events))
  }

  @Test func `A truncated file gives what is left of it and of the backup`() throws {
    let scratch = try Scratch()
    let events = try journal(scratch, count: 400)
    let data = try bytes(scratch.path)
    try write(data.prefix(data.count / 2), to: scratch.path)
    let (mended, recovery) = try Journal.open(scratch.path, now: now, isSuspect: true)
    let found = try #require(recovery)
    #expect(found.backup == 20_457 && found.salvaged > 0 && found.events >= 30)
    let kept = try mended.events()
    #expect(Set(kept).isSubset(of: Set(events)))
    #expect(Set(events.prefix(30)).isSubset(of: Set(kept)))
    #expect(try mended.verify().findings.isEmpty)
  }

  @Test(arguments: 1..<24)
  func `A file with garbage anywhere is mended or still right`(part: Int) throws {
    let scratch = try Scratch()
    let events = try journal(scratch, count: 120)
    var data = try bytes(scratch.path)
    let start = data.count * part / 24
    data.replaceSubrange(start..<(start + 700), with: repeatElement(UInt8(0xa5), count: 700))
    try write(data, to: scratch.path)
    let (mended, _) = try Journal.open(scratch.path, now: now, isSuspect: true)
    #expect(try mended.verify().findings.isEmpty)
    let kept = Set(try mended.events())
    #expect(kept.isSubset(of: Set(events)))
    #expect(Set(events.prefix(30)).isSubset(of: kept))
    // 700 bytes are no more than a few events.
    #expect(kept.count >= 110, "\(kept.count) of 120")
  }

  @Test func `A file that was emptied is restored`() throws {
    let scratch = try Scratch()
    let events = try journal(scratch)
    try write(Data(), to: scratch.path)
    let (mended, recovery) = try Journal.open(scratch.path, now: now)
    #expect(recovery?.backup == 20_457)
    #expect(try mended.progress() == Progress.replay(events.prefix(30)))
  }

  @Test func `A damaged backup is passed over`() throws {
    let scratch = try Scratch()
    let events = try journal(scratch)
    let backup = scratch.folder + "/backups/progress-2026-01-06.sqlite"
    try write(Data(repeating: 1, count: 9000), to: backup)
    try write(Data(repeating: 2, count: 9000), to: scratch.path)
    let (mended, recovery) = try Journal.open(scratch.path, now: now)
    #expect(recovery?.backup == 20_457)
    #expect(try mended.progress() == Progress.replay(events.prefix(30)))
  }

  @Test func `A mending that was interrupted is finished`() throws {
    let scratch = try Scratch()
    let events = try journal(scratch)
    // As it is when the good journal is complete and the damaged one still in its place.
    try FileManager.default.moveItem(atPath: scratch.path, toPath: scratch.path + ".restored")
    try write(Data(repeating: 3, count: 5000), to: scratch.path)
    let (mended, recovery) = try Journal.open(scratch.path, now: now)
    #expect(recovery?.damaged == scratch.folder + "/" + aside)
    #expect(try mended.progress() == Progress.replay(events))
  }

  @Test func `The journal is copied once a day and seven copies are kept`() throws {
    let scratch = try Scratch()
    _ = try journal(scratch)
    let (journal, _) = try Journal.open(scratch.path, now: now)
    for day in 20_458..<20_468 { #expect(try journal.backUp(day: day)) }
    #expect(try !journal.backUp(day: 20_467))
    #expect(
      scratch.names("backups")
        == (8...14).map { "progress-2026-01-\($0 < 10 ? "0" : "")\($0).sqlite" })
    let copy = try Journal(file: scratch.folder + "/backups/progress-2026-01-14.sqlite")
    #expect(try copy.progress() == journal.progress())
  }

  @Test func `A file that was taken away is told and made again`() throws {
    let scratch = try Scratch()
    var random = RandomEvents(seed: 3)
    let (journal, _) = try Journal.open(scratch.path, now: now)
    _ = try journal.append(random.next())
    try FileManager.default.removeItem(atPath: scratch.path)
    #expect(throws: JournalError.moved(path: scratch.path)) { try journal.append(random.next()) }

    let recorder = Recorder(path: scratch.path)
    #expect(recorder.record(random.next(), now: now).isSaved)
    try FileManager.default.removeItem(atPath: scratch.path)
    let last = random.next()
    #expect(recorder.record(last, now: now).isSaved)
    #expect(try Journal.open(scratch.path, now: now).journal.events() == [last])
  }
}

@Suite struct RecorderTests {
  private let now: Int64 = 1_767_614_400_000

  @Test func `Nothing is made on the disk before the first answer`() throws {
    let scratch = try Scratch()
    let recorder = Recorder(path: scratch.path)
    #expect(recorder.refresh(now: now).progress == Progress())
    #expect(recorder.close(now: now).isSaved)
    #expect(scratch.names().isEmpty)
  }

  @Test func `Answers that cannot be written are kept and written later`() throws {
    let scratch = try Scratch()
    // Where the folder should be there is a file: nothing can be made in it.
    let folder = scratch.folder + "/data"
    try Data("in the way".utf8).write(to: URL(filePath: folder))
    let recorder = Recorder(path: folder + "/progress.sqlite")
    var random = RandomEvents(seed: 6)
    var all: [Event] = []
    for count in 1...20 {
      all.append(random.next())
      let outcome = recorder.record(all[count - 1], now: now)
      #expect(outcome.error == .readOnly(path: recorder.path))
      #expect(outcome.unsaved == count)
    }
    try FileManager.default.removeItem(atPath: folder)
    let outcome = recorder.close(now: now)
    #expect(outcome.isSaved && outcome.unsaved == 0)
    #expect(outcome.progress == Progress.replay(all))
    #expect(try Journal.open(recorder.path, now: now).journal.events().count == 20)
  }

  @Test func `A full disk is told and the state goes on as if there were none`() throws {
    let scratch = try Scratch()
    var all: [Event] = []
    func answer(_ number: Int, _ rating: Rating) -> Event {
      Event(
        id: EventID(high: 1, low: UInt64(number)), at: now + Int64(number), day: 20_458,
        kind: .review(
          Review(
            question: "q\(number % 4)", rating: rating, given: String(repeating: "x", count: 900))))
    }
    let recorder = Recorder(path: scratch.path)
    for number in 0..<8 {
      all.append(answer(number, .good))
      #expect(recorder.record(all[number], now: now).isSaved)
    }
    let held = try #require(recorder.journal)
    let pages = try held.queue.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    func limit(_ pages: Int) throws {
      try held.queue.inDatabase { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }
    try limit(pages)
    var outcome = recorder.record(answer(8, .good), now: now)
    all.append(answer(8, .good))
    for number in 9..<20 {
      all.append(answer(number, .again))
      outcome = recorder.record(all[number], now: now)
    }
    #expect(outcome.error == .full(path: scratch.path))
    #expect(outcome.unsaved > 5)
    #expect(outcome.progress == Progress.replay(all))
    // Taking back one that is written and one that is not.
    for target in [all[2], all[19]] {
      all.append(
        Event(
          id: EventID(high: 2, low: target.id.low), at: now + 90, day: nil, kind: .undo(target.id)))
      outcome = recorder.record(all[all.count - 1], now: now)
      #expect(outcome.progress == Progress.replay(all))
    }
    #expect(recorder.lastUndoable()?.id == all[18].id)
    try limit(10_000)
    outcome = recorder.refresh(now: now)
    #expect(outcome.isSaved && outcome.progress == Progress.replay(all))
    #expect(try held.verify().findings.isEmpty)
  }

  @Test func `Damage that shows while answering is mended at once`() throws {
    let scratch = try Scratch()
    let recorder = Recorder(path: scratch.path)
    var random = RandomEvents(seed: 8)
    let events = random.next(40)
    for event in events.dropLast() { #expect(recorder.record(event, now: now).isSaved) }
    let held = try #require(recorder.journal)
    try held.queue.write { db in
      try db.execute(sql: "DROP TRIGGER event_is_not_changed")
      try db.execute(sql: "UPDATE event SET json = replace(json, '20', '21')")
    }
    // An undo has to read the events again.
    let target = try #require(events.first { $0.question != nil })
    let undo = Event(id: EventID(high: 5, low: 5), at: now, day: nil, kind: .undo(target.id))
    let outcome = recorder.record(undo, now: now)
    #expect(outcome.isSaved && outcome.recovery != nil)
    #expect(try recorder.journal?.verify().findings == [])
  }
}
