import Cells
import Content
import CourseModel
import Glibc
import Languages
import Phrases
import TutorCore
import Views

/// What the line-by-line form of every verb needs: the course, the language, safe output.
struct PlainSession {
  var course: Course
  var language: Language
  var settings: Settings
  var locations: Locations
  /// The mistakes of the content.
  var problems: [Diagnostic]

  /// Reads the course and tells its mistakes on standard error.
  init(options: Options) throws {
    locations = Locations(options: options)
    settings = options.settings(locations)
    language = options.language(settings)
    let (course, diagnostics) = CourseReader(folders: try locations.requireContent()).read()
    self.course = course
    problems = diagnostics.filter { $0.severity == .error }
    for diagnostic in problems {
      printError(diagnostic.description.displayed)
    }
  }

  /// Prints text that may come from strangers, without anything a terminal would act on.
  func print(_ text: String) { Swift.print(shown(text)) }

  /// Text as it may be printed.
  func shown(_ text: String) -> String {
    let safe = text.displayed
    return settings.isASCII ? safe.asciiOnly : safe
  }

  /// Says a sentence, in lines that any terminal can hold.
  func print(_ phrase: Phrase) {
    for line in Line(say(phrase)).wrapped(to: Self.width) { print(line.plainText) }
  }

  func say(_ phrase: Phrase) -> String { phrase(language) }

  /// The next line of standard input, or nil at its end.
  func readLine() -> String? { Swift.readLine(strippingNewline: true) }
}
