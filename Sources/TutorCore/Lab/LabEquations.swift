import Cells
import Languages
import Phrases
import Recurrent
import Study
import Views

extension LabView {
  /// The two equations of the step with the numbers substituted, as far as the phase has come.
  ///
  /// Every number has the width that the widest one of the whole sequence needs, so nothing moves
  /// from step to step.
  func drawEquations(
    _ reading: Reading, in rect: Rect, isNarrow: Bool, on canvas: inout Canvas
  ) {
    let rows = [cellEquation(reading), hiddenEquation(reading)]
    let symbols = rows.map { isNarrow ? $0.left : $0.left + $0.symbols }
    // "c₁₂ = f ⊙ c₁₁ + i ⊙ g": the longer one, at the last timestep.
    let symbolWidth = widestSymbol + (isNarrow ? 0 : " = f ⊙  + i ⊙ g".count + widestSymbol)
    let productWidth = rows.map(\.numbers.cellWidth).max() ?? 0
    for (index, equation) in rows.enumerated() {
      var line = symbols[index].padded(to: symbolWidth)
      line.append(" = ")
      line = line + equation.numbers.padded(to: productWidth)
      line.append(" \(equation.relation) ")
      line = line + equation.result
      canvas.write(line, at: rect.row(index).origin, in: rect.row(index))
    }
  }

  private struct Equation {
    /// `c₅`
    var left: Line
    /// ` = f ⊙ c₄ + i ⊙ g`
    var symbols: Line
    var numbers: Line
    /// `≈` where the printed numbers do not make up the printed result.
    var relation: String
    var result: Line
  }

  /// c₅ = f ⊙ c₄ + i ⊙ g
  private func cellEquation(_ reading: Reading) -> Equation {
    let (old, new) = (symbol("c", at: reading.t - 1), symbol("c", at: reading.t))
    var symbols = Line(" = ")
    symbols.append("f", Style(.forgetGate))
    symbols.append(" ⊙ ")
    symbols.append(old.padded(to: widestSymbol), Style(.cellState))
    symbols.append(" + ")
    symbols.append("i", Style(.inputGate))
    symbols.append(" ⊙ ")
    symbols.append("g", Style(.candidate))

    var numbers = Line()
    let (isForgotten, isWritten) = (stepper.hasReached(.forget), stepper.hasReached(.write))
    numbers = numbers + factor(.gate(.forget), reading.f, isShown: isForgotten)
    numbers.append("·", isForgotten ? .body : .muted)
    numbers =
      numbers
      + bracketed(reading.cellBefore, .cell, role: .cellState, isShown: isForgotten, before: true)
    numbers.append(" + ", isWritten ? .body : .muted)
    numbers = numbers + factor(.gate(.input), reading.i, isShown: isWritten)
    numbers.append("·", isWritten ? .body : .muted)
    numbers =
      numbers
      + bracketed(reading.g, .gate(.candidate), role: .candidate, isShown: isWritten)
    return Equation(
      left: Line(new.padded(to: widestSymbol), Style(.cellState)), symbols: symbols,
      numbers: numbers, relation: isWritten ? reading.cellRelation : "=",
      result: result(reading.cell, .cell, role: .cellState, isShown: isWritten))
  }

  /// h₅ = o ⊙ tanh c₅
  private func hiddenEquation(_ reading: Reading) -> Equation {
    let isShown = stepper.hasReached(.show)
    var symbols = Line(" = ")
    symbols.append("o", Style(.outputGate))
    symbols.append(" ⊙ tanh ")
    symbols.append(symbol("c", at: reading.t), Style(.cellState))

    var numbers = factor(.gate(.output), reading.o, isShown: isShown)
    numbers.append("·", isShown ? .body : .muted)
    numbers =
      numbers
      + bracketed(reading.squashedCell, .squashedCell, role: .cellState, isShown: isShown)
    return Equation(
      left: Line(
        symbol("h", at: reading.t).padded(to: widestSymbol), Style(.hiddenState)),
      symbols: symbols, numbers: numbers, relation: isShown ? reading.hiddenRelation : "=",
      result: result(reading.hidden, .hidden, role: .hiddenState, isShown: isShown))
  }

  /// A gate in front of the dot.
  private func factor(_ signal: Signal, _ value: Double, isShown: Bool) -> Line {
    guard case .gate(let gate) = signal, isShown else {
      return Line("…".padded(left: widest(signal, bracketed: false)), .muted)
    }
    return Line(
      LabNumber.text(value).padded(left: widest(signal, bracketed: false)),
      numberStyle(gate.role, changed: didChange(signal)))
  }

  /// A number behind the dot, in brackets when it is negative.
  ///
  /// - Parameter before: whether it is the value of the timestep before.
  private func bracketed(
    _ value: Double, _ signal: Signal, role: Role, isShown: Bool, before: Bool = false
  ) -> Line {
    let width = widest(signal, bracketed: true, includingStart: before)
    guard isShown else { return Line("…".padded(to: width), .muted) }
    let text = LabNumber.text(value)
    return Line((text.hasPrefix("−") ? "(\(text))" : text).padded(to: width), Style(role))
  }

