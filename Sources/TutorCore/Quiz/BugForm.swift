import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import Views

/// A line of code that is wrong, then what repairs it.
struct BugForm: AnswerForm {
  /// The author's numbers of the repairs in the order shown.
  let order: [Int]
  let lineCount: Int
  private var line: Int?
  private var repair: Int?
  /// Whether ↑ and ↓ move among the repairs.
  private var isAtRepairs = false
  /// Whether the next digit goes on with the number of the line.
  private var isInNumber = false

  init(order: [Int], lineCount: Int, draft: Response) {
    self.order = order
    self.lineCount = lineCount
    if case .repair(let line, let option) = draft {
      self.line = line
      repair = option
      isAtRepairs = line != nil
    }
  }

  var response: Response { .repair(line: line, option: repair) }

  var missing: Phrase? {
    switch (line, repair) {
    case (nil, nil): .nothingChosen
    case (nil, _): .lineMissing
    case (_, nil): .repairMissing((max(1, order.count) - 1).optionLetter)
    default: nil
    }
  }

  var keys: [KeyHint] {
    [
      KeyHint("1–\(lineCount)", .line, rank: 0), .letters(count: order.count, .repair),
      KeyHint("⇥", .codeOrRepairs, rank: 8),
    ]
  }

  mutating func handle(_ key: Key) -> FormReaction {
    let wasInNumber = isInNumber
    isInNumber = false
    switch key {
    case .tab, .backTab: isAtRepairs.toggle()
    case .enter where line != nil && repair == nil && !isAtRepairs: isAtRepairs = true
    case .down: move(by: 1)
    case .up: move(by: -1)
    case .character(let character):
      if let digit = character.wholeNumberValue {
        return type(digit, behind: wasInNumber ? line : nil)
      }
      guard character.isLowercase, let index = character.optionIndex,
        order.indices.contains(index)
      else { return .ignored }
      repair = order[index]
      isAtRepairs = true
    default: return .ignored
    }
    return .changed
  }

  /// A digit goes on with the number before it where there is such a line: 1, then 2, is line 12.
  private mutating func type(_ digit: Int, behind number: Int?) -> FormReaction {
    let candidates = [number.map { $0 * 10 + digit }, digit].compactMap(\.self)
    guard let typed = candidates.first(where: { $0 >= 1 && $0 <= lineCount }) else {
      return .ignored
    }
    isInNumber = true
    line = typed
    isAtRepairs = false
    return .changed
  }

  private mutating func move(by amount: Int) {
    guard isAtRepairs else {
      line = line.map { min(lineCount, max(1, $0 + amount)) } ?? (amount > 0 ? 1 : lineCount)
      return
    }
    guard !order.isEmpty else { return }
    let index = repair.flatMap { order.firstIndex(of: $0) }
    let next = index.map { min(order.count - 1, max(0, $0 + amount)) }
    repair = order[next ?? (amount > 0 ? 0 : order.count - 1)]
  }

  // MARK: Drawing

  func page(for text: QuestionText, width: Int, language: Language) -> Page {
    var page = Page()
    page.add(Line(language.say(.findLine), .muted).wrapped(to: width) + [Line()])
    for (index, code) in (text.snippet?.lines ?? []).enumerated() {
      let isChosen = line == index + 1
      let style = isChosen ? Style(.accent, .bold) : Style(.code)
      var marker = Line(isChosen ? "▸ " : "  ", style)
      marker.append(CodeNumber.text(index + 1, of: lineCount), isChosen ? style : .muted)
      page.add(
        codeLines(code, behind: marker, style: style, width: width),
        isFocused: isChosen && !isAtRepairs)
    }
    page.add([Line(), Line(language.say(.repairs), .muted)])
    for (index, option) in order.enumerated() where text.options.indices.contains(option) {
      let isChosen = repair == option
      let style = isChosen ? Style(.accent, .bold) : .body
      var marker = Line(isChosen ? "▸ " : "  ", style)
      marker.append("\(index.optionLetter)  ", isChosen ? style : Style(.accent))
      let lines = blockLines(
        text.options[option].blocks, width: max(1, width - marker.cellWidth), style: style)
      page.add(
        hangingLines(marker, lines),
        isFocused: isAtRepairs && (isChosen || repair == nil && index == 0))
    }
    return page
  }
}

/// The number in front of a line of code.
enum CodeNumber {
  static func text(_ number: Int, of count: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, String(count).count - digits.count)) + digits + "  "
  }
}

/// A line of code behind its number; what is too long goes on behind a ↳.
func codeLines(_ code: Substring, behind marker: Line, style: Style, width: Int) -> [Line] {
  let room = max(4, width - marker.cellWidth)
  var lines: [Line] = []
  var rest = String(code)
  while rest.cellWidth > room {
    let part = rest.prefix(cells: lines.isEmpty ? room : room - 2)
    guard !part.isEmpty else { break }
    lines.append(Line((lines.isEmpty ? "" : "↳ ") + part, style))
    rest = String(rest.dropFirst(part.count))
  }
  lines.append(Line((lines.isEmpty ? "" : "↳ ") + rest, style))
  return hangingLines(marker, lines)
}

extension String {
  /// As much of the text as fits into so many cells.
  fileprivate func prefix(cells: Int) -> String {
    var width = 0
    return String(
      prefix { character in
        width += character.cellWidth
        return width <= cells
      })
  }
}
