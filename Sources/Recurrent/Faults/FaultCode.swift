/// A mistake as it stands in people's code, and the same lines without it.
public struct FaultCode: Hashable, Sendable {
  /// The lines with the mistake.
  public var wrong: [String]
  public var right: [String]
}

extension Fault {
  /// One to three lines of NumPy or PyTorch.
  public var code: FaultCode {
    let (wrong, right) = lines
    return FaultCode(
      wrong: wrong.split(separator: "\n").map(String.init),
      right: right.split(separator: "\n").map(String.init))
  }

  private var lines: (wrong: String, right: String) {
    switch place {
    case .weights: weightLines
    case .equations: equationLines
    case .state, .sequence: sequenceLines
    }
  }

  private var weightLines: (wrong: String, right: String) {
    switch self {
    case .forgetBiasZero:
      ("b = np.concatenate([b_i, zeros, b_g, b_o])", "b = np.concatenate([b_i, b_f, b_g, b_o])")
    case .forgetBiasTwice:
      (
        "lstm.bias_ih_l0.data[H:2*H] = b_f\nlstm.bias_hh_l0.data[H:2*H] = b_f",
        "lstm.bias_ih_l0.data[H:2*H] = b_f\nlstm.bias_hh_l0.data[H:2*H] = 0"
      )
    case .biasTwice:
      (
        "sd['bias_ih_l0'] = keras_bias\nsd['bias_hh_l0'] = keras_bias",
        "sd['bias_ih_l0'] = keras_bias\nsd['bias_hh_l0'] = zeros"
      )
    case .biasForgotten: ("a = W @ x + U @ h", "a = W @ x + U @ h + b")
    case .biasesMerged:
      (
        "n = np.tanh(Wn @ x + b_in + b_hn + r * (Un @ h))",
        "n = np.tanh(Wn @ x + b_in + r * (Un @ h + b_hn))"
      )
    case .gateOrderIFOG: ("i, f, o, g = np.split(a, 4)", "i, f, g, o = np.split(a, 4)")
    case .gateOrderIOFG: ("i, o, f, g = np.split(a, 4)", "i, f, g, o = np.split(a, 4)")
    case .gateOrderZRN: ("z, r, n = np.split(a, 3)", "r, z, n = np.split(a, 3)")
    case .interleavedSplit:
      ("i, f, g, o = a.reshape(H, 4).T", "i, f, g, o = a.reshape(4, H)")
    case .recurrentForgotten: ("a = W @ x + b_ih", "a = W @ x + b_ih + U @ h + b_hh")
    default: ("a = x @ W.T + h @ U + b", "a = x @ W.T + h @ U.T + b")
    }
  }

  private var equationLines: (wrong: String, right: String) {
    switch self {
    case .tanhGates: ("gate = np.tanh(a)", "gate = sigmoid(a)")
    case .sigmoidCandidate: ("candidate = sigmoid(a)", "candidate = np.tanh(a)")
    case .noInputGate: ("c = f * c + g", "c = f * c + i * g")
    case .noForgetGate: ("c = c + i * g", "c = f * c + i * g")
    case .coupledGates: ("c = f * c + (1 - f) * g", "c = f * c + i * g")
    case .forgetPolarity: ("c = (1 - f) * c + i * g", "c = f * c + i * g")
    case .productForSum: ("c = (f * c) * (i * g)", "c = (f * c) + (i * g)")
    case .tanhOnCell: ("c = np.tanh(f * c + i * g)", "c = f * c + i * g")
    case .noOutputTanh: ("h = o * c", "h = o * np.tanh(c)")
    case .hiddenFromOldCell:
      ("h = o * np.tanh(c)\nc = f * c + i * g", "c = f * c + i * g\nh = o * np.tanh(c)")
    case .outputGateOnCell: ("c = o * np.tanh(c)\nh = c", "h = o * np.tanh(c)")
    case .gatesSeeCell: ("a = W @ x + U @ c + b", "a = W @ x + U @ h + b")
    case .peepholeSeesOldCell:
      ("o = sigmoid(a_o + p_o * c_old)", "o = sigmoid(a_o + p_o * c)")
    case .updateFlipped: ("h = z * n + (1 - z) * h", "h = (1 - z) * n + z * h")
    case .resetBeforeProduct:
      (
        "n = np.tanh(Wn @ x + b_in + Un @ (r * h) + b_hn)",
        "n = np.tanh(Wn @ x + b_in + r * (Un @ h + b_hn))"
      )
    case .resetIgnored:
      (
        "n = np.tanh(Wn @ x + b_in + Un @ h + b_hn)",
        "n = np.tanh(Wn @ x + b_in + r * (Un @ h + b_hn))"
      )
    case .noActivation: ("h = a", "h = activation(a)")
    default: ("h = np.maximum(a, 0)", "h = np.tanh(a)")
    }
  }

  private var sequenceLines: (wrong: String, right: String) {
    switch self {
    case .hiddenInPlace:
      (
        "for k in range(H):\n    h[k] = unit(k, x, h)",
        "h = np.array([unit(k, x, h) for k in range(H)])"
      )
    case .stateNotCarried:
      ("for x in xs:\n    y, _ = rnn(x)", "for x in xs:\n    y, state = rnn(x, state)")
    case .stateNotReset:
      (
        "for xs in batches:\n    y, state = rnn(xs, state)",
        "for xs in batches:\n    y, state = rnn(xs)"
      )
    case .hiddenAndCellSwapped: ("h, c = cell(x, (c, h))", "h, c = cell(x, (h, c))")
    case .unmaskedPadding:
      (
        "_, h_n = rnn(padded)",
        "packed = pack_padded_sequence(padded, lengths)\n_, h_n = rnn(packed)"
      )
    case .wrongEnd:
      ("last = out[-1]", "last = torch.cat([h_n[-2], h_n[-1]], dim=-1)")
    default: ("y, h_n = rnn(xs.flip(0))", "y, h_n = rnn(xs)")
    }
  }
}
