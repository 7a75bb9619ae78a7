import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

/// What is asked of the next step.
struct PlainPrediction: Hashable, Sendable {
  /// Which of the topics of the lab.
  var index = 0
}

// Saying what the next step does before it is taken.
extension PlainLab {
  mutating func predict(_ arguments: [String], _ language: Language) -> [String] {
    switch arguments.first?.lowercased() {
    case "off":
      prediction = nil
      return Self.wrapped([language.say(.plainPredictOff)] + score(language))
    case "other":
      let count = PredictionTopic.all(bench).count
      prediction = PlainPrediction(index: ((prediction?.index ?? -1) + 1) % count)
      return question(language)
    default:
      if prediction == nil { prediction = PlainPrediction() }
      return Self.wrapped(.plainPredictHelp, language) + question(language)
    }
  }

  /// The timestep that is asked about.
  private var next: Int {
    stepper.isComplete ? bench.timestep(after: stepper.t) : stepper.t
  }

  private var topic: PredictionTopic? {
    let topics = PredictionTopic.all(bench)
    return prediction.map { topics[min($0.index, topics.count - 1)] }
  }

  /// How the guesses have turned out; nothing before the first.
  func score(_ language: Language) -> [String] {
    let score = bench.predictions
    guard score.total > 0 else { return [] }
    return [
      language.say(.predictScore(score.right, of: score.total, streak: score.streak))
        + language.say(.plainStop)
    ]
  }

  /// What the next step reads, and what is asked of it.
  func question(_ language: Language) -> [String] {
    guard let topic else { return [] }
    guard bench.isKnown(next) else { return Self.wrapped(.plainPredictOver, language) }
    let choices = topic.choices(bench)
    let listed = choices.enumerated().map { "\($0 + 1) \(language.say($1))" }
    return Self.wrapped(
      [language.say(.predictTitle(t: next)) + language.say(.plainStop)]
        + inputs(language, at: next)
        + [
          language.say(topic.question(bench, t: next)),
          choices.isEmpty
            ? language.say(.plainTypeNumber)
            : language.say(.plainChoices(listed.joined(separator: ", "))),
        ])
  }

  /// Takes a line as the guess that was asked for; nil when it is none.
  mutating func guess(_ line: String, _ language: Language) -> [String]? {
    guard let topic, bench.isKnown(next) else { return nil }
    let typed = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !typed.isEmpty else { return Self.wrapped(.plainPredictHelp, language) }
    let choices = topic.choices(bench)
    guard choices.isEmpty else {
      guard let choice = choice(typed, topic, choices) else { return nil }
      let isRight = choice == topic.rightChoice(bench, t: next)
      return take(topic, isRight, said: language.say(choices[choice]), language)
    }
    guard case .traced(let prediction) = topic, let value = topic.value(bench, t: next),
      let truth = prediction.truth(of: value)
    else { return nil }
    let grade = prediction.grade(.number(typed), against: truth)
    if case .unreadable = grade.rejection { return nil }
    return take(topic, grade.isCorrect, said: typed.displayed.truncated(to: 40), language)
  }

  /// A choice by its number, its name, or as a sign or yes and no are typed.
  private func choice(
    _ typed: String, _ topic: PredictionTopic, _ choices: [Phrase]
  ) -> Int? {
    if case .traced(let prediction) = topic {
      switch Guess(typed, for: prediction.target) {
      case .sign(let sign): return sign.rawValue + 1
      case .holds(let holds): return holds ? 0 : 1
      case nil: break
      }
    }
    // A class may itself be called +1.
    func key(_ text: String) -> String { String(text.lowercased().map { $0 == "−" ? "-" : $0 }) }
    let named = choices.firstIndex { [key($0.english), key($0.chinese)].contains(key(typed)) }
    if let named { return named }
    guard let number = Int(typed), typed.first != "+", (1...choices.count).contains(number) else {
      return nil
    }
    return number - 1
  }

  /// Grades, takes the step and asks the next thing.
  private mutating func take(
    _ topic: PredictionTopic, _ isRight: Bool, said: String, _ language: Language
  ) -> [String] {
    let t = next
    bench.predictions.add(isRight)
    jump(to: t)
    let truth = topic.truth(bench, t: t, language)
    let verdict = isRight ? Phrase.predictRight(truth) : .predictWrong(said, truth)
    return Self.wrapped([language.say(verdict)] + score(language)) + position(language)
      + question(language)
  }
}

// Text as the input, and files.
extension PlainLab {
  /// Reads a line of text as the tape.
  mutating func read(_ line: String, _ language: Language) -> [String] {
    guard let code = bench.preset.text else { return Self.wrapped(.plainReadsNumbers, language) }
    let text = String(line.drop(while: \.isWhitespace).dropFirst(4).drop(while: \.isWhitespace))
    let tape = TextTape(text, code: code)
    guard !tape.rows.isEmpty else { return Self.wrapped(.plainTextUsage, language) }
    bench.apply(.tape(tape.rows.map { $0.map { Float($0) } }, TypedTape(text: text, tape: tape)))
    finish()
    if let fault { self.fault = run(fault.fault) }
    jump(to: min(1, model.count))
    let known = tape.tokens.count { $0.isKnown }
    return asked(
      Self.wrapped(
        [language.say(.textCount(tape.tokens.count, known: known)) + language.say(.plainStop)]
          + (tape.isCut ? [language.say(.textIsCut(TextTape.mostTokens))] : []))
        + position(language), language)
  }

  /// The tokens with their timesteps; those without a meaning of their own are marked.
  func tokens(_ language: Language) -> [String] {
    let tokens = bench.tokens
    guard !tokens.isEmpty else { return Self.wrapped(.plainReadsNumbers, language) }
    let list = tokens.enumerated().map { index, token in
      "\(index + 1) “\(token.text.displayed)”" + (token.isKnown ? "" : "?")
    }
    return Self.wrapped([
      language.say(.plainTokens(list.joined(separator: ", "))), language.say(.plainTokensLegend),
    ])
  }

  /// The trace as a file.
  func save(_ arguments: [String], _ language: Language) -> Answer {
    let trace = model.trace
    let format = arguments.first?.lowercased() ?? ""
    guard ["csv", "json"].contains(format), arguments.count <= 2 else {
      return Answer(lines: Self.wrapped(.plainSaveUsage, language))
    }
    let text = format == "csv" ? trace.csv(gradients: nil) : trace.json(gradients: nil)
    let name = arguments.count > 1 ? arguments[1] : "\(bench.fileName).\(format)"
    return Answer(lines: [], effects: [.saveFile(name: name, text: text)])
  }
}
