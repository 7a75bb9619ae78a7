// The timed quiz and practice: setting up, asking, the end.
extension Phrase {
  public static let practice = Phrase(en: "Practice", zh: "练习")
  public static func screenPath(_ screen: Phrase, _ part: Phrase) -> Phrase {
    Phrase(
      en: "\(screen.english) › \(part.english)", zh: "\(screen.chinese) › \(part.chinese)")
  }
  /// A name from the course, which is the same in either language of the program.
  public static func name(_ name: String) -> Phrase { Phrase(en: name, zh: name) }

  // MARK: Setting up

  public static let quizSetup = Phrase(en: "Set up", zh: "设置")
  public static let startQuiz = Phrase(en: "Start", zh: "开始")
  public static let quizQuestions = Phrase(en: "Questions", zh: "题数")
  public static let quizTiming = Phrase(en: "Clock", zh: "计时")
  public static let quizLevels = Phrase(en: "Levels", zh: "难度")
  public static let quizTopics = Phrase(en: "Topics", zh: "主题")
  public static let allQuestions = Phrase(en: "all", zh: "全部")
  public static let timingOwn = Phrase(en: "each question's own time", zh: "每题按自身时限")
  public static func timingPerQuestion(_ seconds: Int) -> Phrase {
    Phrase(en: "\(seconds) seconds a question", zh: "每题 \(seconds) 秒")
  }
  public static func timingTotal(_ minutes: Int) -> Phrase {
    Phrase(
      en: counted(minutes, "minute", "minutes") + " in all", zh: "总共 \(minutes) 分钟")
  }
  public static let timingSuddenDeath = Phrase(
    en: "sudden death: the first mistake ends it", zh: "突然死亡：答错一题即结束")
  public static let timingPractice = Phrase(
    en: "none: practice, open questions too", zh: "不计时：练习，含开放题")
  public static let timingNone = Phrase(en: "none", zh: "不计时")
  public static func quizPreview(_ asked: Int, of matching: Int, minutes: Int) -> Phrase {
    Phrase(
      en: "\(asked) of " + counted(matching, "question", "questions")
        + ", about \(minutes) min",
      zh: "从 \(matching) 题中抽取 \(asked) 题，约 \(minutes) 分钟")
  }
  public static let quizNothingMatches = Phrase(
    en: "No question has these topics and levels.", zh: "没有符合这些主题和难度的题目。")
  public static func quizUnknownTopic(_ topic: String) -> Phrase {
    Phrase(en: "No topic is called '\(topic)'.", zh: "没有名为“\(topic)”的主题。")
  }
  public static func quizTopics(_ ids: String) -> Phrase {
    Phrase(en: "Topics: \(ids).", zh: "主题：\(ids)。")
  }
  public static let quizOnlyOpen = Phrase(
    en: "These are open questions, which a quiz does not ask; lstm-tutor review does.",
    zh: "这些都是开放题，测验不出开放题；请用 lstm-tutor review。")
  /// - Parameter close: a question with a similar id
  public static func noQuestionWithID(_ id: String, close: String?) -> Phrase {
    Phrase(
      en: "No question has the id '\(id)'" + (close.map { "; did you mean '\($0)'?" } ?? "."),
      zh: "没有 id 为“\(id)”的题目" + (close.map { "；是不是“\($0)”？" } ?? "。"))
  }
  public static let quizNoQuestions = Phrase(
    en: "The course has no questions.", zh: "课程里没有题目。")
  public static let toggle = Phrase(en: "on or off", zh: "选中或取消")

  public static let levelScreen = Phrase(en: "phone screen", zh: "电话初面")
  public static let levelJunior = Phrase(en: "junior", zh: "初级")
  public static let levelSenior = Phrase(en: "senior", zh: "高级")
  public static let levelStaff = Phrase(en: "staff", zh: "专家")

  // MARK: Keys

