internal import Cells
public import CourseModel

/// The formula on one line of text, as it stands inside a sentence.
///
/// A script becomes small characters only where Unicode has all of them (`cₜ₋₁`, `x²`), else it
/// stays written (`W_hf`, `e^(−a_f)`). Fractions become `a/b` with the brackets they need,
/// matrices `[a b; c d]`. An accent becomes the composed letter (`ŷ`) when all accents of the
/// formula can, else a raised mark in front of its letter (`˜cₜ`).
public func inlineMaths(_ formula: Formula) -> String {
  InlineMaths(accents: AccentForm(for: formula.tree)).text(formula.tree)
}

/// Writes maths on one line.
struct InlineMaths {
  var accents: AccentForm
  /// Inside scripts there is no space around operators.
  var isCompact = false

  func text(_ node: MathNode) -> String {
    text(node.parts, MathSpacing(isCompact: isCompact))
  }

  private func text(_ nodes: [MathNode], _ spacing: MathSpacing) -> String {
    let (parts, _) = spacing.spaced(nodes)
    var text = ""
    for (index, part) in parts.enumerated() {
      let next = index + 1 < parts.count ? parts[index + 1].face : nil
      let written = self.part(part.node)
      if index > 0 { text += String(repeating: " ", count: part.gap) }
      text += Self.isFraction(part.node) && Self.continuesProduct(next) ? "(\(written))" : written
    }
    return text
  }

  /// Whether `a/b` followed by this would be read as if it belonged to b.
  private static func continuesProduct(_ face: MathFace?) -> Bool {
    switch face {
    case .letter, .capital, .scripted, .function, .opening, .block, .words: true
    default: false
    }
  }

  private static func isFraction(_ node: MathNode) -> Bool {
    if case .fraction = node.unwrapped { true } else { false }
  }

  private func part(_ node: MathNode) -> String {
    switch node {
    case .symbol(let text, _), .words(let text): return shown(text)
    case .row: return text(node)
    case .fraction(let numerator, let denominator):
      return "\(dividend(numerator))/\(divisor(denominator))"
    case .scripts(let base, let lower, let upper):
      return operand(base) + scripts(lower: lower, upper: upper)
    case .limits(let name, let lower, let upper):
      return Self.operators[name, default: shown(name)] + scripts(lower: lower, upper: upper)
    case .delimited(let left, let content, let right):
      return shown(left) + text(content) + shown(right)
    case .matrix(let rows, let left, let right): return matrix(rows, left: left, right: right)
    case .aligned(let rows): return rows.map { alignedRow($0) }.joined(separator: "; ")
    case .root(let content): return "√" + operand(content)
    case .accent(let accent, let base):
      if accents == .composed, let letter = AccentForm.composed(accent, base) { return letter }
      return Self.marks[accent, default: ""] + operand(base)
    case .space(let cells): return String(repeating: " ", count: cells)
    }
  }

  /// One line of a derivation.
  func alignedRow(_ cells: [MathNode]) -> String {
    let continues = cells.count > 1 && cells.first?.parts.isEmpty ?? false
    return text(cells.flatMap(\.parts), MathSpacing(followsOperand: continues))
  }

  private static let operators = ["∑": "Σ", "∏": "Π"]
  private static let marks = ["hat": "ˆ", "tilde": "˜", "bar": "¯"]

  private func matrix(_ rows: [[MathNode]], left: String, right: String) -> String {
    let isCases = left == "{" && right.isEmpty
    let lines = rows.map { row in row.map(text).joined(separator: " ") }
    let content = lines.joined(separator: "; ")
    if isCases { return "{\(content)}" }
    return left.isEmpty && right.isEmpty ? "[\(content)]" : left + content + right
  }

  // MARK: Scripts

  private func scripts(lower: MathNode?, upper: MathNode?) -> String {
    let small = (
      lower: lower.flatMap(ScriptForms.index),
      upper: upper.flatMap(ScriptForms.power)
    )
    let below = lower.map { small.lower ?? "_" + written($0) } ?? ""
    let above = upper.map { small.upper ?? "^" + written($0) } ?? ""
    // A small superscript behind a written subscript would seem to belong to the subscript.
    let isUpperFirst = small.upper != nil && (small.lower == nil || above.hasPrefix("′"))
    return isUpperFirst ? above + below : below + above
  }

  /// A script in ordinary characters, in brackets unless it is one word.
  private func written(_ script: MathNode) -> String {
    let text = InlineMaths(accents: accents, isCompact: true).text(script)
    let isWord = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "′" }
    let isSymbol = text.count == 1
    return isWord || isSymbol || isBracketed(script) ? text : "(\(text))"
  }

  private func isBracketed(_ node: MathNode) -> Bool {
    let (parts, _) = MathSpacing().spaced(node.parts)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      if case .delimited = node.unwrapped { return true }
      return false
    }
    return first.face == .opening && last.face == .closing
      && parts.dropFirst().dropLast().allSatisfy { $0.bracketDepth > 0 }
  }

  // MARK: Brackets that a line needs and a picture does not

  /// The node as something that a script, an accent or a root sign applies to.
  private func operand(_ node: MathNode) -> String {
    let written = text(node)
    switch node.unwrapped {
    case .symbol, .words, .delimited, .matrix, .scripts, .accent, .limits, .space: return written
    case .row(let nodes):
      return nodes.isEmpty || isBracketed(node) ? written : "(\(written))"
    case .fraction, .root, .aligned: return "(\(written))"
    }
  }

  private func dividend(_ node: MathNode) -> String {
    let written = text(node)
    let isPlain = !written.contains(" ") && !Self.isFraction(node)
    return isPlain || isBracketed(node) ? written : "(\(written))"
  }

  private func divisor(_ node: MathNode) -> String {
    let written = text(node)
    if isBracketed(node) { return written }
    switch node.unwrapped {
    case .fraction: return "(\(written))"
    case .row(let nodes):
      // ∂L/∂W needs no brackets: the operator and its variable read as one.
      let isDerivative = nodes.count == 2 && Self.derivatives.contains(nodes[0])
      return nodes.isEmpty || isDerivative ? written : "(\(written))"
    default: return written.contains(" ") ? "(\(written))" : written
    }
  }

  private static let derivatives: Set<MathNode> = Set(
    ["∂", "δ", "Δ", "d", "∇"].flatMap { [.symbol($0, .ordinary), .words($0)] })
}

/// Text from a file as it may stand in a formula.
func shown(_ text: String) -> String {
  String(text.map(\.displayed))
}
