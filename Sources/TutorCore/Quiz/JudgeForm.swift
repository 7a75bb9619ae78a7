import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import Views

/// A verdict on a claim, then the reason for it.
struct JudgeForm: AnswerForm {
  /// The author's numbers of the reasons in the order shown.
  let order: [Int]
  private var verdict: Verdict?
  private var reason: Int?
  /// 0 is the row of verdicts, then the reasons.
  private var row = 0

  private static let verdicts = Verdict.allCases

  init(order: [Int], draft: Response) {
    self.order = order
    if case .judgement(let verdict, let reason) = draft {
      self.verdict = verdict
      self.reason = reason
      if let reason, let index = order.firstIndex(of: reason) { row = index + 1 }
    }
  }

  var response: Response { .judgement(verdict, reason: reason) }

  var missing: Phrase? {
    if verdict == nil { return reason == nil ? .nothingChosen : .verdictMissing }
    guard reason == nil, !order.isEmpty else { return nil }
    let first = Self.verdicts.count
    return .reasonMissing(first.optionLetter, (first + order.count - 1).optionLetter)
  }

  var keys: [KeyHint] {
    [
      .letters(count: Self.verdicts.count, .verdict),
      .letters(from: Self.verdicts.count, count: order.count, .reason),
    ]
  }

  mutating func handle(_ key: Key) -> FormReaction {
    switch key {
    case .down: move(to: min(order.count, row + 1))
    case .up: move(to: max(0, row - 1))
    case .right where row == 0: turnVerdict(by: 1)
    case .left where row == 0: turnVerdict(by: -1)
    case .character(let character):
      guard character.isLowercase, let index = character.optionIndex else { return .ignored }
      if index < Self.verdicts.count {
        verdict = Self.verdicts[index]
        row = 0
      } else {
        guard order.indices.contains(index - Self.verdicts.count) else { return .ignored }
        move(to: index - Self.verdicts.count + 1)
      }
    default: return .ignored
    }
    return .changed
  }

  private mutating func move(to row: Int) {
    self.row = row
    if row > 0 { reason = order[row - 1] }
  }

  private mutating func turnVerdict(by amount: Int) {
    guard let verdict else {
      self.verdict = amount > 0 ? Self.verdicts.first : Self.verdicts.last
      return
    }
    let index = min(Self.verdicts.count - 1, max(0, verdict.index + amount))
    self.verdict = Self.verdicts[index]
  }

  func page(for text: QuestionText, width: Int, language: Language) -> Page {
    var page = Page()
    page.add([verdictLine(language)], isFocused: row == 0 && (verdict != nil || reason != nil))
    guard !order.isEmpty else { return page }
    page.add([Line(), Line("  " + language.say(.because), .muted)])
    for (index, option) in order.enumerated() where text.options.indices.contains(option) {
      let isPointed = row == index + 1
      let style = isPointed ? Style(.accent, .bold) : .body
      let letter = (index + Self.verdicts.count).optionLetter
      var marker = Line(isPointed ? "▸ " : "  ", style)
      marker.append(reason == option ? "(●) " : "( ) ", style)
      marker.append("\(letter)  ", isPointed ? style : Style(.accent))
      let lines = blockLines(
        text.options[option].blocks, width: max(1, width - marker.cellWidth), style: style)
      page.add(hangingLines(marker, lines), isFocused: isPointed)
    }
    return page
  }

  private func verdictLine(_ language: Language) -> Line {
    var line = Line(row == 0 ? "▸ " : "  ", Style(.accent, .bold))
    for (index, candidate) in Self.verdicts.enumerated() {
      let isChosen = verdict == candidate
      let style = isChosen ? Style(.accent, .bold) : .body
      line.append(isChosen ? "(●) " : "( ) ", style)
      line.append("\(index.optionLetter) ", isChosen ? style : Style(.accent))
      line.append(language.say(candidate.phrase), style)
      line.append("   ")
    }
    return line
  }
}

extension Verdict {
  var phrase: Phrase {
    switch self {
    case .correct: .verdictCorrect
    case .imprecise: .verdictImprecise
    case .wrong: .verdictWrong
    }
  }
}
