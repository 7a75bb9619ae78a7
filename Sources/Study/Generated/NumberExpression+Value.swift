public import CourseModel

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension NumberExpression {
  /// Its value; nil when a name has none. What cannot be computed is NaN or infinite.
  public func value(_ values: [String: Double] = [:]) -> Double? {
    switch self {
    case .number(let number): return number
    case .name(let name): return values[name]
    case .negative(let operand): return operand.value(values).map { -$0 }
    case .binary(let sign, let left, let right):
      guard let left = left.value(values), let right = right.value(values) else { return nil }
      return switch sign {
      case .add: left + right
      case .subtract: left - right
      case .multiply: left * right
      case .divide: left / right
      case .power: pow(left, right)
      }
    case .call(let function, let arguments):
      let numbers = arguments.compactMap { $0.value(values) }
      guard numbers.count == arguments.count, let first = numbers.first else { return nil }
      return function.value(first, numbers)
    }
  }

  /// The expression with what can be computed computed.
  public var simplified: NumberExpression {
    if case .number = self { return self }
    if names.isEmpty, let value = value(), value.isFinite { return .number(value) }
    return switch self {
    case .number, .name: self
    case .negative(let operand): .negative(operand.simplified)
    case .binary(let sign, let left, let right):
      .binary(sign, left.simplified, right.simplified)
    case .call(let function, let arguments): .call(function, arguments.map(\.simplified))
    }
  }

  /// As it is typed, with the brackets it needs.
  public var written: String { written(above: 0) }

  /// How strongly it holds together: sums 1, products 2, signs 3, powers 4.
  private var strength: Int {
    switch self {
    case .number(let value): value < 0 ? 3 : 5
    case .name, .call: 5
    case .negative: 3
    case .binary(let sign, _, _):
      switch sign {
      case .add, .subtract: 1
      case .multiply, .divide: 2
      case .power: 4
      }
    }
  }

  private func written(above limit: Int) -> String {
    let text: String
    switch self {
    case .number(let value): text = NumberText.usual(value)
    case .name(let name): text = name
    case .negative(let operand): text = "-" + operand.written(above: 2)
    case .binary(.power, let base, let exponent):
      text = base.written(above: 4) + "^" + exponent.written(above: 2)
    case .binary(let sign, let left, let right):
      let isProduct = sign == .multiply || sign == .divide
      let isStrict = sign == .subtract || sign == .divide
      let gap = isProduct ? "" : " "
      text =
        left.written(above: strength - 1) + gap + sign.rawValue + gap
        + right.written(above: isStrict ? strength : strength - 1)
    case .call(let function, let arguments):
      text =
        function.rawValue + "(" + arguments.map { $0.written(above: 0) }.joined(separator: ", ")
        + ")"
    }
    return strength > limit ? text : "(\(text))"
  }
}

extension NumberExpression.Function {
  fileprivate func value(_ x: Double, _ all: [Double]) -> Double {
    switch self {
    case .sigmoid: 1 / (1 + exponential(-x))
    case .tanh: hyperbolicTangent(x)
    case .exp: exponential(x)
    case .ln: logarithm(x)
    case .log2: binaryLogarithm(x)
    case .log10: decimalLogarithm(x)
    case .sqrt: x.squareRoot()
    case .min: all.min() ?? x
    case .max: all.max() ?? x
    case .round: x.rounded()
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .abs: Swift.abs(x)
    }
  }
}

// The functions' own names are those of cases above.
private func exponential(_ x: Double) -> Double { exp(x) }
private func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
private func logarithm(_ x: Double) -> Double { log(x) }
private func binaryLogarithm(_ x: Double) -> Double { log2(x) }
private func decimalLogarithm(_ x: Double) -> Double { log10(x) }
