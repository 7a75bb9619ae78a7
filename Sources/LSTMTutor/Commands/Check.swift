import ArgumentParser
import Cells
import Content
import CourseModel
import Glibc
import Study

/// `lstm-tutor check`: what an author runs before committing.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look for mistakes in content.",
    discussion: """
      Prints 'file:line:column: severity: message', one mistake a line, and exits with 1 when
      there is an error. Without a path the course is checked that the tutor would open.
      """)

  @Argument(help: "Folders or single files.", completion: .file())
  var paths: [String] = []

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Flag(help: "One JSON object with all findings.")
  var json = false

  @Flag(help: "Print what the course covers, as Markdown, instead of its mistakes.")
  var coverage = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let paths =
      try self.paths.isEmpty ? Locations(options: options.values).requireContent() : self.paths
    for path in paths where access(path, R_OK) != 0 { throw Files.failure("read", path) }
    guard !coverage else {
      let text = Coverage(CourseReader(folders: paths).read().course).markdown
      return print(text.displayed, terminator: "")
    }
    var diagnostics = ContentChecker(
      paths: paths, beside: Locations(options: options.values).beside(paths)
    ).check()
    if diagnostics.isEmpty { diagnostics = paths.filter(Self.isEmpty).map(Self.nothingIn) }
    if json {
      print(Self.json(diagnostics))
    } else {
      for diagnostic in diagnostics { print(diagnostic.description.displayed) }
    }
    if diagnostics.contains(where: { $0.severity == .error || strict }) { throw ExitCode.failure }
  }

  func validate() throws {
    if coverage, json || strict {
      throw ValidationError("--coverage prints a table; leave out --json and --strict")
    }
  }

  /// Whether a path has nothing that could be learnt, which is hardly what its author meant.
  private static func isEmpty(_ path: String) -> Bool {
    CourseReader(folders: [path]).read().course == Course()
  }

  private static func nothingIn(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "no-content", "there is no content here; a deck is Markdown files with questions",
      at: SourceLocation(file: path))
  }

  private static func json(_ diagnostics: [Diagnostic]) -> JSONText {
    .object([
      .init("schema", .string("lstm-tutor/check/1")),
      .init(
        "findings",
        .array(
          diagnostics.map { finding in
            .object([
              .init("file", .string(finding.location.file)),
              .init("line", .integer(Int64(finding.location.line))),
              .init("column", .integer(Int64(finding.location.column))),
              .init("severity", .string(finding.severity.rawValue)),
              .init("code", .string(finding.code)),
              .init("message", .string(finding.message)),
            ])
          })),
    ])
  }
}
