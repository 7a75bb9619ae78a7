import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study

/// A line of text that becomes the tape.
struct TextPanel: LabOverlay {
  private var field: TextField
  private let code: TextCode

  init?(_ bench: Bench, _ language: Language) {
    guard let code = bench.preset.text else { return nil }
    self.code = code
    let typed = bench.typedText ?? code.sample.best(for: language) ?? ""
    field = TextField(String(typed.flatMap { $0.isNewline ? Array("\\n") : [$0] }))
  }

  var isTyping: Bool { true }

  func placement(in body: Size, _ scene: LabScene) -> LabPlacement { .bottom(4) }

  func keys(in scene: LabScene) -> [KeyHint] {
    [
      KeyHint("⏎", .textRun, rank: 0), KeyHint("^U", .textClear, rank: 1),
      KeyHint("Esc", .editLeave, rank: 0),
    ]
  }

  mutating func handle(
    _ key: Key, on bench: inout Bench, in context: ScreenContext
  ) -> LabReaction {
    switch key {
    case .escape: return .close
    case .enter:
      let tape = TextTape(field.text, code: code)
      guard !tape.rows.isEmpty else { return .note(.textIsEmpty) }
      bench.apply(
        .tape(tape.rows.map { $0.map { Float($0) } }, TypedTape(text: field.text, tape: tape)))
      bench.stepper.jump(to: min(1, bench.stepper.count))
      return tape.isCut ? .closeWith(.textIsCut(TextTape.mostTokens)) : .close
    default:
      return field.handle(key) ? .handled : .ignored
    }
  }

  mutating func paste(
    _ text: String, on bench: inout Bench, in context: ScreenContext
  ) -> LabReaction {
    field.insert(text)
    return .handled
  }

  func draw(
    in rect: Rect, on canvas: inout Canvas, _ scene: LabScene, context: ScreenContext
  ) -> Point? {
    let title = context.say(code.unit == .character ? .textTitleCharacters : .textTitleWords)
    canvas.write(
      "── " + title + " " + String(repeating: "─", count: rect.size.columns), at: rect.origin,
      style: .accent, in: rect.row(0))
    let cursor = field.draw(in: rect.row(1), on: &canvas)
    let tape = TextTape(field.text, code: code)
    let known = tape.tokens.count { $0.isKnown }
    canvas.write(
      context.say(.textCount(tape.tokens.count, known: known)), at: rect.row(2).origin,
      style: .muted, in: rect.row(2))
    return cursor
  }
}

/// A tape that was typed.
struct TypedTape: Hashable, Sendable {
  var text: String
  var tape: TextTape
}

extension Bench {
  /// The tokens of the tape; empty where it is made of numbers.
  var tokens: [TextTape.Token] { typedTape?.tape.tokens ?? preset.textTape?.tokens ?? [] }

  /// What the learner has typed last.
  var typedText: String? { typedTape?.text }

  private var typedTape: TypedTape? {
    for case .tape(_, let typed) in edits.reversed() { return typed }
    return nil
  }
}
