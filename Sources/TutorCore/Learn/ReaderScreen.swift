import Cells
import Console
import CourseModel
import Languages
import Phrases
import Views

/// A lesson: an article with figures that run in place.
struct ReaderScreen: Screen {
  private let lesson: Lesson
  /// The position at the top of the screen: headings passed, and rows below the last of them.
  /// Kept like this it survives a change of language or of the window's width.
  private var section: Int
  private var offset = 0
  /// How far the rows that are wider than the screen are moved to the left.
  private var shift = 0
  private var figures: [Int: FigureState] = [:]
  private var solved: Set<Int>
  private var focus: Int?
  /// The layout of the last picture. Setting a lesson takes milliseconds, and one key press asks
  /// for it several times.
  private var kept: LessonLayout?

  /// Opens a lesson where it was left.
  init(lesson: Lesson, in context: ScreenContext) {
    self.lesson = lesson
    let reading = context.place.reading.flatMap { $0.lesson == lesson.id ? $0 : nil }
    section = reading?.section ?? 0
    solved = Set(reading?.solved ?? [])
    if context.place.finishedLessons.contains(lesson.id) {
      // Who has read it once is not asked again before the text goes on.
      solved.formUnion(0..<Self.figureCount(lesson))
    }
    for (index, figure) in Self.figures(of: lesson, in: context).enumerated() {
      guard let preset = context.course.lab(figure.preset) else { continue }
      figures[index] = FigureState(
        figure, preset: preset, rival: figure.compare.flatMap { context.course.lab($0) },
        isSolved: solved.contains(index))
    }
  }

  func title(in context: ScreenContext) -> ScreenTitle {
    let layout = layout(in: context)
    let title = lesson.text.best(for: context.language)?.title ?? lesson.id
    let isFallback = lesson.text.isFallback(for: context.language)
    let mark = isFallback ? " " + context.say(.untranslated) : ""
    return ScreenTitle(
      context.say(.learn) + " › " + title + mark,
      right: Line(
        context.say(.section(layout.section(at: top(of: layout)), of: layout.sections)), .muted))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    if focus != nil {
      return [
        KeyHint("←→", .stepFigure, rank: 0), KeyHint("⇥", .nextFigure, rank: 3),
        KeyHint("Esc", .backToText, rank: 1), .language, .help,
      ]
    }
    let layout = layout(in: context)
    var keys = [KeyHint("↑↓", .scroll, rank: 3), KeyHint("␣", .pageDown, rank: 2)]
    if layout.visibleFigure(from: top(of: layout)) != nil {
      keys.append(KeyHint("⇥", .runFigure, rank: 0))
    }
    if layout.isScrollable { keys.append(KeyHint("←→", .sideways, rank: 4)) }
    if isAtEnd(of: layout) {
      if !questions(in: context).isEmpty { keys.append(KeyHint("⏎", .checkYourself, rank: 0)) }
      if nextLesson(in: context) != nil { keys.append(KeyHint("n", .nextLesson, rank: 1)) }
    }
    return keys + [.search, .language, .help, .back]
  }

  func help(in context: ScreenContext) -> [KeyHelp] {
    [
      KeyHelp("↑ ↓ j k", .scroll), KeyHelp("␣ PgDn  b PgUp", .helpPages),
      KeyHelp("Home End g G", .helpEnds), KeyHelp("[ ]", .helpSections),
      KeyHelp("← →", .sideways), KeyHelp("⇥ S-⇥", .helpFigures),
      KeyHelp("← → h l", .helpStepFigure), KeyHelp("⏎", .checkYourself), KeyHelp("n", .nextLesson),
    ]
  }

