extension Fault {
  /// The equations of a step with this mistake; the right ones where the mistake is elsewhere.
  func equations<Scalar: RealScalar>(
    of kind: CellKind, _ type: Scalar.Type = Scalar.self
  ) -> any ForwardEquations<Scalar> {
    let right = kind.equations(type)
    switch (self, kind) {
    case (.stateNotCarried, _): return StateNotCarried(right: right)
    case (.hiddenAndCellSwapped, _): return HiddenAndCellSwapped(right: right)
    case (.hiddenInPlace, _): return HiddenInPlace(right: right)
    case (.resetBeforeProduct, _): return GRUResetBeforeEquations<Scalar>()
    case (_, .lstm), (_, .lstmPeephole):
      return place == .equations ? FaultyLSTMEquations<Scalar>(fault: self) : right
    case (_, .gru), (_, .gruV1):
      return place == .equations ? FaultyGRUEquations<Scalar>(fault: self) : right
    case (_, .rnnTanh), (_, .rnnReLU):
      return place == .equations ? FaultyRNNEquations<Scalar>(fault: self) : right
    default: return right
    }
  }
}

/// The LSTM, with or without peepholes, with one mistake; ``LSTMEquations`` has it right.
struct FaultyLSTMEquations<Scalar: RealScalar>: ForwardEquations {
  let fault: Fault

  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    let old = state.cell ?? []
    let hasPeepholes = weights.shape.cell == .lstmPeephole
    let read = fault == .gatesSeeCell ? old : state.hidden
    var a = GateValues(
      weights.shape.cell.gates, rows: weights.inputSums(x) ⊕ weights.recurrentSums(read))
    if hasPeepholes {
      a[.input] = a[.input] ⊕ weights.peephole(.input) ⊙ old
      a[.forget] = a[.forget] ⊕ weights.peephole(.forget) ⊙ old
    }

    let f = squash(a[.forget])
    let i = fault == .coupledGates ? complement(f) : squash(a[.input])
    let g = fault == .sigmoidCandidate ? sigmoid(a[.candidate]) : tanh(a[.candidate])
    let c: [Scalar] =
      switch fault {
      case .noInputGate: f ⊙ old ⊕ g
      case .noForgetGate: old ⊕ i ⊙ g
      case .forgetPolarity: complement(f) ⊙ old ⊕ i ⊙ g
      case .productForSum: (f ⊙ old) ⊙ (i ⊙ g)
      case .tanhOnCell: tanh(f ⊙ old ⊕ i ⊙ g)
      default: f ⊙ old ⊕ i ⊙ g
      }
    if hasPeepholes {
      let seen = fault == .peepholeSeesOldCell ? old : c
      a[.output] = a[.output] ⊕ weights.peephole(.output) ⊙ seen
    }
    let o = squash(a[.output])
    let shown: [Scalar] =
      switch fault {
      case .noOutputTanh: c
      case .hiddenFromOldCell: tanh(old)
      default: tanh(c)
      }

    var gates = GateValues<Scalar>()
    gates[.input] = i
    gates[.forget] = f
    gates[.candidate] = g
    gates[.output] = o
    let y = o ⊙ shown
    let isProjected = weights.shape.projectionSize > 0
    return CellStep(
      preactivations: a, activations: gates, squashedCell: shown,
      details: isProjected ? [.unprojected: y] : [:],
      state: CellState(
        hidden: isProjected ? weights[.weightHR].times(y) : y,
        cell: fault == .outputGateOnCell ? y : c))
  }

  private func squash(_ a: [Scalar]) -> [Scalar] {
    fault == .tanhGates ? tanh(a) : sigmoid(a)
  }
}

/// The gated recurrent unit of either kind with one mistake; ``GRUEquations`` has it right.
struct FaultyGRUEquations<Scalar: RealScalar>: ForwardEquations {
  let fault: Fault

  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    let h = state.hidden
    let parts = GRUSums(weights, input: x, hidden: h)
    var a = parts.gates
    let r = fault == .resetIgnored ? h.map { _ in 1 } : squash(a[.reset])
    let z = squash(a[.update])
    let recurrent: [Scalar]
    if weights.shape.cell == .gruV1 {
      recurrent = GateValues(weights.shape.cell.gates, rows: weights.recurrentSums(r ⊙ h))[.new]
      a[.new] = parts.fromInput[.new] ⊕ recurrent
    } else {
      recurrent = parts.fromHidden[.new]
      a[.new] = parts.fromInput[.new] ⊕ r ⊙ recurrent
    }
    let n = fault == .sigmoidCandidate ? sigmoid(a[.new]) : tanh(a[.new])

    var activations = GateValues<Scalar>()
    activations[.reset] = r
    activations[.update] = z
    activations[.new] = n
    let mixed =
      fault == .updateFlipped
      ? z ⊙ n ⊕ complement(z) ⊙ h : complement(z) ⊙ n ⊕ z ⊙ h
    return CellStep(
      preactivations: a, activations: activations, details: [.recurrentNew: recurrent],
      state: CellState(hidden: mixed))
  }

  private func squash(_ a: [Scalar]) -> [Scalar] {
    fault == .tanhGates ? tanh(a) : sigmoid(a)
  }
}

/// The plain recurrent cell with another activation, or none.
struct FaultyRNNEquations<Scalar: RealScalar>: ForwardEquations {
  let fault: Fault

  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar> {
    let sums = weights.inputSums(x) ⊕ weights.recurrentSums(state.hidden)
    // A comparison with 0 alone would turn NaN into 0.
    let h = fault == .reluForTanh ? sums.map { $0 > 0 || $0.isNaN ? $0 : 0 } : sums
    let gates = weights.shape.cell.gates
    return CellStep(
      preactivations: GateValues(gates, rows: sums), activations: GateValues(gates, rows: h),
      details: [:], state: CellState(hidden: h))
  }
}
