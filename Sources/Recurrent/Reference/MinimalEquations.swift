/// The minimal LSTM of Feng et al. (2024): gates and candidate see x only.
///
///     f, i = σ(W·x + b)     g = W_g·x + b_g
///     h = f/(f + i) ⊙ h₋ + i/(f + i) ⊙ g
///
/// f/(f + i) is σ(log f − log i), which stays a number where both gates are shut and 0/0 would not.
struct MinLSTMEquations<Scalar: RealScalar>: CellEquations {
  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    let sums = GateValues(weights.shape.cell.gates, rows: weights.inputSums(x))
    var activations = sums
    activations[.forget] = sigmoid(sums[.forget])
    activations[.input] = sigmoid(sums[.input])
    let g = activations[.candidate]
    let lead = sums[.forget].map(Scalar.logSigmoid) ⊖ sums[.input].map(Scalar.logSigmoid)
    let (keep, write) = (sigmoid(lead), sigmoid(lead.map { -$0 }))
    return CellStep(
      preactivations: sums, activations: activations,
      details: [.normalizedForget: keep, .normalizedInput: write],
      state: CellState(hidden: keep ⊙ state.hidden ⊕ write ⊙ g))
  }

  func backward(
    _ weights: LayerParameters<Scalar>, step: CellStep<Scalar>, input x: [Scalar],
    previous: CellState<Scalar>, gradient: CellState<Scalar>
  ) -> StepGradient<Scalar> {
    let (f, i) = (step.activations[.forget], step.activations[.input])
    let keep = step.details[.normalizedForget] ?? []
    let write = step.details[.normalizedInput] ?? []
    let dh = gradient.hidden
    // The slope of keep is keep·write for log f − log i, and log σ has the slope 1 − σ.
    let common = dh ⊙ (previous.hidden ⊖ step.activations[.candidate]) ⊙ keep ⊙ write
    let deltaF = common ⊙ complement(f)
    let deltaI = (common ⊙ complement(i)).map { -$0 }
    return StepGradient(
      weights, inputDelta: joined([deltaF, deltaI, dh ⊙ write]), input: x, previous: previous,
      direct: CellState(hidden: dh ⊙ keep))
  }

  func directPath(_ step: CellStep<Scalar>) -> [Scalar]? { step.details[.normalizedForget] }
}

/// The minimal GRU of Feng et al. (2024): z and the candidate see x only, and z writes.
///
///     z = σ(W_z·x + b_z)     g = W_g·x + b_g     h = (1 − z) ⊙ h₋ + z ⊙ g
struct MinGRUEquations<Scalar: RealScalar>: CellEquations {
  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    let sums = GateValues(weights.shape.cell.gates, rows: weights.inputSums(x))
    var activations = sums
    activations[.update] = sigmoid(sums[.update])
    let (z, g) = (activations[.update], activations[.candidate])
    return CellStep(
      preactivations: sums, activations: activations, details: [:],
      state: CellState(hidden: complement(z) ⊙ state.hidden ⊕ z ⊙ g))
  }

  func backward(
    _ weights: LayerParameters<Scalar>, step: CellStep<Scalar>, input x: [Scalar],
    previous: CellState<Scalar>, gradient: CellState<Scalar>
  ) -> StepGradient<Scalar> {
    let (z, g) = (step.activations[.update], step.activations[.candidate])
    let dh = gradient.hidden
    let deltaZ = dh ⊙ (g ⊖ previous.hidden) ⊙ sigmoidSlope(z)
    return StepGradient(
      weights, inputDelta: joined([deltaZ, dh ⊙ z]), input: x, previous: previous,
      direct: CellState(hidden: dh ⊙ complement(z)))
  }

  func directPath(_ step: CellStep<Scalar>) -> [Scalar]? {
    complement(step.activations[.update])
  }
}
