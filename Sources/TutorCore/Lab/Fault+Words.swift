public import Phrases
public import Recurrent

// What the lab calls each mistake and says of it.
extension Fault {
  /// At most 34 columns in either language.
  public var name: Phrase {
    switch self {
    case .forgetBiasZero: .faultForgetBiasZero
    case .forgetBiasTwice: .faultForgetBiasTwice
    case .biasTwice: .faultBiasTwice
    case .biasForgotten: .faultBiasForgotten
    case .biasesMerged: .faultBiasesMerged
    case .gateOrderIFOG: .faultGateOrderIFOG
    case .gateOrderIOFG: .faultGateOrderIOFG
    case .gateOrderZRN: .faultGateOrderZRN
    case .interleavedSplit: .faultInterleavedSplit
    case .recurrentForgotten: .faultRecurrentForgotten
    case .recurrentTransposed: .faultRecurrentTransposed
    case .tanhGates: .faultTanhGates
    case .sigmoidCandidate: .faultSigmoidCandidate
    case .noInputGate: .faultNoInputGate
    case .noForgetGate: .faultNoForgetGate
    case .coupledGates: .faultCoupledGates
    case .forgetPolarity: .faultForgetPolarity
    case .productForSum: .faultProductForSum
    case .tanhOnCell: .faultTanhOnCell
    case .noOutputTanh: .faultNoOutputTanh
    case .hiddenFromOldCell: .faultHiddenFromOldCell
    case .outputGateOnCell: .faultOutputGateOnCell
    case .gatesSeeCell: .faultGatesSeeCell
    case .peepholeSeesOldCell: .faultPeepholeSeesOldCell
    case .updateFlipped: .faultUpdateFlipped
    case .resetBeforeProduct: .faultResetBeforeProduct
    case .resetIgnored: .faultResetIgnored
    case .noActivation: .faultNoActivation
    case .reluForTanh: .faultReluForTanh
    case .hiddenInPlace: .faultHiddenInPlace
    case .stateNotCarried: .faultStateNotCarried
    case .stateNotReset: .faultStateNotReset
    case .hiddenAndCellSwapped: .faultHiddenAndCellSwapped
    case .unmaskedPadding: .faultUnmaskedPadding
    case .wrongEnd: .faultWrongEnd
    case .timeReversed: .faultTimeReversed
    }
  }

  /// What one would see, and why: a sentence.
  public var symptom: Phrase {
    switch self {
    case .forgetBiasZero: .symptomForgetBiasZero
    case .forgetBiasTwice: .symptomForgetBiasTwice
    case .biasTwice: .symptomBiasTwice
    case .biasForgotten: .symptomBiasForgotten
    case .biasesMerged: .symptomBiasesMerged
    case .gateOrderIFOG: .symptomGateOrderIFOG
    case .gateOrderIOFG: .symptomGateOrderIOFG
    case .gateOrderZRN: .symptomGateOrderZRN
    case .interleavedSplit: .symptomInterleavedSplit
    case .recurrentForgotten: .symptomRecurrentForgotten
    case .recurrentTransposed: .symptomRecurrentTransposed
    case .tanhGates: .symptomTanhGates
    case .sigmoidCandidate: .symptomSigmoidCandidate
    case .noInputGate: .symptomNoInputGate
    case .noForgetGate: .symptomNoForgetGate
    case .coupledGates: .symptomCoupledGates
    case .forgetPolarity: .symptomForgetPolarity
    case .productForSum: .symptomProductForSum
    case .tanhOnCell: .symptomTanhOnCell
    case .noOutputTanh: .symptomNoOutputTanh
    case .hiddenFromOldCell: .symptomHiddenFromOldCell
    case .outputGateOnCell: .symptomOutputGateOnCell
    case .gatesSeeCell: .symptomGatesSeeCell
    case .peepholeSeesOldCell: .symptomPeepholeSeesOldCell
    case .updateFlipped: .symptomUpdateFlipped
    case .resetBeforeProduct: .symptomResetBeforeProduct
    case .resetIgnored: .symptomResetIgnored
    case .noActivation: .symptomNoActivation
    case .reluForTanh: .symptomReluForTanh
    case .hiddenInPlace: .symptomHiddenInPlace
    case .stateNotCarried: .symptomStateNotCarried
    case .stateNotReset: .symptomStateNotReset
    case .hiddenAndCellSwapped: .symptomHiddenAndCellSwapped
    case .unmaskedPadding: .symptomUnmaskedPadding
    case .wrongEnd: .symptomWrongEnd
    case .timeReversed: .symptomTimeReversed
    }
  }

  /// Where the mistake, or the convention that leads to it, stands in print or in an issue; nil where
  /// people make it without a model.
  public var origin: String? {
    switch self {
    case .forgetBiasZero: "pytorch/pytorch#20102"
    case .forgetBiasTwice, .biasTwice: "pytorch/pytorch#750"
    case .biasForgotten: "CS231n, rnn.md"
    case .gateOrderIFOG: "char-rnn: i f o g"
    case .gateOrderIOFG: "ONNX LSTM: i o f c"
    case .gateOrderZRN: "Keras, ONNX GRU: z r h"
    case .noForgetGate: "Hochreiter & Schmidhuber 1997"
    case .coupledGates: "Greff et al. 2017 (CIFG)"
    case .noOutputTanh: "Stanford CS 230, RNN cheatsheet"
    case .outputGateOnCell: "Devinterview-io/rnn-interview-questions, Q12"
    case .updateFlipped: "Chung et al. 2014"
    case .resetBeforeProduct: "pytorch/pytorch#8153"
    case .unmaskedPadding: "keras-team/keras#1300"
    case .wrongEnd: "yunjey/pytorch-tutorial#149"
    default: nil
    }
  }
}
