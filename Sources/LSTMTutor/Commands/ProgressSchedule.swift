import ArgumentParser
import Cells
import Journal
import Languages
import Phrases
import Study

extension ProgressCommand {
  /// `progress schedule`
  struct Schedule: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what is remembered how well, and when it is asked again.",
      discussion: """
        Every question that was ever answered is listed, also those that the course no longer has, \
        the first due first. 'stable' are the days until the chance of recall has fallen to 90 %.
        """)

    @Flag(help: "Print the list as JSON.")
    var json = false

    @Flag(help: "Give the days as FSRS computes them, without spreading them.")
    var noFuzz = false

    @Option(
      help: ArgumentHelp(
        "As of this moment: a day such as 2026-01-05, or 2026-01-05T12:00:00Z.",
        valueName: "time"),
      transform: Self.moment)
    var at: Moment?

    @OptionGroup var options: GlobalOptions

    /// An instant, and the study day that it is in.
    struct Moment: Sendable {
      var instant: Int64
      var day: Int
    }

    private static func moment(_ argument: String) throws -> Moment {
      if let day = StudyDay.read(argument) {
        return Moment(instant: StudyClock.noon(of: day), day: day)
      }
      guard let instant = Instant.read(argument) else {
        throw ValidationError("write 2026-01-05 or 2026-01-05T12:00:00Z")
      }
      return Moment(instant: instant, day: StudyClock.day(of: instant))
    }

    func run() throws {
      let session = JournalSession(options.values)
      let progress =
        try session.read { (journal) throws(JournalError) in try journal.progress() } ?? Progress()
      let now = StudyClock.now
      let moment = at ?? Moment(instant: now, day: StudyClock.day(of: now))
      let rows = ScheduleRow.all(progress, moment, isFuzzed: !noFuzz)
      if json {
        print(
          JSONText.object([
            .init("schema", "lstm-tutor/schedule/1"),
            .init("at", .string(Instant.text(moment.instant))),
            .init("today", .string(StudyDay.text(moment.day))),
            .init("questions", .array(rows.map(\.json))),
          ]))
      } else {
        printTable(rows, session)
      }
    }

    private func printTable(_ rows: [ScheduleRow], _ session: JournalSession) {
      guard !rows.isEmpty else { return session.print(.scheduleIsEmpty) }
      let language = session.language
      let titles: [Phrase] = [
        .scheduleDue, .scheduleRecall, .scheduleStability, .scheduleDifficulty, .scheduleReps,
        .scheduleLapses,
      ]
      let table =
        [titles.map { $0(language) } + [Phrase.scheduleQuestion(language)]]
        + rows.map { $0.cells(language) }
      let widths = titles.indices.map { column in
        table.map { $0[column].cellWidth }.max() ?? 0
      }
      for cells in table {
        let numbers = zip(cells, widths).map { cell, width in
          String(repeating: " ", count: width - cell.cellWidth) + cell
        }
        session.print((numbers + cells.suffix(1)).joined(separator: "  "))
      }
    }
  }
}

/// A question as the schedule has it at a moment.
private struct ScheduleRow {
  var question: String
  var card: Card
  var retrievability: Double?
  var due: Int?
  var state: Card.State

  static func all(
    _ progress: Progress, _ moment: ProgressCommand.Schedule.Moment, isFuzzed: Bool
  ) -> [ScheduleRow] {
    let scheduler = progress.plan.scheduler
    return progress.cards.map { question, card in
      ScheduleRow(
        question: question, card: card,
        retrievability: card.retrievability(scheduler, at: moment.instant, day: moment.day),
        due: card.due(question, progress.plan, today: moment.day, isFuzzed: isFuzzed),
        state: card.state(today: moment.day))
    }
    .sorted { ($0.due ?? .max, $0.question) < ($1.due ?? .max, $1.question) }
  }

  var json: JSONText {
    [
      "question": .string(question),
      "stability": card.memory.map { .number($0.stability) } ?? .null,
      "difficulty": card.memory.map { .number($0.difficulty) } ?? .null,
      "retrievability": retrievability.map { .number($0) } ?? .null,
      "due": due.map { .string(StudyDay.text($0)) } ?? .null,
      "last_review": card.lastDay.map { .string(StudyDay.text($0)) } ?? .null,
      "reps": .integer(Int64(card.reps)),
      "lapses": .integer(Int64(card.lapses)),
      "state": .string(state.rawValue),
      "leech": .bool(card.isLeech),
    ]
  }

  /// Due day, recall, stability, difficulty, repetitions, lapses; then the question and its state.
  func cells(_ language: Language) -> [String] {
    let word = Phrase.scheduleState(state.rawValue)(language)
    return [
      due.map(StudyDay.text) ?? "–",
      retrievability.map { "\(Int(($0 * 100).rounded())) %" } ?? "–",
      card.memory.map { "\(($0.stability * 10).rounded() / 10)" } ?? "–",
      card.memory.map { "\(($0.difficulty * 10).rounded() / 10)" } ?? "–",
      String(card.reps), String(card.lapses),
      word.isEmpty ? question : "\(question) (\(word))",
    ]
  }
}
