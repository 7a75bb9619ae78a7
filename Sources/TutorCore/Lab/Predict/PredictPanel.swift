import Cells
import Console
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

/// Asks what the next step will do, takes it, and says whether that was right.
struct PredictPanel: LabOverlay {
  private var topics: [PredictionTopic]
  private var index = 0
  private var bench: Bench
  /// A number that is being typed.
  private var field: TextField?
  /// How the last guess turned out; nil while one is asked.
  private var outcome: Outcome?

  private struct Outcome {
    var isRight: Bool
    var sentence: Phrase
    /// The timestep it was about.
    var t: Int
  }

  init(_ bench: Bench) {
    self.bench = bench
    topics = PredictionTopic.all(bench)
  }

  private var topic: PredictionTopic { topics[index] }
  /// The timestep that is asked about.
  private var next: Int { bench.timestep(after: bench.stepper.t) }
  private var isOver: Bool { !bench.isKnown(next) }

  var isTyping: Bool { field != nil }

  /// Rows of the question and its answers.
  private static let height = 6

  /// Over a reverse direction it takes all: left of where one stands, a lens shows what is asked for.
  func placement(in body: Size, _ scene: LabScene) -> LabPlacement {
    scene.site.direction == .reverse ? .whole : .bottom(Self.height)
  }

  func keys(in scene: LabScene) -> [KeyHint] {
    if isTyping { return [KeyHint("⏎", .predictGuess, rank: 0), KeyHint("Esc", .editLeave)] }
    let count = topic.choices(bench).count
    return [
      KeyHint(count > 0 ? "1–\(count)" : "0–9", .predictGuess, rank: 0),
      KeyHint("⇥", .predictOther, rank: 1), KeyHint("←→", .labStep, rank: 2),
      KeyHint("p", .back, rank: 2),
    ]
  }

  // MARK: Keys

  mutating func handle(
    _ key: Key, on bench: inout Bench, in context: ScreenContext
  ) -> LabReaction {
    defer { self.bench = bench }
    if field != nil { return type(key, on: &bench) }
    switch key {
    case .character("p"): return .close
    case .tab: index = (index + 1) % topics.count
    case .backTab: index = (index + topics.count - 1) % topics.count
    case .enter where !isOver && topic.choices(bench).isEmpty: field = TextField()
    case .character(let character):
      guard !isOver else { return .ignored }
      let choices = topic.choices(bench)
      if choices.isEmpty {
        guard "0123456789.-−".contains(character) else { return .ignored }
        field = TextField(String(character))
      } else {
        guard let choice = choice(character, of: choices.count) else { return .ignored }
        guess(choice, on: &bench)
      }
    default: return .ignored
    }
    return .handled
  }

  /// 1, 2, 3 from the left; a sign says itself, and so do y and n.
  private func choice(_ character: Character, of count: Int) -> Int? {
    if case .traced(let prediction) = topic {
      switch (prediction.target, character) {
      case (.sign, "-"), (.sign, "−"): return 0
      case (.sign, "0"): return 1
      case (.sign, "+"), (.sign, "="): return 2
      case (.comparison, "y"): return 0
      case (.comparison, "n"): return 1
      default: break
      }
    }
    guard let number = character.wholeNumberValue, (1...max(1, count)).contains(number) else {
      return nil
    }
    return number - 1
  }

  private mutating func type(_ key: Key, on bench: inout Bench) -> LabReaction {
    switch key {
    case .escape: field = nil
    case .enter:
      let typed = field?.text ?? ""
      guard case .traced(let prediction) = topic, let value = topic.value(bench, t: next),
        let truth = prediction.truth(of: value)
      else {
        field = nil
        return .handled
      }
      let response = Response.number(typed)
      let grade = prediction.grade(response, against: truth)
      if case .unreadable = grade.rejection { return .note(.editIsNoNumber(typed)) }
      field = nil
      take(grade.isCorrect, given: typed, on: &bench)
    default: return field?.handle(key) == true ? .handled : .ignored
    }
    return .handled
  }

  private mutating func guess(_ choice: Int, on bench: inout Bench) {
    let right = topic.rightChoice(bench, t: next)
    take(choice == right, given: choice, on: &bench)
  }

  private mutating func take(_ isRight: Bool, given choice: Int, on bench: inout Bench) {
    let said = topic.choices(bench)[choice]
    take(isRight, said: { said($0) }, on: &bench)
  }

