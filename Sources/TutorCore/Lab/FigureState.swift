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
  /// The lab that the figure is compared with.
  let rival: FigureRival?
  private(set) var stepper: Stepper
  /// Whether the step was found that `ask` asks for; true when nothing is asked.
  private(set) var isSolved: Bool
  /// The unit that is shown.
  let site: Site
  /// Whether the inputs of the next step are shown, and all that follows from them is hidden.
  private(set) var hidesNext = false

  /// Runs the figure; nil when its preset cannot be run.
  ///
  /// - Parameters:
  ///   - rival: the preset that `compare` names; left out where it cannot be run
  ///   - isSolved: whether the learner has found earlier what it asks for
  init?(
    _ figure: LabFigure, preset: LabPreset, rival: LabPreset? = nil, isSolved: Bool = false
  ) {
    do throws(LabRun.Failure) {
      model = try LabModel(preset, steps: figure.steps)
    } catch {
      return nil
    }
    self.figure = figure
    self.rival = rival.flatMap { [model] in FigureRival($0, beside: model) }
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
    rival = nil
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

  /// Whether the step that is asked for lies behind, and none like it ahead.
  var isPassed: Bool {
    guard let condition = figure.ask?.condition, let signal = Signal(symbol: condition.symbol)
    else { return false }
    func isFound(in steps: Range<Int>) -> Bool {
      steps.contains { t in
        model.trace.value(signal, at: t, unit: condition.unit).map {
          condition.holds(for: Double($0))
        } ?? false
      }
    }
    let t = max(1, stepper.t)
    return isFound(in: 1..<t) && !isFound(in: t..<(max(t, model.count) + 1))
  }

  // MARK: Picture

  /// The keys that work while the figure is focused.
  static let keys = [KeyHint("←→", .labStep, rank: 0), KeyHint("{ }", .labFirstLast, rank: 4)]

  /// The number of rows that the figure takes at a width, the same at every step.
  func rows(width: Int) -> Int { FigureLayout(self, width: width).height }

  /// The scale of a signal; that of the compared states holds both of them.
  func range(of signal: Signal) -> PlotRange {
    signal == model.kind.plotted.signal ? stateRange : model.range(of: signal)
  }

  /// The scale of the states, widened to hold the rival's, but never so far that the figure's own
  /// is flat.
  var stateRange: PlotRange {
    let own = model.range(of: model.kind.plotted.signal)
    guard let other = rival?.range else { return own }
    let limit = 4 * max(own.high, -own.low)
    return own.union(PlotRange(low: max(-limit, other.low), high: min(limit, other.high)))
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
  func plainLines(_ language: Language) -> [String] {
    let rows = FigureLayout(self, width: 80).rows.map { row in
      (symbol: row.symbol(model.preset), values: row.series(model, site))
    }
    let others = rival?.rows.map { row in
      (symbol: row.symbol(rival?.model.preset ?? model.preset), values: rival?.series(row) ?? [])
    }
    func told(_ rows: [(symbol: String, values: [Double])], _ index: Int) -> String {
      rows.filter { $0.values.indices.contains(index) }.map {
        "\($0.symbol) = \(LabNumber.trimmed($0.values[index]))"
      }.joined(separator: ", ")
    }
    return (0..<model.count).map { index in
      let line = "t = \(index + 1): " + told(rows, index)
      guard let beside = others.map({ told($0, index) }), !beside.isEmpty else { return line }
      return line + language.say(.plainFigureBeside(beside))
    }
  }
}
