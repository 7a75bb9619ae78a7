extension Fault {
  /// The network as it computes when its weights are misread; as it is for other mistakes.
  func misread<Scalar>(_ network: Network<Scalar>) -> Network<Scalar> {
    guard place == .weights else { return network }
    var network = network
    for index in network.layers.indices { misread(&network.layers[index]) }
    return network
  }

  private func misread<Scalar>(_ weights: inout LayerParameters<Scalar>) {
    switch self {
    case .forgetBiasZero: weights.setBias(.forget, to: 0)
    case .forgetBiasTwice: weights.scaleBiases(by: 2, rows: weights.rows(of: .forget))
    case .biasTwice: weights.scaleBiases(by: 2, rows: 0..<weights.shape.rowCount)
    case .biasForgotten: weights.scaleBiases(by: 0, rows: 0..<weights.shape.rowCount)
    case .biasesMerged:
      for row in weights.rows(of: .new) {
        weights[.biasIH].values[row] += weights[.biasHH].values[row]
        weights[.biasHH].values[row] = 0
      }
    case .gateOrderIFOG: weights.readBlocks(as: [.input, .forget, .output, .candidate])
    case .gateOrderIOFG: weights.readBlocks(as: [.input, .output, .forget, .candidate])
    case .gateOrderZRN: weights.readBlocks(as: [.update, .reset, .new])
    case .interleavedSplit: weights.readInterleaved()
    case .recurrentForgotten:
      for name in [ParameterName.weightHH, .biasHH] where weights.shape.shape(of: name) != nil {
        weights[name].values = weights[name].values.map { _ in 0 }
      }
    case .recurrentTransposed: weights.transposeRecurrentBlocks()
    default: break
    }
  }
}

extension LayerParameters {
  fileprivate func rows(of gate: Gate) -> Range<Int> {
    let first = shape.firstRow(of: gate)
    return first..<(first + shape.hiddenSize)
  }

  fileprivate mutating func scaleBiases(by factor: Scalar, rows: Range<Int>) {
    for name in [ParameterName.biasIH, .biasHH] where shape.shape(of: name) != nil {
      // 0 times infinity would not be 0.
      for row in rows { self[name].values[row] = factor == 0 ? 0 : factor * self[name].values[row] }
    }
  }

  /// Takes the blocks of rows for those of other gates: the first block for `gates[0]`, and so on.
  fileprivate mutating func readBlocks(as gates: [Gate]) {
    let H = shape.hiddenSize
    let blocks = shape.cell.gates.compactMap(gates.firstIndex(of:))
    take(rows: blocks.flatMap { ($0 * H)..<(($0 + 1) * H) })
  }

  /// Takes row j·G + k for unit j of gate k, as `a.reshape(H, G)` does.
  fileprivate mutating func readInterleaved() {
    let (H, G) = (shape.hiddenSize, shape.cell.gates.count)
    take(rows: (0..<G).flatMap { gate in (0..<H).map { $0 * G + gate } })
  }

  /// Puts the row `order[r]` of every parameter that has R rows in place of row r.
  private mutating func take(rows order: [Int]) {
    let names: [ParameterName] = [
      .weightIH, .weightHH, .biasIH, .biasHH, .inputGain, .recurrentGain,
    ]
    for name in names where shape.shape(of: name) != nil {
      let old = self[name]
      self[name].values = order.flatMap { old.row($0) }
    }
  }

  /// Transposes each gate's block of U, shape (H, H).
  fileprivate mutating func transposeRecurrentBlocks() {
    let H = shape.hiddenSize
    let old = self[.weightHH]
    for first in stride(from: 0, to: shape.rowCount, by: H) {
      for row in 0..<H {
        for column in 0..<H { self[.weightHH][first + row, column] = old[first + column, row] }
      }
    }
  }
}
