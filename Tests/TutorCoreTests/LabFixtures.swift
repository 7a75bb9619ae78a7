import CourseModel
import Languages
import Recurrent
import TutorCore

/// Lab presets as they come out of the content reader.
enum LabFixtures {
  static func gate(
    _ input: [[Double]], _ recurrent: [[Double]], _ bias: [Double]
  ) -> LabPreset.GateWeights {
    LabPreset.GateWeights(input: input, recurrent: recurrent, bias: bias)
  }

  static let latch = LabPreset(
    id: "latch",
    title: Localized(english: "Latch: remember one bit", chinese: "锁存器：记住一个比特"),
    cell: "lstm", hiddenSize: 1,
    inputs: [
      LabPreset.Input(name: "d", meaning: Localized(english: "data", chinese: "数据")),
      LabPreset.Input(name: "w", meaning: Localized(english: "write", chinese: "写入")),
    ],
    weights: [
      "i": gate([[0, 20]], [[0]], [-10]), "f": gate([[0, -20]], [[0]], [10]),
      "g": gate([[5, 0]], [[0]], [0]), "o": gate([[0, 0]], [[0]], [10]),
    ],
    initialHidden: [0], initialCell: [0],
    tape: [
      [1, 1], [-1, 0], [-1, 1], [0.4, 0], [-0.7, 0], [0.9, 0], [-0.2, 0], [0.6, 0], [0.8, 1],
      [-0.9, 0], [0.3, 0], [-0.5, 0],
    ],
    story: Localized(
      english: [
        .paragraph([
          .text("One unit, two inputs. The data line carries a number at every step; the write "),
          .text("line says which of them matters."),
        ]),
        .paragraph([.text("Watch f and i first. Then watch c.")]),
      ],
      chinese: [
        .paragraph([.text("一个单元，两个输入。数据线每一步都有数值，写入线指明哪一个才算数。")]),
        .paragraph([.text("先看 f 和 i，再看 c。")]),
      ]),
    captions: [
      2: Localized(
        english: "The data says −1, but w = 0: f is nearly 1 and the cell keeps +1.",
        chinese: "数据是 −1，但 w = 0：f 接近 1，记忆元保持 +1。")
    ])

  static let counter = LabPreset(
    id: "counter",
    title: Localized(english: "Counter: as many b as a", chinese: "计数器：b 与 a 一样多"),
    cell: "lstm", hiddenSize: 1,
    inputs: [
      LabPreset.Input(name: "a", meaning: Localized(english: "letter a", chinese: "字母 a")),
      LabPreset.Input(name: "b", meaning: Localized(english: "letter b", chinese: "字母 b")),
    ],
    weights: [
      "i": gate([[0, 0]], [[0]], [10]), "f": gate([[0, 0]], [[0]], [20]),
      "g": gate([[0.5493061443, -0.5493061443]], [[0]], [0]), "o": gate([[0, 0]], [[0]], [10]),
    ],
    initialHidden: [0], initialCell: [0],
    tape: Array(repeating: [1, 0], count: 6) + Array(repeating: [0, 1], count: 6))

  static let readPort = LabPreset(
    id: "read-port", title: Localized(english: "Read port: stored is not shown"), cell: "lstm",
    hiddenSize: 1,
    inputs: [
      LabPreset.Input(name: "d", meaning: Localized(english: "data", chinese: "数据")),
      LabPreset.Input(name: "w", meaning: Localized(english: "write", chinese: "写入")),
      LabPreset.Input(name: "r", meaning: Localized(english: "read", chinese: "读出")),
    ],
    weights: [
      "i": gate([[0, 20, 0]], [[0]], [-10]), "f": gate([[0, -20, 0]], [[0]], [10]),
      "g": gate([[5, 0, 0]], [[0]], [0]), "o": gate([[0, 0, 20]], [[0]], [-10]),
    ],
    initialHidden: [0], initialCell: [0],
    tape: [
      [1, 1, 0], [0, 0, 0], [-0.6, 0, 0], [0, 0, 1], [0.5, 0, 0], [-1, 1, 0], [0, 0, 0],
    ])

  /// Two units that read each other, gates that are neither open nor shut, 40 steps.
  static let pair = LabPreset(
    id: "pair", title: Localized(english: "Two units", chinese: "两个单元"), cell: "lstm",
    hiddenSize: 2,
    inputs: [
      LabPreset.Input(name: "v", meaning: Localized(english: "the next value", chinese: "数值"))
    ],
    weights: [
      "i": gate([[1], [-2]], [[0.5, 0], [0, 1]], [0, 0.5]),
      "f": gate([[0.2], [1]], [[0, -1], [1, 0]], [1, 2]),
      "g": gate([[2], [-1.5]], [[0, 1], [-1, 0]], [0, 0.1]),
      "o": gate([[0], [0.5]], [[1, 0], [0, -1]], [0, -1]),
    ],
    initialHidden: [0.25, -0.5], initialCell: [1.5, -2],
    tape: (0..<40).map { [Double($0 * 7 % 11) / 5 - 1] })

  static let course = Course(labs: [latch, counter, readPort, pair])

  /// A network whose run takes more than a moment.
  static func long(units: Int = 16, steps: Int = 4000) throws -> OwnNetwork {
    var state: UInt64 = 9
    func number() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int64(bitPattern: state) >> 40) / Float(1 << 23)
    }
    var network = try Network<Float>(NetworkShape(.lstm, inputSize: 2, hiddenSize: units))
    for name in [ParameterName.weightIH, .weightHH, .biasIH] {
      let count = network.layers[0][name].values.count
      try network.layers[0].set(name, (0..<count).map { _ in number() / 4 })
    }
    return OwnNetwork(
      name: "long", network: network, tape: (0..<steps).map { _ in [number(), number()] })
  }
}
