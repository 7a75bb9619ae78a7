internal import CourseModel
internal import Study

/// Reads a `### Follow-up` section: a list of questions, or one.
struct FollowUpReader {
  struct Read {
    var followUp: FollowUp
    /// The place of its `{missed=…}`.
    var missedMark: SourceLocation?
  }

  let findings: Findings

  /// Every item of a section that is one list is a follow-up, else the whole section is one.
  func read(_ section: QuestionDraft.Section) -> [Read] {
    guard let first = section.elements.first else { return [] }
    guard section.elements.count == 1, !first.items.isEmpty else {
      let parts = section.elements.map { Part(blocks: $0.blocks, isQuote: $0.kind == .quote) }
      return [followUp(parts, at: first.place)]
    }
    return first.items.map { item in
      followUp(
        item.children.map { Part(blocks: $0.blocks, isQuote: $0.isQuote) }, at: item.place)
    }
  }

  private struct Part {
    var blocks: [Block]
    var isQuote: Bool
  }

  /// The last part is the model answer if it is a quote below something else.
  private func followUp(_ parts: [Part], at place: Element.Place) -> Read {
    var parts = parts
    var answer: [Block] = []
    if parts.count > 1, let last = parts.last, last.isQuote,
      case .quote(let quoted) = last.blocks.first
    {
      answer = quoted
      parts.removeLast()
    }
    var read = Read(followUp: FollowUp(blocks: parts.flatMap(\.blocks)))
    while let mark = answer.cutMark() { take(mark, at: place, &read) }
    while let mark = read.followUp.blocks.cutMark() { take(mark, at: place, &read) }
    read.followUp.answer = answer
    if read.followUp.blocks.isEmpty, read.followUp.ask == nil {
      findings.error("empty-section", "this follow-up asks nothing", at: place.location)
    }
    return read
  }

  private func take(_ mark: EndMark, at place: Element.Place, _ read: inout Read) {
    let location = place.location(of: mark)
    switch mark.name {
    case "missed":
      guard let number = Int(mark.value), number > 0 else {
        findings.error(
          "bad-mark", "'{missed=\(mark.value)}' names a key point by its number, 1 for the first",
          at: location)
        return
      }
      read.followUp.missed = number - 1
      read.missedMark = location
    case "ask":
      read.followUp.ask = mark.value
      findings.references.append(.init(kind: .question, id: mark.value, location: location))
      findings.askUses.append(.init(id: mark.value, location: location))
    default:
      findings.error(
        "bad-mark",
        "there is no mark '{\(mark.name)=…}'"
          + suggestion(for: mark.name, among: ["missed", "ask"]), at: location)
    }
  }
}
