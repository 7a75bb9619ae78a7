import CourseModel
import Languages
import Phrases
import TutorCore
import Views

extension PlainSession {
  /// Prints a lesson from its title to its last line, its figures as tables.
  func print(lesson: Lesson) {
    guard let text = lesson.text.best(for: language) else { return }
    print("# " + text.title)
    for block in text.blocks {
      print("")
      if case .lab(let figure) = block, let preset = course.lab(figure.preset) {
        plainFigureLines(figure, preset: preset, language: language).forEach { print($0) }
      } else {
        plainLines([block], width: 78).forEach { print($0) }
      }
    }
  }
}
