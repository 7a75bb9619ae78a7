import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study

/// What the next step of a lab will bring: a number to type, or a sign or yes and no to choose.
struct PredictForm: AnswerForm {
  /// Nil for a lab that cannot be run.
  let scene: PredictScene?
  private let target: Prediction.Target
  private let guesses: [Guess]
  private var field: TypedForm
  private var chosen: Int?

  init(_ prediction: Prediction, run: PredictionRun?, draft: Response) {
    scene = run.flatMap { PredictScene($0) }
    target = prediction.target
    guesses = prediction.guesses
    field = TypedForm(isNumber: true, unit: nil, draft: draft)
    if case .guess(let guess) = draft { chosen = guesses.firstIndex(of: guess) }
  }

  private var isNumber: Bool { guesses.isEmpty }

  var response: Response {
    isNumber ? field.response : chosen.map { .guess(guesses[$0]) } ?? .none
  }

  var missing: Phrase? {
    isNumber ? field.missing : chosen == nil ? .nothingChosen : nil
  }

  var isTyping: Bool { isNumber && field.isTyping }

  var takesPlus: Bool { guesses.contains(.sign(.positive)) }

  var keys: [KeyHint] {
    guard !isNumber else { return field.keys }
    return [KeyHint(guesses.map(\.key).joined(separator: " "), .choose, rank: 0)]
  }

  mutating func handle(_ key: Key) -> FormReaction {
    guard !isNumber else { return field.handle(key) }
    switch key {
    case .right: chosen = chosen.map { min(guesses.count - 1, $0 + 1) } ?? 0
    case .left: chosen = chosen.map { max(0, $0 - 1) } ?? guesses.count - 1
    case .character(let character):
      guard let guess = Guess(String(character), for: target),
        let index = guesses.firstIndex(of: guess)
      else { return .ignored }
      chosen = index
    default: return .ignored
    }
    return .changed
  }

  mutating func paste(_ text: String) {
    if isNumber { field.paste(text) }
  }

  func page(for text: QuestionText, width: Int, language: Language) -> Page {
    var page = Page()
    if let scene {
      page.add(scene.picture(isRevealed: false, width: width, language: language))
      page.add(Line(language.say(scene.question), .strong).wrapped(to: width))
    }
    if isNumber {
      page.add(field.page(for: text, width: width, language: language))
    } else {
      page.add([choiceLine(language)], isFocused: true)
    }
    return page
  }

  private func choiceLine(_ language: Language) -> Line {
    var line = Line("  ")
    for (index, guess) in guesses.enumerated() {
      let isChosen = chosen == index
      let style = isChosen ? Style(.accent, .bold) : .body
      line.append(isChosen ? "(●) " : "( ) ", style)
      line.append(guess.key + " ", isChosen ? style : Style(.accent))
      line.append(language.say(guess.phrase) + "   ", style)
    }
    return line
  }
}
