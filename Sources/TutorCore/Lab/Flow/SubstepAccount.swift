import Cells
import Languages
import Phrases
import Recurrent
import Study
import Views

/// What one sub-step of the forward pass computes in one unit: in symbols, numbers and words.
struct SubstepAccount {
  let cell: VariantReading
  let substep: Substep

  /// Nil outside the timesteps and units of the run.
  init?(_ probe: Probe, t: Int, _ substep: Substep) {
    guard let cell = VariantReading(probe, t: t), probe.kind.substeps.contains(substep) else {
      return nil
    }
    (self.cell, self.substep) = (cell, substep)
  }

  init?(_ scene: LabScene) {
    self.init(scene.probe, t: scene.t, scene.stepper.substep)
  }

  var kind: CellKind { cell.kind }
  var probe: Probe { cell.probe }

  /// From 1.
  var place: Int { (kind.substeps.firstIndex(of: substep) ?? 0) + 1 }

  /// `3/11 the sum of the input gate`
  var title: Phrase {
    .flowTitle(place, of: kind.substeps.count, kind.title(of: substep))
  }

  /// The equations of the sub-step; the sums of a layer are all of the same form.
  var workings: [Working] {
    switch substep {
    case .gather: gathered
    case .sum(let gate): [sum(of: gate)]
    case .squash: squashed
    case .reset: [resetPart]
    case .squashNew: [squashed(.new)]
    case .keep: [kept]
    case .write: [written]
    case .add: [added]
    case .squashCell: squashedCell
    case .show: kind.isPlain ? [squashed(.candidate)] : shown
    }
  }

  /// The sub-step told line by line: its name, its equations, what it is for.
  func lines(_ language: Language) -> [String] {
    [language.say(title)]
      + workings.map { $0.line(language, limit: 8).plainText }
      + [words].map { language.say($0) }
  }

  // MARK: Reading

  private func styled(_ gate: Gate) -> Style { Style(kind.role(of: gate)) }

  func name(_ letter: String, _ t: Int, _ role: Role) -> Line {
    Line(symbol(letter, at: t), Style(role, .bold))
  }

  private func gateName(_ gate: Gate) -> Line {
    Line(kind.isPlain ? symbol("h", at: cell.t) : gate.rawValue, Style(kind.role(of: gate), .bold))
  }

  private func sumName(_ gate: Gate) -> Line {
    Line(kind.isPlain ? symbol("a", at: cell.t) : "a_" + gate.rawValue, styled(gate))
  }

  private func number(_ signal: Signal, _ role: Role, before: Bool = false) -> Formula {
    .number(cell.value(signal, before: before), Style(role))
  }

  // MARK: Sub-steps

  /// x and h₋ as they come in.
  private var gathered: [Working] {
    let x = probe.input(at: cell.t).map { Double($0) }
    var result = vector("x", cell.t, x, .strong)
    if kind.isRecurrentInGates {
      let h = (0..<min(8, probe.weights.shape.stateSize)).map {
        Double(probe.value(.hidden, before: cell.t, unit: $0) ?? .nan)
      }
      result += vector("h", cell.before, h, Style(.hiddenState, .bold))
    }
    return result
  }

  /// The components of a vector, as many as one can take in.
  private func vector(_ letter: String, _ t: Int, _ values: [Double], _ style: Style) -> [Working] {
    values.prefix(4).enumerated().map { index, value in
      let place = values.count > 1 ? "[\(index + 1)]" : ""
      return Working(
        name: Line(symbol(letter, at: t) + place, style), result: value, style: style)
    }
  }

  private func sum(of gate: Gate) -> Working {
    Working(
      name: sumName(gate), symbols: kind.sumSymbols(gate, t: cell.t, before: cell.before),
      dot: dotProduct(gate), result: cell.sum(gate), style: styled(gate))
  }

  private var squashed: [Working] {
    var gates = kind.gatesInOrder.filter { kind.substep(of: $0) == .squash }
    // f comes before the i that follows from it.
    if kind == .lstmCIFG { gates = [.forget, .input, .candidate, .output] }
    let mine = gates.map(squashed)
    if kind == .sLSTM { return [stabilizer] + mine }
    guard kind == .minLSTM else { return mine }
    return mine + [share(.forget), share(.input)]
  }

