import Cells
import Languages
import Phrases
import Recurrent
import Study
import Views

extension SubstepAccount {
  /// What the sub-step does here, and what for.
  var words: Phrase {
    switch substep {
    case .gather:
      let (x, h) = (symbol("x", at: cell.t), symbol("h", at: cell.before))
      guard kind != .lstmPeephole else {
        return .phaseReadsCell(x, h, symbol("c", at: cell.before))
      }
      let isFirst = probe.site.layer == 0
      return kind.isRecurrentInGates
        ? .flowGathers(x, h, isFirst: isFirst) : .flowGathersInput(x, isFirst: isFirst)
    case .sum(let gate): return sumWords(gate)
    case .reset:
      return .flowResets(
        LabWords.percent(cell.gate(.reset)), of: symbol("h", at: cell.before))
    case .add where cell.isWritten(.cell), .show where cell.isWritten(.hidden):
      return .flowIsWrittenOver
    case .add where !kind.hasCellState && cell.isWritten(.hidden): return .flowIsWrittenOver
    case .squash where kind == .minLSTM: return .flowShares
    case .squash where kind == .sLSTM: return .flowStabilizes
    case .squashNew: return .flowSquashesNew
    default:
      guard let account = CellAccount(probe, t: cell.t) else { return .isNotANumber }
      return account.sentence(for: substep) ?? account.summary.last ?? .isNotANumber
    }
  }

  /// Which part of a sum counts most.
  private func sumWords(_ gate: Gate) -> Phrase {
    let sum = cell.sum(gate)
    guard sum.isFinite else { return .isNotANumber }
    let parts = dotProduct(gate).groups.map { ($0.label, $0.part) }
    guard let (label, part) = parts.max(by: { abs($0.1) < abs($1.1) }), part != 0 else {
      return .flowSumIsEmpty
    }
    let isGate = kind.function(of: gate) == "σ"
    // σ(±1) is 0.73 and 0.27, while tanh 0.9 is 0.72.
    let middle = isGate ? 1.0 : 0.1
    let isLed = abs(part) > parts.reduce(-abs(part)) { $0 + abs($1.1) }
    let name = kind.isPlain ? "h" : gate.rawValue
    return .flowSumLed(
      by: label.plainText, LabNumber.signed(part), alone: isLed,
      gate: name, isGate: isGate, level: sum > middle ? 1 : sum < -middle ? -1 : 0)
  }

  /// The sum of a gate term by term, grouped by where its numbers come from.
  func dotProduct(_ gate: Gate) -> DotProduct {
    let weights = probe.weights
    let row = weights.row(gate, unit: probe.unit)
    let (x, h) = (symbol("x", at: cell.t), symbol("h", at: cell.before))
    if kind == .lstmLayerNorm { return normalizedParts(row, x: x, h: h) }
    let isReset = kind == .gru && gate == .new
    var groups = [
      DotProduct.Group(
        label: Line(x, .strong), style: .strong,
        terms: zip(weights[.weightIH].row(row), probe.input(at: cell.t)).map {
          .init(weight: Double($0), value: Double($1))
        })
    ]
    if kind.isRecurrentInGates {
      let recurrent = weights[.weightHH].row(row)
      var terms = recurrent.enumerated().map { unit, weight in
        var value = Double(probe.value(.hidden, before: cell.t, unit: unit) ?? .nan)
        if kind == .gruV1, gate == .new {
          value *= Double(probe.value(.gate(.reset), at: cell.t, unit: unit) ?? .nan)
        }
        return DotProduct.Term(weight: Double(weight), value: value)
      }
      if isReset { terms.append(.init(weight: Self.bias(weights, .biasHH, row), value: nil)) }
      let label = isReset ? "r·" + h : kind == .gruV1 && gate == .new ? "r⊙" + h : h
      groups.append(
        DotProduct.Group(
          label: Line(label, Style(.hiddenState, .bold)), style: Style(.hiddenState),
          terms: terms,
          factor: isReset ? .number(cell.gate(.reset), Style(.inputGate)) : nil))
    }
    if kind == .lstmPeephole, let peephole = Peephole(gate) {
      let (weight, value) = cell.peephole(peephole)
      let label = symbol("c", at: gate == .output ? cell.t : cell.before)
      groups.append(
        DotProduct.Group(
          label: Line(label, Style(.cellState, .bold)), style: Style(.cellState),
          terms: [.init(weight: weight, value: value)]))
    }
    let bias =
      isReset ? Self.bias(weights, .biasIH, row) : Double(weights.bias(gate, unit: probe.unit))
    groups.append(
      DotProduct.Group(
        label: Line("b", .strong), style: .body, terms: [.init(weight: bias, value: nil)]))
    return DotProduct(groups: groups)
  }

