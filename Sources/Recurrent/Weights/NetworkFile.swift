/// A recurrent network as a file of weights holds it: a `state_dict` of PyTorch in safetensors.
public struct NetworkFile: Hashable, Sendable {
  public var network: Network<Float>
  /// What stands before `weight_ih_l0` in the file, with its dot, or nothing.
  public var prefix: String
  /// The linear layer on the network's output, where the file has one that fits.
  public var readout: Readout<Float>?
  public var metadata: [String: String]
  /// The tensors that belong neither to the network nor to the readout, in the file's order.
  public var unused: [String]

  public init(
    _ network: Network<Float>, readout: Readout<Float>? = nil, prefix: String = "",
    metadata: [String: String] = [:]
  ) {
    self.network = network
    self.readout = readout
    self.prefix = prefix
    self.metadata = metadata
    unused = []
  }

  /// Finds the network in a file.
  ///
  /// The kind of cell is `cell`, else what the metadata names under "cell", else what the shapes
  /// say: rows of 4 H are an lstm, 3 H a gru, H a plain rnn with tanh or what the metadata names
  /// under "nonlinearity".
  ///
  /// - Parameter prefix: which network, where there are several; its last dot may be left out.
  /// - Throws: ``WeightsError`` when there is no network or not one, when weights are missing, have
  ///   other shapes or types, or when they are not of the kind `cell`.
  public init(
    _ file: Safetensors, prefix: String? = nil, cell: CellKind? = nil
  ) throws(WeightsError) {
    let stateDict = try StateDict.chosen(in: file, prefix: prefix)
    let shape = try stateDict.networkShape(cell: cell, metadata: file.metadata)
    // Nothing is allocated by what a header claims before the file is known to have the numbers.
    let weights = try stateDict.tensors(for: shape)
    var network = Network<Float>(zeros: shape)
    for (key, tensor) in weights {
      let index = shape.index(layer: key.layer, direction: key.direction)
      network.layers[index][key.name].values = try file.values(of: tensor.name)
    }
    let readout = try Readout(in: file, width: shape.outputSize)
    var used = Set(weights.map(\.tensor.name))
    if let readout { used.formUnion(readout.tensorNames) }
    self.network = network
    self.readout = readout
    self.prefix = stateDict.prefix
    metadata = file.metadata
    unused = file.tensors.map(\.name).filter { !used.contains($0) }
  }

  /// The file that PyTorch and ``init(_:prefix:cell:)`` read; what was unused is not in it.
  ///
  /// The metadata stay, with the format, the kind of cell and, where none is named, the producer.
  ///
  /// - Throws: ``WeightsError`` when the readout's tensors have the names of the network's.
  public func encoded() throws(WeightsError) -> [UInt8] {
    var tensors = network.parameters.map { (prefix + $0.name, $0.shape, $0.values) }
    if let readout {
      let names = readout.tensorNames
      tensors.append((names[0], readout.weight.shape, readout.weight.values))
      tensors.append((names[1], [readout.bias.count], readout.bias))
    }
    return try Safetensors.encode(tensors, metadata: completeMetadata)
  }

  private var completeMetadata: [String: String] {
    var complete = metadata
    complete[MetadataKey.format] = "pt"
    complete[MetadataKey.cell] = network.shape.cell.rawValue
    complete[MetadataKey.producer] = metadata[MetadataKey.producer] ?? "lstm-tutor"
    switch network.shape.cell {
    case .rnnTanh: complete[MetadataKey.nonlinearity] = "tanh"
    case .rnnReLU: complete[MetadataKey.nonlinearity] = "relu"
    default: complete[MetadataKey.nonlinearity] = nil
    }
    return complete
  }
}

/// What the metadata of a file of weights may say.
enum MetadataKey {
  /// "pt", by which other programs know PyTorch's names and layout.
  static let format = "format"
  /// A ``CellKind``
  static let cell = "cell"
  /// As the argument of PyTorch's RNN: "tanh" or "relu".
  static let nonlinearity = "nonlinearity"
  /// The program that wrote the file.
  static let producer = "producer"
}

extension Readout {
  /// The full names of weight and bias.
  fileprivate var tensorNames: [String] { ["\(name).weight", "\(name).bias"] }
}
