import ArgumentParser
import Cells
import Glibc
import TutorCore

/// The entry point: runs a command and turns failures into one sentence and an exit code.
@main
enum Program {
  static func main() {
    // A file that must not grow any more is an error like any other, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    do {
      // Nothing to parse; this is the start that has to be quick.
      if CommandLine.arguments.count <= 1 { return try Home.open(Options()) }
      // Without a verb neither; to get all verbs ready takes as long as the rest of the start.
      if let home = try? HomeOptions.parse() { return try Home.open(home.options.values) }
      var command = try TutorCommand.parseAsRoot()
      try command.run()
      // What 'print' has kept back.
      guard fflush(nil) == 0 else { throw Files.failure("write", "standard output") }
    } catch let failure as Failure {
      printError(failure.isLocated ? failure.message : "lstm-tutor: error: \(failure.message)")
      exit(failure.exitCode)
    } catch {
      TutorCommand.exit(withError: error)
    }
  }
}

/// A reason to stop, told in one sentence.
struct Failure: Error {
  var message: String
  var exitCode: Int32
  /// Whether the sentence begins with the file that it is about.
  var isLocated = false

  static func usage(_ message: String) -> Failure { Failure(message: message, exitCode: 64) }
  static func badInput(_ message: String) -> Failure { Failure(message: message, exitCode: 65) }
  /// A mistake in a file: `file:line:column: error: sentence`.
  static func located(_ message: String) -> Failure {
    Failure(message: message.displayed, exitCode: 65, isLocated: true)
  }
  static func io(_ message: String) -> Failure { Failure(message: message, exitCode: 74) }
}

/// `lstm-tutor`: the Home screen, and everything below it.
struct TutorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lstm-tutor",
    abstract: "Learn LSTMs in the terminal: lessons, timed quizzes, a live cell.",
    discussion: """
      Without a verb the Home screen opens. ? lists the keys of any screen, L switches between
      English and Chinese, q goes one level up.

      Exit codes: 0 done, 1 the thing checked is wrong, 64 wrong usage, 65 bad input file,
      74 could not read or write, 130 ^C, 128+n ended by signal n.
      """,
    version: "0.1.0",
    subcommands: [
      Learn.self, ReviewCommand.self, Quiz.self, Interview.self, Lab.self, TraceCommand.self,
      Train.self, Stats.self, PlanCommand.self, ProgressCommand.self, Check.self,
      PreviewCommand.self, Play.self, Doctor.self, ExportCommand.self,
    ])

  @OptionGroup var options: GlobalOptions

  func run() throws { try Home.open(options.values) }
}

/// A command line without a verb.
struct HomeOptions: ParsableArguments {
  @OptionGroup var options: GlobalOptions
}

/// What `lstm-tutor` does without a verb.
enum Home {
  static func open(_ options: Options) throws {
    if options.opensScreen {
      try Runtime.open(.home, options: options)
    } else {
      try PlainHome(options: options).run()
    }
  }
}
