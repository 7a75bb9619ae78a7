// What is said when the course goes to another program.
extension Phrase {
  public static func ankiWritten(_ count: Int, to path: String) -> Phrase {
    Phrase(
      en: "\(path): \(counted(count, "note", "notes")). In Anki: File › Import.",
      zh: "\(path)：\(count) 条笔记。在 Anki 中选择“文件 › 导入”。")
  }
}
