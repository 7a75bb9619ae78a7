public import ArgumentParser
import Cells
public import CourseModel
import CursesConsole
import Glibc
import Languages
import Phrases
import Study
import TutorCore

/// `lstm-tutor quiz`: questions against the clock, or without one.
struct Quiz: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take a timed quiz.",
    discussion: """
      Without options a screen opens on which topics, length and clock are chosen.

      With --plain the quiz reads one answer a line: letters of options such as b or ac, a verdict \
      with the letter of its reason such as ce or 'wrong e', letters in order, a number, a text, \
      hidden parts with | between, one letter for each row of two columns, a shape such as \
      (A, B, 3*C), the wrong line with the letter of its repair such as 3b. \
      A trailing @1, @2 or @3 says how sure you are, ? asks for a hint, an empty line says that \
      you do not know. A line that cannot be read as an answer is asked for again \
      at a terminal; from a script it is used up and counts as wrong.

      With --json prompts and feedback go to standard error and one JSON object to standard \
      output: schema, seed, questions (id, type, given, correct, confidence, seconds, hints, \
      late, seed), score, total, seconds. 'given' has the letters in which the author wrote the \
      options; the reasons of a judgement follow its verdicts: a correct, b imprecise, c wrong, \
      then d, e and so on. Rows of two columns have the letters of the author's rows, so that \
      abc is right. A question's seed is what its numbers were drawn from, or null.
      """)

  @Option(help: "A topic, by id. Repeatable; without it all topics.")
  var topic: [String] = []

  @Option(help: "A level. Repeatable; without it all levels.")
  var level: [Level] = []

  @Option(help: "A question, by id. Repeatable; exactly these are asked, in this order.")
  var question: [String] = []

  @Option(help: "How many questions.")
  var count: Int?

  @Option(
    help: ArgumentHelp("Time for the whole quiz, such as 10m.", valueName: "time"),
    transform: Duration.read)
  var time: Duration?

  @Option(
    help: ArgumentHelp(
      "Time for each question, such as 45s; without any, what each is made for.",
      valueName: "time"),
    transform: Duration.read)
  var perQuestion: Duration?

  @Flag(help: "The first wrong answer ends the quiz.")
  var suddenDeath = false

  @Option(help: "The same seed gives the same questions in the same order, with the same numbers.")
  var seed: UInt64?

  @Flag(help: "Print the result as JSON; implies --plain.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if let count, count < 1 {
      throw ValidationError("--count is \(count); a quiz has at least one question")
    }
  }

  func run() throws {
    let (plan, options) = (plan, options.values)
    guard !json, options.opensScreen else { return try runPlain(plan) }
    guard isPlanned else { return try Runtime.open(.quizSetup, options: options) }
    // A plan without questions is told before the screen is taken.
    _ = try questions(in: PlainSession(options: options), plan)
    try Runtime.open(.quiz(plan), options: options)
  }

  private var isPlanned: Bool {
    !topic.isEmpty || !level.isEmpty || !question.isEmpty || count != nil || time != nil
      || perQuestion != nil
      || suddenDeath || seed != nil
  }

  private var plan: QuizPlan {
    QuizPlan(
      topics: Set(topic), levels: Set(level), count: count ?? max(10, question.count),
      totalTime: time?.milliseconds,
      questionTime: perQuestion.map { .fixed(milliseconds: $0.milliseconds) }
        ?? (time == nil ? .own : nil),
      isSuddenDeath: suddenDeath, seed: seed ?? UInt64.random(in: 0..<1_000_000),
      questions: question.isEmpty ? nil : question)
  }

  private func questions(in session: PlainSession, _ plan: QuizPlan) throws -> [Question] {
    let course = session.course
    let ids = course.questions.map(\.id)
    if let unknown = plan.questions?.first(where: { !ids.contains($0) }) {
      let phrase = Phrase.noQuestionWithID(unknown, close: closest(to: unknown, among: ids))
      throw Failure.usage(session.say(phrase).displayed)
    }
    switch selectQuestions(course, plan, session.language) {
    case .success(let questions): return questions
    case .failure(let mismatch):
      throw Failure.usage(
        Self.reasons(mismatch, course, plan).map(session.say).joined(separator: " ").displayed)
    }
  }

  /// Why a plan has no questions, and what would have some.
  private static func reasons(
    _ mismatch: QuizMismatch, _ course: Course, _ plan: QuizPlan
  ) -> [Phrase] {
    switch mismatch {
    case .unknownTopic:
      return [
        mismatch.phrase, .quizTopics(course.topics.map(\.id).joined(separator: ", ")),
      ]
    case .nothingMatches where plan.questions == nil:
      var open = plan
      open.includesOpen = true
      let isOpen = !Study.questions(of: course.questions, matching: open).isEmpty
      return [isOpen ? .quizOnlyOpen : mismatch.phrase]
    default: return [mismatch.phrase]
    }
  }

  private func runPlain(_ plan: QuizPlan) throws {
    let session = try PlainSession(options: options.values)
    let isPerson = isatty(STDIN_FILENO) == 1
    let questions = try questions(in: session, plan)
    // An empty input is told by itself, not below a question that nobody will answer.
    var waiting: [String] = []
    if !isPerson, Self.isInputReady {
      guard let line = session.readLine() else {
        throw Failure.usage(session.say(.nothingToRead))
      }
      waiting = [line]
    }
    var isWritten = true
    let study = PlainStudy(session)
    var quiz = PlainQuiz(
      plan: plan, questions: questions, course: session.course, language: session.language,
      asksAgain: isPerson,
      readLine: {
        // Nobody answers what could not be shown.
        guard isWritten else { return nil }
        return waiting.isEmpty ? session.readLine() : waiting.removeFirst()
      },
      say: { [json] line in
        if json { return printError(line.displayed) }
        isWritten = isWritten && Files.writeAll(session.shown(line) + "\n", to: STDOUT_FILENO)
      }, now: { EventLoop.now }, journal: study.journal(mode: .quiz))
    let finished = quiz.run()
    if json, let finished {
      isWritten = Files.writeAll(QuizReport(finished).json.description + "\n", to: STDOUT_FILENO)
    }
    guard isWritten else { throw Files.failure("write", "standard output") }
    guard let finished else { throw Failure.usage(session.say(.nothingToRead)) }
    keep(finished, in: PlaceFile(path: session.locations.placeFile), session)
    try study.close()
  }

  /// Keeps the result for Home. A result that cannot be kept is told; the quiz was taken all the same.
  private func keep(_ quiz: QuizSession, in file: PlaceFile, _ session: PlainSession) {
    do {
      try file.write(file.read().remembering(quiz, isPractice: false))
    } catch {
      let reason = (error as? Failure)?.message ?? "\(error)"
      printError(session.say(.couldNotKeep(reason)).displayed)
    }
  }

  /// Whether standard input has something to read, or has ended, at this moment.
  static var isInputReady: Bool {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) > 0
  }
}

/// A length of time as it is written on the command line: `45s`, `10m`, `1h30m`, `90`.
struct Duration: Hashable {
  var milliseconds: Int64

  static func read(_ argument: String) throws -> Duration {
    guard let duration = Duration(argument: argument) else {
      throw ValidationError("write 45s, 10m or 1h30m, at most a day")
    }
    return duration
  }

  /// nil for what is no such length, or is longer than a day.
  init?(argument: String) {
    var seconds: Int64 = 0
    var digits = ""
    for character in argument.lowercased() {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      guard let unit = ["s": 1, "m": 60, "h": 3600][character] as Int64?,
        let value = Int64(digits), value <= 86_400
      else { return nil }
      seconds += value * unit
      digits = ""
    }
    if !digits.isEmpty {
      guard let value = Int64(digits), value <= 86_400, digits == argument else { return nil }
      seconds = value
    }
    guard (1...86_400).contains(seconds) else { return nil }
    milliseconds = seconds * 1000
  }
}

extension Level: ExpressibleByArgument {}