  public static let answer = Phrase(en: "answer", zh: "作答")
  public static let hint = Phrase(en: "hint", zh: "提示")
  public static let skip = Phrase(en: "skip", zh: "跳过")
  public static let mark = Phrase(en: "mark", zh: "标记")
  public static let unmark = Phrase(en: "unmark", zh: "取消标记")
  public static let pause = Phrase(en: "pause", zh: "暂停")
  public static let goOn = Phrase(en: "go on", zh: "继续")
  public static let moreTime = Phrase(en: "time", zh: "加时")
  public static let reportQuestion = Phrase(en: "report", zh: "报告问题")
  public static let leave = Phrase(en: "leave", zh: "离开")
  public static let commands = Phrase(en: "commands", zh: "命令")
  public static let type = Phrase(en: "type", zh: "输入")
  public static let moveItem = Phrase(en: "move item", zh: "移动条目")
  public static let inOrder = Phrase(en: "in order", zh: "按顺序")
  public static let takeBack = Phrase(en: "take back", zh: "撤回")
  public static let verdict = Phrase(en: "verdict", zh: "判断")
  public static let reason = Phrase(en: "reason", zh: "理由")
  public static let showAnswer = Phrase(en: "show the answer", zh: "显示答案")
  public static let tickPoints = Phrase(en: "tick", zh: "勾选")
  public static let hadIt = Phrase(en: "I had it", zh: "答对了")
  public static let hadItNot = Phrase(en: "not yet", zh: "还没有")
  public static let yesOrNo = Phrase(
    en: "Did you have it? y or n", zh: "算答对吗？按 y 或 n")
  public static let hintAndTime = Phrase(
    en: "hint and more time, also in a text field", zh: "提示与加时，在输入框中也可用")
  public static let again = Phrase(en: "again", zh: "再来一次")
  public static let onlyMissed = Phrase(en: "only what I missed", zh: "只做错题")
  public static let home = Phrase(en: "Home", zh: "主页")
  public static let showFeedback = Phrase(en: "why", zh: "讲解")
  /// Stands behind the key I.
  public static let iWasRight = Phrase(en: "was right", zh: "我答对了")
  public static let watchInLab = Phrase(en: "see it in the lab", zh: "在实验室中查看")

  // MARK: Asking

  public static func questionNumber(_ number: Int, of count: Int) -> Phrase {
    Phrase(en: "\(number) of \(count)", zh: "\(number)/\(count)")
  }
  public static func timeLeftInAll(_ time: String) -> Phrase {
    Phrase(en: "\(time) in all", zh: "总计 \(time)")
  }
  public static let late = Phrase(en: "late", zh: "超时")
  public static let verdictCorrect = Phrase(en: "correct", zh: "正确")
  public static let verdictImprecise = Phrase(en: "imprecise", zh: "不严谨")
  public static let verdictWrong = Phrase(en: "wrong", zh: "错误")
  public static let because = Phrase(en: "because", zh: "理由")
  public static let yourAnswer = Phrase(en: "Your answer", zh: "你的回答")
  public static let arrangeItems = Phrase(
    en: "Type the letters in the right order, or move items with J and K.",
    zh: "按正确顺序输入字母，或用 J、K 移动条目。")
  public static let answerInYourHead = Phrase(
    en: "Say your answer aloud or write it down. Then press Enter.",
    zh: "先说出或写下你的答案，然后按 Enter。")
  public static let chooseAll = Phrase(en: "Choose all that hold.", zh: "选出所有成立的选项。")
  public static func hintNumber(_ number: Int, of count: Int) -> Phrase {
    Phrase(en: "Hint \(number) of \(count)", zh: "提示 \(number)/\(count)")
  }
  public static let noMoreHints = Phrase(
    en: "There is no further hint.", zh: "没有更多提示了。")
  public static let questionHidden = Phrase(
    en: "Paused. The question is hidden and the clock stands still.",
    zh: "已暂停。题目已隐藏，计时停止。")
  public static let pressToGoOn = Phrase(en: "P goes on.", zh: "按 P 继续。")
  public static func moreTimeGranted(_ seconds: Int) -> Phrase {
    Phrase(en: "\(seconds) more seconds. It is recorded.", zh: "增加 \(seconds) 秒，已记录。")
  }
  public static let nothingIsTimed = Phrase(
    en: "Nothing is timed here, so there is no time to add.", zh: "这里不计时，无需加时。")
  public static let alreadyLate = Phrase(
    en: "The time is over: finish without hurry, the answer counts as late.",
    zh: "时间已到：可以从容作答，此题记为超时。")
  public static let timeIsOver = Phrase(
    en: "Time is over. ⏎ shows the result.", zh: "时间到。按 ⏎ 查看结果。")
  public static let showResult = Phrase(en: "show the result", zh: "查看结果")
  public static let questionMarked = Phrase(
    en: "Marked: it comes back before the end.", zh: "已标记：结束前会再次出现。")
  public static let markTaken = Phrase(en: "No longer marked.", zh: "已取消标记。")
  public static let notDuringQuestion = Phrase(
    en: "Not while a question is timed.", zh: "计时答题时不能使用。")

