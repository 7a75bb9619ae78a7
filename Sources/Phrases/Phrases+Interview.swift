// The mock interview: setting up, asking, the debrief and its transcript.
extension Phrase {
  public static let mockInterview = Phrase(en: "Mock interview", zh: "模拟面试")
  public static let interviewDetail = Phrase(
    en: "15, 30 or 45 minutes, typed", zh: "15、30 或 45 分钟，打字作答")
  public static func interviewMinutes(_ count: Int) -> Phrase {
    Phrase(en: counted(count, "minute", "minutes"), zh: "\(count) 分钟")
  }

  // MARK: Setting up

  public static let startInterview = Phrase(en: "Start", zh: "开始")
  public static let interviewLength = Phrase(en: "Length", zh: "时长")
  public static let interviewSeed = Phrase(en: "Seed", zh: "种子")
  public static let interviewRules1 = Phrase(
    en: "The interviewer asks, you type your answer, and a clock runs. There are no hints and no "
      + "answers before the debrief.",
    zh: "面试官提问，你打字作答，时钟一直在走。复盘之前没有提示，也不显示答案。")
  public static let interviewRules2 = Phrase(
    en: "What is asked next depends on what you left out. A pause does not count.",
    zh: "接下来问什么，取决于你漏掉了什么。暂停的时间不计。")
  public static let interviewRules3 = Phrase(
    en: "Afterwards: the key points, the model answer beside yours, the time of each part, what to "
      + "repair, and a transcript to keep.",
    zh: "结束后：要点、你的回答与参考答案对照、各部分用时、该补什么，以及可保存的记录。")
  public static let interviewNoQuestions = Phrase(
    en: "The course has no open questions, so there is nothing to talk about.",
    zh: "课程里没有开放题，无法进行面试。")

  // MARK: Asking

  public static func partNumber(_ number: Int, of count: Int) -> Phrase {
    Phrase(en: "part \(number) of \(count)", zh: "第 \(number)/\(count) 部分")
  }
  public static let giveAnswer = Phrase(en: "give the answer", zh: "提交回答")
  public static let answerButton = Phrase(en: "Give the answer", zh: "提交回答")
  public static let dontKnowButton = Phrase(en: "I don't know", zh: "我不知道")
  public static let newLine = Phrase(en: "new line", zh: "换行")
  public static let toButtons = Phrase(en: "buttons", zh: "按钮")
  public static let toText = Phrase(en: "text", zh: "正文")
  public static let press = Phrase(en: "press", zh: "按下")
  public static func followUpOn(_ title: String) -> Phrase {
    Phrase(en: "Follow-up on: \(title)", zh: "追问：\(title)")
  }
  public static let interviewNoHelp = Phrase(
    en: "An interview has no hints and no more time. F6 pauses.",
    zh: "面试没有提示，也不能加时。F6 可以暂停。")
  public static let interviewNothingTyped = Phrase(
    en: "Nothing is typed. Once more if you do not know.", zh: "还没有输入。如果不知道，请再按一次。")
  public static let interviewPartOver = Phrase(
    en: "This part's time is over: finish, and give the answer.",
    zh: "这一部分的时间到了：写完这句话，然后提交回答。")
  public static let interviewTimeUp = Phrase(
    en: "The time is over. What you typed counts. ⏎ debrief",
    zh: "时间到。已输入的内容计入回答。按 ⏎ 进入复盘。")
  public static let interviewPaused = Phrase(
    en: "Paused. The question is hidden and the clock stands still. ⏎ goes on.",
    zh: "已暂停。题目已隐藏，时钟停止。按 ⏎ 继续。")
  public static func leaveInterview(_ answered: Int) -> Phrase {
    Phrase(
      en: "End after " + counted(answered, "answer", "answers")
        + "? Esc again ends it; others go on.",
      zh: "已回答 \(answered) 次，要结束面试吗？再按 Esc 结束，按其他键继续。")
  }
  /// What may be typed, read line by line.
  public static let plainInterviewNumber = Phrase(
    en: "Type one number (a full stop alone: I don't know).",
    zh: "请输入一个数（只输入一个句点表示不知道）。")
  public static let openDebrief = Phrase(en: "open the debrief", zh: "进入复盘")

  // MARK: The parts

  public static let partCell = Phrase(en: "The cell", zh: "单元")
  public static let partGates = Phrase(en: "The gates", zh: "各个门")
  public static let partHiddenGradient = Phrase(en: "Gradients through h", zh: "沿 h 的梯度")
  public static let partCellGradient = Phrase(en: "The path through c", zh: "沿 c 的通路")
  public static let partLimits = Phrase(en: "What it solves", zh: "解决了什么")
  public static let partGRU = Phrase(en: "GRU and variants", zh: "GRU 与变体")
  public static let partParameters = Phrase(en: "Counting parameters", zh: "参数计数")
  public static let partTransformer = Phrase(en: "Today's alternatives", zh: "今天的替代方案")
  public static let partPractice = Phrase(en: "Practice", zh: "实践与调试")
  public static let partClosing = Phrase(en: "Closing", zh: "收尾")

