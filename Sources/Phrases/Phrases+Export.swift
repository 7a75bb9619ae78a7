// What is said when the course goes to another program.
extension Phrase {
  public static let whichLine = Phrase(en: "Which line is wrong?", zh: "哪一行有错？")
  public static func ankiWritten(_ count: Int, to path: String) -> Phrase {
    Phrase(
      en: "\(path): \(counted(count, "note", "notes")). In Anki: File › Import.",
      zh: "\(path)：\(count) 条笔记。在 Anki 中选择“文件 › 导入”。")
  }
}
