import CourseModel
import Languages
import Study

/// Hand-made questions for the tests of this module.
enum Sample {
  static let here = SourceLocation(file: "sample.md")

  static func option(_ words: String, misconception: String? = nil) -> QuestionText.Option {
    QuestionText.Option(
      blocks: [.paragraph([.text(words)])], feedback: [.paragraph([.text("About \(words)")])],
      misconception: misconception)
  }

  static func text(
    options: [QuestionText.Option] = [], items: [String] = [], accept: [String] = [],
    hints: Int = 0, keyPoints: Int = 0
  ) -> QuestionText {
    QuestionText(
      title: [.text("Title")], options: options,
      items: items.map { [.paragraph([.text($0)])] }, accept: accept,
      hints: Array(repeating: [.paragraph([.text("Hint")])], count: hints),
      keyPoints: Array(repeating: [.paragraph([.text("Point")])], count: keyPoints),
      location: here)
  }

  static func question(
    _ kind: Question.Kind, id: String = "q", topic: String = "gates",
    level: Level = .junior, time: Int = 60, isShuffled: Bool = true,
    text: QuestionText = text()
  ) -> Question {
    Question(
      id: id, topic: topic, level: level, time: time, kind: kind, isShuffled: isShuffled,
      text: Localized(english: text, chinese: text))
  }

  /// Four options of which the second is right; the first reveals a misconception.
  static func choice(
    _ id: String = "q", topic: String = "gates", level: Level = .junior, time: Int = 60
  ) -> Question {
    let options = [
      option("zero", misconception: "polarity"), option("one"), option("two"), option("three"),
    ]
    return question(
      .choice(correct: 1), id: id, topic: topic, level: level, time: time,
      text: text(options: options, hints: 2))
  }

  /// `count` choice questions q0, q1 and so on.
  static func choices(_ count: Int, time: Int = 60) -> [Question] {
    (0..<count).map { choice("q\($0)", time: time) }
  }

  static let right = Response.options([1])
  static let wrong = Response.options([0])
}
