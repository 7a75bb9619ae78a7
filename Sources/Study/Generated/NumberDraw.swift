public import CourseModel
internal import Recurrent

/// The numbers of one draw.
public struct NumberDraw: Hashable, Sendable {
  /// Why a draw cannot be asked.
  public enum Problem: Error, Hashable, Sendable {
    /// A division by zero, a logarithm of something negative; what it was computed for.
    case notFinite(String)
    /// A wrong value that could not be told from the answer, or from another wrong one.
    case tooClose(Double, Double)
    /// Two options read alike.
    case alikeOptions
  }

  /// A number with the text it is shown with.
  public struct Number: Hashable, Sendable {
    public var value: Double
    /// nil shows it as numbers are usually written.
    public var text: String?
  }

  public internal(set) var variables: [String: Number] = [:]
  public internal(set) var definitions: [String: Double] = [:]
  public internal(set) var answer: Double?
  public internal(set) var wrong: [Question.Numeric.Wrong] = []

  /// By name, as expressions see them.
  public var values: [String: Double] {
    definitions.merging(variables.mapValues(\.value)) { first, _ in first }
  }

  /// What stands in the place of a placeholder, with `-` for the sign; nil when nothing does.
  public func text(of placeholder: Placeholder) -> String? {
    let number: Number? =
      switch placeholder.value {
      case .variable(let name): variables[name]
      case .definition(let name): definitions[name].map { Number(value: $0) }
      case .answer: answer.map { Number(value: $0) }
      case .wrong(let misconception):
        wrong.first { $0.misconception == misconception }.map { Number(value: $0.value) }
      }
    guard let number else { return nil }
    if let decimals = placeholder.decimals {
      return NumberText.fixed(number.value, decimals: decimals)
    }
    return number.text ?? NumberText.usual(number.value)
  }
}

extension NumberGenerator {
  /// Draws once.
  ///
  /// - Parameter tolerance: of the answer, where there is one.
  func draw(
    _ random: inout SeededRandom, tolerance: Question.Numeric.Tolerance
  ) -> Result<NumberDraw, NumberDraw.Problem> {
    var draw = NumberDraw()
    for variable in variables { draw.variables[variable.name] = variable.value(&random) }
    for definition in definitions {
      guard let value = definition.expression.value(draw.values), value.isFinite else {
        return .failure(.notFinite("let.\(definition.name)"))
      }
      draw.definitions[definition.name] = value
    }
    let values = draw.values
    if let answer {
      guard let value = answer.value(values), value.isFinite else {
        return .failure(.notFinite("answer"))
      }
      draw.answer = value
    }
    for wrong in wrong {
      guard let value = wrong.expression.value(values), value.isFinite else {
        return .failure(.notFinite(wrong.misconception))
      }
      draw.wrong.append(.init(value: value, misconception: wrong.misconception))
    }
    return draw.closeCall(tolerance).map { .failure($0) } ?? .success(draw)
  }
}

extension NumberDraw {
  /// Two values that an answer could mean alike.
  fileprivate func closeCall(_ tolerance: Question.Numeric.Tolerance) -> Problem? {
    guard let answer else { return nil }
    let values = [answer] + wrong.map(\.value)
    let distance = 2 * tolerance.margin(of: answer)
    for (index, value) in values.enumerated() {
      for other in values[(index + 1)...] {
        let noise = 1e-9 * max(abs(value), abs(other))
        if abs(value - other) <= distance + noise { return .tooClose(value, other) }
      }
    }
    return nil
  }
}

extension NumberGenerator.Variable {
  fileprivate func value(_ random: inout SeededRandom) -> NumberDraw.Number {
    switch values {
    case .range(let first, let step, let count, let decimals):
      let units = first + step * random.number(below: max(1, count))
      // One division gives the number that is nearest to the decimal.
      let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
      let value = Double(units) / scale
      return .init(value: value, text: NumberText.fixed(value, decimals: decimals))
    case .pick(let literals):
      guard !literals.isEmpty else { return .init(value: 0) }
      let literal = literals[random.number(below: literals.count)]
      return .init(value: Double(literal) ?? 0, text: literal)
    }
  }
}
