import Recurrent
import Testing

/// What `Reference/frameworks.py` computed; there Keras' equations and ONNX Runtime ran the arrays.
@Suite struct FrameworkLayoutTests {
  static let cases = GoldenCase.read("frameworks.json", "cases")

  @Test func `Every cell that all frameworks have is there`() {
    #expect(Self.cases.count == 6)
    #expect(Set(Self.cases.map(\.cell)) == ["lstm", "gru", "rnn-tanh"])
  }

  @Test(arguments: cases, [Framework.keras, .onnx])
  func `Keras and ONNX hold these numbers`(golden: GoldenCase, framework: Framework) throws {
    let layout = FrameworkLayout(
      framework, try golden.network(Float.self), layer: 0, direction: .forward)
    let expected = try #require(
      golden.fields[framework == .keras ? "keras" : "onnx"] as? [String: [String: Any]])
    #expect(Set(layout.arrays.map(\.name)) == Set(expected.keys))
    for array in layout.arrays {
      let theirs = try #require(expected[array.name])
      #expect(array.shape.lengths == theirs["shape"] as? [Int], "\(golden.name): \(array.name)")
      // The numbers are multiples of 1/64, which Float holds exactly.
      #expect(
        array.matrix.values.map { Double($0) } == theirs["values"] as? [Double],
        "\(golden.name): \(array.name)")
    }
  }

  @Test(arguments: cases)
  func `PyTorch holds what the network has`(golden: GoldenCase) throws {
    let network = try golden.network(Float.self)
    let layout = FrameworkLayout(.pytorch, network, layer: 0, direction: .forward)
    #expect(layout.arrays.map(\.name) == network.parameters.map(\.name))
    #expect(layout.arrays.map(\.shape) == network.parameters.map(\.shape))
    #expect(layout.arrays.map(\.matrix.values) == network.parameters.map(\.values))
  }

  @Test func `The counts are those that people ask about`() throws {
    // LSTM 10→20: 2560 in PyTorch, 2480 in Keras; GRU 10→20: 1920 in both.
    let lstm = try Network<Float>(NetworkShape(.lstm, inputSize: 10, hiddenSize: 20))
    let gru = try Network<Float>(NetworkShape(.gru, inputSize: 10, hiddenSize: 20))
    func count(_ framework: Framework, _ network: Network<Float>) -> Int {
      FrameworkLayout(framework, network, layer: 0, direction: .forward).parameterCount
    }
    #expect(Framework.allCases.map { count($0, lstm) } == [2560, 2480, 2560])
    #expect(Framework.allCases.map { count($0, gru) } == [1920, 1920, 1920])
  }

  @Test func `Letters and order are those of the frameworks`() throws {
    let lstm = try Network<Float>(NetworkShape(.lstm, inputSize: 1, hiddenSize: 1))
    let gru = try Network<Float>(NetworkShape(.gru, inputSize: 1, hiddenSize: 1))
    func letters(_ framework: Framework, _ network: Network<Float>) -> String {
      FrameworkLayout(framework, network, layer: 0, direction: .forward).letters.joined()
    }
    #expect(Framework.allCases.map { letters($0, lstm) } == ["ifgo", "ifco", "iofc"])
    #expect(Framework.allCases.map { letters($0, gru) } == ["rzn", "zrh", "zrh"])
  }

  @Test func `Where D = 4H a kernel that is not transposed fits and is wrong`() throws {
    let shape = NetworkShape(.lstm, inputSize: 8, hiddenSize: 2)
    var network = try Network<Float>(shape)
    let numbers = (0..<64).map { Float($0) }
    try network.layers[0].set(.weightIH, numbers)
    let poured = network.pouredFromTransposed.layers[0][.weightIH]
    #expect(poured.rowCount == 8 && poured.columnCount == 8)
    #expect((0..<8).allSatisfy { r in (0..<8).allSatisfy { poured[r, $0] == Float(8 * $0 + r) } })
  }

  @Test func `The spectral norm is the largest stretch`() throws {
    // Singular values of [[3, 0], [4, 5]] are √45 and √5.
    let matrix = try Matrix<Double>([[3, 0], [4, 5], [9, 9]], columnCount: 2, name: "A")
    #expect(abs(matrix.spectralNorm(rows: 0..<2) - 45.0.squareRoot()) < 1e-6)
    #expect(abs(matrix.spectralNorm(rows: 2..<3) - 162.0.squareRoot()) < 1e-6)
    let huge = try Matrix<Float>([[1e30, 0], [0, 1]], columnCount: 2, name: "A")
    #expect(abs(huge.spectralNorm(rows: 0..<2) / 1e30 - 1) < 1e-6)
    let nothing = Matrix<Float>(rowCount: 2, columnCount: 2)
    #expect(nothing.spectralNorm(rows: 0..<2) == 0)
    let broken = try Matrix<Float>([[.nan]], columnCount: 1, name: "A")
    #expect(broken.spectralNorm(rows: 0..<1).isNaN)
  }
}
