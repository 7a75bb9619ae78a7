import Cells
import CourseModel
import Languages
import Study
import TestSupport
import Testing
import TutorCore

/// A course made by hand: every type of question, one text long enough to scroll.
enum QuizCourse {
  static let course = Course(
    topics: [
      Topic(id: "anatomy", title: Localized(english: "Cell anatomy", chinese: "单元结构")),
      Topic(id: "gradients", title: Localized(english: "Gradients", chinese: "梯度")),
      Topic(id: "unused", title: Localized(english: "Nothing yet", chinese: "暂无")),
    ],
    questions: [choice, multi, judge, numeric, short, order, open, long],
    labs: [LabFixtures.latch],
    misconceptions: [
      Misconception(
        id: "polarity",
        sentence: Localized(
          english: "A forget gate near 1 erases the cell.", chinese: "遗忘门接近 1 就会清除记忆元。"),
        lab: LabReference(preset: "latch", step: 2))
    ],
    glossary: [
      GlossaryEntry(
        id: "input-gate", term: Localized(english: "input gate", chinese: "输入门"),
        meaning: Localized())
    ],
    sources: [
      Source(
        id: "gers2000", authors: "F. Gers, J. Schmidhuber", year: 2000, title: "Learning to Forget",
        venue: "Neural Computation")
    ])

  static let choice = question(
    "choice", .choice(correct: 1), time: 45,
    english: text(
      "Why is the forget-gate bias often initialised to 1?",
      stem: ["At the start of training the weights are small."],
      options: [
        ("To make the cell forget faster", "A gate near 1 keeps.", "polarity"),
        (
          "So that about 73 percent of the memory and of its gradient survive each step early in"
            + " training", "σ(1) = 0.731; with a bias of 0 half is lost at each step.", nil
        ),
        ("So that the output gate starts open", "The output gate has a bias of its own.", nil),
      ],
      hints: ["What is σ(0)? And σ(1)?", "Multiply ten of them."],
      explanation: "Over 20 steps 0.5 leaves a millionth, 0.731 two thousandths."),
    chinese: text(
      "遗忘门偏置为什么常初始化为 1？", stem: ["训练开始时权重很小。"],
      options: [
        ("让记忆元更快遗忘", "接近 1 的门会保留。", nil),
        ("让记忆及其梯度在训练初期每步约保留百分之七十三", "σ(1) = 0.731；偏置为 0 时每步损失一半。", nil),
        ("让输出门一开始就打开", "输出门有自己的偏置。", nil),
      ], hints: ["σ(0) 是多少？σ(1) 呢？", "把十个连乘起来。"], explanation: "二十步之后，0.5 只剩百万分之一。"))

  static let multi = question(
    "multi", .multi(correct: [0, 2]), topic: "gradients",
    english: text(
      "Which of these are signs of exploding gradients?",
      options: [
        ("The loss jumps and becomes NaN", "One update was too large.", nil),
        ("The loss stays on a plateau", "That is a sign of vanishing.", nil),
        ("A few batches have a norm of 4000", "Cliffs give rare, huge gradients.", nil),
      ], explanation: "Explosion is loud, vanishing is silent."),
    chinese: text(
      "哪些现象说明梯度爆炸？",
      options: [
        ("损失猛增并变成 NaN", "一次更新过大。", nil), ("损失停在平台上", "这是梯度消失的标志。", nil),
        ("少数批量的范数达到 4000", "悬崖带来罕见的巨大梯度。", nil),
      ], explanation: "爆炸动静很大，消失悄无声息。"))

  static let judge = question(
    "judge", .judge(.imprecise, reason: 1),
    english: text(
      "“The core is three gates”: enough?",
      quote: "The core of an LSTM consists of three gates.",
      options: [
        ("Complete: the gates hold the memory", "Gates are recomputed at every step.", nil),
        ("It leaves out the candidate and the cell", "They are what the gates act on.", nil),
        ("It names two gates too many", "No standard cell has one gate.", nil),
      ], hints: ["What does each gate multiply?"], explanation: "The memory is the additive cell."),
    chinese: text(
      "“核心是三个门”：够吗？", quote: "LSTM 的核心是三个门。",
      options: [
        ("完整：门保存着记忆", "门在每一步都重新计算。", nil), ("漏掉了候选记忆元和记忆元", "门作用的正是它们。", nil),
        ("多说了两个门", "标准单元不止一个门。", nil),
      ], hints: ["每个门乘以什么？"], explanation: "记忆是可加的记忆元。"))

  static let numeric = question(
    "numeric", .numeric(.init(answer: 0.645, tolerance: .absolute(0.002), unit: "V")), time: 75,
    english: text(
      "Compute the hidden state", stem: ["c = 0.9 and o = 0.9. What is h?"],
      hints: ["tanh(0.9) = 0.716"], explanation: "0.9 · 0.716 = 0.645"),
    chinese: text(
      "计算隐状态", stem: ["c = 0.9，o = 0.9，h 是多少？"], hints: ["tanh(0.9) = 0.716"],
      explanation: "0.9 · 0.716 = 0.645"))

  static let short = question(
    "short", .short, time: 25,
    english: text(
      "Name the gate that hides a stored value", accept: ["output gate", "o"],
      hints: ["It stands in front of tanh c."], explanation: "h = o ⊙ tanh c."),
    chinese: text(
      "哪个门把存储的值藏起来？", accept: ["输出门", "o"], hints: ["它在 tanh c 前面。"], explanation: "h = o ⊙ tanh c。"
    ))

