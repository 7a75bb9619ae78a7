import Cells
import Phrases
import Recurrent

// What the lab shows of each kind of cell.
extension CellKind {
  /// Whether a step is c = f ⊙ c₋ + i ⊙ g and h = o ⊙ tanh c with gates from 0 to 1.
  var isClassic: Bool { self == .lstm || self == .lstmPeephole || self == .lstmCIFG }

  /// Whether h is the activation of the only block of weights.
  var isPlain: Bool { self == .rnnTanh || self == .rnnReLU }

  func name(of phase: Phase) -> Phrase {
    guard phase == .show, !hasCellState else { return phase.name }
    return isPlain ? .phaseSquash : .phaseMix
  }

  /// The parts of a step in the order in which every picture shows them.
  var gatesInOrder: [Gate] {
    [.forget, .input, .reset, .update, .candidate, .new, .output].filter(activations.contains)
  }

  func role(of gate: Gate) -> Role { isPlain ? .hiddenState : gate.role }

  func name(of gate: Gate) -> Phrase { isPlain ? .hiddenState : gate.name }

  /// Whether the gate lies between 0 and 1.
  func isShare(_ gate: Gate) -> Bool { gate.isSigmoid && self != .lstmTanhGates }

  /// What the sum of a gate goes through; nil where it stays as it is or where i follows from f.
  func function(of gate: Gate) -> String? {
    switch (self, gate) {
    case (.minLSTM, .candidate), (.minGRU, .candidate), (.lstmCIFG, .input): nil
    case (.sLSTM, .input), (.sLSTM, .forget): "exp"
    case (.rnnReLU, _): "max(0, a)"
    case (.lstm1997, .candidate): "2·tanh(a/2)"
    default: isShare(gate) ? "σ" : "tanh"
    }
  }

  /// How many equations a step has.
  var equationCount: Int { self == .minLSTM || self == .minGRU ? 1 : 2 }

  /// The state that the large plot shows, with the sub-step that makes it known.
  var plotted: (signal: Signal, letter: String, role: Role, substep: Substep) {
    hasCellState ? (.cell, "c", .cellState, .add) : (.hidden, "h", .hiddenState, hiddenSubstep)
  }

  /// The quantities that are shown over time beside the plot, with the sub-step that makes them
  /// known.
  var traced: [(letter: String, signal: Signal, role: Role, substep: Substep)] {
    guard !isPlain else { return [] }
    let gates = gatesInOrder.map {
      (blockName($0), Signal.gate($0), role(of: $0), substep(of: $0))
    }
    return hasCellState ? gates + [("h", .hidden, .hiddenState, hiddenSubstep)] : gates
  }
}
