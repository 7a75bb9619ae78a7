import ArgumentParser
import Cells
import Content
import CourseModel
import Glibc
import Languages
import Phrases
import Recurrent
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
    let report = Report(language: options.values.language(settings))
    report.row(.doctorTerminal, Environment["TERM"] ?? "–")
    report.row(.doctorScreens, options.values.opensScreen ? .doctorYes : .doctorPlain)
    report.row(.doctorSize, Self.size() ?? "–")
    report.row(
      .doctorLocale, Environment["LC_ALL"] ?? Environment["LANG"] ?? "– (C.UTF-8)")
    report.row(.settingLanguage, report.language.ownName)
    report.row(.settingColor, settings.color.rawValue)
    report.row(
      .settingASCII, settings.isASCII ? "ASCII" : "Unicode: █▌ ▁▃▅ ⡇⠉ ⊙ σ cₜ₋₁ 遗忘门|")
    if Environment["TMUX"] != nil { report.row(.doctorTmux, .doctorTmuxAdvice) }
    report.row(.doctorArithmetic, Kernels.instructionSet)
    report.file(.settings, locations.configFile, ifMissing: .doctorNotYet)
    report.file(.doctorProgress, locations.progressFile, ifMissing: .doctorNotYet)
    report.file(.doctorPlace, locations.placeFile, ifMissing: .doctorNotYet)
    report.file(.doctorReports, locations.reportsFile, ifMissing: .doctorNotYet)
    for candidate in locations.candidates where !locations.content.contains(candidate) {
      report.row(.doctorLookedIn, candidate)
    }
    guard !locations.content.isEmpty else {
      report.row(.doctorCourse, .doctorNoCourse)
      throw ExitCode(74)
    }
    for folder in locations.content {
      report.file(.doctorContent, folder, ifMissing: .doctorUnreadable)
    }
    let (course, diagnostics) = CourseReader(folders: locations.content).read()
    report.row(
      .doctorCourse,
      .courseCounts(
        lessons: course.lessons.count, questions: course.questions.count,
        labs: course.labs.count))
    if let version = course.version { report.row(.doctorEdition, version) }
    report.row(.doctorFindings, String(diagnostics.count))
  }

  /// `80×24`, or nil when standard output is no terminal.
  private static func size() -> String? {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 else { return nil }
    return "\(window.ws_col)×\(window.ws_row)"
  }
}

/// Rows of a name and what was found, in the learner's language.
private struct Report {
  var language: Language

  func row(_ name: Phrase, _ value: String) {
    print(name(language).padded(to: 14) + value.displayed)
  }

  func row(_ name: Phrase, _ value: Phrase) { row(name, value(language)) }

  func file(_ name: Phrase, _ path: String, ifMissing: Phrase) {
    row(name, access(path, R_OK) == 0 ? path : "\(path) (\(ifMissing(language)))")
  }
}
