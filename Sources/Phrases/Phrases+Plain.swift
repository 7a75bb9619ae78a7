// What is said in plain mode only.
extension Phrase {
  public static let plainHomePrompt = Phrase(
    en: "Type the number of a lesson to read it, or q. Other verbs: learn, quiz, lab (--help).",
    zh: "输入课文编号即可阅读，q 退出。其他命令：learn、quiz、lab（见 --help）。")
  public static let nothingToRead = Phrase(
    en: "there is nothing to read on standard input; plain mode takes one answer a line",
    zh: "标准输入没有内容；纯文本模式每行读取一个回答")
}

extension Phrase {
  public static func noSuchLesson(_ name: String, _ ids: String) -> Phrase {
    Phrase(
      en: "no lesson is called '\(name)'; there are \(ids)",
      zh: "没有名为“\(name)”的课文；现有 \(ids)")
  }
  public static func plainEndOfLesson(topic: String) -> Phrase {
    Phrase(
      en: "End of the lesson. Questions on it: lstm-tutor quiz --plain --topic \(topic)",
      zh: "本课结束。相关题目：lstm-tutor quiz --plain --topic \(topic)")
  }
}
