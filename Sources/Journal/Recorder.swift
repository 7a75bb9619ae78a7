public import Study
internal import Synchronization

/// Records answers whatever happens to the disk: what cannot be written is kept in memory and tried
/// again with the next answer and at the end.
///
/// Nothing is made on the disk before the first event. Calls may come from any thread; they block
/// until the disk has answered.
public final class Recorder: Sendable {
  public let path: String
  private let state: Mutex<State>

  /// What came of a recording.
  public struct Outcome: Hashable, Sendable {
    /// The state with everything that was recorded, written or not.
    public var progress: Progress
    /// How many events are only in memory.
    public var unsaved: Int
    /// Why; nil when everything is on the disk.
    public var error: JournalError?
    /// The journal was damaged and has been replaced.
    public var recovery: Recovery?

    public var isSaved: Bool { error == nil }
  }

  private struct State {
    var journal: Journal?
    /// The state on the disk, as far as it is known.
    var stored = Progress()
    var unsaved: [Event] = []
    var recovery: Recovery?
  }

  public init(path: String) {
    self.path = path
    state = Mutex(State())
  }

  /// Reads the state, and writes what could not be written before.
  ///
  /// - Parameter now: ms since 1970.
  public func refresh(now: Int64) -> Outcome {
    state.withLock { state in
      guard state.journal != nil || !state.unsaved.isEmpty || Paths.exists(path) else {
        return outcome(&state, nil)
      }
      return write(&state, now: now)
    }
  }

  /// Writes an event. When the outcome has no error it is on the disk.
  public func record(_ event: Event, now: Int64) -> Outcome {
    state.withLock { state in
      state.unsaved.append(event)
      return write(&state, now: now)
    }
  }

  /// Whether another program has written since the state was last read. Quick; false when unknown.
  public var hasChangedElsewhere: Bool {
    state.withLock { state in (try? state.journal?.hasChangedElsewhere()) ?? false }
  }

  /// The last event in force that a learner would take back.
  public func lastUndoable() -> Event? {
    state.withLock { state in
      let unsaved = state.unsaved
      guard let journal = state.journal, unsaved.isEmpty, let last = try? journal.lastUndoable()
      else { return unsaved.active.last { $0.undoes == nil } }
      return last
    }
  }

  /// The events of a question, with every undo that concerns them.
  public func history(of question: String) -> [Event] {
    state.withLock { state in Self.history(of: question, state) }
  }

  /// Copies the journal if this study day has no copy yet. Takes time; answers do not wait for it.
  public func backUp(day: Int) throws(JournalError) {
    try state.withLock(\.journal)?.backUp(day: day)
  }

  /// Tries once more to write everything and releases the file.
  public func close(now: Int64) -> Outcome {
    state.withLock { state in
      let outcome =
        state.unsaved.isEmpty ? outcome(&state, nil) : write(&state, now: now)
      state.journal?.close()
      state.journal = nil
      return outcome
    }
  }

  /// The connection, for tests.
  var journal: Journal? { state.withLock(\.journal) }

  // MARK: Writing

  private func write(_ state: inout State, now: Int64) -> Outcome {
    var error = attempt(&state, now: now, isSuspect: false)
    switch error {
    case .moved?, .damaged?:
      // A new connection finds the file that is there now, or mends it.
      state.journal?.close()
      state.journal = nil
      error = attempt(&state, now: now, isSuspect: error == .damaged(path: path))
    default: break
    }
    // What was learnt is shown even where nothing can be added to it.
    if case .readOnly? = error, state.journal == nil, let copy = try? Journal.openCopy(of: path) {
      state.stored = (try? copy.progress()) ?? state.stored
      copy.close()
    }
    return outcome(&state, error)
  }

  private func attempt(
    _ state: inout State, now: Int64, isSuspect: Bool
  ) -> JournalError? {
    do throws(JournalError) {
      let journal: Journal
      if let open = state.journal {
        journal = open
      } else {
        let opened = try Journal.open(path, now: now, isSuspect: isSuspect)
        journal = opened.journal
        state.journal = journal
        state.recovery = opened.recovery ?? state.recovery
      }
      while let event = state.unsaved.first {
        state.stored = try journal.append(event)
        state.unsaved.removeFirst()
      }
      state.stored = try journal.progress()
      return nil
    } catch {
      return error
    }
  }

  private func outcome(_ state: inout State, _ error: JournalError?) -> Outcome {
    let recovery = state.recovery
    state.recovery = nil
    return Outcome(
      progress: Self.progress(state), unsaved: state.unsaved.count, error: error,
      recovery: recovery)
  }

  /// The state with what is not written yet.
  private static func progress(_ state: State) -> Progress {
    var progress = state.stored
    // What an undo takes back on the disk, once for each question.
    for question in Set(state.unsaved.compactMap { storedRoot(of: $0, state)?.question }) {
      let stored = (try? state.journal?.history(of: question)) ?? []
      progress.replay(
        question, from: stored, to: stored + state.unsaved.filter { $0.undoes != nil })
    }
    for event in state.unsaved.active { _ = progress.apply(event) }
    return progress
  }

  /// The event on the disk at the end of a chain of undos that begins in memory.
  private static func storedRoot(of undo: Event, _ state: State) -> Event? {
    var event = undo
    // A chain is not longer than what is there; one that closes on itself ends here.
    for _ in 0...state.unsaved.count {
      guard let target = event.undoes else { return nil }
      if let next = state.unsaved.first(where: { $0.id == target }) {
        event = next
      } else {
        return (try? state.journal?.root(of: event)) ?? nil
      }
    }
    return nil
  }

  private static func history(of question: String, _ state: State) -> [Event] {
    let stored = (try? state.journal?.history(of: question)) ?? []
    return stored + state.unsaved.filter { $0.question == question || $0.undoes != nil }
  }
}
