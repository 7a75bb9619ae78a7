public import Cells
public import Console
public import CourseModel
public import Study

/// Plays the whole program without a terminal: keys in, screen out, effects collected.
///
/// Its clock moves only when it is told to, so nothing depends on the speed of the machine.
public struct Player: Sendable {
  public private(set) var state: AppState
  public private(set) var effects: [Effect] = []
  /// Whether work waits for ``doPieceOfWork()``, else it is done at once.
  public var holdsWork: Bool
  /// What was kept, as a journal would have it.
  public private(set) var log: EventLog
  private var pending: [LabWork] = []
  private var isWorking = false
  /// Milliseconds since the start.
  public private(set) var now: Int64 = 0

  /// Starts the program with a course that has been read.
  public init(
    state: AppState, course: Course, problems: [Diagnostic] = [], log: EventLog = EventLog(),
    holdsWork: Bool = false
  ) {
    self.state = state
    self.log = log
    self.holdsWork = holdsWork
    receive(.progressed(log.progress))
    receive(.courseRead(course, SearchIndex(course), problems: problems))
  }

  /// What a terminal would show now.
  public var canvas: Canvas { state.frame.canvas }
  public var screen: String { canvas.plainText }

  /// Whether the program has ended, and with which exit code.
  public var exitCode: Int32? {
    for case .quit(let code) in effects { return code }
    return nil
  }

  public mutating func press(_ keys: [Key]) {
    for key in keys where exitCode == nil { receive(.input(.key(key))) }
  }

  /// Presses keys written as in `t<esc><c-z>`.
  public mutating func press(_ script: String) throws(KeyNotation.Failure) {
    press(try KeyNotation.parse(script))
  }

  public mutating func resize(to size: Size) {
    receive(.input(.resized(size)))
  }

  public mutating func receive(_ action: Action) {
    take(state.update(action, at: now))
    take(state.update(.painted, at: now))
  }

  private mutating func take(_ new: [Effect]) {
    effects += new
    for effect in new {
      switch effect {
      case .work(let work):
        pending.removeAll { $0.slot == work.slot }
        pending.append(work)
      case .stopWork(let slot): pending.removeAll { $0.slot == slot }
      case .keep(let kinds, let replaced):
        if let replaced { undo(log.lastAnswer(to: replaced)) }
        for kind in kinds { append(kind) }
        receive(.progressed(log.progress))
      case .takeBack(let question):
        let answer = log.lastAnswer(to: question)
        undo(answer)
        receive(.takenBack(question: answer?.question, log.progress))
      default: break
      }
    }
    // Work that is done here may ask for more.
    if !holdsWork, !isWorking { finishWork() }
  }

  private mutating func undo(_ event: Event?) {
    if let event { append(.undo(event.id)) }
  }

  private mutating func append(_ kind: Event.Kind) {
    let moment = state.wallClock.moment(at: now)
    let id = EventID(high: 0, low: UInt64(log.events.count + 1))
    log.append(Event(id: id, at: moment.instant, day: moment.day, kind: kind))
  }

  /// Does one piece of the oldest work; false when there is none.
  @discardableResult
  public mutating func doPieceOfWork() -> Bool {
    guard var work = pending.first else { return false }
    pending.removeFirst()
    guard let news = work.next() else { return true }
    pending.insert(work, at: 0)
    receive(.computed(news))
    return true
  }

  /// Does all work that was asked for.
  public mutating func finishWork() {
    isWorking = true
    while doPieceOfWork() {}
    isWorking = false
  }

  /// Lets time pass, with a deadline met at each instant the program asked for.
  public mutating func wait(milliseconds: Int64) {
    let end = now + milliseconds
    while let deadline = state.nextDeadline, deadline <= end {
      now = max(now + 1, deadline)
      receive(.deadlineReached)
    }
    now = max(now, end)
  }
}
