import Recurrent

/// A position in a sequence: how many timesteps were taken, and how far the last one has come.
struct Stepper: Hashable, Sendable {
  /// T, the number of timesteps.
  let count: Int
  let kind: CellKind
  /// 0 before the first input, then 1…T.
  private(set) var t: Int
  /// Index of the sub-step that was reached last.
  private(set) var place: Int

  private var lastPlace: Int { substeps.count - 1 }

  /// Stands at timestep `t`.
  ///
  /// - Parameter substep: counted from 1, as in `latch@5.3`; nil, or one beyond the last, is the
  ///   complete step
  init(count: Int, kind: CellKind = .lstm, t: Int = 0, substep: Int? = nil) {
    self.count = count
    self.kind = kind
    self.t = min(max(0, t), count)
    let last = kind.substeps.count - 1
    place = self.t == 0 ? last : min(max(0, (substep ?? last + 1) - 1), last)
  }

  var substeps: [Substep] { kind.substeps }
  var substep: Substep { substeps[place] }
  var phase: Phase { kind.phase(of: substep) }
  var isAtStart: Bool { t == 0 }
  var isAtEnd: Bool { t == count && isComplete }
  /// Whether every sub-step of the timestep has been taken.
  var isComplete: Bool { place == lastPlace }

  /// Whether all of the phase has happened at the current timestep.
  func hasReached(_ phase: Phase) -> Bool {
    t > 0 && (substeps.lastIndex { kind.phase(of: $0) <= phase } ?? 0) <= place
  }

  /// Whether the sub-step has been taken at the current timestep.
  func hasReached(_ substep: Substep) -> Bool {
    t > 0 && (substeps.firstIndex(of: substep) ?? lastPlace) <= place
  }

  /// Completes the step that is under way, else takes the next one; false at the end.
  @discardableResult
  mutating func forward() -> Bool {
    guard !isAtEnd else { return false }
    if isComplete { t += 1 }
    place = lastPlace
    return true
  }

  /// Goes back to the end of the step before; false at the start.
  @discardableResult
  mutating func back() -> Bool {
    guard t > 0 else { return false }
    t -= 1
    place = lastPlace
    return true
  }

  /// Goes on by one sub-step; false at the end.
  @discardableResult
  mutating func forwardOneSubstep() -> Bool {
    guard !isAtEnd else { return false }
    if isComplete {
      t += 1
      place = 0
    } else {
      place += 1
    }
    return true
  }

  /// Goes back by one sub-step; false at the start.
  @discardableResult
  mutating func backOneSubstep() -> Bool {
    guard t > 0 else { return false }
    if place > 0 {
      place -= 1
    } else {
      t -= 1
      place = lastPlace
    }
    return true
  }

  mutating func goToStart() { jump(to: 0) }
  mutating func goToEnd() { jump(to: count) }

  /// Stands on a complete timestep.
  mutating func jump(to t: Int) { self = Stepper(count: count, kind: kind, t: t) }
}
