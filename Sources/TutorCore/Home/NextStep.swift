public import CourseModel
public import Languages
public import Phrases
import Study

/// The one thing that Home proposes, for those who read it line by line.
public func nextStep(course: Course, place: Place, language: Language) -> [Phrase] {
  var state = AppState(language: language, place: place, size: AppState.smallest)
  _ = state.update(.courseRead(course, SearchIndex(Course()), problems: []), at: 0)
  let (action, detail) = NextStep(in: state.context).phrases
  return [action, detail].filter { $0 != .nothing }
}

/// The one thing that Home proposes.
enum NextStep: Hashable {
  case readingCourse
  case noCourse
  case goOn(Place.Reading, number: Int, title: String)
  case start(lesson: String, number: Int, title: String, minutes: Int?)
  case review(due: Int, new: Int, minutes: Int, parked: Int)
  case repeatMissed([String])
  case quiz

  /// What helps most now: finish what was begun, repair what was missed, learn what is new.
  init(in context: ScreenContext) {
    guard context.isCourseLoaded else {
      self = .readingCourse
      return
    }
    let (course, place) = (context.course, context.place)
    func title(_ lesson: Lesson) -> String {
      lesson.text.best(for: context.language)?.title ?? lesson.id
    }
    if let queue = context.facts?.queue, queue.dueCount > 0 {
      self = .review(
        due: queue.dueCount - queue.parkedCount, new: queue.entries.count(where: \.isNew),
        minutes: max(1, Int((queue.seconds / 60).rounded())), parked: queue.parkedCount)
      return
    }
    if let reading = place.reading,
      let index = course.lessons.firstIndex(where: { $0.id == reading.lesson })
    {
      self = .goOn(reading, number: index + 1, title: title(course.lessons[index]))
      return
    }
    let missed = place.missed.filter { course.question($0) != nil }
    if !missed.isEmpty {
      self = .repeatMissed(missed)
      return
    }
    if let index = course.lessons.firstIndex(where: { !place.finishedLessons.contains($0.id) }) {
      let lesson = course.lessons[index]
      self = .start(
        lesson: lesson.id, number: index + 1, title: title(lesson), minutes: lesson.minutes)
      return
    }
    self = course.questions.isEmpty ? .noCourse : .quiz
  }

  var destination: Destination? {
    switch self {
    case .readingCourse, .noCourse: nil
    case .goOn(let reading, _, _): .lesson(reading.lesson)
    case .start(let lesson, _, _, _): .lesson(lesson)
    case .review: .review(ReviewRequest())
    case .repeatMissed(let questions): .practice(questions)
    case .quiz: .quizSetup
    }
  }

  /// What to do, and below it where one stopped or why.
  var phrases: (action: Phrase, detail: Phrase) {
    switch self {
    case .readingCourse: (.courseIsBeingRead, .nothing)
    case .noCourse: (.noCourseFound, .noCourseAdvice)
    case .goOn(let reading, let number, let title):
      (
        .goOnWithLesson(number, title),
        reading.heading.isEmpty ? .stoppedAtTheStart : .stoppedAt(reading.heading)
      )
    case .start(_, let number, let title, let minutes):
      (.startLesson(number, title), minutes.map { .aboutMinutes($0) } ?? .nothing)
    case .review(let due, let new, let minutes, let parked):
      (
        .reviewNow(due: due, new: new, minutes: minutes),
        parked > 0 ? .parked(parked) : .reviewWhy
      )
    case .repeatMissed(let questions): (.repeatMissed(questions.count), .repeatMissedDetail)
    case .quiz: (.takeAQuiz, .takeAQuizDetail)
    }
  }
}
