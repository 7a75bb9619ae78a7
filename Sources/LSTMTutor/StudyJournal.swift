import CursesConsole
import Journal
import Phrases
import Study
import TutorCore

/// The learner's journal as the program uses it: every event gets its UUID, its instant and its
/// study day here.
struct StudyJournal: Sendable {
  private let recorder: Recorder

  init(locations: Locations) {
    recorder = Recorder(path: locations.progressFile)
  }

  /// The clock on the wall as it stands; asked for anew each time, because it can be set and time
  /// zones change.
  static var wallClock: WallClock {
    let now = StudyClock.now
    return WallClock(
      offset: now - EventLoop.now, utcOffset: StudyClock.utcOffset(at: now))
  }

  /// Now, by the clock on the wall.
  static var moment: StudyMoment {
    let now = StudyClock.now
    return StudyMoment(instant: now, day: StudyClock.day(of: now))
  }

  /// What follows from the journal, and what there is to say about its state.
  func read() -> (progress: Progress, news: [Phrase]) {
    let outcome = recorder.refresh(now: StudyClock.now)
    return (outcome.progress, Self.news(outcome))
  }

  /// What another program has written since; nil when there is nothing.
  func readIfChanged() -> Progress? { recorder.hasChangedElsewhere ? read().progress : nil }

  /// Writes what happened. When it returns without news, everything is on the disk.
  ///
  /// - Parameter replaced: a question whose last answer is taken back first.
  func keep(
    _ kinds: [Event.Kind], replacing replaced: String? = nil
  ) -> (progress: Progress, news: [Phrase]) {
    var outcome: Recorder.Outcome?
    let undone = replaced.map { takenBack(of: $0).map { Event.Kind.undo($0.id) } } ?? []
    for kind in undone + kinds { outcome = record(kind) }
    guard let outcome else { return read() }
    backUp()
    return (outcome.progress, Self.news(outcome))
  }

  /// Takes back the last answer to a question with all that followed it, or the last event of all.
  func takeBack(
    _ question: String?
  ) -> (question: String?, progress: Progress, news: [Phrase]) {
    let events =
      question.map(takenBack(of:)) ?? recorder.lastUndoable().map { [$0] } ?? []
    let (progress, news) = keep(events.map { .undo($0.id) })
    return (events.first.map { $0.question ?? "" }, progress, news)
  }

  /// Tries once more to write everything.
  ///
  /// - Returns: what happened to the file, and the sentence about what could not be written or read.
  func close() -> (news: [Phrase], loss: Phrase?) {
    let outcome = recorder.close(now: StudyClock.now)
    let news = outcome.recovery.map { [$0.phrase] } ?? []
    guard let error = outcome.error else { return (news, nil) }
    return (
      news, outcome.unsaved > 0 ? .answersLost(outcome.unsaved, error.phrase) : error.phrase
    )
  }

  /// The last answer in force to a question, and what was done with the question since.
  private func takenBack(of question: String) -> [Event] {
    let history = recorder.history(of: question).active.filter { $0.question == question }
    let last = history.lastIndex { event in
      if case .review = event.kind { true } else { false }
    }
    return last.map { Array(history[$0...].reversed()) } ?? []
  }

  private func record(_ kind: Event.Kind) -> Recorder.Outcome {
    let event = Event(now: kind)
    return recorder.record(event, now: event.at)
  }

  /// Off this thread: nobody waits for a copy. One that fails is tried again with the next answer.
  private func backUp() {
    let (recorder, day) = (recorder, StudyClock.today)
    Task.detached(priority: .background) { try? recorder.backUp(day: day) }
  }

  private static func news(_ outcome: Recorder.Outcome) -> [Phrase] {
    var news: [Phrase] = []
    if let recovery = outcome.recovery { news.append(recovery.phrase) }
    if let error = outcome.error {
      news.append(
        outcome.unsaved > 0 ? .answersNotSaved(outcome.unsaved, error.phrase) : error.phrase)
    }
    return news
  }
}
