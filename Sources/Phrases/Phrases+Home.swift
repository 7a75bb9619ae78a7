// Home, and the names of the screens.
extension Phrase {
  public static let nothing = Phrase(en: "", zh: "")
  public static let next = Phrase(en: "Next:", zh: "下一步：")
  public static let learn = Phrase(en: "Learn", zh: "学习")
  public static let timedQuiz = Phrase(en: "Timed quiz", zh: "限时测验")
  public static let cellLab = Phrase(en: "Cell lab", zh: "单元实验室")
  public static let searchTitle = Phrase(en: "Search", zh: "搜索")
  public static let settings = Phrase(en: "Settings", zh: "设置")
  public static let helpNextStep = Phrase(en: "take the next step", zh: "执行下一步")

  public static func courseCounts(lessons: Int, questions: Int, labs: Int) -> Phrase {
    Phrase(
      en: counted(lessons, "lesson", "lessons") + " · "
        + counted(questions, "question", "questions") + " · " + counted(labs, "lab", "labs"),
      zh: "\(lessons) 课 · \(questions) 题 · \(labs) 个实验")
  }

  public static let noCourseFound = Phrase(en: "No course was found.", zh: "没有找到课程。")
  public static let noCourseAdvice = Phrase(
    en: "lstm-tutor doctor shows where it was looked for.",
    zh: "运行 lstm-tutor doctor 可查看查找过的位置。")
  public static func goOnWithLesson(_ number: Int, _ title: String) -> Phrase {
    Phrase(en: "Go on with lesson \(number), \(title)", zh: "继续第 \(number) 课：\(title)")
  }
  public static func startLesson(_ number: Int, _ title: String) -> Phrase {
    Phrase(en: "Read lesson \(number), \(title)", zh: "阅读第 \(number) 课：\(title)")
  }
  public static func stoppedAt(_ heading: String) -> Phrase {
    Phrase(en: "you stopped at “\(heading)”", zh: "上次读到“\(heading)”")
  }
  public static let stoppedAtTheStart = Phrase(en: "you had just begun", zh: "刚刚开始")
  public static func aboutMinutes(_ minutes: Int) -> Phrase {
    Phrase(
      en: "about " + counted(minutes, "minute", "minutes") + ", with figures you can step",
      zh: "约 \(minutes) 分钟，图可以单步运行")
  }
  public static func repeatMissed(_ count: Int) -> Phrase {
    Phrase(
      en: "Repeat " + counted(count, "question", "questions") + " you missed",
      zh: "重做答错的 \(count) 题")
  }
  public static let repeatMissedDetail = Phrase(
    en: "missed last time, without a clock", zh: "上次答错的，不计时")
  public static let takeAQuiz = Phrase(en: "Take a timed quiz", zh: "来一次限时测验")
  public static let takeAQuizDetail = Phrase(
    en: "you have read every lesson", zh: "课文已全部读完")
  public static func lessonsRead(_ done: Int, of count: Int) -> Phrase {
    Phrase(en: "\(done) of \(count) lessons read", zh: "已读 \(done)/\(count) 课")
  }
  public static func lastQuiz(_ right: Int, _ asked: Int) -> Phrase {
    Phrase(en: "last \(right)/\(asked)", zh: "上次 \(right)/\(asked)")
  }
  public static let noQuizYet = Phrase(en: "against the clock, or without", zh: "可计时，也可不计时")
  public static func moreTopics(_ count: Int) -> Phrase {
    Phrase(en: "… and " + counted(count, "topic", "topics"), zh: "……还有 \(count) 个主题")
  }
  public static let stepACell = Phrase(
    en: "step a real LSTM, gate by gate", zh: "逐门单步运行真实的 LSTM")
  public static let searchDetail = Phrase(
    en: "lessons, questions, glossary", zh: "课文、题目、术语")
  public static let settingsDetail = Phrase(en: "language, colours, clock", zh: "语言、颜色、计时")
}
