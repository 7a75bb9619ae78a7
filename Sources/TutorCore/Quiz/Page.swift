import Cells
import Console

/// Lines that may be more than the screen holds, with a part that has to be in sight.
struct Page {
  /// A text field that stands in the page.
  struct Field {
    var row: Int
    var column: Int
    var width: Int
    var field: TextField
    /// Whether the cursor stands in it.
    var isFocused: Bool
  }

  private(set) var lines: [Line] = []
  /// The lines that have to be seen, unless the learner scrolls by hand.
  private(set) var focus: Range<Int>?
  private(set) var field: Field?

  init(_ lines: [Line] = []) {
    self.lines = lines
  }

  mutating func add(_ line: Line) {
    lines.append(line)
  }

  mutating func add(_ more: [Line], isFocused: Bool = false) {
    if isFocused { focus = lines.count..<(lines.count + more.count) }
    lines += more
  }

  /// Adds a page below this one.
  mutating func add(_ page: Page) {
    let start = lines.count
    lines += page.lines
    if let inner = page.focus {
      focus = (inner.lowerBound + start)..<(inner.upperBound + start)
    }
    if var inner = page.field {
      inner.row += start
      field = inner
    }
  }

  /// Adds a text field with words before and behind it.
  mutating func add(
    _ field: TextField, label: String, unit: String?, width: Int, isFocused: Bool
  ) {
    let behind = unit.map { " " + $0 } ?? ""
    let room = max(4, min(40, width - label.cellWidth - 4 - behind.cellWidth))
    self.field = Field(
      row: lines.count, column: label.cellWidth + 3, width: room, field: field,
      isFocused: isFocused)
    focus = lines.count..<(lines.count + 1)
    var line = Line(label, Style(isFocused ? .accent : .muted))
    line.append("  [" + String(repeating: " ", count: room) + "]" + behind, .muted)
    lines.append(line)
  }

  /// The widest text that is comfortable to read in `columns`; the last one shows what is hidden.
  static func textWidth(in columns: Int) -> Int { max(1, min(columns - 2, 78)) }

  /// The first line to show.
  ///
  /// - Parameter scroll: where the learner scrolled to; nil shows what has the focus.
  func top(scroll: Int?, rows: Int) -> Int {
    let last = max(0, lines.count - rows)
    if let scroll { return min(max(0, scroll), last) }
    guard let focus, focus.upperBound > rows else { return 0 }
    // A part taller than the screen is shown from its beginning.
    return min(last, min(focus.lowerBound, focus.upperBound - rows))
  }

  /// The first row that is shown after a key of a page that is read; nil for a key that does not scroll.
  func top(after key: Key, scroll: Int?, rows: Int) -> Int? {
    let top = top(scroll: scroll, rows: rows)
    let target: Int
    switch key {
    case .pageDown, .character(" "): target = top + max(1, rows - 2)
    case .pageUp: target = top - max(1, rows - 2)
    case .down, .character("j"): target = top + 1
    case .up, .character("k"): target = top - 1
    default: return nil
    }
    return self.top(scroll: target, rows: rows)
  }

  /// Draws the page and returns where the cursor belongs.
  func draw(scroll: Int?, in rect: Rect, on canvas: inout Canvas) -> Point? {
    let top = top(scroll: scroll, rows: rect.size.rows)
    for (index, line) in lines.dropFirst(top).prefix(rect.size.rows).enumerated() {
      let row = rect.origin.row + index
      canvas.write(line, at: Point(row: row, column: rect.origin.column), in: rect)
    }
    let edge = rect.columnRange.upperBound - 1
    if top > 0 {
      canvas.write("▲", at: Point(row: rect.origin.row, column: edge), style: .muted, in: rect)
    }
    if top + rect.size.rows < lines.count {
      let last = Point(row: rect.rowRange.upperBound - 1, column: edge)
      canvas.write("▼", at: last, style: .muted, in: rect)
    }
    return drawField(top: top, in: rect, on: &canvas)
  }

  private func drawField(top: Int, in rect: Rect, on canvas: inout Canvas) -> Point? {
    guard let field, (top..<(top + rect.size.rows)).contains(field.row) else { return nil }
    let place = Rect(
      row: rect.origin.row + field.row - top, column: rect.origin.column + field.column, rows: 1,
      columns: min(field.width, max(0, rect.size.columns - field.column)))
    let cursor = field.field.draw(in: place, on: &canvas)
    return field.isFocused ? cursor : nil
  }
}

/// A line behind a marker, with its further lines indented below its beginning.
func hangingLines(_ marker: Line, _ lines: [Line]) -> [Line] {
  let width = marker.cellWidth
  let lines = lines.isEmpty ? [Line()] : lines
  return lines.enumerated().map { $0 == 0 ? marker + $1 : $1.indented(by: width) }
}
