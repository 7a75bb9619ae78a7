internal import CourseModel

/// Reads the task list of a question: its options, or the reasons of a verdict.
struct OptionsReader {
  struct Result {
    /// What stands in front of the list.
    var stem: [Element]
    var options: [QuestionText.Option] = []
    var correct: [Int] = []
    /// Whether the list can be asked as it is.
    var isUsable = true
    var location: SourceLocation
  }

  let findings: Findings

  /// - Parameter place: where a missing list is reported.
  func read(_ elements: [Element], at place: SourceLocation) -> Result {
    guard let first = elements.firstIndex(where: \.isTaskList) else {
      findings.error(
        "missing-options", "the question has no options; write a list of '- [ ]' and '- [x]'",
        at: place)
      return Result(stem: elements, isUsable: false, location: place)
    }
    var result = Result(
      stem: Array(elements[..<first]), location: elements[first].place.location)
    let items = join(elements[first...], &result)
    for item in items { read(item, into: &result) }
    if !(2...9).contains(items.count) {
      findings.error(
        "option-count", "a question has 2 to 9 options, not \(items.count)", at: result.location)
      result.isUsable = false
    }
    return result
  }

  /// The items of the list, also when feedback that is not indented has cut it into pieces.
  private func join(_ elements: ArraySlice<Element>, _ result: inout Result) -> [Element.Item] {
    var items: [Element.Item] = []
    var mayGoOn = true
    for element in elements {
      if element.isTaskList && mayGoOn {
        if element.kind == .orderedList {
          findings.error(
            "option-bullet", "options are a list with '-', not with numbers",
            at: element.place.location)
        } else if let marker = element.items.first?.marker, marker != .dash {
          let sign = Character(Unicode.Scalar(marker))
          findings.error(
            "option-bullet", "options are a list with '-', not with '\(sign)'",
            at: element.place.location)
        }
        items += element.items
        mayGoOn = false
      } else if element.kind == .quote, !items.isEmpty {
        findings.error(
          "unindented-feedback",
          "feedback belongs to the option above it; indent the '>' by two spaces",
          at: element.place.location)
        items[items.count - 1].children.append(
          Element.Child(
            blocks: element.blocks, isQuote: true, place: element.place, nestedTask: nil))
        mayGoOn = true
      } else if element.isTaskList {
        findings.error(
          "second-options", "a question has one list of options; this is a second one",
          at: element.place.location)
        result.isUsable = false
        return items
      } else {
        findings.error(
          "after-options", "nothing may stand between the options and the first '###'",
          at: element.place.location)
        mayGoOn = false
      }
    }
    return items
  }

  private func read(_ item: Element.Item, into result: inout Result) {
    switch item.box {
    case .none:
      findings.error(
        "option-box", "each option starts with '[ ]' or '[x]'", at: item.place.location)
      result.isUsable = false
      return
    case .malformed:
      findings.error(
        "option-box", "write '[ ]' or '[x]', a space, and the option's text",
        at: item.place.location)
      result.isUsable = false
      return
    case .checked: result.correct.append(result.options.count)
    case .unchecked: break
    }
    let startsWithText =
      if case .paragraph = item.children.first?.blocks.first { true } else { false }
    if !startsWithText {
      findings.error("option-text", "an option starts with text", at: item.place.location)
    }
    for place in item.children.compactMap(\.nestedTask) {
      findings.error(
        "nested-options", "options may not stand inside an option", at: place.location)
    }
    var option = QuestionText.Option(
      blocks: item.children.filter { !$0.isQuote }.flatMap(\.blocks), feedback: [])
    let quotes = item.children.filter(\.isQuote)
    if quotes.isEmpty {
      findings.error(
        "missing-feedback",
        "the option has no feedback; add a line '  > …' that says why it is right or wrong",
        at: item.place.location)
    } else if quotes.count > 1 {
      findings.error(
        "second-feedback", "an option has one feedback; this is a second one",
        at: quotes[1].place.location)
    }
    if let quote = quotes.last, case .quote(let blocks) = quote.blocks.first {
      option.feedback = feedback(blocks, at: quote.place, &option.misconception)
    }
    result.options.append(option)
  }

  // MARK: Misconceptions

  /// Cuts `{misc=ID}` off the end of a feedback.
  private func feedback(
    _ blocks: [Block], at place: Element.Place, _ misconception: inout String?
  ) -> [Block] {
    var blocks = blocks
    if let mark = blocks.cutMark() {
      take(mark, at: place.location(of: mark), &misconception)
    }
    if Array(blocks.plainText.utf8).firstOccurrence(of: "{misc=") != nil {
      let mark = EndMark(before: "", name: "misc", value: "")
      findings.error(
        "bad-mark", "'{misc=ID}' stands once, at the very end of the feedback",
        at: place.location(of: mark))
    }
    return blocks
  }

  private func take(_ mark: EndMark, at location: SourceLocation, _ misconception: inout String?) {
    guard mark.name == "misc" else {
      findings.error(
        "bad-mark",
        "there is no mark '{\(mark.name)=…}'\(suggestion(for: mark.name, among: ["misc"]))",
        at: location)
      return
    }
    misconception = mark.value
    findings.references.append(.init(kind: .misconception, id: mark.value, location: location))
  }
}

extension StringProtocol {
  /// The text without white space at its end.
  var trimmingTrailingSpaces: String {
    var rest = self[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
