internal import CourseModel

extension BodyReader {
  /// The pairs of a `match` question: the rows of the last table with two columns.
  func readPairs(_ draft: QuestionDraft, _ body: inout Body) {
    if let list = draft.stem.first(where: \.isTaskList) {
      findings.error(
        "unexpected-options", "a 'match' question has no options", at: list.place.location)
    }
    let last = draft.stem.lastIndex { element in
      if case .table(let table) = element.blocks.first { table.header.count == 2 } else { false }
    }
    guard let last, case .table(let table) = draft.stem[last].blocks.first else {
      findings.error(
        "missing-pairs",
        "a 'match' question needs a table with two columns, whose rows are the right pairs",
        at: draft.location)
      body.text.stem = draft.stem.flatMap(\.blocks)
      body.isUsable = false
      return
    }
    let place = draft.stem[last].place
    body.text.stem = draft.stem[..<last].flatMap(\.blocks)
    body.text.pairHeader = .init(left: table.header[0], right: table.header[1])
    body.text.pairs = table.rows.filter { $0.count == 2 }.map { .init(left: $0[0], right: $0[1]) }
    if !(2...9).contains(table.rows.count) {
      findings.error(
        "pair-count", "a 'match' question has 2 to 9 pairs, not \(table.rows.count)",
        at: place.location)
      body.isUsable = false
    }
    var seen: [String: Int] = [:]
    for (index, pair) in body.text.pairs.enumerated() {
      let location = place.source.location(line: place.line + 2 + index)
      let (left, right) = (pair.left.plainText, pair.right.plainText)
      if left.allSatisfy(\.isWhitespace) || right.allSatisfy(\.isWhitespace) {
        findings.error("empty-cell", "both sides of a pair need a text", at: location)
        body.isUsable = false
      } else if let first = seen[right] {
        findings.error(
          "repeated", "the right side is the same as that of row \(first + 1)", at: location)
        body.isUsable = false
      }
      seen[right] = index
    }
    if let next = draft.stem.dropFirst(last + 1).first {
      findings.error(
        "after-options", "nothing may stand between the table and the first '###'",
        at: next.place.location)
    }
  }

  /// The code of a `bug` question: the last fence in front of the repairs.
  func readSnippet(_ stem: [Element], at place: SourceLocation, _ body: inout Body) {
    let last = stem.lastIndex { element in
      if case .code = element.blocks.first { true } else { false }
    }
    guard let last, case .code(let language, let text) = stem[last].blocks.first else {
      findings.error(
        "missing-code", "a 'bug' question needs a fence with the code in front of the repairs",
        at: place)
      body.isUsable = false
      return
    }
    body.text.snippet = .init(language: language, text: text)
    body.text.stem = (stem[..<last] + stem[(last + 1)...]).flatMap(\.blocks)
  }
}

extension MetadataReader {
  /// The lines of a `bug` question and its repair.
  func bug(_ body: BodyReader.Body) -> Question.Kind? {
    guard let texts = fields.texts("line"), !texts.isEmpty else {
      if fields["line"] == nil {
        fields.missing(
          "line", of: "the 'bug' question", "write the number of the wrong line in the fence",
          at: place)
      }
      return nil
    }
    let count = body.text.snippet?.lines.count
    var lines: Set<Int> = []
    for (text, location) in texts {
      guard let line = Int(text), line >= 1 else {
        findings.error(
          "bad-value", "'line' must be a number of a line, not '\(text)'", at: location)
        return nil
      }
      if let count, line > count {
        findings.error(
          "bad-value", "the code has \(count) lines, so there is no line \(line)", at: location)
        return nil
      }
      lines.insert(line)
    }
    return body.correct.first.map { .bug(lines: lines, repair: $0) }
  }
}
