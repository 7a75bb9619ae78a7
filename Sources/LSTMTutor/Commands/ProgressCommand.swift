import ArgumentParser
import Cells
import CourseModel
import Glibc
import Journal
import Phrases
import Study

/// `lstm-tutor progress`: the answers as a file that can be moved, checked and taken back.
struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress",
    abstract: "Move, check and take back what was answered.",
    subcommands: [
      Export.self, Import.self, Verify.self, Schedule.self, Path.self, Undo.self,
    ])

  /// `progress export`
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write every event as a line of JSON.",
      discussion: "The lines are in the order of time. Without a file they go to standard output.")

    @Argument(help: "The file to write; it is replaced.", completion: .file(extensions: ["jsonl"]))
    var file: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = JournalSession(options.values)
      let events = try session.read { (journal) throws(JournalError) in try journal.events() }
      let text = (events ?? []).map { $0.line + "\n" }.joined()
      if let file, file != "-" {
        try Files.write(text, to: file)
      } else if !Files.writeAll(text, to: STDOUT_FILENO) {
        throw Files.failure("write", "standard output")
      }
    }
  }

  /// `progress import`
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Add the events of a file of JSON lines.",
      discussion: """
        Events that are already there are passed over, so importing twice changes nothing, and the \
        order in which two computers import from each other does not matter. A file with a mistake \
        is not imported at all.
        """)

    @Argument(
      help: "A file that 'progress export' has written; - reads standard input.",
      completion: .file(extensions: ["jsonl"]))
    var file: String

    @OptionGroup var options: GlobalOptions

    /// A million events.
    private static let largestFile = 1 << 29

    func run() throws {
      let session = JournalSession(options.values)
      let bytes =
        file == "-"
        ? Files.readAll(STDIN_FILENO, limit: Self.largestFile)
        : Files.read(file, limit: Self.largestFile)
      guard let bytes else { throw Files.failure("read", file) }
      let (events, mistakes) = Event.readLines(bytes, file: file)
      for mistake in mistakes { printError(mistake.description.displayed) }
      guard mistakes.isEmpty else { throw ExitCode(65) }
      let union = try session.write { (journal) throws(JournalError) in
        let union = try journal.merge(events)
        if union.added > 0 { session.backUp(journal) }
        return union
      }
      for id in union.conflicts {
        printError(
          "\(file): error: \(Phrase.otherEventHasID(id.description)(session.language))".displayed)
      }
      guard union.conflicts.isEmpty else { throw ExitCode(65) }
      session.print(.eventsAdded(union.added, known: union.known))
    }
  }

  /// `progress verify`
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the file, replay every event and compare.",
      discussion: """
        Prints what is wrong, one finding a line, and exits with 1 when anything is. With --repair a \
        damaged file is set aside, and the newest good backup takes its place together with every event \
        that can still be read.
        """)

    @Flag(help: "Set a damaged file aside and restore what can be restored.")
    var repair = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = JournalSession(options.values)
      guard Files.exists(session.path) else {
        return session.print(.journalIsSound(events: 0, questions: 0))
      }
      let result: Journal.Verification
      do {
        result = try Journal.verify(session.path)
      } catch {
        throw error.failure(session.language)
      }
      for finding in result.findings { session.print(finding.phrase) }
      guard result.findings.isEmpty else {
        if repair { return try mend(session) }
        session.print(.repairJournal)
        throw ExitCode.failure
      }
      session.print(.journalIsSound(events: result.events, questions: result.questions))
    }

    private func mend(_ session: JournalSession) throws {
      do throws(JournalError) {
        let (journal, recovery) = try Journal.open(
          session.path, now: StudyClock.now, isSuspect: true)
        journal.close()
        if let recovery { session.print(recovery.phrase) }
        let result = try Journal.verify(session.path)
        session.print(.journalIsSound(events: result.events, questions: result.questions))
      } catch {
        throw error.failure(session.language)
      }
    }
  }

  /// `progress path`
  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print where the answers are kept.")

    @OptionGroup var options: GlobalOptions

    func run() throws { print(Locations(options: options.values).progressFile.displayed) }
  }

  /// `progress undo`
  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take back the last answer or setting, as often as you like.",
      discussion: """
        Nothing is deleted: that it was taken back is recorded too. With the id of an event that one \
        is taken back; if it was itself an undo, what it took back counts again.
        """)

    @Argument(help: "An event, as 'progress export' shows its id.")
    var event: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = JournalSession(options.values)
      guard let target = try target(session) else { return session.print(.nothingToUndo) }
      _ = try session.append(Event(now: .undo(target.id)))
      session.print(target.undonePhrase)
    }

    private func target(_ session: JournalSession) throws -> Event? {
      guard let event else {
        return try session.read { (journal) throws(JournalError) in try journal.lastUndoable() }
          ?? nil
      }
      guard let id = EventID(event) else {
        throw Failure.usage(Phrase.notAnEventID(event)(session.language).displayed)
      }
      let found = try session.read { (journal) throws(JournalError) in try journal.event(id) }
      guard let found, let found else {
        throw Failure.usage(Phrase.noSuchEvent(event)(session.language).displayed)
      }
      return found
    }
  }
}

extension Journal.Finding {
  fileprivate var phrase: Phrase {
    switch self {
    case .structure(let reason): .journalStructureIsDamaged(reason)
    case .event(let number, let id): .eventIsDamaged(number: number, id)
    case .columns(let number, let id): .eventColumnsDiffer(number: number, id)
    case .card(let question): .cardDiffers(question)
    case .day(let day): .dayDiffers(StudyDay.text(day))
    case .plan: .planDiffers
    }
  }
}

extension Event {
  /// What is said when this event was taken back.
  fileprivate var undonePhrase: Phrase {
    let time = StudyClock.text(at)
    return switch kind {
    case .review(let review): .tookBackAnswer(review.question, time)
    case .suspend(let question, _), .bury(let question, _): .tookBackSuspending(question, time)
    case .plan: .tookBackPlan(time)
    case .undo, .unknown: .tookBackUndo(time)
    }
  }
}
