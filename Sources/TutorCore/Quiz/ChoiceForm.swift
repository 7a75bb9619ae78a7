import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import Views

/// One option of several, or any number of them.
struct ChoiceForm: AnswerForm {
  /// The author's numbers in the order shown.
  let order: [Int]
  let isMultiple: Bool
  private var chosen: Set<Int>
  private var cursor: Int?

  init(order: [Int], isMultiple: Bool, draft: Response) {
    self.order = order
    self.isMultiple = isMultiple
    if case .options(let options) = draft { chosen = options } else { chosen = [] }
    cursor = order.firstIndex { [chosen] in chosen.contains($0) } ?? (isMultiple ? 0 : nil)
  }

  var response: Response { .options(chosen) }

  var missing: Phrase? { chosen.isEmpty ? .nothingChosen : nil }

  var keys: [KeyHint] {
    [.letters(count: order.count, .choose)]
      + (isMultiple ? [KeyHint("␣", .toggle, rank: 3)] : [])
  }

  mutating func handle(_ key: Key) -> FormReaction {
    guard !order.isEmpty else { return .ignored }
    switch key {
    case .down: point(at: cursor.map { min(order.count - 1, $0 + 1) } ?? 0)
    case .up: point(at: cursor.map { max(0, $0 - 1) } ?? order.count - 1)
    case .character(" ") where isMultiple:
      if let cursor { toggle(order[cursor]) }
    case .character(let character):
      guard character.isLowercase, let index = character.optionIndex,
        order.indices.contains(index)
      else { return .ignored }
      point(at: index)
      if isMultiple { toggle(order[index]) }
    default: return .ignored
    }
    return .changed
  }

  private mutating func point(at index: Int) {
    cursor = index
    if !isMultiple { chosen = [order[index]] }
  }

  private mutating func toggle(_ option: Int) {
    if chosen.remove(option) == nil { chosen.insert(option) }
  }

  func page(for text: QuestionText, width: Int, language: Language) -> Page {
    var page = Page()
    if isMultiple {
      page.add([Line(language.say(.chooseAll), .muted), Line()])
    }
    for (index, option) in order.enumerated() where text.options.indices.contains(option) {
      let isPointed = cursor == index
      let style = isPointed ? Style(.accent, .bold) : .body
      var marker = Line(isPointed ? "▸ " : "  ", style)
      if isMultiple { marker.append(chosen.contains(option) ? "[x] " : "[ ] ", style) }
      marker.append("\(index.optionLetter)  ", isPointed ? style : Style(.accent))
      let lines = blockLines(
        text.options[option].blocks, width: max(1, width - marker.cellWidth), style: style)
      page.add(hangingLines(marker, lines), isFocused: isPointed)
    }
    return page
  }
}
