import CourseModel
import Languages
import Phrases
import TutorCore
import Views

extension PlainSession {
  /// The measure of plain text, narrow enough for any terminal.
  static let width = 76

  /// Prints a lesson from its title to its last line; figures are told step by step.
  func print(lesson: Lesson) {
    guard let text = lesson.text.best(for: language) else { return }
    let mark = lesson.text.isFallback(for: language) ? " " + say(.untranslated) : ""
    print("# " + text.title + mark)
    for block in text.blocks {
      print("")
      if case .lab(let figure) = block, let lines = figureLines(figure) {
        for line in lines { print(line) }
      } else {
        for line in plainLines([block], width: Self.width) { print(line) }
      }
    }
    if let topic = lesson.topic {
      print("")
      print(.plainEndOfLesson(topic: topic))
    }
  }

  /// A figure as a line a step, or nil when its lab is missing.
  private func figureLines(_ figure: LabFigure) -> [String]? {
    guard let preset = course.lab(figure.preset) else { return nil }
    let rival = figure.compare.flatMap { course.lab($0) }
    return PlainLab.figureLines(figure, preset: preset, rival: rival, language: language)
  }
}
