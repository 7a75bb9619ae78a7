import Cells
import Study

/// The tokens of a tape, the one at the cursor standing out.
///
/// Single characters stand over their timesteps; words run on as in a text, around the cursor.
struct TokenStrip: View {
  var tokens: [TextTape.Token]
  /// Index of the token that was read last; negative before the first.
  var cursor: Int
  /// The timesteps that are seen below.
  var window: TimeWindow

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    if tokens.allSatisfy({ $0.text.cellWidth <= window.pitch }) {
      for (offset, index) in window.range.enumerated() where tokens.indices.contains(index) {
        canvas.write(
          tokens[index].text,
          at: Point(
            row: rect.origin.row, column: rect.origin.column + offset * window.pitch),
          style: style(index), in: rect)
      }
    } else {
      drawWords(in: rect, on: &canvas)
    }
  }

  private func style(_ index: Int) -> Style {
    if index == cursor { return Style(.accent, [.bold, .reverse]) }
    let isRead = index < cursor
    return Style(isRead ? .body : .muted, isRead && tokens[index].isKnown ? .bold : [])
  }

  /// The words around the cursor, which stands at a third of the row once there is that much text.
  private func drawWords(in rect: Rect, on canvas: inout Canvas) {
    let width = rect.size.columns
    var before = 0
    var first = max(0, min(cursor, tokens.count - 1))
    while first > 0, before + tokens[first - 1].text.cellWidth + 1 <= width / 3 {
      first -= 1
      before += tokens[first].text.cellWidth + 1
    }
    // At the end of the text the row stays full.
    var behind = tokens[first...].reduce(0) { $0 + $1.text.cellWidth + 1 }
    while first > 0, behind + tokens[first - 1].text.cellWidth + 1 <= width {
      first -= 1
      behind += tokens[first].text.cellWidth + 1
    }
    var column = rect.origin.column
    if first > 0 {
      canvas.write("…", at: rect.origin, style: .muted, in: rect)
      column += 2
    }
    for index in tokens.indices.dropFirst(first) {
      guard column < rect.columnRange.upperBound else { break }
      column = canvas.write(
        tokens[index].text, at: Point(row: rect.origin.row, column: column), style: style(index),
        in: rect)
      column += 1
    }
  }
}
