// The lab of cells that are not an LSTM with four gates.
extension Phrase {
  public static let phaseMix = Phrase(en: "mix", zh: "混合")
  public static let helpLabPhase = Phrase(en: "one phase on or back", zh: "前进或后退一个阶段")
  public static let plainResetGate = Phrase(en: "reset gate", zh: "重置门")
  public static let plainUpdateGate = Phrase(en: "update gate", zh: "更新门")
  public static let plainNewState = Phrase(en: "candidate", zh: "候选隐状态")
  public static let plainHiddenState = Phrase(en: "hidden state", zh: "隐状态")

  /// `function` is what the sum still has to go through, such as σ.
  public static func before(_ function: String) -> Phrase {
    Phrase(en: "before \(function)", zh: "还没有经过 \(function)")
  }
  public static let staysAsItIs = Phrase(en: "is not squashed", zh: "不经过压缩")
  /// Of a gate with a peephole; `cell` is the new cell state.
  public static func waits(for cell: String) -> Phrase {
    Phrase(en: "waits for \(cell)", zh: "等待 \(cell)")
  }
  public static let waitsForItsSum = Phrase(en: "waits for its sum", zh: "等待求和")
  /// `derivative` is such as ∂h₅/∂h₄.
  public static func slope(_ derivative: String, _ value: String) -> Phrase {
    Phrase(en: "slope \(derivative) = \(value)", zh: "斜率 \(derivative) = \(value)")
  }
  public static func readsShare(_ percent: String, of state: String) -> Phrase {
    Phrase(en: "reads \(percent) % of \(state)", zh: "读取 \(state) 的 \(percent)%")
  }
  public static func showsShare(_ percent: String) -> Phrase {
    Phrase(en: "shows \(percent) %", zh: "显示 \(percent)%")
  }
  public static let turnsSign = Phrase(
    en: "is negative: turns the sign round", zh: "为负：把符号翻转")

  // What happened at a step
  /// `sum` is such as `1 + 2 = 3`, `function` what h is made with.
  public static func stateSummed(
    input: String, old: String, sum: String, function: String, hidden: String
  ) -> Phrase {
    Phrase(
      en: "Input and bias bring \(input), the old state brings \(old): \(sum). "
        + "\(function) makes h \(hidden).",
      zh: "输入和偏置贡献 \(input)，旧状态贡献 \(old)：\(sum)。经过 \(function)，h 为 \(hidden)。")
  }
  public static func stateWeighed(oldIsHeavier: Bool, keepsSign: Bool) -> Phrase {
    Phrase(
      en: (oldIsHeavier ? "The old state outweighs the input" : "The input outweighs the old state")
        + (keepsSign ? ": h keeps its sign." : ": h changes its sign."),
      zh: (oldIsHeavier ? "旧状态的分量大于输入" : "输入的分量大于旧状态")
        + (keepsSign ? "：h 的符号不变。" : "：h 的符号改变。"))
  }
  public static let stateBegins = Phrase(
    en: "There was nothing in h before: the input alone makes it.",
    zh: "h 原来是空的：现在的值全由输入决定。")
  public static func stateMixed(
    kept: String, of old: String, candidate: String, written: String, from: String, to: String
  ) -> Phrase {
    Phrase(
      en: "\(kept) % of \(old) stays and \(written) % of the candidate \(candidate) comes in: "
        + "h goes from \(from) to \(to).",
      zh: "\(old) 保留 \(kept)%，候选值 \(candidate) 放入 \(written)%：h 从 \(from) 变为 \(to)。")
  }
  public static func hiddenFollows(gate: String, hidden: String) -> Phrase {
    Phrase(en: "The output gate is \(gate): h is \(hidden).", zh: "输出门为 \(gate)：h 为 \(hidden)。")
  }

  // The phases before the step is complete
  public static func phaseAdds(_ input: String, _ hidden: String, sum: String) -> Phrase {
    Phrase(
      en: "Read: \(input) and \(hidden), each times its weight, and the bias add up to \(sum).",
      zh: "读入：\(input) 与 \(hidden) 乘以各自的权重，加上偏置，和为 \(sum)。")
  }
  public static func phaseReadsInput(_ input: String) -> Phrase {
    Phrase(
      en: "Read: each gate adds up \(input) times its weight and its bias. No gate sees h.",
      zh: "读入：每个门把 \(input) 乘以权重，再加上偏置。没有一个门看 h。")
  }
  public static func phaseReadsCell(_ input: String, _ hidden: String, _ cell: String) -> Phrase {
    Phrase(
      en: "Read: each gate adds up \(input) and \(hidden), each times its weight, and its bias; f "
        + "and i may see \(cell) too.",
      zh: "读入：每个门把 \(input) 与 \(hidden) 乘以各自的权重，再加上偏置；f 和 i 还可以看到 \(cell)。")
  }
  public static func phaseSquashesBefore(_ cell: String) -> Phrase {
    Phrase(
      en: "Squash: f, i and the candidate are ready. o may see the new cell state and waits for "
        + "\(cell).",
      zh: "压缩：f、i 和候选值已经算好。o 可以看到新的记忆元，要等 \(cell)。")
  }
  public static let phaseMakesGates = Phrase(
    en: "Squash: the sums become gates and a candidate.", zh: "压缩：各个和变成门与候选值。")
}
