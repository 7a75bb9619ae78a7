internal import CourseModel

/// Puts drawn numbers into texts, code and formulas.
struct PlaceholderSubstitution {
  let draw: NumberDraw

  var mapping: BlockMapping {
    BlockMapping(
      inline: { inline in
        switch inline {
        case .text(let text): [.text(prose(text))]
        case .code(let text): [.code(code(text))]
        case .math(let formula): [.math(self.formula(formula))]
        default: [inline]
        }
      }, code: code, formula: formula)
  }

  /// With a true minus sign.
  private func prose(_ text: String) -> String {
    replaced(text) { number, _, _ in number.hasPrefix("-") ? "−" + number.dropFirst() : number }
  }

  private func code(_ text: String) -> String { replaced(text) { number, _, _ in number } }

  private func replaced(
    _ text: String, _ write: (_ number: String, _ before: String, _ after: String) -> String
  ) -> String {
    let pieces = Placeholder.pieces(of: text)
    var result = ""
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .text(let text): result += text
      case .placeholder(let placeholder, let source):
        var after = ""
        if index + 1 < pieces.count, case .text(let text) = pieces[index + 1] { after = text }
        result +=
          draw.text(of: placeholder).map { write($0, result, after) } ?? "{{\(source)}}"
      }
    }
    return result
  }

  // MARK: Formulas

  private func formula(_ formula: Formula) -> Formula {
    guard formula.source.mayHavePlaceholders else { return formula }
    let source = replaced(formula.source) { number, before, after in
      guard number.hasPrefix("-") else { return number }
      return Self.needsBrackets(before, after) ? "(\(number))" : number
    }
    return Formula(source: source, tree: node(formula.tree))
  }

  private static let relations: Set<String> = [
    "\\le", "\\ge", "\\ne", "\\approx", "\\in", "\\to", "\\leftarrow", "\\sim", "\\propto",
    "\\quad", "\\left(", "\\frac",
  ]

  /// Whether a negative number would stand beside a sign, a factor or a power.
  private static func needsBrackets(_ before: String, _ after: String) -> Bool {
    if after.first(where: { $0 != " " }) == "^" { return true }
    let before = before.reversed().drop { $0 == " " }
    guard let last = before.first else { return false }
    if "=<>≈≤≥≠(,[{|&;:".contains(last) { return false }
    guard last.isLetter else { return last != "," }
    let word = String(before.prefix { $0.isLetter || $0 == "\\" }.reversed())
    return !relations.contains(word)
  }

  private func node(_ node: MathNode) -> MathNode {
    switch node {
    case .symbol(let text, .ordinary) where text.hasPrefix("{{"):
      let parts = number(text)
      return parts.count == 1 ? parts[0] : .row(parts)
    case .symbol, .space: return node
    case .words(let text): return .words(prose(text))
    case .row(let nodes): return .row(row(nodes))
    case .fraction(let top, let bottom): return .fraction(self.node(top), self.node(bottom))
    case .scripts(let base, let lower, let upper):
      let isPower = upper != nil
      return .scripts(
        base: isPower ? bracketed(base) : self.node(base), lower: lower.map(self.node),
        upper: upper.map(self.node))
    case .limits(let name, let lower, let upper):
      return .limits(
        operator: name, lower: lower.map(self.node), upper: upper.map(self.node))
    case .delimited(let left, let inner, let right):
      return .delimited(left: left, self.node(inner), right: right)
    case .matrix(let rows, let left, let right):
      return .matrix(rows.map { $0.map(self.node) }, left: left, right: right)
    case .aligned(let rows):
      return .aligned(
        rows.map { cells in
          cells.enumerated().map { index, cell in
            // Behind an & the row goes on.
            index > 0 ? continued(cell, after: cells[index - 1]) : self.node(cell)
          }
        })
    case .root(let inner): return .root(self.node(inner))
    case .accent(let accent, let base): return .accent(accent, self.node(base))
    }
  }

  /// A row, with brackets around negative numbers that do not begin an expression.
  private func row(_ nodes: [MathNode]) -> [MathNode] {
    var result: [MathNode] = []
    for (index, part) in nodes.enumerated() {
      let previous = nodes[..<index].last { if case .space = $0 { false } else { true } }
      if let previous, Self.isOperand(previous) || Self.isSign(previous) {
        result += bracketed(part).parts
      } else if case .symbol(let text, .ordinary) = part, text.hasPrefix("{{") {
        result += number(text)
      } else {
        result.append(self.node(part))
      }
    }
    return result
  }

  private func continued(_ node: MathNode, after cell: MathNode) -> MathNode {
    let last = cell.parts.last { if case .space = $0 { false } else { true } }
    guard let last, Self.isOperand(last) || Self.isSign(last) else { return self.node(node) }
    let parts = node.parts
    guard let first = parts.first else { return node }
    return .row(
      bracketed(first).parts + row([.symbol("=", .relation)] + parts.dropFirst()).dropFirst())
  }

  private static func isOperand(_ node: MathNode) -> Bool {
    switch node {
    case .symbol(_, .relation), .symbol(_, .opening), .symbol(_, .punctuation): false
    case .words, .space: false
    default: true
    }
  }

  private static func isSign(_ node: MathNode) -> Bool {
    if case .symbol(_, .binary) = node { true } else { false }
  }

  /// The node, in brackets if it is a placeholder whose number is negative.
  private func bracketed(_ node: MathNode) -> MathNode {
    guard case .symbol(let text, .ordinary) = node, text.hasPrefix("{{") else {
      return self.node(node)
    }
    let parts = number(text)
    guard parts.count > 1 else { return parts.first ?? .row([]) }
    return .row([.symbol("(", .opening)] + parts + [.symbol(")", .closing)])
  }

  /// The number as symbols: one, or a sign and one.
  private func number(_ text: String) -> [MathNode] {
    guard case .placeholder(let placeholder, _) = Placeholder.pieces(of: text).first,
      let number = draw.text(of: placeholder)
    else { return [.symbol(text, .ordinary)] }
    guard number.hasPrefix("-") else { return [.symbol(number, .ordinary)] }
    return [.symbol("−", .binary), .symbol(String(number.dropFirst()), .ordinary)]
  }
}

extension MathNode {
  fileprivate var parts: [MathNode] {
    if case .row(let nodes) = self { nodes } else { [self] }
  }
}
