/// The LSTM and the variants that differ from it in a line or two.
///
///     a   = (W·x + b_ih) + (U·h₋ + b_hh)
///     i,f = σ(a_i), σ(a_f)   g = tanh(a_g)   o = σ(a_o)
///     c   = f ⊙ c₋ + i ⊙ g
///     h   = o ⊙ tanh c              with a projection: W_hr·(o ⊙ tanh c)
///
/// * `lstm-1997` has f = 1, g = 4σ(a_g) − 2 and 2σ(c) − 1 for tanh c (Hochreiter and
///   Schmidhuber 1997).
/// * `lstm-peephole` adds p_i ⊙ c₋, p_f ⊙ c₋ and p_o ⊙ c to the sums of i, f and o (Gers,
///   Schraudolph and Schmidhuber 2002).
/// * `lstm-cifg` has i = 1 − f (Greff et al. 2017).
/// * `lstm-layernorm` normalises W·x, U·h₋ and, before tanh, c (Ba, Kiros and Hinton 2016,
///   equations 20 to 22).
/// * `lstm-tanh-gates` is a mistake worth seeing: i, f and o go through tanh.
struct LSTMEquations<Scalar: RealScalar>: CellEquations {
  let kind: CellKind

  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    step(weights, input: x, state: state, cell: Overwrite())
  }

  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>,
    cell overwrite: Overwrite<Scalar>
  ) -> CellStep<Scalar> {
    let old = state.cell ?? []
    var (a, details) = sums(weights, x, state.hidden)
    if kind == .lstmPeephole {
      a[.input] = a[.input] ⊕ weights.peephole(.input) ⊙ old
      a[.forget] = a[.forget] ⊕ weights.peephole(.forget) ⊙ old
    }

    var gates = GateValues<Scalar>()
    for gate in kind.activations { gates[gate] = [] }
    let f = kind == .lstm1997 ? old.map { _ in 1 } : squash(a[.forget])
    let i = kind == .lstmCIFG ? complement(f) : squash(a[.input])
    let g = kind == .lstm1997 ? sigmoid(a[.candidate]).map { 4 * $0 - 2 } : tanh(a[.candidate])
    let c = overwrite.cell(f ⊙ old ⊕ i ⊙ g)
    if kind == .lstmPeephole { a[.output] = a[.output] ⊕ weights.peephole(.output) ⊙ c }
    let o = squash(a[.output])
    gates[.input] = i
    if kind != .lstm1997 { gates[.forget] = f }
    gates[.candidate] = g
    gates[.output] = o

    let shown: [Scalar]
    switch kind {
    case .lstm1997: shown = sigmoid(c).map { 2 * $0 - 1 }
    case .lstmLayerNorm:
      let normalized =
        weights[.cellGain].values ⊙ LayerNorm(c).normalized ⊕ weights[.cellBias].values
      details[.normalizedCell] = normalized
      shown = tanh(normalized)
    default: shown = tanh(c)
    }
    var h = o ⊙ shown
    if weights.shape.projectionSize > 0 {
      details[.unprojected] = h
      h = weights[.weightHR].times(h)
    }
    return CellStep(
      preactivations: a, activations: gates, squashedCell: shown, details: details,
      state: CellState(hidden: h, cell: c))
  }

  func directPath(_ step: CellStep<Scalar>) -> [Scalar]? {
    kind == .lstm1997 ? step.state.cell?.map { _ in 1 } : step.activations[.forget]
  }

  func cellSlope(_ weights: LayerParameters<Scalar>, _ step: CellStep<Scalar>) -> [Scalar]? {
    let (o, shown) = (step.activations[.output], step.squashedCell ?? [])
    return switch kind {
    case .lstm1997: o ⊙ shown.map { (1 - $0 * $0) / 2 }
    case .lstmLayerNorm: nil
    case .lstmPeephole: o ⊙ tanhSlope(shown) ⊕ weights.peephole(.output) ⊙ shown ⊙ slope(o)
    default: o ⊙ tanhSlope(shown)
    }
  }

  /// The sums of all gates, and what the trace keeps of the way to them.
  private func sums(
    _ weights: LayerParameters<Scalar>, _ x: [Scalar], _ h: [Scalar]
  ) -> (GateValues<Scalar>, [Detail: [Scalar]]) {
    guard kind == .lstmLayerNorm else {
      let rows = weights.inputSums(x) ⊕ weights.recurrentSums(h)
      return (GateValues(kind.gates, rows: rows), [:])
    }
    let fromInput = weights[.weightIH].times(x)
    let fromHidden = weights[.weightHH].times(h)
    var rows =
      weights[.inputGain].values ⊙ LayerNorm(fromInput).normalized
      ⊕ weights[.recurrentGain].values ⊙ LayerNorm(fromHidden).normalized
    if weights.shape.hasBias { rows = rows ⊕ weights[.biasIH].values ⊕ weights[.biasHH].values }
    return (
      GateValues(kind.gates, rows: rows), [.inputSum: fromInput, .recurrentSum: fromHidden]
    )
  }

  private func squash(_ a: [Scalar]) -> [Scalar] {
    kind == .lstmTanhGates ? tanh(a) : sigmoid(a)
  }
}

