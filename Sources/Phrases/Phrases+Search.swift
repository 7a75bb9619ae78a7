// Search and Settings.
extension Phrase {
  public static func found(_ count: Int) -> Phrase {
    Phrase(en: "\(count) found", zh: "找到 \(count) 项")
  }
  public static let typeToSearch = Phrase(
    en: "Type a word: a term, a symbol such as f_t, a name.",
    zh: "输入一个词：术语、符号（如 f_t）或名称。")
  public static let nothingFound = Phrase(
    en: "Nothing has these words. Fewer or shorter words find more.",
    zh: "没有找到。试试更少或更短的词。")
  public static let meaningIsBelow = Phrase(
    en: "What the term means stands at the bottom.", zh: "术语的含义在屏幕下方。")
  public static let kindLesson = Phrase(en: "lesson", zh: "课文")
  public static let kindLab = Phrase(en: "lab", zh: "实验")
  public static let kindTerm = Phrase(en: "term", zh: "术语")
  public static let kindQuestion = Phrase(en: "question", zh: "题目")

  public static let settingLanguage = Phrase(en: "Language", zh: "语言")
  public static let settingColor = Phrase(en: "Colours", zh: "颜色")
  public static let settingASCII = Phrase(en: "Drawing", zh: "绘图字符")
  public static let settingClock = Phrase(en: "Clock in quizzes", zh: "测验计时显示")
  public static let colorAutomatic = Phrase(en: "as many as the terminal has", zh: "按终端能力")
  public static let colorRich = Phrase(en: "256", zh: "256 色")
  public static let colorBasic = Phrase(en: "8", zh: "8 色")
  public static let colorNever = Phrase(en: "none", zh: "不用颜色")
  public static let drawingUnicode = Phrase(en: "Unicode", zh: "Unicode")
  public static let drawingASCII = Phrase(en: "ASCII only", zh: "仅 ASCII")
  public static let clockShown = Phrase(en: "shown", zh: "显示")
  public static let clockHidden = Phrase(en: "hidden (it runs all the same)", zh: "隐藏（照常计时）")
  public static let settingsKept = Phrase(
    en: "Changes are kept at once.", zh: "更改会立即保存。")
}
