import ArgumentParser
import Cells
import Console
import Glibc
import TutorCore

/// `lstm-tutor play`: keys in, final screen out.
struct Play: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Press the keys of a script and print the screen it leads to.",
    discussion: """
      For tests and bug reports; no terminal is needed and nothing is kept. Keys stand for
      themselves; others are written <enter> <esc> <tab> <space> <up> <down> <left> <right> <home>
      <end> <pgup> <pgdn> <backspace> <del> <f1>…<f12> <c-x>, and <lt> for '<'. Line breaks and
      lines that start with # are no keys.
      """)

  @Argument(help: "A file of keys, or - for standard input.", completion: .file())
  var script: String

  @Option(help: ArgumentHelp("The size of the screen.", valueName: "columns x rows"))
  var size = "80x24"

  @Option(help: "The seed of everything that is drawn by lot.")
  var seed: UInt64 = 1

  @Flag(help: "Print the role of every cell below the screen.")
  var roles = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let name = script == "-" ? "standard input" : script
    guard
      let bytes = script == "-" ? Files.readAll(STDIN_FILENO) : Files.read(script),
      let text = String(validating: bytes, as: UTF8.self)
    else { throw Failure.io("cannot read \(name.displayed) as UTF-8 text") }
    let keys: [Key]
    do { keys = try KeyNotation.parse(text) } catch {
      throw Failure.located("\(name):\(error.line):\(error.column): error: \(error.message)")
    }
    let session = try PlainSession(options: options.values)
    var player = Player(
      state: AppState(
        language: session.language, settings: session.settings, size: try parsedSize(),
        seed: seed), course: session.course, problems: session.problems)
    player.press(keys)
    print(player.canvas.plainText)
    if roles { print(player.canvas.rolePlane) }
  }

  private func parsedSize() throws -> Size {
    let parts = size.lowercased().split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts.allSatisfy({ (1...1000).contains($0) }) else {
      throw Failure.usage("--size is '\(size.displayed)'; write columns x rows, such as 80x24")
    }
    return Size(rows: parts[1], columns: parts[0])
  }
}
