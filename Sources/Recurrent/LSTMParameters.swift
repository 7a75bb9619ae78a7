/// The weights of one LSTM layer in one direction, in PyTorch's layout.
///
/// D is the size of an input, H the number of units. The rows of every array are stacked in the
/// order of ``Gate``: H rows for i, then f, g and o.
public struct LSTMParameters<Scalar: RealScalar>: Hashable, Sendable {
  /// `weight_ih`, shape (4H, D)
  public let inputWeights: Matrix<Scalar>
  /// `weight_hh`, shape (4H, H)
  public let recurrentWeights: Matrix<Scalar>
  /// `bias_ih`, shape (4H)
  public let inputBias: [Scalar]
  /// `bias_hh`, shape (4H)
  public let recurrentBias: [Scalar]

  /// D
  public var inputSize: Int { inputWeights.columnCount }
  /// H
  public var hiddenSize: Int { recurrentWeights.columnCount }

  /// H is taken from the columns of `weight_hh`, D from those of `weight_ih`.
  ///
  /// - Throws: ``ShapeError`` when another array does not fit.
  public init(
    inputWeights: Matrix<Scalar>, recurrentWeights: Matrix<Scalar>, inputBias: [Scalar],
    recurrentBias: [Scalar]
  ) throws(ShapeError) {
    let rows = Gate.allCases.count * recurrentWeights.columnCount
    try ShapeError.check(
      "weight_hh", expected: [rows, recurrentWeights.columnCount], found: recurrentWeights.shape)
    try ShapeError.check(
      "weight_ih", expected: [rows, inputWeights.columnCount], found: inputWeights.shape)
    try ShapeError.check("bias_ih", expected: [rows], found: [inputBias.count])
    try ShapeError.check("bias_hh", expected: [rows], found: [recurrentBias.count])
    self.inputWeights = inputWeights
    self.recurrentWeights = recurrentWeights
    self.inputBias = inputBias
    self.recurrentBias = recurrentBias
  }

  /// The row in which every array holds `unit` of `gate`; units count from 0.
  public func row(_ gate: Gate, unit: Int) -> Int { gate.rawValue * hiddenSize + unit }

  /// b_ih + b_hh of one unit.
  public func bias(_ gate: Gate, unit: Int) -> Scalar {
    inputBias[row(gate, unit: unit)] + recurrentBias[row(gate, unit: unit)]
  }
}
