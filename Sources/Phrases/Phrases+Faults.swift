// The mistakes that the lab can switch on: what they are called.
extension Phrase {
  public static let faultForgetBiasZero = Phrase(en: "forget bias 0", zh: "遗忘门偏置为 0")
  public static let faultForgetBiasTwice = Phrase(en: "forget bias counted twice", zh: "遗忘门偏置算了两次")
  public static let faultBiasTwice = Phrase(en: "every bias counted twice", zh: "所有偏置算了两次")
  public static let faultBiasForgotten = Phrase(en: "biases forgotten", zh: "漏了偏置")
  public static let faultBiasesMerged = Phrase(
    en: "b_hn outside the reset gate", zh: "b_hn 放到了重置门之外")
  public static let faultGateOrderIFOG = Phrase(en: "rows read as i f o g", zh: "行按 i f o g 读取")
  public static let faultGateOrderIOFG = Phrase(
    en: "rows read as i o f g (ONNX)", zh: "行按 i o f g 读取（ONNX）")
  public static let faultGateOrderZRN = Phrase(
    en: "rows read as z r n (Keras)", zh: "行按 z r n 读取（Keras）")
  public static let faultInterleavedSplit = Phrase(en: "sums cut unit by unit", zh: "加权和按单元切分")
  public static let faultRecurrentForgotten = Phrase(en: "no U·h in the sums", zh: "加权和漏了 U·h")
  public static let faultRecurrentTransposed = Phrase(en: "U transposed", zh: "U 被转置了")
  public static let faultTanhGates = Phrase(en: "tanh for σ in the gates", zh: "门用了 tanh 而不是 σ")
  public static let faultSigmoidCandidate = Phrase(
    en: "σ for tanh in the candidate", zh: "候选用了 σ 而不是 tanh")
  public static let faultNoInputGate = Phrase(en: "input gate left out", zh: "漏了输入门")
  public static let faultNoForgetGate = Phrase(en: "forget gate left out", zh: "漏了遗忘门")
  public static let faultCoupledGates = Phrase(
    en: "i = 1 − f for a gate of its own", zh: "输入门写成了 1 − f")
  public static let faultForgetPolarity = Phrase(
    en: "forget gate the wrong way round", zh: "遗忘门用反了")
  public static let faultProductForSum = Phrase(en: "product for the sum", zh: "把相加写成了相乘")
  public static let faultTanhOnCell = Phrase(en: "tanh on the cell state", zh: "对记忆元做了 tanh")
  public static let faultNoOutputTanh = Phrase(
    en: "no tanh before the output gate", zh: "输出门前漏了 tanh")
  public static let faultHiddenFromOldCell = Phrase(en: "h from the old c", zh: "h 由旧的 c 算出")
  public static let faultOutputGateOnCell = Phrase(en: "output gate changes c", zh: "输出门改动了 c")
  public static let faultGatesSeeCell = Phrase(en: "U·c for U·h", zh: "U·h 写成了 U·c")
  public static let faultPeepholeSeesOldCell = Phrase(
    en: "output peephole sees the old c", zh: "输出门窥孔看的是旧 c")
  public static let faultUpdateFlipped = Phrase(en: "z the wrong way round", zh: "更新门 z 用反了")
  public static let faultResetBeforeProduct = Phrase(
    en: "reset before the product", zh: "重置门乘在了 U 之前")
  public static let faultResetIgnored = Phrase(en: "reset gate left out", zh: "漏了重置门")
  public static let faultNoActivation = Phrase(en: "activation left out", zh: "漏了激活函数")
  public static let faultReluForTanh = Phrase(en: "ReLU for tanh", zh: "用 ReLU 代替了 tanh")
  public static let faultHiddenInPlace = Phrase(en: "h overwritten unit by unit", zh: "逐个单元覆盖 h")
  public static let faultStateNotCarried = Phrase(en: "state not carried on", zh: "状态没有传下去")
  public static let faultStateNotReset = Phrase(
    en: "state not reset between sequences", zh: "序列之间没有重置状态")
  public static let faultHiddenAndCellSwapped = Phrase(en: "h and c swapped", zh: "h 与 c 对调了")
  public static let faultUnmaskedPadding = Phrase(en: "padding not masked", zh: "没有屏蔽填充")
  public static let faultWrongEnd = Phrase(
    en: "wrong end of the reverse direction", zh: "反向输出取错了一端")
  public static let faultTimeReversed = Phrase(en: "sequence fed backwards", zh: "序列倒序输入")
}
