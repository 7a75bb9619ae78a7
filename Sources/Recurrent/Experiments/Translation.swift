extension Network {
  /// A network of another kind of cell with the same weights, as far as that kind has a place for
  /// them, so that both can be seen on the same input.
  ///
  /// Candidates take the weights of candidates, gates those of the gate of the same name. Where a
  /// cell keeps and writes with one gate (z), its sum is half the difference of the sums of f and i;
  /// where i follows from z, it is its opposite. A gate that the other cell has not, o or r or
  /// f, stands wide open: no weights, a bias of 10. What sees c (peepholes) or normalises is kept only
  /// between cells of the same kind.
  ///
  /// - Returns: nil for a network with projection, which only an LSTM can have
  public func translated(to kind: CellKind) -> Network? {
    guard kind != shape.cell else { return self }
    guard shape.projectionSize == 0 else { return nil }
    var other = Network(
      zeros: NetworkShape(
        kind, inputSize: shape.inputSize, hiddenSize: shape.hiddenSize,
        layerCount: shape.layerCount, isBidirectional: shape.isBidirectional, hasBias: true))
    for index in layers.indices { layers[index].translate(into: &other.layers[index]) }
    return other
  }
}

extension CellState {
  /// This state for a cell of another kind: what it has no place for is left out, what is missing
  /// is as ``zero(_:)`` has it.
  public func translated(to shape: LayerShape) -> CellState {
    var state = CellState.zero(shape)
    guard state.hidden.count == hidden.count else { return state }
    state.hidden = hidden
    if state.cell != nil, let cell { state.cell = cell }
    return state
  }
}

/// The weights of one gate: rows of W and U and the whole bias.
private struct GateBlock<Scalar: RealScalar> {
  var input: [Scalar]
  var recurrent: [Scalar]
  var bias: [Scalar]

  func scaled(by factor: Scalar) -> GateBlock {
    GateBlock(
      input: input.map { $0 * factor }, recurrent: recurrent.map { $0 * factor },
      bias: bias.map { $0 * factor })
  }

  func minus(_ other: GateBlock) -> GateBlock {
    GateBlock(
      input: input ⊖ other.input, recurrent: recurrent ⊖ other.recurrent,
      bias: bias ⊖ other.bias)
  }
}

extension LayerParameters {
  private func block(_ gate: Gate) -> GateBlock<Scalar> {
    let rows = (0..<shape.hiddenSize).map { row(gate, unit: $0) }
    return GateBlock(
      input: rows.flatMap { self[.weightIH].row($0) },
      recurrent: shape.cell.isRecurrentInGates ? rows.flatMap { self[.weightHH].row($0) } : [],
      bias: (0..<shape.hiddenSize).map { bias(gate, unit: $0) })
  }

  private var open: GateBlock<Scalar> {
    let (H, D) = (shape.hiddenSize, shape.inputSize)
    return GateBlock(
      input: Array(repeating: 0, count: H * D), recurrent: Array(repeating: 0, count: H * H),
      bias: Array(repeating: 10, count: H))
  }

  /// What keeps the old state: f, z of a GRU, the opposite of z of a minimal GRU.
  private var keeping: GateBlock<Scalar>? {
    switch shape.cell {
    case .gru, .gruV1: block(.update)
    case .minGRU: block(.update).scaled(by: -1)
    case .rnnTanh, .rnnReLU, .lstm1997: nil
    default: block(.forget)
    }
  }

  /// What lets the candidate in.
  private var writing: GateBlock<Scalar>? {
    switch shape.cell {
    case .gru, .gruV1: block(.update).scaled(by: -1)
    case .minGRU: block(.update)
    case .rnnTanh, .rnnReLU: nil
    case .lstmCIFG: block(.forget).scaled(by: -1)
    default: block(.input)
    }
  }

  /// What a gate of another kind gets of these weights.
  private func counterpart(of gate: Gate, in kind: CellKind) -> GateBlock<Scalar> {
    switch gate {
    case .candidate, .new: return block(shape.cell.gates.contains(.new) ? .new : .candidate)
    case .forget: return keeping ?? open
    case .input: return writing ?? open
    case .output: return shape.cell.gates.contains(.output) ? block(.output) : open
    case .reset: return shape.cell.gates.contains(.reset) ? block(.reset) : open
    case .update:
      let sum = (keeping ?? open).minus(writing ?? open).scaled(by: 0.5)
      return kind == .minGRU ? sum.scaled(by: -1) : sum
    }
  }

  fileprivate func translate(into other: inout LayerParameters) {
    let H = shape.hiddenSize
    for gate in other.shape.cell.gates {
      var block = counterpart(of: gate, in: other.shape.cell)
      if block.recurrent.isEmpty { block.recurrent = Array(repeating: 0, count: H * H) }
      let first = other.shape.firstRow(of: gate)
      let D = other.shape.inputSize
      other[.weightIH].values.replaceSubrange((first * D)..<((first + H) * D), with: block.input)
      if other.shape.cell.isRecurrentInGates {
        other[.weightHH].values.replaceSubrange(
          (first * H)..<((first + H) * H), with: block.recurrent)
      }
      for unit in 0..<H { other.setBias(gate, unit: unit, to: block.bias[unit]) }
    }
    for gain in [ParameterName.inputGain, .recurrentGain, .cellGain] {
      let count = other[gain].values.count
      other[gain].values = Array(repeating: 1, count: count)
    }
  }
}
