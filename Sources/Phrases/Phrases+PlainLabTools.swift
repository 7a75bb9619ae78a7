// Changes.
extension Phrase {
  public static let plainSetUsage = Phrase(
    en: "Type set, a name and a number, such as set c 0.", zh: "请输入 set、名称和数，例如 set c 0。")
  public static func plainNames(_ names: String) -> Phrase {
    Phrase(en: "Names here: \(names).", zh: "这里的名称：\(names)。")
  }
  public static func plainNoSuchNumber(_ name: String) -> Phrase {
    Phrase(en: "There is no number called '\(name)' here.", zh: "这里没有名为“\(name)”的数。")
  }
  public static let plainNoInputYet = Phrase(
    en: "Nothing has been read yet, so there is no x to change.", zh: "还没有读入任何输入，没有 x 可改。")
  public static func plainEdited(_ name: Phrase, _ old: String, _ new: String) -> Phrase {
    Phrase(en: "\(name.english): \(old) → \(new).", zh: "\(name.chinese)：\(old) → \(new)。")
  }
  public static func plainGateOfBias(_ gate: String, _ value: String) -> Phrase {
    Phrase(
      en: "With nothing but this bias \(gate) is σ(b) = \(value).",
      zh: "只有这个偏置时，\(gate) = σ(b) = \(value)。")
  }
  public static func plainHalfLife(_ steps: String) -> Phrase {
    Phrase(
      en: "The memory has a half-life of \(steps) steps.", zh: "记忆的半衰期为 \(steps) 步。")
  }
  public static let plainAgainstOriginal = Phrase(
    en: "Against the run without your changes:", zh: "与没有改动的运行相比：")
  public static func plainAtThisStep(_ t: Int) -> Phrase {
    Phrase(en: "At step \(t):", zh: "在第 \(t) 步：")
  }
  public static func plainUndone(_ name: Phrase) -> Phrase {
    Phrase(en: "Undone: \(name.english).", zh: "已撤销：\(name.chinese)。")
  }
  public static func plainRedone(_ name: Phrase) -> Phrase {
    Phrase(en: "Made again: \(name.english).", zh: "已重做：\(name.chinese)。")
  }
  public static let plainIsReset = Phrase(
    en: "Everything is as it was; redo brings the changes back one by one.",
    zh: "一切已还原；redo 可逐一恢复改动。")
  public static func plainChange(_ place: Int, _ name: Phrase, _ old: String, _ new: String)
    -> Phrase
  {
    Phrase(
      en: "\(place). \(name.english): \(old) → \(new)",
      zh: "\(place)．\(name.chinese)：\(old) → \(new)")
  }
  public static func plainChangedTape(_ place: Int, _ count: Int) -> Phrase {
    Phrase(
      en: "\(place). \(plainTape(count).english)", zh: "\(place)．\(plainTape(count).chinese)")
  }
  public static func plainTape(_ count: Int) -> Phrase {
    Phrase(en: "a text of \(counted(count, "step", "steps"))", zh: "一段 \(count) 步的文本")
  }
  public static func plainAtTimestep(_ name: String, _ t: Int) -> Phrase {
    Phrase(en: "\(name) at step \(t)", zh: "第 \(t) 步的 \(name)")
  }
  /// - Parameters:
  ///   - unit: from 1; nil where there is one only
  ///   - layer: nil where there is one only
  public static func plainPlaced(_ name: String, unit: Int?, layer: Phrase?) -> Phrase {
    var (english, chinese) = (name, name)
    if let unit { (english, chinese) = (english + " of unit \(unit)", "单元 \(unit) 的 \(chinese)") }
    if let layer {
      (english, chinese) = (english + ", \(layer.english)", "\(layer.chinese)，\(chinese)")
    }
    return Phrase(en: english, zh: chinese)
  }
}

// Other kinds, mistakes, predictions, text, files.
extension Phrase {
  public static let plainCompareOff = Phrase(en: "Nothing is compared any more.", zh: "对比已结束。")
  public static func plainNoSuchKind(_ word: String) -> Phrase {
    Phrase(en: "There is no kind of cell '\(word)'.", zh: "没有“\(word)”这种单元。")
  }
  public static func plainKinds(_ names: String) -> Phrase {
    Phrase(en: "Kinds: \(names).", zh: "单元种类：\(names)。")
  }
  public static let plainTwoKinds = Phrase(en: "Two kinds at most.", zh: "最多两种。")
  public static func plainCompareOn(_ kind: String) -> Phrase {
    Phrase(
      en: "The weights of this \(kind), translated, on the same input:",
      zh: "把这个 \(kind) 的权重翻译过去，读同样的输入：")
  }
  public static func plainOfKind(_ kind: String, _ values: String) -> Phrase {
    Phrase(en: "\(kind): \(values).", zh: "\(kind)：\(values)。")
  }

