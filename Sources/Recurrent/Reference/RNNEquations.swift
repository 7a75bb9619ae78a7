/// The plain recurrent cell of Elman (1990).
///
///     h = tanh(W·x + b_ih + U·h₋ + b_hh)      or max(0, …)
struct RNNEquations<Scalar: RealScalar>: CellEquations {
  let kind: CellKind

  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    let sums = weights.inputSums(x) ⊕ weights.recurrentSums(state.hidden)
    // A comparison with 0 alone would turn NaN into 0.
    let h = kind == .rnnReLU ? sums.map { $0 > 0 || $0.isNaN ? $0 : 0 } : tanh(sums)
    return CellStep(
      preactivations: GateValues(kind.gates, rows: sums),
      activations: GateValues(kind.gates, rows: h), details: [:], state: CellState(hidden: h))
  }

  func backward(
    _ weights: LayerParameters<Scalar>, step: CellStep<Scalar>, input x: [Scalar],
    previous: CellState<Scalar>, gradient: CellState<Scalar>
  ) -> StepGradient<Scalar> {
    let h = step.activations[.candidate]
    let slope: [Scalar] = kind == .rnnReLU ? h.map { $0 > 0 ? 1 : 0 } : tanhSlope(h)
    return StepGradient(
      weights, inputDelta: gradient.hidden ⊙ slope, input: x, previous: previous,
      direct: .zeroGradient(weights.shape))
  }
}
