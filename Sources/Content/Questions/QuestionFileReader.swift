internal import CourseModel
internal import Languages

/// Cuts a Markdown file into questions.
struct QuestionFileReader {
  /// A file's questions and what its front matter says of all of them.
  struct Result {
    var drafts: [QuestionDraft] = []
    var topic: String?
    /// The file's own title, for a topic that no `course.yaml` knows.
    var title: String?
    var language: Language
  }

  private let source: SourceText
  private let findings: Findings
  private let reader: BlockReader

  init(_ source: SourceText, _ findings: Findings) {
    self.source = source
    self.findings = findings
    reader = BlockReader(findings: findings)
  }

  /// - Parameter language: the language that the file's path names.
  func read(language: Language?) -> Result {
    let front = FrontMatter(of: source, findings)
    var result = Result(language: language ?? .english)
    var topicNode: YAMLNode?
    var stated: Language?
    if let node = front.node,
      let fields = Fields(
        node, known: ["topic", "title", "lang"], of: "the front matter", findings)
    {
      result.topic = fields.text("topic")
      topicNode = fields["topic"]
      result.title = fields.text("title")
      stated = fields.choice("lang")
    }
    result.language = language ?? stated ?? Language(detecting: source.text)
    findings.languages.insert(result.language)
    if let topic = result.topic, let topicNode {
      findings.references.append(.init(kind: .topic, id: topic, location: topicNode.location))
    }
    guard BlockReader.isSafe(source, from: front.bodyStart, findings) else { return result }
    result.drafts = drafts(from: front.bodyStart, result)
    return result
  }

  private func drafts(from firstLine: Int, _ file: Result) -> [QuestionDraft] {
    let (document, openComments) = closingComments(from: firstLine)
    var drafts: [QuestionDraft] = []
    var isBehindHeading = false
    for node in document.nodes {
      let underline = node.setextUnderline
      let startsQuestion = node.level == 2 && underline == nil
      defer { isBehindHeading = startsQuestion }
      if let underline { report(underline) }
      if startsQuestion {
        if let last = drafts.indices.last {
          drafts[last].lines = drafts[last].lines.lowerBound...(node.lines.lowerBound - 1)
        }
        drafts.append(draft(node, file))
      } else if !drafts.isEmpty {
        if isBehindHeading, let comment = comment(node) {
          readMetadata(comment, into: &drafts[drafts.count - 1])
        } else {
          add(node, to: &drafts[drafts.count - 1])
        }
      }
    }
    for line in openComments {
      if let index = drafts.lastIndex(where: { $0.location.line < line }) {
        drafts[index].isBroken = true
      }
    }
    for index in drafts.indices where drafts[index].metadata == nil && !drafts[index].isBroken {
      nameCard(&drafts[index])
    }
    return drafts.filter { !$0.isBroken }
  }

  private func report(_ underline: MarkdownNode.Underline) {
    findings.error(
      "setext-heading",
      "a line of '\(underline.sign)' under a text makes it a heading; put an empty line between "
        + "them, or write the heading with '#'", at: underline.location)
  }

  /// So many comments without an end are repaired before the rest of the file is given up.
  private static let mostRepairs = 8

  /// The parsed file, in which a comment that nothing closes ends at the next empty line.
  ///
  /// - Returns: the lines of these comments too.
  private func closingComments(from firstLine: Int) -> (MarkdownDocument, openComments: [Int]) {
    var text = source
    var lines: [Int] = []
    while true {
      let document = MarkdownDocument(text, from: firstLine)
      guard lines.count < Self.mostRepairs, let comment = openComment(in: document) else {
        return (document, lines)
      }
      let start = comment.lines.lowerBound
      lines.append(start)
      findings.error("open-comment", "this comment is not closed by '-->'", at: comment.location)
      var bytes = text.bytes
      for line in start...max(start, text.lineCount) {
        let range = text.range(ofLine: line)
        if line > start, bytes[range].isBlank || bytes[range].starts(with: "## ".utf8) { break }
        bytes.replaceSubrange(range, with: repeatElement(.space, count: range.count))
      }
      text = SourceText(bytes, origin: source.origin)
    }
  }

  /// A question's comment that goes on into the next question, or any that has no end.
  private func openComment(in document: MarkdownDocument) -> MarkdownNode? {
    var isBehindHeading = false
    for node in document.nodes {
      if node.isOpenComment(withoutHeadings: isBehindHeading) { return node }
      isBehindHeading = node.level == 2
    }
    return nil
  }

