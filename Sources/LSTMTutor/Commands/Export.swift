import ArgumentParser
import Cells
import CourseModel
import Glibc
import Phrases
import TutorCore

/// `lstm-tutor export`: the course for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the questions of the course for another program.",
    subcommands: [ExportAnki.self])
}

/// `lstm-tutor export anki`: every question as a note of Anki.
struct ExportAnki: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anki",
    abstract: "Write the questions as notes for Anki.",
    discussion: """
      Writes Anki's text format: one note a question in the language chosen, with every option's \
      feedback and the explanation on its back. Import it in Anki with File › Import; importing a \
      later export changes the notes that are there and keeps their schedule.
      """)

  @Argument(
    help: ArgumentHelp("The file to write; - is standard output.", valueName: "file.txt"),
    completion: .file(extensions: ["txt"]))
  var file: String

  @Option(help: "A topic, by id. Repeatable; without it all topics.")
  var topic: [String] = []

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try PlainSession(options: options.values)
    let known = Set(session.course.topics.map(\.id) + session.course.questions.map(\.topic))
    if let unknown = topic.first(where: { !known.contains($0) }) {
      throw Failure.usage(session.say(.quizUnknownTopic(unknown)).displayed)
    }
    let deck = AnkiDeck(session.course, language: session.language, topics: Set(topic))
    guard file != "-" else {
      guard Files.writeAll(deck.text, to: STDOUT_FILENO) else {
        throw Files.failure("write", "standard output")
      }
      return
    }
    try Files.write(deck.text, to: file)
    session.print(.ankiWritten(deck.count, to: file))
  }
}
