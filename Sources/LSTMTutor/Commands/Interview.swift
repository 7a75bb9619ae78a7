import ArgumentParser
import Cells
import CourseModel
import CursesConsole
import Glibc
import Languages
import Phrases
import Study
import TutorCore

/// `lstm-tutor interview`: typed answers against a clock, then a debrief.
struct Interview: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take a mock interview.",
    discussion: """
      Questions come in the order that real interviews take. You type your answers; what is asked \
      next depends on the key points that you left out. No answer is shown before the debrief, \
      which puts the model answer beside yours, with the key points to tick, the time of each \
      part, readiness by topic and what to repair.

      Without options a screen opens on which the length is chosen.

      With --plain an answer is as many lines as it needs and ends with a line that holds only a \
      full stop, or with the end of the input; questions with a right answer take one line as in \
      'quiz'. The ticks are those suggested by the words of the answer unless a person corrects them.

      With --json prompts go to standard error and one JSON object to standard output; docs/json.md \
      describes it.
      """)

  @Option(help: "How long: 15, 30 or 45.")
  var minutes: Int?

  @Option(help: "The same seed and the same answers give the same interview.")
  var seed: UInt64?

  @Option(
    help: ArgumentHelp("Write the transcript to this file.", valueName: "file.md"),
    completion: .file(extensions: ["md"]))
  var transcript: String?

  @Flag(help: "Print the result as JSON; implies --plain.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if let minutes, !InterviewPlan.lengths.contains(minutes) {
      throw ValidationError("--minutes is \(minutes); an interview takes 15, 30 or 45")
    }
    if transcript?.isEmpty == true { throw ValidationError("--transcript is empty; name a file") }
  }

  private var plan: InterviewPlan {
    InterviewPlan(minutes: minutes ?? 30, seed: seed ?? UInt64.random(in: 0..<1_000_000))
  }

  func run() throws {
    let (plan, options) = (plan, options.values)
    guard !json, options.opensScreen else { return try runPlain(plan) }
    guard minutes != nil || seed != nil else {
      return try Runtime.open(.interviewSetup(transcript: transcript), options: options)
    }
    let session = try PlainSession(options: options)
    // An interview without questions is told before the screen is taken.
    guard InterviewSession(plan: plan, course: session.course) != nil else {
      throw Failure.usage(session.say(.interviewNoQuestions))
    }
    try Runtime.open(.interview(plan, transcript: transcript), options: options)
  }

  private func runPlain(_ plan: InterviewPlan) throws {
    let session = try PlainSession(options: options.values)
    let isPerson = isatty(STDIN_FILENO) == 1
    // An empty input is told by itself, not below a question that nobody will answer.
    var waiting: [String] = []
    if !isPerson, Quiz.isInputReady {
      guard let line = session.readLine() else {
        throw Failure.usage(session.say(.nothingToRead))
      }
      waiting = [line]
    }
    var isWritten = true
    let study = PlainStudy(session)
    let interview = PlainInterview(
      plan: plan, course: session.course, language: session.language,
      asksAgain: isPerson,
      readLine: {
        // Nobody answers what could not be shown.
        guard isWritten else { return nil }
        return waiting.isEmpty ? session.readLine() : waiting.removeFirst()
      },
      say: { [json] line in
        if json { return printError(line.displayed) }
        isWritten = isWritten && Files.writeAll(session.shown(line) + "\n", to: STDOUT_FILENO)
      }, now: { EventLoop.now }, keep: { study.keep([$0], replacing: $1) })
    guard var interview else { throw Failure.usage(session.say(.interviewNoQuestions)) }
    let finished = interview.run()
    if json, let finished {
      isWritten = Files.writeAll(
        InterviewReport(finished).json.description + "\n", to: STDOUT_FILENO)
    }
    guard isWritten else { throw Files.failure("write", "standard output") }
    guard let finished else { throw Failure.usage(session.say(.nothingToRead)) }
    guard let transcript else { return try study.close() }
    let text = InterviewTranscript(session: finished, language: session.language).markdown
    try Files.write(text, to: transcript)
    try study.close()
  }
}