  // MARK: Keys

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    if let focus, let reaction = handle(key, inFigure: focus, context: context) {
      return reaction
    }
    let layout = layout(in: context)
    let page = max(1, context.bodySize.rows - 2)
    switch key {
    case .up, .character("k"): scroll(to: top(of: layout) - 1, in: layout)
    case .down, .character("j"): scroll(to: top(of: layout) + 1, in: layout)
    case .pageUp, .character("b"): scroll(to: top(of: layout) - page, in: layout)
    case .pageDown, .character(" "): scroll(to: top(of: layout) + page, in: layout)
    case .home, .character("g"): scroll(to: 0, in: layout)
    case .end, .character("G"): scroll(to: layout.lastTop, in: layout)
    case .character("]"): scroll(to: layout.heading(after: top(of: layout)), in: layout)
    case .character("["): scroll(to: layout.heading(before: top(of: layout)), in: layout)
    case .left, .character("h"): shift = max(0, shift - 8)
    case .right, .character("l"):
      guard layout.isScrollable else { return .note(.nothingSideways) }
      shift = min(layout.widest, shift + 8)
    case .tab: moveFocus(by: 1, in: layout)
    case .backTab: moveFocus(by: -1, in: layout)
    case .enter: return enter(layout, in: context)
    case .character("n") where isAtEnd(of: layout):
      guard let next = nextLesson(in: context) else { return .note(.noMoreLessons) }
      return Reaction([
        .remember(place(in: layout, context: context)),
        .replace(ReaderScreen(lesson: next, in: context)),
      ])
    default: return .ignored
    }
    return Reaction([.remember(place(in: layout, context: context))])
  }

  /// Hands a key to the focused figure; nil when the article is to have it.
  private mutating func handle(
    _ key: Key, inFigure index: Int, context: ScreenContext
  ) -> Reaction? {
    if key == .escape {
      focus = nil
      return .handled
    }
    guard figures[index]?.handle(key) == true else { return nil }
    if figures[index]?.isSolved == true { solved.insert(index) }
    return Reaction([.remember(place(in: layout(in: context), context: context))])
  }

  private mutating func enter(_ layout: LessonLayout, in context: ScreenContext) -> Reaction {
    let questions = questions(in: context)
    if isAtEnd(of: layout), !questions.isEmpty { return .open(.check(questions)) }
    guard let figure = layout.visibleFigure(from: top(of: layout)) else {
      scroll(to: top(of: layout) + max(1, context.bodySize.rows - 2), in: layout)
      return Reaction([.remember(place(in: layout, context: context))])
    }
    focus = figure
    return .handled
  }

  /// Moves the focus to the next figure, scrolling it into view.
  private mutating func moveFocus(by amount: Int, in layout: LessonLayout) {
    let indexes = layout.article.figures.map(\.index)
    guard !indexes.isEmpty else { return }
    let next: Int
    if let focus, let position = indexes.firstIndex(of: focus) {
      next = indexes[(position + amount + indexes.count) % indexes.count]
    } else {
      next = layout.visibleFigure(from: top(of: layout)) ?? indexes[0]
    }
    focus = next
    guard let rows = layout.article.figures.first(where: { $0.index == next })?.rows else { return }
    let top = top(of: layout)
    if rows.lowerBound < top || rows.upperBound > top + layout.height {
      // A line of the text above it, if there is room for one.
      scroll(to: rows.lowerBound - (rows.count < layout.height ? 1 : 0), in: layout)
    }
  }

  private mutating func scroll(to row: Int, in layout: LessonLayout) {
    let row = min(max(0, row), layout.lastTop)
    (section, offset) = layout.position(of: row)
    if focus.map({ !layout.isVisible(figure: $0, from: row) }) == true { focus = nil }
  }

  // MARK: Position

  private func layout(in context: ScreenContext) -> LessonLayout {
    let key = LessonLayout.Key(
      lesson: lesson.id, language: context.language, size: context.bodySize, solved: solved)
    if let kept, kept.key == key { return kept }
    return LessonLayout(lesson: lesson, figures: figures, solved: solved, context: context)
  }

  mutating func painted(in context: ScreenContext) {
    kept = layout(in: context)
  }

  private func top(of layout: LessonLayout) -> Int {
    min(layout.row(section: section, offset: offset), layout.lastTop)
  }

  private func isAtEnd(of layout: LessonLayout) -> Bool {
    layout.isComplete && top(of: layout) >= layout.lastTop
  }

  /// The questions that close the lesson and are in the course.
  private func questions(in context: ScreenContext) -> [String] {
    lesson.check.filter { context.course.question($0) != nil }
  }

  private func nextLesson(in context: ScreenContext) -> Lesson? {
    let lessons = context.course.lessons
    guard let index = lessons.firstIndex(where: { $0.id == lesson.id }) else { return nil }
    return lessons.dropFirst(index + 1).first
  }

  /// What is to be kept of where the learner is.
  private func place(in layout: LessonLayout, context: ScreenContext) -> Place {
    var place = context.place
    if isAtEnd(of: layout) {
      if !place.finishedLessons.contains(lesson.id) { place.finishedLessons.append(lesson.id) }
      if place.reading?.lesson == lesson.id { place.reading = nil }
    } else if !place.finishedLessons.contains(lesson.id) {
      let headings = layout.article.headings
      place.reading = Place.Reading(
        lesson: lesson.id, heading: section > 0 ? headings[section - 1].title : "",
        section: section, solved: solved.sorted())
    }
    return place
  }

  private static func figures(of lesson: Lesson, in context: ScreenContext) -> [LabFigure] {
    (lesson.text.best(for: context.language)?.blocks ?? []).compactMap { block in
      if case .lab(let figure) = block { figure } else { nil }
    }
  }

  private static func figureCount(_ lesson: Lesson) -> Int {
    (lesson.text.english ?? lesson.text.chinese)?.blocks.count {
      if case .lab = $0 { true } else { false }
    } ?? 0
  }

  // MARK: Drawing

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    let layout = layout(in: context)
    let top = top(of: layout)
    for (index, row) in layout.rows.dropFirst(top).prefix(rect.size.rows).enumerated() {
      let column = rect.origin.column - (row.isScrollable ? shift : 0)
      canvas.write(row.line, at: Point(row: rect.origin.row + index, column: column), in: rect)
      if row.isScrollable, row.line.cellWidth - shift > rect.size.columns {
        canvas.write(
          "›", at: Point(row: rect.origin.row + index, column: rect.columnRange.upperBound - 1),
          style: .accent, in: rect)
      }
    }
    for place in layout.article.figures {
      let row = rect.origin.row + place.rows.lowerBound - top
      guard let figure = figures[place.index], row < rect.rowRange.upperBound,
        row + place.rows.count > rect.origin.row
      else { continue }
      // Drawn beside the screen and copied, so that a figure cut by an edge stays in its rows.
      var picture = Canvas(size: Size(rows: place.rows.count, columns: layout.width))
      figure.draw(
        in: picture.bounds, on: &picture, language: context.language,
        isFocused: focus == place.index)
      canvas.paste(picture, at: Point(row: row, column: rect.origin.column), in: rect)
    }
    return nil
  }
}
