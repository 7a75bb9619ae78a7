public import ArgumentParser
import Cells
import CourseModel
import CursesConsole
import Glibc
public import Languages
public import TutorCore

/// The options that every verb takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of content: a course, or an own deck beside the shipped one. Repeatable.",
      valueName: "dir"), completion: .directory)
  var content: [String] = []

  @Option(
    help: ArgumentHelp("Where progress is kept.", valueName: "dir"), completion: .directory)
  var dataDir: String?

  @Option(help: "en or zh; else the language chosen last, else that of the locale.")
  var lang: Language?

  @Flag(help: "Line by line on standard input and output: for screen readers and scripts.")
  var plain = false

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Option(help: ArgumentHelp("Colours: auto, 256, 8 or never.", valueName: "count"))
  var color: Settings.Color?

  func validate() throws {
    if dataDir?.isEmpty == true { throw ValidationError("--data-dir is empty; name a folder") }
  }

  /// The options as plain values.
  var values: Options {
    Options(
      content: content, dataDir: dataDir, lang: lang, plain: plain, ascii: ascii, color: color)
  }
}

/// What the options of every verb say.
struct Options {
  var content: [String] = []
  var dataDir: String?
  var lang: Language?
  var plain = false
  var ascii = false
  var color: Settings.Color?

  /// Whether the verb shows screens: it was not told otherwise and there is a terminal for them.
  var opensScreen: Bool {
    !plain && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
      && CursesTerminal.canShow(Environment["TERM"] ?? "")
  }

  /// The language to begin with: the option, else the kept setting, else the locale.
  func language(_ settings: Settings) -> Language {
    if let lang { return lang }
    if let language = settings.language { return language }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { Environment[$0] }
      .first { !$0.isEmpty }
    return Language(locale: locale ?? "")
  }

  /// The kept settings with the options on top; mistakes in them are told on standard error.
  func settings(_ locations: Locations) -> Settings {
    let (settings, problems) = keptSettings(locations)
    for problem in problems { printError(problem.description.displayed) }
    return settings
  }

  /// The kept settings with the options on top, and the mistakes in their file.
  func keptSettings(_ locations: Locations) -> (settings: Settings, problems: [Diagnostic]) {
    let file = SettingsFile(path: locations.configFile).read()
    var settings = file.settings
    if ascii { settings.isASCII = true }
    if let color {
      settings.color = color
    } else if let noColor = Environment["NO_COLOR"], !noColor.isEmpty {
      settings.color = .never
    }
    return (settings, file.problems)
  }
}

extension Language: ExpressibleByArgument {}
extension Settings.Color: ExpressibleByArgument {}

extension Settings.Color {
  var choice: ColorChoice {
    switch self {
    case .automatic: .automatic
    case .rich: .rich
    case .basic: .basic
    case .never: .never
    }
  }
}

/// Environment variables.
enum Environment {
  static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// Writes a line to standard error.
func printError(_ message: String) {
  let text = message + "\n"
  _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
}
