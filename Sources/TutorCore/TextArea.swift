import Cells
import Console

/// Several lines of text that are being typed.
struct TextArea: Hashable, Sendable {
  private(set) var characters: [Character] = []
  private(set) var cursor = 0
  /// Where ↑ and ↓ would like to stand, in cells; nil is where the cursor stands.
  private var wishedColumn: Int?
  /// Longer input is cut, so that a pasted book cannot slow the screen down.
  static let capacity = 6000

  init(_ text: String = "") {
    insert(text)
  }

  var text: String { String(characters) }

  /// Inserts text at the cursor; its line breaks stay, tabs become spaces, other control
  /// characters are left out.
  mutating func insert(_ text: String) {
    wishedColumn = nil
    var fresh: [Character] = []
    for character in text {
      if character.isNewline {
        fresh.append("\n")
      } else if character == "\t" {
        fresh += [" ", " "]
      } else if !character.unicodeScalars.contains(where: {
        $0.properties.generalCategory == .control
      }) {
        fresh.append(character)
      }
    }
    fresh = Array(fresh.prefix(max(0, Self.capacity - characters.count)))
    characters.insert(contentsOf: fresh, at: cursor)
    cursor += fresh.count
  }

  /// Edits the text, wrapped to `width` cells. Returns false for a key that is not an editing key.
  mutating func handle(_ key: Key, width: Int) -> Bool {
    switch key {
    case .up: return moveRow(by: -1, width: width)
    case .down: return moveRow(by: 1, width: width)
    default: break
    }
    wishedColumn = nil
    switch key {
    case .enter: insert("\n")
    case .character(let character): insert(String(character))
    case .backspace:
      guard cursor > 0 else { return true }
      cursor -= 1
      characters.remove(at: cursor)
    case .delete:
      if cursor < characters.count { characters.remove(at: cursor) }
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = row(width: width).lowerBound
    case .end, .control("e"): cursor = endOfRow(width: width)
    case .control("u"):
      let start = row(width: width).lowerBound
      characters.removeSubrange(start..<cursor)
      cursor = start
    case .control("w"): removeWord()
    default: return false
    }
    return true
  }

  private mutating func removeWord() {
    let end = cursor
    while cursor > 0, characters[cursor - 1].isWhitespace { cursor -= 1 }
    while cursor > 0, !characters[cursor - 1].isWhitespace { cursor -= 1 }
    characters.removeSubrange(cursor..<end)
  }

  // MARK: Rows

  /// The characters of each row, its line break or the space at which it was broken included.
  func rows(width: Int) -> [Range<Int>] {
    let width = max(2, width)
    var rows: [Range<Int>] = []
    var (start, used) = (0, 0)
    var lastBreak: Int?
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == "\n" {
        rows.append(start..<(index + 1))
        (start, used, lastBreak) = (index + 1, 0, nil)
        index += 1
        continue
      }
      let cells = character.displayed.cellWidth
      // A space may hang over the edge, where nobody sees it.
      if used + cells > width, character != " " {
        let end = lastBreak.map { $0 > start ? $0 : index } ?? index
        rows.append(start..<end)
        (start, lastBreak) = (end, nil)
        used = characters[end..<index].reduce(0) { $0 + $1.displayed.cellWidth }
      }
      used += cells
      index += 1
      if index < characters.count, Self.mayBreak(between: character, and: characters[index]) {
        lastBreak = index
      }
    }
    rows.append(start..<characters.count)
    return rows
  }

  private static func mayBreak(between left: Character, and right: Character) -> Bool {
    if right == " " { return false }
    if left == " " { return true }
    if closing.contains(right) || opening.contains(left) { return false }
    return left.cellWidth == 2 || right.cellWidth == 2
  }

  private static let closing: Set<Character> = Set("，。、；：！？）】》」』”’…,.;:!?)]}%")
  private static let opening: Set<Character> = Set("（【《「『“‘([{")

  private func rowIndex(_ rows: [Range<Int>]) -> Int {
    rows.lastIndex { $0.lowerBound <= cursor } ?? 0
  }

  private func row(width: Int) -> Range<Int> {
    let rows = rows(width: width)
    return rows[rowIndex(rows)]
  }

  /// The last place of the cursor's row: in front of its line break, or of the space that broke it.
  private func endOfRow(width: Int) -> Int {
    let rows = rows(width: width)
    return lastPlace(in: rows, rowIndex(rows))
  }

  private func lastPlace(in rows: [Range<Int>], _ index: Int) -> Int {
    let row = rows[index]
    return index == rows.count - 1 ? row.upperBound : max(row.lowerBound, row.upperBound - 1)
  }

  /// False at the first and the last row, so that the keys may do something else.
  private mutating func moveRow(by amount: Int, width: Int) -> Bool {
    let rows = rows(width: width)
    let index = rowIndex(rows)
    guard rows.indices.contains(index + amount) else { return false }
    let column = wishedColumn ?? cells(rows[index].lowerBound..<cursor)
    let target = rows[index + amount]
    let last = lastPlace(in: rows, index + amount)
    var place = target.lowerBound
    while place < last, cells(target.lowerBound..<(place + 1)) <= column { place += 1 }
    cursor = place
    wishedColumn = column
    return true
  }

  private func cells(_ range: Range<Int>) -> Int {
    characters[range].reduce(0) { $0 + $1.displayed.cellWidth }
  }

  // MARK: Drawing

  /// The text as lines without their line breaks, and the cursor's row and column among them.
  func lines(width: Int) -> (lines: [Line], cursor: Point) {
    let rows = rows(width: width)
    let index = rowIndex(rows)
    let lines = rows.map { row in
      Line(String(characters[row].filter { $0 != "\n" })).withoutTrailingSpaces
    }
    let column = min(max(0, width - 1), cells(rows[index].lowerBound..<cursor))
    return (lines, Point(row: index, column: column))
  }

  /// Draws the text between two rules at the left edge, scrolled so that the cursor is in sight, and
  /// returns where the cursor stands.
  func draw(in rect: Rect, on canvas: inout Canvas) -> Point? {
    let inner = Rect(
      row: rect.origin.row, column: rect.origin.column + 2, rows: rect.size.rows,
      columns: max(0, rect.size.columns - 2))
    guard !inner.isEmpty else { return nil }
    let (lines, cursor) = lines(width: inner.size.columns)
    let first = max(0, min(cursor.row - inner.size.rows / 2, lines.count - inner.size.rows))
    for row in 0..<inner.size.rows {
      let edge =
        first > 0 && row == 0
        ? "▲" : first + row < lines.count - 1 && row == inner.size.rows - 1 ? "▼" : "│"
      canvas.write(
        edge, at: Point(row: inner.origin.row + row, column: rect.origin.column), style: .accent,
        in: rect)
      guard lines.indices.contains(first + row) else { continue }
      canvas.write(
        lines[first + row], at: Point(row: inner.origin.row + row, column: inner.origin.column),
        in: inner)
    }
    return Point(
      row: inner.origin.row + cursor.row - first, column: inner.origin.column + cursor.column)
  }
}
