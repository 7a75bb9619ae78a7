import Content
import CourseModel
import Foundation
import Testing

/// A folder of content files that exists while a test runs.
final class Deck {
  let folder: String

  init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.path + "/deck-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, Data(text.utf8)) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ data: Data) throws {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func read() -> (course: Course, findings: [String]) {
    let (course, diagnostics) = CourseReader(folders: [folder]).read()
    return (course, lines(diagnostics))
  }

  func check(_ names: String...) -> [String] {
    let paths = names.isEmpty ? [folder] : names.map(path)
    return lines(ContentChecker(paths: paths).check())
  }

  /// Diagnostics with paths as they are inside the folder.
  func lines(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { $0.description.replacing(folder + "/", with: "") }
  }
}

/// A small English course without mistakes, to which tests add theirs.
enum Sample {
  static let course = """
    title: Test
    topics:
      - id: gates
        title: Gates
    lessons: []
    """
  static let sources = """
    - id: gers2000
      authors: F. A. Gers
      year: 2000
      title: "Learning to Forget: Continual Prediction"
      where: Neural Computation
    """
  static let misconceptions = """
    - id: polarity
      sentence: A gate near 1 erases.
    """
  static let lab = """
    id: latch
    title: Latch
    cell: lstm
    hidden: 1
    inputs:
      - {name: d, meaning: data}
      - {name: w, meaning: write}
    weights:
      i: {x: [[0, 20]], h: [[0]], b: [-10]}
      f: {x: [[0, -20]], b: [10]}
      g: {x: [[5, 0]]}
      o: {b: [10]}
    tape:
      - [1, 1]
      - [-1, 0]
      - [-1, 1]
    """

  /// The files of the course with `files` among them.
  static func files(_ files: [String: String]) -> [String: String] {
    let base = [
      "course.yaml": course, "sources.yaml": sources, "misconceptions.yaml": misconceptions,
      "labs/latch.yaml": lab,
    ]
    return base.merging(files) { $1 }
  }

  /// A file of questions.
  static func questions(_ questions: String...) -> String {
    "---\ntopic: gates\n---\n\n" + questions.joined(separator: "\n\n") + "\n"
  }

  /// A question's heading and comment; in a file of questions its body starts in line 13.
  static func question(
    _ type: String, _ more: String..., id: String = "q", body: String
  ) -> String {
    let keys = ["id: \(id)", "type: \(type)", "level: junior", "time: 30", "source: gers2000"]
    return (["## Question", "<!--"] + keys + more + ["-->", body]).joined(separator: "\n")
  }

  static let options = """
    - [ ] One
      > No.
    - [x] Two
      > Yes.

    ### Explanation
    Because.
    """

  static let choice = question("choice", body: options)
}

/// What `check` says of an English question file in the sample course.
func findings(inQuestions text: String) throws -> [String] {
  let deck = try Deck(Sample.files(["en/questions/q.md": text]))
  return deck.check().map {
    $0.replacingOccurrences(of: "en/questions/q.md:", with: "")
  }
}
