import Cells
import Console
import CourseModel
import Languages
import Phrases

/// Finds lessons, labs, glossary terms and questions by their words.
struct SearchScreen: Screen {
  private var field = TextField()
  private var selection = ListSelection()
  /// What was found for what; one key asks for it several times.
  private var kept: (query: String, index: SearchIndex, found: [SearchIndex.Entry])?

  func title(in context: ScreenContext) -> ScreenTitle {
    let count = results(in: context).count
    let right = field.text.isEmpty ? "" : context.say(.found(count))
    return ScreenTitle(context.say(.searchTitle), right: Line(right, .muted))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    [
      .move, .open, KeyHint("F1", .help, rank: 3), KeyHint("F2", .otherLanguage, rank: 4), .back,
    ]
  }

  var isTyping: Bool { true }

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    let count = results(in: context).count
    if selection.move(key, count: count, isTyping: true) { return .handled }
    if key == .enter { return open(in: context) }
    guard field.handle(key) else { return .ignored }
    selection = ListSelection()
    keep(in: context)
    return .handled
  }

  mutating func paste(_ text: String, in context: ScreenContext) -> Reaction {
    field.insert(text)
    selection = ListSelection()
    keep(in: context)
    return .handled
  }

  mutating func painted(in context: ScreenContext) { keep(in: context) }

  private mutating func keep(in context: ScreenContext) {
    let found = results(in: context)
    kept = (field.text, context.search, found)
  }

  private func results(in context: ScreenContext) -> [SearchIndex.Entry] {
    if let kept, kept.query == field.text, kept.index == context.search {
      return kept.found
    }
    return context.search.matches(field.text)
  }

  private mutating func open(in context: ScreenContext) -> Reaction {
    let results = results(in: context)
    guard results.indices.contains(selection.index) else {
      return .note(field.text.isEmpty ? .typeToSearch : .nothingFound)
    }
    let entry = results[selection.index]
    switch entry.kind {
    case .lesson: return .open(.lesson(entry.id))
    case .lab: return .open(.lab(LabReference(preset: entry.id, step: 0)))
    case .question: return .open(.practice([entry.id]))
    case .term:
      // Its meaning stands below; Enter goes on to where the term occurs.
      let term = entry.title.best(for: context.language) ?? entry.id
      if field.text == term { return .note(.meaningIsBelow) }
      field = TextField(term)
      selection = ListSelection()
      return .handled
    }
  }

  // MARK: Drawing

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    let prompt = "/ "
    let column = canvas.write(prompt, at: rect.origin, style: Style(.accent), in: rect)
    let cursor = field.draw(
      in: Rect(
        row: rect.origin.row, column: column, rows: 1,
        columns: rect.columnRange.upperBound - column), on: &canvas)
    let results = results(in: context)
    let listTop = rect.origin.row + 2
    guard !results.isEmpty else {
      canvas.write(
        context.say(field.text.isEmpty ? .typeToSearch : .nothingFound),
        at: Point(row: listTop, column: rect.origin.column), style: .muted, in: rect)
      return cursor
    }
    let meaning = meaningLines(of: results, width: rect.size.columns - 4, context: context)
    let room = max(1, rect.size.rows - 2 - (meaning.isEmpty ? 0 : meaning.count + 1))
    let first = selection.firstVisible(room: room, count: results.count)
    for (offset, entry) in results.dropFirst(first).prefix(room).enumerated() {
      let isSelected = first + offset == selection.index
      let style = isSelected ? Style(.accent, .bold) : .body
      let row = listTop + offset
      canvas.write(
        (isSelected ? "▸ " : "  ") + context.say(Self.name(of: entry.kind)),
        at: Point(row: row, column: rect.origin.column), style: isSelected ? style : .muted,
        in: rect)
      let column = rect.origin.column + 13
      canvas.write(
        Self.title(of: entry, in: context).truncated(to: rect.columnRange.upperBound - column),
        at: Point(row: row, column: column), style: style, in: rect)
    }
    for (index, line) in meaning.enumerated() {
      canvas.write(
        line,
        at: Point(
          row: rect.rowRange.upperBound - meaning.count + index, column: rect.origin.column + 2),
        in: rect)
    }
    return cursor
  }

  /// The title as it is shown, with its maths on one line.
  private static func title(of entry: SearchIndex.Entry, in context: ScreenContext) -> String {
    if entry.kind == .question,
      let text = context.course.question(entry.id)?.text.best(for: context.language)
    {
      return oneLine(text.title).withPlaceholderNames
    }
    return entry.title.best(for: context.language) ?? entry.id
  }

  /// What the glossary says of the chosen term.
  private func meaningLines(
    of results: [SearchIndex.Entry], width: Int, context: ScreenContext
  ) -> [Line] {
    guard results.indices.contains(selection.index), results[selection.index].kind == .term,
      let term = context.course.glossary.first(where: { $0.id == results[selection.index].id }),
      let meaning = term.meaning.best(for: context.language)
    else { return [] }
    let names = Language.allCases.compactMap { term.term[$0] }.joined(separator: " · ")
    return [Line(names, .strong)] + Line(meaning).wrapped(to: min(76, width))
  }

  private static func name(of kind: SearchIndex.Kind) -> Phrase {
    switch kind {
    case .lesson: .kindLesson
    case .lab: .kindLab
    case .term: .kindTerm
    case .question: .kindQuestion
    }
  }
}
