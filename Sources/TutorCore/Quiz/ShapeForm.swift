import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study

/// The shape of a tensor, typed.
struct ShapeForm: AnswerForm {
  private var field: TypedForm

  init(draft: Response) {
    field = TypedForm(isNumber: false, unit: nil, draft: draft)
  }

  var response: Response { field.response }
  var missing: Phrase? { field.missing }
  var isTyping: Bool { field.isTyping }
  var keys: [KeyHint] { field.keys }

  mutating func handle(_ key: Key) -> FormReaction { field.handle(key) }

  mutating func paste(_ text: String) { field.paste(text) }

  func page(for text: QuestionText, width: Int, language: Language) -> Page {
    var page = Page()
    page.add(Line(language.say(.shapeForms), .muted).wrapped(to: width) + [Line()])
    page.add(field.page(for: text, width: width, language: language))
    return page
  }
}
