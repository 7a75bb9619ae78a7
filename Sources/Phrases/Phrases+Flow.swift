// The data-flow lens: sub-steps forward and backward.
extension Phrase {
  public static func flowTitle(_ place: Int, of count: Int, _ title: Phrase) -> Phrase {
    Phrase(en: "\(place)/\(count) \(title.english)", zh: "\(place)/\(count) \(title.chinese)")
  }
  /// The end of a sum whose small terms are left out; `sum` is what they add up to.
  public static func flowMoreTerms(_ count: Int, _ sum: String) -> Phrase {
    Phrase(en: "(\(count) more: \(sum))", zh: "(另 \(count) 项: \(sum))")
  }
  public static let flowBefore = Phrase(
    en: "Press . to take the first sub-step.", zh: "按 . 走第一个子步。")

  // Names of sub-steps
  public static let flowGather = Phrase(en: "input and old state side by side", zh: "输入与旧状态并排")
  public static let flowGatherInput = Phrase(en: "the input comes in", zh: "读入输入")
  public static let flowSumOfAll = Phrase(en: "the sum", zh: "加权和")
  public static func flowSum(of gate: Phrase) -> Phrase {
    Phrase(en: "the sum of the \(gate.english)", zh: "\(gate.chinese)的加权和")
  }
  public static let flowSquash = Phrase(en: "squash the sums", zh: "压缩各个和")
  public static let flowReset = Phrase(en: "reset the old state", zh: "重置旧状态")
  public static let flowSquashNew = Phrase(en: "squash the candidate", zh: "压缩候选值")
  public static let flowKeepCell = Phrase(en: "keep some of the old cell", zh: "保留部分旧记忆元")
  public static let flowKeepHidden = Phrase(en: "keep some of the old h", zh: "保留部分旧 h")
  public static let flowWrite = Phrase(en: "let the candidate in", zh: "放入候选值")
  public static let flowAddCell = Phrase(en: "add: the new cell state", zh: "相加：新的记忆元")
  public static let flowAddHidden = Phrase(en: "add: the new hidden state", zh: "相加：新的隐状态")
  public static let flowSquashCell = Phrase(en: "squash the cell for reading", zh: "压缩记忆元以供读出")
  public static let flowNormalizeCell = Phrase(
    en: "divide the cell by its normaliser", zh: "记忆元除以归一化量")
  public static let flowSquashSum = Phrase(en: "squash the sum: h", zh: "压缩该和：得到 h")
  public static let flowShow = Phrase(en: "the output gate shows h", zh: "输出门给出 h")

