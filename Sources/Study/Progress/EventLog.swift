/// Events in memory: what a journal on disk holds, for programs that have none.
public struct EventLog: Hashable, Sendable {
  public private(set) var events: [Event] = []
  public private(set) var progress = Progress()

  public init(_ events: [Event] = []) {
    self.events = events
    progress = Progress.replay(events)
  }

  public mutating func append(_ event: Event) {
    events.append(event)
    progress = Progress.replay(events)
  }

  /// The answer in force that was added last, to a question or to any. Not that with the latest
  /// instant, for clocks are set back.
  public func lastAnswer(to question: String? = nil) -> Event? {
    let active = Set(events.active.map(\.id))
    return events.last { event in
      guard active.contains(event.id), case .review(let review) = event.kind else { return false }
      return question == nil || review.question == question
    }
  }
}
