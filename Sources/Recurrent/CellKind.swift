/// A kind of recurrent cell, by its name on the command line and in lab files.
public enum CellKind: String, CaseIterable, Hashable, Sendable {
  case rnnTanh = "rnn-tanh"
  case rnnReLU = "rnn-relu"
  case lstm = "lstm"
  case gru = "gru"
  /// Hochreiter and Schmidhuber's cell of 1997, which had no forget gate.
  case lstm1997 = "lstm-1997"
  /// Gates that see the cell state.
  case lstmPeephole = "lstm-peephole"
  /// Coupled gates: i = 1 − f.
  case lstmCIFG = "lstm-cifg"
  case lstmLayerNorm = "lstm-layernorm"
  /// The classic mistake: tanh where a gate needs σ.
  case lstmTanhGates = "lstm-tanh-gates"
  /// Reset before the matrix product.
  case gruV1 = "gru-v1"
  case minLSTM = "minlstm"
  case minGRU = "mingru"
  case sLSTM = "slstm"
}

/// The way in which a layer reads its sequence.
public enum Direction: String, CaseIterable, Hashable, Sendable {
  case forward, reverse
}