  private func squashed(_ gate: Gate) -> Working {
    let style = styled(gate)
    let sum = Formula.number(cell.sum(gate), style)
    var working = Working(name: gateName(gate), result: cell.gate(gate), style: style)
    let a = sumName(gate).plainText
    switch (kind, gate) {
    case (.lstmCIFG, .input):
      working.symbols = Line("1 − f")
      working.formula = .complement(number(.gate(.forget), .forgetGate))
      return working
    case (.sLSTM, .input):
      working.symbols = Line("exp(a_i − m)")
      working.formula = .call("exp", .difference(sum, .number(cell.stabilizer)), Double.exponential)
      return working
    case (.sLSTM, .forget):
      working.symbols = Line("exp(m₋ + log σ(a_f) − m)")
      working.formula = .call(
        "exp",
        .sum([
          .number(cell.stabilizerBefore),
          .call("log σ", sum) { Self.logSigmoid($0) }, .number(-cell.stabilizer),
        ]), Double.exponential)
      return working
    default: break
    }
    guard let function = kind.function(of: gate) else {
      working.symbols = Line(a)
      return working
    }
    let (symbols, formula): (String, Formula) =
      switch function {
      case "max(0, a)": ("max(0, \(a))", .positive(sum))
      case "2·tanh(a/2)":
        (
          "2·tanh(\(a)/2)",
          .product([
            .number(2), .call("tanh", .quotient(sum, .number(2)), Double.hyperbolicTangent),
          ])
        )
      case "σ": ("σ(\(a))", .call("σ", sum, Double.sigmoid))
      default: ("tanh(\(a))", .call("tanh", sum, Double.hyperbolicTangent))
      }
    working.symbols = Line(symbols)
    working.formula = formula
    return working
  }

  private static func logSigmoid(_ x: Double) -> Double {
    x < 0
      ? x - .logarithmOfOnePlus(.exponential(x)) : -.logarithmOfOnePlus(.exponential(-x))
  }

  /// m of an sLSTM
  private var stabilizer: Working {
    Working(
      name: Line("m", .strong), symbols: Line("max(a_i, m₋ + log σ(a_f))"),
      result: cell.stabilizer)
  }

  /// f/(f+i) or i/(f+i) of a minimal LSTM
  private func share(_ gate: Gate) -> Working {
    let (f, i) = (number(.gate(.forget), .forgetGate), number(.gate(.input), .inputGate))
    let letter = gate.rawValue
    return Working(
      name: Line(letter + "′", Style(kind.role(of: gate), .bold)),
      symbols: Line("\(letter)/(f + i)"),
      formula: .quotient(gate == .forget ? f : i, .sum([f, i])),
      result: gate == .forget ? cell.keptShare : cell.writtenShare, style: styled(gate))
  }

  /// What the reset gate leaves of the old state.
  private var resetPart: Working {
    let r = number(.gate(.reset), .inputGate)
    if kind == .gruV1 {
      return Working(
        name: Line("r·") + name("h", cell.before, .hiddenState),
        formula: .product([r, number(.hidden, .hiddenState, before: true)]),
        result: cell.gate(.reset) * cell.hiddenBefore, style: Style(.inputGate))
    }
    let recurrent = cell.value(.detail(.recurrentNew))
    return Working(
      name: Line("r·(U·\(symbol("h", at: cell.before)) + b)"),
      formula: .product([r, .number(recurrent, Style(.hiddenState))]),
      result: cell.gate(.reset) * recurrent, style: Style(.inputGate))
  }

  private var kept: Working {
    let isCell = kind.hasCellState
    let (old, role): (String, Role) = isCell ? ("c", .cellState) : ("h", .hiddenState)
    let share = isCell ? cell.gate(.forget) : cell.keptShare
    let before = isCell ? cell.cellBefore : cell.hiddenBefore
    let formula: Formula =
      kind == .minGRU
      ? .complement(number(.gate(.update), .forgetGate)) : .number(share, Style(.forgetGate))
    return Working(
      name: Line(kind.keptName + "·", Style(.forgetGate)) + name(old, cell.before, role),
      formula: .product([formula, .number(before, Style(role))]),
      result: isCell ? cell.kept : cell.keptShare * cell.hiddenBefore, style: Style(.forgetGate))
  }

