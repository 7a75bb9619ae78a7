import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import Views

/// Items to be put in order: by typing their letters, or by moving one after the other.
struct OrderForm: AnswerForm {
  /// The author's numbers as first shown; an item keeps the letter it got there.
  let order: [Int]
  /// The author's numbers as the learner has them now.
  private var arrangement: [Int]
  private var cursor = 0
  /// How many items from the top were placed by their letters.
  private var placed = 0
  private var isTouched = false

  init(order: [Int], draft: Response) {
    self.order = order
    arrangement = order
    if case .order(let items) = draft, items.count == order.count {
      arrangement = items
      isTouched = true
    }
  }

  var response: Response { isTouched ? .order(arrangement) : .none }

  var missing: Phrase? { isTouched ? nil : .nothingArranged }

  var keys: [KeyHint] {
    [
      .letters(count: order.count, .inOrder), KeyHint("J K", .moveItem, rank: 1),
      KeyHint("Backspace", .takeBack, rank: 8),
    ]
  }

  mutating func handle(_ key: Key) -> FormReaction {
    guard !order.isEmpty else { return .ignored }
    switch key {
    case .down: cursor = min(order.count - 1, cursor + 1)
    case .up: cursor = max(0, cursor - 1)
    case .character("J"): moveItem(by: 1)
    case .character("K"): moveItem(by: -1)
    case .backspace, .delete:
      guard placed > 0 else { return .ignored }
      placed -= 1
      cursor = placed
    case .character(let character):
      guard character.isLowercase, let index = character.optionIndex,
        order.indices.contains(index)
      else { return .ignored }
      return place(order[index], letter: character)
    default: return .ignored
    }
    return .changed
  }

  private mutating func moveItem(by amount: Int) {
    isTouched = true
    placed = 0
    let target = cursor + amount
    guard order.indices.contains(target) else { return }
    arrangement.swapAt(cursor, target)
    cursor = target
  }

  private mutating func place(_ item: Int, letter: Character) -> FormReaction {
    if placed == order.count { placed = 0 }
    guard let index = arrangement.firstIndex(of: item) else { return .ignored }
    guard index >= placed else { return .refused(.alreadyPlaced(letter)) }
    isTouched = true
    arrangement.remove(at: index)
    arrangement.insert(item, at: placed)
    placed += 1
    cursor = min(placed, order.count - 1)
    return .changed
  }

  func page(for text: QuestionText, width: Int, language: Language) -> Page {
    var page = Page()
    page.add(Line(language.say(.arrangeItems), .muted).wrapped(to: width) + [Line()])
    for (index, item) in arrangement.enumerated() where text.items.indices.contains(item) {
      let isPointed = cursor == index
      let style =
        isPointed ? Style(.accent, .bold) : index < placed ? .strong : .body
      var marker = Line(isPointed ? "▸ " : "  ", style)
      marker.append("\(index + 1)  ", .muted)
      let letter = (order.firstIndex(of: item) ?? 0).optionLetter
      marker.append("\(letter)  ", isPointed ? style : Style(.accent))
      let lines = blockLines(
        text.items[item], width: max(1, width - marker.cellWidth), style: style)
      page.add(hangingLines(marker, lines), isFocused: isPointed && isTouched)
    }
    return page
  }
}