  private static func bias(
    _ weights: LayerParameters<Float>, _ name: ParameterName, _ row: Int
  ) -> Double {
    weights[name].values.isEmpty ? 0 : Double(weights[name].values[row])
  }

  /// LN(W·x) + LN(U·h) + b, whose first two parts depend on all gates and units.
  private func normalizedParts(_ row: Int, x: String, h: String) -> DotProduct {
    let weights = probe.weights
    func part(_ label: String, _ style: Style, _ detail: Detail, _ gain: ParameterName)
      -> DotProduct.Group
    {
      let values = (cell.step.details[detail] ?? []).map { Double($0) }
      let scaled = Normalization(values).normalized
      let value =
        scaled.indices.contains(row) ? Double(weights[gain].values[row]) * scaled[row] : .nan
      return DotProduct.Group(
        label: Line("LN·" + label, style), style: Style(style.role),
        terms: [.init(weight: value, value: nil)])
    }
    return DotProduct(groups: [
      part(x, .strong, .inputSum, .inputGain),
      part(h, Style(.hiddenState, .bold), .recurrentSum, .recurrentGain),
      .init(
        label: Line("b", .strong), style: .body,
        terms: [
          .init(
            weight: Self.bias(weights, .biasIH, row) + Self.bias(weights, .biasHH, row), value: nil)
        ]),
    ])
  }
}

/// Layer normalisation of a vector, as the lab needs it for its numbers.
struct Normalization {
  let normalized: [Double]
  private let scale: Double

  init(_ x: [Double]) {
    let count = Double(max(1, x.count))
    let mean = x.reduce(0, +) / count
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let scale = 1 / (variance + 1e-5).squareRoot()
    normalized = x.map { ($0 - mean) * scale }
    self.scale = scale
  }

  /// ∂L/∂x from ∂L/∂ of what is normalised.
  func backward(_ gradient: [Double]) -> [Double] {
    let count = Double(max(1, gradient.count))
    let mean = gradient.reduce(0, +) / count
    let along = zip(gradient, normalized).reduce(0) { $0 + $1.0 * $1.1 } / count
    return zip(gradient, normalized).map { scale * ($0 - mean - $1 * along) }
  }
}

extension VariantReading {
  /// Everything that the layer computed at this step.
  var step: CellStep<Float> { probe.run.trace.steps[t - 1].layers[probe.index].values }

  /// The state that this step began with.
  var stateBefore: CellState<Float> {
    let trace = probe.run.trace
    return (1...max(1, trace.count)).contains(before) && before <= trace.count
      ? trace.steps[before - 1].layers[probe.index].values.state : trace.initial[probe.index]
  }

  private func number(_ values: [Float]?) -> Double {
    values.flatMap { $0.indices.contains(probe.unit) ? Double($0[probe.unit]) : nil } ?? .nan
  }

  var stabilizer: Double { number(step.state.stabilizer) }
  var stabilizerBefore: Double { number(stateBefore.stabilizer) }
  var normalizer: Double { number(step.state.normalizer) }
  var normalizerBefore: Double { number(stateBefore.normalizer) }