  // What a sub-step does
  /// `isFirst` says whether the layer reads the tape, not the layer below.
  public static func flowGathers(_ x: String, _ h: String, isFirst: Bool) -> Phrase {
    Phrase(
      en:
        "\(x) comes from \(isFirst ? "outside" : "the layer below"), \(h) is what the cell said last. Every gate sees both, and "
        + "nothing else.",
      zh: "\(x) 来自\(isFirst ? "外部" : "下面一层")，\(h) 是单元上一次的输出。每个门都看到这两者，除此之外什么也看不到。")
  }
  public static func flowGathersInput(_ x: String, isFirst: Bool) -> Phrase {
    Phrase(
      en: "\(x) comes from \(isFirst ? "outside" : "the layer below"). No gate sees the old state.",
      zh: "\(x) 来自\(isFirst ? "外部" : "下面一层")。没有一个门看旧状态。")
  }
  public static let flowSumIsEmpty = Phrase(en: "Nothing adds to this sum.", zh: "没有任何项贡献给这个和。")
  /// `source` is such as x₅ or b, `part` what it brings with its sign.
  ///
  /// - Parameters:
  ///   - alone: whether it outweighs all the others together
  ///   - isGate: whether the sum is that of a gate, not of a candidate
  ///   - level: the sign of the sum, 0 for one about 0
  public static func flowSumLed(
    by source: String, _ part: String, alone: Bool, gate: String, isGate: Bool, level: Int
  ) -> Phrase {
    let led = Phrase(
      en: alone ? "\(source) decides: it brings \(part)." : "\(source) brings the most, \(part).",
      zh: alone ? "\(source) 起决定作用：贡献 \(part)。" : "\(source) 贡献最大：\(part)。")
    let effect =
      switch (isGate, level) {
      case (true, 1): Phrase(en: "A sum well above 0 opens \(gate).", zh: "和远大于 0：\(gate) 打开。")
      case (true, -1): Phrase(en: "A sum well below 0 shuts \(gate).", zh: "和远小于 0：\(gate) 关闭。")
      case (true, _):
        Phrase(en: "A sum about 0 leaves \(gate) half open.", zh: "和接近 0：\(gate) 半开。")
      case (false, 1): Phrase(en: "So \(gate) will be positive.", zh: "因此 \(gate) 为正。")
      case (false, -1): Phrase(en: "So \(gate) will be negative.", zh: "因此 \(gate) 为负。")
      default: Phrase(en: "So \(gate) will be about 0.", zh: "因此 \(gate) 接近 0。")
      }
    return Phrase(en: led.english + " " + effect.english, zh: led.chinese + effect.chinese)
  }
  public static func flowResets(_ percent: String, of h: String) -> Phrase {
    Phrase(
      en: "The reset gate lets the candidate see \(percent) % of \(h).",
      zh: "重置门让候选值看到 \(h) 的 \(percent)%。")
  }
  public static func flowMixesIn(_ percent: String, _ written: String) -> Phrase {
    Phrase(
      en: "\(percent) % of the candidate comes in; that is \(written).",
      zh: "候选值放入 \(percent)%，即 \(written)。")
  }
  public static let flowSquashesNew = Phrase(
    en: "tanh keeps the candidate between −1 and 1.", zh: "tanh 使候选值保持在 −1 与 1 之间。")
  public static let flowShares = Phrase(
    en: "σ makes f and i; divided by their sum they become shares that add up to 1.",
    zh: "σ 得到 f 和 i；除以两者之和，成为相加为 1 的份额。")
  public static let flowStabilizes = Phrase(
    en: "exp would grow out of bounds: m, the larger exponent, is taken off both.",
    zh: "exp 会增长失控：两个指数都减去较大者 m。")
  public static let flowIsWrittenOver = Phrase(
    en: "This number was written over: it is not what the equation gives.",
    zh: "这个数被改写过：不是等式算出的结果。")

  // The way back
  public static func flowBackTitle(_ place: Int, of count: Int, _ title: Phrase) -> Phrase {
    Phrase(
      en: "back \(place)/\(count) \(title.english)", zh: "反向 \(place)/\(count) \(title.chinese)")
  }
  public static func flowTarget(_ last: String) -> Phrase {
    Phrase(
      en: "L is the sum of \(last) over all units; δ is what L gains per unit of change.",
      zh: "L 是所有单元 \(last) 之和；δ 是每变化一个单位 L 的增量。")
  }
  public static let flowBackComputing = Phrase(
    en: "The way back is being computed.", zh: "正在计算反向传播。")
  public static let flowArrives = Phrase(en: "what arrives at h", zh: "到达 h 的误差")
  public static func flowDelta(of gate: Phrase) -> Phrase {
    Phrase(en: "δ of the \(gate.english)", zh: "\(gate.chinese)的 δ")
  }
  public static let flowDeltaSum = Phrase(en: "δ of the sum", zh: "加权和的 δ")
  public static let flowDeltaCell = Phrase(en: "all that arrives at c", zh: "到达 c 的全部误差")
  public static let flowPassHidden = Phrase(en: "on to the old h", zh: "传给旧的 h")
  public static let flowPassCell = Phrase(en: "on to the old c", zh: "传给旧的 c")

  /// `part` is L itself or the layer above.
  public static let flowFromLoss = Phrase(en: "from L", zh: "来自 L")
  public static let flowFromAbove = Phrase(en: "from above", zh: "来自上层")
  public static func flowFromStep(_ t: Int) -> Phrase {
    Phrase(en: "from step \(t)", zh: "来自第 \(t) 步")
  }

