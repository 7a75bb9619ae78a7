import Cells
import Languages
import Phrases
import Recurrent
import Views

/// A calculation with its numbers, as it is written down.
indirect enum Formula: Sendable {
  case number(Double, Style = .body)
  /// A number that may be tiny.
  case gradient(Double, Style = .body)
  case product([Formula])
  case sum([Formula])
  case difference(Formula, Formula)
  /// `σ(…)`
  case call(String, Formula, @Sendable (Double) -> Double)
  /// `max(0, …)`
  case positive(Formula)
  /// What is left out of a long sum: how many terms, and what they add up to.
  case rest(Int, Double)
  case quotient(Formula, Formula)

  /// 1 − x
  static func complement(_ x: Formula) -> Formula { .difference(.number(1), x) }

  /// What the printed numbers make.
  var printedValue: Double {
    switch self {
    case .number(let value, _): LabNumber.printed(value)
    case .gradient(let value, _), .rest(_, let value): LabNumber.printedGradient(value)
    case .product(let factors): factors.reduce(1) { $0 * $1.printedValue }
    // As each term is written: its size behind its sign.
    case .sum(let terms):
      terms.reduce(0) { sum, term in
        let (isNegative, size) = term.split
        return isNegative ? sum - size.printedValue : sum + size.printedValue
      }
    case .difference(let left, let right): left.printedValue - right.printedValue
    case .call(_, let argument, let function): function(argument.printedValue)
    case .positive(let argument): argument.printedValue > 0 ? argument.printedValue : 0
    case .quotient(let top, let bottom): top.printedValue / bottom.printedValue
    }
  }

  /// As text; `inProduct` puts what would be misread in brackets.
  func line(_ language: Language, inProduct: Bool = false) -> Line {
    switch self {
    case .number(let value, let style):
      return Self.bracketed(LabNumber.trimmed(value), style, inProduct)
    case .gradient(let value, let style):
      return Self.bracketed(LabNumber.gradient(value), style, inProduct)
    case .rest(let count, let value):
      return Line(language.say(.flowMoreTerms(count, LabNumber.gradient(value))), .muted)
    case .product(let factors):
      var line = Line()
      for (index, factor) in factors.enumerated() {
        if index > 0 { line.append("·") }
        let isSum = factors.count > 1 && factor.isSum
        line = line + factor.line(language, inProduct: index > 0 || inProduct || isSum)
      }
      return line
    case .sum(let terms):
      var line = Line(inProduct ? "(" : "")
      for (index, term) in terms.enumerated() {
        let (isNegative, size) = term.split
        if index > 0 { line.append(isNegative ? " − " : " + ") }
        if index == 0, isNegative { line.append("−") }
        line = line + size.line(language)
      }
      if inProduct { line.append(")") }
      return line
    case .difference(let left, let right):
      var line = Line(inProduct ? "(" : "") + left.line(language)
      line.append(" − ")
      line = line + right.line(language, inProduct: true)
      if inProduct { line.append(")") }
      return line
    case .call(let name, let argument, _):
      var line = Line(name + "(") + argument.line(language)
      line.append(")")
      return line
    case .positive(let argument):
      var line = Line("max(0, ") + argument.line(language)
      line.append(")")
      return line
    case .quotient(let top, let bottom):
      var line = top.line(language, inProduct: true)
      line.append("/")
      return line + bottom.line(language, inProduct: true)
    }
  }

  private static func bracketed(_ text: String, _ style: Style, _ inProduct: Bool) -> Line {
    let isSigned = text.hasPrefix("−")
    return Line(inProduct && isSigned ? "(\(text))" : text, style)
  }

  /// The sign and what it stands in front of.
  private var split: (isNegative: Bool, size: Formula) {
    switch self {
    case .number(let value, let style) where value < 0: return (true, .number(-value, style))
    case .gradient(let value, let style) where value < 0: return (true, .gradient(-value, style))
    case .rest(let count, let value) where value < 0: return (true, .rest(count, -value))
    case .product(let factors):
      guard let (isNegative, size) = factors.first?.split, isNegative else { return (false, self) }
      return (true, .product([size] + factors.dropFirst()))
    default: return (false, self)
    }
  }
}

/// A sum of products of two numbers, term by term.
struct DotProduct: Sendable {
  struct Term: Sendable {
    var weight: Double
    /// Nil for a term that stands alone, such as a bias.
    var value: Double?
    var product: Double { weight * (value ?? 1) }
  }

