import Journal
import Phrases
import Study

extension JournalError {
  /// What is wrong and what to do, in one sentence.
  var phrase: Phrase {
    switch self {
    case .readOnly(let path): .journalReadOnly(path)
    case .full(let path): .journalFull(path)
    case .busy(let path): .journalBusy(path)
    case .damaged(let path): .journalDamaged(path)
    case .newer(let path): .journalNewer(path)
    case .moved(let path): .journalMoved(path)
    case .failed(let path, let reason): .journalFailed(path, reason: reason)
    }
  }
}

extension Recovery {
  var phrase: Phrase {
    .journalRecovered(
      damaged: damaged, backup: backup.map { StudyDay.text($0) }, events: events, salvaged: salvaged
    )
  }
}
