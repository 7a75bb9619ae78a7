// What the gates of a cell do at one step. Every number is written as the screen writes it.
extension Phrase {
  // The forget gate; `cell` is the old cell state, such as c₄.
  public static func keepsAll(of cell: String) -> Phrase {
    Phrase(en: "keeps all of \(cell)", zh: "完整保留 \(cell)")
  }
  public static func keeps(_ percent: String, of cell: String) -> Phrase {
    Phrase(en: "keeps \(percent) % of \(cell)", zh: "保留 \(cell) 的 \(percent)%")
  }
  public static func keepsOnly(_ percent: String, of cell: String) -> Phrase {
    Phrase(en: "keeps only \(percent) % of \(cell)", zh: "只保留 \(cell) 的 \(percent)%")
  }
  public static func forgetsAll(of cell: String) -> Phrase {
    Phrase(en: "forgets all of \(cell)", zh: "全部忘掉 \(cell)")
  }
  public static func keepsNearlyAll(_ percent: String, of cell: String) -> Phrase {
    Phrase(en: "keeps nearly all of \(cell), \(percent) %", zh: "几乎完整保留 \(cell)，\(percent)%")
  }
  public static func forgetsNearlyAll(of cell: String) -> Phrase {
    Phrase(en: "forgets nearly all of \(cell)", zh: "几乎全部忘掉 \(cell)")
  }

  // The input gate
  public static let letsAllIn = Phrase(en: "lets all of g in", zh: "放入全部 g")
  public static func letsIn(_ percent: String) -> Phrase {
    Phrase(en: "lets \(percent) % of g in", zh: "放入 g 的 \(percent)%")
  }
  public static func letsOnlyIn(_ percent: String) -> Phrase {
    Phrase(en: "lets only \(percent) % of g in", zh: "只放入 g 的 \(percent)%")
  }
  public static let letsNothingIn = Phrase(en: "lets nothing in", zh: "什么也不放入")
  public static func letsNearlyAllIn(_ percent: String) -> Phrase {
    Phrase(en: "lets nearly all of g in, \(percent) %", zh: "放入几乎全部 g，\(percent)%")
  }
  public static let letsNearlyNothingIn = Phrase(
    en: "lets nearly nothing in", zh: "几乎什么也不放入")

  // The candidate
  public static func writes(_ value: String) -> Phrase {
    Phrase(en: "writes \(value)", zh: "写入 \(value)")
  }
  public static func wouldWrite(_ value: String) -> Phrase {
    Phrase(en: "would write \(value)", zh: "想写 \(value)，被挡住")
  }
  public static func offers(_ value: String, writes written: String) -> Phrase {
    Phrase(en: "offers \(value), writes \(written)", zh: "提出 \(value)，写入 \(written)")
  }
  public static let hasNothingToWrite = Phrase(en: "has nothing to write", zh: "没有可写的")

  // The output gate; `cell` is the new cell state, such as c₅.
  public static func showsAll(of cell: String) -> Phrase {
    Phrase(en: "shows all of tanh \(cell)", zh: "显示全部 tanh \(cell)")
  }
  public static func shows(_ percent: String, of cell: String) -> Phrase {
    Phrase(en: "shows \(percent) % of tanh \(cell)", zh: "显示 tanh \(cell) 的 \(percent)%")
  }
  public static func showsOnly(_ percent: String, of cell: String) -> Phrase {
    Phrase(
      en: "shows only \(percent) % of tanh \(cell)", zh: "只显示 tanh \(cell) 的 \(percent)%")
  }
  public static func showsNearlyAll(_ percent: String, of cell: String) -> Phrase {
    Phrase(
      en: "shows nearly all of tanh \(cell), \(percent) %",
      zh: "显示几乎全部 tanh \(cell)，\(percent)%")
  }
  public static func hidesNearlyAll(of cell: String) -> Phrase {
    Phrase(en: "hides nearly all of \(cell)", zh: "几乎完全隐藏 \(cell)")
  }
  public static func hides(_ cell: String) -> Phrase {
    Phrase(en: "hides \(cell)", zh: "隐藏 \(cell)")
  }

  public static let isNotANumber = Phrase(en: "is not a number", zh: "不是一个数")
}

