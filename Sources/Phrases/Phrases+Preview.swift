// What authors see: the preview of a file, and reports of questions.
extension Phrase {
  /// - Parameter file: nil until it has been read.
  public static func previewTitle(_ file: String?) -> Phrase {
    let part = file.map { " › \($0)" } ?? ""
    return Phrase(en: "Preview" + part, zh: "预览" + part)
  }
  public static func previewMistakes(_ count: Int) -> Phrase {
    Phrase(en: counted(count, "mistake", "mistakes"), zh: "\(count) 处问题")
  }
  public static let previewClean = Phrase(en: "no mistakes", zh: "没有问题")
  public static let previewIsRead = Phrase(en: "The file is being read …", zh: "正在读取文件……")
  /// - Parameter reason: the system's
  public static func previewLost(_ reason: String) -> Phrase {
    Phrase(
      en: "The file cannot be read now (\(reason)). This is how it was.",
      zh: "现在读不到这个文件（\(reason)），以下是它先前的样子。")
  }
  public static let previewNothing = Phrase(
    en: "Nothing in this file can be shown. Lessons, questions and labs can.",
    zh: "这个文件里没有可显示的内容；课文、题目和实验可以预览。")
  public static func previewSeed(_ seed: Int) -> Phrase {
    Phrase(en: "numbers of seed \(seed)", zh: "数字取自种子 \(seed)")
  }
  public static let previewNewNumbers = Phrase(en: "new numbers", zh: "换一组数字")
  public static let previewNext = Phrase(en: "next, previous", zh: "下一项、上一项")
  public static let previewGoals = Phrase(en: "Afterwards you can", zh: "学完后你能")
  public static func previewHint(_ number: Int) -> Phrase {
    Phrase(en: "Hint \(number)", zh: "提示 \(number)")
  }
  public static func previewReveals(_ option: String, _ sentence: String) -> Phrase {
    Phrase(en: "\(option) reveals: “\(sentence)”", zh: "\(option) 暴露的误解：“\(sentence)”")
  }
  public static func previewWrong(_ value: String, _ sentence: String) -> Phrase {
    Phrase(en: "\(value) reveals: “\(sentence)”", zh: "\(value) 暴露的误解：“\(sentence)”")
  }
  public static func previewCheck(_ questions: [String]) -> Phrase {
    Phrase(
      en: "It ends with \(counted(questions.count, "question", "questions")): "
        + questions.joined(separator: ", "),
      zh: "课末有 \(questions.count) 道题：" + questions.joined(separator: "、"))
  }

  /// A report of a question, ready to be pasted into an issue.
  public static func report(
    title: String, id: String, type: String, place: String?, program: String, course: String?,
    seed: UInt64?, given: String
  ) -> Phrase {
    Phrase(
      en: """
        ## \(title)

        - Question: `\(id)` (\(type)), read in English
        - Where: \(place ?? "unknown")
        - Program: \(program)
        - Course: \(course ?? "no edition named")
        - Seed: \(seed.map(String.init) ?? "none, the numbers are fixed")
        - Answer given: \(given.isEmpty ? "none" : "`\(given)`")

        What is wrong:


        """,
      zh: """
        ## \(title)

        - 题目：`\(id)`（\(type)），阅读语言：中文
        - 位置：\(place ?? "未知")
        - 程序：\(program)
        - 课程版本：\(course ?? "未注明")
        - 种子：\(seed.map(String.init) ?? "无，数字是固定的")
        - 所给答案：\(given.isEmpty ? "无" : "`\(given)`")

        哪里不对：


        """)
  }
  public static func questionReported(_ file: String) -> Phrase {
    Phrase(
      en: "Say what is wrong at the end of \(file), then send it",
      zh: "请在这个文件末尾写明哪里不对，再提交：\(file)")
  }
}
