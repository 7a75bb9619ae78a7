import Cells
import Console
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

/// A live figure inside a lesson: a running cell that is stepped in place.
///
/// With `ask` the lesson goes on when the learner has stood on a step where the condition holds.
struct FigureState: Hashable, Sendable {
  let figure: LabFigure
  let model: LabModel
  private(set) var stepper: Stepper
  /// Whether the step was found that `ask` asks for; true when nothing is asked.
  private(set) var isSolved: Bool
  /// The unit that is shown.
  let site: Site
  /// Whether the inputs of the next step are shown, and all that follows from them is hidden.
  private(set) var hidesNext = false

  /// Runs the figure; nil when its preset cannot be run.
  ///
  /// - Parameter isSolved: whether the learner has found earlier what it asks for
  init?(_ figure: LabFigure, preset: LabPreset, isSolved: Bool = false) {
    do throws(LabRun.Failure) {
      model = try LabModel(preset, steps: figure.steps)
    } catch {
      return nil
    }
    self.figure = figure
    stepper = Stepper(count: model.count, kind: model.kind)
    self.isSolved = isSolved || figure.ask == nil
    site = Site(unit: figure.ask?.condition.unit ?? 0)
  }

  /// A figure that stands at timestep `t`, where the next one is to be predicted or was predicted.
  init?(_ figure: LabFigure, preset: LabPreset, at t: Int, unit: Int, hidesNext: Bool) {
    do throws(LabRun.Failure) {
      model = try LabModel(preset, steps: figure.steps)
    } catch {
      return nil
    }
    self.figure = figure
    site = Site(unit: unit)
    self.hidesNext = hidesNext
    stepper = Stepper(count: model.count, kind: model.kind, t: t)
    isSolved = true
  }

  /// The timestep that the numbers and the cursor show.
  var shownStep: Int { stepper.t + (hidesNext ? 1 : 0) }

  /// Steps the figure; false for keys that are none of its business.
  ///
  /// The ends of the sequence swallow the key too, so that it never scrolls the page by surprise.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .right, .character("l"): stepper.forward()
    case .left, .character("h"): stepper.back()
    case .home, .character("{"): stepper.goToStart()
    case .end, .character("}"): stepper.goToEnd()
    default: return false
    }
    if holds { isSolved = true }
    return true
  }

  /// Whether the condition that is asked for holds at the current step; never at step 0.
  var holds: Bool {
    guard stepper.t > 0, let value = askedValue, let condition = figure.ask?.condition else {
      return false
    }
    return condition.holds(for: value)
  }

  /// The value that the condition is about, at the current step.
  var askedValue: Double? {
    guard let condition = figure.ask?.condition, let signal = Signal(symbol: condition.symbol)
    else { return nil }
    return model.trace.value(signal, at: stepper.t, unit: condition.unit).map { Double($0) }
  }

  // MARK: Picture

  /// The keys that work while the figure is focused.
  static let keys = [KeyHint("←→", .labStep, rank: 0), KeyHint("{ }", .labFirstLast, rank: 4)]

  /// The number of rows that the figure takes at a width, the same at every step.
  static func rows(for figure: LabFigure, preset: LabPreset, width: Int) -> Int {
    FigureLayout(figure, preset: preset, width: width).height
  }

  func draw(in rect: Rect, on canvas: inout Canvas, language: Language, isFocused: Bool) {
    FigureView(state: self, language: language, isFocused: isFocused).draw(in: rect, on: &canvas)
  }

  /// The states that the next step starts from: `c₄ = −1, h₄ = −0.761`.
  var soFar: Phrase {
    let index = model.trace.hiddenSize > 1 ? "[\(site.unit + 1)]" : ""
    let states: [(String, Signal)] =
      model.kind.hasCellState ? [("c", .cell), ("h", .hidden)] : [("h", .hidden)]
    let texts = states.map { letter, signal in
      let value =
        model.trace.value(signal, at: stepper.t, unit: site.unit).map { Double($0) } ?? .nan
      return "\(symbol(letter, at: stepper.t))\(index) = \(LabNumber.trimmed(value))"
    }
    return .figureSoFar(texts, next: symbol("x", at: stepper.t + 1))
  }

  /// The same for readers that cannot see it: a line a step with every number named.
  var plainLines: [String] {
    let rows = FigureLayout(figure, preset: model.preset, width: 80).rows
    return (0..<model.count).map { index in
      let values = rows.map { row in
        let value = row.series(model, site)[index]
        return "\(row.symbol(model.preset)) = \(LabNumber.trimmed(value))"
      }
      return "t = \(index + 1): " + values.joined(separator: ", ")
    }
  }
}