  public static let nothingChosen = Phrase(
    en: "Nothing is chosen. Press Enter again if you do not know.",
    zh: "还没有选择。如果不知道，请再按一次 Enter。")
  public static let nothingTyped = Phrase(
    en: "Nothing is typed. Press Enter again if you do not know.",
    zh: "还没有输入。如果不知道，请再按一次 Enter。")
  public static let nothingArranged = Phrase(
    en: "Nothing has been moved. Press Enter again to answer this order.",
    zh: "条目还没有移动。若就按此顺序作答，请再按一次 Enter。")
  public static func reasonMissing(_ first: Character, _ last: Character) -> Phrase {
    Phrase(
      en: "Now the reason, \(first)–\(last). Press Enter again if you do not know.",
      zh: "还差理由（\(first)–\(last)）。如果不知道，请再按一次 Enter。")
  }
  public static let verdictMissing = Phrase(
    en: "First the verdict, a–c. Press Enter again if you do not know.",
    zh: "还差判断（a–c）。如果不知道，请再按一次 Enter。")
  public static func alreadyPlaced(_ letter: Character) -> Phrase {
    Phrase(
      en: "\(letter) has its place already. Backspace takes the last one back.",
      zh: "\(letter) 已经排好。按退格键可撤回最后一个。")
  }

  public static let numberEmpty = Phrase(en: "Type a number.", zh: "请输入一个数。")
  public static let numberAmbiguous = Phrase(
    en: "This comma can be read in two ways: write 1.5 or 1500.",
    zh: "这个逗号有两种读法：请写成 1.5 或 1500。")
  public static let numberUnreadable = Phrase(
    en: "This is no number. Forms such as .5  1e-3  2,560  50% are.",
    zh: "这不是一个数。可以写成 .5、1e-3、2,560、50% 等形式。")
  public static let numberTooLarge = Phrase(
    en: "This number is too large to be compared.", zh: "这个数太大，无法比较。")
  public static func numberNeedsNoUnit(_ unit: String) -> Phrase {
    Phrase(
      en: "This answer has no unit: type the number without '\(unit)'.",
      zh: "这个答案没有单位：请只输入数字，不要写“\(unit)”。")
  }

  public static let howSure = Phrase(en: "How sure are you?", zh: "你有多大把握？")
  public static let guessed = Phrase(en: "guessed", zh: "猜的")
  public static let fairlySure = Phrase(en: "fairly sure", zh: "比较确定")
  public static let sure = Phrase(en: "sure", zh: "确定")
  public static let skipConfidence = Phrase(en: "skip", zh: "略过")

  public static func leaveQuiz(_ answered: Int) -> Phrase {
    Phrase(
      en: "Leave the quiz after " + counted(answered, "answer", "answers")
        + "? Esc again leaves, any other key goes on.",
      zh: "已作答 \(answered) 题，要离开测验吗？再按 Esc 离开，按其他键继续。")
  }

  // MARK: Overview

