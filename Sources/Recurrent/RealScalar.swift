internal import Glibc

/// A number type that the engine computes with.
public protocol RealScalar: BinaryFloatingPoint, Sendable, CustomStringConvertible {
  /// eˣ
  static func exponential(_ x: Self) -> Self
  static func hyperbolicTangent(_ x: Self) -> Self
}

extension Float: RealScalar {
  public static func exponential(_ x: Float) -> Float { expf(x) }
  public static func hyperbolicTangent(_ x: Float) -> Float { tanhf(x) }
}

extension Double: RealScalar {
  public static func exponential(_ x: Double) -> Double { exp(x) }
  public static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
}

extension RealScalar {
  /// σ(x) = 1 / (1 + e⁻ˣ), which is exactly 0 or 1 far out and NaN for NaN.
  public static func sigmoid(_ x: Self) -> Self { 1 / (1 + exponential(-x)) }
}