// What happened to the cell at one step.
extension Phrase {
  public static let memoryStays = Phrase(
    en: "The old memory stays: f is nearly 1 and i nearly 0, so this input changes nothing.",
    zh: "旧的记忆保持不变：f 接近 1，i 接近 0，这个输入什么也没有改变。")
  public static func memoryHardlyMoves(by change: String) -> Phrase {
    Phrase(
      en: "The old memory stays: f is nearly 1 and i nearly 0, so this input changes c by only "
        + "\(change).",
      zh: "旧的记忆几乎不变：f 接近 1，i 接近 0，这个输入只使 c 改变 \(change)。")
  }
  public static func memoryDrifts(from old: String, to new: String) -> Phrase {
    Phrase(
      en: "The old memory stays, almost: f is nearly 1 and i nearly 0, so c only drifts from "
        + "\(old) to \(new).",
      zh: "旧的记忆几乎不变：f 接近 1，i 接近 0，c 只从 \(old) 漂移到 \(new)。")
  }
  public static let memoryStaysEmpty = Phrase(
    en: "The cell was empty and stays empty: nothing is written.",
    zh: "记忆元原来是空的，现在仍是空的：没有写入任何东西。")
  public static func memoryBegins(with new: String) -> Phrase {
    Phrase(
      en: "The cell was empty. What the input gate lets in makes c \(new).",
      zh: "记忆元原来是空的。输入门放进来的内容使 c 变为 \(new)。")
  }
  public static func memoryReplaced(from old: String, to new: String) -> Phrase {
    Phrase(
      en: "The old memory goes and the candidate takes its place: f is nearly 0 and i nearly 1, "
        + "so c goes from \(old) to \(new).",
      zh: "旧的记忆被丢掉，候选值取而代之：f 接近 0，i 接近 1，c 从 \(old) 变为 \(new)。")
  }
  /// `sum` begins with `=` or `≈`.
  public static func memoryAdded(_ old: String, _ written: String, sum: String) -> Phrase {
    Phrase(
      en: "f and i are both nearly 1: the candidate is added to the old memory, "
        + "\(old) + \(written) \(sum).",
      zh: "f 和 i 都接近 1：候选值加到旧的记忆上，\(old) + \(written) \(sum)。")
  }
  public static func memoryErased(_ new: String) -> Phrase {
    Phrase(
      en: "f and i are both nearly 0: the old memory goes and nothing takes its place. c is "
        + "\(new).",
      zh: "f 和 i 都接近 0：旧的记忆被丢掉，也没有新的写入。c 为 \(new)。")
  }
  public static func memoryCleared(from old: String, _ written: String, to new: String) -> Phrase {
    Phrase(
      en: "The old memory goes, f is nearly 0, and only \(written) takes its place: c goes from "
        + "\(old) to \(new).",
      zh: "旧的记忆被丢掉，f 接近 0，新写入的只有 \(written)：c 从 \(old) 变为 \(new)。")
  }
  public static func memorySeeps(from old: String, to new: String) -> Phrase {
    Phrase(
      en: "f is nearly 1 and i nearly 0, but c is so small that the little that leaks in counts: "
        + "it goes from \(old) to \(new).",
      zh: "f 接近 1，i 接近 0，但 c 太小，漏进来的一点点也算数：从 \(old) 变为 \(new)。")
  }
  public static func memoryFades(_ percent: String, from old: String, to new: String) -> Phrase {
    Phrase(
      en: "The old memory fades: f keeps \(percent) % of it and i is nearly 0, so c goes from "
        + "\(old) to \(new).",
      zh: "旧的记忆在消退：f 保留 \(percent)%，i 接近 0，c 从 \(old) 变为 \(new)。")
  }
  public static func memoryOverwritten(from old: String, _ written: String, to new: String)
    -> Phrase
  {
    Phrase(
      en: "The old memory goes, f is nearly 0, and \(written) takes its place: c goes from "
        + "\(old) to \(new).",
      zh: "旧的记忆被丢掉，f 接近 0，由 \(written) 取而代之：c 从 \(old) 变为 \(new)。")
  }
  public static func memoryMixed(
    _ kept: String, _ written: String, sum: String, isExact: Bool
  ) -> Phrase {
    Phrase(
      en: "Old and new are mixed: \(kept) of the old memory is left and \(written) comes in, "
        + "together \(isExact ? "" : "about ")\(sum).",
      zh: "新旧混合：旧的记忆留下 \(kept)，新写入 \(written)，合计\(isExact ? "" : "约") \(sum)。")
  }
  public static let memoryIsNotANumber = Phrase(
    en: "c is not a number, and it stays so: even f = 0 cannot clear it, because 0·NaN is NaN.",
    zh: "c 不再是一个数，而且会一直如此：f = 0 也清不掉，因为 0·NaN 还是 NaN。")
  public static let memoryIsInfinite = Phrase(
    en: "c is infinite. tanh shows it as 1 or −1.", zh: "c 为无穷大。tanh 只能把它显示成 1 或 −1。")

