internal import CourseModel
internal import Study

/// Understands the parts of a question's text, given its type.
struct BodyReader {
  struct Body {
    var text: QuestionText
    /// The options with `[x]`.
    var correct: [Int] = []
    var sections: [QuestionDraft.Section.Kind] = []
    /// The places of the `{missed=…}` of its follow-ups, one by one.
    var missedMarks: [SourceLocation?] = []
    /// Whether the question can be asked.
    var isUsable = true
  }

  let findings: Findings

  func read(_ draft: QuestionDraft, type: String) -> Body {
    var body = Body(text: QuestionText(title: draft.title, location: draft.location))
    switch type {
    case "choice", "multi", "judge", "bug": readOptions(draft, type, &body)
    case "order": readOrder(draft, &body)
    case "match": readPairs(draft, &body)
    default:
      if let list = draft.stem.first(where: \.isTaskList) {
        findings.error(
          "unexpected-options", "a '\(type)' question has no options", at: list.place.location)
      }
      body.text.stem = draft.stem.flatMap(\.blocks)
      if type == "cloze" { ClozeReader(findings: findings).read(draft, &body) }
    }
    for section in draft.sections { read(section, type, &body) }
    checkFollowUps(draft, type, &body)
    return body
  }

  /// A card without a comment: its text is the answer.
  func readCard(_ draft: QuestionDraft) -> Body {
    var body = Body(text: QuestionText(title: draft.title, location: draft.location))
    body.text.answer = draft.stem.flatMap(\.blocks)
    for section in draft.sections {
      if section.kind != nil {
        read(section, "open", &body)
      } else {
        // Any heading may stand in a text that was not written for this program.
        body.text.answer.append(.heading(level: 3, section.title))
        body.text.answer += section.elements.flatMap(\.blocks)
      }
    }
    if body.text.answer.isEmpty {
      findings.error(
        "missing-section", "the card has no text, which would be its answer", at: draft.location)
      body.isUsable = false
    }
    return body
  }

  // MARK: Options

  private func readOptions(_ draft: QuestionDraft, _ type: String, _ body: inout Body) {
    let options = OptionsReader(findings: findings).read(draft.stem, at: draft.location)
    body.text.stem = options.stem.flatMap(\.blocks)
    if type == "bug" { readSnippet(options.stem, at: options.location, &body) }
    body.text.options = options.options
    body.correct = options.correct
    body.isUsable = options.isUsable
    guard options.isUsable else { return }
    let count = options.correct.count
    let isWrong = type == "multi" ? count == 0 : count != 1
    if isWrong {
      let expected = type == "multi" ? "at least one '[x]'" : "exactly one '[x]'"
      findings.error(
        "right-options", "a '\(type)' question has \(expected), not \(count)",
        at: options.location)
      body.isUsable = false
    }
    if type == "judge", options.stem.last?.kind != .quote {
      findings.error(
        "missing-claim",
        "a 'judge' question needs its claim as a quote '> …' in front of the "
          + "reasons", at: options.location)
      body.isUsable = false
    }
  }

  private func readOrder(_ draft: QuestionDraft, _ body: inout Body) {
    guard let last = draft.stem.lastIndex(where: { $0.kind == .orderedList }) else {
      findings.error(
        "missing-items", "an 'order' question needs a numbered list in the right order",
        at: draft.location)
      body.text.stem = draft.stem.flatMap(\.blocks)
      body.isUsable = false
      return
    }
    let list = draft.stem[last]
    body.text.stem = draft.stem[..<last].flatMap(\.blocks)
    body.text.items = list.items.map { $0.children.flatMap(\.blocks) }
    if !(3...7).contains(list.items.count) {
      findings.error(
        "item-count", "an 'order' question has 3 to 7 items, not \(list.items.count)",
        at: list.place.location)
      body.isUsable = false
    }
    var seen: [String: Int] = [:]
    for (index, item) in list.items.enumerated() {
      if let first = seen[body.text.items[index].plainText] {
        findings.error(
          "repeated", "this item is the same as item \(first + 1)", at: item.place.location)
        body.isUsable = false
      }
      seen[body.text.items[index].plainText] = index
    }
    if let next = draft.stem.dropFirst(last + 1).first {
      findings.error(
        "after-options", "nothing may stand between the items and the first '###'",
        at: next.place.location)
    }
  }

  // MARK: Sections

  private func read(_ section: QuestionDraft.Section, _ type: String, _ body: inout Body) {
    guard let kind = section.kind else {
      let name = section.title.plainText
      findings.error(
        "unknown-section",
        "there is no section '\(name)'"
          + (closest(to: name, among: QuestionDraft.Section.Kind.names).map {
            "; did you mean '\($0)'?"
          } ?? "; write 'Hint', 'Explanation', 'Key points', 'Follow-up' or 'Answer', or '####'"),
        at: section.location)
      return
    }
    let blocks = section.elements.flatMap(\.blocks)
    if blocks.isEmpty {
      findings.error("empty-section", "this section is empty", at: section.location)
      return
    }
    if type != "open", kind == .keyPoints || kind == .answer {
      findings.warning(
        "unused-section", "a '\(type)' question does not show this section", at: section.location)
    }
    let isRepeated = body.sections.contains(kind)
    body.sections.append(kind)
    if isRepeated, kind != .hint, kind != .followUp {
      findings.error(
        "second-section", "this section stands here a second time", at: section.location)
      return
    }
    switch kind {
    case .hint: body.text.hints.append(blocks)
    case .explanation: body.text.explanation = blocks
    case .followUp:
      let read = FollowUpReader(findings: findings).read(section)
      body.text.followUps += read.map(\.followUp)
      body.missedMarks += read.map(\.missedMark)
    case .answer: body.text.answer = blocks
    case .keyPoints: body.text.keyPoints = keyPoints(section)
    }
  }

  /// Takes away marks that name no key point of this question.
  private func checkFollowUps(
    _ draft: QuestionDraft, _ type: String, _ body: inout Body
  ) {
    let count = type == "open" ? body.text.keyPoints.count : 0
    for (index, mark) in body.missedMarks.enumerated() {
      guard let mark, let missed = body.text.followUps[index].missed, missed >= count else {
        continue
      }
      findings.error(
        "bad-mark", "there is no key point \(missed + 1); the question has \(count)", at: mark)
      body.text.followUps[index].missed = nil
    }
  }

  private func keyPoints(_ section: QuestionDraft.Section) -> [[Block]] {
    guard section.elements.count == 1, let list = section.elements.first, list.kind == .bulletList
    else {
      let stray = section.elements.first { $0.kind != .bulletList } ?? section.elements[1]
      findings.error(
        "key-points", "key points are one list with '-' and nothing else",
        at: stray.place.location)
      return section.elements.flatMap(\.items).map { $0.children.flatMap(\.blocks) }
    }
    return list.items.map { $0.children.flatMap(\.blocks) }
  }
}
