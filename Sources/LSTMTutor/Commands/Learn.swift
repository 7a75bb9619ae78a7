import ArgumentParser
import Cells
import CourseModel
import Languages
import Phrases
import TutorCore
import Views

/// `lstm-tutor learn`: lessons with live figures.
struct Learn: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read a lesson, with live figures in it.",
    discussion: """
      Without a lesson the list of lessons opens. With --plain the lesson is printed, its figures
      as tables.
      """)

  @Argument(help: "The lesson's id or its number.")
  var lesson: String?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    guard options.values.opensScreen else { return try runPlain() }
    guard let lesson else { return try Runtime.open(.lessons, options: options.values) }
    // A number needs the course; an unknown id is told before the screen is taken.
    let session = try PlainSession(options: options.values)
    try Runtime.open(.lesson(find(lesson, in: session).id), options: options.values)
  }

  private func runPlain() throws {
    let session = try PlainSession(options: options.values)
    guard let name = lesson else {
      for (index, lesson) in session.course.lessons.enumerated() {
        let title = lesson.text.best(for: session.language)?.title ?? lesson.id
        session.print("\(index + 1)  \(lesson.id)  \(title)")
      }
      return
    }
    session.print(lesson: try find(name, in: session))
  }

  private func find(_ name: String, in session: PlainSession) throws -> Lesson {
    let lessons = session.course.lessons
    if let number = Int(name), lessons.indices.contains(number - 1) { return lessons[number - 1] }
    if let lesson = session.course.lesson(name) { return lesson }
    throw Failure.usage(
      session.say(.noSuchLesson(name.displayed, lessons.map(\.id).joined(separator: ", "))))
  }
}
