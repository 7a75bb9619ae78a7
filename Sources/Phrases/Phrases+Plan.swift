// The study plan.
extension Phrase {
  public static let studyPlanTitle = Phrase(en: "Study plan", zh: "学习计划")
  public static let lookTitle = Phrase(en: "Look", zh: "外观")
  public static let planNoInterview = Phrase(en: "no date", zh: "未设置")
  public static func planDay(_ date: String, _ when: Phrase) -> Phrase {
    Phrase(en: "\(date), \(when.english)", zh: "\(date)，\(when.chinese)")
  }
  public static let planBySeven = Phrase(en: "by seven", zh: "一次七格")
  public static let planDefault = Phrase(en: "default", zh: "恢复默认")
  public static func planOutlook(_ percent: Int, minutes: Int) -> Phrase {
    Phrase(
      en: "With this plan: \(percent) % known on the day, about "
        + counted(minutes, "minute", "minutes") + " a day.",
      zh: "按此计划：当天约掌握 \(percent) %，每天约 \(minutes) 分钟。")
  }
}
