// Saying what a lab's next step will bring, before it is taken.
extension Phrase {
  /// The states before a step, and the input that comes next.
  public static func figureSoFar(_ states: [String], next input: String) -> Phrase {
    Phrase(
      en: "So far \(states.joined(separator: ", ")). Next the cell reads \(input).",
      zh: "目前 \(states.joined(separator: "，"))。接下来读入 \(input)。")
  }

  // MARK: The question

  public static func predictValue(_ name: String) -> Phrase {
    Phrase(en: "What will \(name) be?", zh: "\(name) 会是多少？")
  }
  public static func predictSign(_ name: String) -> Phrase {
    Phrase(en: "Which sign will \(name) have?", zh: "\(name) 会是什么符号？")
  }
  public static func predictComparison(_ comparison: String) -> Phrase {
    Phrase(en: "Will \(comparison) hold?", zh: "\(comparison) 会成立吗？")
  }
  public static let signNegative = Phrase(en: "negative", zh: "负")
  public static let signZero = Phrase(en: "zero", zh: "零")
  public static let signPositive = Phrase(en: "positive", zh: "正")
  public static let yes = Phrase(en: "yes", zh: "是")
  public static let no = Phrase(en: "no", zh: "否")

  // MARK: The answer

  /// What was right, and the number behind it.
  public static func predictedBecause(_ answer: Phrase, _ equation: String) -> Phrase {
    Phrase(
      en: "\(answer.english), \(equation)", zh: "\(answer.chinese)，\(equation)")
  }

  // MARK: Line by line

  public static func predictionStands(_ title: String, step: Int, of count: Int) -> Phrase {
    Phrase(
      en: "The lab “\(title)” stands at step \(step) of \(count).",
      zh: "实验“\(title)”停在第 \(step)/\(count) 步。")
  }
}
