/// What a learner says of a lab's next timestep before it is taken.
public struct Prediction: Hashable, Sendable {
  /// What is asked; units count from 0.
  public enum Target: Hashable, Sendable {
    /// The number itself: `c`, `h[2]`.
    case value(symbol: String, unit: Int)
    /// Whether it is below, at or above zero: `sign(c)`.
    case sign(symbol: String, unit: Int)
    /// Whether it compares as told: `f > 0.5`.
    case comparison(LabFigure.Condition)
  }

  public var target: Target
  /// How far a number may be off; it means nothing for the other targets.
  public var tolerance: Question.Numeric.Tolerance

  public init(
    _ target: Target, tolerance: Question.Numeric.Tolerance = Prediction.usualTolerance
  ) {
    self.target = target
    self.tolerance = tolerance
  }

  /// What holds where no tolerance is written.
  public static let usualTolerance = Question.Numeric.Tolerance.absolute(0.05)

  /// The quantity, as it is written: `c`.
  public var symbol: String {
    switch target {
    case .value(let symbol, _), .sign(let symbol, _): symbol
    case .comparison(let condition): condition.symbol
    }
  }

  /// 0-based.
  public var unit: Int {
    switch target {
    case .value(_, let unit), .sign(_, let unit): unit
    case .comparison(let condition): condition.unit
    }
  }
}
