/// A recurrent network with its weights, or the gradients of those weights.
public struct Network<Scalar: RealScalar>: Hashable, Sendable {
  public let shape: NetworkShape
  /// Layer-major, forward before reverse.
  public var layers: [LayerParameters<Scalar>]

  /// A network whose weights are all zero.
  ///
  /// - Throws: ``SizeError`` when no network has these sizes.
  public init(_ shape: NetworkShape) throws(SizeError) {
    if let mistake = shape.mistake { throw mistake }
    self.init(zeros: shape)
  }

  /// A network whose weights are all zero, of sizes that are known to be good.
  init(zeros shape: NetworkShape) {
    self.shape = shape
    layers = (0..<shape.stateCount).map { index in
      LayerParameters(shape.layer(index / shape.directions.count))
    }
  }

  /// Every parameter with its name in a PyTorch `state_dict` and its shape, in PyTorch's order.
  public var parameters: [(name: String, shape: Shape, values: [Scalar])] {
    slots.map { slot in
      let layer = layers[slot.index]
      return (slot.fullName, layer.shape.shape(of: slot.name) ?? [0], layer[slot.name].values)
    }
  }

  /// Replaces a parameter by its full name.
  ///
  /// - Throws: ``ShapeError`` when the shape differs, or when the network has no such parameter.
  public mutating func set(
    _ fullName: String, shape found: Shape, values: [Scalar]
  ) throws(ShapeError) {
    guard let slot = slots.first(where: { $0.fullName == fullName }),
      let expected = layers[slot.index].shape.shape(of: slot.name)
    else { throw ShapeError(fullName, expected: nil, found: found) }
    try ShapeError.check(fullName, expected: expected, found: found)
    try layers[slot.index].set(slot.name, values)
  }

  /// The same network in another precision.
  public func converted<Other: RealScalar>(to type: Other.Type) -> Network<Other> {
    var other = Network<Other>(zeros: shape)
    for slot in slots {
      other.layers[slot.index][slot.name].values =
        layers[slot.index][slot.name].values.map { Other($0) }
    }
    return other
  }

  /// The states in which a network starts unless it is told otherwise.
  public var zeroStates: [CellState<Scalar>] {
    Array(repeating: .zero(shape.layer(0)), count: shape.stateCount)
  }

  private var slots: [(index: Int, name: ParameterName, fullName: String)] {
    layers.indices.flatMap { index in
      let layer = index / shape.directions.count
      let direction = shape.directions[index % shape.directions.count]
      return layers[index].shape.parameterNames.map {
        (index, $0, $0.fullName(layer: layer, direction: direction))
      }
    }
  }
}
