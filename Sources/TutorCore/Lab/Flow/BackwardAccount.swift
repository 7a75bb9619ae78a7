import Cells
import Languages
import Phrases
import Recurrent
import Study
import Views

/// What one sub-step of the way back computes in one unit: in symbols, numbers and words.
///
/// L is the sum of the last output; δ stands for ∂L/∂.
struct BackwardAccount {
  let cell: VariantReading
  let substep: BackwardSubstep
  let trace: BackwardTrace<Float>
  let step: BackwardStep<Float>

  /// Nil where the way back has not come to `t` yet.
  init?(_ probe: Probe, t: Int, _ substep: BackwardSubstep, _ trace: BackwardTrace<Float>) {
    guard let cell = VariantReading(probe, t: t),
      let step = trace.step(t: t, layer: probe.site.layer, direction: probe.site.direction)
    else { return nil }
    (self.cell, self.substep, self.trace, self.step) = (cell, substep, trace, step)
  }

  /// Where one stands; nil on the way forward and while nothing is known.
  init?(_ scene: LabScene) {
    guard let view = scene.backward, let trace = view.trace,
      scene.kind.backwardSubsteps.indices.contains(view.place)
    else { return nil }
    self.init(scene.probe, t: scene.t, scene.kind.backwardSubsteps[view.place], trace)
  }

  /// The same step at another place.
  func at(_ substep: BackwardSubstep) -> BackwardAccount? {
    BackwardAccount(probe, t: cell.t, substep, trace)
  }

  var kind: CellKind { cell.kind }
  var probe: Probe { cell.probe }
  var unit: Int { probe.unit }
  var isProjected: Bool { probe.weights.shape.projectionSize > 0 }

  /// From 1.
  var place: Int { (kind.backwardSubsteps.firstIndex(of: substep) ?? 0) + 1 }

  var title: Phrase {
    .flowBackTitle(place, of: kind.backwardSubsteps.count, kind.title(of: substep))
  }

  /// The sub-step told line by line.
  func lines(_ language: Language) -> [String] {
    [language.say(title)]
      + workings(language).map { $0.line(language, limit: 8).plainText }
      + [words].map { language.say($0) }
  }

  // MARK: What is known

  static func number(_ values: [Float]?, _ unit: Int) -> Double {
    values.flatMap { $0.indices.contains(unit) ? Double($0[unit]) : nil } ?? .nan
  }

  /// δ of a gate's sum in this unit.
  func delta(_ gate: Gate) -> Double { Self.number(step.deltas.vector(gate), unit) }

  /// δh as it goes on into the step: nothing where h was written over.
  var hidden: Double {
    guard !isProjected else { return projected }
    return cell.isWritten(.hidden) ? 0 : Self.number(step.hidden, unit)
  }

  /// δ of o ⊙ tanh c where h = W·(o ⊙ tanh c).
  private var projected: Double {
    projection.reduce(0) { $0 + $1.product }
  }

  private var projection: [DotProduct.Term] {
    let written = cell.step.written.hidden
    return step.hidden.indices.map { p in
      DotProduct.Term(
        weight: Double(probe.weights[.weightHR][p, unit]),
        value: written.contains(p) ? 0 : Double(step.hidden[p]))
    }
  }

  /// δc as it goes on into the step.
  var flowingCell: Double { cell.isWritten(.cell) ? 0 : Self.number(step.cell, unit) }

  func deltaName(_ letter: String, _ role: Role) -> Line { Line("δ" + letter, Style(role, .bold)) }

  /// What δh is called once it has passed the projection.
  var hiddenName: String { isProjected ? "δy" : "δ" + symbol("h", at: cell.t) }

  func number(_ signal: Signal, _ role: Role, before: Bool = false) -> Formula {
    .number(cell.value(signal, before: before), Style(role))
  }

  var hiddenNumber: Formula { .gradient(hidden, Style(.hiddenState)) }
  var cellNumber: Formula { .gradient(flowingCell, Style(.cellState)) }

