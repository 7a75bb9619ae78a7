/// Steps that can carry many gradients at once back over a step of one sequence.
protocol SpreadingLaneSteps: LaneSteps {
  /// Puts what the reference computed in one step into every lane, where `backward(0, mask: nil)`
  /// will look for it.
  func spread(_ step: CellStep<Float>, previous: CellState<Float>)

  var layer: LaneLayer { get }

  /// Gradients that the kind carries beside those of h and c; blocks of H × lanes
  var furtherGradients: [Floats] { get }

  /// Where `backward(0, mask: nil)` leaves δc, when ``CellEquations/cellSlope(_:_:)`` does not lead
  /// there; a block of H × lanes
  var cellTotals: Floats? { get }

  /// The gradient of h before a projection; a block of H × lanes
  func hiddenBeforeProjection() -> Floats
}

extension SpreadingLaneSteps {
  var furtherGradients: [Floats] { [] }
  var cellTotals: Floats? { nil }
  func hiddenBeforeProjection() -> Floats { layer.hiddenGradient.start }
}

extension LaneLayer {
  /// Writes each number into all lanes of its row.
  func spread(_ values: [Float]?, to block: Floats) {
    for (row, value) in (values ?? []).enumerated() {
      (block + row * lanes).update(repeating: value, count: lanes)
    }
  }

  /// Writes activations into the rows of their gates.
  func spread(_ activations: GateValues<Float>, to block: Floats) {
    for (place, gate) in shape.cell.gates.enumerated() {
      spread(activations.vector(gate), to: block + place * unitBlock)
    }
  }
}
