import Cells
import CourseModel
import Languages
import Phrases
import Views

/// A lesson set for one width, as far as its reader has come.
///
/// A figure with a task ends the text until the task is solved.
struct LessonLayout {
  /// What a layout depends on; while it stays, so does the layout.
  struct Key: Hashable {
    var lesson: String
    var language: Language
    var size: Size
    var solved: Set<Int>
  }

  let key: Key
  let article: Article
  let rows: [Article.Row]
  /// Whether the text reaches to the end of the lesson.
  let isComplete: Bool
  /// How many sections the whole lesson has, with the one before the first heading.
  let sections: Int
  let width: Int
  let height: Int

  init(lesson: Lesson, figures: [Int: FigureState], solved: Set<Int>, context: ScreenContext) {
    key = Key(
      lesson: lesson.id, language: context.language, size: context.bodySize, solved: solved)
    let blocks = lesson.text.best(for: context.language)?.blocks ?? []
    let shown = Self.open(blocks, solved: solved, running: Set(figures.keys))
    let size = context.bodySize
    isComplete = shown.count == blocks.count
    sections = 1 + blocks.count { if case .heading = $0 { true } else { false } }
    width = size.columns
    height = size.rows
    article = Article(shown, width: size.columns) { index, _ in
      figures[index]?.rows(width: min(78, size.columns))
    }
    let end = Self.ending(
      lesson: lesson, isComplete: isComplete, width: min(78, size.columns), context: context)
    rows = article.rows + end.map { Article.Row(line: $0, isScrollable: false) }
  }

  /// The blocks up to and with the first figure whose task is not solved. A figure whose lab cannot
  /// run keeps nobody from reading on.
  private static func open(_ blocks: [Block], solved: Set<Int>, running: Set<Int>) -> [Block] {
    var figure = 0
    for (index, block) in blocks.enumerated() {
      guard case .lab(let lab) = block else { continue }
      if lab.ask != nil, running.contains(figure), !solved.contains(figure) {
        return Array(blocks[...index])
      }
      figure += 1
    }
    return blocks
  }

  private static func ending(
    lesson: Lesson, isComplete: Bool, width: Int, context: ScreenContext
  ) -> [Line] {
    var lines = [Line()]
    guard isComplete else {
      lines += Line("▾ " + context.say(.goesOnWhenFound), Style(.accent)).wrapped(to: width)
      return lines
    }
    lines.append(Line(String(repeating: "─", count: min(width, 20)), .muted))
    let questions = lesson.check.count { context.course.question($0) != nil }
    if questions > 0 {
      lines.append(Line(context.say(.endWithQuestions(questions)), Style(.accent)))
    } else {
      lines.append(Line(context.say(.endOfLesson), .muted))
    }
    return lines
  }

  // MARK: Rows and positions

  /// The row at the top of the screen when the last row is at its bottom.
  var lastTop: Int { max(0, rows.count - height) }

  var widest: Int {
    rows.lazy.filter(\.isScrollable).map(\.line.cellWidth).max() ?? 0
  }

  /// Whether some row is wider than the screen.
  var isScrollable: Bool { widest > width }

  /// The section that is being read, 1-based.
  func section(at top: Int) -> Int {
    isComplete && top >= lastTop ? sections : min(sections, position(of: top).section + 1)
  }

  func row(section: Int, offset: Int) -> Int {
    let headings = article.headings
    guard section > 0, !headings.isEmpty else { return offset }
    return headings[min(section, headings.count) - 1].row + offset
  }

  func position(of row: Int) -> (section: Int, offset: Int) {
    let passed = article.headings.prefix { $0.row <= row }
    return (passed.count, row - (passed.last?.row ?? 0))
  }

  func heading(after row: Int) -> Int {
    article.headings.first { $0.row > row }?.row ?? lastTop
  }

  func heading(before row: Int) -> Int {
    article.headings.last { $0.row < row }?.row ?? 0
  }

  func isVisible(figure index: Int, from top: Int) -> Bool {
    guard let rows = article.figures.first(where: { $0.index == index })?.rows else { return false }
    return rows.overlaps(top..<(top + height))
  }

  /// The first figure of which a half or more is on the screen.
  func visibleFigure(from top: Int) -> Int? {
    article.figures.first { figure in
      figure.rows.clamped(to: top..<(top + height)).count * 2 >= figure.rows.count
    }?.index
  }
}
