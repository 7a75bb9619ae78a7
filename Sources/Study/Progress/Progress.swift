/// Everything that follows from the events, whatever order they arrived in.
public struct Progress: Hashable, Sendable {
  public var plan: StudyPlan
  /// By question; a question without events in force has none.
  public var cards: [String: Card]
  /// By study day; a day without answers has none.
  public var days: [Int: DayTally]

  public init(
    plan: StudyPlan = StudyPlan(), cards: [String: Card] = [:], days: [Int: DayTally] = [:]
  ) {
    self.plan = plan
    self.cards = cards
    self.days = days
  }

  /// The state after all `events`, in the order of time and UUID; doubles count once.
  public static func replay(_ events: some Sequence<Event>) -> Progress {
    var progress = Progress()
    let active = events.active
    progress.setPlan(active)
    progress.replayCards(active)
    return progress
  }

  /// Folds in an event that comes after all others of its question or, for a plan, of the plan.
  ///
  /// - Returns: false when that is not enough: for an undo, whose effect is that of an earlier event,
  ///   and for new weights, which change every memory.
  public mutating func apply(_ event: Event) -> Bool {
    switch event.kind {
    case .undo: return false
    case .unknown: return true
    case .plan(let change):
      guard change.weights == .keep else { return false }
      plan.apply(change)
      return true
    case .review, .suspend, .bury:
      guard let question = event.question else { return true }
      let tally = cards[question, default: Card()].apply(event, plan.scheduler)
      add(tally, to: event.studyDay)
      return true
    }
  }

  /// Replaces what follows from one question's events by what follows from others.
  ///
  /// - Parameters:
  ///   - old: the events that are in the state, with every undo that concerns them.
  ///   - new: those that shall be, likewise.
  public mutating func replay(_ question: String, from old: [Event], to new: [Event]) {
    let scheduler = plan.scheduler
    var before = Card()
    for event in old.active where event.question == question {
      let tally = before.apply(event, scheduler)
      subtract(tally, from: event.studyDay)
    }
    let active = new.active.filter { $0.question == question }
    var card = Card()
    for event in active {
      let tally = card.apply(event, scheduler)
      add(tally, to: event.studyDay)
    }
    cards[question] = active.isEmpty ? nil : card
  }

  /// Makes the plan what follows from `events`.
  ///
  /// - Returns: false when the weights changed, so that every question has to be replayed.
  public mutating func replayPlan(_ events: [Event]) -> Bool {
    let weights = plan.weights
    setPlan(events.active)
    return plan.weights == weights
  }

  private mutating func setPlan(_ active: [Event]) {
    plan = StudyPlan()
    for event in active {
      if case .plan(let change) = event.kind { plan.apply(change) }
    }
  }

  private mutating func replayCards(_ active: [Event]) {
    let scheduler = plan.scheduler
    for event in active {
      guard let question = event.question else { continue }
      let tally = cards[question, default: Card()].apply(event, scheduler)
      add(tally, to: event.studyDay)
    }
  }

  private mutating func add(_ tally: DayTally, to day: Int) {
    guard tally != DayTally() else { return }
    days[day, default: DayTally()] += tally
  }

  private mutating func subtract(_ tally: DayTally, from day: Int) {
    guard tally != DayTally() else { return }
    days[day, default: DayTally()] -= tally
    if days[day] == DayTally() { days[day] = nil }
  }
}

/// Which events are taken back, however undos of undos are chained.
///
/// An event is in force unless an undo of it is. What a chain that closes on itself says is nothing.
public struct UndoChains: Hashable, Sendable {
  /// The undos of each event.
  private var undos: [EventID: [EventID]] = [:]

  public init() {}

  public mutating func add(_ undo: EventID, of target: EventID) {
    undos[target, default: []].append(undo)
  }

  /// Whether an event that is no undo is in force.
  public func isInForce(_ event: EventID) -> Bool {
    guard undos[event] != nil else { return true }
    var reached = [event]
    var next = 0
    // Each undo has one target, so nothing is reached twice, and circles not at all.
    while next < reached.count {
      reached += undos[reached[next], default: []]
      next += 1
    }
    var undone: Set<EventID> = []
    for id in reached.reversed() {
      if undos[id, default: []].contains(where: { !undone.contains($0) }) { undone.insert(id) }
    }
    return !undone.contains(event)
  }
}

extension Sequence<Event> {
  /// The events in force, in their order: without undos, without what was taken back, each once.
  public var active: [Event] {
    var events: [Event] = []
    var chains = UndoChains()
    var seen: Set<EventID> = []
    for event in self where seen.insert(event.id).inserted {
      if let target = event.undoes {
        chains.add(event.id, of: target)
      } else {
        events.append(event)
      }
    }
    return events.filter { chains.isInForce($0.id) }.sorted { $0.order < $1.order }
  }
}
