import Cells
import CourseModel
import Languages
import Study
import TestSupport
import Testing

@testable import TutorCore

/// A course of predictions, made by hand.
enum PredictCourse {
  static let course = Course(
    topics: [Topic(id: "anatomy", title: Localized(english: "Cell anatomy", chinese: "单元结构"))],
    questions: [sign, value, comparison, gate, pair, first, choice],
    labs: [LabFixtures.latch, LabFixtures.counter, LabFixtures.readPort, LabFixtures.pair])

  static let sign = question(
    "sign", Prediction(.sign(symbol: "c", unit: 0)), LabReference(preset: "latch", step: 4),
    english: text(
      "The data changes its sign: does the memory?", stem: "A 0 on the write line closes i.",
      hint: "Which gate is open?", explanation: "f is nearly 1, so the cell keeps its −1."),
    chinese: text(
      "数据变了符号，记忆元呢？", stem: "写入线为 0 时 i 关闭。", hint: "哪个门开着？",
      explanation: "f 接近 1，记忆元保持 −1。"))

  static let value = question(
    "value", Prediction(.value(symbol: "c", unit: 0)), LabReference(preset: "counter", step: 5),
    english: text(
      "Six times the same letter: where is the cell?", hint: "Nothing squashes the cell.",
      explanation: "A sum of candidates has no bound."),
    chinese: text(
      "连着六个相同的字母：记忆元是多少？", hint: "记忆元没有被压缩。", explanation: "候选值之和没有界。"))

  static let comparison = question(
    "comparison",
    Prediction(.comparison(.init(symbol: "h", unit: 0, comparison: .greater, value: 0.5))),
    LabReference(preset: "read-port", step: 4),
    english: text("Is the bit still shown?", explanation: "The port is shut again."),
    chinese: text("比特还显示着吗？", explanation: "端口又关上了。"))

  static let gate = question(
    "gate",
    Prediction(.comparison(.init(symbol: "o", unit: 0, comparison: .lessOrEqual, value: 0.5))),
    LabReference(preset: "read-port", step: 3),
    english: text("Is the port shut?", explanation: "The read line is up."),
    chinese: text("端口关着吗？", explanation: "读出线升起来了。"))

  static let pair = question(
    "pair", Prediction(.value(symbol: "h", unit: 1), tolerance: .relative(0.1)),
    LabReference(preset: "pair", step: 20),
    english: text("The second of two units", explanation: "Each reads the other."),
    chinese: text("两个单元中的第二个", explanation: "它们互相读取。"))

  static let first = question(
    "first", Prediction(.sign(symbol: "h", unit: 0)), LabReference(preset: "latch", step: 0),
    english: text("The very first step", explanation: "A one is written."),
    chinese: text("第一步", explanation: "写入了 1。"))

  static let choice = QuizCourse.choice

  private static func question(
    _ id: String, _ prediction: Prediction, _ lab: LabReference, english: QuestionText,
    chinese: QuestionText
  ) -> Question {
    Question(
      id: id, topic: "anatomy", time: 40, kind: .predict(prediction), lab: lab,
      text: Localized(english: english, chinese: chinese))
  }

  private static func text(
    _ title: String, stem: String? = nil, hint: String? = nil, explanation: String
  ) -> QuestionText {
    QuestionText(
      title: [.text(title)], stem: stem.map { QuizCourse.blocks([$0]) } ?? [],
      hints: hint.map { [QuizCourse.blocks([$0])] } ?? [],
      explanation: QuizCourse.blocks([explanation]), location: SourceLocation(file: "predict.md"))
  }

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
