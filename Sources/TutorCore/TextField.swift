import Cells
import Console

/// One line of text that is being typed.
struct TextField: Hashable, Sendable {
  private(set) var characters: [Character] = []
  private(set) var cursor = 0
  /// Longer input is cut, so that a pasted book cannot slow the screen down.
  static let capacity = 500

  init(_ text: String = "") {
    insert(text)
  }

  var text: String { String(characters) }

  /// Inserts text at the cursor; line breaks become spaces.
  mutating func insert(_ text: String) {
    for character in text where characters.count < Self.capacity {
      characters.insert(character.isNewline ? " " : character, at: cursor)
      cursor += 1
    }
  }

  /// Edits the text. Returns false for a key that is not an editing key.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace:
      guard cursor > 0 else { return true }
      cursor -= 1
      characters.remove(at: cursor)
    case .delete:
      if cursor < characters.count { characters.remove(at: cursor) }
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .control("u"):
      characters.removeFirst(cursor)
      cursor = 0
    case .control("w"): removeWord()
    default: return false
    }
    return true
  }

  private mutating func removeWord() {
    let end = cursor
    while cursor > 0, characters[cursor - 1] == " " { cursor -= 1 }
    while cursor > 0, characters[cursor - 1] != " " { cursor -= 1 }
    characters.removeSubrange(cursor..<end)
  }

  /// Draws the field into one row, underlined, and returns where the cursor stands.
  func draw(in rect: Rect, on canvas: inout Canvas) -> Point? {
    guard !rect.isEmpty else { return nil }
    var first = 0
    while characters[first..<cursor].reduce(0, { $0 + $1.cellWidth }) >= rect.size.columns {
      first += 1
    }
    let shown = String(characters[first...])
    let style = Style(.body, .underline)
    canvas.write(shown.padded(to: rect.size.columns), at: rect.origin, style: style, in: rect)
    let before = characters[first..<cursor].reduce(0) { $0 + $1.displayed.cellWidth }
    return Point(row: rect.origin.row, column: rect.origin.column + before)
  }
}
