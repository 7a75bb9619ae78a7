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
      <end> <pgup> <pgdn> <backspace> <del> <f1>…<f12> <c-x>, <lt> for '<' and <#> for '#'; keys of
      your own (config.yaml) count for nothing here. Line breaks and lines that start with # are no keys.

      A first line such as '#! lab latch@5 --lang zh --size 120x40' begins there instead of on the
      Home screen; the lab writes such scripts when it saves your keys.
      """)

  @Argument(help: "A file of keys, or - for standard input.", completion: .file())
  var script: String

  @Option(
    help: ArgumentHelp("The size of the screen; 80x24 by default.", valueName: "columns x rows"))
  var size: String?

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
    let opening = try ScriptOpening(text, name: name)
    var values = options.values
    values.lang = values.lang ?? opening?.lab.options.values.lang
    let session = try PlainSession(options: values)
    // A script means the same keys for everybody.
    var settings = session.settings
    settings.keys = KeyBindings()
    var player = Player(
      state: AppState(
        language: session.language, settings: settings,
        size: try parsedSize(size ?? opening?.size ?? "80x24"), seed: seed,
        start: try opening?.lab.destination(session) ?? .home), course: session.course,
      problems: session.problems)
    player.press(keys)
    print(player.canvas.plainText)
    if roles { print(player.canvas.rolePlane) }
  }

  private func parsedSize(_ size: String) throws -> Size {
    let parts = size.lowercased().split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts.allSatisfy({ (1...1000).contains($0) }) else {
      throw Failure.usage("--size is '\(size.displayed)'; write columns x rows, such as 80x24")
    }
    return Size(rows: parts[1], columns: parts[0])
  }
}

/// Where a script of keys begins: its first line, `#! lab …`.
private struct ScriptOpening {
  var lab: Lab
  var size: String?

  /// Nil for a script that begins on the Home screen.
  ///
  /// - Throws: ``Failure`` at line 1 when there is no such place.
  init?(_ script: String, name: String) throws {
    guard let first = script.split(whereSeparator: \.isNewline).first, first.hasPrefix("#!") else {
      return nil
    }
    var words = Self.words(first.dropFirst(2))
    if let place = words.firstIndex(of: "--size"), words.indices.contains(place + 1) {
      size = words[place + 1]
      words.removeSubrange(place...(place + 1))
    }
    guard words.first == "lab" else {
      throw Failure.located(
        "\(name):1:1: error: a script begins with '#! lab' and its arguments, or without '#!'")
    }
    do { lab = try Lab.parse(Array(words.dropFirst())) } catch {
      throw Failure.located("\(name):1:1: error: \(Lab.message(for: error))")
    }
  }

  /// The words of a line; those with spaces stand in double quotes.
  private static func words(_ line: Substring) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap {
      index, part in
      index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
    }
  }
}
