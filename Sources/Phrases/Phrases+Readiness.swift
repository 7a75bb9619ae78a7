// Progress: readiness, calibration, forecasts.
extension Phrase {
  public static let readiness = Phrase(en: "Readiness", zh: "准备度")
  public static func readyToday(_ percent: Int) -> Phrase {
    Phrase(en: "\(percent) % known today", zh: "今天掌握 \(percent) %")
  }
  public static func readyOnTheDay(_ percent: Int, date: String) -> Phrase {
    Phrase(
      en: "\(percent) % on \(date), if you stop now", zh: "若就此停下，\(date) 时掌握 \(percent) %")
  }
  public static func readyPlanned(_ percent: Int, minutes: Int, days: Int) -> Phrase {
    Phrase(
      en: "\(percent) % if you keep to the plan: about " + counted(minutes, "minute", "minutes")
        + " a day for " + counted(days, "day", "days") + ".",
      zh: "若按计划学习可达 \(percent) %：每天约 \(minutes) 分钟，共 \(days) 天。")
  }
  public static func leaveOut(_ count: Int, _ topics: String) -> Phrase {
    Phrase(
      en: counted(count, "question", "questions")
        + " will not be reached before the interview. Leave out, for now: \(topics); or raise the number "
        + "of new questions a day.",
      zh: "面试前还有 \(count) 道题学不到。可先放下：\(topics)；或者提高每天的新题数。")
  }
  public static let listSeparator = Phrase(en: ", ", zh: "、")
  public static let setInterviewDate = Phrase(
    en: "Set the date of your interview with s: reviews are then planned towards it.",
    zh: "按 s 设置面试日期，复习便会按那一天来安排。")
  public static func seenOf(_ seen: Int, _ questions: Int) -> Phrase {
    Phrase(
      en: "\(seen) of " + counted(questions, "question", "questions")
        + " answered so far; one that was never seen counts as not known.",
      zh: "\(questions) 道题中已作答 \(seen) 道；没见过的按不会计算。")
  }

  // MARK: Topics

  public static let byTopic = Phrase(en: "By topic", zh: "按主题")
  public static let columnReady = Phrase(en: "ready", zh: "准备度")
  public static let columnSeen = Phrase(en: "seen", zh: "已学")
  public static let columnRight = Phrase(en: "right", zh: "正确率")
  public static let columnBrier = Phrase(en: "Brier", zh: "Brier")

  // MARK: Calibration

  public static let calibration = Phrase(en: "Calibration", zh: "校准")
  public static func calibrationRight(
    _ percent: Int, _ right: Int, of asked: Int, claim: Int
  ) -> Phrase {
    Phrase(
      en: "\(percent) % right (\(right) of \(asked)), claims \(claim) %",
      zh: "正确 \(percent) %（\(asked) 次中 \(right) 次），自称 \(claim) %")
  }
  public static func brierScore(_ score: String) -> Phrase {
    Phrase(
      en: "Brier score \(score): 0 is perfect, 0.25 is saying fifty-fifty each time.",
      zh: "Brier 分数 \(score)：0 为完美，0.25 相当于每次都说五五开。")
  }
  public static let overconfident = Phrase(
    en: "You are surer than you are right. What you were sure of and had wrong comes back first.",
    zh: "您的把握高于实际正确率。有把握却答错的题会最先回来。")
  public static let underconfident = Phrase(
    en: "You know more than you think.", zh: "您知道的比自己以为的多。")

  // MARK: Days and times

  public static let forecast = Phrase(
    en: "Coming due, by days from today", zh: "未来每天到期的题数")
  public static let activity = Phrase(
    en: "Answers of the last 14 days", zh: "最近 14 天的作答数")
  public static func streak(_ days: Int) -> Phrase {
    Phrase(en: "\(days) days in a row", zh: "连续 \(days) 天")
  }
  public static let answerTimes = Phrase(
    en: "How long right answers take", zh: "答对所用的时间")
  public static func medianTime(_ time: String) -> Phrase {
    Phrase(en: "median \(time)", zh: "中位数 \(time)")
  }
  public static let slowestAnswers = Phrase(en: "Slowest", zh: "最慢的题")
  public static let mostForgotten = Phrase(en: "Forgotten most often", zh: "最常忘记的题")
  public static let studyPlan = Phrase(en: "plan", zh: "计划")
}
