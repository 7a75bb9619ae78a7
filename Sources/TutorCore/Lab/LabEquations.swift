import Cells
import Recurrent
import Views

extension LabView {
  /// The equations of the step with the numbers substituted, as far as the phase has come.
  ///
  /// Every number has the width that the widest one of the whole sequence needs, so nothing moves
  /// from step to step.
  func drawEquations(
    _ account: CellAccount, in rect: Rect, isNarrow: Bool, on canvas: inout Canvas
  ) {
    let equations = account.equations
    let all = equationsOfAllSteps
    let symbols = equations.map { symbolLine($0, isNarrow: isNarrow) }
    let symbolWidth = symbols.map(\.cellWidth).max() ?? 0
    let numbers = equations.indices.map { index in
      numberLine(
        equations[index],
        widths: all.map { Self.widths($0.map { $0[index].numbers }) }
          ?? equations[index].numbers.map { _ in LabNumber.width })
    }
    let numberWidth = numbers.map(\.cellWidth).max() ?? 0
    for (index, equation) in equations.enumerated() {
      let isKnown = stepper.hasReached(equation.substep)
      var line = symbols[index].padded(to: symbolWidth)
      line.append(" = ")
      line = line + numbers[index].padded(to: numberWidth)
      line.append(" \(isKnown ? equation.relation : "=") ")
      let width =
        all?.reduce(0) { max($0, LabNumber.cells($1[index].result)) } ?? LabNumber.width
      line.append(
        (isKnown ? LabNumber.text(equation.result) : "…").padded(left: width),
        isKnown
          ? scene.numberStyle(equation.role, changed: scene.didChange(equation.signal)) : .muted)
      canvas.write(line.truncated(to: rect.size.columns), at: rect.row(index).origin, in: rect)
    }
  }

  /// For the widths of the columns; nil for a sequence that is too long to look at every step
  /// whenever something is drawn.
  private var equationsOfAllSteps: [[Equation]]? {
    guard model.count <= 100 else { return nil }
    return (1...max(1, model.known)).compactMap { model.account(at: $0, site)?.equations }
  }

  /// The width of each number, the widest of all steps.
  private static func widths(_ rows: [[String]]) -> [Int] {
    (0..<(rows.first?.count ?? 0)).map { column in
      rows.reduce(0) { max($0, $1[column].count) }
    }
  }

  /// `c₅ = f ⊙ c₄ + i ⊙ g`, or `c₅` alone.
  private func symbolLine(_ equation: Equation, isNarrow: Bool) -> Line {
    func width(_ letter: String) -> Int { symbol(letter, at: model.count).cellWidth }
    var line = Line(
      symbol(equation.letter, at: equation.t).padded(to: width(equation.letter)),
      Style(equation.role))
    guard !isNarrow else { return line }
    line.append(" = ")
    let symbols = equation.symbols
    for (index, part) in symbols.enumerated() {
      switch part {
      case .sign(let text): line.append(text)
      case .gate(let text, let role): line.append(text, Style(role))
      case .state(let letter, let t, let role):
        let text = symbol(letter, at: t)
        let space = String(repeating: " ", count: max(0, width(letter) - text.cellWidth))
        // Behind the last symbol the space belongs to no symbol.
        line.append(text + (index < symbols.count - 1 ? space : ""), Style(role))
        if index == symbols.count - 1 { line.append(space) }
      }
    }
    return line
  }

  /// `1.000·(−0.762) + …·…`
  private func numberLine(_ equation: Equation, widths: [Int]) -> Line {
    let numbers = equation.numbers
    let isKnown = stepper.hasReached(equation.substep)
    var line = Line(equation.around.numbers.0, isKnown ? .body : .muted)
    var index = 0
    for (place, term) in equation.terms.enumerated() {
      let isReached = stepper.hasReached(term.substep)
      if place > 0 { line.append(" + ", isReached ? .body : .muted) }
      for (position, factor) in term.factors.enumerated() {
        if position > 0 { line.append("·", isReached ? .body : .muted) }
        let text = isReached ? numbers[index] : "…"
        let hasChanged = factor.signal.map(scene.didChange) ?? false
        line.append(
          factor.isGate ? text.padded(left: widths[index]) : text.padded(to: widths[index]),
          isReached ? scene.numberStyle(factor.role, changed: hasChanged) : .muted)
        index += 1
      }
    }
    line.append(equation.around.numbers.1, isKnown ? .body : .muted)
    return line
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