  /// A peephole's weight of this unit, and the c that it lets the gate see.
  func peephole(_ peephole: Peephole) -> (weight: Double, cell: Double) {
    let H = probe.weights.shape.hiddenSize
    let weight = probe.weights[.peephole].values[peephole.rawValue * H + probe.unit]
    return (Double(weight), peephole == .output ? cell : cellBefore)
  }

  /// Whether somebody wrote a number over this unit's c or h.
  func isWritten(_ part: Intervention.Part) -> Bool {
    (part == .cell ? step.written.cell : step.written.hidden).contains(probe.unit)
  }
}

extension CellKind {
  /// What the share of the old state is called in formulas.
  var keptName: String {
    switch self {
    case .gru, .gruV1: "z"
    case .minGRU: "(1 − z)"
    case .minLSTM: "f′"
    default: "f"
    }
  }

  /// What the share of the candidate is called in formulas.
  var writtenName: String {
    switch self {
    case .gru, .gruV1: "(1 − z)"
    case .minGRU: "z"
    case .minLSTM: "i′"
    default: "i"
    }
  }

  /// `W·x₅ + U·h₄ + b`
  func sumSymbols(_ gate: Gate, t: Int, before: Int) -> Line {
    let (x, h) = (symbol("x", at: t), symbol("h", at: before))
    var line = Line(self == .lstmLayerNorm ? "LN(W·\(x))" : "W·\(x)")
    switch (self, gate) {
    case (.gru, .new): line.append(" + r·(U·\(h) + b)")
    case (.gruV1, .new): line.append(" + U·(r⊙\(h))")
    case (.lstmLayerNorm, _): line.append(" + LN(U·\(h))")
    default: if isRecurrentInGates { line.append(" + U·\(h)") }
    }
    if self == .lstmPeephole, Peephole(gate) != nil {
      line.append(" + p·" + symbol("c", at: gate == .output ? t : before))
    }
    line.append(" + b")
    return line
  }

  /// What a sub-step is called.
  func title(of substep: Substep) -> Phrase {
    switch substep {
    case .gather: isRecurrentInGates ? .flowGather : .flowGatherInput
    case .sum(let gate): isPlain ? .flowSumOfAll : .flowSum(of: gate.spokenName)
    case .squash: .flowSquash
    case .reset: .flowReset
    case .squashNew: .flowSquashNew
    case .keep: hasCellState ? .flowKeepCell : .flowKeepHidden
    case .write: .flowWrite
    case .add: hasCellState ? .flowAddCell : .flowAddHidden
    case .squashCell: self == .sLSTM ? .flowNormalizeCell : .flowSquashCell
    case .show: isPlain ? .flowSquashSum : .flowShow
    }
  }

  /// A sub-step in a few cells, for a list beside the picture.
  func shortTitle(of substep: Substep) -> String {
    switch substep {
    case .gather: isRecurrentInGates ? "x, h" : "x"
    case .sum(let gate): isPlain ? "a" : "a_" + gate.rawValue
    case .squash: self == .gru || self == .gruV1 ? "σ" : "σ tanh"
    case .reset: "r·U·h"
    case .squashNew: "n"
    case .keep: self == .minGRU ? "(1−z)h" : keptName + "·" + (hasCellState ? "c" : "h")
    case .write: writesOne ? "(1−z)n" : writtenName + "·g"
    case .add: hasCellState ? "c" : "h"
    case .squashCell: self == .sLSTM ? "c/n" : "tanh c"
    case .show: "h"
    }
  }

  /// Whether what comes in is what z leaves.
  private var writesOne: Bool { self == .gru || self == .gruV1 }
}

extension Gate {
  /// The gate in the middle of a sentence.
  var spokenName: Phrase {
    switch self {
    case .forget: .plainForgetGate
    case .input: .plainInputGate
    case .candidate: .plainCandidate
    case .output: .plainOutputGate
    case .reset: .plainResetGate
    case .update: .plainUpdateGate
    case .new: .plainNewState
    }
  }
}
