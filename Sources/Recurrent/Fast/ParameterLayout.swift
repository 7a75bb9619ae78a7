/// Where every weight of a network and its readout stands in one long buffer, so that clipping and
/// optimisers see plain numbers.
struct ParameterLayout: Hashable, Sendable {
  let network: NetworkShape
  /// K, the length of the readout's output, or 0 without a readout
  let readoutSize: Int
  /// By layer and direction, then by ``ParameterName/position``; -1 where there is no such weight
  private let offsets: [[Int]]
  let readoutOffset: Int
  let count: Int

  init(_ network: NetworkShape, readoutSize: Int) {
    self.network = network
    self.readoutSize = readoutSize
    var next = 0
    var offsets: [[Int]] = []
    for index in 0..<network.stateCount {
      let shape = network.layer(index / network.directions.count)
      offsets.append(
        ParameterName.allCases.map { name in
          guard let count = shape.shape(of: name)?.elementCount else { return -1 }
          defer { next += count }
          return next
        })
    }
    self.offsets = offsets
    readoutOffset = next
    count = next + readoutSize * (network.outputSize + 1)
  }

  /// The weights of one layer in one direction within `buffer`.
  func layer(_ index: Int, in buffer: FloatBuffer) -> LayerPointers {
    LayerPointers(start: buffer.start, offsets: offsets[index])
  }

  /// The readout's matrix (K, output size) and, behind it, its bias (K).
  func readout(in buffer: FloatBuffer) -> (weight: Floats, bias: Floats) {
    let weight = buffer.start + readoutOffset
    return (weight, weight + readoutSize * network.outputSize)
  }

  func write(_ source: Network<Float>, _ readout: Readout<Float>?, to buffer: FloatBuffer) {
    for index in source.layers.indices {
      let pointers = layer(index, in: buffer)
      for name in source.layers[index].shape.parameterNames {
        guard let target = pointers.pointer(name) else { continue }
        for (offset, value) in source.layers[index][name].values.enumerated() {
          target[offset] = value
        }
      }
    }
    guard let readout else { return }
    let (weight, bias) = self.readout(in: buffer)
    for (offset, value) in readout.weight.values.enumerated() { weight[offset] = value }
    for (offset, value) in readout.bias.enumerated() { bias[offset] = value }
  }

  func network(in buffer: FloatBuffer) -> Network<Float> {
    var result = Network<Float>(zeros: network)
    for index in result.layers.indices {
      let pointers = layer(index, in: buffer)
      for name in result.layers[index].shape.parameterNames {
        guard let source = pointers.pointer(name) else { continue }
        for offset in result.layers[index][name].values.indices {
          result.layers[index][name].values[offset] = source[offset]
        }
      }
    }
    return result
  }

  func readoutValues(in buffer: FloatBuffer) -> Readout<Float> {
    let (source, bias) = readout(in: buffer)
    var weight = Matrix<Float>(rowCount: readoutSize, columnCount: network.outputSize)
    for offset in weight.values.indices { weight.values[offset] = source[offset] }
    return Readout(weight: weight, bias: (0..<readoutSize).map { bias[$0] })
  }
}

/// The weights of one layer in one direction within a long buffer.
struct LayerPointers {
  let start: Floats
  /// By ``ParameterName/position``; -1 where the layer has no such weight
  let offsets: [Int]

  /// The first number of a weight, or nil where the layer has no such weight.
  func pointer(_ name: ParameterName) -> Floats? {
    let offset = offsets[name.position]
    return offset < 0 ? nil : start + offset
  }

  /// - Precondition: the layer has the weight.
  subscript(name: ParameterName) -> Floats {
    guard let pointer = pointer(name) else {
      preconditionFailure("the layer has no \(name.rawValue)")
    }
    return pointer
  }
}

extension ParameterName {
  /// The place in `allCases`, which a switch gives faster than a search.
  fileprivate var position: Int {
    switch self {
    case .weightIH: 0
    case .weightHH: 1
    case .biasIH: 2
    case .biasHH: 3
    case .weightHR: 4
    case .peephole: 5
    case .inputGain: 6
    case .recurrentGain: 7
    case .cellGain: 8
    case .cellBias: 9
    }
  }
}
