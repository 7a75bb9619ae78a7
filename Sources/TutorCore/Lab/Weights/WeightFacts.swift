import Recurrent

/// What is to be known of a layer's weights and would take too long at each drawing.
struct WeightFacts: Hashable, Sendable {
  /// The largest finite |w| of W and U.
  let largest: Double
  /// ‖U‖₂ of each gate's block
  let recurrentNorms: [Gate: Double]
  /// Cells that the widest number takes; nil where there are too many to write them out.
  let numberWidth: Int?

  /// Numbers of W, U and b that can be looked at whenever something is drawn.
  private static let few = 4000

  init(_ weights: LayerParameters<Float>) {
    var largest: Float = 0
    for name in [ParameterName.weightIH, .weightHH] {
      for value in weights[name].values where value.isFinite { largest = max(largest, abs(value)) }
    }
    self.largest = Double(largest)
    var norms: [Gate: Double] = [:]
    if weights.shape.cell.isRecurrentInGates {
      for gate in weights.shape.cell.gates { norms[gate] = weights.recurrentNorm(of: gate) }
    }
    recurrentNorms = norms
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
}
