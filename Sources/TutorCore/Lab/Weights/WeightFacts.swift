import Recurrent

/// What is to be known of a layer's weights and would take too long at each drawing.
struct WeightFacts: Hashable, Sendable {
  /// The largest finite |w| of W and U.
  let largest: Double
  /// ‖U‖₂ of each gate's block; empty until somebody has computed it
  var recurrentNorms: [Gate: Double]
  /// Cells that the widest number takes; nil where there are too many to write them out.
  let numberWidth: Int?

  /// Numbers of W, U and b that can be looked at whenever something is drawn.
  private static let few = 4000
  /// Units of a layer whose norms take no time.
  private static let instantSize = 48

  init(_ weights: LayerParameters<Float>) {
    var largest: Float = 0
    for name in [ParameterName.weightIH, .weightHH] {
      for value in weights[name].values where value.isFinite { largest = max(largest, abs(value)) }
    }
    self.largest = Double(largest)
    recurrentNorms =
      weights.shape.hiddenSize <= Self.instantSize ? Self.recurrentNorms(of: weights) : [:]
    guard weights.shape.parameterCount <= Self.few else {
      numberWidth = nil
      return
    }
    var width = 2
    for name in [ParameterName.weightIH, .weightHH] {
      for value in weights[name].values { width = max(width, WeightsGrid.text(value).count) }
    }
    for gate in weights.shape.cell.gates {
      for unit in 0..<weights.shape.hiddenSize {
        width = max(width, WeightsGrid.text(weights.bias(gate, unit: unit)).count)
      }
    }
    numberWidth = width
  }

  /// Whether the norms are there, or there are none.
  func isComplete(_ kind: CellKind) -> Bool { !recurrentNorms.isEmpty || !kind.isRecurrentInGates }

  /// ‖U‖₂ of each gate's block, by power iteration.
  static func recurrentNorms(of weights: LayerParameters<Float>) -> [Gate: Double] {
    guard weights.shape.cell.isRecurrentInGates else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: weights.shape.cell.gates.map { ($0, weights.recurrentNorm(of: $0)) })
  }
}
