import Cells
import Recurrent
import Views

/// A layer's weights as rows (gate, unit) and columns (x, h of the step before, c, bias).
struct WeightsGrid {
  enum Column: Hashable {
    case input(Int)
    case hidden(Int)
    /// The diagonal by which a gate sees c.
    case peephole
    case bias
  }

  let weights: LayerParameters<Float>
  // Looked up once, not for every number.
  private let ofInput: Matrix<Float>
  private let ofHidden: Matrix<Float>

  init(weights: LayerParameters<Float>) {
    self.weights = weights
    ofInput = weights[.weightIH]
    ofHidden = weights[.weightHH]
  }

  /// How many columns can be moved: those of W, then those of U.
  var movingCount: Int {
    let shape = weights.shape
    return shape.inputSize + (shape.shape(of: .weightHH) == nil ? 0 : shape.stateSize)
  }

  func moving(_ index: Int) -> Column {
    index < weights.shape.inputSize ? .input(index) : .hidden(index - weights.shape.inputSize)
  }

  /// The columns that always stand at the right.
  var fixed: [Column] {
    (weights.shape.shape(of: .peephole) == nil ? [] : [.peephole])
      + (weights.shape.hasBias ? [.bias] : [])
  }

  /// Nil where a gate has no such weight.
  func value(_ gate: Gate, unit: Int, _ column: Column) -> Float? {
    let row = weights.row(gate, unit: unit)
    switch column {
    case .input(let index): return ofInput[row, index]
    case .hidden(let index): return ofHidden[row, index]
    case .bias: return weights.bias(gate, unit: unit)
    case .peephole:
      return Peephole(gate).map {
        weights[.peephole].values[$0.rawValue * weights.shape.hiddenSize + unit]
      }
    }
  }

  /// As a number is written in the grid; 0 is left blank there.
  static func text(_ value: Float) -> String { LabNumber.trimmed(Double(value)) }

  /// A sign and a block whose darkness is |w| beside the largest one, for all rows the same.
  static func shade(_ value: Float, largest: Double) -> String {
    let value = Double(value)
    if value.isNaN { return " ?" }
    if value == 0 { return "  " }
    guard value.isFinite else { return value < 0 ? "−∞" : "+∞" }
    let share = largest > 0 ? abs(value) / largest : 0
    let level = share <= 0.03 ? 0 : share <= 0.25 ? 1 : share <= 0.5 ? 2 : share <= 0.75 ? 3 : 4
    return value < 0 ? negativeShades[level] : positiveShades[level]
  }

  private static let negativeShades = ["−·", "−░", "−▒", "−▓", "−█"]
  private static let positiveShades = ["+·", "+░", "+▒", "+▓", "+█"]
}
