import CourseModel
import Languages
import Study

/// A course with something to talk about.
enum Talk {
  static func blocks(_ text: String) -> [Block] { [.paragraph([.text(text)])] }

  static func open(
    _ id: String, topic: String = "cell-anatomy", interview: InterviewPart? = nil, time: Int = 60,
    points: [String] = ["The forget gate keeps", "The output gate shows"],
    followUps: [FollowUp] = []
  ) -> Question {
    let text = QuestionText(
      title: [.text("Question \(id)")], keyPoints: points.map(blocks), followUps: followUps,
      answer: blocks("Answer \(id)"), location: Sample.here)
    return Question(
      id: id, topic: topic, time: time, kind: .open, interview: interview,
      text: Localized(english: text, chinese: text))
  }

  static func followUp(
    _ text: String, missed: Int? = nil, ask: String? = nil, answer: String = ""
  ) -> FollowUp {
    FollowUp(
      blocks: blocks(text), answer: answer.isEmpty ? [] : blocks(answer), missed: missed, ask: ask)
  }

  static let glossary = [
    entry("forget-gate", "forget gate", "遗忘门", ["f", "f_t"]),
    entry("output-gate", "output gate", "输出门", ["o", "o_t"]),
    entry("cell-state", "cell state", "记忆元（细胞状态）", ["c", "memory cell"]),
    entry("hidden-state", "hidden state", "隐状态", ["h", "h_t"]),
    entry("jacobian", "Jacobian", "雅可比矩阵", []),
    entry("gradient-clipping", "gradient clipping", "梯度裁剪", []),
    entry("vanishing-gradient", "vanishing gradient", "梯度消失", ["vanishing gradients"]),
  ]

  private static func entry(
    _ id: String, _ english: String, _ chinese: String, _ also: [String]
  ) -> GlossaryEntry {
    GlossaryEntry(
      id: id, term: Localized(english: english, chinese: chinese),
      also: Localized(english: also, chinese: also), meaning: Localized())
  }

  /// One question of each part of a short interview, with follow-ups for what is missed.
  static let course = Course(
    topics: ["cell-anatomy", "gradients", "why-it-works", "landscape"].map {
      Topic(id: $0, title: Localized(english: $0))
    },
    lessons: [
      Lesson(id: "anatomy", topic: "cell-anatomy", text: Localized()),
      Lesson(id: "flow", topic: "gradients", text: Localized()),
    ],
    questions: [
      open(
        "cell", interview: .cell,
        followUps: [
          followUp("What keeps?", missed: 0, answer: "The forget gate keeps"),
          followUp("What shows?", missed: 1, answer: "The output gate shows"),
          followUp("And then?"),
        ]),
      open("gradient", topic: "gradients", interview: .hiddenGradient),
      open(
        "path", topic: "why-it-works", interview: .cellGradient,
        followUps: [followUp("So?", ask: "solved")]),
      open("solved", topic: "why-it-works", interview: .limits),
      open("transformer", topic: "landscape", interview: .transformer),
    ], glossary: glossary)

  static let plan = InterviewPlan(minutes: 15, seed: 1)

  static func session(_ course: Course = course, _ plan: InterviewPlan = plan) -> InterviewSession?
  {
    InterviewSession(plan: plan, course: course)
  }

  /// What is asked after the first question is answered with `text`.
  static func next(after text: String) -> InterviewStep? {
    var session = session()
    session?.painted(at: 0)
    session?.answer(text, at: 1000)
    return session?.step
  }
}

extension InterviewSession {
  /// The questions asked so far: `cell`, `cell+1` for its first follow-up.
  var asked: [String] {
    steps.map { $0.question.id + ($0.followUp.map { "+\($0 + 1)" } ?? "") }
  }

  /// Answers everything, each in ten seconds from `now` on.
  mutating func answerAll(_ texts: [String], from now: Int64 = 0) {
    var now = now
    for text in texts where phase == .asking {
      painted(at: now)
      now += 10_000
      answer(text, at: now)
    }
  }
}