  /// What the second number of a term is read from.
  struct Group: Sendable {
    /// `x₅`, `h₄`, `c₄`, `b`, or a gate's letter on the way back
    var label: Line
    var style: Style
    var terms: [Term]
    /// Something that is multiplied with the whole group, such as r.
    var factor: Formula?
    /// Whether the numbers may be tiny.
    var isGradient = false

    /// What the group brings to the sum.
    var part: Double {
      let sum = terms.reduce(0) { $0 + ($1.weight == 0 ? 0 : $1.product) }
      guard case .number(let factor, _)? = factor else { return sum }
      return factor * sum
    }
  }

  var groups: [Group]

  /// Every term that counts: a weight of 0 brings nothing.
  private func shown(_ group: Group) -> [Term] { group.terms.filter { $0.weight != 0 } }

  var termCount: Int { groups.reduce(0) { $0 + shown($1).count } }

  /// A group with at most `limit` terms, the largest first where some are left out; nil where the
  /// group brings nothing.
  func formula(of group: Group, limit: Int = .max) -> Formula? {
    var terms = shown(group)
    guard !terms.isEmpty else { return nil }
    var rest: [Term] = []
    if terms.count > limit {
      // NaN first: it must not hide in the rest.
      func size(_ term: Term) -> Double {
        term.product.isNaN ? .infinity : abs(term.product)
      }
      terms.sort { size($0) > size($1) }
      rest = Array(terms.dropFirst(max(1, limit)))
      terms = Array(terms.prefix(max(1, limit)))
    }
    func number(_ value: Double, _ style: Style) -> Formula {
      group.isGradient ? .gradient(value, style) : .number(value, style)
    }
    var parts = terms.map { term -> Formula in
      term.value.map { .product([.number(term.weight), number($0, group.style)]) }
        ?? number(term.weight, group.style)
    }
    if !rest.isEmpty {
      parts.append(.rest(rest.count, rest.reduce(0) { $0 + $1.product }))
    }
    let sum = parts.count == 1 ? parts[0] : Formula.sum(parts)
    return group.factor.map { .product([$0, sum]) } ?? sum
  }

  /// The whole sum, with at most `limit` terms of each group.
  func formula(limit: Int = .max) -> Formula {
    let parts = groups.compactMap { group -> [Formula]? in
      guard let formula = formula(of: group, limit: limit) else { return nil }
      if case .sum(let terms) = formula { return terms }
      return [formula]
    }.flatMap { $0 }
    return parts.isEmpty ? .number(0) : .sum(parts)
  }
}

/// An equation of a sub-step: `δo = δh ⊙ tanh c ⊙ o(1−o) = 0.31·0.76·0.0475 = 0.0112`.
struct Working: Sendable {
  var name: Line
  /// Nil where a name and a number say everything.
  var symbols: Line?
  var formula: Formula?
  /// The same sum, term by term, where it is one.
  var dot: DotProduct?
  var result: Double
  var style = Style.strong
  var isGradient = false

  var resultText: String {
    isGradient ? LabNumber.gradient(result) : LabNumber.trimmed(result)
  }

  /// In one line, with at most `limit` terms of each part of a long sum.
  func line(_ language: Language, limit: Int = .max) -> Line {
    var line = name
    if let symbols {
      line.append(" = ")
      line = line + symbols
    }
    let formula = dot.map { $0.formula(limit: limit) } ?? self.formula
    // A number alone would be the same twice.
    if let formula, !formula.isNumber {
      line.append(" = ")
      line = line + formula.line(language)
      line.append(" \(relation(formula)) ")
    } else {
      line.append(" = ")
    }
    line.append(resultText, Style(style.role, .bold))
    return line
  }

  /// Whether the printed numbers make the printed result.
  func relation(_ formula: Formula) -> String {
    LabNumber.relation(formula.printedValue, to: resultText)
  }

  /// The number of terms with which the line takes at most `rows` rows.
  func wrapped(to width: Int, rows: Int, _ language: Language) -> [Line] {
    for limit in [.max, 16, 8, 6, 4, 3, 2, 1] {
      // Writing out a thousand terms to find that they do not fit would take too long.
      guard limit < .max || (dot?.termCount ?? 0) <= 64 else { continue }
      let lines = line(language, limit: limit).wrapped(to: width, hanging: 2)
      if lines.count <= rows || limit == 1 { return Array(lines.prefix(max(0, rows))) }
    }
    return []
  }
}

extension Formula {
  fileprivate var isSum: Bool {
    switch self {
    case .sum, .difference: true
    default: false
    }
  }

  fileprivate var isNumber: Bool {
    switch self {
    case .number, .gradient: true
    default: false
    }
  }
}
