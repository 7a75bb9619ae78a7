import Cells
import CourseModel
import Languages
import Study
import TutorCore

/// A course made by hand: gaps, pairs, a shape, a bug and a number that is drawn.
enum PartCourse {
  static let course = Course(
    topics: QuizCourse.course.topics,
    questions: [cloze, match, shape, bug, drawn, QuizCourse.choice], labs: QuizCourse.course.labs,
    misconceptions: QuizCourse.course.misconceptions, glossary: QuizCourse.course.glossary)

  private static func question(
    _ id: String, _ kind: Question.Kind, english: QuestionText, chinese: QuestionText
  ) -> Question {
    Question(
      id: id, topic: "anatomy", time: 60, kind: kind,
      text: Localized(english: english, chinese: chinese))
  }

  private static func text(
    _ title: String, stem: [Block] = [], hint: String, explanation: String,
    _ change: (inout QuestionText) -> Void = { _ in }
  ) -> QuestionText {
    var text = QuestionText(
      title: [.text(title)], stem: stem, hints: [QuizCourse.blocks([hint])],
      explanation: QuizCourse.blocks([explanation]), location: SourceLocation(file: "parts.md"))
    change(&text)
    return text
  }

  // MARK: Gaps

  private static let cell = Formula(
    source: "c_{t-1}",
    tree: .scripts(
      base: .symbol("c", .ordinary),
      lower: .row([.symbol("t", .ordinary), .symbol("−", .binary), .symbol("1", .ordinary)]),
      upper: nil))

  static let cloze = question(
    "cloze", .cloze(count: 3),
    english: text(
      "Complete the update",
      stem: [
        .paragraph([
          .text("The "), .gap(0), .text(" scales "), .gap(1),
          .text(", and what is written is scaled by the "), .gap(2), .text("."),
        ])
      ], hint: "Two gates, one state.", explanation: "c = f ⊙ c + i ⊙ g."
    ) {
      $0.gaps = [
        .init(hidden: [.text("forget gate")], accept: ["f"]), .init(hidden: [.math(cell)]),
        .init(hidden: [.text("input gate")], accept: ["i"]),
      ]
    },
    chinese: text(
      "把更新补充完整",
      stem: [
        .paragraph([.gap(0), .text("缩放"), .gap(1), .text("，写入的内容由"), .gap(2), .text("缩放。")])
      ], hint: "两个门，一个状态。", explanation: "c = f ⊙ c + i ⊙ g。"
    ) {
      $0.gaps = [
        .init(hidden: [.text("遗忘门")], accept: ["f"]), .init(hidden: [.math(cell)]),
        .init(hidden: [.text("输入门")], accept: ["i"]),
      ]
    })

  // MARK: Pairs

  private static func pairs(_ rows: [(String, String)]) -> [QuestionText.Pair] {
    rows.map { .init(left: [.text($0.0)], right: [.text($0.1)]) }
  }

  static let match = question(
    "match", .match(count: 4),
    english: text(
      "Which part does what?", hint: "Three are gates.", explanation: "See the equations."
    ) {
      $0.pairHeader = .init(left: [.text("Part")], right: [.text("Job")])
      $0.pairs = pairs([
        ("forget gate", "decides which share of the old cell state stays"),
        ("input gate", "decides how much of the candidate comes in"),
        ("output gate", "decides how much is shown to the next layer"),
        ("the candidate, which some call the cell gate", "offers new content with a sign"),
      ])
    },
    chinese: text("各部分做什么？", hint: "其中三个是门。", explanation: "看公式。") {
      $0.pairHeader = .init(left: [.text("部分")], right: [.text("作用")])
      $0.pairs = pairs([
        ("遗忘门", "决定旧的记忆元保留多大比例"), ("输入门", "决定候选值写入多少"),
        ("输出门", "决定向下一层展示多少"), ("候选记忆元，也有人叫它单元门", "提供带符号的新内容"),
      ])
    })

  // MARK: Shapes

