import Recurrent

extension Bench {
  // MARK: The clock of sub-steps, which turns round on the way back

  /// One sub-step on, in the order in which it is computed; false at the end.
  mutating func onOneSubstep() -> Bool {
    guard var view = backward else { return stepper.forwardOneSubstep() }
    guard stepper.t > 0 else { return false }
    if view.place + 1 < model.kind.backwardSubsteps.count {
      view.place += 1
    } else {
      guard stepper.t > 1 else { return false }
      stepper.jump(to: stepper.t - 1)
      view.place = 0
    }
    backward = view
    return true
  }

  /// One sub-step back; false at the beginning.
  mutating func backOneSubstep() -> Bool {
    guard var view = backward else { return stepper.backOneSubstep() }
    if view.place > 0 {
      view.place -= 1
    } else {
      guard stepper.t < model.count else { return false }
      stepper.jump(to: stepper.t + 1)
      view.place = model.kind.backwardSubsteps.count - 1
    }
    backward = view
    return true
  }

  /// Turns between the way forward and the way back.
  mutating func turnRound() {
    backward = backward == nil ? BackwardView() : nil
    if backward != nil { stepper.jump(to: max(1, stepper.t)) }
    lookThroughLens()
  }
}
