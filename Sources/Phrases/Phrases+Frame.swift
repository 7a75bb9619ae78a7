// What stands around every screen.
extension Phrase {
  public static let programName = Phrase(en: "LSTM Tutor", zh: "LSTM 导师")
  public static let move = Phrase(en: "move", zh: "移动")
  public static let open = Phrase(en: "open", zh: "打开")
  public static let search = Phrase(en: "search", zh: "搜索")
  public static let otherLanguage = Phrase(en: "中文", zh: "English")
  public static let help = Phrase(en: "help", zh: "帮助")
  public static let helpTitle = Phrase(en: "Help", zh: "帮助")
  public static let quit = Phrase(en: "quit", zh: "退出")
  public static let back = Phrase(en: "back", zh: "返回")
  public static let close = Phrase(en: "close", zh: "关闭")
  public static let scroll = Phrase(en: "scroll", zh: "滚动")
  public static let choose = Phrase(en: "choose", zh: "选择")
  public static let change = Phrase(en: "change", zh: "更改")

  public static func keyDoesNothing(_ key: String) -> Phrase {
    Phrase(
      en: "\(key) does nothing here. ? lists the keys.",
      zh: "\(key) 在这里没有作用。按 ? 查看按键。")
  }
  public static let notInTheCourse = Phrase(
    en: "The course has no such page.", zh: "课程里没有这一页。")
  public static let courseIsBeingRead = Phrase(
    en: "The course is still being read.", zh: "课程还在读取中。")
  public static func windowTooSmall(columns: Int, rows: Int) -> Phrase {
    Phrase(
      en: "This window has \(columns)×\(rows) cells.", zh: "当前窗口为 \(columns)×\(rows)。")
  }
  public static func windowNeeds(columns: Int, rows: Int) -> Phrase {
    Phrase(
      en: "LSTM Tutor needs \(columns)×\(rows). Nothing is lost.",
      zh: "LSTM 导师需要 \(columns)×\(rows)。进度不会丢失。")
  }

  public static func couldNotKeep(_ reason: String) -> Phrase {
    Phrase(en: "Not kept: \(reason)", zh: "未能保存：\(reason)")
  }
  public static func configProblem(line: Int, _ message: String, more: Int) -> Phrase {
    Phrase(
      en: "config.yaml:\(line): \(message)" + (more > 0 ? " (+\(more))" : ""),
      zh: "config.yaml:\(line)：\(message)" + (more > 0 ? "（还有 \(more) 处）" : ""))
  }
  public static func contentProblems(_ count: Int) -> Phrase {
    Phrase(
      en: counted(count, "mistake", "mistakes")
        + " in the content, left out; lstm-tutor check tells all:",
      zh: "内容有 \(count) 处错误，已略去；用 lstm-tutor check 查看：")
  }

  // Keys that work everywhere, for the help page
  public static let helpHere = Phrase(en: "On this screen", zh: "当前界面")
  public static let helpEverywhere = Phrase(en: "Everywhere", zh: "任何界面")
  public static let helpMove = Phrase(
    en: "move, scroll (letters not in a question)", zh: "移动、滚动（答题时字母为答案）")
  public static let helpOpen = Phrase(en: "open what is chosen", zh: "打开所选项目")
  public static let helpSearch = Phrase(
    en: "search lessons, questions, labs and terms, unless a question is timed",
    zh: "搜索课文、题目、实验与术语（限时答题时除外）")
  public static let helpLanguage = Phrase(en: "English or Chinese", zh: "切换中文或英文")
  public static let helpHelp = Phrase(en: "this page", zh: "本页")
  public static let helpUp = Phrase(en: "one level up; on Home: quit", zh: "返回上一级；在主页则退出")
  public static let helpLeave = Phrase(en: "leave at once", zh: "立即退出")
  public static let helpSuspend = Phrase(
    en: "stop, and go on with fg; clocks stand still", zh: "挂起，用 fg 继续；计时暂停")
  public static let helpRepaint = Phrase(en: "paint the screen anew", zh: "重绘屏幕")
  public static let helpTyping = Phrase(
    en: "In a text field every printable key is text; "
      + "use F1 help, F2 language, F3 hint, F4 time, F8 report.",
    zh: "在输入框中，所有可见按键都是文字；请用 F1 帮助、F2 语言、F3 提示、F4 加时、F8 报告问题。")
}
