/// A calculation: numbers, names, `+ - * / ^` and functions.
public indirect enum NumberExpression: Hashable, Sendable {
  public enum Operator: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
  }

  public enum Function: String, CaseIterable, Hashable, Sendable {
    case sigmoid, tanh, exp, ln, log2, log10, sqrt, min, max, round, floor, ceil, abs

    /// How many numbers it takes; `min` and `max` take any number from two on.
    public var takesMany: Bool { self == .min || self == .max }
  }

  case number(Double)
  case name(String)
  case negative(NumberExpression)
  case binary(Operator, NumberExpression, NumberExpression)
  case call(Function, [NumberExpression])

  /// The names that stand in it.
  public var names: Set<String> {
    switch self {
    case .number: []
    case .name(let name): [name]
    case .negative(let operand): operand.names
    case .binary(_, let left, let right): left.names.union(right.names)
    case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.names) }
    }
  }

  /// The expression with numbers in place of some names.
  public func substituting(_ values: [String: Double]) -> NumberExpression {
    switch self {
    case .number: self
    case .name(let name): values[name].map { .number($0) } ?? self
    case .negative(let operand): .negative(operand.substituting(values))
    case .binary(let sign, let left, let right):
      .binary(sign, left.substituting(values), right.substituting(values))
    case .call(let function, let arguments):
      .call(function, arguments.map { $0.substituting(values) })
    }
  }
}

/// The lengths of a tensor's axes, which may hang on names: `(N, L, 2*H)`.
public struct TensorShape: Hashable, Sendable {
  public var axes: [NumberExpression]
  /// As it is shown.
  public var source: String

  public init(axes: [NumberExpression], source: String) {
    self.axes = axes
    self.source = source
  }

  public var names: Set<String> { axes.reduce(into: []) { $0.formUnion($1.names) } }
}
