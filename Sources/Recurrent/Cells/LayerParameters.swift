/// The weights of one layer in one direction, in PyTorch's layout, or their gradients.
public struct LayerParameters<Scalar: RealScalar>: Hashable, Sendable {
  public let shape: LayerShape
  private var arrays: [ParameterName: Matrix<Scalar>]

  /// Weights that are all zero.
  public init(_ shape: LayerShape) {
    self.shape = shape
    arrays = [:]
    for name in ParameterName.allCases {
      if let shape = shape.shape(of: name) { arrays[name] = Matrix(shape) }
    }
  }

  /// A parameter; a vector is a matrix with one column. Empty where the cell has no such parameter.
  ///
  /// - Precondition: a new value has the shape of the old one.
  public subscript(name: ParameterName) -> Matrix<Scalar> {
    get { arrays[name] ?? Matrix([0]) }
    _modify { yield &arrays[name, default: Matrix([0])] }
  }

  /// Replaces the numbers of a parameter, row by row.
  ///
  /// - Throws: ``ShapeError`` when their count is not that of the parameter's shape.
  public mutating func set(_ name: ParameterName, _ values: [Scalar]) throws(ShapeError) {
    let expected = shape.shape(of: name) ?? [0]
    try ShapeError.check(
      name.rawValue, expected: expected,
      found: values.count == expected.elementCount ? expected : [values.count])
    self[name].values = values
  }

  /// The row in which every array holds `unit` of `gate`; units count from 0.
  public func row(_ gate: Gate, unit: Int) -> Int { shape.firstRow(of: gate) + unit }

  /// b_ih + b_hh of one unit, 0 without biases.
  public func bias(_ gate: Gate, unit: Int) -> Scalar {
    let row = row(gate, unit: unit)
    return [ParameterName.biasIH, .biasHH].reduce(0) { sum, name in
      self[name].values.isEmpty ? sum : sum + self[name].values[row]
    }
  }

  /// Sets b_ih + b_hh of every unit of a gate to exactly `sum`, all of it in b_ih.
  ///
  /// Nothing happens in a network without biases.
  public mutating func setBias(_ gate: Gate, to sum: Scalar) {
    for unit in 0..<shape.hiddenSize { setBias(gate, unit: unit, to: sum) }
  }

  /// Sets b_ih + b_hh of one unit of a gate to exactly `sum`.
  public mutating func setBias(_ gate: Gate, unit: Int, to sum: Scalar) {
    guard shape.hasBias else { return }
    let row = row(gate, unit: unit)
    self[.biasIH].values[row] = sum
    if shape.shape(of: .biasHH) != nil { self[.biasHH].values[row] = 0 }
  }
}