  private func draft(_ heading: MarkdownNode, _ file: Result) -> QuestionDraft {
    let title = InlineReader(heading, findings).inlines(of: heading)
    if title.isEmpty {
      findings.error(
        "empty-heading", "the question has no text behind '##'", at: heading.location)
    }
    return QuestionDraft(
      id: "", idLocation: heading.location, language: file.language, topic: file.topic,
      title: title, location: heading.location, source: source,
      lines: heading.lines.lowerBound...max(heading.lines.lowerBound, source.lineCount))
  }

  private func add(_ node: MarkdownNode, to draft: inout QuestionDraft) {
    if node.level == 1, node.setextUnderline == nil {
      findings.warning(
        "heading-level", "'#' does not end a question; only '##' does", at: node.location)
    }
    if node.level == 3, node.setextUnderline == nil {
      let title = InlineReader(node, findings).inlines(of: node)
      draft.sections.append(
        .init(
          kind: .init(heading: title.plainText.trimmingSpaces), title: title,
          location: node.location))
      return
    }
    if let end = node.strayCommentEnd, !draft.isBroken {
      findings.error(
        "comment-end", "this '-->' closes nothing; a comment may not hold another one", at: end)
      draft.isBroken = true
    }
    let element = Element(node, reader)
    if draft.sections.isEmpty {
      if !element.blocks.isEmpty { draft.stem.append(element) }
    } else if !element.blocks.isEmpty {
      draft.sections[draft.sections.count - 1].elements.append(element)
    }
  }

  // MARK: Metadata

  private struct Comment {
    /// The YAML, with spaces in the place of `<!--` so that its columns stay.
    var yaml: SourceText
    var location: SourceLocation
    /// The place of what stands behind the closing `-->` in its line.
    var rest: SourceLocation?
  }

  /// The comment that an HTML block starts with.
  private func comment(_ node: MarkdownNode) -> Comment? {
    let source = node.document.source
    let firstLine = node.lines.lowerBound
    let lineStart = source.range(ofLine: firstLine).lowerBound
    let bytes = source.bytes[lineStart...]
    guard case .html = node.kind, let open = bytes.firstIndex(where: { $0 != .space }),
      bytes[open...].starts(with: "<!--".utf8),
      let close = bytes[(open + 4)...].firstOccurrence(of: "-->")
    else { return nil }
    let yaml = [UInt8](repeating: .space, count: open + 4 - lineStart) + bytes[(open + 4)..<close]
    let closeLine = source.line(at: close)
    let behind = source.range(ofLine: closeLine).upperBound
    let rest = bytes[(close + 3)..<behind]
    return Comment(
      yaml: SourceText(yaml, origin: .lines(of: source, from: firstLine)),
      location: source.location(offset: open),
      rest: rest.isBlank ? nil : source.location(offset: close))
  }

  private func readMetadata(_ comment: Comment, into draft: inout QuestionDraft) {
    if let rest = comment.rest {
      findings.error(
        "comment-end", "'-->' ends the comment here; it may not stand inside it", at: rest)
      draft.isBroken = true
    }
    guard let root = YAMLReader.read(comment.yaml, findings) else {
      if comment.yaml.bytes.allSatisfy({ $0 == .space || $0 == .newline }) {
        findings.error(
          "missing-key", "the question's comment is empty; write at least 'id' and 'type'",
          at: comment.location)
      }
      draft.isBroken = true
      return
    }
    guard let fields = Fields(root, known: MetadataReader.keys, of: "a question", findings) else {
      draft.isBroken = true
      return
    }
    draft.metadata = fields
    draft.idLocation = fields["id"]?.location ?? comment.location
    if let id = fields.text("id") {
      draft.id = id
      checkID(id, at: draft.idLocation, findings)
    } else {
      draft.id = generatedID(draft.title)
      fields.missing("id", of: "the question", "write one that never changes", at: comment.location)
    }
  }

  private func nameCard(_ draft: inout QuestionDraft) {
    guard draft.id.isEmpty else { return }
    draft.id = generatedID(draft.title)
    findings.warning(
      "generated-id",
      "this card has no id, so it is called '\(draft.id)' after its heading and loses its history "
        + "when the heading changes", at: draft.location)
  }

  /// An id made of the words of a heading.
  private func generatedID(_ title: [Inline]) -> String {
    let words = title.plainText.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.isEmpty ? "card" : String(words.joined(separator: "-").prefix(60))
  }
}

/// Reports an id that cannot be typed on a command line or referred to.
func checkID(_ id: String, at location: SourceLocation, _ findings: Findings) {
  let isPlain = id.unicodeScalars.allSatisfy {
    switch $0 {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": true
    default: false
    }
  }
  guard !isPlain || id.hasPrefix("-") || id.hasPrefix(".") else { return }
  findings.error(
    "bad-id", "'\(id)' is no id; use letters, digits, '.', '-' and '_'", at: location)
}