/// One quantity of a figure.
enum FigureRow: Hashable, Sendable {
  /// A component of x, by its index.
  case input(Int)
  case signal(Signal)

  /// Signed values get two rows where there is room, so that 0 has a line.
  func comfortableHeight(_ kind: CellKind) -> Int {
    switch self {
    case .input: 1
    case .signal(.gate(let gate)): kind.isShare(gate) ? 1 : 2
    case .signal: 2
    }
  }

  var isInput: Bool { if case .input = self { true } else { false } }

  /// Whether it is about what the outside sees.
  var isOutput: Bool { self == .signal(.gate(.output)) || self == .signal(.hidden) }

  var role: Role {
    switch self {
    case .signal(.gate(let gate)): gate.role
    case .signal(.hidden): .hiddenState
    case .signal: .cellState
    case .input: .body
    }
  }

  func symbol(_ preset: LabPreset) -> String {
    switch self {
    case .input(let index): preset.inputs[index].name
    case .signal(.gate(let gate)): String(gate.letter)
    case .signal(.hidden): "h"
    case .signal: "c"
    }
  }

  /// `f forget`
  func label(_ preset: LabPreset, language: Language, width: Int) -> String {
    let name: Phrase
    switch self {
    case .input(let index): return preset.inputs[index].label(language, width: width)
    case .signal(.gate(let gate)): name = gate.name
    case .signal(.hidden): name = .hiddenState
    case .signal: name = .cellState
    }
    return (symbol(preset) + " " + language.say(name)).truncated(to: width)
  }

  func series(_ model: LabModel, _ site: Site) -> [Double] {
    switch self {
    case .input(let index): model.input(index)
    case .signal(let signal): model.series(signal, site)
    }
  }
}

/// What a figure shows, and how high each part is at a width.
///
/// The question and what is said of it stand on top, so that they are seen wherever the figure is
/// cut.
struct FigureLayout: Hashable, Sendable {
  /// Names, then numbers, then the traces.
  static let labelWidth = 10
  static let traceColumn = labelWidth + LabNumber.width + 2

  /// The rows that a narrow window has for a figure.
  static let narrowRoom = 16

  var rows: [FigureRow]
  private let kind: CellKind
  /// Whether signed values get two rows.
  var isTall: Bool
  /// Whether the sentence about h is the one that counts.
  var isAboutOutput: Bool
  /// Rows for the words under the traces.
  var wordRows: Int
  /// Rows for the question and what is said of it.
  var askRows: Int

  /// - Parameter isCompact: whether every quantity gets one row only
  init(_ figure: LabFigure, preset: LabPreset, width: Int, isCompact: Bool = false) {
    kind = CellKind(rawValue: preset.cell) ?? .lstm
    let all =
      kind.traced.map(\.letter).filter { $0 != "h" } + (kind.hasCellState ? ["c", "h"] : ["h"])
    let names = figure.show.isEmpty ? all : figure.show
    rows = names.compactMap { name in
      if let index = preset.inputs.firstIndex(where: { $0.name == name }) { return .input(index) }
      return Signal(symbol: name).map { .signal($0) }
    }
    let asked = figure.ask.flatMap { Signal(symbol: $0.condition.symbol) }
    isAboutOutput =
      rows.contains(where: \.isOutput) || asked.map { FigureRow.signal($0).isOutput } ?? false
    wordRows = width >= 76 && !isAboutOutput ? 2 : 3
    askRows = figure.ask.map { Self.ask($0.text, width: width).count + 1 } ?? 0
    isTall = !isCompact
    if width < 76, height > Self.narrowRoom { isTall = false }
  }

  func height(of row: FigureRow) -> Int { isTall ? row.comfortableHeight(kind) : 1 }

  /// Title, question, quantities, cursor, words.
  var height: Int { 1 + askRows + rows.reduce(0) { $0 + height(of: $1) } + 1 + wordRows }

  static func ask(_ text: String, width: Int) -> [Line] {
    Line("? " + text, .strong).wrapped(to: max(8, width), hanging: 2)
  }
}
