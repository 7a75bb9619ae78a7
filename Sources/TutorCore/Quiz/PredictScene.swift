import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

/// The lab of a `predict` question: as it stands before the step, and after it.
struct PredictScene: Sendable {
  let run: PredictionRun
  private let before: FigureState
  private let after: FigureState

  /// More inputs than these would push the question out of sight.
  private static let mostInputs = 4
  /// The steps that are told line by line.
  private static let toldSteps = 6

  /// Nil when the lab cannot be run.
  init?(_ run: PredictionRun) {
    let figure = LabFigure(
      preset: run.preset.id, show: Self.rows(run), location: SourceLocation(file: ""))
    let unit = run.prediction.unit
    guard
      let before = FigureState(
        figure, preset: run.preset, at: run.step, unit: unit, hidesNext: true),
      let after = FigureState(
        figure, preset: run.preset, at: run.step + 1, unit: unit, hidesNext: false)
    else { return nil }
    self.run = run
    self.before = before
    self.after = after
  }

  /// Inputs, gates and states by their names; of many inputs those that the next step reads.
  private static func rows(_ run: PredictionRun) -> [String] {
    let kind = CellKind(rawValue: run.preset.cell) ?? .lstm
    let next = run.preset.tape[run.step]
    let inputs = run.preset.inputs.indices.filter { index in
      run.preset.inputs.count <= mostInputs || next[index] != 0
    }
    return inputs.prefix(mostInputs).map { run.preset.inputs[$0].name }
      + kind.traced.map(\.letter).filter { $0 != "h" } + (kind.hasCellState ? ["c", "h"] : ["h"])
  }

  private var model: LabModel { after.model }
  private var step: Int { run.step + 1 }

  /// `c₅`, or `c₅[2]` where there are several units.
  private func name(_ letter: String, _ t: Int) -> String {
    symbol(letter, at: t) + (model.trace.hiddenSize > 1 ? "[\(run.prediction.unit + 1)]" : "")
  }

  // MARK: Words

  var question: Phrase {
    let name = name(run.prediction.symbol, step)
    switch run.prediction.target {
    case .value: return .predictValue(name)
    case .sign: return .predictSign(name)
    case .comparison(let condition):
      return .predictComparison(
        "\(name) \(condition.comparison.sign) \(LabNumber.trimmed(condition.value))")
    }
  }

  /// The right answer on one line, with the number from which it follows.
  func rightAnswer(in language: Language) -> String {
    let value = "\(name(run.prediction.symbol, step)) = \(LabNumber.text(run.truth.value))"
    switch run.truth {
    case .number(let number):
      let numeric = Question.Numeric(answer: number, tolerance: run.prediction.tolerance)
      return value + (numeric.shownMargin.map { " ± " + $0 } ?? "")
    case .sign(let sign, _): return language.say(.predictedBecause(sign.phrase, value))
    case .holds(let holds, _):
      return language.say(.predictedBecause(holds ? .yes : .no, value))
    }
  }

  /// The equations that make the value, with their numbers.
  var equations: [String] {
    let letter = run.prediction.symbol
    if letter != "c", letter != "h", let gate = letter.first.flatMap({ Gate(letter: $0) }) {
      return gateEquation(gate).map { [$0] } ?? []
    }
    guard let account = model.account(at: step, Site(unit: run.prediction.unit)) else { return [] }
    let exact = account.equations.filter { $0.letter == letter && letter == "c" }
    return (exact.isEmpty ? account.equations : exact).map { $0.plainText { name($0, $1) } }
  }

  /// `f₅ = σ(10) = 0.99995`; nil for gates that are no function of their own sum.
  private func gateEquation(_ gate: Gate) -> String? {
    guard let function = model.kind.function(of: gate), function != "exp",
      let sum = model.trace.value(.preactivation(gate), at: step, unit: run.prediction.unit)
    else { return nil }
    let number = LabNumber.trimmed(Double(sum))
    let applied =
      function.contains("a)") || function.contains("(a")
      ? function.replacing("a/", with: number + "/").replacing(" a)", with: " " + number + ")")
      : "\(function)(\(number))"
    return "\(name(String(gate.letter), step)) = \(applied) = "
      + LabNumber.text(run.truth.value)
  }

  // MARK: Pictures

  /// The figure as lines of a page: the next step hidden, or taken.
  func picture(isRevealed: Bool, width: Int, language: Language) -> [Line] {
    let state = isRevealed ? after : before
    let width = max(1, width)
    let layout = FigureLayout(state, width: width, isCompact: true)
    var canvas = Canvas(size: Size(rows: layout.height, columns: width))
    FigureView(state: state, language: language, isFocused: false, isCompact: true)
      .draw(in: canvas.bounds, on: &canvas)
    var lines = canvas.lines
    while let last = lines.last, last.plainText.allSatisfy({ $0 == " " }) { lines.removeLast() }
    return lines
  }

  /// The same for those who read line by line, before the step.
  func plainLines(width: Int, language: Language) -> [String] {
    let title = run.preset.title.best(for: language) ?? run.preset.id
    var lines = [
      language.say(.predictionStands(title, step: run.step, of: model.count))
    ]
    let told = before.plainLines(language).prefix(run.step)
    lines += told.suffix(Self.toldSteps).map { "  " + $0 }
    func inputs(_ language: Language) -> [String] {
      zip(run.preset.inputs, model.trace.steps[run.step].input).map { input, value in
        "\(input.label(language, width: .max)) = \(LabNumber.trimmed(Double(value)))"
      }
    }
    lines.append(language.say(before.soFar))
    lines.append(
      language.say(.plainInputs(symbol("x", at: step), inputs(.english), inputs(.chinese))))
    return lines.flatMap { Line($0).wrapped(to: width, hanging: 4).map(\.plainText) }
  }
}

extension LabFigure.Condition.Comparison {
  /// As it is read: `≤`.
  fileprivate var sign: String {
    switch self {
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    }
  }
}

extension Sign {
  var phrase: Phrase {
    switch self {
    case .negative: .signNegative
    case .zero: .signZero
    case .positive: .signPositive
    }
  }
}

extension Guess {
  /// The key that chooses it, as it is shown.
  var key: String {
    switch self {
    case .sign(.negative): "−"
    case .sign(.zero): "0"
    case .sign(.positive): "+"
    case .holds(true): "y"
    case .holds(false): "n"
    }
  }

  var phrase: Phrase {
    switch self {
    case .sign(let sign): sign.phrase
    case .holds(let holds): holds ? .yes : .no
    }
  }
}

extension Prediction {
  /// What there is to choose from; empty where a number is typed.
  var guesses: [Guess] {
    switch target {
    case .value: []
    case .sign: Sign.allCases.map { .sign($0) }
    case .comparison: [.holds(true), .holds(false)]
    }
  }
}

extension Canvas {
  /// The rows as lines of text.
  var lines: [Line] {
    (0..<size.rows).map { row in
      var line = Line()
      for cell in cells[(row * size.columns)..<((row + 1) * size.columns)] {
        line.append(cell.text, cell.style)
      }
      return line
    }
  }
}
