import Cells
public import Console
import Languages
import Phrases

extension AppState {
  /// The picture of the state.
  public var frame: Frame {
    var canvas = Canvas(size: size)
    guard isLargeEnough else {
      drawTooSmall(on: &canvas)
      return Frame(canvas: canvas)
    }
    let context = context
    guard let screen = screens.last else { return Frame(canvas: canvas) }
    if let help {
      drawTitle(ScreenTitle(language.say(.helpTitle)), on: &canvas)
      help.draw(in: bodyRect, on: &canvas, screen: screen, context: context)
      drawKeys(HelpPage.keys, on: &canvas)
      return Frame(canvas: canvas.finished(for: settings))
    }
    drawTitle(screen.title(in: context), on: &canvas)
    let cursor = screen.draw(in: bodyRect, on: &canvas, context: context)
    drawKeys(screen.keys(in: context), on: &canvas)
    return Frame(canvas: canvas.finished(for: settings), cursor: cursor)
  }

  /// Where screens draw: everything between the two rules.
  var bodyRect: Rect {
    Rect(row: 2, column: 1, rows: size.rows - 4, columns: size.columns - 2)
  }

  private func drawTitle(_ title: ScreenTitle, on canvas: inout Canvas) {
    let edge = size.columns - 1
    let rightStart = edge - title.right.cellWidth
    canvas.write(
      title.left.truncated(to: rightStart - 3), at: Point(row: 0, column: 1), style: .heading)
    canvas.write(title.right, at: Point(row: 0, column: rightStart))
    drawRule(row: 1, on: &canvas)
    drawRule(row: size.rows - 2, on: &canvas)
  }

  private func drawRule(row: Int, on canvas: inout Canvas) {
    canvas.write(
      String(repeating: "─", count: size.columns - 2), at: Point(row: row, column: 1),
      style: .muted)
  }

  private func drawKeys(_ hints: [KeyHint], on canvas: inout Canvas) {
    let row = size.rows - 1
    if let note {
      drawNote(note, on: &canvas)
      return
    }
    let width = min(78, size.columns - 2)
    canvas.write(
      Self.keyLine(hints, width: width, in: context), at: Point(row: row, column: 1))
  }

  /// A note that is too long for the last row begins above it: a path must not lose its end.
  private func drawNote(_ note: Phrase, on canvas: inout Canvas) {
    let lines = Line(language.say(note), Style(.warning)).wrapped(to: size.columns - 2).prefix(4)
    let top = size.rows - lines.count
    for (index, line) in lines.enumerated() {
      let blank = String(repeating: " ", count: size.columns)
      canvas.write(blank, at: Point(row: top + index, column: 0))
      canvas.write(line, at: Point(row: top + index, column: 1))
    }
  }

  /// The row of keys in at most `width` cells, the least important dropped first.
  static func keyLine(_ hints: [KeyHint], width: Int, in context: ScreenContext) -> Line {
    var kept = hints.filter { context.hasKey($0.key) }.map { hint in
      let (key, text) = (context.keyName(hint.key), " " + context.text(of: hint))
      return (key: key, text: text, cells: key.cellWidth + text.cellWidth, rank: hint.rank)
    }
    while let least = kept.map(\.rank).max(),
      kept.reduce(-2, { $0 + $1.cells + 2 }) > width,
      let index = kept.lastIndex(where: { $0.rank == least })
    {
      kept.remove(at: index)
    }
    var line = Line()
    for (index, hint) in kept.enumerated() {
      if index > 0 { line.append("  ") }
      line.append(hint.key, Style(.accent))
      line.append(hint.text, .muted)
    }
    return line
  }

  /// Below 60×20 the program says so; nothing is lost, and it goes on when the window grows.
  private func drawTooSmall(on canvas: inout Canvas) {
    let needs = Phrase.windowNeeds(columns: Self.smallest.columns, rows: Self.smallest.rows)
    let sentences = [
      [language.say(.windowTooSmall(columns: size.columns, rows: size.rows)), language.say(needs)],
      [language.say(needs)],
      ["\(Self.smallest.columns)×\(Self.smallest.rows)"],
    ]
    // The longest text that fits; in the smallest windows as much of the last one as fits.
    let wrapped = sentences.map { $0.flatMap { Line($0).wrapped(to: size.columns) } }
    let lines = wrapped.first { $0.count <= size.rows } ?? wrapped.last ?? []
    let top = max(0, (size.rows - lines.count) / 2)
    for (index, line) in lines.enumerated() {
      canvas.write(
        line, at: Point(row: top + index, column: max(0, (size.columns - line.cellWidth) / 2)))
    }
  }
}

extension Language {
  func say(_ phrase: Phrase) -> String { phrase(self) }
}

extension Canvas {
  fileprivate func finished(for settings: Settings) -> Canvas {
    settings.isASCII ? asciiOnly : self
  }
}

extension KeyHint {
  // The keys that most screens have.
  static let move = KeyHint("↑↓", .move, rank: 3)
  static let open = KeyHint("⏎", .open, rank: 1)
  static let search = KeyHint("/", .search, rank: 5)
  static let language = KeyHint("L", .otherLanguage, rank: 4)
  static let help = KeyHint("?", .help, rank: 0)
  static let quit = KeyHint("q", .quit, rank: 2)
  static let back = KeyHint("Esc", .back, rank: 2)
}
