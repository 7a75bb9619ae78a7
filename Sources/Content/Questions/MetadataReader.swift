internal import CourseModel
internal import Study

/// What a question's comment says, apart from the id.
struct QuestionMetadata {
  var level = Level.junior
  var time = 60
  var sources: [String] = []
  var covers: [String] = []
  var after: [String] = []
  var lab: LabReference?
  var isShuffled = true
  var interview: InterviewPart?
}

/// Reads the keys of a question's comment.
struct MetadataReader {
  /// Keys that say the same in every language, so that they stand in the original only.
  static let neutralKeys = [
    "type", "level", "time", "source", "covers", "after", "lab", "shuffle", "verdict", "answer",
    "tolerance", "unit", "ask", "line", "vars", "let", "wrong", "computed", "shows", "interview",
  ]
  static let keys = ["id", "accept"] + neutralKeys

  let fields: Fields
  let findings: Findings
  /// Where missing keys are reported.
  let place: SourceLocation

  /// The type's name, or nil when there is none that can be asked.
  func type() -> String? {
    guard let type = fields.text("type"), let node = fields["type"] else {
      let names = Question.Kind.names.joined(separator: ", ")
      fields.missing("type", of: "the question", "write one of \(names)", at: place)
      return nil
    }
    if Question.Kind.names.contains(type) { return type }
    findings.error(
      "bad-value",
      "there is no type '\(type)'" + suggestion(for: type, among: Question.Kind.names),
      at: node.location)
    return nil
  }

  func metadata(ofType type: String) -> QuestionMetadata {
    var result = QuestionMetadata()
    if let level = fields.choice("level", Level.self) {
      result.level = level
    } else if fields["level"] == nil {
      let names = Level.allCases.map(\.rawValue).joined(separator: ", ")
      fields.missing("level", of: "the question", "write one of \(names)", at: place)
    }
    if let time = fields.integer("time", in: 1...7200, "a number of seconds") {
      result.time = time
    } else if fields["time"] == nil {
      fields.missing(
        "time", of: "the question", "write the seconds that a prepared candidate needs", at: place)
    }
    result.sources = fields.references("source", .source) ?? []
    if fields["source"] == nil {
      fields.missing("source", of: "the question", "write an id of sources.yaml", at: place)
    }
    result.covers = fields.texts("covers")?.map(\.text) ?? []
    result.after = fields.references("after", .question) ?? []
    result.lab = fields["lab"].flatMap { LabReferenceReader.read($0, findings) }
    if let shuffle = fields.choice("shuffle", Switch.self) { result.isShuffled = shuffle == .true }
    result.interview = fields.choice("interview", InterviewPart.self)
    reportUnused(type)
    return result
  }

  private enum Switch: String, CaseIterable { case `true`, `false` }

  /// The types that may draw numbers.
  static let drawingTypes = ["numeric", "shape", "choice"]

  /// Keys that belong to other types do nothing here.
  private func reportUnused(_ type: String) {
    let owners = [
      "verdict": ["judge"], "answer": ["numeric", "shape"], "tolerance": ["numeric", "predict"],
      "unit": ["numeric"], "accept": ["short", "cloze"], "ask": ["predict"], "line": ["bug"],
      "vars": Self.drawingTypes, "let": Self.drawingTypes, "wrong": ["numeric"],
    ]
    for (key, owners) in owners.sorted(by: { $0.key < $1.key }) where !owners.contains(type) {
      guard let location = fields.location(ofKey: key) else { continue }
      let names = owners.map { "'\($0)'" }.joined(separator: owners.count > 2 ? ", " : " and ")
      findings.error(
        "unused-key", "'\(key)' means nothing in a '\(type)' question, only in \(names)",
        at: location)
    }
  }

  // MARK: Answers

  func verdict() -> Verdict? {
    let verdict = fields.choice("verdict", Verdict.self)
    if verdict == nil, fields["verdict"] == nil {
      fields.missing(
        "verdict", of: "the 'judge' question", "write correct, imprecise or wrong", at: place)
    }
    return verdict
  }