  private var written: Working {
    let isCell = kind.hasCellState
    let share = isCell ? cell.gate(.input) : cell.writtenShare
    let role: Role = isCell || kind == .minLSTM ? .inputGate : .forgetGate
    let formula: Formula =
      kind == .gru || kind == .gruV1
      ? .complement(number(.gate(.update), role)) : .number(share, Style(role))
    return Working(
      name: Line(kind.writtenName + "·", Style(role))
        + Line(kind.activations.contains(.new) ? "n" : "g", Style(.candidate)),
      formula: .product([formula, .number(cell.candidate, Style(.candidate))]),
      result: share * cell.candidate, style: Style(role))
  }

  private var added: Working {
    let isCell = kind.hasCellState
    let kept = isCell ? cell.kept : cell.keptShare * cell.hiddenBefore
    let written = isCell ? cell.written : cell.writtenShare * cell.candidate
    let role: Role = isCell ? .cellState : .hiddenState
    let letter = isCell ? "c" : "h"
    let symbols =
      (kind == .lstm1997 ? "" : kind.keptName + "·") + symbol(letter, at: cell.before) + " + "
      + kind.writtenName + "·" + (kind.activations.contains(.new) ? "n" : "g")
    return Working(
      name: name(letter, cell.t, role), symbols: Line(symbols),
      formula: .sum([
        .number(kept, Style(.forgetGate)),
        .number(written, Style(isCell || kind == .minLSTM ? .inputGate : .forgetGate)),
      ]), result: isCell ? cell.cell : cell.hidden, style: Style(role))
  }

  private var squashedCell: [Working] {
    let c = number(.cell, .cellState)
    let style = Style(.cellState)
    let letter = symbol("c", at: cell.t)
    func working(_ name: String, _ formula: Formula) -> Working {
      Working(name: Line(name, style), formula: formula, result: cell.shown, style: style)
    }
    switch kind {
    case .sLSTM:
      let n = Working(
        name: Line(symbol("n", at: cell.t), .strong),
        symbols: Line("f·\(symbol("n", at: cell.before)) + i"),
        formula: .sum([
          .product([number(.gate(.forget), .forgetGate), .number(cell.normalizerBefore)]),
          number(.gate(.input), .inputGate),
        ]), result: cell.normalizer)
      return [
        n, working("\(letter)/\(symbol("n", at: cell.t))", .quotient(c, .number(cell.normalizer))),
      ]
    case .lstm1997:
      return [
        working(
          "tanh(\(letter)/2)",
          .call("tanh", .quotient(c, .number(2)), Double.hyperbolicTangent))
      ]
    case .lstmLayerNorm:
      let normalized = Formula.number(cell.value(.detail(.normalizedCell)), style)
      return [
        Working(
          name: Line("LN(\(letter))", style), result: cell.value(.detail(.normalizedCell)),
          style: style),
        working("tanh LN(\(letter))", .call("tanh", normalized, Double.hyperbolicTangent)),
      ]
    default: return [working("tanh \(letter)", .call("tanh", c, Double.hyperbolicTangent))]
    }
  }

  private var shown: [Working] {
    let letter = symbol("c", at: cell.t)
    let symbols =
      switch kind {
      case .sLSTM: "o·\(letter)/\(symbol("n", at: cell.t))"
      case .lstm1997: "o·tanh(\(letter)/2)"
      case .lstmLayerNorm: "o·tanh LN(\(letter))"
      default: "o·tanh \(letter)"
      }
    let isProjected = probe.weights.shape.projectionSize > 0
    let product = Working(
      name: name(isProjected ? "y" : "h", cell.t, .hiddenState), symbols: Line(symbols),
      formula: .product([
        number(.gate(.output), .outputGate), .number(cell.shown, Style(.cellState)),
      ]), result: isProjected ? cell.value(.detail(.unprojected)) : cell.hidden,
      style: Style(.hiddenState))
    guard isProjected, probe.unit < probe.weights.shape.projectionSize else { return [product] }
    return [product, projection]
  }

  /// h = W_hr·y
  private var projection: Working {
    let row = Array(probe.weights[.weightHR].row(probe.unit))
    let terms = row.enumerated().map { unit, weight in
      DotProduct.Term(
        weight: Double(weight),
        value: Double(probe.value(.detail(.unprojected), at: cell.t, unit: unit) ?? .nan))
    }
    let label = symbol("y", at: cell.t)
    return Working(
      name: name("h", cell.t, .hiddenState), symbols: Line("W·" + label),
      dot: DotProduct(groups: [
        .init(label: Line(label), style: Style(.hiddenState), terms: terms)
      ]), result: cell.hidden, style: Style(.hiddenState))
  }
}
