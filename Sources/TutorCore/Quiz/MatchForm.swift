import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import Views

/// Things on the left, each to be given the letter of what belongs to it on the right.
struct MatchForm: AnswerForm {
  /// The author's numbers of the right sides in the order shown.
  let order: [Int]
  /// For each row the author's number of the right side it was given.
  private var given: [Int?]
  private var cursor = 0

  init(order: [Int], draft: Response) {
    self.order = order
    given = Array(repeating: nil, count: order.count)
    if case .match(let given) = draft, given.count == order.count {
      self.given = given
      cursor = given.firstIndex(of: nil) ?? 0
    }
  }

  var response: Response { .match(given) }

  var missing: Phrase? {
    let open = given.count { $0 == nil }
    if open == 0 { return nil }
    return open == given.count ? .nothingChosen : .rowsMissing(open)
  }

  var keys: [KeyHint] {
    [.letters(count: order.count, .assign), KeyHint("Backspace", .takeBack, rank: 8)]
  }

  mutating func handle(_ key: Key) -> FormReaction {
    guard !order.isEmpty else { return .ignored }
    switch key {
    case .down: cursor = min(order.count - 1, cursor + 1)
    case .up: cursor = max(0, cursor - 1)
    case .backspace, .delete:
      if given[cursor] == nil { cursor = max(0, cursor - 1) }
      given[cursor] = nil
    case .character(let character):
      guard character.isLowercase, let index = character.optionIndex,
        order.indices.contains(index)
      else { return .ignored }
      assign(order[index])
    default: return .ignored
    }
    return .changed
  }

  /// Gives the row at the cursor this right side, takes it from any other row, and goes on to the
  /// next row without one.
  private mutating func assign(_ right: Int) {
    for row in given.indices where given[row] == right { given[row] = nil }
    given[cursor] = right
    let later = given.indices.first { $0 > cursor && given[$0] == nil }
    if let next = later ?? given.firstIndex(of: nil) { cursor = next }
  }

  // MARK: Drawing

  func page(for text: QuestionText, width: Int, language: Language) -> Page {
    var page = Page()
    page.add(Line(language.say(.assignLetters), .muted).wrapped(to: width) + [Line()])
    let columns = MatchColumns(text, width: width)
    let left = text.pairs.indices.map { row in leftLines(row, text, width: columns.left) }
    let right = order.enumerated().map { index, pair in
      rightLines(index, pair, text, width: columns.right)
    }
    let headers = (
      paragraphLines(text.pairHeader.left, width: max(1, columns.left - 6), style: .muted)
        .map { $0.indented(by: 6) },
      paragraphLines(text.pairHeader.right, width: max(1, columns.right - 3), style: .muted)
        .map { $0.indented(by: 3) }
    )
    guard columns.isBeside else {
      page.add(headers.0)
      for (row, lines) in left.enumerated() { page.add(lines, isFocused: row == cursor) }
      page.add([Line()] + headers.1)
      page.add(right.flatMap(\.self))
      return page
    }
    page.add(columns.beside(headers.0, headers.1))
    for row in left.indices {
      let other = right.indices.contains(row) ? right[row] : []
      page.add(columns.beside(left[row], other), isFocused: row == cursor)
    }
    return page
  }

  private func leftLines(_ row: Int, _ text: QuestionText, width: Int) -> [Line] {
    let isPointed = row == cursor
    let style = isPointed ? Style(.accent, .bold) : .body
    var marker = Line(isPointed ? "▸ " : "  ", style)
    let letter =
      given.indices.contains(row)
      ? given[row].flatMap { order.firstIndex(of: $0) }?.optionLetter : nil
    marker.append(
      "[\(letter.map(String.init) ?? " ")] ", letter == nil ? style : Style(.accent, .bold))
    return hangingLines(
      marker,
      paragraphLines(text.pairs[row].left, width: max(1, width - marker.cellWidth), style: style))
  }

  private func rightLines(
    _ index: Int, _ pair: Int, _ text: QuestionText, width: Int
  ) -> [Line] {
    guard text.pairs.indices.contains(pair) else { return [] }
    let isTaken = given.contains(pair)
    let marker = Line("\(index.optionLetter)  ", isTaken ? .muted : Style(.accent))
    return hangingLines(
      marker,
      paragraphLines(
        text.pairs[pair].right, width: max(1, width - marker.cellWidth),
        style: isTaken ? .muted : .body))
  }
}

/// The widths of two columns, or of one below the other where there is no room.
struct MatchColumns {
  var isBeside: Bool
  var left: Int
  var right: Int
  private static let gap = 3

  init(_ text: QuestionText, width: Int) {
    let cells = text.pairs.map(\.left) + [text.pairHeader.left]
    let widest = cells.map { oneLine($0).cellWidth }.max() ?? 0
    let half = max(1, (width - Self.gap) / 2)
    // What is short on the left leaves its room to the right.
    left = min(half, widest + 6)
    right = max(1, width - Self.gap - left)
    isBeside = width >= 56
    if !isBeside { (left, right) = (width, width) }
  }

  func beside(_ first: [Line], _ second: [Line]) -> [Line] {
    (0..<max(first.count, second.count)).map { row in
      var line = row < first.count ? first[row] : Line()
      guard row < second.count else { return line }
      line.append(String(repeating: " ", count: max(0, left + Self.gap - line.cellWidth)))
      return line + second[row]
    }
  }
}
