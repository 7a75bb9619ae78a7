/// A kind of recurrent cell, by its name on the command line and in lab files.
public enum CellKind: String, CaseIterable, Hashable, Sendable {
  case rnnTanh = "rnn-tanh"
  case rnnReLU = "rnn-relu"
  case lstm = "lstm"
  case gru = "gru"
  /// Hochreiter and Schmidhuber's cell of 1997, which had no forget gate.
  case lstm1997 = "lstm-1997"
  /// Gates that see the cell state (Gers and Schmidhuber 2000).
  case lstmPeephole = "lstm-peephole"
  /// Coupled gates: i = 1 − f.
  case lstmCIFG = "lstm-cifg"
  /// Layer normalisation in the sums and before the read-out (Ba, Kiros and Hinton 2016).
  case lstmLayerNorm = "lstm-layernorm"
  /// The classic mistake: tanh where a gate needs σ.
  case lstmTanhGates = "lstm-tanh-gates"
  /// Reset before the matrix product, as in the first paper (Cho et al. 2014).
  case gruV1 = "gru-v1"
  /// Gates and candidate that do not see h₋ (Feng et al. 2024).
  case minLSTM = "minlstm"
  case minGRU = "mingru"
  /// Exponential input gate with a normaliser (Beck et al. 2024).
  case sLSTM = "slstm"

  /// The blocks of H rows of the weight matrices, from the top.
  ///
  /// A plain recurrent cell has one block, whose activation is the new h.
  public var gates: [Gate] {
    switch self {
    case .rnnTanh, .rnnReLU: [.candidate]
    case .lstm, .lstmPeephole, .lstmLayerNorm, .lstmTanhGates, .sLSTM:
      [.input, .forget, .candidate, .output]
    case .lstm1997: [.input, .candidate, .output]
    case .lstmCIFG: [.forget, .candidate, .output]
    case .gru, .gruV1: [.reset, .update, .new]
    case .minLSTM: [.forget, .input, .candidate]
    case .minGRU: [.update, .candidate]
    }
  }

  /// What a block of rows is called in lab files: the gate's letter, or `h` of a plain cell.
  public func blockName(_ gate: Gate) -> String {
    self == .rnnTanh || self == .rnnReLU ? "h" : gate.rawValue
  }

  /// What a step computes by gate: the blocks of rows, and i of a cell whose i follows from f.
  public var activations: [Gate] {
    self == .lstmCIFG ? [.input] + gates : gates
  }

  /// Whether the cell carries c from step to step beside h.
  public var hasCellState: Bool {
    switch self {
    case .rnnTanh, .rnnReLU, .gru, .gruV1, .minLSTM, .minGRU: false
    default: true
    }
  }

  /// Whether the sums see h₋; where they do not, all gates can be computed at once.
  public var isRecurrentInGates: Bool { self != .minLSTM && self != .minGRU }

  /// The gate whose bias says how much of the old state is kept: f, or z of a GRU, which keeps h.
  public var keepGate: Gate? {
    switch self {
    case .rnnTanh, .rnnReLU, .lstm1997, .minGRU: nil
    case .gru, .gruV1: .update
    default: .forget
    }
  }

  /// Whether some of the old c, or of the old h of a cell without c, goes on past all sums.
  public var hasDirectPath: Bool { self != .rnnTanh && self != .rnnReLU }

  /// Whether PyTorch has the cell, so that its weights can come from a `state_dict`.
  public var isPyTorch: Bool {
    switch self {
    case .rnnTanh, .rnnReLU, .lstm, .gru: true
    default: false
    }
  }
}

/// The way in which a layer reads its sequence.
public enum Direction: String, CaseIterable, Hashable, Sendable {
  case forward, reverse
}
