import Phrases
import Recurrent

/// What comes of reading weights by the convention of another framework: another run.
struct MixUp: Hashable, Sendable {
  let name: Phrase
  /// As it stands in people's code.
  let wrong: String
  let right: String
  /// The last output of the layer that reads its weights rightly, and of the one that does not.
  let reference: [Float]
  let found: [Float]
  /// Nil where the mistake changes nothing on this input.
  let divergence: Divergence?

  /// Nil for a mistake that this network cannot make.
  private init?(_ fault: Fault, _ experiment: Experiment, tape: [[Float]]) {
    guard fault.applies(to: experiment.network.shape),
      let run = try? FaultRun(
        fault, network: experiment.network, tape: tape, initial: experiment.initial)
    else { return nil }
    self.init(
      fault.name,
      (
        fault.code.wrong.joined(separator: "; "), fault.code.right.joined(separator: "; ")
      ), reference: run.reference, run.faulty)
  }

  /// The kernels of Keras poured into W and U without being transposed.
  private init?(poured experiment: Experiment, tape: [[Float]]) {
    let network = experiment.network
    guard
      let reference = try? Trace(network, tape: tape, initial: experiment.initial),
      let found = try? Trace(
        network.pouredFromTransposed, tape: tape, initial: experiment.initial)
    else { return nil }
    let code = (
      wrong: "W = kernel.reshape(\(network.shape.cell.gates.count) * H, D)", right: "W = kernel.T"
    )
    self.init(.mixUpPoured, code, reference: reference, found)
  }

  private init(
    _ name: Phrase, _ code: (wrong: String, right: String), reference: Trace<Float>,
    _ found: Trace<Float>
  ) {
    self.name = name
    (wrong, right) = code
    self.reference = reference.steps.last?.output ?? []
    self.found = found.steps.last?.output ?? []
    divergence = Divergence(between: reference, and: found)
  }

  /// The mistakes that one makes on the way from a framework's layout to rows i, f, g, o.
  static func all(_ framework: Framework, _ experiment: Experiment) -> [MixUp] {
    let tape = Array(experiment.tape.prefix(steps(of: experiment)))
    func made(_ faults: [Fault]) -> [MixUp] {
      faults.compactMap { MixUp($0, experiment, tape: tape) }
    }
    let isGRU = experiment.network.shape.cell == .gru
    switch framework {
    case .pytorch: return made([.gateOrderIFOG, .interleavedSplit, .biasTwice])
    case .keras:
      return (MixUp(poured: experiment, tape: tape).map { [$0] } ?? [])
        + made([.recurrentTransposed, .gateOrderZRN, .biasesMerged, .forgetBiasTwice])
    case .onnx:
      return made([.gateOrderIOFG, .gateOrderZRN])
        + made(isGRU ? [.resetBeforeProduct] : [.biasForgotten])
    }
  }

  /// How many timesteps are run: all of a short sequence, few of a wide network.
  static func steps(of experiment: Experiment) -> Int {
    let parameters = experiment.network.shape.parameterCount
    return min(experiment.tape.count, max(4, 400_000 / max(1, parameters)))
  }
}
