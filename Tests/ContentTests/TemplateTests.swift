import Content
import CourseModel
import Foundation
import Languages
import Testing

/// What authors are told to copy.
@Suite struct TemplateTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized.path

  /// The templates of `Content/README.md` by the word behind `markdown`: "", "zh" or "lesson".
  private func templates() throws -> [String: [String]] {
    let page = try String(contentsOfFile: Self.root + "/Content/README.md", encoding: .utf8)
    var found: [String: [String]] = [:]
    var name: String?
    var lines: [Substring] = []
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if name == nil, line.hasPrefix("````markdown") {
        name = line.dropFirst("````markdown".count).trimmingCharacters(in: .whitespaces)
        lines = []
      } else if let kind = name, line == "````" {
        found[kind, default: []].append(lines.joined(separator: "\n") + "\n")
        name = nil
      } else {
        lines.append(line)
      }
    }
    return found
  }

  private func deck(_ templates: [String: [String]]) throws -> Deck {
    func questions(_ texts: [String]) -> String {
      "---\ntopic: cell-anatomy\n---\n\n" + texts.joined(separator: "\n")
    }
    // Only the first question has a translation, so the others are a deck in one language.
    let english = templates["", default: []]
    let first = english.prefix(1).map { $0 }
    return try Deck([
      "both/en/questions/choice.md": questions(first),
      "both/zh/questions/choice.md": questions(templates["zh", default: []]),
      "rest/questions.md": questions(Array(english.dropFirst())),
      "rest/lessons/template.md": templates["lesson", default: []].joined(),
    ])
  }

  @Test func `There is a template of every type`() throws {
    let deck = try deck(templates())
    let course = deck.read().course
    let types = Set(
      CourseReader(folders: [deck.path("both"), deck.path("rest")]).read().course.questions
        .map(\.kind.name))
    // A prediction needs its lab, which stands in the course.
    #expect(types.union(["predict"]) == Set(Question.Kind.names))
    #expect(course.lessons.map(\.id) == ["template-lesson"])
  }

  @Test func `No template has a mistake`() throws {
    let deck = try deck(templates())
    let findings = ContentChecker(
      paths: [deck.path("both"), deck.path("rest")], beside: [Self.root + "/Content"]
    ).check()
    #expect(deck.lines(findings) == [])
    let read = CourseReader(
      folders: [Self.root + "/Content", deck.path("both"), deck.path("rest")]
    ).read()
    #expect(read.course.question("template.predict") != nil)
    #expect(read.course.questions.count { $0.id.hasPrefix("template.") } == 13)
  }

  @Test func `The coverage page is up to date`() throws {
    let course = CourseReader(folders: [Self.root + "/Content"]).read().course
    let page = try String(contentsOfFile: Self.root + "/docs/coverage.md", encoding: .utf8)
    #expect(
      page == Coverage(course).markdown,
      "run 'lstm-tutor check --coverage Content > docs/coverage.md'")
  }

  @Test func `A reader of its own finds both languages equal`() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", Self.root + "/Scripts/check-content"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: output, as: UTF8.self))")
  }
}
