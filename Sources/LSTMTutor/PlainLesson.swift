import CourseModel
import Languages
import Phrases

extension PlainSession {
  /// Prints a lesson from its title to its last line.
  func print(lesson: Lesson) {
    guard let text = lesson.text.best(for: language) else { return }
    print("# " + text.title)
    print(text.blocks.plainText)
  }
}
