import Recurrent

/// The phases of one step of a cell, in their order.
enum Phase: Int, CaseIterable, Comparable, Sendable {
  /// x and h are weighted and added up.
  case read
  /// σ and tanh are applied.
  case squash
  /// The old cell state is multiplied by f.
  case forget
  /// i ⊙ g is added.
  case write
  /// h is made from tanh c.
  case show

  static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
}

/// The smallest part of a step that can be looked at. An LSTM has eleven.
enum Substep: Hashable, Sendable {
  /// x and h of the step before stand side by side.
  case gather
  /// a = W·x + U·h₋ + b of one gate
  case sum(Gate)
  /// σ and tanh of the sums
  case squash
  /// The reset gate of a GRU multiplies the recurrent part.
  case reset
  /// tanh of the sum that waited for the reset gate
  case squashNew
  /// f ⊙ c₋, or what is kept of h₋
  case keep
  /// i ⊙ g, or what comes in of the candidate
  case write
  /// The sum of both is the new state.
  case add
  /// tanh c
  case squashCell
  /// o ⊙ tanh c, or the activation of a plain cell
  case show
}

extension CellKind {
  /// What a step consists of, in the order in which it is computed.
  var substeps: [Substep] { Self.substepTable[self] ?? [] }

  /// A picture asks for the order hundreds of times.
  private static let substepTable = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.orderedSubsteps) })

  private var orderedSubsteps: [Substep] {
    switch self {
    case .rnnTanh, .rnnReLU: [.gather, .sum(.candidate), .show]
    case .gru, .gruV1:
      [
        .gather, .sum(.reset), .sum(.update), .squash, .reset, .sum(.new), .squashNew, .keep,
        .write, .add,
      ]
    case .lstm1997: [.gather] + sums + [.squash, .write, .add, .squashCell, .show]
    case .lstmPeephole:
      // The output gate sees the new cell state, so it comes last.
      [.gather] + sums.dropLast()
        + [.squash, .keep, .write, .add, .sum(.output), .squashCell, .show]
    case .minLSTM, .minGRU: [.gather] + sums + [.squash, .keep, .write, .add]
    default: [.gather] + sums + [.squash, .keep, .write, .add, .squashCell, .show]
    }
  }

  private var sums: [Substep] {
    gatesInOrder.filter(gates.contains).map { .sum($0) }
  }

  /// The phase that a sub-step belongs to.
  func phase(of substep: Substep) -> Phase {
    switch substep {
    case .gather: .read
    case .sum(.new): .squash
    case .sum(.output): self == .lstmPeephole ? .show : .read
    case .sum: .read
    case .squash, .reset, .squashNew: .squash
    case .keep: hasCellState ? .forget : .show
    case .write, .add: hasCellState ? .write : .show
    case .squashCell, .show: .show
    }
  }

  /// The phases of a step, of which the last one is always ``Phase/show``.
  var phases: [Phase] {
    let reached = Set(substeps.map(phase(of:)))
    return Phase.allCases.filter(reached.contains)
  }

  /// When the gate's sum is known.
  func sumSubstep(of gate: Gate) -> Substep {
    gates.contains(gate) ? .sum(gate) : .squash
  }

  /// When the gate itself is known.
  func substep(of gate: Gate) -> Substep {
    if isPlain || (self == .lstmPeephole && gate == .output) { return .show }
    return gate == .new ? .squashNew : .squash
  }

  /// When the new h is known: the last sub-step.
  var hiddenSubstep: Substep { hasCellState || isPlain ? .show : .add }
}
