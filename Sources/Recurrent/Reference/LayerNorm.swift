/// Layer normalisation of one vector (Ba, Kiros and Hinton 2016), without gain and bias.
///
///     x̂ = (x − mean) / √(variance + 10⁻⁵)
///
/// The variance is the biased one, as in PyTorch.
struct LayerNorm<Scalar: RealScalar> {
  /// x̂, the shape of x
  let normalized: [Scalar]
  /// 1/√(variance + 10⁻⁵)
  let scale: Scalar

  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  init(_ x: [Scalar]) {
    let count = Scalar(x.count)
    let mean = x.reduce(0, +) / count
    let centred = x.map { $0 - mean }
    let variance = centred.reduce(0) { $0 + $1 * $1 } / count
    scale = 1 / (variance + 1e-5).squareRoot()
    let scale = scale
    normalized = centred.map { $0 * scale }
  }

  /// ∂L/∂x from ∂L/∂x̂.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func backward(_ gradient: [Scalar]) -> [Scalar] {
    let count = Scalar(gradient.count)
    let mean = gradient.reduce(0, +) / count
    let along = (gradient ⊙ normalized).reduce(0, +) / count
    return zip(gradient, normalized).map { scale * ($0 - mean - $1 * along) }
  }
}
