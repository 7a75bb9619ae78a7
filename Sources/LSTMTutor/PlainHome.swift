import ArgumentParser
import CourseModel
import Languages
import Phrases
import TutorCore

/// Home, line by line: says what there is and reads what to do.
struct PlainHome {
  var options: Options

  func run() throws {
    let session = try PlainSession(options: options)
    session.print(.programName)
    session.print(
      .courseCounts(
        lessons: session.course.lessons.count, questions: session.course.questions.count,
        labs: session.course.labs.count))
    for (index, lesson) in session.course.lessons.enumerated() {
      let title = lesson.text.best(for: session.language)?.title ?? lesson.id
      session.print("  \(index + 1)  \(title)")
    }
    let place = PlaceFile(path: session.locations.placeFile).read()
    session.print(.next)
    for phrase in nextStep(course: session.course, place: place, language: session.language) {
      session.print("  " + session.say(phrase))
    }
    session.print(.plainHomePrompt)
    guard var line = session.readLine() else { throw Failure.usage(session.say(.nothingToRead)) }
    while true {
      let word = line.split(separator: " ").first.map(String.init) ?? ""
      if ["q", "quit", "exit"].contains(word) { return }
      if let number = Int(word), session.course.lessons.indices.contains(number - 1) {
        session.print(lesson: session.course.lessons[number - 1])
      }
      session.print(.plainHomePrompt)
      guard let next = session.readLine() else { return }
      line = next
    }
  }
}
