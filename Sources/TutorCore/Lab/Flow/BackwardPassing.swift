import Cells
import Languages
import Phrases
import Recurrent
import Study
import Views

// What the way back makes of δ in c, and what it passes on.
extension BackwardAccount {
  /// δc = δc⁺ + δh ⊙ o ⊙ (1 − tanh² c)
  var cellWorking: Working {
    let arriving = Self.number(step.arriving, unit)
    let whole = Self.number(step.cell, unit)
    let o = number(.gate(.output), .outputGate)
    let c = symbol("c", at: cell.t)
    var symbols = "δc⁺ + "
    var parts: [Formula] = [.gradient(arriving, Style(.cellState))]
    func add(_ text: String, _ factors: [Formula]) {
      symbols += text
      parts.append(.product([hiddenNumber] + factors))
    }
    switch kind {
    case .lstmLayerNorm:
      symbols += "LNᵀ(\(hiddenName)·o·(1 − tanh²))"
      parts.append(.gradient(whole - arriving, Style(.hiddenState)))
    case .sLSTM:
      add("\(hiddenName)·o/\(symbol("n", at: cell.t))", [.quotient(o, .number(cell.normalizer))])
    case .lstm1997:
      let slope = (1 - cell.shown * cell.shown) / 2
      add("\(hiddenName)·o·(1 − tanh²(\(c)/2))/2", [o, .gradient(slope, Style(.cellState))])
    default:
      let slope = 1 - cell.shown * cell.shown
      add("\(hiddenName)·o·(1 − tanh²\(c))", [o, .gradient(slope, Style(.cellState))])
    }
    if kind == .lstmPeephole {
      symbols += " + p_o·δo"
      parts.append(peepholePart(.output, delta(.output), .outputGate))
    }
    return Working(
      name: deltaName("c", .cellState), symbols: Line(symbols), formula: .sum(parts),
      result: whole, style: Style(.cellState), isGradient: true)
  }

  private func peepholePart(_ peephole: Peephole, _ delta: Double, _ role: Role) -> Formula {
    .product([.number(cell.peephole(peephole).weight), .gradient(delta, Style(role))])
  }

  /// δc₋ = δc ⊙ f
  var previousCell: Working {
    let name = deltaName(symbol("c", at: cell.before), .cellState)
    let result = Self.number(step.previousCell, unit)
    func working(_ symbols: String, _ formula: Formula) -> Working {
      Working(
        name: name, symbols: Line(symbols), formula: formula, result: result,
        style: Style(.cellState), isGradient: true)
    }
    guard kind != .lstm1997 else { return working("δc", cellNumber) }
    let kept = Formula.product([cellNumber, number(.gate(.forget), .forgetGate)])
    guard kind == .lstmPeephole else { return working("δc·f", kept) }
    return working(
      "δc·f + p_i·δi + p_f·δf",
      .sum([
        kept, peepholePart(.input, delta(.input), .inputGate),
        peepholePart(.forget, delta(.forget), .forgetGate),
      ]))
  }

  /// δh₋ = Σ Uᵀ δ; nil for a unit whose h the projection took away.
  var previousHidden: Working? {
    guard step.previousHidden.indices.contains(unit) else { return nil }
    let result = Self.number(step.previousHidden, unit)
    let groups = keptGroups + (kind.isRecurrentInGates ? recurrentGroups : [])
    let symbols =
      [kind.hasCellState || kind.isPlain ? nil : "\(kind.keptName)·\(hiddenName)"]
      + [kind == .gruV1 ? "r·(U_nᵀ·δn)" : nil, kind.isRecurrentInGates ? "Uᵀ·δ" : nil]
    return Working(
      name: deltaName(symbol("h", at: cell.before), .hiddenState),
      symbols: Line(symbols.compactMap { $0 }.joined(separator: " + ")),
      dot: DotProduct(groups: groups), result: result, style: Style(.hiddenState),
      isGradient: true)
  }

  /// What reaches h₋ past all sums.
  private var keptGroups: [DotProduct.Group] {
    guard !kind.hasCellState, !kind.isPlain else { return [] }
    func group(_ label: String, _ role: Role, _ weight: Double, _ value: Double)
      -> DotProduct.Group
    {
      .init(
        label: Line(label, Style(role, .bold)), style: Style(.hiddenState),
        terms: [.init(weight: weight, value: value)], isGradient: true)
    }
    var groups = [group(kind.keptName, .forgetGate, cell.keptShare, hidden)]
    if kind == .gruV1 {
      groups.append(
        group("r", .inputGate, cell.gate(.reset), Self.number(step.resetGradient, unit)))
    }
    return groups
  }

