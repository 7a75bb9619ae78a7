import ArgumentParser
import Content
import CourseModel
import Glibc
import Cells

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

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let paths = try self.paths.isEmpty ? Locations(options: options).requireContent() : self.paths
    for path in paths where access(path, R_OK) != 0 { throw Files.failure("read", path) }
    let diagnostics = ContentChecker(paths: paths).check()
    for diagnostic in diagnostics { print(diagnostic.description.displayed) }
    if diagnostics.contains(where: { $0.severity == .error || strict }) { throw ExitCode.failure }
  }
}
