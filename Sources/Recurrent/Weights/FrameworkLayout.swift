/// A framework with a layout of its own for the weights of a recurrent layer.
public enum Framework: String, CaseIterable, Hashable, Sendable {
  case pytorch = "PyTorch"
  case keras = "Keras"
  case onnx = "ONNX"
}

/// An array as a framework stores it, for one layer in one direction.
public struct StoredArray: Hashable, Sendable {
  /// Where the blocks of the gates lie.
  public enum Blocks: Hashable, Sendable {
    case rows, columns
  }

  /// `weight_ih_l0`, `kernel`, `W`
  public var name: String
  /// As the framework reports it: ONNX puts both directions into one array.
  public var shape: Shape
  /// The part of this direction, shape (rows, columns); a vector is one row.
  public var matrix: Matrix<Float>
  public var blocks: Blocks
  /// What each row of a matrix without blocks in its rows is, and each column of one with: units of
  /// h, or components of x. Nil for biases.
  public var isOfHidden: Bool?
}

/// The weights of one layer in one direction as a framework stores them.
public struct FrameworkLayout: Hashable, Sendable {
  public var framework: Framework
  /// The gates in the framework's order.
  public var gates: [Gate]
  /// What the framework calls them: Keras and ONNX write c for g and h for n.
  public var letters: [String]
  public var arrays: [StoredArray]

  /// The numbers of this layer and direction.
  public var parameterCount: Int { arrays.reduce(0) { $0 + $1.matrix.values.count } }

  /// Whether frameworks beside PyTorch have such layers.
  public static func exists(for shape: NetworkShape) -> Bool {
    guard shape.projectionSize == 0 else { return false }
    return switch shape.cell {
    case .lstm, .gru, .rnnTanh, .rnnReLU: true
    default: false
    }
  }

  /// - Precondition: ``exists(for:)``
  public init(_ framework: Framework, _ network: Network<Float>, layer: Int, direction: Direction) {
    let shape = network.shape
    precondition(Self.exists(for: shape), "\(shape.cell.rawValue) is PyTorch's alone")
    let weights = network.layers[shape.index(layer: layer, direction: direction)]
    self.framework = framework
    gates = Self.order(framework, shape.cell)
    letters = gates.map { Self.letter($0, framework, shape.cell) }
    switch framework {
    case .pytorch: arrays = Self.pytorch(weights, layer: layer, direction: direction)
    case .keras: arrays = Self.keras(weights, order: gates)
    case .onnx: arrays = Self.onnx(weights, order: gates, directions: shape.directions.count)
    }
  }

  private static func order(_ framework: Framework, _ kind: CellKind) -> [Gate] {
    switch (framework, kind) {
    case (.onnx, .lstm): [.input, .output, .forget, .candidate]
    case (.keras, .gru), (.onnx, .gru): [.update, .reset, .new]
    default: kind.gates
    }
  }

  private static func letter(_ gate: Gate, _ framework: Framework, _ kind: CellKind) -> String {
    switch (framework, gate) {
    case (.keras, .candidate), (.onnx, .candidate): kind == .lstm ? "c" : "h"
    case (.keras, .new), (.onnx, .new): "h"
    default: kind.blockName(gate)
    }
  }

  private static func pytorch(
    _ weights: LayerParameters<Float>, layer: Int, direction: Direction
  ) -> [StoredArray] {
    weights.shape.parameterNames.map { name in
      let matrix = weights[name]
      let isBias = name == .biasIH || name == .biasHH
      return StoredArray(
        name: name.fullName(layer: layer, direction: direction),
        shape: isBias ? [matrix.rowCount] : matrix.shape,
        matrix: isBias ? row(matrix.values) : matrix, blocks: isBias ? .columns : .rows,
        isOfHidden: isBias ? nil : name == .weightHH)
    }
  }

  /// Transposed, with one bias; a GRU has two, since its reset gate keeps them apart.
  private static func keras(_ weights: LayerParameters<Float>, order: [Gate]) -> [StoredArray] {
    var arrays = [("kernel", ParameterName.weightIH), ("recurrent_kernel", .weightHH)].map {
      let matrix = weights.reordered($1, order).transposed
      return StoredArray(
        name: $0, shape: matrix.shape, matrix: matrix, blocks: .columns,
        isOfHidden: $1 == .weightHH)
    }
    guard weights.shape.hasBias else { return arrays }
    let (input, recurrent) = (
      weights.reordered(.biasIH, order).values, weights.reordered(.biasHH, order).values
    )
    let bias: Matrix<Float>
    if weights.shape.cell == .gru {
      bias = stacked(input, recurrent)
    } else {
      bias = row(zip(input, recurrent).map { $0 + $1 })
    }
    arrays.append(
      StoredArray(
        name: "bias", shape: bias.rowCount == 1 ? [bias.columnCount] : bias.shape, matrix: bias,
        blocks: .columns))
    return arrays
  }

  private static func onnx(
    _ weights: LayerParameters<Float>, order: [Gate], directions: Int
  ) -> [StoredArray] {
    var arrays = [("W", ParameterName.weightIH), ("R", .weightHH)].map {
      let matrix = weights.reordered($1, order)
      return StoredArray(
        name: $0, shape: [directions, matrix.rowCount, matrix.columnCount], matrix: matrix,
        blocks: .rows, isOfHidden: $1 == .weightHH)
    }
    guard weights.shape.hasBias else { return arrays }
    let bias = [ParameterName.biasIH, .biasHH].flatMap { weights.reordered($0, order).values }
    arrays.append(
      StoredArray(name: "B", shape: [directions, bias.count], matrix: row(bias), blocks: .columns))
    return arrays
  }

  private static func row(_ values: [Float]) -> Matrix<Float> {
    var matrix = Matrix<Float>(rowCount: 1, columnCount: values.count)
    matrix.values = values
    return matrix
  }

  private static func stacked(_ first: [Float], _ second: [Float]) -> Matrix<Float> {
    var matrix = Matrix<Float>(rowCount: 2, columnCount: first.count)
    matrix.values = first + second
    return matrix
  }
}

extension LayerParameters {
  /// A parameter with its blocks of H rows in another order.
  fileprivate func reordered(_ name: ParameterName, _ order: [Gate]) -> Matrix<Scalar> {
    var matrix = self[name]
    matrix.values = order.flatMap { gate -> [Scalar] in
      let first = shape.firstRow(of: gate)
      return (first..<(first + shape.hiddenSize)).flatMap { self[name].row($0) }
    }
    return matrix
  }
}

extension Matrix {
  /// Aᵀ
  var transposed: Matrix {
    var matrix = Matrix(rowCount: columnCount, columnCount: rowCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { matrix[column, row] = self[row, column] }
    }
    return matrix
  }
}

extension Network {
  /// The network that comes out when the matrices of Keras, which are transposed, are poured number
  /// by number into those of PyTorch: `kernel.reshape(4 * H, D)` for `kernel.T`.
  ///
  /// Where D = 4H the shapes do not even differ, and no error tells.
  public var pouredFromTransposed: Network {
    var network = self
    for index in layers.indices {
      for name in [ParameterName.weightIH, .weightHH]
      where layers[index].shape.shape(of: name) != nil {
        network.layers[index][name].values = layers[index][name].transposed.values
      }
    }
    return network
  }
}
