/// A linear layer on a network's output: y = V·h + d.
public struct Readout<Scalar: RealScalar>: Hashable, Sendable {
  /// What its tensors are called before `.weight` and `.bias`.
  public var name: String
  /// V, shape (K, output size of the network)
  public var weight: Matrix<Scalar>
  /// d, length K
  public var bias: [Scalar]

  /// - Precondition: `bias` has one number for each row of `weight`.
  public init(name: String = "head", weight: Matrix<Scalar>, bias: [Scalar]) {
    precondition(
      bias.count == weight.rowCount,
      "the bias has \(bias.count) numbers for \(weight.rowCount) rows")
    self.name = name
    self.weight = weight
    self.bias = bias
  }
}

extension Readout<Float> {
  /// What a model's last layer is usually called, the best guess first.
  static let usualNames = ["head", "fc", "linear", "decoder"]

  /// The layer of this width whose last name is a usual one, or nil when there is none or the best
  /// guess is not the only one.
  ///
  /// A layer without biases gets zeros.
  init?(in file: Safetensors, width: Int) throws(WeightsError) {
    for usual in Self.usualNames {
      let names = file.tensors.compactMap { Self.name(of: $0, usual: usual, width: width, file) }
      guard let name = names.first else { continue }
      guard names.count == 1, let tensor = file["\(name).weight"] else { return nil }
      var weight = Matrix<Float>(rowCount: tensor.shape.lengths[0], columnCount: width)
      weight.values = try file.values(of: tensor.name)
      let hasBias = file["\(name).bias"] != nil
      let bias: [Float] =
        hasBias
        ? try file.values(of: "\(name).bias") : Array(repeating: 0, count: weight.rowCount)
      self.init(name: name, weight: weight, bias: bias)
      return
    }
    return nil
  }

  /// The layer's name when `tensor` is the weight of a readout that can be used.
  private static func name(
    of tensor: Safetensors.Tensor, usual: String, width: Int, _ file: Safetensors
  ) -> String? {
    guard let layer = Substring(tensor.name).without(suffix: ".weight"),
      let parent = layer.without(suffix: usual), parent.isEmpty || parent.utf8.last == 0x2E,
      tensor.type.isConvertible, tensor.shape.lengths.count == 2,
      tensor.shape.lengths[0] > 0, tensor.shape.lengths[1] == width
    else { return nil }
    if let bias = file["\(layer).bias"] {
      guard bias.type.isConvertible, bias.shape == [tensor.shape.lengths[0]] else { return nil }
    }
    return String(layer)
  }
}
