/// The gated recurrent unit as PyTorch, cuDNN and Keras compute it: reset after the product.
///
///     r = σ(W_r·x + b_ir + U_r·h₋ + b_hr)     z likewise
///     n = tanh(W_n·x + b_in + r ⊙ (U_n·h₋ + b_hn))
///     h = (1 − z) ⊙ n + z ⊙ h₋
struct GRUEquations<Scalar: RealScalar>: CellEquations {
  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    let parts = GRUSums(weights, input: x, hidden: state.hidden)
    var sums = parts.gates
    let r = sigmoid(sums[.reset])
    sums[.new] = parts.fromInput[.new] ⊕ r ⊙ parts.fromHidden[.new]
    return gruStep(
      sums, reset: r, previous: state.hidden,
      details: [.recurrentNew: parts.fromHidden[.new]])
  }

  func backward(
    _ weights: LayerParameters<Scalar>, step: CellStep<Scalar>, input x: [Scalar],
    previous: CellState<Scalar>, gradient: CellState<Scalar>
  ) -> StepGradient<Scalar> {
    let r = step.activations[.reset]
    let delta = GRUDelta(step, previous: previous.hidden, gradient: gradient.hidden)
    let deltaR = delta.new ⊙ (step.details[.recurrentNew] ?? []) ⊙ sigmoidSlope(r)
    let recurrentNew = delta.new ⊙ r
    var result = StepGradient(
      weights, inputDelta: joined([deltaR, delta.update, delta.new]),
      recurrentDelta: joined([deltaR, delta.update, recurrentNew]), input: x, previous: previous,
      direct: CellState(hidden: delta.kept))
    result.resetGradient = recurrentNew
    return result
  }

  func directPath(_ step: CellStep<Scalar>) -> [Scalar]? { step.activations[.update] }
}

/// The gated recurrent unit with the reset before the product (Cho et al. 2014, as ONNX's
/// `linear_before_reset = 0`).
///
///     n = tanh(W_n·x + b_in + U_n·(r ⊙ h₋) + b_hn)
struct GRUResetBeforeEquations<Scalar: RealScalar>: CellEquations {
  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    let h = state.hidden
    let parts = GRUSums(weights, input: x, hidden: h)
    var sums = parts.gates
    let r = sigmoid(sums[.reset])
    let fromReset = GateValues(weights.shape.cell.gates, rows: weights.recurrentSums(r ⊙ h))
    sums[.new] = parts.fromInput[.new] ⊕ fromReset[.new]
    return gruStep(sums, reset: r, previous: h, details: [.recurrentNew: fromReset[.new]])
  }

  func backward(
    _ weights: LayerParameters<Scalar>, step: CellStep<Scalar>, input x: [Scalar],
    previous: CellState<Scalar>, gradient: CellState<Scalar>
  ) -> StepGradient<Scalar> {
    let (r, h) = (step.activations[.reset], previous.hidden)
    let H = weights.shape.hiddenSize
    let delta = GRUDelta(step, previous: h, gradient: gradient.hidden)
    let U = weights[.weightHH]
    let resetGradient = U.transposedTimes(
      delta.new, rowsFrom: weights.shape.firstRow(of: .new))
    let deltaR = resetGradient ⊙ h ⊙ sigmoidSlope(r)
    let gates = joined([deltaR, delta.update])
    let all = joined([gates, delta.new])

    var result = StepGradient(
      previous: CellState(
        hidden: delta.kept ⊕ resetGradient ⊙ r ⊕ U.transposedTimes(gates)),
      input: weights[.weightIH].transposedTimes(all), deltas: all, resetGradient: resetGradient)
    result.products = [
      (.weightIH, 0, all, x), (.weightHH, 0, gates, h),
      (.weightHH, 2 * H, delta.new, r ⊙ h),
    ]
    if weights.shape.hasBias { result.vectors = [(.biasIH, all), (.biasHH, all)] }
    return result
  }

  func directPath(_ step: CellStep<Scalar>) -> [Scalar]? { step.activations[.update] }
}

/// The sums of a gated recurrent unit, as far as they do not wait for its reset gate.
struct GRUSums<Scalar: RealScalar> {
  /// W·x + b_i of each block
  let fromInput: GateValues<Scalar>
  /// U·h₋ + b_h of each block
  let fromHidden: GateValues<Scalar>

  init(_ weights: LayerParameters<Scalar>, input x: [Scalar], hidden h: [Scalar]) {
    fromInput = GateValues(weights.shape.cell.gates, rows: weights.inputSums(x))
    fromHidden = GateValues(weights.shape.cell.gates, rows: weights.recurrentSums(h))
  }

  /// The sums of r and z
  var gates: GateValues<Scalar> {
    var sums = GateValues<Scalar>()
    sums[.reset] = fromInput[.reset] ⊕ fromHidden[.reset]
    sums[.update] = fromInput[.update] ⊕ fromHidden[.update]
    return sums
  }
}

/// h = (1 − z) ⊙ n + z ⊙ h₋ from the sums of all three blocks.
private func gruStep<Scalar>(
  _ sums: GateValues<Scalar>, reset: [Scalar], previous: [Scalar], details: [Detail: [Scalar]]
) -> CellStep<Scalar> {
  var activations = GateValues<Scalar>()
  activations[.reset] = reset
  activations[.update] = sigmoid(sums[.update])
  activations[.new] = tanh(sums[.new])
  let (z, n) = (activations[.update], activations[.new])
  return CellStep(
    preactivations: sums, activations: activations, details: details,
    state: CellState(hidden: complement(z) ⊙ n ⊕ z ⊙ previous))
}

/// The part of a GRU's way back that both kinds share.
private struct GRUDelta<Scalar: RealScalar> {
  /// ∂L/∂ of the update gate's sum
  var update: [Scalar]
  /// ∂L/∂ of the candidate's sum
  var new: [Scalar]
  /// What reaches h₋ through z ⊙ h₋ alone
  var kept: [Scalar]

  init(_ step: CellStep<Scalar>, previous h: [Scalar], gradient: [Scalar]) {
    let (z, n) = (step.activations[.update], step.activations[.new])
    update = gradient ⊙ (h ⊖ n) ⊙ sigmoidSlope(z)
    new = gradient ⊙ complement(z) ⊙ tanhSlope(n)
    kept = gradient ⊙ z
  }
}

/// Vectors one below the other.
func joined<Scalar: RealScalar>(_ vectors: [[Scalar]]) -> [Scalar] {
  vectors.flatMap { $0 }
}
