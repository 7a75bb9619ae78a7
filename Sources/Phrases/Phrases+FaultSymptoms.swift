// The mistakes that the lab can switch on: what one would see, and why.
extension Phrase {
  public static let symptomForgetBiasZero = Phrase(
    en: "Without its bias f is near 0.5 where the sums are small: each step halves the "
      + "memory, ten steps leave a thousandth.",
    zh: "没有这个偏置，加权和较小时 f 在 0.5 附近：记忆每步减半，十步之后只剩千分之一。")
  public static let symptomForgetBiasTwice = Phrase(
    en: "b_ih and b_hh add up: the forget gate gets 2·b_f and keeps more, or less, "
      + "than was meant.",
    zh: "b_ih 与 b_hh 相加：遗忘门得到 2·b_f，保留得比预想的更多或更少。")
  public static let symptomBiasTwice = Phrase(
    en: "The same vector was loaded into b_ih and b_hh: from the first step on every "
      + "sum has one b too many.",
    zh: "同一个向量既装进 b_ih 又装进 b_hh：从第一步起每个加权和都多了一个 b。")
  public static let symptomBiasForgotten = Phrase(
    en: "What training put into the biases is gone: with small sums every gate is back "
      + "at 0.5 and h near 0.",
    zh: "训练学到的偏置全没了：加权和较小时各个门回到 0.5，h 接近 0。")
  public static let symptomBiasesMerged = Phrase(
    en: "r no longer scales b_hn: the candidate's sum is off by (1 − r)·b_hn, most "
      + "where r is shut.",
    zh: "r 不再缩放 b_hn：候选的加权和偏差 (1 − r)·b_hn，r 越小偏得越多。")
  public static let symptomGateOrderIFOG = Phrase(
    en: "o and g change places: a gate gets the candidate's weights. The shapes fit, "
      + "nothing warns, the outputs are wrong.",
    zh: "o 和 g 对调：输出门用了候选的权重。形状对得上，没有警告，输出却错了。")
  public static let symptomGateOrderIOFG = Phrase(
    en: "o gets the rows of f, f those of g, g those of o: only i is right, and no "
      + "shape complains.",
    zh: "o 用了 f 的行，f 用了 g 的行，g 用了 o 的行：只有 i 对，形状也不报错。")
  public static let symptomGateOrderZRN = Phrase(
    en: "Update and reset gate change places: what should keep h now only scales what "
      + "the candidate sees of it.",
    zh: "更新门和重置门对调：本该保留 h 的门，现在只决定候选能看到多少 h。")
  public static let symptomInterleavedSplit = Phrase(
    en: "reshape(H, G) mixes the gates: the first unit of the first gate is right, "
      + "nearly all others belong to another gate.",
    zh: "reshape(H, G) 把各门混在一起：只有第一个门的第一个单元必定对，其余大多属于别的门。")
  public static let symptomRecurrentForgotten = Phrase(
    en: "The sums see x alone: nothing in them reacts any more to what the net remembers.",
    zh: "加权和里只剩 x：网络记住了什么，对它不再有任何影响。")
  public static let symptomRecurrentTransposed = Phrase(
    en: "Each unit hears the units it should speak to: a square U fits both ways "
      + "round, only the numbers give it away.",
    zh: "每个单元收到了它本该影响的那些单元的信号：U 是方阵，转置后形状照样对，只有数值露馅。")
  public static let symptomTanhGates = Phrase(
    en: "A gate can be negative: where it should shut, it turns the sign of what it guards round.",
    zh: "门可能为负：本该关上时，它把所管内容的符号翻转。")
  public static let symptomSigmoidCandidate = Phrase(
    en: "The candidate is never negative: memory is only pushed up, and a sum of 0 writes 0.5.",
    zh: "候选值不会为负：记忆只会被往上推，加权和为 0 时也写入 0.5。")
  public static let symptomNoInputGate = Phrase(
    en: "Every candidate is written in full: noise that i should keep out changes c at "
      + "every step.",
    zh: "每个候选值都整份写入：本该被 i 挡住的噪声每一步都改动 c。")
  public static let symptomNoForgetGate = Phrase(
    en: "c only adds up and nothing is ever erased: it grows until tanh c sticks at 1 or −1.",
    zh: "c 只会累加，什么都不清除：一直增长，直到 tanh c 停在 1 或 −1。")
  public static let symptomCoupledGates = Phrase(
    en: "The weights of i are never used: the cell can no longer keep and write at "
      + "once, nor do neither.",
    zh: "i 的权重没有用上：单元不能既保留又写入，也不能两者都不做。")
  public static let symptomForgetPolarity = Phrase(
    en: "f = 1 is taken for erase: an open forget gate wipes c out, a shut one keeps it.",
    zh: "把 f = 1 当成清除：门开着反而抹掉 c，关着反而保留。")
  public static let symptomProductForSum = Phrase(
    en: "Old memory times new: from c = 0 nothing can ever be written, and h stays 0.",
    zh: "旧记忆乘以新内容：从 c = 0 出发永远写不进东西，h 一直是 0。")
  public static let symptomTanhOnCell = Phrase(
    en: "c is squashed at every step: it never leaves −1…1, cannot count, and its "
      + "gradient shrinks each time.",
    zh: "c 每一步都被压缩：离不开 −1…1，不能计数，梯度也每步变小。")
  public static let symptomNoOutputTanh = Phrase(
    en: "h has no bound: where |c| is above 1, h can pass 1 and drive the next gates "
      + "into saturation.",
    zh: "h 没有界限：|c| 大于 1 时 h 可能超过 1，把下一步的门推向饱和。")
  public static let symptomHiddenFromOldCell = Phrase(
    en: "h comes a step late: what is written now shows at the next step; from c = 0 "
      + "the first h is 0.",
    zh: "h 晚一步：刚写入的内容下一步才输出；从 c = 0 开始，第一个 h 是 0。")
  public static let symptomOutputGateOnCell = Phrase(
    en: "Hiding becomes erasing: what o holds back at one step is lost for all later "
      + "ones. o should scale h only.",
    zh: "遮住变成了清除：o 某一步挡下的内容，以后都没了。o 本该只缩放 h。")
  public static let symptomGatesSeeCell = Phrase(
    en: "The gates react to memory that the output gate hides, and to values above 1 "
      + "that h never has.",
    zh: "门对输出门藏起来的记忆作出反应，还会遇到 h 不会有的大于 1 的值。")
  public static let symptomPeepholeSeesOldCell = Phrase(
    en: "o judges the memory as it was before this step's writing: it opens and shuts "
      + "a step late.",
    zh: "o 依据的是本步写入之前的记忆：开关都晚一步。")
  public static let symptomUpdateFlipped = Phrase(
    en: "Some texts keep with z, others write with it: with weights of the other sort "
      + "the net keeps what it should replace.",
    zh: "有的文献用 z 保留，有的用 z 写入：权重配错约定，该替换的反而被保留。")
  public static let symptomResetBeforeProduct = Phrase(
    en: "U·(r ⊙ h) is not r ⊙ (U·h + b): the reset_after of another framework's "
      + "weights. It drifts and reports no error.",
    zh: "U·(r ⊙ h) 不等于 r ⊙ (U·h + b)：与权重的 reset_after 不符。数值逐渐偏离，却不报错。")
  public static let symptomResetIgnored = Phrase(
    en: "The candidate always sees all of the old h: it can no longer be made from the "
      + "input alone.",
    zh: "候选总会看到全部旧 h：再也不能只由输入生成。")
  public static let symptomNoActivation = Phrase(
    en: "The cell is linear: nothing bounds h or cuts it off, and a loop with a gain "
      + "above 1 explodes.",
    zh: "单元成了线性的：h 不再有界，回路增益大于 1 就会爆炸。")
  public static let symptomReluForTanh = Phrase(
    en: "Negative states become 0 and positive ones have no ceiling: h dies or grows.",
    zh: "负的状态变成 0，正的没有上限：h 要么归零，要么不断增长。")
  public static let symptomHiddenInPlace = Phrase(
    en: "The first unit is right; the others read an h that is part old, part new, so "
      + "their order matters.",
    zh: "第一个单元是对的，其余的读到半新半旧的 h，结果取决于单元的顺序。")
  public static let symptomStateNotCarried = Phrase(
    en: "Every step is a first step: the net knows the newest input only. A forgotten "
      + "batch_first does the same.",
    zh: "每一步都是第一步：网络只知道最新的输入。忘了 batch_first 时也是这样。")
  public static let symptomStateNotReset = Phrase(
    en: "The first step goes on from the end of the last sequence: the same input "
      + "gives another answer each time.",
    zh: "第一步接着上一个序列的结尾：同样的输入每次得到不同的结果。")
  public static let symptomHiddenAndCellSwapped = Phrase(
    en: "The cell takes what it showed for its memory, and the sums see c, which no "
      + "tanh has bounded.",
    zh: "单元把输出的 h 当成记忆，加权和里却用上了没有经过 tanh 限制的 c。")
  public static let symptomUnmaskedPadding = Phrase(
    en: "Zeros are input too: behind the last real step biases and U·h move the state "
      + "on, and h_n is read too late.",
    zh: "零也是输入：真正的最后一步之后，偏置和 U·h 继续推动状态，h_n 读晚了。")
  public static let symptomWrongEnd = Phrase(
    en: "out[-1] has the reverse state of the last position: it has seen one input, "
      + "not the whole sequence.",
    zh: "out[-1] 里的反向状态属于最后一个位置：它只看过一个输入，而不是整个序列。")
  public static let symptomTimeReversed = Phrase(
    en: "The last input comes first: what was fresh is now the oldest, and whatever "
      + "depends on order comes out otherwise.",
    zh: "最后的输入先到：最新的成了最旧的，与顺序有关的结果全变了。")
}
