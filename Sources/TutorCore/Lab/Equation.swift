import Cells
import Recurrent
import Views

/// An equation of a step: a sum of products, perhaps inside a function.
struct Equation {
  /// What stands in the symbols.
  enum Symbol {
    case sign(String)
    case gate(String, Role)
    /// c₄
    case state(String, t: Int, Role)
  }

  struct Factor {
    var symbols: [Symbol]
    var value: Double
    var role: Role
    /// What is compared with the step before, to see what changed.
    var signal: Signal?
    /// Whether it is a gate in front of a dot, whose number ends at the dot.
    var isGate = false
  }

  struct Term {
    var factors: [Factor]
    /// When the numbers are known.
    var substep: Substep
  }

  var letter: String
  var role: Role
  var signal: Signal
  var t: Int
  /// What stands around the sum in symbols and in numbers: `tanh(` and `)`.
  var around = (symbols: ("", ""), numbers: ("", ""))
  /// Applied to the sum.
  var function: (Double) -> Double = { $0 }
  var terms: [Term]
  var result: Double
  /// When the result is known.
  var substep: Substep

  /// `=` where the numbers make up the result as they are printed, else `≈`.
  var relation: String {
    let sum = terms.reduce(0) { sum, term in
      sum + term.factors.reduce(1) { $0 * LabNumber.printed($1.value) }
    }
    return LabNumber.relation(function(sum), result)
  }

  /// The symbols right of the sign of equality.
  var symbols: [Symbol] {
    let sums = terms.map { term in
      Array(term.factors.map(\.symbols).joined(separator: [.sign(" ⊙ ")]))
    }
    let ends = [around.symbols.0, around.symbols.1].map { $0.isEmpty ? [] : [Symbol.sign($0)] }
    return ends[0] + Array(sums.joined(separator: [.sign(" + ")])) + ends[1]
  }

  /// Every number as it is written: negative ones stand in brackets, but for the first.
  var numbers: [String] {
    terms.flatMap(\.factors).enumerated().map { index, factor in
      let text = LabNumber.text(factor.value)
      return text.hasPrefix("−") && (index > 0 || factor.isGate) ? "(\(text))" : text
    }
  }

  /// `c₃ = f·c₂ + i·g = 0.500·1.000 + 0.100·0.200 = 0.520`, where `name` writes a state.
  func plainText(_ name: (String, Int) -> String) -> String {
    let symbols = symbols.map { symbol in
      switch symbol {
      case .sign(let text): text == " ⊙ " ? "·" : text
      case .gate(let text, _): text
      case .state(let letter, let t, _): name(letter, t)
      }
    }.joined()
    var rest = numbers[...]
    let sum = terms.map { term in
      defer { rest = rest.dropFirst(term.factors.count) }
      return rest.prefix(term.factors.count).joined(separator: "·")
    }.joined(separator: " + ")
    return "\(name(letter, t)) = \(symbols) = \(around.numbers.0)\(sum)\(around.numbers.1) "
      + "\(relation) \(LabNumber.text(result))"
  }
}

extension Equation.Factor {
  static func gate(_ letter: String, _ value: Double, _ gate: Gate, _ role: Role) -> Self {
    Self(
      symbols: [.gate(letter, role)], value: value, role: role, signal: .gate(gate), isGate: true)
  }

  static func candidate(_ letter: String, _ value: Double) -> Self {
    Self(symbols: [.gate(letter, .candidate)], value: value, role: .candidate)
  }

  static func state(_ letter: String, t: Int, _ value: Double, _ role: Role) -> Self {
    Self(symbols: [.state(letter, t: t, role)], value: value, role: role)
  }

  /// A value without a role of its own, such as `W·x`.
  static func sum(_ symbols: [Equation.Symbol], _ value: Double) -> Self {
    Self(symbols: symbols, value: value, role: .body)
  }
}

extension Reading {
  /// c = f ⊙ c₋ + i ⊙ g and h = o ⊙ tanh c.
  var equations: [Equation] {
    [
      Equation(
        letter: "c", role: .cellState, signal: .cell, t: t,
        terms: [
          .init(
            factors: [
              .gate("f", f, .forget, .forgetGate),
              .state("c", t: before, cellBefore, .cellState),
            ], substep: .keep),
          .init(
            factors: [.gate("i", i, .input, .inputGate), .candidate("g", g)], substep: .write),
        ], result: cell, substep: .add),
      Equation(
        letter: isProjected ? "y" : "h", role: .hiddenState,
        signal: isProjected ? .detail(.unprojected) : .hidden, t: t,
        terms: [
          .init(
            factors: [
              .gate("o", o, .output, .outputGate),
              .init(
                symbols: [.sign("tanh "), .state("c", t: t, .cellState)], value: squashedCell,
                role: .cellState),
            ], substep: .squashCell)
        ], result: hidden, substep: .show),
    ]
  }
}
