import Foundation
import Recurrent
import Testing

/// A network with what PyTorch or ONNX computed with it, from a file that a script in
/// `Reference/` wrote.
struct GoldenCase: CustomTestStringConvertible, @unchecked Sendable {
  let fields: [String: Any]

  /// The entries of `key` in a file of the folder `Reference`.
  static func read(_ file: String, _ key: String) -> [GoldenCase] {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/\(file)")
    guard let data = try? Data(contentsOf: url),
      let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let entries = root[key] as? [[String: Any]]
    else { return [] }
    return entries.map(GoldenCase.init)
  }

  var testDescription: String { name }
  var name: String { fields["name"] as? String ?? cell }
  var cell: String { fields["cell"] as? String ?? "" }

  var shape: NetworkShape {
    get throws {
      func number(_ key: String) -> Int? { fields[key] as? Int }
      return NetworkShape(
        try #require(CellKind(rawValue: cell)), inputSize: try #require(number("input_size")),
        hiddenSize: try #require(number("hidden_size")), layerCount: number("num_layers") ?? 1,
        isBidirectional: fields["bidirectional"] as? Bool ?? false,
        hasBias: fields["bias"] as? Bool ?? true, projectionSize: number("proj_size") ?? 0)
    }
  }

  func network<Scalar: RealScalar>(_ type: Scalar.Type) throws -> Network<Scalar> {
    var network = try Network<Scalar>(shape)
    let weights = try weights(in: fields)
    #expect(weights.count == network.parameters.count, "\(name): every weight is in the file")
    for (name, values) in weights {
      let shape = try #require(network.parameters.first { $0.name == name }?.shape, "\(name)")
      try network.set(name, shape: shape, values: values.map { Scalar($0) })
    }
    return network
  }

  /// The tensors of a `state_dict` by their full names.
  func weights(in fields: [String: Any]) throws -> [String: [Double]] {
    let tensors = try #require(fields["state_dict"] as? [String: [String: Any]])
    return try tensors.mapValues { try #require($0["values"] as? [Double]) }
  }

  func rows(_ key: String, in fields: [String: Any]? = nil) throws -> [[Double]] {
    try #require((fields ?? self.fields)[key] as? [[Double]], "\(name): \(key)")
  }

  func batch(_ key: String, in fields: [String: Any]? = nil) throws -> [[[Double]]] {
    try #require((fields ?? self.fields)[key] as? [[[Double]]], "\(name): \(key)")
  }

  func dictionary(_ key: String) throws -> [String: Any] {
    try #require(fields[key] as? [String: Any], "\(name): \(key)")
  }

  /// h_0 and c_0, or their like under other names, one state per layer and direction.
  func states<Scalar: RealScalar>(
    _ hidden: String, _ cell: String, in fields: [String: Any]? = nil, for network: Network<Scalar>
  ) throws -> [CellState<Scalar>] {
    let fields = fields ?? self.fields
    let h = try rows(hidden, in: fields)
    let c = fields[cell] as? [[Double]]
    return h.indices.map { row in
      var state = network.zeroStates[row]
      state.hidden = h[row].map { Scalar($0) }
      if let c { state.cell = c[row].map { Scalar($0) } }
      return state
    }
  }

  /// What each layer computed, by timestep.
  func steps() throws -> [[[String: Any]]] {
    // A file of one layer has no list of layers.
    if let single = fields["steps"] as? [[String: Any]] { return single.map { [$0] } }
    return try #require(fields["steps"] as? [[[String: Any]]], "\(name): steps")
  }
}
