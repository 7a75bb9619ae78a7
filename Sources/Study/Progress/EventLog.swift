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

  /// The answer in force that was given last, to a question or to any.
  public func lastAnswer(to question: String? = nil) -> Event? {
    events.active.last { event in
      guard case .review(let review) = event.kind else { return false }
      return question == nil || review.question == question
    }
  }
}