  public static let beforeTheEnd = Phrase(en: "Before the end", zh: "结束之前")
  public static func overviewCounts(open: Int, marked: Int) -> Phrase {
    Phrase(
      en: "\(open) not answered, \(marked) marked. The clock stands still here.",
      zh: "\(open) 题未作答，\(marked) 题有标记。此处不计时。")
  }
  public static let finishQuiz = Phrase(en: "Finish", zh: "结束测验")
  public static let stateSkipped = Phrase(en: "skipped", zh: "已跳过")
  public static let stateOpen = Phrase(en: "open", zh: "未作答")
  public static let stateAnswered = Phrase(en: "answered", zh: "已作答")
}

// Line by line.
extension Phrase {
  public static func plainNeedsLetter(_ last: Character) -> Phrase {
    Phrase(
      en: "Type one letter, a–\(last) (? a hint, empty: do not know).",
      zh: "请输入一个字母 a–\(last)（? 看提示，空行表示不知道）。")
  }
  public static func plainNeedsLetters(_ last: Character) -> Phrase {
    Phrase(
      en: "Type every letter that holds, a–\(last), such as ac (? a hint, empty: do not know).",
      zh: "请输入所有成立的字母 a–\(last)，如 ac（? 看提示，空行表示不知道）。")
  }
  public static func plainNeedsJudgement(_ last: Character) -> Phrase {
    Phrase(
      en: "Type the verdict and the reason up to \(last), such as ce or 'wrong e' (? a hint).",
      zh: "请输入判断和理由（字母 a–\(last)），如 ce 或“错误 e”（? 看提示）。")
  }
  public static func plainNeedsOrder(_ last: Character) -> Phrase {
    Phrase(
      en: "Type all letters a–\(last) in the right order (? a hint, empty: do not know).",
      zh: "请按正确顺序输入全部字母 a–\(last)（? 看提示，空行表示不知道）。")
  }
  public static func plainNeedsNumber(unit: String) -> Phrase {
    unit.isEmpty
      ? Phrase(
        en: "Type a number (? a hint, empty: do not know).",
        zh: "请输入一个数（? 看提示，空行表示不知道）。")
      : Phrase(
        en: "Type a number, in \(unit) (? a hint, empty: do not know).",
        zh: "请输入一个数，单位 \(unit)（? 看提示，空行表示不知道）。")
  }
  public static let plainNeedsSign = Phrase(
    en: "Type the sign: - or 0 or + (? a hint, empty: do not know).",
    zh: "请输入符号：-、0 或 +（? 看提示，空行表示不知道）。")
  public static let plainNeedsYesNo = Phrase(
    en: "Type yes or no (? a hint, empty: do not know).",
    zh: "请输入“是”或“否”（? 看提示，空行表示不知道）。")
  public static let plainVerdictMissing = Phrase(
    en: "The verdict is missing: type it before the reason, a–c (? a hint, empty: do not know).",
    zh: "缺少判断：请在理由前输入 a–c（? 看提示，空行表示不知道）。")
  public static func plainReasonMissing(_ first: Character, _ last: Character) -> Phrase {
    Phrase(
      en: "The reason is missing: type it behind the verdict, \(first)–\(last) (? a hint).",
      zh: "缺少理由：请在判断后输入 \(first)–\(last)（? 看提示）。")
  }
  public static let plainConfidence = Phrase(
    en: "How sure you are is @1, @2 or @3: type the answer again.",
    zh: "把握程度只能是 @1、@2 或 @3：请重新输入答案。")
  public static let plainNeedsThought = Phrase(
    en: "Type your answer, or think of it, then Enter: the model answer follows (? a hint).",
    zh: "写下或想好你的回答，然后按 Enter：接着显示参考答案（? 看提示）。")
  public static func plainDidYouHaveIt(_ points: Int) -> Phrase {
    points == 0
      ? Phrase(en: "Did you have it? y or n", zh: "算答对吗？请输入 y 或 n")
      : Phrase(
        en: "Which key points did you make, and did you have it? Letters, then y or n: ab y",
        zh: "答出了哪些要点，算答对吗？先写字母，再写 y 或 n，例如 ab y")
  }
  public static let plainNeedsText = Phrase(
    en: "Type your answer (? a hint, empty: do not know).",
    zh: "请输入你的回答（? 看提示，空行表示不知道）。")
}
