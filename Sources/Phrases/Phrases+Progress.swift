// What is said about the file of answers: `lstm-tutor progress`, and wherever an answer is kept.
extension Phrase {
  public static func eventsAdded(_ added: Int, known: Int) -> Phrase {
    Phrase(
      en: "\(counted(added, "event", "events")) added, \(known) already there.",
      zh: "新增 \(added) 条记录，\(known) 条原已存在。")
  }
  public static func otherEventHasID(_ id: String) -> Phrase {
    Phrase(
      en: "the journal has another event with the id \(id); nothing was imported",
      zh: "进度文件中已有另一条 id 为 \(id) 的记录；没有导入任何内容")
  }
  public static let nothingToUndo = Phrase(
    en: "There is nothing to take back.", zh: "没有可撤销的操作。")
  public static func noSuchEvent(_ id: String) -> Phrase {
    Phrase(en: "the journal has no event '\(id)'", zh: "进度文件中没有记录“\(id)”")
  }
  public static func notAnEventID(_ id: String) -> Phrase {
    Phrase(
      en: "'\(id)' is no id of an event; 'progress export' shows the ids",
      zh: "“\(id)”不是记录的 id；用 progress export 可以查看各条 id")
  }
  public static func tookBackAnswer(_ question: String, _ time: String) -> Phrase {
    Phrase(
      en: "Took back the answer to \(question) of \(time).",
      zh: "已撤销 \(time) 对 \(question) 的作答。")
  }
  public static func tookBackSuspending(_ question: String, _ time: String) -> Phrase {
    Phrase(
      en: "Took back what was set for \(question) at \(time).",
      zh: "已撤销 \(time) 对 \(question) 的设置。")
  }
  public static func tookBackPlan(_ time: String) -> Phrase {
    Phrase(
      en: "Took back the change of the plan of \(time).", zh: "已撤销 \(time) 对计划的修改。")
  }
  public static func tookBackUndo(_ time: String) -> Phrase {
    Phrase(
      en: "What was taken back at \(time) counts again.", zh: "\(time) 撤销的内容已恢复。")
  }
}

// What `progress verify` finds.
extension Phrase {
  public static func journalIsSound(events: Int, questions: Int) -> Phrase {
    Phrase(
      en: "\(counted(events, "event", "events")), \(counted(questions, "question", "questions")): "
        + "everything is as it should be.",
      zh: "\(events) 条记录，\(questions) 道题：一切正常。")
  }
  public static let repairJournal = Phrase(
    en:
      "Run 'lstm-tutor progress verify --repair': the file is set aside, not deleted, and the newest "
      + "good backup takes its place with all that can still be read.",
    zh: "请运行 lstm-tutor progress verify --repair：该文件会移到一旁（不删除），"
      + "由最近的完好备份加上仍可读出的记录代替。")
  public static func journalStructureIsDamaged(_ reason: String) -> Phrase {
    Phrase(en: "the file is damaged: \(reason)", zh: "文件已损坏：\(reason)")
  }
  public static func eventIsDamaged(number: Int, _ id: String) -> Phrase {
    Phrase(
      en: "event \(number) (\(id)) is not what was written",
      zh: "第 \(number) 条记录（\(id)）与写入时不一致")
  }
  public static func eventColumnsDiffer(number: Int, _ id: String) -> Phrase {
    Phrase(
      en: "the columns of event \(number) (\(id)) differ from its line",
      zh: "第 \(number) 条记录（\(id)）的各列与其原文不一致")
  }
  public static func cardDiffers(_ question: String) -> Phrase {
    Phrase(
      en: "what is kept for \(question) does not follow from its events",
      zh: "\(question) 的状态与其记录推算的结果不符")
  }
  public static func dayDiffers(_ day: String) -> Phrase {
    Phrase(
      en: "the counts of \(day) do not follow from the events", zh: "\(day) 的统计与记录不符")
  }
  public static let planDiffers = Phrase(
    en: "the plan does not follow from the events", zh: "学习计划与记录不符")
}

