/// The sLSTM of Beck et al. (2024): an exponential input gate, a normaliser n and a stabiliser m.
///
///     m = max(ĩ, m₋ + log σ(f̃))
///     i = exp(ĩ − m)     f = exp(m₋ + log σ(f̃) − m)     g = tanh(g̃)     o = σ(õ)
///     c = f ⊙ c₋ + i ⊙ g     n = f ⊙ n₋ + i     h = o ⊙ c/n
///
/// The tilde marks sums W·x + U·h₋ + b. As gates, the trace shows i and f as they act.
struct SLSTMEquations<Scalar: RealScalar>: CellEquations {
  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    step(weights, input: x, state: state, cell: Overwrite())
  }

  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>,
    cell overwrite: Overwrite<Scalar>
  ) -> CellStep<Scalar> {
    let sums = GateValues(
      weights.shape.cell.gates, rows: weights.inputSums(x) ⊕ weights.recurrentSums(state.hidden))
    let kept = zip(state.stabilizer ?? [], sums[.forget]).map { $0 + Scalar.logSigmoid($1) }
    let m = zip(sums[.input], kept).map { $0 < $1 ? $1 : $0 }
    var activations = GateValues<Scalar>()
    activations[.input] = (sums[.input] ⊖ m).map(Scalar.exponential)
    activations[.forget] = (kept ⊖ m).map(Scalar.exponential)
    activations[.candidate] = tanh(sums[.candidate])
    activations[.output] = sigmoid(sums[.output])
    let (i, f, g) = (activations[.input], activations[.forget], activations[.candidate])
    let c = overwrite.cell(f ⊙ (state.cell ?? []) ⊕ i ⊙ g)
    let n = f ⊙ (state.normalizer ?? []) ⊕ i
    return CellStep(
      preactivations: sums, activations: activations, details: [:],
      state: CellState(
        hidden: activations[.output] ⊙ c ⊘ n, cell: c, normalizer: n, stabilizer: m))
  }

  func backward(
    _ weights: LayerParameters<Scalar>, step: CellStep<Scalar>, input x: [Scalar],
    previous: CellState<Scalar>, gradient: CellState<Scalar>
  ) -> StepGradient<Scalar> {
    let (i, f) = (step.activations[.input], step.activations[.forget])
    let (g, o) = (step.activations[.candidate], step.activations[.output])
    let (c, n) = (step.state.cell ?? [], step.state.normalizer ?? [])
    let dh = gradient.hidden
    let whole = (gradient.cell ?? []) ⊕ dh ⊙ o ⊘ n
    let dc = WrittenUnits.cut(whole, at: step.written.cell)
    let dn = (gradient.normalizer ?? []) ⊖ dh ⊙ o ⊙ c ⊘ (n ⊙ n)

    // h does not depend on m, which only scales c and n together; a loss on c itself does.
    let fromInput = (dc ⊙ g ⊕ dn) ⊙ i
    let fromOld = (dc ⊙ (previous.cell ?? []) ⊕ dn ⊙ (previous.normalizer ?? [])) ⊙ f
    let dm = (gradient.stabilizer ?? []) ⊖ fromInput ⊖ fromOld
    let isNew = zip(step.state.stabilizer ?? [], step.preactivations[.input]).map(==)
    let deltaI = fromInput ⊕ zip(dm, isNew).map { $1 ? $0 : 0 }
    let dKept = fromOld ⊕ zip(dm, isNew).map { $1 ? 0 : $0 }
    let deltaF = dKept ⊙ complement(sigmoid(step.preactivations[.forget]))
    let deltaG = dc ⊙ i ⊙ tanhSlope(g)
    let deltaO = dh ⊙ (c ⊘ n) ⊙ sigmoidSlope(o)
    var direct = CellState<Scalar>.zeroGradient(weights.shape)
    direct.cell = dc ⊙ f
    direct.normalizer = dn ⊙ f
    direct.stabilizer = dKept
    var result = StepGradient(
      weights, inputDelta: joined([deltaI, deltaF, deltaG, deltaO]), input: x,
      previous: previous, direct: direct)
    result.cell = whole
    return result
  }

  func directPath(_ step: CellStep<Scalar>) -> [Scalar]? { step.activations[.forget] }

  func cellSlope(_ weights: LayerParameters<Scalar>, _ step: CellStep<Scalar>) -> [Scalar]? {
    step.activations[.output] ⊘ (step.state.normalizer ?? [])
  }
}
