import Foundation
import Recurrent
import Testing

@Suite struct SafetensorsNetworkTests {
  static let names = [
    "gru_f16", "lstm_f32", "lstm_f64", "lstm_nobias", "lstm_proj_prefixed", "rnn_bf16",
  ]

  @Test(arguments: names)
  func `A file of PyTorch is the network that PyTorch saved`(name: String) throws {
    let expected = try #require(try WeightsReference.read().files[name])
    let file = try Safetensors(bytes: WeightsReference.bytes(of: name))
    #expect(
      Dictionary(uniqueKeysWithValues: file.tensors.map { ($0.name, $0.shape.lengths) })
        == expected.tensors)
    #expect(
      Set(file.tensors.map(\.type.rawValue)) == [expected.dtype])
    let loaded = try NetworkFile(file)
    #expect(
      loaded.network.shape
        == NetworkShape(
          try #require(CellKind(rawValue: expected.cell)), inputSize: expected.input_size,
          hiddenSize: expected.hidden_size, layerCount: expected.num_layers,
          isBidirectional: expected.bidirectional, hasBias: expected.bias,
          projectionSize: expected.proj_size))
    #expect(loaded.prefix == expected.prefix)
    #expect(loaded.metadata["format"] == "pt")
    #expect(loaded.metadata["note"]?.hasSuffix("the numbers mean nothing.") == true)
    #expect(
      loaded.unused
        == (expected.prefix.isEmpty ? [] : ["embedding.weight", "head.bias", "head.weight"]))
    #expect(loaded.readout == nil)
    for (name, tensor) in expected.state_dict ?? [:] {
      #expect(try file.values(of: expected.prefix + name) == tensor.values, "\(name)")
    }
    let trace = try Trace(loaded.network.converted(to: Double.self), doubles: expected.x)
    // Rounding the weights of an F64 file to Float costs some 1e-7.
    let tolerance = expected.dtype == "F64" ? 1e-6 : 1e-8
    expectClose(
      trace.steps.flatMap(\.output), expected.output.flatMap { $0 }, tolerance: tolerance, "output")
    expectClose(
      trace.final.flatMap(\.hidden), expected.h_n.flatMap { $0 }, tolerance: tolerance, "h_n")
    if let cells = expected.c_n {
      expectClose(
        trace.final.flatMap { $0.cell ?? [] }, cells.flatMap { $0 }, tolerance: tolerance, "c_n")
    }
  }

  @Test(arguments: CellKind.allCases)
  func `A network of any kind comes back from its file`(kind: CellKind) throws {
    for (isBidirectional, hasBias) in [(false, true), (true, false), (true, true)] {
      let network = try numberedNetwork(
        NetworkShape(
          kind, inputSize: 2, hiddenSize: 3, layerCount: 3, isBidirectional: isBidirectional,
          hasBias: hasBias, projectionSize: kind == .lstm ? 2 : 0))
      let width = network.shape.outputSize
      var weight = Matrix<Float>(rowCount: 2, columnCount: width)
      weight.values = (0..<(2 * width)).map { Float($0) }
      let readout = Readout(name: "model.fc", weight: weight, bias: [0.5, -0.5])
      let file = NetworkFile(
        network, readout: readout, prefix: "model.rnn.", metadata: ["note": "n", "cell": "old"])
      let again = try NetworkFile(Safetensors(bytes: file.encoded()))
      #expect(again.network == network)
      #expect(again.readout == readout)
      #expect(again.prefix == "model.rnn.")
      #expect(again.unused.isEmpty)
      #expect(again.metadata["note"] == "n")
      #expect(again.metadata["format"] == "pt")
      #expect(again.metadata["producer"] == "lstm-tutor")
      #expect(again.metadata["cell"] == kind.rawValue)
      // Then nothing changes any more.
      #expect(try again.encoded() == file.encoded())
    }
  }

  /// The file of a network without what the metadata would say of it.
  func anonymous(
    _ network: Network<Float>, metadata: [String: String] = [:], prefix: String = "",
    dropping dropped: Set<String> = [], adding added: [(String, Shape)] = []
  ) throws -> Safetensors {
    let kept = network.parameters.filter { !dropped.contains($0.name) }
    let bytes = try Safetensors.encode(
      kept.map { (prefix + $0.name, $0.shape, $0.values) }
        + added.map { ($0.0, $0.1, Array(repeating: 1, count: $0.1.elementCount)) },
      metadata: metadata)
    return try Safetensors(bytes: bytes)
  }

  @Test(arguments: [
    (CellKind.rnnTanh, [String: String]()), (.rnnTanh, ["nonlinearity": "tanh"]),
    (.rnnReLU, ["nonlinearity": "relu"]), (.lstm, [:]), (.gru, [:]), (.lstmPeephole, [:]),
    (.lstmLayerNorm, [:]), (.gruV1, ["cell": "gru-v1"]),
  ]) func `The kind follows from shapes, names and metadata`(
    kind: CellKind, metadata: [String: String]
  ) throws {
    let network = try numberedNetwork(NetworkShape(kind, inputSize: 2, hiddenSize: 2))
    let loaded = try NetworkFile(anonymous(network, metadata: metadata))
    #expect(loaded.network == network)
    #expect(loaded.metadata == metadata)
  }

  @Test func `A kind of the same shapes can be asked for`() throws {
    let network = try numberedNetwork(NetworkShape(.lstm, inputSize: 2, hiddenSize: 2))
    let file = try anonymous(network, metadata: ["cell": "lstm"])
    #expect(try NetworkFile(file, cell: .lstmTanhGates).network.shape.cell == .lstmTanhGates)
    let minimal = try numberedNetwork(NetworkShape(.minGRU, inputSize: 2, hiddenSize: 3))
    #expect(try NetworkFile(anonymous(minimal), cell: .minGRU).network == minimal)
    // 6 rows could be 2 blocks of 3 or 3 of 2.
    #expect(try NetworkFile(anonymous(minimal), cell: .minLSTM).network.shape.hiddenSize == 2)
  }

  @Test func `The weights of a single cell are a network of one layer`() throws {
    let network = try numberedNetwork(NetworkShape(.gru, inputSize: 2, hiddenSize: 3))
    let tensors = network.parameters.map {
      (name: "cell." + $0.name.dropLast(3), shape: $0.shape, values: $0.values)
    }
    #expect(tensors.map(\.name).contains("cell.weight_ih"))
    let loaded = try NetworkFile(Safetensors(bytes: Safetensors.encode(tensors)))
    #expect(loaded.network == network)
    #expect(loaded.prefix == "cell.")
  }

  @Test func `Of several networks one is chosen by its prefix`() throws {
    let (first, second) = (
      try numberedNetwork(NetworkShape(.lstm, inputSize: 2, hiddenSize: 3)),
      try numberedNetwork(NetworkShape(.gru, inputSize: 4, hiddenSize: 2))
    )
    let tensors =
      first.parameters.map { ("encoder." + $0.name, $0.shape, $0.values) }
      + second.parameters.map { ("decoder." + $0.name, $0.shape, $0.values) }
    let file = try Safetensors(bytes: Safetensors.encode(tensors))
    #expect(
      mistake(file)
        == "the file has 2 networks; choose one by its prefix: decoder., encoder.")
    #expect(
      mistake(file, prefix: "lstm") == """
        the file has no network under the prefix lstm; the prefixes are: decoder., encoder.
        """)
    #expect(try NetworkFile(file, prefix: "encoder").network == first)
    let loaded = try NetworkFile(file, prefix: "decoder.")
    #expect(loaded.network == second)
    #expect(loaded.unused == first.parameters.map { "encoder." + $0.name }.sorted())
  }

  @Test func `A last layer that fits is the readout, and others are named as unused`() throws {
    let network = try numberedNetwork(NetworkShape(.gru, inputSize: 2, hiddenSize: 3))
    func load(_ added: [(String, Shape)]) throws -> NetworkFile {
      try NetworkFile(anonymous(network, adding: added))
    }
    let plain = try load([("head.weight", [4, 3]), ("head.bias", [4]), ("embedding", [9, 2])])
    #expect(plain.readout?.name == "head")
    #expect(plain.readout?.weight.shape == [4, 3])
    #expect(plain.readout?.bias == [1, 1, 1, 1])
    #expect(plain.unused == ["embedding"])
    let bare = try load([("m.decoder.weight", [1, 3]), ("fc.weight", [1, 4])])
    #expect(bare.readout?.name == "m.decoder")
    #expect(bare.readout?.bias == [0])
    #expect(bare.unused == ["fc.weight"])
    let double = try load([("a.fc.weight", [1, 3]), ("b.fc.weight", [1, 3])])
    #expect(double.readout == nil)
    #expect(double.unused == ["a.fc.weight", "b.fc.weight"])
    let odd = try load([("fc.weight", [2, 3]), ("fc.bias", [3]), ("subhead.weight", [2, 3])])
    #expect(odd.readout == nil)
  }

  @Test func `A type that cannot be read is refused only where it is needed`() throws {
    let network = try numberedNetwork(
      NetworkShape(.rnnTanh, inputSize: 1, hiddenSize: 1, hasBias: false))
    var bytes = try Safetensors.encode(
      network.parameters + [(name: "steps", shape: [1], values: [1])])
    let header = String(decoding: bytes[8..<(8 + Int(bytes[0]))], as: UTF8.self)
    func retype(_ name: String) throws {
      let start = try #require(header.range(of: "\"\(name)\":{\"dtype\":\""))
      let offset = header.utf8.distance(from: header.startIndex, to: start.upperBound)
      bytes.replaceSubrange((8 + offset)..<(8 + offset + 3), with: Array("I32".utf8))
    }
    try retype("steps")
    #expect(try NetworkFile(Safetensors(bytes: bytes)).unused == ["steps"])
    try retype("weight_hh_l0")
    #expect(
      mistake(try Safetensors(bytes: bytes)) == """
        weight_hh_l0 has the dtype I32, but weights must be one of F32, F64, F16, BF16; convert it
        """)
  }

  /// The sentence that refuses the network, or nil where there is one.
  func mistake(_ file: Safetensors, prefix: String? = nil, cell: CellKind? = nil) -> String? {
    do throws(WeightsError) {
      _ = try NetworkFile(file, prefix: prefix, cell: cell)
      return nil
    } catch {
      return error.description
    }
  }
}
