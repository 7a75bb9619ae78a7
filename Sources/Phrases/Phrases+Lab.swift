// The lab: its list, its labels, its keys.
extension Phrase {
  public static let forgetGate = Phrase(en: "forget", zh: "遗忘门")
  public static let resetGate = Phrase(en: "reset", zh: "重置门")
  public static let updateGate = Phrase(en: "update", zh: "更新门")
  public static let inputGate = Phrase(en: "input", zh: "输入门")
  public static let candidate = Phrase(en: "cand.", zh: "候选")
  public static let outputGate = Phrase(en: "output", zh: "输出门")
  public static let cellState = Phrase(en: "cell", zh: "记忆元")
  public static let hiddenState = Phrase(en: "hidden", zh: "隐状态")

  public static let phaseRead = Phrase(en: "read", zh: "读入")
  public static let phaseSquash = Phrase(en: "squash", zh: "压缩")
  public static let phaseForget = Phrase(en: "forget", zh: "遗忘")
  public static let phaseWrite = Phrase(en: "write", zh: "写入")
  public static let phaseShow = Phrase(en: "show", zh: "输出")

  public static let labStep = Phrase(en: "step", zh: "步进")
  public static let labSubstep = Phrase(en: "substep", zh: "子步")
  public static let labPlay = Phrase(en: "play", zh: "播放")
  public static let labPause = Phrase(en: "pause", zh: "暂停")
  public static let labFirstLast = Phrase(en: "first, last", zh: "首、末步")
  public static let labUnit = Phrase(en: "unit", zh: "单元")
  public static let labStory = Phrase(en: "story", zh: "说明")
  public static let labCloseStory = Phrase(en: "back to the cell", zh: "回到单元")

  public static let helpLabStep = Phrase(
    en: "one timestep on or back", zh: "前进或后退一个时间步")
  public static let helpLabSubstep = Phrase(
    en: "one phase on or back: read, squash, forget, write, show",
    zh: "前进或后退一个阶段：读入、压缩、遗忘、写入、输出")
  public static let helpLabPlay = Phrase(
    en: "play to the end of the sequence; again to pause", zh: "播放到序列末尾；再按一次暂停")
  public static let helpLabEnds = Phrase(
    en: "before the first input; the last step", zh: "回到第一个输入之前；跳到最后一步")
  public static let helpLabUnit = Phrase(en: "choose the unit", zh: "选择单元")
  public static let helpLabStory = Phrase(
    en: "what to try and what to watch for", zh: "可以试什么、该看什么")

  public static let noLabs = Phrase(en: "The course has no labs.", zh: "课程里没有实验。")
  public static func labSize(cell: String, inputs: Int, units: Int) -> Phrase {
    Phrase(en: "\(cell)  D=\(inputs) H=\(units)", zh: "\(cell)  D=\(inputs) H=\(units)")
  }
  public static func labSteps(_ count: Int) -> Phrase {
    Phrase(en: counted(count, "step", "steps"), zh: "\(count) 步")
  }
  public static func labUnitOf(_ unit: Int, _ count: Int) -> Phrase {
    Phrase(en: "unit \(unit)/\(count)", zh: "单元 \(unit)/\(count)")
  }
  public static let labStart = Phrase(
    en: "→ reads the first input.", zh: "按 → 读入第一个输入。")
  public static let labMore = Phrase(en: "↓ more", zh: "↓ 更多")
  public static func labMoreInputs(_ count: Int) -> Phrase {
    Phrase(en: "… \(count) more", zh: "… 还有 \(count) 个")
  }
  /// `back` is the key or the command that goes back.
  public static func labAtTheEnd(back: String) -> Phrase {
    Phrase(en: "This is the last step. \(back) goes back.", zh: "这是最后一步。按 \(back) 后退。")
  }
  public static func labAtTheStart(next: String) -> Phrase {
    Phrase(
      en: "Nothing has been read yet. \(next) reads the first input.",
      zh: "还没有读入任何输入。按 \(next) 读入第一个输入。")
  }
  public static func labDotProducts(unit: Int) -> Phrase {
    Phrase(
      en: "unit \(unit): W·x + U·h + b, weights of 0 left out",
      zh: "单元 \(unit)：W·x + U·h + b，省略为 0 的权重")
  }

  // Why a preset cannot be run
  public static func labUnknownCell(_ name: String) -> Phrase {
    Phrase(
      en: "This lab asks for a cell called “\(name)”, which does not exist.",
      zh: "这个实验要求名为“\(name)”的单元，但没有这种单元。")
  }
  public static func labBadSize(_ reason: String) -> Phrase {
    Phrase(
      en: "No cell has the sizes of this lab: \(reason).", zh: "这个实验的尺寸不成立：\(reason)。")
  }
  public static func labBadShape(_ name: String, found: String, expected: String) -> Phrase {
    Phrase(
      en: "This lab cannot run: \(name) has shape \(found), expected \(expected).",
      zh: "这个实验无法运行：\(name) 的形状是 \(found)，应为 \(expected)。")
  }

