/// How weights follow their gradients.
public enum OptimizerKind: String, CaseIterable, Hashable, Sendable {
  /// Kingma and Ba 2015, with β = 0.9 and 0.999 and ε = 10⁻⁸
  case adam
  /// Gradient descent with momentum 0.9
  case sgd
  /// Tieleman and Hinton 2012, with α = 0.99 and ε = 10⁻⁸
  case rmsprop
}

/// Moves weights against their gradients, as PyTorch's optimisers of the same names do.
final class Optimizer {
  private let kind: OptimizerKind
  private let learningRate: Double
  private let first: FloatBuffer
  private let second: FloatBuffer
  private var step = 0

  init(_ kind: OptimizerKind, learningRate: Double, count: Int) {
    self.kind = kind
    self.learningRate = learningRate
    first = FloatBuffer(kind == .rmsprop ? 0 : count)
    second = FloatBuffer(kind == .sgd ? 0 : count)
  }

  /// - Parameter scale: what every gradient is multiplied with first, for clipping
  func update(_ weights: FloatBuffer, _ gradients: FloatBuffer, scale: Float) {
    step += 1
    let (w, g, m, v) = (weights.start, gradients.start, first.start, second.start)
    let rate = Float(learningRate)
    switch kind {
    case .adam:
      let bias = (1 - power(0.9, step), 1 - power(0.999, step))
      let size = Float(learningRate / bias.0)
      let inverse = Float(1 / bias.1.squareRoot())
      for index in 0..<weights.count {
        let gradient = g[index] * scale
        m[index] += 0.1 * (gradient - m[index])
        v[index] += 0.001 * (gradient * gradient - v[index])
        w[index] -= size * m[index] / (v[index].squareRoot() * inverse + 1e-8)
      }
    case .sgd:
      for index in 0..<weights.count {
        m[index] = 0.9 * m[index] + g[index] * scale
        w[index] -= rate * m[index]
      }
    case .rmsprop:
      for index in 0..<weights.count {
        let gradient = g[index] * scale
        v[index] += 0.01 * (gradient * gradient - v[index])
        w[index] -= rate * gradient / (v[index].squareRoot() + 1e-8)
      }
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return result
  }
}

/// The Euclidean norm of all gradients together, summed in Double.
func norm(_ gradients: FloatBuffer) -> Double {
  // Four sums, so that one addition need not wait for the one before.
  var sums = SIMD4<Double>.zero
  let whole = gradients.count & ~3
  for index in stride(from: 0, to: whole, by: 4) {
    let block = SIMD4<Float>(
      gradients.start[index], gradients.start[index + 1], gradients.start[index + 2],
      gradients.start[index + 3])
    let wide = SIMD4<Double>(block)
    sums += wide * wide
  }
  for index in whole..<gradients.count {
    let value = Double(gradients.start[index])
    sums[0] += value * value
  }
  return sums.sum().squareRoot()
}
