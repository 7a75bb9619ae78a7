// Review: the schedule, its reasons, undo.
extension Phrase {
  public static let review = Phrase(en: "Review", zh: "复习")
  public static let lessonCheck = Phrase(en: "Lesson check", zh: "课后检查")

  // MARK: When

  /// - Parameter days: from today on.
  public static func onDay(_ days: Int, date: String) -> Phrase {
    switch days {
    case ..<(-1): Phrase(en: "\(-days) days ago (\(date))", zh: "\(-days) 天前（\(date)）")
    case -1: Phrase(en: "yesterday (\(date))", zh: "昨天（\(date)）")
    case 0: Phrase(en: "today", zh: "今天")
    case 1: Phrase(en: "tomorrow (\(date))", zh: "明天（\(date)）")
    default: Phrase(en: "in \(days) days (\(date))", zh: "\(days) 天后（\(date)）")
    }
  }
  /// The same without the date.
  public static func inDays(_ days: Int) -> Phrase {
    switch days {
    case ..<0: Phrase(en: "over", zh: "已过")
    case 0: Phrase(en: "today", zh: "今天")
    case 1: Phrase(en: "tomorrow", zh: "明天")
    default: Phrase(en: "in \(days) days", zh: "\(days) 天后")
    }
  }
  public static func comesBack(_ day: Phrase) -> Phrase {
    Phrase(en: "Comes back \(day.english)", zh: "下次复习：\(day.chinese)")
  }
  public static func ratedBecause(_ rating: Phrase, _ reason: Phrase) -> Phrase {
    Phrase(en: "\(rating.english): \(reason.english)", zh: "\(rating.chinese)：\(reason.chinese)")
  }
  public static func leech(_ lapses: Int) -> Phrase {
    Phrase(
      en: "Forgotten \(lapses) times. Asking again will not help: read its lesson, watch it in the "
        + "lab, or put it away with N.",
      zh: "已经忘了 \(lapses) 次。反复提问帮不上忙：重读课程，在实验室里看一看，或按 N 不再问它。")
  }

  // MARK: Ratings

  public static let ratingAgain = Phrase(en: "again", zh: "重来")
  public static let ratingHard = Phrase(en: "hard", zh: "困难")
  public static let ratingGood = Phrase(en: "good", zh: "良好")
  public static let ratingEasy = Phrase(en: "easy", zh: "轻松")

  public static let becauseWrong = Phrase(en: "it was not right", zh: "答错了")
  public static let becauseLate = Phrase(en: "the time ran out", zh: "超时了")
  public static let becauseHint = Phrase(en: "right with a hint", zh: "看过提示才答对")
  public static let becauseGuessed = Phrase(en: "right, but guessed", zh: "答对，但是猜的")
  public static func becauseSlow(_ seconds: String, median: String) -> Phrase {
    Phrase(
      en: "right, but slow: \(seconds), your usual is \(median)",
      zh: "答对，但偏慢：用了 \(seconds)，您通常 \(median)")
  }
  public static let becauseRight = Phrase(en: "it was right", zh: "答对了")
  public static let becauseByHand = Phrase(en: "you said so", zh: "您自己评的")

  // MARK: Why this date

  public static let whyThisDate = Phrase(en: "Why this date?", zh: "为什么是这一天？")
  public static func whyBefore(
    days: Int, recall: String, stability: String, difficulty: String
  ) -> Phrase {
    Phrase(
      en: "Before this answer: last asked \(counted(days, "day", "days")) ago. Retrievability "
        + "R = \(recall), the chance that you would still know it; stability S = \(stability) days, "
        + "in which R falls to 90 %; difficulty D = \(difficulty) of 10.",
      zh: "作答之前：上次提问在 \(days) 天前。可提取性 R = \(recall)，即您还记得它的概率；稳定性 "
        + "S = \(stability) 天，R 降到 90 % 所需的时间；难度 D = \(difficulty)（满分 10）。")
  }
  public static let whyFirst = Phrase(
    en: "This was the first answer, so that only its rating counts.",
    zh: "这是第一次作答，因此只由评级决定。")
  public static let whyTable = Phrase(
    en: "    rating     S, days      D   comes back", zh: "    评级        S（天）     D   下次复习")
  public static let whyRule = Phrase(
    en:
      "The rule: wrong or late is again; with a hint, guessed, or slower than twice your usual time is "
      + "hard; right is good. Keys 1 to 4 rate by hand.",
    zh: "规则：答错或超时为“重来”；用过提示、靠猜测或慢于平时两倍为“困难”；答对为“良好”。按 1 到 4 可自己评级。")
  public static func whyFormula(retention: String) -> Phrase {
    Phrase(
      en:
        "FSRS-6 asks again on the day on which R has fallen to \(retention); a few days more or less, "
        + "so that cards do not come back together.",
      zh: "FSRS-6 在 R 降到 \(retention) 的那一天再次提问；前后浮动几天，以免题目总是一起出现。")
  }
  public static func whyInterview(_ eve: String) -> Phrase {
    Phrase(
      en: "The interview draws it forward to its eve, \(eve).", zh: "因为面试临近，提前到面试前一天 \(eve)。")
  }