  public static let plainFaultOff = Phrase(en: "The mistake is switched off.", zh: "错误已关闭。")
  public static func plainNoSuchFault(_ word: String) -> Phrase {
    Phrase(en: "There is no mistake '\(word)'.", zh: "没有“\(word)”这种错误。")
  }
  public static let plainFaultsList = Phrase(en: "faults lists them.", zh: "faults 列出全部错误。")
  public static func plainFaultCannot(_ name: Phrase, _ kind: String) -> Phrase {
    Phrase(
      en: "“\(name.english)” cannot be made with this \(kind).",
      zh: "这个 \(kind) 不会犯“\(name.chinese)”的错误。")
  }
  public static let plainFaultsTitle = Phrase(
    en: "Mistakes that can be made here; fault and a name switches one on.",
    zh: "这里可能犯的错误；fault 加名称即可开启。")
  public static func plainFault(_ word: String, _ name: Phrase) -> Phrase {
    Phrase(en: "Mistake \(word): \(name.english).", zh: "错误 \(word)：\(name.chinese)。")
  }
  public static let plainWrong = Phrase(en: "Wrong:", zh: "错误写法：")
  public static let plainRight = Phrase(en: "Right:", zh: "正确写法：")
  public static func plainOrigin(_ source: String) -> Phrase {
    Phrase(en: "Seen in: \(source).", zh: "出处：\(source)。")
  }
  public static let plainAnew = Phrase(
    en: "Both runs are computed without the states that you wrote over.",
    zh: "两次运行都不含你改写过的状态。")
  public static let plainNoDivergence = Phrase(
    en: "This mistake changes nothing on this input.", zh: "在这段输入上，这个错误不改变任何数值。")
  public static func plainDivergence(
    t: Int, _ signal: Phrase, unit: Int, layer: Phrase?, right: String, wrong: String
  ) -> Phrase {
    Phrase(
      en: "First difference: step \(t), \(signal.english) of unit \(unit)"
        + (layer.map { ", \($0.english)" } ?? "") + ": right \(right), wrong \(wrong).",
      zh: "首个差别：第 \(t) 步，" + (layer.map { "\($0.chinese)，" } ?? "")
        + "单元 \(unit) 的 \(signal.chinese)：正确 \(right)，错误 \(wrong)。")
  }
  public static func plainFaultHere(_ name: String) -> Phrase {
    Phrase(en: "With the mistake \(name), at this step:", zh: "带错误 \(name)，在这一步：")
  }
  public static func plainRightAndWrong(_ name: String, _ right: String, _ wrong: String) -> Phrase
  {
    Phrase(
      en: "\(name): right \(right), wrong \(wrong).", zh: "\(name)：正确 \(right)，错误 \(wrong)。")
  }
  public static func plainReadAtEnd(right: String, wrong: String) -> Phrase {
    Phrase(
      en: "Read at the end: right \(right); wrong \(wrong).",
      zh: "最后读出：正确 \(right)；错误 \(wrong)。")
  }

  public static let plainPredictHelp = Phrase(
    en: "Answer, and the step is taken. predict other asks something else, predict off ends.",
    zh: "作答之后才走这一步。predict other 换个问题，predict off 结束。")
  public static func plainNoAnswer(_ typed: String) -> Phrase {
    Phrase(
      en: "'\(typed)' is neither an answer nor a command.", zh: "“\(typed)”既不是答案，也不是命令。")
  }
  public static let plainPredictOff = Phrase(en: "No more questions.", zh: "不再提问。")
  public static let plainPredictOver = Phrase(
    en: "The sequence is over; b or a number goes back, predict off ends the questions.",
    zh: "序列结束；输入 b 或数字可返回，predict off 结束提问。")
  public static func plainChoices(_ list: String) -> Phrase {
    Phrase(en: "Answer with a number or a word: \(list).", zh: "用编号或文字作答：\(list)。")
  }
  public static let plainTypeNumber = Phrase(en: "Type a number.", zh: "请输入一个数。")

  public static let plainReadsNumbers = Phrase(
    en: "This lab reads numbers, not text.", zh: "这个实验读的是数，不是文字。")
  public static let plainTextUsage = Phrase(
    en: "Type text and the line that the cell is to read.", zh: "请输入 text，再接要让单元读的一行文字。")
  public static func plainTokens(_ list: String) -> Phrase {
    Phrase(en: "Tokens by step: \(list).", zh: "各步的词元：\(list)。")
  }
  public static let plainTokensLegend = Phrase(
    en: "Those with ? mean nothing to the cell.", zh: "带 ? 的对单元没有意义。")
  public static let plainSaveUsage = Phrase(
    en: "Type save csv or save json, and a file's name if you like.",
    zh: "请输入 save csv 或 save json，还可以加上文件名。")
  public static func plainSaved(_ path: String) -> Phrase {
    Phrase(en: "Saved as \(path).", zh: "已保存为 \(path)。")
  }
}