  public static func flowArrivesWords(_ h: String, isZero: Bool) -> Phrase {
    isZero
      ? Phrase(
        en: "Nothing reaches \(h): a change of \(h) would not change L.",
        zh: "没有误差到达 \(h)：改变 \(h) 不会改变 L。")
      : Phrase(
        en: "\(h) is used twice: it is put out, and every gate of the next step sees it.",
        zh: "\(h) 有两个去处：作为输出，以及被下一步的每个门看到。")
  }
  public static func flowArrivesPlainly(_ h: String) -> Phrase {
    Phrase(
      en: "\(h) is put out, and the next step keeps a share of it.",
      zh: "\(h) 作为输出，下一步还保留它的一部分。")
  }
  public static let flowWrittenCut = Phrase(
    en: "The number was written over: no error passes to what would have made it.",
    zh: "这个数被改写过：误差不会传给原本算出它的部分。")
  public static let flowNothingArrives = Phrase(
    en: "Nothing arrived, so nothing goes on.", zh: "没有误差到达，也就没有误差继续传。")
  public static func flowClosed(_ gate: String) -> Phrase {
    Phrase(
      en:
        "\(gate) was closed: σ is flat there, so next to no error reaches the weights of \(gate).",
      zh: "\(gate) 是关闭的：σ 在那里是平的，几乎没有误差到达 \(gate) 的权重。")
  }
  public static func flowOpened(_ gate: String) -> Phrase {
    Phrase(
      en:
        "\(gate) was fully open: σ is flat there, so next to no error reaches the weights of \(gate).",
      zh: "\(gate) 完全打开：σ 在那里是平的，几乎没有误差到达 \(gate) 的权重。")
  }
  public static func flowFlat(_ letter: String) -> Phrase {
    Phrase(
      en: "\(letter) was at its end: tanh is flat there, so next to no error reaches its weights.",
      zh: "\(letter) 已到尽头：tanh 在那里是平的，几乎没有误差到达它的权重。")
  }
  /// `factor` is what the gate multiplied, such as c₄.
  public static func flowMultipliedNothing(_ gate: String, _ factor: String) -> Phrase {
    Phrase(
      en: "\(gate) multiplied \(factor) = 0, so it made no difference how far it was open.",
      zh: "\(gate) 乘的是 \(factor) = 0，开多大都没有区别。")
  }
  public static func flowShutIn(_ candidate: String, by gate: String) -> Phrase {
    Phrase(
      en: "\(gate) was closed: next to no error passes it to \(candidate).",
      zh: "\(gate) 是关闭的：误差几乎传不到 \(candidate)。")
  }
  public static func flowLearns(_ gate: String, isUp: Bool) -> Phrase {
    Phrase(
      en: "L would grow if the sum of \(gate) were \(isUp ? "larger" : "smaller").",
      zh: "若 \(gate) 的和\(isUp ? "更大" : "更小")，L 会增大。")
  }
  public static func flowCellCarries(_ percent: String) -> Phrase {
    Phrase(
      en:
        "f lets \(percent) % of the error pass to the old cell, as it let c pass on the way here.",
      zh: "f 让误差的 \(percent)% 传回旧记忆元，正如前向时让 c 通过一样。")
  }
  public static let flowCellCarriesAll = Phrase(
    en: "No gate stands in the way: the old cell gets the whole error.",
    zh: "没有门挡路：旧记忆元得到全部误差。")
  public static let flowPeepholesAdd = Phrase(
    en: "f passes its share on, and the peepholes bring more.",
    zh: "f 传回它的份额，窥视孔连接再添一部分。")
  public static let flowCellGathers = Phrase(
    en: "What came along the belt, and what h passes down through o and the slope of tanh.",
    zh: "沿传送带到来的误差，加上 h 经过 o 与 tanh 斜率传下来的部分。")
  public static let flowCellOutputShut = Phrase(
    en: "o was closed: h passes next to nothing down, c gets what came along the belt.",
    zh: "o 是关闭的：h 几乎什么也传不下来，c 得到沿传送带到来的误差。")
  public static let flowHiddenSums = Phrase(
    en: "Every gate of every unit saw the old h, so each sends its δ back through its weight.",
    zh: "每个单元的每个门都看过旧的 h，因此都通过权重送回自己的 δ。")
  public static let flowHiddenKeeps = Phrase(
    en: "The old h was kept in part and seen by the gates: both ways lead back to it.",
    zh: "旧的 h 一部分被保留，又被各个门看到：两条路都通回它。")
  public static let flowHiddenKeepsOnly = Phrase(
    en: "No gate saw the old h: the error goes back along what was kept, and nowhere else.",
    zh: "没有门看过旧的 h：误差只沿保留的部分传回。")
  public static let flowNoHidden = Phrase(
    en: "The projection leaves this unit without an h of its own.",
    zh: "投影之后，这个单元没有自己的 h。")
}
