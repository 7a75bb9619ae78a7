import Cells
import CourseModel
import Languages
import Phrases
import Study

/// Every question with its state, from which skipped and marked ones are opened again.
struct OverviewPage {
  var items: [QuizSession.Item]
  /// A question, or their count for the line that ends the quiz.
  var selected: Int

  func page(width: Int, language: Language) -> Page {
    var page = Page()
    let open = items.count { $0.answer == nil }
    let marked = items.count(where: \.isMarked)
    page.add(Line(language.say(.overviewCounts(open: open, marked: marked)), .muted))
    page.add(Line())
    let states = items.map { Self.state(of: $0, language) }
    let stateWidth =
      [.stateSkipped, .stateOpen, .stateAnswered].map { language.say($0).cellWidth }.max() ?? 0
    for (index, item) in items.enumerated() {
      let isSelected = index == selected
      let style = isSelected ? Style(.accent, .bold) : .body
      var line = Line(isSelected ? "▸ " : "  ", style)
      let number = String(index + 1)
      line.append(String(repeating: " ", count: max(0, 3 - number.count)) + number, style)
      line.append(item.isMarked ? " ◆ " : "   ", Style(.accent))
      line.append(
        states[index].padded(to: stateWidth + 2), item.answer == nil ? Style(.warning) : .muted)
      let title = item.question.text.best(for: language).map { oneLine($0.title) } ?? ""
      line.append(title.truncated(to: max(1, width - line.cellWidth)), style)
      page.add([line], isFocused: isSelected)
    }
    let isSelected = selected == items.count
    page.add(Line())
    page.add(
      [
        Line(
          (isSelected ? "▸ " : "  ") + language.say(.finishQuiz),
          isSelected ? Style(.accent, .bold) : .body)
      ], isFocused: isSelected)
    return page
  }

  private static func state(of item: QuizSession.Item, _ language: Language) -> String {
    if item.answer != nil { return language.say(.stateAnswered) }
    return language.say(item.isSkipped ? .stateSkipped : .stateOpen)
  }
}
