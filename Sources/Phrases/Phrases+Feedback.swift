// What is said about an answer, and at the end of a quiz.
extension Phrase {
  public static let right = Phrase(en: "Right", zh: "正确")
  public static let notRight = Phrase(en: "Not right", zh: "不正确")
  public static let notAnswered = Phrase(en: "Not answered", zh: "未作答")
  public static let chosenAndRight = Phrase(
    en: "▸ your answer   ✓ right", zh: "▸ 你的选择   ✓ 正确选项")
  public static let answeredLate = Phrase(en: "late", zh: "超时")
  public static func hintsUsed(_ count: Int) -> Phrase {
    Phrase(en: counted(count, "hint", "hints"), zh: "用了 \(count) 条提示")
  }
  public static func tookTime(_ time: String, of budget: String) -> Phrase {
    Phrase(en: "\(time) of \(budget)", zh: "用时 \(time)，时限 \(budget)")
  }
  public static func tookTime(_ time: String) -> Phrase {
    Phrase(en: time, zh: "用时 \(time)")
  }
  public static let verdictRightReasonWrong = Phrase(
    en: "The verdict is right, the reason is not.", zh: "判断正确，理由不对。")
  public static let verdictWrongReasonRight = Phrase(
    en: "The reason is right, the verdict is not.", zh: "理由正确，判断不对。")
  public static let verdictAndReasonWrong = Phrase(
    en: "Neither the verdict nor the reason is right.", zh: "判断和理由都不对。")
  public static let verdictRightReasonMissing = Phrase(
    en: "The verdict is right; there was no reason.", zh: "判断正确，但没有给出理由。")
  public static let verdictWrongReasonMissing = Phrase(
    en: "The verdict is not right, and there was no reason.", zh: "判断不对，也没有给出理由。")
  public static let verdictMissingReasonRight = Phrase(
    en: "The reason is right, but there was no verdict.", zh: "理由正确，但没有给出判断。")
  public static let verdictMissingReasonWrong = Phrase(
    en: "There was no verdict, and the reason is not right.", zh: "没有给出判断，理由也不对。")
  public static func rightVerdict(_ verdict: Phrase) -> Phrase {
    Phrase(en: "The claim is \(verdict.english).", zh: "这个说法\(verdict.chinese)。")
  }
  public static func youSaid(_ answer: String) -> Phrase {
    Phrase(en: "You: \(answer)", zh: "你的回答：\(answer)")
  }
  public static func rightIs(_ answer: String) -> Phrase {
    Phrase(en: "Right: \(answer)", zh: "正确答案：\(answer)")
  }
  public static let rightOrder = Phrase(en: "The right order", zh: "正确顺序")
  public static func alsoAccepted(_ answers: String) -> Phrase {
    Phrase(en: "Also accepted: \(answers)", zh: "同样接受：\(answers)")
  }
  public static func spellingSlip(_ answer: String) -> Phrase {
    Phrase(en: "Spelling: \(answer)", zh: "正确拼写：\(answer)")
  }
  public static let outsideTolerance = Phrase(
    en: "The number is too far from the right one.", zh: "与正确答案相差太大。")
  public static func wrongUnit(_ unit: String) -> Phrase {
    Phrase(en: "'\(unit)' is not the unit asked for.", zh: "“\(unit)”不是所要求的单位。")
  }
  public static let anotherTerm = Phrase(
    en: "This is the name of another thing; see the glossary.",
    zh: "这是另一个概念的名称，可查术语表。")
  public static let behindIt = Phrase(
    en: "Behind it may be the belief:", zh: "背后可能有这样的误解：")
  public static func quoted(_ sentence: String) -> Phrase {
    Phrase(en: "“\(sentence)”", zh: "“\(sentence)”")
  }
  public static func judgement(_ verdict: String, _ reason: String) -> Phrase {
    reason.isEmpty
      ? name(verdict) : Phrase(en: "“\(verdict)” – \(reason)", zh: "“\(verdict)”——\(reason)")
  }
  public static let notAcceptedText = Phrase(
    en: "This is not among the accepted answers.", zh: "不在可接受的答案之中。")
  public static let explanation = Phrase(en: "Explanation", zh: "解析")
  public static let keyPoints = Phrase(en: "Key points", zh: "要点")
  public static let modelAnswer = Phrase(en: "Answer", zh: "答案")
  public static let followUp = Phrase(en: "Follow-up", zh: "追问")
  public static let sources = Phrase(en: "Sources", zh: "来源")
  public static let tickWhatYouSaid = Phrase(
    en: "Tick what your answer contained, then Enter.", zh: "勾选你的答案包含的要点，然后按 Enter。")
  public static let didYouHaveIt = Phrase(en: "Did you have it?", zh: "算答对吗？")
  public static func pointsTicked(_ ticked: Int, of count: Int) -> Phrase {
    Phrase(
      en: "\(ticked) of \(count) points. Did you have it?",
      zh: "\(count) 个要点答出 \(ticked) 个。算答对吗？")
  }
  public static let countedAsRight = Phrase(
    en: "Counted as right, on your word.", zh: "按你的判断记为正确。")

  // MARK: The end of a quiz

  public static let quizEnd = Phrase(en: "Result", zh: "结果")
  public static func scoreOf(_ score: Int, _ total: Int) -> Phrase {
    Phrase(en: "\(score) of \(total) right", zh: "答对 \(score)/\(total)")
  }
  /// Sentences one after the other.
  public static func sentences(_ sentences: [Phrase]) -> Phrase {
    Phrase(
      en: sentences.map(\.english).joined(separator: " "), zh: sentences.map(\.chinese).joined())
  }
  public static func scoreInTime(_ score: Int) -> Phrase {
    Phrase(en: "\(score) of them in time.", zh: "其中按时 \(score) 题。")
  }
  public static func notReached(_ count: Int) -> Phrase {
    Phrase(
      en: counted(count, "question was", "questions were") + " not reached.",
      zh: "有 \(count) 题未轮到。")
  }
  public static let endedByTime = Phrase(en: "The time was over.", zh: "时间到。")
  public static let endedBySuddenDeath = Phrase(
    en: "The first mistake ended it.", zh: "答错一题，测验结束。")
  public static let endedByLeaving = Phrase(en: "You left early.", zh: "你提前离开了测验。")
  public static func timeInAll(_ time: String) -> Phrase {
    Phrase(en: "Time \(time)", zh: "用时 \(time)")
  }
  public static func timeInAll(_ time: String, of budget: String) -> Phrase {
    Phrase(en: "Time \(time) of \(budget)", zh: "用时 \(time)，时限 \(budget)")
  }
  public static func timePerQuestion(_ time: String) -> Phrase {
    Phrase(en: "\(time) a question", zh: "平均每题 \(time)")
  }
  public static let slowest = Phrase(en: "Slowest", zh: "最慢")
  public static let mistakes = Phrase(en: "Mistakes", zh: "错题")
  public static let noMistakes = Phrase(en: "No mistakes.", zh: "没有错题。")
  public static let sureButWrong = Phrase(en: "sure but wrong", zh: "自信却答错")
  public static func sureButWrongCount(_ count: Int) -> Phrase {
    Phrase(en: "Sure but wrong: \(count)", zh: "自信却答错：\(count) 题")
  }
  public static let nothingMissed = Phrase(
    en: "You missed nothing. a asks again.", zh: "没有错题。按 a 再来一次。")
  public static func moreTimeTaken(_ count: Int) -> Phrase {
    Phrase(
      en: "more time " + counted(count, "time", "times"), zh: "加时 \(count) 次")
  }
}