  // Figures in lessons
  public static let figureStart = Phrase(
    en: "→ reads the first input, ← takes it back.", zh: "按 → 读入第一个输入，按 ← 退回。")
  public static func figureFound(_ condition: String, step: Int) -> Phrase {
    Phrase(
      en: "✓ Found: \(condition) at step \(step).", zh: "✓ 找到了：第 \(step) 步满足 \(condition)。")
  }
  public static func figureNotYet(_ symbol: String, value: String) -> Phrase {
    Phrase(en: "\(symbol) is \(value) here. Keep stepping.", zh: "这里 \(symbol) 为 \(value)，继续走。")
  }
  public static func figurePassed(_ symbol: String, value: String) -> Phrase {
    Phrase(
      en: "\(symbol) is \(value) here. You have passed it: step back with ←.",
      zh: "这里 \(symbol) 为 \(value)，已经走过了，按 ← 退回去找。")
  }
  public static func figureSolved(_ condition: String) -> Phrase {
    Phrase(
      en: "✓ You have found \(condition); the lesson goes on below.",
      zh: "✓ 你已经找到 \(condition)，课文在下面继续。")
  }
  public static let figureAsks = Phrase(en: "Step to find it.", zh: "单步运行，找到它。")

  /// Whose rows stand below those of a figure.
  public static func figureBeside(_ title: Phrase, readsSame: Bool, unitCount: Int) -> Phrase {
    let unit =
      unitCount > 1 ? Phrase(en: ", unit 1 of \(unitCount)", zh: "，\(unitCount) 个单元中的第 1 个") : nil
    return Phrase(
      en: "Beside it, on \(readsSame ? "the same" : "its own") input\(unit?.english ?? ""): "
        + title.english,
      zh: "对照（\(readsSame ? "同样的" : "它自己的")输入\(unit?.chinese ?? "")）：\(title.chinese)")
  }
  /// What the other lab has at the same step, behind what the figure has.
  public static func plainFigureBeside(_ values: String) -> Phrase {
    Phrase(en: "; beside it \(values)", zh: "；对照 \(values)")
  }

  // The lab in plain mode
  public static func plainLabTitle(_ title: String, size: Phrase) -> Phrase {
    Phrase(
      en: "\(cellLab.english): \(title) (\(size.english))",
      zh: "\(cellLab.chinese)：\(title)（\(size.chinese)）")
  }
  /// `x₅: data d = −0.7, …`
  public static func plainInputs(_ symbol: String, _ english: [String], _ chinese: [String])
    -> Phrase
  {
    Phrase(
      en: "\(symbol): " + english.joined(separator: ", "),
      zh: "\(symbol)：" + chinese.joined(separator: "，"))
  }
  public static func plainLabHelp(steps: Int) -> Phrase {
    Phrase(
      en: "n next, b back, a number from 0 to \(steps) jumps, help lists all, q quits.",
      zh: "n 下一步，b 上一步，输入 0 到 \(steps) 跳转，help 列出全部命令，q 退出。")
  }
  public static func plainLabListPrompt(_ count: Int) -> Phrase {
    Phrase(
      en: "Type a number from 1 to \(count) to open a lab, or q.",
      zh: "输入 1 到 \(count) 打开实验，q 退出。")
  }
  public static func plainLabStep(_ t: Int, of count: Int) -> Phrase {
    Phrase(en: "Step \(t) of \(count).", zh: "第 \(t) 步，共 \(count) 步。")
  }
  public static func plainLabUnit(_ unit: Int) -> Phrase {
    Phrase(en: "Unit \(unit):", zh: "单元 \(unit)：")
  }
  public static let plainForgetGate = Phrase(en: "forget gate", zh: "遗忘门")
  public static let plainInputGate = Phrase(en: "input gate", zh: "输入门")
  public static let plainCandidate = Phrase(en: "candidate", zh: "候选记忆元")
  public static let plainOutputGate = Phrase(en: "output gate", zh: "输出门")
  public static let plainLabBefore = Phrase(
    en: "Step 0: before the first input.", zh: "第 0 步：第一个输入之前。")
  public static func plainLabUnknown(_ command: String) -> Phrase {
    Phrase(en: "'\(command)' is no command here.", zh: "这里没有“\(command)”这个命令。")
  }
  public static func plainGate(_ name: Phrase, _ symbol: String, _ value: String, _ words: Phrase)
    -> Phrase
  {
    Phrase(
      en: "\(name.english) \(symbol) = \(value): \(words.english)",
      zh: "\(name.chinese) \(symbol) = \(value)：\(words.chinese)")
  }
}
