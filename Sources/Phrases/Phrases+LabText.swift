// Text as the input of a lab, and predictions.
extension Phrase {
  public static let labText = Phrase(en: "type text", zh: "输入文本")
  public static let helpLabText = Phrase(
    en: "type a text for the cell to read", zh: "输入一段文本让单元去读")
  public static let textRun = Phrase(en: "read it", zh: "读入")
  public static let textClear = Phrase(en: "clear", zh: "清空")
  public static let textIsEmpty = Phrase(en: "There is nothing to read yet.", zh: "还没有可读的内容。")
  public static func textIsCut(_ count: Int) -> Phrase {
    Phrase(en: "Only the first \(count) tokens are read.", zh: "只读前 \(count) 个词元。")
  }
  public static let textTitleCharacters = Phrase(
    en: "Type a line; \\n is a line break", zh: "输入一行文字；\\n 表示换行")
  public static let textTitleWords = Phrase(en: "Type a sentence", zh: "输入一句话")
  public static func textCount(_ count: Int, known: Int) -> Phrase {
    Phrase(
      en: counted(count, "timestep", "timesteps") + ", \(known) of them mean something to the cell",
      zh: "\(count) 个时间步，其中 \(known) 个对单元有意义")
  }

  public static let labPredict = Phrase(en: "predict", zh: "预测")
  public static let helpLabPredict = Phrase(
    en: "say what the next step does before it is taken", zh: "先说出下一步会怎样，再走一步")
  public static func predictTitle(t: Int) -> Phrase {
    Phrase(en: "Predict step \(t)", zh: "预测第 \(t) 步")
  }
  public static func predictScore(_ right: Int, of total: Int, streak: Int) -> Phrase {
    Phrase(
      en: "\(right) of \(total) right" + (streak > 1 ? ", \(streak) in a row" : ""),
      zh: "答对 \(right)/\(total)" + (streak > 1 ? "，连对 \(streak)" : ""))
  }
  /// What a reverse direction does, above the steps that it has read.
  public static func predictReverse(from last: Int) -> Phrase {
    Phrase(
      en: "This direction reads from step \(last) back to step 1. What it has read so far:",
      zh: "这个方向从第 \(last) 步往回读到第 1 步。目前已读：")
  }
  public static let predictOther = Phrase(en: "ask something else", zh: "换个问题")
  public static let predictGuess = Phrase(en: "guess", zh: "作答")
  public static func predictsNumber(_ symbol: String, margin: String) -> Phrase {
    Phrase(
      en: "What will \(symbol) be, within \(margin)?", zh: "\(symbol) 会是多少？误差 \(margin) 以内算对。")
  }
  public static func predictsOpen(_ symbol: String) -> Phrase {
    Phrase(en: "Will \(symbol) be open, above 0.5?", zh: "\(symbol) 会打开（大于 0.5）吗？")
  }
  public static func predictsClass(_ english: String, _ chinese: String) -> Phrase {
    Phrase(en: "What will the read-out “\(english)” say?", zh: "读数“\(chinese)”会是什么？")
  }
  public static let predictOver = Phrase(
    en: "The sequence is over; ← or { goes back.", zh: "序列结束；按 ← 或 { 返回。")
  /// The number, where no equation made it.
  public static func predictSetByHand(_ value: String) -> Phrase {
    Phrase(en: "\(value), set by hand", zh: "\(value)，是手动改写的")
  }
  public static func predictRight(_ truth: String) -> Phrase {
    Phrase(en: "✓ Right: \(truth)", zh: "✓ 对：\(truth)")
  }
  public static func predictWrong(_ given: String, _ truth: String) -> Phrase {
    Phrase(en: "✗ You said \(given); it is \(truth)", zh: "✗ 你答 \(given)；实际是 \(truth)")
  }
}
