import Cells
import Recurrent
import Study
import Views

/// The numbers of one unit at one timestep of a cell that is no LSTM with four gates.
struct VariantReading {
  let probe: Probe
  /// 1-based.
  let t: Int

  /// Nil outside the timesteps and units of the run.
  init?(_ probe: Probe, t: Int) {
    guard t > 0, t <= probe.run.trace.count, (0..<probe.hiddenSize).contains(probe.unit)
    else { return nil }
    (self.probe, self.t) = (probe, t)
  }

  var kind: CellKind { probe.kind }
  /// The timestep that the cell read before.
  var before: Int { probe.timestep(before: t) }

  func value(_ signal: Signal, before isBefore: Bool = false) -> Double {
    probe.value(signal, at: isBefore ? before : t).map { Double($0) } ?? .nan
  }

  func gate(_ gate: Gate) -> Double { value(.gate(gate)) }
  func sum(_ gate: Gate) -> Double { value(.preactivation(gate)) }
  var hidden: Double { value(.hidden) }
  var hiddenBefore: Double { value(.hidden, before: true) }
  var cell: Double { value(.cell) }
  var cellBefore: Double { value(.cell, before: true) }

  /// The share of the old state that stays, of a cell that mixes h.
  var keptShare: Double {
    switch kind {
    case .minLSTM: value(.detail(.normalizedForget))
    case .minGRU: 1 - gate(.update)
    default: gate(.update)
    }
  }

  /// The share of the candidate that comes in.
  var writtenShare: Double {
    switch kind {
    case .minLSTM: value(.detail(.normalizedInput))
    case .minGRU: gate(.update)
    default: 1 - gate(.update)
    }
  }

  var candidate: Double { gate(kind.activations.contains(.new) ? .new : .candidate) }

  /// f ⊙ c₋, or c₋ where there is no forget gate.
  var kept: Double { kind == .lstm1997 ? cellBefore : gate(.forget) * cellBefore }
  var written: Double { gate(.input) * candidate }

  /// What the output gate shows: tanh c, or what a kind has in its place.
  var shown: Double {
    guard kind == .sLSTM else { return value(.squashedCell) }
    let normalizer = probe.run.trace.steps[t - 1].layers[probe.index].values.state.normalizer
    return cell / (normalizer.map { Double($0[probe.unit]) } ?? .nan)
  }

  /// U·h₋ of a gate.
  func recurrentSum(_ gate: Gate) -> Double {
    let weights = probe.weights
    let row = weights.row(gate, unit: probe.unit)
    return (0..<weights.shape.stateSize).reduce(0) { sum, k in
      let h = probe.value(.hidden, before: t, unit: k) ?? .nan
      return sum + Double(weights[.weightHH][row, k]) * Double(h)
    }
  }

  /// W·x of a gate.
  func inputSum(_ gate: Gate) -> Double {
    let weights = probe.weights
    let row = weights[.weightIH].row(weights.row(gate, unit: probe.unit))
    return zip(row, probe.input(at: t)).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  func bias(_ gate: Gate) -> Double { Double(probe.bias(gate)) }

  /// ∂h/∂h₋ of this unit by itself, of a plain cell.
  var slope: Double {
    let weights = probe.weights
    let weight = Double(
      weights[.weightHH][weights.row(.candidate, unit: probe.unit), probe.unit])
    return kind == .rnnReLU ? (hidden > 0 ? weight : 0) : weight * (1 - hidden * hidden)
  }
}

extension VariantReading {
  var equations: [Equation] {
    switch kind {
    case .rnnTanh, .rnnReLU: plainEquations
    case .gru, .gruV1: [newState, mixed(keep: "z", write: "(1 − z)", letter: "n", oldFirst: false)]
    case .minGRU: [mixed(keep: "(1 − z)", write: "z", letter: "g", oldFirst: true)]
    case .minLSTM: [mixed(keep: "f/(f+i)", write: "i/(f+i)", letter: "g", oldFirst: true)]
    default: [cellEquation, shownEquation]
    }
  }

