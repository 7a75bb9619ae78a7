import CourseModel
import Languages
import Recurrent
import Study

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

  // MARK: Position

  mutating func stand(at reference: LabReference) {
    stepper = Stepper(
      count: model.count, kind: model.kind, t: reference.step, substep: reference.substep)
    if let lens = reference.lens.flatMap(Lens.init(rawValue:)), Lens.ready.contains(lens) {
      self.lens = lens
    }
    lookThroughLens()
  }

  /// Goes to another unit; nil where there is only one.
  mutating func moveUnit(by distance: Int) -> Reaction? {
    guard model.trace.hiddenSize > 1 else { return nil }
    site.unit = min(model.trace.hiddenSize - 1, max(0, site.unit + distance))
    return .handled
  }

  /// Goes to another layer or direction; nil where there is only one.
  mutating func moveLayer(by distance: Int) -> Reaction? {
    let shape = model.trace.shape
    guard shape.stateCount > 1 else { return nil }
    let index = shape.index(layer: site.layer, direction: site.direction) + distance
    guard (0..<shape.stateCount).contains(index) else { return .handled }
    site = Site(
      layer: index / shape.directions.count,
      direction: shape.directions[index % shape.directions.count], unit: site.unit)
    return .handled
  }

  var siteIndex: Int {
    model.trace.shape.index(layer: site.layer, direction: site.direction)
  }

  /// Moves the columns of the weights lens; nil through other lenses.
  mutating func moveWeights(by distance: Int) -> Reaction? {
    guard lens == .weights else { return nil }
    let shape = experiment.network.layers[siteIndex].shape
    weightsColumn = min(shape.inputSize + shape.stateSize - 1, max(0, weightsColumn + distance))
    return .handled
  }

  /// Shows the next signal in the lenses over time.
  mutating func changeSignal() {
    let signals = model.kind.signals
    let index = signals.firstIndex { $0.signal == scene(.english).shown.signal } ?? 0
    signal = signals[(index + 1) % signals.count].signal
  }

  mutating func changeLens(by distance: Int) {
    let lenses = Lens.ready
    let index = (lenses.firstIndex(of: lens) ?? 0) + distance
    lens = lenses[(index + lenses.count) % lenses.count]
    lookThroughLens()
  }
}