  func numeric() -> Question.Numeric? {
    guard !isGenerated else { return generatedNumeric() }
    let unit = fields.text("unit")
    guard let answer = number("answer", unit: unit) else {
      if fields["answer"] == nil {
        fields.missing("answer", of: "the 'numeric' question", "write the number", at: place)
      }
      return nil
    }
    return tolerance(answer).map { Question.Numeric(answer: answer, tolerance: $0, unit: unit) }
  }

  private func tolerance(_ answer: Double) -> Question.Numeric.Tolerance? {
    guard let node = fields["tolerance"] else {
      if answer.rounded() == answer { return .absolute(0) }
      fields.missing(
        "tolerance", of: "the 'numeric' question",
        "write how far off is still right, such as "
          + "0.001 or 1%", at: place)
      return nil
    }
    let tolerance = writtenTolerance()
    if answer == 0, case .relative = tolerance {
      findings.error(
        "bad-value", "a share of an answer of 0 is nothing; write 'tolerance' as a number",
        at: node.location)
    }
    return tolerance
  }

  /// The tolerance as it is written: `0.001`, or `1%` of the answer.
  func writtenTolerance() -> Question.Numeric.Tolerance? {
    guard let text = fields.text("tolerance"), let node = fields["tolerance"],
      let value = number("tolerance", unit: nil)
    else { return nil }
    guard value >= 0 else {
      findings.error("bad-value", "'tolerance' must not be negative", at: node.location)
      return nil
    }
    return text.trimmingSpaces.hasSuffix("%") ? .relative(value) : .absolute(value)
  }

  /// A number in the forms that learners may type; `50%` is a half unless the unit is per cent.
  private func number(_ key: String, unit: String?) -> Double? {
    guard let text = fields.text(key), let node = fields[key] else { return nil }
    if case .success(let number) = TypedNumber.read(text) {
      switch number.unit {
      case nil: return number.value
      case "%": return unit == "%" ? number.value : number.value / 100
      case let written?:
        findings.error(
          "bad-value", "'\(key)' holds a unit; write 'unit: \(written)' in a line of its own",
          at: node.location)
        return nil
      }
    }
    findings.error(
      "bad-value", "'\(key)' must be a number such as 0.731, 1e-3 or 50%, not '\(text)'",
      at: node.location)
    return nil
  }

  /// The answers of `short` that are right, each once.
  func accept() -> [String]? {
    guard let texts = fields.texts("accept"), !texts.isEmpty else {
      fields.missing(
        "accept", of: "the 'short' question", "list the answers that are right", at: place)
      return nil
    }
    var seen: Set<String> = []
    return texts.compactMap { text, location in
      if seen.insert(text).inserted { return text }
      findings.warning("repeated", "'\(text)' is accepted twice", at: location)
      return nil
    }
  }
}

/// Reads `PRESET@STEP[.SUBSTEP][:LENS]`.
enum LabReferenceReader {
  static func read(_ node: YAMLNode, _ findings: Findings) -> LabReference? {
    guard let text = node.text, let reference = parse(text) else {
      findings.error(
        "bad-value",
        "'\(node.text ?? "this")' is no lab position; write PRESET@STEP such as counter@6, "
          + "counter@6.3 or counter@6:LENS", at: node.location)
      return nil
    }
    findings.references.append(
      .init(kind: .lab, id: reference.preset, location: node.location))
    findings.labUses.append(.init(reference: reference, location: node.location))
    return reference
  }

  static func parse(_ text: String) -> LabReference? {
    guard let at = text.firstIndex(of: "@"), at > text.startIndex else { return nil }
    var position = text[text.index(after: at)...]
    var lens: String?
    if let colon = position.firstIndex(of: ":") {
      let name = position[position.index(after: colon)...]
      guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0 == "-" }) else { return nil }
      lens = String(name)
      position = position[..<colon]
    }
    let numbers = position.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = numbers.first, numbers.count <= 2, let step = natural(first) else {
      return nil
    }
    let substep = numbers.dropFirst().first.map(natural)
    if case .some(nil) = substep { return nil }
    return LabReference(
      preset: String(text[..<at]), step: step, substep: substep.flatMap { $0 }, lens: lens)
  }

  private static func natural(_ digits: Substring) -> Int? {
    digits.allSatisfy { ("0"..."9").contains($0) } ? Int(digits) : nil
  }
}
