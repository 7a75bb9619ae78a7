/// A mistake in a recurrent net that people really make, as a switch.
public enum Fault: String, CaseIterable, Hashable, Sendable {
  // In the weights
  /// b_f = 0
  case forgetBiasZero = "forget-bias-zero"
  /// b_f set in both bias vectors, so that it counts twice
  case forgetBiasTwice = "forget-bias-twice"
  /// Every bias in both bias vectors
  case biasTwice = "bias-twice"
  case biasForgotten = "bias-forgotten"
  /// b_hn folded into b_in, out of the reset gate's reach
  case biasesMerged = "biases-merged"
  /// Rows i, f, g, o read as i, f, o, g
  case gateOrderIFOG = "gate-order-ifog"
  /// Rows i, f, g, o read as i, o, f, g, the order of ONNX
  case gateOrderIOFG = "gate-order-iofg"
  /// Rows r, z, n read as z, r, n, the order of Keras and ONNX
  case gateOrderZRN = "gate-order-zrn"
  /// The sums cut unit by unit instead of gate by gate
  case interleavedSplit = "interleaved-split"
  /// No U·h₋ + b_hh
  case recurrentForgotten = "recurrent-forgotten"
  /// h₋ᵀ·U for U·h₋
  case recurrentTransposed = "recurrent-transposed"

  // In the equations of a step
  case tanhGates = "tanh-gates"
  case sigmoidCandidate = "sigmoid-candidate"
  /// c = f ⊙ c₋ + g
  case noInputGate = "no-input-gate"
  /// c = c₋ + i ⊙ g
  case noForgetGate = "no-forget-gate"
  /// i = 1 − f where i has weights of its own
  case coupledGates = "coupled-gates"
  /// c = (1 − f) ⊙ c₋ + i ⊙ g
  case forgetPolarity = "forget-polarity"
  /// c = (f ⊙ c₋) ⊙ (i ⊙ g)
  case productForSum = "product-for-sum"
  /// c = tanh(f ⊙ c₋ + i ⊙ g)
  case tanhOnCell = "tanh-on-cell"
  /// h = o ⊙ c
  case noOutputTanh = "no-output-tanh"
  /// h = o ⊙ tanh c₋
  case hiddenFromOldCell = "h-from-old-c"
  /// o ⊙ tanh c carried on as c
  case outputGateOnCell = "output-gate-on-cell"
  /// U·c₋ for U·h₋
  case gatesSeeCell = "gates-see-c"
  /// The output gate's peephole sees c₋ for c
  case peepholeSeesOldCell = "peephole-sees-old-c"
  /// h = z ⊙ n + (1 − z) ⊙ h₋
  case updateFlipped = "z-flipped"
  /// U·(r ⊙ h₋) for r ⊙ (U·h₋)
  case resetBeforeProduct = "reset-before-product"
  /// r = 1
  case resetIgnored = "reset-ignored"
  /// h = a
  case noActivation = "no-activation"
  case reluForTanh = "relu-for-tanh"

  // In the state between steps
  /// A unit's gates see the h that the units before it have just written
  case hiddenInPlace = "h-in-place"
  /// Every step starts from zero
  case stateNotCarried = "state-not-carried"
  /// The sequence starts where the last one ended
  case stateNotReset = "state-not-reset"
  /// (c, h) handed over for (h, c)
  case hiddenAndCellSwapped = "h-and-c-swapped"

  // In the handling of the sequence
  /// The state moves on over padding
  case unmaskedPadding = "unmasked-padding"
  /// Reads the reverse half of the last output
  case wrongEnd = "wrong-end"
  case timeReversed = "time-reversed"

  /// What a mistake is in.
  public enum Place: String, CaseIterable, Hashable, Sendable {
    case weights, equations, state, sequence
  }

  public var place: Place {
    switch self {
    case .forgetBiasZero, .forgetBiasTwice, .biasTwice, .biasForgotten, .biasesMerged,
      .gateOrderIFOG, .gateOrderIOFG, .gateOrderZRN, .interleavedSplit, .recurrentForgotten,
      .recurrentTransposed:
      .weights
    case .tanhGates, .sigmoidCandidate, .noInputGate, .noForgetGate, .coupledGates,
      .forgetPolarity, .productForSum, .tanhOnCell, .noOutputTanh, .hiddenFromOldCell,
      .outputGateOnCell, .gatesSeeCell, .peepholeSeesOldCell, .updateFlipped,
      .resetBeforeProduct, .resetIgnored, .noActivation, .reluForTanh:
      .equations
    case .hiddenInPlace, .stateNotCarried, .stateNotReset, .hiddenAndCellSwapped: .state
    case .unmaskedPadding, .wrongEnd, .timeReversed: .sequence
    }
  }
}

extension Fault {
  /// Whether the mistake can be made with a network of this shape.
  public func applies(to shape: NetworkShape) -> Bool {
    let cell = shape.cell
    let isLSTM = cell == .lstm || cell == .lstmPeephole
    let isGRU = cell == .gru || cell == .gruV1
    let isPlain = cell == .rnnTanh || cell == .rnnReLU
    let isProjected = shape.projectionSize > 0
    switch self {
    case .forgetBiasZero, .forgetBiasTwice: return shape.hasBias && cell.gates.contains(.forget)
    case .biasTwice, .biasForgotten: return shape.hasBias
    // Before the product nothing scales b_hn, and the two biases are one.
    case .biasesMerged: return shape.hasBias && cell == .gru
    case .gateOrderIFOG, .gateOrderIOFG:
      return cell.gates == [.input, .forget, .candidate, .output]
    case .gateOrderZRN, .updateFlipped, .resetIgnored: return isGRU
    case .interleavedSplit: return shape.hiddenSize > 1 && cell.gates.count > 1
    case .recurrentForgotten: return cell.isRecurrentInGates
    case .recurrentTransposed:
      return cell.isRecurrentInGates && shape.hiddenSize > 1 && !isProjected

    case .tanhGates, .sigmoidCandidate: return isLSTM || isGRU
    case .noInputGate, .noForgetGate, .coupledGates, .forgetPolarity, .productForSum,
      .tanhOnCell, .noOutputTanh, .hiddenFromOldCell, .outputGateOnCell:
      return isLSTM
    case .gatesSeeCell: return isLSTM && !isProjected
    case .peepholeSeesOldCell: return cell == .lstmPeephole
    case .resetBeforeProduct: return cell == .gru
    case .noActivation: return isPlain
    case .reluForTanh: return cell == .rnnTanh

    case .hiddenInPlace:
      return shape.hiddenSize > 1 && !isProjected && (cell == .lstm || cell == .gru || isPlain)
    case .hiddenAndCellSwapped: return cell.hasCellState && !isProjected
    case .stateNotCarried, .stateNotReset, .unmaskedPadding, .timeReversed: return true
    // A second layer of one direction has no weights for the output of two.
    case .wrongEnd: return shape.isBidirectional || shape.layerCount == 1
    }
  }
}