  // What the outside sees of it
  public static func outputHides(cell: String, hidden: String) -> Phrase {
    Phrase(
      en: "The output gate is shut: the cell holds \(cell), but h shows \(hidden).",
      zh: "输出门关着：记忆元存着 \(cell)，h 只显示 \(hidden)。")
  }
  public static let outputHasNothingToShow = Phrase(
    en: "The output gate is shut, and there is nothing to show: c and h are 0.",
    zh: "输出门关着，也没有可显示的：c 和 h 都是 0。")
  public static func outputSqueezes(cell: String, hidden: String) -> Phrase {
    Phrase(
      en: "The output gate is open, but tanh squeezes c = \(cell) into h = \(hidden).",
      zh: "输出门开着，但 tanh 把 c = \(cell) 压缩成 h = \(hidden)。")
  }
  public static func outputShows(_ hidden: String) -> Phrase {
    Phrase(
      en: "The output gate is open: h shows tanh c, \(hidden).",
      zh: "输出门开着：h 显示 tanh c，即 \(hidden)。")
  }
  public static func outputShowsShare(_ percent: String, hidden: String) -> Phrase {
    Phrase(
      en: "The output gate shows \(percent) % of tanh c: h is \(hidden).",
      zh: "输出门显示 tanh c 的 \(percent)%：h 为 \(hidden)。")
  }
  public static let hiddenIsNotANumber = Phrase(en: "h is not a number.", zh: "h 不是一个数。")

  // The phases before the step is complete
  public static func phaseReads(_ input: String, _ hidden: String) -> Phrase {
    Phrase(
      en: "Read: each gate adds up \(input) and \(hidden), each times its weight, and its bias.",
      zh: "读入：每个门把 \(input) 与 \(hidden) 乘以各自的权重，再加上偏置。")
  }
  public static let phaseSquashes = Phrase(
    en: "Squash: σ turns three of the sums into gates from 0 to 1, tanh the fourth into a "
      + "candidate from −1 to 1.",
    zh: "压缩：σ 把三个和变成 0 到 1 之间的门，tanh 把第四个变成 −1 到 1 之间的候选值。")
  public static func phaseForgets(_ old: String, kept: String) -> Phrase {
    Phrase(
      en: "Forget: the old cell state \(old) is multiplied by f; \(kept) is left.",
      zh: "遗忘：旧的记忆元 \(old) 乘以 f，留下 \(kept)。")
  }
  public static func phaseWrites(_ written: String, new: String) -> Phrase {
    Phrase(
      en: "Write: i times g, \(written), is added. c is now \(new).",
      zh: "写入：加上 i 乘以 g，即 \(written)。现在 c 为 \(new)。")
  }

  // Sub-steps
  public static func substepWrites(_ written: String) -> Phrase {
    Phrase(
      en: "Write: the input gate lets \(written) of the candidate in.",
      zh: "写入：输入门让候选值进来 \(written)。")
  }
  public static func substepKeeps(_ percent: String, of old: String, _ kept: String) -> Phrase {
    Phrase(
      en: "Mix: \(percent) % of \(old) stay; that is \(kept).",
      zh: "混合：\(old) 留下 \(percent)%，即 \(kept)。")
  }
  public static func substepSquashesCell(_ cell: String, _ value: String, to squashed: String)
    -> Phrase
  {
    Phrase(
      en:
        "Show: \(cell) = \(value) is squashed to \(squashed) on its way out; \(cell) itself stays.",
      zh: "输出：\(cell) = \(value) 在送出前被压缩为 \(squashed)；\(cell) 本身不变。")
  }
}
