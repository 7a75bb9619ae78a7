extension StateDict {
  /// The kind and sizes of the network, from names, shapes and metadata.
  ///
  /// - Throws: ``WeightsError`` when they do not fit `cell` or each other, or a tensor is missing.
  func networkShape(
    cell asked: CellKind?, metadata: [String: String]
  ) throws(WeightsError) -> NetworkShape {
    let empty = tensors.filter { $0.value.shape.lengths.contains(0) }
      .min { fullName($0.key) < fullName($1.key) }
    if let (key, tensor) = empty {
      throw WeightsError(tensor: fullName(key), "has shape \(tensor.shape), which is empty")
    }
    let inputs = try matrix(.weightIH)
    guard let inputs else { throw missing(Key(name: .weightIH), "") }
    let projection = try matrix(.weightHR)
    let recurrent = try matrix(.weightHH)
    let named = try namedKind(asked, metadata)
    let cell: CellKind
    let hiddenSize: Int
    if let recurrent {
      hiddenSize = projection?.columns ?? recurrent.columns
      cell = try kind(
        named, asked: asked != nil, metadata, rows: recurrent.rows, hiddenSize: hiddenSize)
    } else if let kind = named, !kind.isRecurrentInGates {
      cell = kind
      hiddenSize = inputs.rows / kind.gates.count
      guard inputs.rows == hiddenSize * kind.gates.count else {
        throw WeightsError(
          tensor: fullName(Key(name: .weightIH)),
          """
          has shape \(Shape([inputs.rows, inputs.columns])), but the rows of a \(kind.rawValue) \
          are \(kind.gates.count) blocks of the same size
          """)
      }
    } else {
      throw missing(
        Key(name: .weightHH),
        named.map { ", which a network of \($0.rawValue) cells needs" }
          ?? "; if this is a minlstm or a mingru, which have none, say which with --cell")
    }
    let shape = NetworkShape(
      cell, inputSize: inputs.columns, hiddenSize: hiddenSize, layerCount: try layerCount(),
      isBidirectional: tensors.keys.contains { $0.direction == .reverse },
      hasBias: tensors.keys.contains { $0.name == .biasIH || $0.name == .biasHH },
      projectionSize: projection?.rows ?? 0)
    if let mistake = shape.mistake {
      throw WeightsError(
        tensor: fullName(Key(name: .weightHR)), "makes a network that cannot be: \(mistake)")
    }
    return shape
  }

  /// The tensors of a network of this shape, layer-major, forward before reverse.
  ///
  /// - Throws: ``WeightsError`` when one is missing, has another shape, or is left over.
  func tensors(
    for shape: NetworkShape
  ) throws(WeightsError) -> [(key: Key, tensor: Safetensors.Tensor)] {
    var taken: [(key: Key, tensor: Safetensors.Tensor)] = []
    for layer in 0..<shape.layerCount {
      let sizes = shape.layer(layer)
      for direction in shape.directions {
        for name in sizes.parameterNames {
          let key = Key(name: name, layer: layer, direction: direction)
          let expected = sizes.shape(of: name) ?? [0]
          guard let tensor = tensors[key] else {
            throw missing(key, "; a \(shape.summary) needs it with shape \(expected)")
          }
          guard tensor.shape == expected else {
            throw WeightsError(
              tensor: tensor.name,
              "has shape \(tensor.shape), but a \(shape.summary) needs \(expected)")
          }
          taken.append((key, tensor))
        }
      }
    }
    if taken.count < tensors.count {
      let known = Set(taken.map(\.key))
      let extra = tensors.filter { !known.contains($0.key) }.map(\.value.name)
      let name = extra.min { $0.utf8.lexicographicallyPrecedes($1.utf8) } ?? ""
      throw WeightsError(tensor: name, "belongs to no \(shape.summary); check the kind of cell")
    }
    return taken
  }

  /// The layers, of which none may be missing.
  private func layerCount() throws(WeightsError) -> Int {
    let layers = Set(tensors.keys.map(\.layer)).sorted()
    for (index, layer) in layers.enumerated() where index != layer {
      throw missing(
        Key(name: .weightIH, layer: index),
        ", but there are weights of layer \(layer); layers count from 0 without gaps")
    }
    return layers.count
  }

  /// The kind that was asked for, or else the one that the metadata names.
  private func namedKind(
    _ asked: CellKind?, _ metadata: [String: String]
  ) throws(WeightsError) -> CellKind? {
    if let asked { return asked }
    guard let name = metadata[MetadataKey.cell] else { return nil }
    guard let kind = CellKind(rawValue: name) else {
      throw WeightsError(
        "the metadata names the cell \(name.asShown), which is unknown; choose one with --cell")
    }
    return kind
  }

  /// The kind whose blocks of rows are those of the matrices.
  private func kind(
    _ named: CellKind?, asked: Bool, _ metadata: [String: String], rows: Int, hiddenSize: Int
  ) throws(WeightsError) -> CellKind {
    let key = Key(name: .weightHH)
    let shape = tensors[key]?.shape ?? [0]
    let (blocks, rest) = rows.quotientAndRemainder(dividingBy: hiddenSize)
    let plain: CellKind? = rest == 0 ? try plainKind(blocks, metadata) : nil
    if let named {
      guard named.isRecurrentInGates else {
        throw WeightsError(
          tensor: fullName(key), "is in the file, but a \(named.rawValue) has no such weight")
      }
      guard rest == 0, blocks == named.gates.count else {
        let speaker = asked ? "--cell" : "the metadata"
        let meaning = plain.map { " (\($0.rawValue))" } ?? ""
        throw WeightsError(
          tensor: fullName(key),
          """
          has shape \(shape), which is \(rows) / \(hiddenSize) blocks of rows\(meaning), but \
          \(speaker) says \(named.rawValue), which has \(named.gates.count)
          """)
      }
      return named
    }
    guard let plain else {
      throw WeightsError(
        tensor: fullName(key),
        """
        has shape \(shape), but the rows must be 4 blocks of \(hiddenSize) for an lstm, 3 for a \
        gru or 1 for a plain rnn
        """)
    }
    guard plain == .lstm else { return plain }
    // The variants with four blocks give themselves away by what only they have.
    let names = Set(tensors.keys.map(\.name))
    if names.contains(.peephole) { return .lstmPeephole }
    return names.contains(.inputGain) ? .lstmLayerNorm : .lstm
  }

  /// PyTorch's cell with this many blocks of rows, or nil.
  private func plainKind(
    _ blocks: Int, _ metadata: [String: String]
  ) throws(WeightsError) -> CellKind? {
    switch blocks {
    case 4: return .lstm
    case 3: return .gru
    case 1: break
    default: return nil
    }
    switch metadata[MetadataKey.nonlinearity] {
    case nil, "tanh": return .rnnTanh
    case "relu": return .rnnReLU
    case let name?:
      throw WeightsError(
        "the metadata names the nonlinearity \(name.asShown), but it must be tanh or relu")
    }
  }

  /// The sizes of a matrix of the first layer, or nil where it has none.
  private func matrix(
    _ name: ParameterName
  ) throws(WeightsError) -> (rows: Int, columns: Int)? {
    guard let shape = tensors[Key(name: name)]?.shape else { return nil }
    guard shape.lengths.count == 2 else {
      throw WeightsError(
        tensor: fullName(Key(name: name)), "has shape \(shape), but must have two dimensions")
    }
    return (shape.lengths[0], shape.lengths[1])
  }

  private func missing(_ key: Key, _ reason: String) -> WeightsError {
    WeightsError(tensor: fullName(key), "is missing\(reason)")
  }
}

extension NetworkShape {
  /// The kind and sizes in a few words for messages.
  fileprivate var summary: String {
    let layers = layerCount == 1 ? "" : ", \(layerCount) layers"
    let reverse = isBidirectional ? ", both directions" : ""
    let projection = projectionSize > 0 ? ", projected to \(projectionSize)" : ""
    return "network of \(cell.rawValue) with \(inputSize) inputs, \(hiddenSize) units"
      + layers + reverse + projection
  }
}
