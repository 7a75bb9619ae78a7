import CourseModel
public import Languages
import Phrases
import Study

/// What a learner reports about a question: what it takes to see the same thing again.
public struct QuestionReport: Hashable, Sendable {
  public var question: String
  public var title: String
  public var type: String
  /// The edition of the course; nil where the course counts none.
  public var course: String?
  /// The file of the question below the folder of its course, and the line: `en/questions/t03.md:12`.
  public var place: String?
  /// What its numbers were drawn from.
  public var seed: UInt64?
  /// The answer in the author's letters, or as it was typed; a draft too.
  public var given: String
  public var language: Language

  init(
    _ question: Question, seed: UInt64?, given: String, course: Course, in language: Language
  ) {
    let text = question.text.best(for: language)
    self.question = question.id
    title = text.map { oneLine($0.title) } ?? question.id
    type = question.kind.name
    self.course = course.version
    place = text.map { Self.place($0.location) }
    self.seed = seed
    self.given = given
    self.language = language
  }

  init(_ item: QuizSession.Item, course: Course, in language: Language) {
    self.init(
      item.question, seed: item.seed, given: (item.answer?.response ?? item.draft).given,
      course: course, in: language)
  }

  /// Where a text stands, without the folders of the learner's machine.
  private static func place(_ location: SourceLocation) -> String {
    let parts = location.file.split(separator: "/")
    let first = parts.lastIndex { Language(rawValue: String($0)) != nil } ?? parts.indices.last
    return parts[(first ?? parts.startIndex)...].joined(separator: "/") + ":\(location.line)"
  }

  /// An issue to which only the complaint itself has to be added.
  ///
  /// - Parameter program: its name and version
  public func text(program: String) -> String {
    language.say(
      .report(
        title: title, id: question, type: type, place: place, program: program, course: course,
        seed: seed, given: given))
  }
}