  private mutating func take(_ isRight: Bool, given typed: String, on bench: inout Bench) {
    take(isRight, said: { _ in typed }, on: &bench)
  }

  /// Takes the step and keeps the score.
  private mutating func take(
    _ isRight: Bool, said: (Language) -> String, on bench: inout Bench
  ) {
    let t = next
    bench.predictions.add(isRight)
    bench.stepper.jump(to: t)
    func sentence(_ language: Language) -> String {
      let truth = topic.truth(bench, t: t, language)
      return isRight
        ? Phrase.predictRight(truth)(language)
        : Phrase.predictWrong(said(language), truth)(language)
    }
    outcome = Outcome(
      isRight: isRight, sentence: Phrase(en: sentence(.english), zh: sentence(.chinese)), t: t)
  }

  mutating func labChanged(_ bench: Bench) {
    self.bench = bench
    let old = topics
    topics = PredictionTopic.all(bench)
    if old.count != topics.count { index = min(index, topics.count - 1) }
    // An outcome belongs to the step that it was about.
    if outcome?.t != bench.stepper.t { outcome = nil }
  }

  // MARK: Picture

  func draw(
    in rect: Rect, on canvas: inout Canvas, _ scene: LabScene, context: ScreenContext
  ) -> Point? {
    guard !rect.isEmpty else { return nil }
    guard scene.site.direction == .reverse else {
      return drawQuestion(in: rect, on: &canvas, scene, context: context)
    }
    let above = max(0, rect.size.rows - Self.height)
    ReverseReading(scene: scene).draw(
      in: rect.removingRows(bottom: rect.size.rows - above), on: &canvas)
    return drawQuestion(
      in: rect.removingRows(top: above), on: &canvas, scene, context: context)
  }

  private func drawQuestion(
    in rect: Rect, on canvas: inout Canvas, _ scene: LabScene, context: ScreenContext
  ) -> Point? {
    var title = "── " + context.say(.predictTitle(t: max(1, min(next, scene.model.count)))) + " "
    let score = bench.predictions
    if score.total > 0 {
      title +=
        "── " + context.say(.predictScore(score.right, of: score.total, streak: score.streak)) + " "
    }
    canvas.write(
      title + String(repeating: "─", count: rect.size.columns), at: rect.origin, style: .accent,
      in: rect.row(0))
    var row = 1
    if let outcome, outcome.t == scene.t {
      let style = Style(outcome.isRight ? .success : .danger, .bold)
      for line in Line(context.say(outcome.sentence), style).wrapped(to: rect.size.columns).prefix(
        2)
      {
        canvas.write(line, at: rect.row(row).origin, in: rect.row(row))
        row += 1
      }
    }
    guard !isOver else {
      canvas.write(context.say(.predictOver), at: rect.row(row).origin, in: rect.row(row))
      return nil
    }
    var question = Line(context.say(topic.question(bench, t: next)), .strong)
    question.append("  " + inputs(scene), .muted)
    canvas.write(question.truncated(to: rect.size.columns), at: rect.row(row).origin, in: rect)
    row += 1
    if let field {
      canvas.write("▸ ", at: rect.row(row).origin, style: .accent, in: rect.row(row))
      return field.draw(
        in: rect.row(row).removingColumns(left: 2, right: max(0, rect.size.columns - 22)),
        on: &canvas)
    }
    let choices = topic.choices(bench)
    var line = Line()
    for (place, choice) in choices.enumerated() {
      line.append("\(place + 1) ", Style(.accent, .bold))
      line.append(context.say(choice) + "   ")
    }
    canvas.write(line.truncated(to: rect.size.columns), at: rect.row(row).origin, in: rect)
    return nil
  }

  /// What the next step reads: `x₆ = (−0.2, 0)`, or the token.
  private func inputs(_ scene: LabScene) -> String {
    let name = symbol("x", at: next)
    if scene.tokens.indices.contains(next - 1) {
      return "\(name) = “\(scene.tokens[next - 1].text)”"
    }
    let values = scene.model.trace.steps[next - 1].input.map { LabNumber.trimmed(Double($0)) }
    let vector = values.joined(separator: ", ")
    return "\(name) = " + (values.count > 1 ? "(\(vector))" : vector)
  }
}
