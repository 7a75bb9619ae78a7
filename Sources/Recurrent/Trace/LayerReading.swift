/// One layer in one direction of a trace, step by step in the order in which it reads.
struct LayerReading<Scalar: RealScalar> {
  /// Layer-major, forward before reverse
  let index: Int
  private let trace: Trace<Scalar>
  private let isReverse: Bool

  init(_ trace: Trace<Scalar>, index: Int) {
    self.index = index
    self.trace = trace
    isReverse = trace.shape.directions[index % trace.shape.directions.count] == .reverse
  }

  /// The layer that gives the network's output, which begins with its forward direction.
  init(lastLayerOf trace: Trace<Scalar>) {
    self.init(
      trace, index: trace.shape.index(layer: trace.shape.layerCount - 1, direction: .forward))
  }

  /// T
  var count: Int { trace.count }

  /// The timestep that is read as the `number`th, from 1; the initial state stands at number 0.
  func timestep(_ number: Int) -> Int { isReverse ? count + 1 - number : number }

  func values(_ number: Int) -> CellStep<Scalar> {
    trace.layerStep(index, at: timestep(number) - 1).values
  }

  /// What the step that is read as the `number`th starts from.
  func state(before number: Int) -> CellState<Scalar> {
    number == 1 ? trace.initial[index] : values(number - 1).state
  }

  func input(_ number: Int) -> [Scalar] { trace.input(ofLayer: index, at: timestep(number) - 1) }
}