  // MARK: The debrief

  public static let debrief = Phrase(en: "Debrief", zh: "复盘")
  public static func keyPointsSaid(_ count: Int, of total: Int) -> Phrase {
    Phrase(
      en: "\(count) of \(total) \(total == 1 ? "point" : "points")", zh: "要点 \(count)/\(total)")
  }
  public static func timeOf(_ time: String, _ budget: String) -> Phrase {
    Phrase(en: "\(time) of \(budget)", zh: "\(time) / \(budget)")
  }
  public static let ticksAreSuggestions = Phrase(
    en: "The ticks are a first guess from the words you used. Open each answer and correct them: "
      + "you know what you meant.",
    zh: "勾选是根据你的用词作出的初步判断。请逐题打开并更正：只有你知道自己想说什么。")
  public static let debriefParts = Phrase(en: "Parts", zh: "各部分")
  public static let debriefTopics = Phrase(en: "Readiness by topic", zh: "各主题准备度")
  public static let debriefRepair = Phrase(en: "To repair", zh: "需要补强")
  public static let nothingToRepair = Phrase(
    en: "Nothing: at least two thirds of the points of every topic were said.",
    zh: "没有：每个主题都说出了至少三分之二的要点。")
  public static let debriefAnswers = Phrase(en: "Answers", zh: "回答")
  public static func repairLesson(_ title: String) -> Phrase {
    Phrase(en: "lesson: \(title)", zh: "课文：\(title)")
  }
  public static func repairLab(_ title: Phrase, at place: String) -> Phrase {
    Phrase(en: "lab: \(title.english) (\(place))", zh: "实验：\(title.chinese)（\(place)）")
  }
  public static let repairQuiz = Phrase(en: "a quiz on this topic", zh: "做一组该主题的题")
  public static let noModelAnswer = Phrase(
    en: "The author gave no model answer.", zh: "作者没有给出参考答案。")
  public static let referenceAnswer = Phrase(en: "Model answer", zh: "参考答案")
  public static let yourText = Phrase(en: "Your answer", zh: "你的回答")
  public static let said = Phrase(en: "I said it", zh: "我说到了")
  public static let checkTicks = Phrase(en: "check the ticks", zh: "核对勾选")
  public static let saveTranscript = Phrase(en: "save transcript", zh: "保存记录")
  public static let neighbours = Phrase(en: "next answer", zh: "前后题")
  public static let givenLate = Phrase(en: "over time", zh: "超时")
  public static let notAsked = Phrase(
    en: "The interview ended before the first answer.", zh: "面试在第一个回答之前就结束了。")

  // MARK: The transcript

  public static let transcriptTitle = Phrase(en: "Mock interview", zh: "模拟面试记录")
  public static func transcriptFacts(minutes: Int, seed: UInt64) -> Phrase {
    Phrase(en: "\(minutes) minutes, seed \(seed)", zh: "\(minutes) 分钟，种子 \(seed)")
  }
  public static let columnPart = Phrase(en: "Part", zh: "部分")
  public static let columnPoints = Phrase(en: "Points", zh: "要点")
  public static let columnTime = Phrase(en: "Time", zh: "用时")
  public static let columnBudget = Phrase(en: "Planned", zh: "计划")
  public static let columnTopic = Phrase(en: "Topic", zh: "主题")

  // MARK: Plain mode

  public static func plainInterviewIntro(_ minutes: Int) -> Phrase {
    Phrase(
      en:
        "A mock interview of \(minutes) minutes. Type each answer in as many lines as you like; a "
        + "line with nothing but a full stop gives it. A full stop alone: I don't know.",
      zh: "\(minutes) 分钟的模拟面试。回答可以写多行；单独一行英文句点表示提交。只输入一个句点表示不知道。")
  }
  public static func plainInterviewQuestion(
    _ number: Int, part: Int, of parts: Int, left: String
  ) -> Phrase {
    Phrase(
      en: "Question \(number), part \(part) of \(parts), \(left) left",
      zh: "第 \(number) 问，第 \(part)/\(parts) 部分，剩余 \(left)")
  }
  public static let plainTickPrompt = Phrase(
    en: "Letters to tick or untick, or an empty line to keep them:", zh: "输入要勾选或取消的字母，空行表示保持不变：")
  public static let plainTimeUp = Phrase(en: "The time is over.", zh: "时间到。")
}
