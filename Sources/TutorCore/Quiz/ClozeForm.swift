import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study

/// What a text hides, typed gap by gap.
struct ClozeForm: AnswerForm {
  private var fields: [TextField]
  private var current = 0
  /// Without it the keys of other questions work: skip, mark, pause.
  private var isFocused = true

  init(count: Int, draft: Response) {
    fields = Array(repeating: TextField(), count: max(1, count))
    if case .gaps(let typed) = draft {
      for (index, text) in typed.enumerated() where fields.indices.contains(index) {
        fields[index].insert(text)
      }
      current = fields.firstIndex { $0.text.allSatisfy(\.isWhitespace) } ?? 0
    }
  }

  var response: Response { .gaps(fields.map(\.text)) }

  private var empty: [Int] {
    fields.indices.filter { fields[$0].text.allSatisfy(\.isWhitespace) }
  }

  var missing: Phrase? {
    if empty.isEmpty { return nil }
    return empty.count == fields.count
      ? .nothingTyped : .gapsMissing(empty.map { $0 + 1 })
  }

  var isTyping: Bool { isFocused }

  var keys: [KeyHint] {
    guard isFocused else { return [KeyHint("⇥", .type, rank: 2)] }
    let next = fields.count > 1 ? [KeyHint("⇥", .nextGap, rank: 2)] : []
    return next + [KeyHint("Esc", .commands, rank: 4)]
  }

  mutating func handle(_ key: Key) -> FormReaction {
    guard isFocused else {
      guard key == .tab || key == .backTab else { return .ignored }
      isFocused = true
      return .changed
    }
    switch key {
    case .tab, .down: current = (current + 1) % fields.count
    case .backTab, .up: current = (current + fields.count - 1) % fields.count
    case .enter where current < fields.count - 1: current += 1
    case .enter: return .ignored
    case .escape: isFocused = false
    default: return fields[current].handle(key) ? .changed : .ignored
    }
    return .changed
  }

  mutating func paste(_ text: String) {
    isFocused = true
    fields[current].insert(text)
  }

  /// The text with what was typed in its gaps.
  func stem(of text: QuestionText) -> [Block] {
    text.filled { index in
      let typed = fields.indices.contains(index) ? fields[index].text : ""
      let isEmpty = typed.allSatisfy(\.isWhitespace)
      return [.strong([.text("[\(index + 1) \(isEmpty ? "____" : typed)]")])]
    }
  }

  func page(for text: QuestionText, width: Int, language: Language) -> Page {
    var page = Page()
    page.add(Line(language.say(.fillGaps), .muted).wrapped(to: width) + [Line()])
    for (index, field) in fields.enumerated() {
      let label = "  " + language.say(.gap(index + 1))
      if index == current {
        page.add(field, label: label, unit: nil, width: width, isFocused: isFocused)
      } else {
        var line = Line(label, .muted)
        line.append("   " + field.text)
        page.add(line)
      }
    }
    return page
  }
}

extension QuestionText {
  /// The stem with something in the place of each gap.
  func filled(_ fill: @escaping (Int) -> [Inline]) -> [Block] {
    BlockMapping(inline: { inline in
      if case .gap(let number) = inline { fill(number) } else { [inline] }
    }).map(stem)
  }

  /// The stem with what was hidden.
  var solvedStem: [Block] {
    guard !gaps.isEmpty else { return stem }
    return filled { index in
      gaps.indices.contains(index)
        ? [.strong([.text("[")] + gaps[index].hidden + [.text("]")])] : []
    }
  }
}
