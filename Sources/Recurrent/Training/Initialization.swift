internal import Glibc

/// How weights are drawn before training.
public enum Initialization: String, CaseIterable, Hashable, Sendable {
  /// Weights from −1/√H … 1/√H and biases 0.
  case uniform
  /// Weights and biases from −1/√H … 1/√H, as PyTorch draws.
  case pytorch
  /// Glorot's uniform W, an orthogonal U, biases 0 and forget bias 1, as Keras draws.
  case keras
  /// PyTorch's weights; b_f = ln u with u from 1 … T − 1 and b_i = −b_f (Tallec and Ollivier 2018).
  case chrono
  /// PyTorch's W; an orthogonal U for each gate (Saxe et al. 2014), biases 0.
  case orthogonal
}

/// Draws the weights of a network and of a readout.
struct WeightDraw {
  var initialization: Initialization
  /// Draws W, U and biases from a normal distribution with this deviation instead, if given.
  var deviation: Double?
  /// b_ih + b_hh of the rows that keep (forget; z of a GRU) and of the input gate, if given
  var forgetBias: Double?
  var inputBias: Double?
  /// T of the task, for chrono
  var length: Int

  func draw(_ shape: NetworkShape, from random: inout SeededRandom) -> Network<Float> {
    var network = Network<Float>(zeros: shape)
    for index in network.layers.indices { fill(&network.layers[index], from: &random) }
    return network
  }

  /// A readout of K rows.
  func readout(_ K: Int, of shape: NetworkShape, from random: inout SeededRandom) -> Readout<Float>
  {
    let width = shape.outputSize
    var weight = Matrix<Float>(rowCount: K, columnCount: width)
    let bound =
      initialization == .keras && deviation == nil
      ? (6 / Double(K + width)).squareRoot() : 1 / Double(width).squareRoot()
    weight.values = numbers(K * width, bound: bound, from: &random)
    let hasZeroBias = initialization == .uniform || isKeras
    let bias =
      hasZeroBias ? [Float](repeating: 0, count: K) : numbers(K, bound: bound, from: &random)
    return Readout(weight: weight, bias: bias)
  }

  private func fill(_ layer: inout LayerParameters<Float>, from random: inout SeededRandom) {
    let shape = layer.shape
    let bound = 1 / Double(shape.hiddenSize).squareRoot()
    for name in shape.parameterNames {
      let count = layer[name].values.count
      switch name {
      case .inputGain, .recurrentGain, .cellGain:
        layer[name].values = Array(repeating: 1, count: count)
      case .cellBias: break
      case .weightIH where isKeras:
        let fan = Double(shape.inputSize + shape.rowCount)
        layer[name].values = numbers(count, bound: (6 / fan).squareRoot(), from: &random)
      case .weightHH where deviation == nil && (isKeras || initialization == .orthogonal):
        layer[name].values = orthogonalRows(shape, from: &random)
      case .biasIH, .biasHH:
        let drawsBiases = initialization == .pytorch || initialization == .chrono
        if drawsBiases {
          layer[name].values = numbers(count, bound: bound, from: &random)
        }
      default:
        layer[name].values = numbers(count, bound: bound, from: &random)
      }
    }
    setBiases(&layer, from: &random)
  }

  private var isKeras: Bool { initialization == .keras && deviation == nil }

  private func setBiases(
    _ layer: inout LayerParameters<Float>, from random: inout SeededRandom
  ) {
    let kind = layer.shape.cell
    if initialization == .chrono, deviation == nil, let keep = kind.keepGate, layer.shape.hasBias {
      for unit in 0..<layer.shape.hiddenSize {
        let span = log(random.uniform(in: 1..<Double(max(3, length) - 1)))
        layer.setBias(keep, unit: unit, to: Float(span))
        if kind.gates.contains(.input) {
          layer.setBias(.input, unit: unit, to: Float(-span))
        }
      }
    }
    if isKeras, kind.gates.contains(.forget) { layer.setBias(.forget, to: 1) }
    if let forgetBias, let keep = kind.keepGate { layer.setBias(keep, to: Float(forgetBias)) }
    if let inputBias, kind.gates.contains(.input) { layer.setBias(.input, to: Float(inputBias)) }
  }

  private func numbers(
    _ count: Int, bound: Double, from random: inout SeededRandom
  ) -> [Float] {
    (0..<count).map { _ in
      deviation.map { Float($0 * random.normal()) } ?? Float(random.uniform(in: -bound..<bound))
    }
  }

  /// Blocks of orthonormal columns; Keras draws one matrix for all gates, the rest one each.
  private func orthogonalRows(
    _ shape: LayerShape, from random: inout SeededRandom
  ) -> [Float] {
    let columns = shape.stateSize
    let blocks = isKeras ? [shape.rowCount] : shape.cell.gates.map { _ in shape.hiddenSize }
    return blocks.flatMap { rows in
      orthonormal(rows: rows, columns: columns, from: &random).map { Float($0) }
    }
  }

  /// A matrix whose columns, or rows where it is wide, are orthonormal: Gram and Schmidt on normal
  /// draws, which gives the uniform (Haar) distribution.
  private func orthonormal(
    rows: Int, columns: Int, from random: inout SeededRandom
  ) -> [Double] {
    let (count, length) = rows >= columns ? (columns, rows) : (rows, columns)
    var basis: [[Double]] = []
    while basis.count < count {
      var vector = (0..<length).map { _ in random.normal() }
      // Twice, so that rounding leaves nothing along the earlier ones.
      for _ in 0..<2 {
        for other in basis {
          let along = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
          for index in 0..<length { vector[index] -= along * other[index] }
        }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if norm > 1e-6 { basis.append(vector.map { $0 / norm }) }
    }
    return (0..<rows).flatMap { row in
      (0..<columns).map { column in rows >= columns ? basis[column][row] : basis[row][column] }
    }
  }
}
