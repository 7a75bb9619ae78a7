// Gaps, pairs, shapes and bugs: asking, and what is said about the answer.
extension Phrase {
  // MARK: Gaps

  public static let fillGaps = Phrase(
    en: "Type what is hidden; ⏎ goes to the next gap.", zh: "填写空缺内容；按 ⏎ 到下一空。")
  public static func gap(_ number: Int) -> Phrase {
    Phrase(en: "Gap \(number)", zh: "第 \(number) 空")
  }
  public static let nextGap = Phrase(en: "next gap", zh: "下一空")
  public static func gapsMissing(_ numbers: [Int]) -> Phrase {
    let list = numbers.map(String.init)
    return Phrase(
      en: (numbers.count == 1 ? "Gap " : "Gaps ") + list.joined(separator: ", ")
        + (numbers.count == 1 ? " is" : " are") + " empty. Press Enter again if you do not know.",
      zh: "第 " + list.joined(separator: "、") + " 空还没有填。如果不知道，请再按一次 Enter。")
  }
  public static func gapRight(_ number: Int, _ answer: String) -> Phrase {
    Phrase(en: "Gap \(number): \(answer)", zh: "第 \(number) 空：\(answer)")
  }
  public static let leftEmpty = Phrase(en: "left empty", zh: "未填写")
  public static func youSaidInstead(_ answer: String) -> Phrase {
    Phrase(en: "you: \(answer)", zh: "你的回答：\(answer)")
  }

  // MARK: Pairs

  public static let assignLetters = Phrase(
    en: "For each row on the left type the letter of what belongs to it.",
    zh: "为左侧每一行输入与之对应的字母。")
  public static let assign = Phrase(en: "assign", zh: "配对")
  public static let belongsTogether = Phrase(en: "What belongs together", zh: "正确的配对")
  public static func rowsMissing(_ count: Int) -> Phrase {
    Phrase(
      en: counted(count, "row has", "rows have")
        + " no letter yet. Press Enter again if you do not know.",
      zh: "还有 \(count) 行没有配对。如果不知道，请再按一次 Enter。")
  }
  public static let noLetter = Phrase(en: "no letter", zh: "未配对")

  // MARK: Shapes

  public static let shapeForms = Phrase(
    en: "Write it as (A, B, 3*C); brackets and spaces do not matter.",
    zh: "写成 (A, B, 3*C) 的形式；括号和空格不影响判分。")
  public static let shapeUnreadable = Phrase(
    en: "This is no shape. Forms such as (A, B, 3*C) are.",
    zh: "这不是一个形状。请写成 (A, B, 3*C) 的形式。")
  public static func shapeRank(_ given: Int, _ right: Int) -> Phrase {
    Phrase(
      en: "That has " + counted(given, "axis", "axes") + "; the tensor has \(right).",
      zh: "你写了 \(given) 个轴；这个张量有 \(right) 个轴。")
  }
  public static func shapeAxes(_ axes: [Int]) -> Phrase {
    let list = axes.map { String($0 + 1) }
    return Phrase(
      en: (axes.count == 1 ? "Axis " : "Axes ") + list.joined(separator: ", ")
        + (axes.count == 1 ? " is not right." : " are not right."),
      zh: "第 " + list.joined(separator: "、") + " 个轴不对。")
  }

  // MARK: Bugs