  /// σ′ or tanh′ of what a gate became; a number of its own, as it may be tiny.
  func slope(_ gate: Gate) -> (symbols: String, value: Double) {
    let value = cell.gate(gate)
    let letter = kind.isPlain ? symbol("h", at: cell.t) : gate.rawValue
    // f′ has the slope f′·i′ for log f − log i, and log σ has the slope 1 − σ.
    if kind == .minLSTM, gate != .candidate { return ("(1 − \(letter))", 1 - value) }
    switch kind.function(of: gate) {
    case "2·tanh(a/2)": return ("(1 − \(letter)²/4)", 1 - value * value / 4)
    case "max(0, a)": return ("[\(letter) > 0]", value > 0 ? 1 : 0)
    case "tanh": return ("(1 − \(letter)²)", 1 - value * value)
    case nil where kind != .lstmCIFG: return ("1", 1)
    default: return ("\(letter)(1 − \(letter))", value * (1 - value))
    }
  }

  // MARK: Equations

  /// The equations of the sub-step.
  func workings(_ language: Language) -> [Working] {
    switch substep {
    case .arrive: return arriving(language)
    case .delta(let gate):
      return kind == .sLSTM && (gate == .forget || gate == .input)
        ? exponentialDelta(gate) : [deltaWorking(gate)]
    case .cell: return [cellWorking]
    case .previousHidden: return [previousHidden].compactMap { $0 }
    case .previousCell: return [previousCell]
    }
  }

  private func arriving(_ language: Language) -> [Working] {
    let after = probe.site.direction == .forward ? cell.t + 1 : cell.t - 1
    let next = trace.step(t: after, layer: probe.site.layer, direction: probe.site.direction)
    var result: [Working] = []
    let hiddenCount = step.hidden.count
    if unit < hiddenCount {
      let all = Self.number(step.hidden, unit)
      let fromNext = next.map { Self.number($0.previousHidden, unit) } ?? 0
      let above = fromAbove(unit)
      let isLast = probe.site.layer == probe.run.trace.shape.layerCount - 1
      let symbols =
        language.say(isLast ? .flowFromLoss : .flowFromAbove) + " + "
        + language.say(.flowFromStep(after))
      result.append(
        Working(
          name: deltaName(symbol("h", at: cell.t), .hiddenState),
          symbols: next == nil
            ? Line(language.say(isLast ? .flowFromLoss : .flowFromAbove))
            : Line(symbols),
          formula: next == nil
            ? nil
            : .sum([.gradient(above), .gradient(fromNext, Style(.hiddenState))]),
          result: all, style: Style(.hiddenState), isGradient: true))
    }
    if isProjected {
      result.append(
        Working(
          name: deltaName("y", .hiddenState), symbols: Line("Wᵀ·δ" + symbol("h", at: cell.t)),
          dot: DotProduct(groups: [
            .init(
              label: Line("δh"), style: Style(.hiddenState), terms: projection, isGradient: true)
          ]), result: projected, style: Style(.hiddenState), isGradient: true))
    }
    guard let arriving = step.arriving else { return result }
    result.append(
      Working(
        name: deltaName("c⁺", .cellState),
        symbols: next == nil ? nil : Line(language.say(.flowFromStep(after))),
        result: Self.number(arriving, unit), style: Style(.cellState), isGradient: true))
    return result
  }

  /// ∂L/∂h from L itself, or from the layer above.
  private func fromAbove(_ unit: Int) -> Double {
    let shape = probe.run.trace.shape
    guard probe.site.layer < shape.layerCount - 1 else {
      return cell.t == probe.run.trace.count ? 1 : 0
    }
    let offset = probe.site.direction == .forward ? 0 : shape.stateSize
    return shape.directions.reduce(0) { sum, direction in
      let above = trace.step(t: cell.t, layer: probe.site.layer + 1, direction: direction)
      return sum + (above.map { Self.number($0.input, offset + unit) } ?? 0)
    }
  }