  private func result(_ value: Double, _ signal: Signal, role: Role, isShown: Bool) -> Line {
    let width = widest(signal, bracketed: false)
    guard isShown else { return Line("…".padded(left: width), .muted) }
    return Line(
      LabNumber.text(value).padded(left: width),
      numberStyle(role, changed: didChange(signal)))
  }

  /// Cells of the widest value that `signal` takes in the whole sequence.
  private func widest(_ signal: Signal, bracketed: Bool, includingStart: Bool = false) -> Int {
    var values = model.series(signal, unit: unit)
    if includingStart { values.append(model.initialCell(unit: unit)) }
    return values.reduce(0) { widest, value in
      let text = LabNumber.text(value)
      return max(widest, text.count + (bracketed && text.hasPrefix("−") ? 2 : 0))
    }
  }

  private var widestSymbol: Int { symbol("c", at: model.count).cellWidth }

  // MARK: Dot products

  /// For each gate of the unit the sum that it squashes, term by term.
  func drawProducts(_ reading: Reading, in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    canvas.write(
      language.say(.labDotProducts(unit: unit + 1)), at: rect.origin, style: .muted, in: rect)
    for (index, gate) in gatesInOrder.enumerated() {
      let row = rect.row(index + 1)
      guard let sum = model.trace.value(.preactivation(gate), at: stepper.t, unit: unit) else {
        continue
      }
      let isSquashed = stepper.hasReached(.squash)
      let value = reading.value(of: gate)
      let sumShown = LabNumber.printed(Double(sum))
      let squashed = gate.isSigmoid ? Double.sigmoid(sumShown) : Double.hyperbolicTangent(sumShown)
      let relation = isSquashed ? LabNumber.relation(squashed, value) : "="
      let (terms, total) = terms(of: gate)
      // What has a length of its own stands last, so that nothing moves.
      var line = Line("\(gate.letter)", Style(gate.role, .bold))
      line.append((gate.isSigmoid ? " = σ(a)" : " = tanh(a)").padded(to: 10) + " \(relation) ")
      line.append(
        isSquashed ? LabNumber.column(value) : "…".padded(left: LabNumber.width),
        numberStyle(gate.role, changed: didChange(.gate(gate))))
      line.append(
        "     a = " + LabNumber.column(Double(sum))
          + " \(LabNumber.relation(total, Double(sum))) ")
      line = line + terms
      canvas.write(line.truncated(to: row.size.columns), at: row.origin, in: row)
    }
  }

  /// `20·1 − 10`: the weighted inputs, the weighted h of the step before, and the bias; and what
  /// the numbers that are printed there add up to.
  private func terms(of gate: Gate) -> (line: Line, total: Double) {
    let parameters = model.run.parameters
    let row = parameters.row(gate, unit: unit)
    var sum = Line()
    var total = 0.0
    func add(_ weight: Float, _ value: Double?, _ style: Style) {
      guard weight != 0 else { return }
      let isFirst = sum.spans.isEmpty
      let size = LabNumber.trimmed(Double(abs(weight)))
      total += LabNumber.printed(Double(weight)) * (value.map(LabNumber.printed) ?? 1)
      sum.append(weight < 0 ? (isFirst ? "−" : " − ") : isFirst ? "" : " + ")
      sum.append(size)
      guard let value else { return }
      sum.append("·")
      sum.append(LabWords.inSum(value), style)
    }
    let x = model.trace.steps[stepper.t - 1].input
    for (weight, value) in zip(parameters[.weightIH].row(row), x) {
      add(weight, Double(value), Style(.body, .bold))
    }
    for k in 0..<parameters.shape.hiddenSize {
      let value = model.trace.value(.hidden, at: stepper.t - 1, unit: k) ?? .nan
      add(parameters[.weightHH][row, k], Double(value), Style(.hiddenState))
    }
    add(parameters.bias(gate, unit: unit), nil, .body)
    return (sum.spans.isEmpty ? Line("0") : sum, total)
  }
}

extension Line {
  func padded(to width: Int) -> Line {
    var line = self
    line.append(String(repeating: " ", count: max(0, width - cellWidth)))
    return line
  }

  /// The line cut to `width` cells, with an ellipsis where something was left out.
  func truncated(to width: Int) -> Line {
    guard cellWidth > width else { return self }
    var line = Line()
    for span in spans {
      let room = width - line.cellWidth
      if span.text.cellWidth >= room {
        line.append((span.text + " ").truncated(to: room), span.style)
        break
      }
      line.append(span.text, span.style)
    }
    return line
  }
}

extension String {
  /// The text behind spaces, `width` cells in all.
  func padded(left width: Int) -> String {
    String(repeating: " ", count: max(0, width - cellWidth)) + self
  }
}