  public static let findLine = Phrase(
    en: "Which line is wrong? Type its number, or move to it. Then choose the repair.",
    zh: "哪一行有错？输入行号，或移动到该行，然后选择修复方法。")
  public static let repair = Phrase(en: "repair", zh: "修复")
  public static let repairs = Phrase(en: "How is it repaired?", zh: "应当怎样修复？")
  public static let line = Phrase(en: "line", zh: "行")
  public static let codeOrRepairs = Phrase(en: "code or repairs", zh: "代码或修复")
  public static let lineMissing = Phrase(
    en: "First the wrong line's number; Enter again: don't know.",
    zh: "还差出错的行：请输入行号。如果不知道，请再按一次 Enter。")
  public static func repairMissing(_ last: Character) -> Phrase {
    Phrase(
      en: "Now the repair, a–\(last). Press Enter again if you do not know.",
      zh: "还差修复方法（a–\(last)）。如果不知道，请再按一次 Enter。")
  }
  public static func wrongLineIs(_ lines: [Int]) -> Phrase {
    let list = lines.map(String.init)
    return Phrase(
      en: "The bug is in line " + list.joined(separator: " or ") + ".",
      zh: "错误在第 " + list.joined(separator: " 或 ") + " 行。")
  }
  public static func lineRightRepairWrong(_ line: Int) -> Phrase {
    Phrase(
      en: "You found line \(line), but the repair is not right.",
      zh: "你找对了第 \(line) 行，但修复方法不对。")
  }
  public static func lineWrongRepairRight(_ line: Int) -> Phrase {
    Phrase(
      en: "The repair is right, but line \(line) is not where the bug is.",
      zh: "修复方法正确，但错误不在第 \(line) 行。")
  }
  public static func lineAndRepairWrong(_ line: Int) -> Phrase {
    Phrase(
      en: "Line \(line) is not where the bug is, and the repair is not right.",
      zh: "错误不在第 \(line) 行，修复方法也不对。")
  }
  public static func lineAndRepairRight(_ line: Int) -> Phrase {
    Phrase(
      en: "You found line \(line) and its repair.", zh: "你找对了第 \(line) 行和修复方法。")
  }
  public static func lineRightRepairMissing(_ line: Int) -> Phrase {
    Phrase(
      en: "You found line \(line), but chose no repair.",
      zh: "你找对了第 \(line) 行，但没有选择修复方法。")
  }
  public static func lineWrongRepairMissing(_ line: Int) -> Phrase {
    Phrase(
      en: "Line \(line) is not where the bug is, and there was no repair.",
      zh: "错误不在第 \(line) 行，也没有选择修复方法。")
  }
  public static let lineMissingRepairRight = Phrase(
    en: "The repair is right, but you named no line.", zh: "修复方法正确，但没有指出是哪一行。")
  public static let lineMissingRepairWrong = Phrase(
    en: "You named no line, and the repair is not right.",
    zh: "没有指出是哪一行，修复方法也不对。")
  public static func lineAndRepair(_ line: String, _ repair: String) -> Phrase {
    Phrase(en: "line \(line): \(repair)", zh: "第 \(line) 行：\(repair)")
  }

  // MARK: Line by line

  public static func plainNeedsGaps(_ count: Int) -> Phrase {
    count == 1
      ? plainNeedsText
      : Phrase(
        en: "Type the \(count) hidden parts with | between them (? a hint, empty: do not know).",
        zh: "请输入 \(count) 处空缺内容，用 | 隔开（? 看提示，空行表示不知道）。")
  }
  public static func plainNeedsPairs(_ count: Int, _ last: Character) -> Phrase {
    Phrase(
      en: "Type one letter a–\(last) for each of the rows 1 to \(count), such as "
        + String((0..<count).reversed().map { Character(Unicode.Scalar(UInt8(97 + $0))) })
        + " (? a hint).",
      zh: "请为第 1 到 \(count) 行各输入一个字母 a–\(last)，如 "
        + String((0..<count).reversed().map { Character(Unicode.Scalar(UInt8(97 + $0))) })
        + "（? 看提示）。")
  }
  public static let plainNeedsShape = Phrase(
    en: "Type the shape, such as (A, B, 3*C) (? a hint, empty: do not know).",
    zh: "请输入形状，如 (A, B, 3*C)（? 看提示，空行表示不知道）。")
  public static func plainNeedsBug(_ last: Character) -> Phrase {
    Phrase(
      en: "Type the wrong line and the letter of its repair, a–\(last), such as 3b (? a hint).",
      zh: "请输入出错的行号和修复方法的字母 a–\(last)，如 3b（? 看提示）。")
  }
}
