/// The sizes of a recurrent network, as PyTorch's constructors take them.
public struct NetworkShape: Hashable, Sendable {
  public var cell: CellKind
  /// D
  public var inputSize: Int
  /// H
  public var hiddenSize: Int
  public var layerCount: Int
  public var isBidirectional: Bool
  public var hasBias: Bool
  /// P, the length of a projected h, or 0 where h is not projected.
  public var projectionSize: Int

  public init(
    _ cell: CellKind, inputSize: Int, hiddenSize: Int, layerCount: Int = 1,
    isBidirectional: Bool = false, hasBias: Bool = true, projectionSize: Int = 0
  ) {
    self.cell = cell
    self.inputSize = inputSize
    self.hiddenSize = hiddenSize
    self.layerCount = layerCount
    self.isBidirectional = isBidirectional
    self.hasBias = hasBias
    self.projectionSize = projectionSize
  }

  public var directions: [Direction] { isBidirectional ? [.forward, .reverse] : [.forward] }

  /// The length of h of one layer in one direction: P or H.
  public var stateSize: Int { projectionSize > 0 ? projectionSize : hiddenSize }

  /// The length of the output: one h per direction.
  public var outputSize: Int { stateSize * directions.count }

  /// Where the state of a layer and direction stands: layer-major, forward before reverse.
  public func index(layer: Int, direction: Direction) -> Int {
    layer * directions.count + (direction == .reverse ? 1 : 0)
  }

  /// Layers times directions.
  public var stateCount: Int { layerCount * directions.count }

  /// The sizes of one layer; all but the first read the output of the layer below.
  public func layer(_ layer: Int) -> LayerShape {
    LayerShape(
      cell: cell, inputSize: layer == 0 ? inputSize : outputSize, hiddenSize: hiddenSize,
      projectionSize: projectionSize, hasBias: hasBias)
  }

  public var parameterCount: Int {
    (0..<layerCount).reduce(0) { $0 + directions.count * layer($1).parameterCount }
  }

  /// Why no network has these sizes, or nil.
  public var mistake: SizeError? {
    for (name, value) in [
      ("input_size", inputSize), ("hidden_size", hiddenSize), ("num_layers", layerCount),
    ] where value < 1 {
      return SizeError("\(name) is \(value), but must be 1 or more")
    }
    if projectionSize > 0, cell != .lstm {
      return SizeError("proj_size is for lstm only, not for \(cell.rawValue)")
    }
    if projectionSize < 0 || projectionSize >= hiddenSize {
      return SizeError(
        "proj_size is \(projectionSize), but must be less than hidden_size \(hiddenSize)")
    }
    return nil
  }
}

/// Sizes that no network can have.
public struct SizeError: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String

  init(_ description: String) {
    self.description = description
  }
}

/// The sizes of one layer in one direction.
public struct LayerShape: Hashable, Sendable {
  public var cell: CellKind
  /// D of this layer
  public var inputSize: Int
  /// H
  public var hiddenSize: Int
  /// P, or 0
  public var projectionSize: Int
  public var hasBias: Bool

  /// The length of h: P or H.
  public var stateSize: Int { projectionSize > 0 ? projectionSize : hiddenSize }

  /// R, the rows of the weight matrices: H for each block.
  public var rowCount: Int { cell.gates.count * hiddenSize }

  /// The first row of a gate's block.
  ///
  /// - Precondition: the cell has the gate.
  public func firstRow(of gate: Gate) -> Int {
    guard let block = cell.gates.firstIndex(of: gate) else {
      preconditionFailure("\(cell.rawValue) has no gate \(gate.rawValue)")
    }
    return block * hiddenSize
  }

  /// The shape of a parameter, or nil where the cell has no such parameter.
  public func shape(of name: ParameterName) -> Shape? {
    switch name {
    case .weightIH: [rowCount, inputSize]
    case .weightHH: cell.isRecurrentInGates ? [rowCount, stateSize] : nil
    case .biasIH: hasBias ? [rowCount] : nil
    case .biasHH: hasBias && cell.isRecurrentInGates ? [rowCount] : nil
    case .weightHR: projectionSize > 0 ? [projectionSize, hiddenSize] : nil
    case .peephole: cell == .lstmPeephole ? [Peephole.allCases.count * hiddenSize] : nil
    case .inputGain, .recurrentGain: cell == .lstmLayerNorm ? [rowCount] : nil
    case .cellGain, .cellBias: cell == .lstmLayerNorm ? [hiddenSize] : nil
    }
  }

  /// The parameters that the layer has, in PyTorch's order.
  public var parameterNames: [ParameterName] {
    ParameterName.allCases.filter { shape(of: $0) != nil }
  }

  public var parameterCount: Int {
    parameterNames.reduce(0) { $0 + (shape(of: $1)?.elementCount ?? 0) }
  }
}

/// A parameter of a layer, by its name in a PyTorch `state_dict` without layer and direction.
public enum ParameterName: String, CaseIterable, Hashable, Sendable {
  /// W, shape (R, D)
  case weightIH = "weight_ih"
  /// U, shape (R, H), or (R, P) with a projection
  case weightHH = "weight_hh"
  /// Shape (R)
  case biasIH = "bias_ih"
  /// Shape (R)
  case biasHH = "bias_hh"
  /// The projection, shape (P, H)
  case weightHR = "weight_hr"
  /// The diagonals by which gates see c, shape (3H): i, f and o
  case peephole = "weight_peephole"
  /// The gain of the normalised W·x, shape (R)
  case inputGain = "norm_ih_weight"
  /// The gain of the normalised U·h, shape (R)
  case recurrentGain = "norm_hh_weight"
  /// The gain of the normalised c, shape (H)
  case cellGain = "norm_c_weight"
  /// The bias of the normalised c, shape (H)
  case cellBias = "norm_c_bias"

  /// `weight_ih_l0`, `weight_ih_l1_reverse`
  public func fullName(layer: Int, direction: Direction) -> String {
    "\(rawValue)_l\(layer)" + (direction == .reverse ? "_reverse" : "")
  }
}

/// A gate that sees the cell state, in the order of the rows of `weight_peephole`.
public enum Peephole: Int, CaseIterable, Hashable, Sendable {
  case input, forget, output

  /// The peephole of a gate; nil for the candidate, which does not see c, and for gates of others.
  public init?(_ gate: Gate) {
    switch gate {
    case .input: self = .input
    case .forget: self = .forget
    case .output: self = .output
    case .candidate, .reset, .update, .new: return nil
    }
  }
}