  static let shape = question(
    "shape",
    .shape(
      TensorShape(
        axes: [.name("N"), .name("L"), .binary(.multiply, .number(2), .name("H"))],
        source: "(N, L, 2*H)")),
    english: text(
      "The output of a bidirectional layer",
      stem: QuizCourse.blocks(["x is (N, L, D) and the layer has H units a direction."]),
      hint: "Two directions side by side.", explanation: "Forward and reverse are concatenated."),
    chinese: text(
      "双向层的输出", stem: QuizCourse.blocks(["x 的形状是 (N, L, D)，每个方向有 H 个单元。"]),
      hint: "两个方向并排。", explanation: "正向与反向拼接在一起。"))

  // MARK: Bugs

  private static let code = """
    def step(x, h, c, W, U, b):
        a = W @ x + U @ h + b
        i, f, o, g = np.split(a, 4)
        i, f, o = sigmoid(i), sigmoid(f), sigmoid(o)  # the three gates, each a vector of H numbers
        return update(c, i, f, g, o)
    """

  private static func repairs(_ rows: [(String, String)]) -> [QuestionText.Option] {
    rows.enumerated().map { index, row in
      .init(
        blocks: QuizCourse.blocks([row.0]), feedback: QuizCourse.blocks([row.1]),
        misconception: index == 0 ? "polarity" : nil)
    }
  }

  static let bug = question(
    "bug", .bug(lines: [3], repair: 1),
    english: text(
      "The states differ from PyTorch's", hint: "All shapes fit.", explanation: "i, f, g, o."
    ) {
      $0.snippet = .init(language: "python", text: code)
      $0.options = repairs([
        ("Apply tanh to the gates", "Gates are between 0 and 1."),
        ("Unpack i, f, g, o", "That is the order of the rows."),
        ("Multiply from the left", "The shapes would not fit."),
      ])
    },
    chinese: text("状态与 PyTorch 的不同", hint: "形状都对得上。", explanation: "i、f、g、o。") {
      $0.snippet = .init(language: "python", text: code)
      $0.options = repairs([
        ("给门用 tanh", "门介于 0 和 1 之间。"), ("按 i, f, g, o 解包", "这才是行的顺序。"),
        ("从左侧相乘", "形状对不上。"),
      ])
    })

  // MARK: Drawn numbers

  static let drawn: Question = {
    var question = PartCourse.question(
      "drawn", .numeric(.init(answer: 0, tolerance: .absolute(0.005))),
      english: text(
        "What does the cell hold next?",
        stem: QuizCourse.blocks(["f = {{f}}, c = {{c}}, i = {{i}} and g = {{g}}."]),
        hint: "{{f}} of {{c}} stays.", explanation: "{{answer:2}}, not {{wrong.polarity:2}}."),
      chinese: text(
        "记忆元变成多少？", stem: QuizCourse.blocks(["f = {{f}}，c = {{c}}，i = {{i}}，g = {{g}}。"]),
        hint: "{{c}} 保留 {{f}}。", explanation: "是 {{answer:2}}，不是 {{wrong.polarity:2}}。"))
    func product(_ left: NumberExpression, _ right: NumberExpression) -> NumberExpression {
      .binary(.multiply, left, right)
    }
    let written = product(.name("i"), .name("g"))
    question.generator = NumberGenerator(
      variables: [
        .init(name: "f", values: .range(first: 1, step: 1, count: 9, decimals: 1)),
        .init(name: "c", values: .range(first: -20, step: 5, count: 9, decimals: 1)),
        .init(name: "i", values: .range(first: 1, step: 1, count: 9, decimals: 1)),
        .init(name: "g", values: .range(first: -9, step: 1, count: 19, decimals: 1)),
      ],
      answer: .binary(.add, product(.name("f"), .name("c")), written),
      wrong: [
        .init(
          expression: .binary(
            .add, product(.binary(.subtract, .number(1), .name("f")), .name("c")), written),
          misconception: "polarity")
      ])
    return question
  }()

  /// The program with a timed quiz of exactly `questions`.
  static func player(
    _ questions: [String], _ language: Language = .english,
    size: Size = Size(rows: 24, columns: 80)
  ) -> Player {
    let plan = QuizPlan(
      count: questions.count, questionTime: .own, seed: 3, questions: questions)
    return Player(
      state: AppState(language: language, size: size, seed: 3, start: .quiz(plan)),
      course: course)
  }
}