  private func deltaWorking(_ gate: Gate) -> Working {
    let (symbols, factors) = kind.hasCellState ? cellFactors(gate) : hiddenFactors(gate)
    let (slopeSymbols, slope) = slope(gate)
    var (allSymbols, all) = (symbols, factors)
    if slopeSymbols != "1" {
      allSymbols.append(slopeSymbols)
      all.append(.gradient(slope))
    }
    let letter = kind.isPlain ? "a" : gate.rawValue
    return Working(
      name: deltaName(letter, kind.role(of: gate)),
      symbols: Line(allSymbols.joined(separator: "·")), formula: .product(all),
      result: delta(gate), style: Style(kind.role(of: gate)), isGradient: true)
  }

  /// What c and h were made with, of a cell that carries c.
  private func cellFactors(_ gate: Gate) -> ([String], [Formula]) {
    let old = symbol("c", at: cell.before)
    switch gate {
    case .output:
      return (
        [hiddenName, kind.shownSymbol(symbol("c", at: cell.t))],
        [hiddenNumber, .number(cell.shown, Style(.cellState))]
      )
    case .forget where kind == .lstmCIFG:
      return (
        ["δc", "(\(old) − g)"],
        [
          cellNumber,
          .difference(
            number(.cell, .cellState, before: true), number(.gate(.candidate), .candidate)),
        ]
      )
    case .forget: return (["δc", old], [cellNumber, number(.cell, .cellState, before: true)])
    case .input: return (["δc", "g"], [cellNumber, number(.gate(.candidate), .candidate)])
    default: return (["δc", "i"], [cellNumber, number(.gate(.input), .inputGate)])
    }
  }

  /// What h was made with, of a cell without c.
  private func hiddenFactors(_ gate: Gate) -> ([String], [Formula]) {
    let old = symbol("h", at: cell.before)
    let h = number(.hidden, .hiddenState, before: true)
    let z = number(.gate(.update), .forgetGate)
    let letter = kind.activations.contains(.new) ? "n" : "g"
    let candidate = Formula.number(cell.candidate, Style(.candidate))
    switch (kind, gate) {
    case (.rnnTanh, _), (.rnnReLU, _): return ([hiddenName], [hiddenNumber])
    case (.minGRU, .update):
      return ([hiddenName, "(\(letter) − \(old))"], [hiddenNumber, .difference(candidate, h)])
    case (_, .update):
      return ([hiddenName, "(\(old) − \(letter))"], [hiddenNumber, .difference(h, candidate)])
    case (.minGRU, _): return ([hiddenName, "z"], [hiddenNumber, z])
    case (_, .new): return ([hiddenName, "(1 − z)"], [hiddenNumber, .complement(z)])
    case (.gruV1, .reset):
      return (
        ["(U_nᵀ·δn)", old],
        [.gradient(Self.number(step.resetGradient, unit), Style(.candidate)), h]
      )
    case (_, .reset):
      return (
        ["δn", "(U·\(old) + b)"],
        [
          .gradient(delta(.new), Style(.candidate)),
          number(.detail(.recurrentNew), .hiddenState),
        ]
      )
    case (_, .candidate):
      return ([hiddenName, "i′"], [hiddenNumber, .number(cell.writtenShare, Style(.inputGate))])
    default: return shareFactors(gate, old: old, h: h, candidate: candidate)
    }
  }

  private func shareFactors(
    _ gate: Gate, old: String, h: Formula, candidate: Formula
  ) -> ([String], [Formula]) {
    let difference: Formula =
      gate == .forget ? .difference(h, candidate) : .difference(candidate, h)
    return (
      [hiddenName, gate == .forget ? "(\(old) − g)" : "(g − \(old))", "f′", "i′"],
      [
        hiddenNumber, difference, .number(cell.keptShare, Style(.forgetGate)),
        .number(cell.writtenShare, Style(.inputGate)),
      ]
    )
  }
}
