import Cells
import Languages
import Phrases
import Recurrent
import Study
import Views

extension LabView {
  /// For each gate of the unit the sum that it squashes, term by term.
  func drawProducts(_ account: CellAccount, in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let kind = model.kind
    canvas.write(
      language.say(.labDotProducts(unit: unit + 1)), at: rect.origin, style: .muted, in: rect)
    let functions = kind.gatesInOrder.map { " = " + functionText($0) }
    let functionWidth = functions.map(\.cellWidth).max() ?? 0
    for (index, gate) in kind.gatesInOrder.enumerated() {
      let row = rect.row(index + 1)
      let value = account.value(of: gate)
      let isSquashed = stepper.hasReached(kind.substep(of: gate))
      let sum = stepper.hasReached(kind.sumSubstep(of: gate)) ? self.sum(gate) : nil
      // What has a length of its own stands last, so that nothing moves.
      var line = Line(kind.blockName(gate), Style(kind.role(of: gate), .bold))
      line.append(functions[index].padded(to: functionWidth))
      line.append(" \(isSquashed ? relation(gate, sum: sum, value) : "=") ")
      line.append(
        isSquashed ? LabNumber.column(value) : "…".padded(left: LabNumber.width),
        scene.numberStyle(kind.role(of: gate), changed: scene.didChange(.gate(gate))))
      if let sum {
        let before = "     a = " + LabNumber.column(sum) + " "
        let room = row.size.columns - line.cellWidth - before.cellWidth - 2
        let (terms, total) = terms(of: gate, sum: sum, width: room)
        line.append(before + LabNumber.relation(total, sum) + " ")
        line = line + terms
      }
      canvas.write(line.truncated(to: row.size.columns), at: row.origin, in: row)
    }
  }

  private func sum(_ gate: Gate) -> Double? {
    probe.value(.preactivation(gate), at: stepper.t).map { Double($0) }
  }

  private func functionText(_ gate: Gate) -> String {
    switch (model.kind, gate) {
    case (.lstmCIFG, .input): "1 − f"
    case (.sLSTM, .input), (.sLSTM, .forget): "exp(…)"
    default:
      model.kind.function(of: gate).map { $0.contains("a") && $0.contains("(") ? $0 : $0 + "(a)" }
        ?? "a"
    }
  }

  /// Whether what the printed sum gives is the printed value.
  private func relation(_ gate: Gate, sum: Double?, _ value: Double) -> String {
    let kind = model.kind
    if kind == .lstmCIFG, gate == .input {
      let forget = Double(probe.value(.gate(.forget), at: stepper.t) ?? .nan)
      return LabNumber.relation(1 - LabNumber.printed(forget), value)
    }
    guard let sum else { return "=" }
    let a = LabNumber.printed(sum)
    switch kind.function(of: gate) {
    case "σ": return LabNumber.relation(.sigmoid(a), value)
    case "tanh": return LabNumber.relation(.hyperbolicTangent(a), value)
    case "max(0, a)": return LabNumber.relation(max(0, a), value)
    case "2·tanh(a/2)": return LabNumber.relation(2 * .hyperbolicTangent(a / 2), value)
    case nil: return LabNumber.relation(a, value)
    // The exponential gates of an sLSTM depend on m too, which is not shown.
    default: return "≈"
    }
  }

  /// Terms of a sum as they are printed, and what the printed numbers add up to.
  private struct Terms {
    var line = Line()
    /// The cells of ``line``.
    var width = 0
    var total = 0.0

    mutating func add(_ weight: Float, _ value: Double?, _ style: Style) {
      guard weight != 0 else { return }
      total += LabNumber.printed(Double(weight)) * (value.map(LabNumber.printed) ?? 1)
      let isFirst = line.spans.isEmpty
      append(weight < 0 ? (isFirst ? "−" : " − ") : isFirst ? "" : " + ")
      append(LabNumber.trimmed(Double(abs(weight))))
      guard let value else { return }
      append("·")
      append(LabWords.inSum(value), style)
    }

    /// Adds `r·(…)`.
    mutating func add(_ factor: Double, times inner: Terms, _ style: Style) {
      guard !inner.line.spans.isEmpty else { return }
      total += LabNumber.printed(factor) * inner.total
      if !line.spans.isEmpty { append(" + ") }
      append(LabNumber.trimmed(factor), style)
      append("·(")
      line = line + inner.line
      width += inner.width
      append(")")
    }

    private mutating func append(_ text: String, _ style: Style = .body) {
      line.append(text, style)
      width += text.cellWidth
    }
  }

  /// The units whose terms are written out; of more only as many as are seen.
  private static let writtenUnits = 32

  /// `20·1 − 10`: the weighted inputs, the weighted h of the step before, the peephole, the bias.
  private func terms(
    of gate: Gate, sum: Double, width: Int
  ) -> (line: Line, total: Double) {
    let parameters = probe.weights
    let kind = model.kind
    // The normalised parts are sums over all gates and units.
    guard kind != .lstmLayerNorm else { return (Line("LN(W·x) + LN(U·h) + b"), sum) }
    let row = parameters.row(gate, unit: unit)
    var terms = Terms()
    var isCut: Bool {
      parameters.shape.stateSize > Self.writtenUnits && terms.width > width
    }
    for (weight, value) in zip(parameters[.weightIH].row(row), probe.input(at: stepper.t)) {
      terms.add(weight, Double(value), Style(.body, .bold))
    }
    func before(_ signal: Signal, _ unit: Int) -> Double {
      Double(probe.value(signal, before: stepper.t, unit: unit) ?? .nan)
    }
    if kind == .gru, gate == .new {
      let reset = Double(probe.value(.gate(.reset), at: stepper.t) ?? .nan)
      var inner = Terms()
      for k in 0..<parameters.shape.stateSize {
        if parameters.shape.stateSize > Self.writtenUnits, inner.width > width {
          terms.add(reset, times: inner, Style(.inputGate))
          return (terms.line, .nan)
        }
        inner.add(parameters[.weightHH][row, k], before(.hidden, k), Style(.hiddenState))
      }
      inner.add(probe.resetBias(gate), nil, .body)
      terms.add(reset, times: inner, Style(.inputGate))
    } else if kind.isRecurrentInGates {
      for k in 0..<parameters.shape.stateSize {
        // A sum that is not written out is not added up either.
        if isCut { return (terms.line, .nan) }
        var h = before(.hidden, k)
        if kind == .gruV1, gate == .new {
          h *= Double(probe.value(.gate(.reset), at: stepper.t, unit: k) ?? .nan)
        }
        terms.add(parameters[.weightHH][row, k], h, Style(.hiddenState))
      }
    }
    if kind == .lstmPeephole, let peephole = Peephole(gate) {
      let weight = parameters[.peephole].values[
        peephole.rawValue * parameters.shape.hiddenSize + unit]
      let c =
        gate == .output
        ? Double(probe.value(.cell, at: stepper.t) ?? .nan)
        : before(.cell, unit)
      terms.add(weight, c, Style(.cellState))
    }
    terms.add(probe.bias(gate), nil, .body)
    return (terms.line.spans.isEmpty ? Line("0") : terms.line, terms.total)
  }
}
