// The journal: what cannot be kept, and what was mended.
extension Phrase {
  public static func journalReadOnly(_ path: String) -> Phrase {
    Phrase(
      en:
        "\(path) cannot be written; check the rights of its folder or name another with --data-dir.",
      zh: "\(path) 不可写；请检查所在文件夹的权限，或用 --data-dir 另选一个。")
  }
  public static func journalFull(_ path: String) -> Phrase {
    Phrase(
      en: "the disk of \(path) is full; make room, then go on.", zh: "\(path) 所在磁盘已满；请腾出空间后继续。")
  }
  public static func journalBusy(_ path: String) -> Phrase {
    Phrase(
      en: "another program holds \(path); it is tried again with the next answer.",
      zh: "另一个程序正占用 \(path)；下次作答时会再试。")
  }
  public static func journalDamaged(_ path: String) -> Phrase {
    Phrase(en: "\(path) is damaged.", zh: "\(path) 已损坏。")
  }
  public static func journalNewer(_ path: String) -> Phrase {
    Phrase(
      en: "\(path) was written by a later version of lstm-tutor; update the program.",
      zh: "\(path) 由更新版本的 lstm-tutor 写成；请升级程序。")
  }
  public static func journalMoved(_ path: String) -> Phrase {
    Phrase(
      en: "\(path) was removed or replaced while it was open.", zh: "\(path) 在使用时被删除或替换了。")
  }
  public static func journalFailed(_ path: String, reason: String) -> Phrase {
    Phrase(en: "\(path) could not be used: \(reason).", zh: "无法使用 \(path)：\(reason)。")
  }
  public static func answersNotSaved(_ count: Int, reason: Phrase) -> Phrase {
    Phrase(
      en: "NOT SAVED, kept in memory: " + counted(count, "answer", "answers") + "; "
        + reason.english,
      zh: "尚未保存（\(count) 次作答暂存在内存中）：" + reason.chinese)
  }
  public static func journalRecovered(
    damaged: String, backup: String?, events: Int, salvaged: Int
  ) -> Phrase {
    Phrase(
      en: "The journal was damaged and is set aside as \(damaged); "
        + (backup.map { "the backup of \($0) took its place" } ?? "there was no backup")
        + ", \(counted(events, "event is", "events are")) there again"
        + (salvaged > 0 ? ", \(salvaged) of them read from the damaged file." : "."),
      zh: "学习记录已损坏，原文件移为 \(damaged)；" + (backup.map { "已恢复 \($0) 的备份" } ?? "没有备份")
        + "，现有 \(events) 条记录" + (salvaged > 0 ? "，其中 \(salvaged) 条从损坏的文件中读出。" : "。"))
  }
}
