import CourseModel
public import Languages
import Phrases
import Study

/// What a learner reports about a question: what it takes to see the same thing again.
public struct QuestionReport: Hashable, Sendable {
  public var question: String
  public var title: String
  public var type: String
  /// What its numbers were drawn from.
  public var seed: UInt64?
  /// The answer in the author's letters, or as it was typed; a draft too.
  public var given: String
  public var language: Language

  init(_ item: QuizSession.Item, in language: Language) {
    question = item.question.id
    title = item.question.text.best(for: language).map { oneLine($0.title) } ?? item.question.id
    type = item.question.kind.name
    seed = item.seed
    given = (item.answer?.response ?? item.draft).given
    self.language = language
  }

  /// An issue to which only the complaint itself has to be added.
  ///
  /// - Parameter program: its name and version
  public func text(program: String) -> String {
    language.say(
      .report(
        title: title, id: question, type: type, program: program, seed: seed, given: given))
  }
}