  // MARK: Keys and notes

  public static let rateByHand = Phrase(en: "rate", zh: "评级")
  public static let whyKey = Phrase(en: "why this date", zh: "为何这天")
  public static let undoAnswer = Phrase(en: "undo", zh: "撤销")
  public static let buryQuestion = Phrase(en: "not today", zh: "今天不再问")
  public static let suspendQuestion = Phrase(en: "never again", zh: "不再问")
  public static let notAskedToday = Phrase(
    en: "This question waits until tomorrow.", zh: "这道题明天再问。")
  public static let neverAskedAgain = Phrase(
    en: "This question will not come back. U takes that back with its answer.",
    zh: "这道题不会再出现。按 U 可连同作答一起撤销。")
  public static let noUndoInQuiz = Phrase(
    en: "A timed quiz has no undo.", zh: "限时测验不能撤销。")
  public static func takenBack(_ title: String) -> Phrase {
    Phrase(en: "Taken back: \(title)", zh: "已撤销：\(title)")
  }
  public static let planTakenBack = Phrase(
    en: "Taken back: the last change of the plan", zh: "已撤销：上一次计划改动")
  public static let nothingToTakeBack = Phrase(
    en: "There is no answer to take back.", zh: "没有可撤销的作答。")

  // MARK: What is due

  public static func dueCount(_ count: Int) -> Phrase {
    Phrase(en: "\(count) due", zh: "\(count) 题到期")
  }
  public static func newCount(_ count: Int) -> Phrase {
    Phrase(en: "\(count) new", zh: "\(count) 道新题")
  }
  public static func reviewNow(due: Int, new: Int, minutes: Int) -> Phrase {
    let parts = [due > 0 ? dueCount(due) : nil, new > 0 ? newCount(new) : nil].compactMap(\.self)
    return Phrase(
      en: "Review: " + parts.map(\.english).joined(separator: ", ")
        + ", about " + counted(minutes, "minute", "minutes"),
      zh: "复习：" + parts.map(\.chinese).joined(separator: "，") + "，约 \(minutes) 分钟")
  }
  public static func parked(_ count: Int) -> Phrase {
    Phrase(
      en: counted(count, "more waits", "more wait") + " for another day: no backlog at once",
      zh: "还有 \(count) 题留到以后：积压不必一次清完")
  }
  public static let nothingDue = Phrase(en: "Nothing is due now.", zh: "现在没有到期的题目。")
  public static func nextDue(_ day: Phrase) -> Phrase {
    Phrase(en: "The next question comes back \(day.english).", zh: "下一道题：\(day.chinese)。")
  }
  public static func dailyLimitReached(new: Int) -> Phrase {
    Phrase(
      en:
        "The day's \(counted(new, "new question", "new questions")) are done. More would only come back "
        + "together later.",
      zh: "今天的 \(new) 道新题已经学完。再多，日后也只会一起回来。")
  }
  public static let nothingToCram = Phrase(
    en: "Nothing was answered yet: there is nothing to practise.", zh: "还没有答过题，没有可以练习的题目。")
  public static let cramOffer = Phrase(
    en: "c  practise ten questions all the same; the schedule does not move",
    zh: "c  仍然练习十道题；不影响复习计划")
  public static let learnOffer = Phrase(en: "l  read the next lesson", zh: "l  读下一课")
  public static let cram = Phrase(en: "practise anyway", zh: "照样练习")
  public static let reviewWhy = Phrase(
    en: "asked again just before you forget", zh: "在快要忘记之前再问一次")
  public static func reviewDetail(due: Int, new: Int) -> Phrase {
    let parts = [due > 0 ? dueCount(due) : nil, new > 0 ? newCount(new) : nil].compactMap(\.self)
    return Phrase(
      en: parts.map(\.english).joined(separator: ", "),
      zh: parts.map(\.chinese).joined(separator: "，"))
  }
  public static func dueAndReadiness(due: Int, percent: Int) -> Phrase {
    Phrase(en: "\(due) due · readiness \(percent) %", zh: "\(due) 题到期 · 准备度 \(percent) %")
  }
  public static func interviewIn(_ days: Int, minutes: Int) -> Phrase {
    Phrase(
      en: "interview in " + counted(days, "day", "days") + ", \(minutes) min a day",
      zh: "距面试 \(days) 天，每天 \(minutes) 分钟")
  }
  public static let progressTitle = Phrase(en: "Progress", zh: "进度")
  public static let progressDetail = Phrase(en: "readiness, calibration", zh: "准备度与校准")
  public static let reviewMore = Phrase(en: "what else is due", zh: "继续复习")
}
