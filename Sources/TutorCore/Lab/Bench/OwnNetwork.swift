import CourseModel
import Languages
public import Recurrent

/// A network of the learner's own, with the sequence that it reads.
public struct OwnNetwork: Hashable, Sendable {
  /// What it is called on the screen, such as the name of its file.
  public var name: String
  public var network: Network<Float>
  /// Shape (T, D)
  public var tape: [[Float]]
  /// What the columns of the tape are called; empty without names.
  public var inputNames: [String]
  /// The arguments of `lstm-tutor lab` that open it again.
  public var arguments: [String]

  public init(
    name: String, network: Network<Float>, tape: [[Float]], inputNames: [String] = [],
    arguments: [String] = []
  ) {
    self.name = name
    self.network = network
    self.tape = tape
    self.inputNames = inputNames
    self.arguments = arguments
  }

  /// Title and names of the inputs in the form in which labs have them.
  var description: LabPreset {
    let names =
      inputNames.isEmpty ? (1...network.shape.inputSize).map { "x\($0)" } : inputNames
    return LabPreset(
      id: name, title: Localized(english: name, chinese: name),
      cell: network.shape.cell.rawValue, hiddenSize: network.shape.hiddenSize,
      inputs: names.map { LabPreset.Input(name: $0) }, weights: [:], initialHidden: [],
      initialCell: [], tape: [])
  }
}