// What went wrong with the file.
extension Phrase {
  public static func journalIsReadOnly(_ path: String) -> Phrase {
    Phrase(
      en: "cannot write \(path): the permission is missing or the disk is read-only",
      zh: "无法写入 \(path)：没有权限，或磁盘只读")
  }
  public static func journalDiskIsFull(_ path: String) -> Phrase {
    Phrase(en: "cannot write \(path): the disk is full", zh: "无法写入 \(path)：磁盘已满")
  }
  public static func journalIsBusy(_ path: String) -> Phrase {
    Phrase(
      en: "cannot write \(path): another program is using it",
      zh: "无法写入 \(path)：另一个程序正在使用")
  }
  public static func journalIsDamaged(_ path: String) -> Phrase {
    Phrase(en: "\(path) is damaged", zh: "\(path) 已损坏")
  }
  public static func journalIsNewer(_ path: String) -> Phrase {
    Phrase(
      en: "\(path) was written by a later version of lstm-tutor; use that one",
      zh: "\(path) 由更新版本的 lstm-tutor 写入；请使用该版本")
  }
  public static func journalWasMoved(_ path: String) -> Phrase {
    Phrase(
      en: "\(path) was removed or replaced while it was in use",
      zh: "\(path) 在使用中被移走或替换")
  }
  public static func journalFailed(_ path: String, _ reason: String) -> Phrase {
    Phrase(en: "cannot use \(path): \(reason)", zh: "无法使用 \(path)：\(reason)")
  }
  /// The answers are not lost, only not on the disk yet.
  public static func answersNotSaved(_ count: Int, _ reason: Phrase) -> Phrase {
    Phrase(
      en: "\(counted(count, "answer is", "answers are")) not saved yet: \(reason.english)",
      zh: "\(count) 个作答尚未保存：\(reason.chinese)")
  }
  /// The program ends.
  public static func answersLost(_ count: Int, _ reason: Phrase) -> Phrase {
    Phrase(
      en: "\(counted(count, "answer is", "answers are")) lost: \(reason.english)",
      zh: "\(count) 个作答未能保存，已丢失：\(reason.chinese)")
  }
  /// - Parameter backup: the day of the backup; nil without one.
  public static func journalWasMended(
    backup: String?, events: Int, salvaged: Int, damaged: String
  ) -> Phrase {
    let english = backup.map { "The backup of \($0) was restored" } ?? "There was no good backup"
    let chinese = backup.map { "已恢复 \($0) 的备份" } ?? "没有可用的备份"
    return Phrase(
      en: "The file of your progress was damaged. \(english), \(salvaged) of "
        + "\(counted(events, "event was", "events were")) read from the damaged file, which is "
        + "now \(damaged).",
      zh: "进度文件曾损坏。\(chinese)；共 \(events) 条记录，其中 \(salvaged) 条取自损坏的文件，"
        + "该文件现为 \(damaged)。")
  }
}

// `lstm-tutor plan`.
extension Phrase {
  public static let planDate = Phrase(en: "Interview", zh: "面试日期")
  public static let planRetention = Phrase(en: "Retention", zh: "目标记忆率")
  public static let planNew = Phrase(en: "New a day", zh: "每日新题")
  public static let planReviews = Phrase(en: "Reviews a day", zh: "每日复习")
  public static let planWeights = Phrase(en: "Weights", zh: "权重")
  public static let planNoDate = Phrase(en: "no date; set one with --date", zh: "未设定；用 --date 设定")
  public static let planDefaultWeights = Phrase(en: "those of FSRS-6", zh: "FSRS-6 默认值")
  public static let planOwnWeights = Phrase(en: "your own", zh: "自定义")
  public static func planDaysLeft(_ date: String, _ days: Int) -> Phrase {
    switch days {
    case ..<0: Phrase(en: "\(date), which is over", zh: "\(date)，已经过去")
    case 0: Phrase(en: "\(date), today", zh: "\(date)，就是今天")
    default:
      Phrase(en: "\(date), in \(counted(days, "day", "days"))", zh: "\(date)，还有 \(days) 天")
    }
  }
  public static func planDateIsOver(_ date: String) -> Phrase {
    Phrase(
      en: "\(date) is over; name a day from today on, or 'none'",
      zh: "\(date) 已经过去；请给出今天或以后的日期，或 none")
  }
}

// `lstm-tutor progress schedule`.
extension Phrase {
  public static let scheduleIsEmpty = Phrase(
    en: "No question has been answered yet.", zh: "还没有作答任何题目。")
  public static let scheduleQuestion = Phrase(en: "question", zh: "题目")
  public static let scheduleDue = Phrase(en: "due", zh: "到期")
  public static let scheduleRecall = Phrase(en: "recall", zh: "可回忆")
  public static let scheduleStability = Phrase(en: "stable", zh: "稳定度")
  public static let scheduleDifficulty = Phrase(en: "hard", zh: "难度")
  public static let scheduleReps = Phrase(en: "reps", zh: "次数")
  public static let scheduleLapses = Phrase(en: "lapses", zh: "遗忘")
  public static func scheduleState(_ state: String) -> Phrase {
    switch state {
    case "new": Phrase(en: "new", zh: "未学")
    case "suspended": Phrase(en: "suspended", zh: "停用")
    case "buried": Phrase(en: "buried", zh: "暂缓")
    default: Phrase(en: "", zh: "")
    }
  }
}
