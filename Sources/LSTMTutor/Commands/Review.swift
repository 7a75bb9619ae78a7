import ArgumentParser
import Cells
import CourseModel
import CursesConsole
import Glibc
import Phrases
import Study
import TutorCore

/// `lstm-tutor review`: what is due now.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Review what is due now.",
    discussion: """
      Due questions come in the order that loses least, then new ones by lesson, within the daily \
      limits of the study plan (lstm-tutor plan). Every answer is on the disk before it is told \
      what it was worth.

      With --plain it reads one answer a line, as quiz does.
      """)

  @Option(help: "The most questions; else the daily limits of the plan.")
  var limit: Int?

  @Option(help: "A topic, by id. Repeatable; without it all topics.")
  var topic: [String] = []

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 {
      throw ValidationError("--limit is \(limit); a review has at least one question")
    }
  }

  func run() throws {
    let options = options.values
    let request = ReviewRequest(topics: Set(topic), limit: limit)
    guard options.opensScreen else { return try runPlain(request, options) }
    if !topic.isEmpty { try requireTopics(PlainSession(options: options)) }
    try Runtime.open(.review(request), options: options)
  }

  private func requireTopics(_ session: PlainSession) throws {
    let known = Set(session.course.topics.map(\.id) + session.course.questions.map(\.topic))
    if let unknown = topic.first(where: { !known.contains($0) }) {
      throw Failure.usage(session.say(.quizUnknownTopic(unknown)).displayed)
    }
  }

  private func runPlain(_ request: ReviewRequest, _ options: Options) throws {
    let session = try PlainSession(options: options)
    try requireTopics(session)
    let study = PlainStudy(session)
    let place = PlaceFile(path: session.locations.placeFile).read()
    let queue = request.queue(
      session.course, study.progress, at: StudyJournal.moment,
      finishedLessons: Set(place.finishedLessons))
    let plan = QuizPlan(
      count: queue.entries.count, seed: UInt64.random(in: 0..<1_000_000), includesOpen: true,
      questions: queue.entries.map(\.id))
    guard !queue.isEmpty,
      case .success(let questions) = selectQuestions(session.course, plan, session.language)
    else {
      for phrase in reviewOutlook(session.course, study.progress, at: StudyJournal.moment) {
        session.print(phrase)
      }
      return
    }
    if queue.parkedCount > 0 { session.print(.parked(queue.parkedCount)) }
    var quiz = PlainQuiz(
      plan: plan, questions: questions, course: session.course, language: session.language,
      asksAgain: isatty(STDIN_FILENO) == 1, readLine: session.readLine,
      say: { session.print($0) }, now: { EventLoop.now }, journal: study.journal(mode: .review))
    let finished = quiz.run()
    try study.close()
    guard finished != nil else { throw Failure.usage(session.say(.nothingToRead)) }
  }
}

/// The journal for verbs that read and write line by line.
final class PlainStudy {
  private(set) var progress: Progress
  private let journal: StudyJournal
  private let session: PlainSession

  init(_ session: PlainSession) {
    self.session = session
    journal = StudyJournal(locations: session.locations)
    let news: [Phrase]
    (progress, news) = journal.read()
    tell(news)
  }

  func journal(mode: Review.Mode) -> PlainJournal {
    PlainJournal(
      mode: mode, progress: { self.progress }, moment: { StudyJournal.moment },
      keep: { review in self.keep([.review(review)]) })
  }

  /// Keeps what happened and tells what could not be written.
  @discardableResult
  func keep(_ kinds: [Event.Kind], replacing question: String? = nil) -> Progress {
    let news: [Phrase]
    (progress, news) = journal.keep(kinds, replacing: question)
    tell(news)
    return progress
  }

  /// - Throws: ``Failure`` when an answer could not be written or the journal not be read.
  func close() throws {
    let (news, loss) = journal.close()
    tell(news)
    if let loss { throw Failure.io(session.say(loss).displayed) }
  }

  private func tell(_ news: [Phrase]) {
    for phrase in news { printError(session.say(phrase).displayed) }
  }
}