  /// a = W·x + U·h₋ + b and h = tanh a.
  private var plainEquations: [Equation] {
    let a = sum(.candidate)
    let old: Equation.Symbol = .state("h", t: before, .hiddenState)
    let isReLU = kind == .rnnReLU
    let sum = Substep.sum(.candidate)
    let around =
      isReLU
      ? (symbols: ("max(0, ", ")"), numbers: ("max(0, ", ")"))
      : (symbols: ("tanh ", ""), numbers: ("tanh(", ")"))
    return [
      Equation(
        letter: "a", role: .body, signal: .preactivation(.candidate), t: t,
        terms: [
          .init(
            factors: [.sum([.sign("W·"), .state("x", t: t, .body)], inputSum(.candidate))],
            substep: sum),
          .init(factors: [.sum([.sign("U·"), old], recurrentSum(.candidate))], substep: sum),
          .init(factors: [.sum([.sign("b")], bias(.candidate))], substep: sum),
        ], result: a, substep: sum),
      Equation(
        letter: "h", role: .hiddenState, signal: .hidden, t: t, around: around,
        function: { isReLU ? max(0, $0) : Double.hyperbolicTangent($0) },
        terms: [.init(factors: [.state("a", t: t, a, .body)], substep: .show)], result: hidden,
        substep: .show),
    ]
  }

  /// n = tanh(W·x + b + r ⊙ U·h₋), or U·(r ⊙ h₋) with the reset before.
  private var newState: Equation {
    let old: Equation.Symbol = .state("h", t: before, .hiddenState)
    let recurrent = value(.detail(.recurrentNew))
    let factors: [Equation.Factor] =
      kind == .gru
      ? [.gate("r", gate(.reset), .reset, .inputGate), .sum([.sign("U"), old], recurrent)]
      : [.sum([.sign("U(r ⊙ "), old, .sign(")")], recurrent)]
    return Equation(
      letter: "n", role: .candidate, signal: .gate(.new), t: t,
      around: (symbols: ("tanh(", ")"), numbers: ("tanh(", ")")),
      function: Double.hyperbolicTangent,
      terms: [
        .init(factors: [.sum([.sign("Wx+b")], inputSum(.new) + bias(.new))], substep: .sum(.new)),
        .init(factors: factors, substep: .reset),
      ], result: gate(.new), substep: .squashNew)
  }

  /// What stays of h₋ and what comes in of the candidate.
  private func mixed(keep: String, write: String, letter: String, oldFirst: Bool) -> Equation {
    let role: Role = .forgetGate
    let old = Equation.Term(
      factors: [
        .gate(keep, keptShare, .update, role),
        .state("h", t: before, hiddenBefore, .hiddenState),
      ], substep: .keep)
    let new = Equation.Term(
      factors: [
        .gate(write, writtenShare, .update, kind == .minLSTM ? .inputGate : role),
        .candidate(letter, candidate),
      ], substep: .write)
    return Equation(
      letter: "h", role: .hiddenState, signal: .hidden, t: t,
      terms: oldFirst ? [old, new] : [new, old], result: hidden, substep: .add)
  }

  private var cellEquation: Equation {
    let old = Equation.Factor.state("c", t: before, cellBefore, .cellState)
    let kept =
      kind == .lstm1997
      ? Equation.Term(factors: [old], substep: .write)
      : Equation.Term(
        factors: [.gate("f", gate(.forget), .forget, .forgetGate), old], substep: .keep)
    return Equation(
      letter: "c", role: .cellState, signal: .cell, t: t,
      terms: [
        kept,
        .init(
          factors: [
            .gate("i", gate(.input), .input, .inputGate), .candidate("g", candidate),
          ], substep: .write),
      ], result: cell, substep: .add)
  }

  private var shownEquation: Equation {
    let c: Equation.Symbol = .state("c", t: t, .cellState)
    let symbols: [Equation.Symbol] =
      switch kind {
      // 2σ(c) − 1 = tanh(c/2)
      case .lstm1997: [.sign("tanh("), c, .sign("/2)")]
      case .lstmLayerNorm: [.sign("tanh LN("), c, .sign(")")]
      case .sLSTM: [c, .sign("/"), .state("n", t: t, .body)]
      default: [.sign("tanh "), c]
      }
    return Equation(
      letter: "h", role: .hiddenState, signal: .hidden, t: t,
      terms: [
        .init(
          factors: [
            .gate("o", gate(.output), .output, .outputGate),
            .init(symbols: symbols, value: shown, role: .cellState),
          ], substep: .squashCell)
      ], result: hidden, substep: .show)
  }
}
