/// A cell whose caller makes a new state of zeros for every step.
struct StateNotCarried<Scalar: RealScalar>: ForwardEquations {
  let right: any ForwardEquations<Scalar>

  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    right.step(weights, input: x, state: .zero(weights.shape))
  }
}

/// A cell whose caller hands over c for h and h for c.
struct HiddenAndCellSwapped<Scalar: RealScalar>: ForwardEquations {
  let right: any ForwardEquations<Scalar>

  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    var swapped = state
    swapped.hidden = state.cell ?? []
    swapped.cell = state.hidden
    return right.step(weights, input: x, state: swapped)
  }
}

/// A cell that computes unit by unit and writes each h where the next unit's gates read it.
///
/// For cells whose units touch each other in U·h₋ only.
struct HiddenInPlace<Scalar: RealScalar>: ForwardEquations {
  let right: any ForwardEquations<Scalar>

  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    let gates = weights.shape.cell.gates
    let fromInput = weights.inputSums(x)
    var fromHidden = fromInput.map { _ in Scalar(0) }
    var h = state.hidden
    for unit in h.indices {
      let rows = gates.map { weights.row($0, unit: unit) }
      for row in rows { fromHidden[row] = weights.recurrentSum(row, h) }
      let alone = CellState(
        hidden: [h[unit]], cell: state.cell.map { [$0[unit]] })
      let one = LayerParameters(
        weights.shape.cell, inputSums: rows.map { fromInput[$0] },
        recurrentSums: rows.map { fromHidden[$0] })
      h[unit] = right.step(one, input: [0], state: alone).state.hidden[0]
    }
    let all = LayerParameters(
      weights.shape.cell, inputSums: fromInput, recurrentSums: fromHidden)
    return right.step(all, input: [0], state: state)
  }
}

extension LayerParameters {
  /// One row of U·h + b_hh.
  fileprivate func recurrentSum(_ row: Int, _ h: [Scalar]) -> Scalar {
    var sum: Scalar = 0
    for (weight, value) in zip(self[.weightHH].row(row), h) { sum += weight * value }
    return shape.hasBias ? sum + self[.biasHH].values[row] : sum
  }

  /// A layer whose sums are these whatever x and h are: they stand in its biases.
  fileprivate init(_ cell: CellKind, inputSums: [Scalar], recurrentSums: [Scalar]) {
    self.init(
      LayerShape(
        cell: cell, inputSize: 1, hiddenSize: inputSums.count / cell.gates.count,
        projectionSize: 0, hasBias: true))
    self[.biasIH].values = inputSums
    self[.biasHH].values = recurrentSums
  }
}