extension LSTMEquations {
  func backward(
    _ weights: LayerParameters<Scalar>, step: CellStep<Scalar>, input x: [Scalar],
    previous: CellState<Scalar>, gradient: CellState<Scalar>
  ) -> StepGradient<Scalar> {
    let (i, g) = (step.activations[.input], step.activations[.candidate])
    let (o, shown) = (step.activations[.output], step.squashedCell ?? [])
    let (old, c) = (previous.cell ?? [], step.state.cell ?? [])
    let f = directPath(step) ?? []
    var vectors: [(ParameterName, [Scalar])] = []

    let isProjected = weights.shape.projectionSize > 0
    let dy =
      isProjected ? weights[.weightHR].transposedTimes(gradient.hidden) : gradient.hidden
    let deltaO = dy ⊙ shown ⊙ slope(o)
    let dShown = dy ⊙ o
    var dc = gradient.cell ?? []
    switch kind {
    case .lstm1997: dc = dc ⊕ dShown ⊙ shown.map { (1 - $0 * $0) / 2 }
    case .lstmLayerNorm:
      let norm = LayerNorm(c)
      let delta = dShown ⊙ tanhSlope(shown)
      vectors += [(.cellGain, delta ⊙ norm.normalized), (.cellBias, delta)]
      dc = dc ⊕ norm.backward(delta ⊙ weights[.cellGain].values)
    default: dc = dc ⊕ dShown ⊙ tanhSlope(shown)
    }
    if kind == .lstmPeephole { dc = dc ⊕ weights.peephole(.output) ⊙ deltaO }
    let whole = dc
    dc = WrittenUnits.cut(whole, at: step.written.cell)

    let candidateSlope =
      kind == .lstm1997 ? g.map { 1 - $0 * $0 / 4 } : tanhSlope(g)
    let deltaG = dc ⊙ i ⊙ candidateSlope
    let di = dc ⊙ g
    let df = kind == .lstmCIFG ? dc ⊙ old ⊖ di : dc ⊙ old
    let (deltaI, deltaF) = (di ⊙ slope(i), df ⊙ slope(f))
    var direct = CellState<Scalar>.zeroGradient(weights.shape)
    direct.cell = dc ⊙ f
    if kind == .lstmPeephole {
      direct.cell =
        dc ⊙ f ⊕ weights.peephole(.input) ⊙ deltaI ⊕ weights.peephole(.forget) ⊙ deltaF
      vectors.append((.peephole, joined([deltaI ⊙ old, deltaF ⊙ old, deltaO ⊙ c])))
    }

    let delta =
      switch kind {
      case .lstm1997: joined([deltaI, deltaG, deltaO])
      case .lstmCIFG: joined([deltaF, deltaG, deltaO])
      default: joined([deltaI, deltaF, deltaG, deltaO])
      }
    var result =
      kind == .lstmLayerNorm
      ? normalized(weights, step, delta: delta, input: x, previous: previous, direct: direct)
      : StepGradient(weights, inputDelta: delta, input: x, previous: previous, direct: direct)
    result.cell = whole
    result.vectors += vectors
    if isProjected {
      result.products.append((.weightHR, 0, gradient.hidden, step.details[.unprojected] ?? []))
    }
    return result
  }

  /// Carries δ of the normalised sums on through both normalisations.
  private func normalized(
    _ weights: LayerParameters<Scalar>, _ step: CellStep<Scalar>, delta: [Scalar],
    input x: [Scalar], previous: CellState<Scalar>, direct: CellState<Scalar>
  ) -> StepGradient<Scalar> {
    let fromInput = LayerNorm(step.details[.inputSum] ?? [])
    let fromHidden = LayerNorm(step.details[.recurrentSum] ?? [])
    var result = StepGradient(
      weights, inputDelta: fromInput.backward(delta ⊙ weights[.inputGain].values),
      recurrentDelta: fromHidden.backward(delta ⊙ weights[.recurrentGain].values), input: x,
      previous: previous, direct: direct)
    result.deltas = delta
    result.vectors = [
      (.inputGain, delta ⊙ fromInput.normalized),
      (.recurrentGain, delta ⊙ fromHidden.normalized),
    ]
    // The biases stand behind the normalisation.
    if weights.shape.hasBias { result.vectors += [(.biasIH, delta), (.biasHH, delta)] }
    return result
  }

  /// σ′, or tanh′ where the gates are tanh.
  private func slope(_ gate: [Scalar]) -> [Scalar] {
    kind == .lstmTanhGates ? tanhSlope(gate) : sigmoidSlope(gate)
  }
}

extension LayerParameters {
  /// One diagonal of `weight_peephole`, shape (H).
  func peephole(_ gate: Peephole) -> [Scalar] {
    let H = shape.hiddenSize
    return Array(self[.peephole].values[(gate.rawValue * H)..<((gate.rawValue + 1) * H)])
  }
}
