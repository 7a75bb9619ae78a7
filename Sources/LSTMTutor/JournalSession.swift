import Cells
import Glibc
import Journal
import Languages
import Phrases
import Study
import TutorCore

/// What the verbs about progress share: where the journal is, and how to speak about it.
struct JournalSession {
  let path: String
  let language: Language
  private let isASCII: Bool

  init(_ options: Options) {
    let locations = Locations(options: options)
    let settings = options.settings(locations)
    path = locations.progressFile
    language = options.language(settings)
    isASCII = settings.isASCII
  }

  /// Runs `body` with the journal; nil when there is none yet. A damaged one is mended, and that told;
  /// of one that cannot be written a copy is read.
  func read<T>(_ body: (Journal) throws(JournalError) -> T) throws -> T? {
    guard Files.exists(path) else { return nil }
    guard access(path, W_OK) == 0, access(Locations.parent(of: path), W_OK) == 0 else {
      do throws(JournalError) {
        let copy = try Journal.openCopy(of: path)
        defer { copy.close() }
        return try body(copy)
      } catch {
        throw error.failure(language)
      }
    }
    return try write(body)
  }

  /// Runs `body` with the journal, which is made when it is missing.
  func write<T>(_ body: (Journal) throws(JournalError) -> T) throws -> T {
    do throws(JournalError) {
      let (journal, recovery) = try Journal.open(path, now: StudyClock.now)
      defer { journal.close() }
      if let recovery { printError(shown(recovery.phrase(language))) }
      return try body(journal)
    } catch {
      throw error.failure(language)
    }
  }

  /// Writes an event; the day's first one is followed by the daily copy.
  func append(_ event: Event) throws -> Progress {
    try write { (journal) throws(JournalError) in
      let progress = try journal.append(event)
      backUp(journal)
      return progress
    }
  }

  /// Makes the copy of today. What was written is safe without it, so a failure is only told.
  func backUp(_ journal: Journal) {
    do throws(JournalError) {
      try journal.backUp(day: StudyClock.today)
    } catch {
      printError(shown(error.phrase(language)))
    }
  }

  func print(_ phrase: Phrase) { print(phrase(language)) }
  func print(_ text: String) { Swift.print(shown(text)) }

  private func shown(_ text: String) -> String {
    isASCII ? text.displayed.asciiOnly : text.displayed
  }
}

extension JournalError {
  /// The sentence that says what is wrong.
  var phrase: Phrase {
    switch self {
    case .readOnly(let path): .journalIsReadOnly(path)
    case .full(let path): .journalDiskIsFull(path)
    case .busy(let path): .journalIsBusy(path)
    case .damaged(let path): .journalIsDamaged(path)
    case .newer(let path): .journalIsNewer(path)
    case .moved(let path): .journalWasMoved(path)
    case .failed(let path, let reason): .journalFailed(path, reason)
    }
  }

  func failure(_ language: Language) -> Failure { .io(phrase(language).displayed) }
}

extension Recovery {
  var phrase: Phrase {
    .journalWasMended(
      backup: backup.map(StudyDay.text), events: events, salvaged: salvaged, damaged: damaged)
  }
}
