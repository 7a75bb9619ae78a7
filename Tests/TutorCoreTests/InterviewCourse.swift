import Cells
import CourseModel
import Languages
import Study
import TutorCore

/// A course with a short chain of open questions, one with a number in it.
enum InterviewCourse {
  static let course = Course(
    topics: [
      topic("cell-anatomy", "Cell anatomy", "单元结构"), topic("gradients", "Gradients", "梯度"),
      topic("landscape", "Transformers", "Transformer"), topic("cost", "Cost", "代价"),
    ],
    lessons: [
      Lesson(
        id: "gates", topic: "cell-anatomy",
        text: Localized(
          english: Lesson.Text(title: "What a gate does", blocks: [], location: here),
          chinese: Lesson.Text(title: "门的作用", blocks: [], location: here)))
    ],
    questions: [cell, gradient, parameters, transformer], labs: [LabFixtures.latch],
    glossary: [
      term("forget-gate", "forget gate", "遗忘门", "f"),
      term("output-gate", "output gate", "输出门", "o"),
      term("cell-state", "cell state", "记忆元", "c"),
      term("hidden-state", "hidden state", "隐状态", "h"),
    ])

  private static let here = SourceLocation(file: "interview.md")

  private static func topic(_ id: String, _ english: String, _ chinese: String) -> Topic {
    Topic(id: id, title: Localized(english: english, chinese: chinese))
  }

  private static func term(
    _ id: String, _ english: String, _ chinese: String, _ also: String
  ) -> GlossaryEntry {
    GlossaryEntry(
      id: id, term: Localized(english: english, chinese: chinese),
      also: Localized(english: [also], chinese: [also]), meaning: Localized())
  }

  private static let cell = question(
    "cell", "cell-anatomy", .cell,
    english: text(
      "Walk me through one step", stem: "At the whiteboard, with every equation.",
      points: ["The forget gate keeps the old cell", "The output gate shows the hidden state"],
      answer: "The forget gate keeps a share of the old cell, the input gate adds a share of the "
        + "candidate, and the output gate shows the hidden state h = o tanh(c).",
      followUps: [
        ("What decides how much stays?", "The forget gate.", 0),
        ("What does the layer above see?", "The hidden state, which the output gate shows.", 1),
        ("And if f is 1 for ever?", "The cell keeps its value.", nil),
      ]),
    chinese: text(
      "讲一遍一个时间步", stem: "在白板上写出全部公式。",
      points: ["遗忘门保留旧的记忆元", "输出门露出隐状态"],
      answer: "遗忘门保留旧记忆元的一部分，输入门加入候选记忆元的一部分，输出门露出隐状态 h = o tanh(c)。",
      followUps: [
        ("保留多少由什么决定？", "遗忘门。", 0), ("上面一层看到什么？", "输出门露出的隐状态。", 1),
        ("如果 f 一直是 1 呢？", "记忆元的值不变。", nil),
      ]))

  private static let gradient = question(
    "gradient", "gradients", .hiddenGradient,
    english: text(
      "Why does the gradient vanish?", stem: "For a plain RNN.",
      points: ["A product of Jacobians", "Its norm is below one"],
      answer: "A product with a norm below one.",
      followUps: []),
    chinese: text(
      "梯度为什么会消失？", stem: "普通循环神经网络。", points: ["雅可比矩阵的连乘", "范数小于一"],
      answer: "范数小于一的连乘。", followUps: []))

  private static let transformer = question(
    "transformer", "landscape", .transformer,
    english: text(
      "LSTM or Transformer?", stem: "For a stream.", points: ["A state of fixed size"],
      answer: "The state has a fixed size.", followUps: []),
    chinese: text(
      "LSTM 还是 Transformer？", stem: "流式输入。", points: ["状态大小固定"], answer: "状态大小固定。",
      followUps: []))

  private static let parameters = Question(
    id: "parameters", topic: "cost", time: 60,
    kind: .numeric(.init(answer: 99_328, tolerance: .absolute(0))),
    text: Localized(
      english: QuestionText(
        title: [.text("How many parameters?")], stem: blocks("D = 64, H = 128, two biases."),
        explanation: blocks("4 · 128 · (64 + 128 + 2)"), location: here),
      chinese: QuestionText(
        title: [.text("一共有多少个参数？")], stem: blocks("D = 64，H = 128，两个偏置。"),
        explanation: blocks("4 · 128 · (64 + 128 + 2)"), location: here)))

  private static func blocks(_ text: String) -> [Block] { [.paragraph([.text(text)])] }

  private static func question(
    _ id: String, _ topic: String, _ part: InterviewPart, english: QuestionText,
    chinese: QuestionText
  ) -> Question {
    Question(
      id: id, topic: topic, time: 120, kind: .open,
      lab: id == "cell" ? LabReference(preset: "latch", step: 2) : nil, interview: part,
      text: Localized(english: english, chinese: chinese))
  }

  private static func text(
    _ title: String, stem: String, points: [String], answer: String,
    followUps: [(String, String, Int?)]
  ) -> QuestionText {
    QuestionText(
      title: [.text(title)], stem: blocks(stem), keyPoints: points.map(blocks),
      followUps: followUps.map {
        FollowUp(blocks: blocks($0.0), answer: blocks($0.1), missed: $0.2)
      }, answer: blocks(answer), location: here)
  }

  static func player(
    _ language: Language = .english, size: Size = Size(rows: 24, columns: 80), minutes: Int = 30,
    transcript: String? = nil
  ) -> Player {
    start(
      .interview(InterviewPlan(minutes: minutes, seed: 7), transcript: transcript), language, size)
  }

  static func start(_ destination: Destination, _ language: Language, _ size: Size) -> Player {
    Player(
      state: AppState(language: language, size: size, seed: 3, start: destination),
      course: course)
  }
}