  static let order = question(
    "order", .order(count: 3),
    english: text(
      "Put the work of one step in order",
      items: ["Form the pre-activations", "Squash them", "Update the cell"],
      hints: ["What needs what?"], explanation: "Each needs the one before."),
    chinese: text(
      "把一步的计算排好顺序", items: ["计算激活前的值", "经过激活函数", "更新记忆元"], hints: ["谁依赖谁？"],
      explanation: "后一步依赖前一步。"))

  static let open = question(
    "open", .open, topic: "gradients",
    english: text(
      "Derive the Jacobian of a tanh RNN", stem: ["At the whiteboard."],
      explanation: "The power of the matrix is the culprit.",
      keyPoints: ["One step is diag(1 − h²) W", "The product has n factors"],
      answer: "The factor for n steps is a product of n matrices.",
      followUps: ["And for a deep network?"]),
    chinese: text(
      "推导 tanh RNN 的雅可比矩阵", stem: ["白板题。"], explanation: "罪魁祸首是矩阵的幂。",
      keyPoints: ["一步是 diag(1 − h²) W", "乘积有 n 个因子"], answer: "n 步的因子是 n 个矩阵的乘积。",
      followUps: ["深层网络呢？"]))

  /// In English only.
  static let long = question(
    "long", .choice(correct: 0), topic: "gradients", time: 90,
    english: text(
      "A question with a long stem",
      stem: (1...14).map { "Line \($0) of a story that has to be scrolled to be read." },
      options: [("Yes", "It was long.", nil), ("No", "It was.", nil)],
      explanation: "Short."), chinese: nil)

  /// In English only.
  static let tall = question(
    "tall", .choice(correct: 0), topic: "gradients", time: 90,
    english: text(
      "A question with code and a tall option",
      code: "def forward_one_step(x_t, h_before, c_before, weights, recurrent_weights, bias) end",
      options: [
        (
          (1...24).map { "«\($0)» is a part that fills about one row of a narrow screen." }
            .joined(separator: " "), "It was tall.", nil
        ), ("No", "It was.", nil),
      ],
      explanation: "Short."), chinese: nil)

  // MARK: Parts

  static func blocks(_ texts: [String]) -> [Block] { texts.map { .paragraph([.text($0)]) } }

  private static func question(
    _ id: String, _ kind: Question.Kind, topic: String = "anatomy", time: Int = 60,
    english: QuestionText, chinese: QuestionText?
  ) -> Question {
    Question(
      id: id, topic: topic, level: .junior, time: time, kind: kind, sources: ["gers2000"],
      text: Localized(english: english, chinese: chinese))
  }

  private static func text(
    _ title: String, stem: [String] = [], quote: String? = nil, code: String? = nil,
    options: [(String, String, String?)] = [], items: [String] = [], accept: [String] = [],
    hints: [String] = [], explanation: String, keyPoints: [String] = [], answer: String? = nil,
    followUps: [String] = []
  ) -> QuestionText {
    QuestionText(
      title: [.text(title)],
      stem: blocks(stem) + (quote.map { [.quote(blocks([$0]))] } ?? [])
        + (code.map { [.code(language: "", text: $0)] } ?? []),
      options: options.map {
        QuestionText.Option(
          blocks: blocks([$0.0]), feedback: blocks([$0.1]), misconception: $0.2)
      },
      items: items.map { blocks([$0]) }, accept: accept, hints: hints.map { blocks([$0]) },
      explanation: blocks([explanation]), keyPoints: keyPoints.map { blocks([$0]) },
      followUps: followUps.map { FollowUp(blocks: blocks([$0])) },
      answer: answer.map { blocks([$0]) } ?? [],
      location: SourceLocation(file: "quiz.md"))
  }

  // MARK: Players

  static let sizes = [
    Size(rows: 24, columns: 80), Size(rows: 20, columns: 60), Size(rows: 40, columns: 120),
  ]

  /// The program with a quiz of exactly `questions`, in this order.
  static func player(
    _ questions: [String], _ language: Language = .english,
    size: Size = Size(rows: 24, columns: 80), time: QuizPlan.QuestionTime? = .own,
    total: Int64? = nil, isSuddenDeath: Bool = false
  ) -> Player {
    let plan = QuizPlan(
      count: questions.count, totalTime: total, questionTime: time,
      isSuddenDeath: isSuddenDeath, seed: 3, questions: questions)
    return start(.quiz(plan), language, size: size)
  }

  /// A quiz whose question is taller than the screen and has wide code.
  static func tallPlayer(size: Size) -> Player {
    let plan = QuizPlan(questionTime: .own, seed: 3, questions: ["tall"])
    return Player(
      state: AppState(language: .english, size: size, seed: 3, start: .quiz(plan)),
      course: Course(topics: course.topics, questions: [tall]))
  }

  static func practice(
    _ questions: [String], _ language: Language = .english,
    size: Size = Size(rows: 24, columns: 80)
  ) -> Player {
    start(.practice(questions), language, size: size)
  }

  static func start(
    _ destination: Destination, _ language: Language = .english,
    size: Size = Size(rows: 24, columns: 80)
  ) -> Player {
    Player(
      state: AppState(language: language, size: size, seed: 3, start: destination),
      course: course)
  }
}
