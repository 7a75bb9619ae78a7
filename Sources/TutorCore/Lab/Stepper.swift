/// The five phases of one step of a cell, in their order.
enum Phase: Int, CaseIterable, Comparable, Sendable {
  /// x and h are weighted and added up.
  case read
  /// σ and tanh are applied.
  case squash
  /// The old cell state is multiplied by f.
  case forget
  /// i ⊙ g is added.
  case write
  /// h is made from tanh c.
  case show

  static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
}

/// A position in a sequence: how many timesteps were taken, and how far the last one has come.
struct Stepper: Hashable, Sendable {
  /// T, the number of timesteps.
  let count: Int
  /// The phases of a step, the last of which is ``Phase/show``.
  let phases: [Phase]
  /// 0 before the first input, then 1…T.
  private(set) var t: Int
  private(set) var phase: Phase

  init(count: Int, phases: [Phase] = Phase.allCases, t: Int = 0, phase: Phase = .show) {
    self.count = count
    self.phases = phases
    self.t = min(max(0, t), count)
    self.phase = self.t == 0 ? .show : phase
  }

  /// At a sub-step such as that of `latch@5.3`, counted from 1; the last one beyond it.
  init(count: Int, phases: [Phase], t: Int, substep: Int?) {
    let index = min(max(0, (substep ?? phases.count) - 1), phases.count - 1)
    self.init(count: count, phases: phases, t: t, phase: phases[index])
  }

  var isAtStart: Bool { t == 0 }
  var isAtEnd: Bool { t == count && phase == .show }

  /// Whether the phase has happened at the current timestep.
  func hasReached(_ phase: Phase) -> Bool { t > 0 && self.phase >= phase }

  /// Completes the step that is under way, else takes the next one; false at the end.
  @discardableResult
  mutating func forward() -> Bool {
    guard !isAtEnd else { return false }
    if phase == .show { t += 1 }
    phase = .show
    return true
  }

  /// Goes back to the end of the step before; false at the start.
  @discardableResult
  mutating func back() -> Bool {
    guard t > 0 else { return false }
    t -= 1
    phase = .show
    return true
  }

  /// Goes on by one phase; false at the end.
  @discardableResult
  mutating func forwardOnePhase() -> Bool {
    guard !isAtEnd else { return false }
    if let next = phases.first(where: { $0 > phase }) {
      phase = next
    } else {
      t += 1
      phase = phases.first ?? .show
    }
    return true
  }

  /// Goes back by one phase; false at the start.
  @discardableResult
  mutating func backOnePhase() -> Bool {
    guard t > 0 else { return false }
    if let last = phases.last(where: { $0 < phase }) {
      phase = last
    } else {
      t -= 1
      phase = .show
    }
    return true
  }

  mutating func goToStart() { jump(to: 0) }
  mutating func goToEnd() { jump(to: count) }

  /// Stands on a complete timestep.
  mutating func jump(to t: Int) { self = Stepper(count: count, phases: phases, t: t) }
}
