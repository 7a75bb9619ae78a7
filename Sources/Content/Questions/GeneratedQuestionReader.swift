internal import CourseModel
internal import Languages
internal import Study

/// Makes sure that a question that draws numbers can be asked, and that its text uses them right.
struct GeneratedQuestionReader {
  let findings: Findings

  /// The question with the answer of its first draw; nil when there is none.
  func read(
    _ question: Question, _ metadata: MetadataReader, _ original: QuestionDraft,
    _ translation: QuestionDraft?
  ) -> Question? {
    guard let generator = question.generator else { return nil }
    let used = placeholders(original, generator)
    if let translation {
      compare(placeholders(translation, generator), used, original, translation)
    }
    let key = ["vars", "let", "wrong"].lazy.compactMap { metadata.fields.location(ofKey: $0) }.first
    let place = key ?? metadata.place
    switch question.instance(seed: 1) {
    case .success(let instance):
      var question = question
      question.kind = question.generator?.answer == nil ? question.kind : instance.kind
      if case .numeric(let numeric) = instance.kind { checkTolerance(numeric, metadata) }
      findings.generated.append((question, place))
      return question
    case .failure(let problem):
      findings.error("no-draw", "no numbers can be drawn: " + problem.message, at: place)
      return nil
    }
  }

  private func checkTolerance(_ numeric: Question.Numeric, _ metadata: MetadataReader) {
    guard metadata.fields["tolerance"] == nil, numeric.answer.rounded() != numeric.answer else {
      return
    }
    metadata.fields.missing(
      "tolerance", of: "the 'numeric' question",
      "write how far off is still right, such as 0.001 or 1%", at: metadata.place)
  }

  /// The placeholders of a question's text, those before the first `###`; unknown ones are reported.
  private func placeholders(
    _ draft: QuestionDraft, _ generator: NumberGenerator
  ) -> Set<Placeholder.Value> {
    var used: Set<Placeholder.Value> = []
    var isAsking = true
    for line in draft.lines {
      let bytes = draft.source.bytes(ofLine: line)
      if bytes.starts(with: "### ".utf8) { isAsking = false }
      guard bytes.firstOccurrence(of: "{{") != nil else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      var before = 0
      for piece in Placeholder.pieces(of: text) {
        switch piece {
        case .text(let text):
          reportMalformed(text, line: line, before: before, draft.source)
          before += text.utf8.count
        case .placeholder(let placeholder, let source):
          let location = draft.source.location(line: line, byte: before)
          if isAsking { used.insert(placeholder.value) }
          check(placeholder, source, generator, at: location)
          before += source.utf8.count + 4
        }
      }
    }
    return used
  }

  /// `{{ f }}` with spaces, or with more than a name.
  private func reportMalformed(_ text: String, line: Int, before: Int, _ source: SourceText) {
    let bytes = Array(text.utf8)
    guard let open = bytes.firstOccurrence(of: "{{"),
      let close = bytes[open...].firstOccurrence(of: "}}"), close - open <= 40,
      case let content = String(decoding: bytes[(open + 2)..<close], as: UTF8.self),
      Placeholder(content.trimmingSpaces) != nil
        || !content.contains("{") && !content.contains("\\")
    else { return }
    findings.error(
      "placeholder",
      "'{{\(content)}}' names no number; write '{{NAME}}', '{{let.NAME}}', '{{answer}}' or "
        + "'{{NAME:3}}' with 3 decimals, without spaces",
      at: source.location(line: line, byte: before + open))
  }

  private func check(
    _ placeholder: Placeholder, _ source: String, _ generator: NumberGenerator,
    at location: SourceLocation
  ) {
    let variables = generator.variables.map(\.name)
    let definitions = generator.definitions.map(\.name)
    let known =
      switch placeholder.value {
      case .variable(let name): variables.contains(name)
      case .definition(let name): definitions.contains(name)
      case .answer: generator.answer != nil
      case .wrong(let id): generator.wrong.contains { $0.misconception == id }
      }
    guard !known else { return }
    let names =
      variables + definitions.map { "let.\($0)" } + (generator.answer == nil ? [] : ["answer"])
      + generator.wrong.map { "wrong.\($0.misconception)" }
    var advice = suggestion(for: source, among: names)
    if case .variable(let name) = placeholder.value, definitions.contains(name) {
      advice = "; did you mean 'let.\(name)'?"
    }
    if advice.isEmpty { advice = "; there are " + names.joined(separator: ", ") }
    findings.error("placeholder", "no number is called '\(source)'\(advice)", at: location)
  }

  private func compare(
    _ translated: Set<Placeholder.Value>, _ original: Set<Placeholder.Value>,
    _ draft: QuestionDraft, _ translation: QuestionDraft
  ) {
    guard translated != original else { return }
    func names(_ values: Set<Placeholder.Value>) -> String {
      let names = values.map(\.name).sorted()
      return names.isEmpty ? "none" : names.joined(separator: ", ")
    }
    findings.error(
      "translation-differs",
      "the translation asks with other numbers (\(names(translated))) than the original "
        + "(\(names(original))) (\(draft.location))", at: translation.location)
  }
}

extension Placeholder.Value {
  fileprivate var name: String {
    switch self {
    case .variable(let name): name
    case .definition(let name): "let.\(name)"
    case .answer: "answer"
    case .wrong(let id): "wrong.\(id)"
    }
  }
}

extension NumberDraw.Problem {
  /// What is wrong, and what to do.
  var message: String {
    switch self {
    case .notFinite(let what): "'\(what)' is not finite; choose ranges that avoid it"
    case .tooClose(let one, let other):
      "\(NumberText.usual(one)) and \(NumberText.usual(other)) are less than two tolerances apart; "
        + "choose ranges in which right and wrong values differ"
    case .alikeOptions: "two options read alike; choose ranges in which they differ"
    }
  }
}
