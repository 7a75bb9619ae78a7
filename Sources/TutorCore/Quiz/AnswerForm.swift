import Console
import CourseModel
import Languages
import Phrases
import Study

/// How an answer is put together with keys, for one type of question.
protocol AnswerForm: Sendable {
  /// The answer as it stands.
  var response: Response { get }
  /// What an answer still lacks; it can be given all the same.
  var missing: Phrase? { get }
  /// Whether printable keys are text just now.
  var isTyping: Bool { get }
  var keys: [KeyHint] { get }
  /// Whether Enter gives the answer as it stands.
  var answersOnEnter: Bool { get }
  /// Whether the right answer is on the screen, so that hints and skipping make no sense.
  var isAnswerShown: Bool { get }
  /// Whether `+` is part of an answer, so that it cannot ask for more time.
  var takesPlus: Bool { get }
  mutating func handle(_ key: Key) -> FormReaction
  mutating func paste(_ text: String)
  /// What stands above the form, with the answer in it where it belongs there.
  func stem(of text: QuestionText) -> [Block]
  /// The options, the text field or the items, with what has been chosen so far.
  func page(for text: QuestionText, width: Int, language: Language) -> Page
}

extension AnswerForm {
  var isTyping: Bool { false }
  var answersOnEnter: Bool { true }
  var isAnswerShown: Bool { false }
  var takesPlus: Bool { false }
  mutating func paste(_ text: String) {}
  func stem(of text: QuestionText) -> [Block] { text.stem }
}

/// What a form makes of a key.
enum FormReaction {
  case ignored
  case changed
  /// The answer is complete and given.
  case committed
  case refused(Phrase)
}

extension QuizSession.Item {
  /// The form for this question, with its draft in it.
  var form: any AnswerForm {
    switch question.kind {
    case .choice: ChoiceForm(order: order, isMultiple: false, draft: draft)
    case .multi: ChoiceForm(order: order, isMultiple: true, draft: draft)
    case .judge: JudgeForm(order: order, draft: draft)
    case .numeric(let numeric): TypedForm(isNumber: true, unit: numeric.unit, draft: draft)
    case .short: TypedForm(isNumber: false, unit: nil, draft: draft)
    case .order: OrderForm(order: order, draft: draft)
    case .open: OpenForm(count: question.text.best(for: .english)?.keyPoints.count ?? 0)
    case .predict(let prediction):
      PredictForm(prediction, run: self.prediction, draft: draft)
    case .cloze(let count): ClozeForm(count: count, draft: draft)
    case .match: MatchForm(order: order, draft: draft)
    case .shape: ShapeForm(draft: draft)
    case .bug:
      BugForm(
        order: order, lineCount: question.text.best(for: .english)?.snippet?.lines.count ?? 0,
        draft: draft)
    }
  }
}

extension KeyHint {
  /// `a–c choose`: the letters of `count` options from `first` on.
  static func letters(from first: Int = 0, count: Int, _ text: Phrase) -> KeyHint {
    let last = (first + max(1, count) - 1).optionLetter
    return KeyHint(
      count > 1 ? "\(first.optionLetter)–\(last)" : String(last), text, rank: 0)
  }
}
