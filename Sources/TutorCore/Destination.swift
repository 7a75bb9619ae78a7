public import CourseModel
public import Study

/// A place in the program that can be named before the course has been read.
public enum Destination: Hashable, Sendable {
  case home
  case lessons
  case lesson(String)
  case quizSetup
  case quiz(QuizPlan)
  /// Questions without a clock, by id.
  case practice([String])
  /// The questions that close a lesson, by id.
  case check([String])
  case review(ReviewRequest)
  case progress
  case labs
  case lab(LabReference)
  /// Weights and a sequence from the learner's files
  case ownNetwork(OwnNetwork)
  case interviewSetup(transcript: String?)
  case interview(InterviewPlan, transcript: String?)
  case search
  case settings
  /// What an author's file looks like
  case preview
}

extension Destination {
  /// Whether the journal has to be read before the place can be shown.
  var needsProgress: Bool {
    switch self {
    case .review, .progress: true
    default: false
    }
  }

  /// The screen of this place, or nil when the course has no such thing.
  func screen(in context: ScreenContext) -> (any Screen)? {
    switch self {
    case .home: HomeScreen()
    case .lessons: LessonList(context: context)
    case .lesson(let id):
      context.course.lesson(id).map { ReaderScreen(lesson: $0, in: context) }
    case .quizSetup: QuizSetupScreen()
    case .quiz(let plan): try? QuizScreen.make(plan, mode: .quiz, context: context).get()
    case .practice(let questions): QuizScreen.untimed(questions, mode: .practice, context: context)
    case .check(let questions):
      QuizScreen.untimed(questions, mode: .learn, context: context)
    case .review(let request):
      context.hasProgress && context.isCourseLoaded
        ? ReviewScreen.open(request, in: context) : nil
    case .progress: ProgressScreen()
    case .labs: LabList()
    case .lab(let reference): LabScreen(reference, context: context)
    case .ownNetwork(let own): LabScreen(own, context: context)
    case .interviewSetup(let transcript): InterviewSetupScreen(transcript: transcript)
    case .interview(let plan, let transcript):
      InterviewScreen(plan: plan, course: context.course, transcript: transcript)
    case .search: SearchScreen()
    case .settings: SettingsScreen()
    case .preview: PreviewScreen()
    }
  }
}
