/// Numbers that replace some units of c and h in one step.
///
/// What stood before an overwritten number has no influence on what comes after it, so gradients
/// end there too.
struct Overwrite<Scalar: RealScalar>: Hashable, Sendable {
  /// By unit
  var cell: [Int: Scalar] = [:]
  var hidden: [Int: Scalar] = [:]

  mutating func write(_ intervention: Intervention) {
    switch intervention.part {
    case .hidden: hidden[intervention.unit] = Scalar(intervention.value)
    case .cell: cell[intervention.unit] = Scalar(intervention.value)
    }
  }

  /// c as it goes on.
  func cell(_ computed: [Scalar]) -> [Scalar] { Self.written(cell, over: computed) }

  fileprivate static func written(_ values: [Int: Scalar], over computed: [Scalar]) -> [Scalar] {
    var vector = computed
    for (unit, value) in values { vector[unit] = value }
    return vector
  }
}

/// The units of c and h that somebody wrote over in one step.
public struct WrittenUnits: Hashable, Sendable {
  /// In ascending order
  public var cell: [Int] = []
  public var hidden: [Int] = []

  /// The gradient that goes on behind an overwritten number: none.
  static func cut<Scalar: RealScalar>(_ gradient: [Scalar], at units: [Int]) -> [Scalar] {
    var rest = gradient
    for unit in units { rest[unit] = 0 }
    return rest
  }
}

extension CellEquations {
  /// A step in whose result some numbers are replaced.
  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>,
    writing overwrite: Overwrite<Scalar>
  ) -> CellStep<Scalar> {
    var step = step(weights, input: x, state: state, cell: overwrite)
    step.state.hidden = Overwrite.written(overwrite.hidden, over: step.state.hidden)
    step.written = WrittenUnits(
      cell: overwrite.cell.keys.sorted(), hidden: overwrite.hidden.keys.sorted())
    return step
  }

  /// ``directPath(_:)``, which ends where a number was written over.
  func unwrittenPath(_ step: CellStep<Scalar>) -> [Scalar]? {
    let written = step.state.cell == nil ? step.written.hidden : step.written.cell
    return directPath(step).map { WrittenUnits.cut($0, at: written) }
  }

  /// The way back over a step in which h may have been written over.
  func gradient(
    _ weights: LayerParameters<Scalar>, step: CellStep<Scalar>, input x: [Scalar],
    previous: CellState<Scalar>, gradient: CellState<Scalar>
  ) -> StepGradient<Scalar> {
    var flowing = gradient
    flowing.hidden = WrittenUnits.cut(gradient.hidden, at: step.written.hidden)
    return backward(weights, step: step, input: x, previous: previous, gradient: flowing)
  }
}
