public import CourseModel
internal import Languages

/// What a course asks about: topics by types and levels, as a page of Markdown.
public struct Coverage {
  private let course: Course

  public init(_ course: Course) { self.course = course }

  /// The tables that `check --coverage` prints.
  public var markdown: String {
    let questions = course.questions
    let lessons = course.lessons
    let inBoth = questions.count { $0.text.isInAllLanguages }
    let labs = questions.count { $0.lab != nil }
    let positions = Set(questions.compactMap(\.lab?.position)).count
    let drawn = questions.count { $0.generator != nil }
    let findings = Set(questions.flatMap(\.covers)).count
    let parts = [
      "# What the course covers",
      "Written by `lstm-tutor check --coverage`; nobody edits it.",
      """
      - \(questions.count) questions, \(inBoth) of them in both languages; \(drawn) draw their numbers anew
      - \(labs) questions with a lab position, at \(positions) positions of \(course.labs.count) labs
      - \(lessons.count) lessons, \(lessons.count { $0.text.isInAllLanguages }) of them in both languages
      - \(findings) findings covered
      """,
      "## Topics and types", byType, "## Topics, levels and languages", byLevel,
      "## Findings", findingTable, "## Lab positions", labTable,
    ]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func inTopic(_ topic: Topic) -> [Question] {
    course.questions.filter { $0.topic == topic.id }
  }

  private var byType: String {
    let names = Question.Kind.names.filter { name in
      course.questions.contains { $0.kind.name == name }
    }
    var rows = course.topics.map { topic in
      let questions = inTopic(topic)
      return [topic.id] + names.map { name in questions.count { $0.kind.name == name }.cell }
        + ["\(questions.count)"]
    }
    rows.append(
      ["all"] + names.map { name in course.questions.count { $0.kind.name == name }.cell }
        + ["\(course.questions.count)"])
    return Self.table(["topic"] + names + ["all"], rows)
  }

  private var byLevel: String {
    func row(_ name: String, _ questions: [Question], _ lessons: [Lesson]) -> [String] {
      [name]
        + Level.allCases.map { level in questions.count { $0.level == level }.cell }
        + Language.allCases.map { language in questions.count { $0.text[language] != nil }.cell }
        + [
          questions.count { $0.lab != nil }.cell, questions.count { $0.generator != nil }.cell,
          lessons.count.cell,
        ]
    }
    let rows =
      course.topics.map { topic in
        row(topic.id, inTopic(topic), course.lessons.filter { $0.topic == topic.id })
      } + [row("all", course.questions, course.lessons)]
    return Self.table(
      ["topic"] + Level.allCases.map(\.rawValue) + Language.allCases.map(\.rawValue)
        + ["with a lab", "drawn numbers", "lessons"], rows)
  }

  /// By the letters that findings begin with, such as all of `T04`.
  private var findingTable: String {
    var groups: [String: Set<String>] = [:]
    for finding in course.questions.flatMap(\.covers) {
      let group = finding.split(separator: ".").first.map(String.init) ?? finding
      let name = finding.contains(".") ? group : String(finding.prefix { $0.isLetter })
      groups[name, default: []].insert(finding)
    }
    let rows = groups.sorted { $0.key < $1.key }.map { name, findings in
      ["\(name)", "\(findings.count)", findings.sorted().joined(separator: " ")]
    }
    return rows.isEmpty ? "None." : Self.table(["group", "covered", "findings"], rows)
  }

  private var labTable: String {
    let rows = course.labs.map { lab in
      let steps = course.questions.compactMap(\.lab).filter { $0.preset == lab.id }
      let counts = Dictionary(steps.map { ($0.step, 1) }, uniquingKeysWith: +)
      let shown = counts.sorted { $0.key < $1.key }
        .map { $0.value == 1 ? "\($0.key)" : "\($0.key) (\($0.value))" }
      return [lab.id, steps.count.cell, shown.joined(separator: ", ")]
    }
    return Self.table(["lab", "questions", "at steps"], rows)
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> String {
    let rule = header.indices.map { $0 == 0 ? "---" : "---:" }
    return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}

extension LabReference {
  /// The step of the tape, however it is looked at.
  fileprivate var position: String { "\(preset)@\(step)" }
}

extension Localized {
  fileprivate var isInAllLanguages: Bool { Language.allCases.allSatisfy { self[$0] != nil } }
}

extension Int {
  /// Nothing is easier to see past than a zero.
  fileprivate var cell: String { self == 0 ? "" : "\(self)" }
}
