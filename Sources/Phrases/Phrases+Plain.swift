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
  public static func noSuchLab(_ name: String, _ ids: String) -> Phrase {
    Phrase(
      en: "no lab is called '\(name)'; there are \(ids)",
      zh: "没有名为“\(name)”的实验；现有 \(ids)")
  }
  public static func labIsForAnotherCell(
    _ lab: String, _ cell: String, asked: String
  ) -> Phrase {
    Phrase(
      en: "lab '\(lab)' is made for a cell of the kind \(cell), its weights mean nothing to "
        + "\(asked); leave --cell out",
      zh: "实验“\(lab)”是为 \(cell) 单元设计的，它的权重对 \(asked) 没有意义；请去掉 --cell")
  }
  public static func labHasNoStep(_ lab: String, _ step: String, last: Int) -> Phrase {
    Phrase(
      en: "lab '\(lab)' has no step '\(step)'; its steps are 0 to \(last)",
      zh: "实验“\(lab)”没有第“\(step)”步；可用的步为 0 到 \(last)")
  }
  public static func labHasNoLens(_ lens: String, _ lenses: String) -> Phrase {
    Phrase(
      en: "there is no lens '\(lens)'; choose one of: \(lenses)",
      zh: "没有视图“\(lens)”；可以选：\(lenses)")
  }
  public static func labHasNoSubstep(
    _ lab: String, step: Int, _ substep: String, count: Int
  ) -> Phrase {
    Phrase(
      en: "step \(step) of lab '\(lab)' has no sub-step '\(substep)'; "
        + (step > 0 ? "its sub-steps are 1 to \(count)" : "nothing has been read yet"),
      zh: "实验“\(lab)”第 \(step) 步没有子步“\(substep)”；"
        + (step > 0 ? "子步为 1 到 \(count)" : "此时还没有读入任何输入"))
  }
  public static func plainEndOfLesson(topic: String) -> Phrase {
    Phrase(
      en: "End of the lesson. Questions on it: lstm-tutor quiz --plain --topic \(topic)",
      zh: "本课结束。相关题目：lstm-tutor quiz --plain --topic \(topic)")
  }
}
