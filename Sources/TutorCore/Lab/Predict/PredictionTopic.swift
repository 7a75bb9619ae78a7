import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

/// How the predictions in a lab have turned out.
struct PredictionScore: Hashable, Sendable {
  private(set) var right = 0
  private(set) var total = 0
  /// Right ones since the last wrong one.
  private(set) var streak = 0

  mutating func add(_ isRight: Bool) {
    total += 1
    right += isRight ? 1 : 0
    streak = isRight ? streak + 1 : 0
  }
}

extension Bench {
  /// The timestep that is read after `t` in the direction that is looked at. Before the first step
  /// one stands in front of either end.
  func timestep(after t: Int) -> Int {
    guard site.direction == .reverse else { return t + 1 }
    return t == 0 ? model.count : t - 1
  }

  /// Whether there is a timestep `t` that has been computed.
  func isKnown(_ t: Int) -> Bool { t >= 1 && t <= model.known }
}

/// Something that can be asked of the next step of a lab.
enum PredictionTopic: Hashable, Sendable {
  case traced(Prediction)
  /// The class that a read-out will name, by the index of the read-out.
  case readout(Int)

  /// What is worth asking of a unit, the easiest first.
  static func all(_ bench: Bench) -> [PredictionTopic] {
    let kind = bench.model.kind
    let unit = bench.site.unit
    let state = kind.hasCellState ? "c" : "h"
    var topics: [PredictionTopic] = bench.preset.readouts.indices
      .filter { !bench.preset.readouts[$0].classes.isEmpty }.map { .readout($0) }
    topics.append(.traced(Prediction(.sign(symbol: state, unit: unit))))
    if !kind.isPlain {
      topics += kind.gatesInOrder.filter(kind.isShare).map { gate in
        .traced(
          Prediction(
            .comparison(
              LabFigure.Condition(
                symbol: String(gate.letter), unit: unit, comparison: .greater, value: 0.5))))
      }
    }
    topics.append(.traced(Prediction(.value(symbol: state, unit: unit))))
    if kind.hasCellState { topics.append(.traced(Prediction(.value(symbol: "h", unit: unit)))) }
    return topics
  }

  /// The answers to choose from; empty where a number is typed.
  func choices(_ bench: Bench) -> [Phrase] {
    switch self {
    case .readout(let index):
      return bench.preset.readouts[index].classes.map { $0.name.phrase }
    case .traced(let prediction):
      switch prediction.target {
      case .value: return []
      case .sign: return [.signNegative, .signZero, .signPositive]
      case .comparison: return [.yes, .no]
      }
    }
  }

  func question(_ bench: Bench, t: Int) -> Phrase {
    switch self {
    case .readout(let index):
      let name = bench.preset.readouts[index].name
      return .predictsClass(name.best(for: .english) ?? "", name.best(for: .chinese) ?? "")
    case .traced(let prediction):
      let name = symbol(prediction.symbol, at: t)
      return switch prediction.target {
      case .value:
        .predictsNumber(name, margin: LabNumber.trimmed(prediction.tolerance.margin(of: 0)))
      case .sign: .predictSign(name)
      case .comparison: .predictsOpen(name)
      }
    }
  }

  /// Index of the right choice at timestep `t`; nil where a number is asked for, and where nothing
  /// is right, as for the sign of NaN.
  func rightChoice(_ bench: Bench, t: Int) -> Int? {
    switch self {
    case .readout(let index):
      let readout = bench.preset.readouts[index]
      guard let value = readout.value(in: bench.model.run, at: t),
        let name = readout.className(value)
      else { return nil }
      return readout.classes.firstIndex { $0.name == name }
    case .traced(let prediction):
      switch value(bench, t: t).flatMap(prediction.truth(of:)) {
      case .sign(let sign, _): return sign.rawValue + 1
      case .holds(let holds, _): return holds ? 0 : 1
      default: return nil
      }
    }
  }

  /// The number that the answer is about.
  func value(_ bench: Bench, t: Int) -> Double? {
    switch self {
    case .readout(let index): bench.preset.readouts[index].value(in: bench.model.run, at: t)
    case .traced(let prediction):
      Signal(symbol: prediction.symbol).flatMap {
        bench.model.probe(bench.site).value($0, at: t)
      }.map { Double($0) }
    }
  }

  /// The right answer, and the equation that it comes from.
  func truth(_ bench: Bench, t: Int, _ language: Language) -> String {
    let value = value(bench, t: t) ?? .nan
    switch self {
    case .readout(let index):
      return bench.preset.readouts[index].text(value, language).plainText
    case .traced(let prediction):
      let text = "\(symbol(prediction.symbol, at: t)) = \(LabNumber.text(value))"
      if isSetByHand(prediction, bench, t: t) { return language.say(.predictSetByHand(text)) }
      let equations = bench.model.account(at: t, bench.site)?.equations ?? []
      return equations.first { $0.letter == prediction.symbol }?.plainText(symbol(_:at:)) ?? text
    }
  }

  /// Whether somebody wrote over the state that is asked for.
  private func isSetByHand(_ prediction: Prediction, _ bench: Bench, t: Int) -> Bool {
    guard bench.isKnown(t) else { return false }
    let written = bench.model.trace.steps[t - 1].layers[bench.siteIndex].values.written
    return switch prediction.symbol {
    case "c": written.cell.contains(bench.site.unit)
    case "h": written.hidden.contains(bench.site.unit)
    default: false
    }
  }
}

extension Localized<String> {
  /// The same text as a sentence of the program.
  fileprivate var phrase: Phrase {
    Phrase(en: best(for: .english) ?? "", zh: best(for: .chinese) ?? "")
  }
}
