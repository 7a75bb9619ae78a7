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

// The reader
extension Phrase {
  public static func section(_ number: Int, of count: Int) -> Phrase {
    Phrase(en: "section \(number) of \(count)", zh: "第 \(number)/\(count) 节")
  }
  public static let stepFigure = Phrase(en: "step", zh: "单步")
  public static let nextFigure = Phrase(en: "next figure", zh: "下一张图")
  public static let backToText = Phrase(en: "back to the text", zh: "回到正文")
  public static let runFigure = Phrase(en: "run the figure", zh: "运行图")
  public static let pageDown = Phrase(en: "page", zh: "翻页")
  public static let sideways = Phrase(en: "sideways", zh: "左右移动")
  public static let checkYourself = Phrase(en: "check yourself", zh: "自测")
  public static let nextLesson = Phrase(en: "next lesson", zh: "下一课")
  public static let noMoreLessons = Phrase(en: "This is the last lesson.", zh: "这是最后一课。")
  public static let nothingSideways = Phrase(
    en: "Everything fits the screen; nothing to move sideways.", zh: "内容都在屏幕内，无需左右移动。")
  public static let goesOnWhenFound = Phrase(
    en: "The lesson goes on when you have found it: ⇥, then step with ← →.",
    zh: "找到后课文继续：先按 ⇥，再用 ← → 单步。")
  public static let endOfLesson = Phrase(en: "End of the lesson.", zh: "本课结束。")
  public static func endWithQuestions(_ count: Int) -> Phrase {
    Phrase(
      en: "End of the lesson. ⏎ tests you with " + counted(count, "question", "questions")
        + ".",
      zh: "本课结束。按 ⏎ 用 \(count) 道题自测。")
  }
  public static let helpPages = Phrase(en: "a page down, up", zh: "下翻一页、上翻一页")
  public static let helpEnds = Phrase(en: "start, end", zh: "开头、结尾")
  public static let helpSections = Phrase(en: "previous, next section", zh: "上一节、下一节")
  public static let helpFigures = Phrase(
    en: "to the next, the previous figure", zh: "到下一张、上一张图")
  public static let helpStepFigure = Phrase(
    en: "step the figure that has the focus", zh: "单步运行获得焦点的图")
}
