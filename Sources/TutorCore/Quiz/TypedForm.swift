import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study

/// A number or a short text, typed into a field.
struct TypedForm: AnswerForm {
  let isNumber: Bool
  /// Shown behind the field.
  let unit: String?
  private var field = TextField()
  /// Without it the keys of other questions work: skip, mark, pause.
  private var isFocused = true

  init(isNumber: Bool, unit: String?, draft: Response) {
    self.isNumber = isNumber
    self.unit = unit
    switch draft {
    case .number(let text), .text(let text): field.insert(text)
    default: break
    }
  }

  var response: Response { isNumber ? .number(field.text) : .text(field.text) }

  var missing: Phrase? { response.isEmpty ? .nothingTyped : nil }

  var isTyping: Bool { isFocused }

  var keys: [KeyHint] { [KeyHint("⇥", isFocused ? .commands : .type, rank: 2)] }

  mutating func handle(_ key: Key) -> FormReaction {
    switch key {
    case .tab, .backTab: isFocused.toggle()
    case .escape where isFocused: isFocused = false
    case _ where isFocused: return field.handle(key) ? .changed : .ignored
    default: return .ignored
    }
    return .changed
  }

  mutating func paste(_ text: String) {
    isFocused = true
    field.insert(text)
  }

  func page(for text: QuestionText, width: Int, language: Language) -> Page {
    var page = Page()
    page.add(
      field, label: language.say(.yourAnswer), unit: unit, width: width, isFocused: isFocused)
    return page
  }
}
