// Lessons.
extension Phrase {
  public static let noLessons = Phrase(en: "The course has no lessons.", zh: "课程里没有课文。")
  public static let untranslated = Phrase(en: "[Chinese only]", zh: "［仅英文］")
  public static let lessonDone = Phrase(en: "✓ read", zh: "✓ 已读")
  public static let lessonBegun = Phrase(en: "begun", zh: "在读")
  public static func minutes(_ minutes: Int) -> Phrase {
    Phrase(en: "\(minutes) min", zh: "\(minutes) 分钟")
  }
  public static let youWillBeAbleTo = Phrase(en: "After it you can", zh: "读完之后，你能够")
}
