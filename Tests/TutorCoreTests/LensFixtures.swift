import Cells
import CourseModel
import Languages
import Recurrent

@testable import TutorCore

/// Presets and networks for the lenses of gradients and weights.
enum LensFixtures {
  static let rnnLatch = LabPreset(
    id: "rnn-latch",
    title: Localized(english: "Plain RNN: a bit that cannot be learned", chinese: "普通 RNN：学不会的比特"),
    cell: "rnn-tanh", hiddenSize: 1,
    inputs: [LabPreset.Input(name: "x", meaning: Localized(english: "noise", chinese: "噪声"))],
    weights: ["h": LabFixtures.gate([[1]], [[2]], [0])], initialHidden: [0], initialCell: [],
    tape: [
      [3], [-0.221], [-0.145], [-0.156], [0.053], [-0.05], [0.025], [0.169], [0.172], [0.095],
      [-0.09], [-0.151], [-0.163], [-0.069], [-0.01], [-0.194], [-0.227], [0.061], [-0.37],
      [-0.035], [0.085],
    ])

  /// Starts at the unstable point, where the growth never bends.
  static let exploding = LabPreset(
    id: "exploding", title: Localized(english: "Exploding", chinese: "爆炸"), cell: "lstm",
    hiddenSize: 1, inputs: [LabPreset.Input(name: "x")],
    weights: [
      "i": LabFixtures.gate([[0]], [[0]], [5]), "f": LabFixtures.gate([[0]], [[0]], [0]),
      "g": LabFixtures.gate([[0]], [[6]], [0]), "o": LabFixtures.gate([[0]], [[0]], [5]),
    ],
    initialHidden: [0], initialCell: [0], tape: Array(repeating: [0], count: 11))

  static let gru = LabPreset(
    id: "gru", title: Localized(english: "A GRU", chinese: "GRU"), cell: "gru", hiddenSize: 2,
    inputs: [LabPreset.Input(name: "u"), LabPreset.Input(name: "v")],
    weights: [
      "r": LabFixtures.gate([[1, 0], [0.5, -1]], [[0.5, 0.2], [0, 1]], [1, 0]),
      "z": LabFixtures.gate([[-1, 0.5], [2, 0]], [[0, -1], [1, 0]], [1, 2]),
      "n": LabFixtures.gate([[2, 0.1], [-1.5, 1]], [[0.3, 1], [-1, 0]], [0, 0.1]),
    ],
    initialHidden: [0, 0], initialCell: [], tape: (0..<8).map { [Double($0 % 3) - 1, 0.5] })

  static let course = Course(
    labs: [rnnLatch, exploding, gru, LabFixtures.latch, LabFixtures.pair, LabFixtures.counter])

  /// A network with weights from −a to a, and a tape of T rows.
  static func own(
    _ kind: CellKind = .lstm, inputs D: Int, units H: Int, steps T: Int, range a: Double
  ) throws -> OwnNetwork {
    var random = SeededRandom(seed: 7)
    var network = try Network<Float>(NetworkShape(kind, inputSize: D, hiddenSize: H))
    for (name, shape, _) in network.parameters {
      try network.set(
        name, shape: shape,
        values: (0..<shape.elementCount).map { _ in Float(random.uniform(in: -a..<a)) })
    }
    let tape = (0..<T).map { _ in (0..<D).map { _ in Float(random.uniform(in: -1..<1)) } }
    return OwnNetwork(name: "own", network: network, tape: tape)
  }

  static func ownPlayer(_ own: OwnNetwork, rows: Int, columns: Int) -> Player {
    Player(
      state: AppState(
        language: .english, size: Size(rows: rows, columns: columns), start: .ownNetwork(own)),
      course: course)
  }
}
