internal import Glibc

/// A number type that the engine computes with.
public protocol RealScalar: BinaryFloatingPoint, Sendable, CustomStringConvertible {
  /// eˣ
  static func exponential(_ x: Self) -> Self
  static func hyperbolicTangent(_ x: Self) -> Self
  /// log(1 + x)
  static func logarithmOfOnePlus(_ x: Self) -> Self
}

extension Float: RealScalar {
  public static func exponential(_ x: Float) -> Float { expf(x) }
  public static func hyperbolicTangent(_ x: Float) -> Float { tanhf(x) }
  public static func logarithmOfOnePlus(_ x: Float) -> Float { log1pf(x) }
}

extension Double: RealScalar {
  public static func exponential(_ x: Double) -> Double { exp(x) }
  public static func hyperbolicTangent(_ x: Double) -> Double { Glibc.tanh(x) }
  public static func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }
}

extension RealScalar {
  /// σ(x) = 1 / (1 + e⁻ˣ), which is exactly 0 or 1 far out and NaN for NaN.
  public static func sigmoid(_ x: Self) -> Self { 1 / (1 + exponential(-x)) }

  /// log σ(x) = −log(1 + e⁻ˣ), without overflow far out.
  static func logSigmoid(_ x: Self) -> Self {
    x < 0
      ? x - logarithmOfOnePlus(exponential(x)) : -logarithmOfOnePlus(exponential(-x))
  }
}
