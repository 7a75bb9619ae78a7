/// How a question draws its numbers from a seed.
public struct NumberGenerator: Hashable, Sendable {
  /// A number that is drawn.
  public struct Variable: Hashable, Sendable {
    public enum Values: Hashable, Sendable {
      /// `first + k · step` for k below `count`, all in units of 10^−decimals.
      case range(first: Int, step: Int, count: Int, decimals: Int)
      /// Literals as they were written.
      case pick([String])
    }

    public var name: String
    public var values: Values

    public init(name: String, values: Values) {
      self.name = name
      self.values = values
    }

    /// How many values there are to draw from.
    public var count: Int {
      switch values {
      case .range(_, _, let count, _): count
      case .pick(let literals): literals.count
      }
    }
  }

  /// An intermediate value.
  public struct Definition: Hashable, Sendable {
    public var name: String
    public var expression: NumberExpression

    public init(name: String, expression: NumberExpression) {
      self.name = name
      self.expression = expression
    }
  }

  /// A value that reveals a misconception.
  public struct Wrong: Hashable, Sendable {
    public var expression: NumberExpression
    public var misconception: String

    public init(expression: NumberExpression, misconception: String) {
      self.expression = expression
      self.misconception = misconception
    }
  }

  public var variables: [Variable]
  /// Each may use variables and the definitions before it.
  public var definitions: [Definition]
  /// Of a `numeric` question.
  public var answer: NumberExpression?
  public var wrong: [Wrong]

  public init(
    variables: [Variable] = [], definitions: [Definition] = [], answer: NumberExpression? = nil,
    wrong: [Wrong] = []
  ) {
    self.variables = variables
    self.definitions = definitions
    self.answer = answer
    self.wrong = wrong
  }
}