  /// U's column of this unit times δ, a group for each gate.
  private var recurrentGroups: [DotProduct.Group] {
    let weights = probe.weights
    let normalized = kind == .lstmLayerNorm ? normalizedDeltas : nil
    return kind.gatesInOrder.filter { kind.gates.contains($0) && !(kind == .gruV1 && $0 == .new) }
      .map { gate in
        let first = weights.row(gate, unit: 0)
        var deltas = (step.deltas.vector(gate) ?? []).map { Double($0) }
        if kind == .gru, gate == .new { deltas = (step.resetGradient ?? []).map { Double($0) } }
        if let normalized { deltas = Array(normalized[first..<(first + deltas.count)]) }
        let letter = kind.isPlain ? "a" : gate.rawValue
        let label = kind == .gru && gate == .new ? "r·δn" : "δ" + letter
        return DotProduct.Group(
          label: Line(label, Style(kind.role(of: gate), .bold)),
          style: Style(kind.role(of: gate)),
          terms: deltas.enumerated().map { row, delta in
            .init(weight: Double(weights[.weightHH][first + row, unit]), value: delta)
          }, isGradient: true)
      }
  }

  /// δ of U·h₋ behind its normalisation, shape (4H).
  private var normalizedDeltas: [Double] {
    let weights = probe.weights
    let sums = (cell.step.details[.recurrentSum] ?? []).map { Double($0) }
    let deltas = kind.gates.flatMap { step.deltas.vector($0) ?? [] }
    let scaled = zip(deltas, weights[.recurrentGain].values).map { Double($0) * Double($1) }
    return Normalization(sums).backward(scaled)
  }

  // MARK: Exponential gates

  /// δf and δi of an sLSTM, which c, n and m all depend on.
  func exponentialDelta(_ gate: Gate) -> [Working] {
    let n = cell.normalizer
    let (i, f) = (cell.gate(.input), cell.gate(.forget))
    let arrivingNormalizer = Self.number(step.arrivingNormalizer, unit)
    let deltaN = arrivingNormalizer - hidden * cell.gate(.output) * cell.shown / n
    let fromInput = (flowingCell * cell.candidate + deltaN) * i
    let fromOld = (flowingCell * cell.cellBefore + deltaN * cell.normalizerBefore) * f
    let arrivingStabilizer = Self.number(step.arrivingStabilizer, unit)
    let deltaM = arrivingStabilizer - fromInput - fromOld
    let isNew = cell.step.state.stabilizer?[unit] == cell.step.preactivations[.input][unit]
    let input = Formula.gradient(fromInput, Style(.inputGate))
    let old = Formula.gradient(fromOld, Style(.forgetGate))
    let inputWorking = Working(
      name: deltaName("i", .inputGate), symbols: Line(isNew ? "e_i + δm" : "e_i"),
      formula: isNew ? .sum([input, .gradient(deltaM)]) : input, result: delta(.input),
      style: Style(.inputGate), isGradient: true)
    guard gate == .forget else { return [inputWorking] }

    func working(_ name: String, _ symbols: String, _ formula: Formula, _ result: Double)
      -> Working
    {
      Working(
        name: Line(name, .strong), symbols: Line(symbols), formula: formula, result: result,
        isGradient: true)
    }
    let slope = 1 - Double.sigmoid(cell.sum(.forget))
    let through: Formula = isNew ? old : .sum([old, .gradient(deltaM)])
    return [
      working(
        "δn", "δn⁺ − \(hiddenName)·o·c/n²",
        .difference(
          .gradient(arrivingNormalizer),
          .product([
            hiddenNumber, number(.gate(.output), .outputGate),
            .quotient(.number(cell.shown, Style(.cellState)), .number(n)),
          ])), deltaN),
      working(
        "e_i", "(δc·g + δn)·i",
        .product([
          .sum([
            .product([cellNumber, .number(cell.candidate, Style(.candidate))]),
            .gradient(deltaN),
          ]), .number(i, Style(.inputGate)),
        ]), fromInput),
      working(
        "e_f", "(δc·c₋ + δn·n₋)·f",
        .product([
          .sum([
            .product([cellNumber, .number(cell.cellBefore, Style(.cellState))]),
            .product([.gradient(deltaN), .number(cell.normalizerBefore)]),
          ]), .number(f, Style(.forgetGate)),
        ]), fromOld),
      working(
        "δm", "δm⁺ − e_i − e_f",
        .difference(.difference(.gradient(arrivingStabilizer), input), old), deltaM),
      Working(
        name: deltaName("f", .forgetGate),
        symbols: Line((isNew ? "e_f" : "(e_f + δm)") + "·(1 − σ(a_f))"),
        formula: .product([through, .gradient(slope)]), result: delta(.forget),
        style: Style(.forgetGate), isGradient: true),
    ]
  }
}

