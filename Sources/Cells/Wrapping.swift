extension Line {
  /// Breaks the line so that no part is wider than `width` cells.
  ///
  /// Latin text breaks at spaces, Chinese text between any two characters, save that a line
  /// neither starts with closing punctuation nor ends with an opening one. A word wider than
  /// the whole line is cut. Continuation lines are indented by `hanging` cells.
  public func wrapped(to width: Int, hanging: Int = 0) -> [Line] {
    guard width > 0 else { return [] }
    if cellWidth <= width { return [withoutTrailingSpaces] }
    var lines: [Line] = []
    var current = Line()
    var used = 0

    func room() -> Int { max(1, width - (lines.isEmpty ? 0 : hanging)) }
    func close() {
      lines.append(current.withoutTrailingSpaces)
      current = Line()
      used = 0
    }

    for piece in Self.pieces(of: self) {
      if used > 0, used + piece.widthWithoutSpace > room() { close() }
      if used == 0, !lines.isEmpty, piece.isSpace { continue }
      for character in piece.characters {
        let cells = character.text.cellWidth
        if used > 0, used + cells > room() {
          if character.text == " " { continue }
          close()
        }
        current.append(String(character.text), character.style)
        used += cells
      }
    }
    if used > 0 || lines.isEmpty { close() }
    return lines.enumerated().map { $0 == 0 ? $1 : $1.indented(by: hanging) }
  }

  private struct Styled {
    var text: Character
    var style: Style
  }

  /// What stays together on one line, with the spaces behind it.
  private struct Piece {
    var characters: [Styled] = []

    var isSpace: Bool { characters.allSatisfy { $0.text == " " } }
    var widthWithoutSpace: Int {
      var kept = characters[...]
      while kept.last?.text == " " { kept.removeLast() }
      return kept.reduce(0) { $0 + $1.text.cellWidth }
    }
  }

  private static func pieces(of line: Line) -> [Piece] {
    var pieces: [Piece] = []
    var current = Piece()
    for span in line.spans {
      for character in span.text {
        if let last = current.characters.last?.text, mayBreak(between: last, and: character) {
          pieces.append(current)
          current = Piece()
        }
        current.characters.append(Styled(text: character, style: span.style))
      }
    }
    if !current.characters.isEmpty { pieces.append(current) }
    return pieces
  }

  private static func mayBreak(between left: Character, and right: Character) -> Bool {
    if right == " " { return false }
    if left == " " { return true }
    guard left.cellWidth == 2 || right.cellWidth == 2 else { return false }
    return !closing.contains(right) && !opening.contains(left)
  }

  private static let closing: Set<Character> = Set("，。、；：！？）】》」』”’…·,.;:!?)]}%")
  private static let opening: Set<Character> = Set("（【《「『“‘([{")

  /// The line without spaces at its end.
  public var withoutTrailingSpaces: Line {
    var line = self
    while let last = line.spans.last {
      var kept = last.text[...]
      while kept.last == " " { kept.removeLast() }
      if kept.isEmpty {
        line.spans.removeLast()
        continue
      }
      line.spans[line.spans.count - 1].text = String(kept)
      break
    }
    return line
  }
}

extension String {
  /// The text cut to `width` cells, with an ellipsis where something was left out.
  public func truncated(to width: Int) -> String {
    guard cellWidth > width else { return self }
    guard width > 0 else { return "" }
    var kept = ""
    var used = 0
    for character in self {
      let cells = character.cellWidth
      if used + cells > width - 1 { break }
      kept.append(character)
      used += cells
    }
    return kept + "…"
  }

  /// The text followed by spaces up to `width` cells.
  public func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - cellWidth))
  }
}
