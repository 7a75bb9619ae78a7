import Recurrent

/// The smallest part of the way back through a step.
enum BackwardSubstep: Hashable, Sendable {
  /// δh = ∂L/∂h_t stands there, and what comes back to c from the step behind.
  case arrive
  /// δ of one gate's sum
  case delta(Gate)
  /// δc = ∂L/∂c_t, everything that flows through it
  case cell
  /// δh₋ = Σ Uᵀ δ
  case previousHidden
  /// δc₋ = δc ⊙ f
  case previousCell
}

extension CellKind {
  /// The way back through a step, in the order in which it is computed.
  var backwardSubsteps: [BackwardSubstep] {
    switch self {
    case .rnnTanh, .rnnReLU: [.arrive, .delta(.candidate), .previousHidden]
    case .gru, .gruV1: [.arrive, .delta(.update), .delta(.new), .delta(.reset), .previousHidden]
    case .minLSTM: [.arrive, .delta(.forget), .delta(.input), .delta(.candidate), .previousHidden]
    case .minGRU: [.arrive, .delta(.update), .delta(.candidate), .previousHidden]
    default:
      [.arrive, .delta(.output), .cell]
        + [.forget, .input, .candidate].filter(gates.contains).map { .delta($0) }
        + [.previousHidden, .previousCell]
    }
  }
}

/// How far one has come on the way back through a step.
struct BackwardView: Sendable {
  /// Nil until it has been computed.
  var trace: BackwardTrace<Float>?
  /// Index of the sub-step that was reached last.
  var place = 0
}