extension BackwardAccount {
  /// A gate this close to 0 or 1, or a candidate this close to ±1, has next to no slope.
  private static let end = 0.02

  /// What is happening, said of the numbers at hand.
  var words: Phrase {
    switch substep {
    case .arrive: return arrivingWords
    case .delta(let gate): return deltaWords(gate)
    case .cell:
      if cell.isWritten(.cell) { return .flowWrittenCut }
      return abs(cell.gate(.output)) < Self.end ? .flowCellOutputShut : .flowCellGathers
    case .previousHidden:
      guard step.previousHidden.indices.contains(unit) else { return .flowNoHidden }
      if !kind.isRecurrentInGates { return .flowHiddenKeepsOnly }
      return kind.hasCellState || kind.isPlain ? .flowHiddenSums : .flowHiddenKeeps
    case .previousCell:
      switch kind {
      case _ where cell.isWritten(.cell): return .flowWrittenCut
      case .lstm1997: return .flowCellCarriesAll
      case .lstmPeephole: return .flowPeepholesAdd
      default: return .flowCellCarries(LabWords.percent(cell.gate(.forget)))
      }
    }
  }

  private var arrivingWords: Phrase {
    let h = symbol("h", at: cell.t)
    if cell.isWritten(.hidden) { return .flowWrittenCut }
    let isLast = probe.site.layer == probe.run.trace.shape.layerCount - 1
    if isLast, cell.t == probe.run.trace.count { return .flowTarget(h) }
    let isZero = step.hidden.allSatisfy { $0 == 0 }
    return kind.isRecurrentInGates || isZero
      ? .flowArrivesWords(h, isZero: isZero) : .flowArrivesPlainly(h)
  }

  private func deltaWords(_ gate: Gate) -> Phrase {
    let usesCell = kind.hasCellState && gate != .output
    let incoming = usesCell ? flowingCell : hidden
    if cell.isWritten(usesCell ? .cell : .hidden) { return .flowWrittenCut }
    guard incoming != 0 || kind == .sLSTM else { return .flowNothingArrives }
    let value = cell.gate(gate)
    let letter = kind.isPlain ? symbol("h", at: cell.t) : gate.rawValue
    if kind.function(of: gate) == "σ" {
      if value < Self.end { return .flowClosed(letter) }
      if value > 1 - Self.end { return .flowOpened(letter) }
    }
    if kind.function(of: gate) == "tanh", abs(value) > 1 - Self.end / 2 {
      return .flowFlat(letter)
    }
    if gate == .candidate, kind.hasCellState, abs(cell.gate(.input)) < Self.end {
      return .flowShutIn("g", by: "i")
    }
    if let (name, factor) = multiplied(gate), abs(factor) < LabNumber.resolution {
      return .flowMultipliedNothing(gate.rawValue, name)
    }
    let delta = delta(gate)
    guard !delta.isNaN else { return .isNotANumber }
    return delta == 0
      ? .flowNothingArrives : .flowLearns(kind.isPlain ? "h" : gate.rawValue, isUp: delta > 0)
  }

  /// What a gate of an LSTM multiplied.
  private func multiplied(_ gate: Gate) -> (String, Double)? {
    switch (kind, gate) {
    case (.lstmCIFG, .forget), (.sLSTM, _): nil
    case (_, .forget) where kind.hasCellState: (symbol("c", at: cell.before), cell.cellBefore)
    case (_, .input) where kind.hasCellState: ("g", cell.candidate)
    case (_, .output) where kind.hasCellState:
      (kind.shownSymbol(symbol("c", at: cell.t)), cell.shown)
    default: nil
    }
  }
}

extension CellKind {
  /// What the output gate shows of `cell`.
  func shownSymbol(_ cell: String) -> String {
    switch self {
    case .lstm1997: "tanh(\(cell)/2)"
    case .lstmLayerNorm: "tanh LN(\(cell))"
    case .sLSTM: "c/n"
    default: "tanh \(cell)"
    }
  }

  func title(of substep: BackwardSubstep) -> Phrase {
    switch substep {
    case .arrive: .flowArrives
    case .delta(let gate): isPlain ? .flowDeltaSum : .flowDelta(of: gate.spokenName)
    case .cell: .flowDeltaCell
    case .previousHidden: .flowPassHidden
    case .previousCell: .flowPassCell
    }
  }

  /// A sub-step in a few cells: what it makes known.
  func shortTitle(of substep: BackwardSubstep) -> String {
    switch substep {
    case .arrive: hasCellState ? "δh δc⁺" : "δh"
    case .delta(let gate): "δ" + (isPlain ? "a" : gate.rawValue)
    case .cell: "δc"
    case .previousHidden: "δh₋"
    case .previousCell: "δc₋"
    }
  }
}
