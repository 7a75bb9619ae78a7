import ArgumentParser
import Cells
import Content
import CourseModel
import Glibc
import Languages
import TutorCore

/// `lstm-tutor doctor`: what the terminal can do, what was found where.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what the terminal can do and what was found where.")

  @Flag(help: "Give a terminal back its normal state after a program was killed in it.")
  var resetTerminal = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    if resetTerminal {
      // Plain text, cursor on, main screen, bracketed paste off.
      _ = Files.writeAll("\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l\u{1B}[?2004l\r", to: STDOUT_FILENO)
      system("stty sane")
      return
    }
    let locations = Locations(options: options.values)
    let settings = options.values.settings(locations)
    row("terminal", Environment["TERM"] ?? "(TERM is not set)")
    row("screens", options.values.opensScreen ? "yes" : "no: plain mode is used")
    row("size", Self.size())
    row("locale", Environment["LC_ALL"] ?? Environment["LANG"] ?? "(none: C.UTF-8 is used)")
    row("language", options.values.language(settings).ownName)
    row("colours", settings.color.rawValue)
    row("drawing", settings.isASCII ? "ASCII" : "Unicode: █▌ ▁▃▅ ⡇⠉ ⊙ σ cₜ₋₁ 遗忘门|")
    if Environment["TMUX"] != nil {
      row("tmux", "Esc is quick only with 'set -sg escape-time 25' in ~/.tmux.conf")
    }
    row("settings", Self.described(locations.configFile))
    row("progress", Self.described(locations.placeFile))
    row("reports", Self.described(locations.reportsFile))
    for candidate in locations.candidates where !locations.content.contains(candidate) {
      row("looked in", candidate)
    }
    guard !locations.content.isEmpty else {
      row("course", "none; name its folder with --content")
      throw ExitCode(74)
    }
    for folder in locations.content {
      row("content", folder + (access(folder, R_OK) == 0 ? "" : " (cannot be read)"))
    }
    let (course, diagnostics) = CourseReader(folders: locations.content).read()
    row(
      "course",
      "\(course.lessons.count) lessons, \(course.questions.count) questions, "
        + "\(course.labs.count) labs, \(diagnostics.count) findings of check")
  }

  private func row(_ name: String, _ value: String) {
    print(name.padded(to: 12) + value.displayed)
  }

  private static func described(_ path: String) -> String {
    access(path, R_OK) == 0 ? path : path + " (not there yet)"
  }

  private static func size() -> String {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 else { return "no terminal" }
    return "\(window.ws_col)×\(window.ws_row)"
  }
}
