public import CourseModel
public import Recurrent

/// A lab preset that has been run: its parameters as the engine takes them, and everything that
/// the cell computed over the tape.
public struct LabRun: Hashable, Sendable {
  /// Why a preset cannot be run.
  public enum Failure: Error, Hashable, Sendable {
    case unknownCell(String)
    case unsupportedCell(CellKind)
    case shape(ShapeError)
  }

  public let parameters: LSTMParameters<Float>
  public let trace: Trace<Float>

  /// Runs the first `steps` rows of the preset's tape, all of them by default, from the preset's
  /// initial state or from zeros.
  public init(_ preset: LabPreset, steps: Int? = nil) throws(Failure) {
    guard let kind = CellKind(rawValue: preset.cell) else { throw .unknownCell(preset.cell) }
    guard kind == .lstm else { throw .unsupportedCell(kind) }
    do throws(ShapeError) {
      parameters = try LSTMParameters(preset)
      let tape = preset.tape.prefix(max(0, steps ?? preset.tape.count))
      var initial = LSTMState<Float>.zero(hiddenSize: preset.hiddenSize)
      if !preset.initialHidden.isEmpty { initial.hidden = preset.initialHidden.map { Float($0) } }
      if !preset.initialCell.isEmpty { initial.cell = preset.initialCell.map { Float($0) } }
      trace = try Trace(
        parameters, tape: tape.map { $0.map { Float($0) } }, initial: initial)
    } catch {
      throw .shape(error)
    }
  }
}

extension LSTMParameters where Scalar == Float {
  /// Stacks a preset's gates in PyTorch's order, its one bias as `bias_ih`.
  ///
  /// What a preset does not give is zero. Mistakes are named as in the file: `weights.f.x`.
  public init(_ preset: LabPreset) throws(ShapeError) {
    let (D, H) = (preset.inputs.count, preset.hiddenSize)
    var input: [[Float]] = []
    var recurrent: [[Float]] = []
    var bias: [Float] = []
    for gate in Gate.allCases {
      let name = String(gate.letter)
      let block =
        preset.weights[name]
        ?? LabPreset.GateWeights(
          input: Array(repeating: Array(repeating: 0, count: D), count: H),
          recurrent: Array(repeating: Array(repeating: 0, count: H), count: H),
          bias: Array(repeating: 0, count: H))
      input += try Self.rows(block.input, expected: [H, D], name: "weights.\(name).x")
      recurrent += try Self.rows(block.recurrent, expected: [H, H], name: "weights.\(name).h")
      bias += try Self.rows([block.bias], expected: [1, H], name: "weights.\(name).b")[0]
    }
    try self.init(
      inputWeights: Matrix(input, columnCount: D, name: "weight_ih"),
      recurrentWeights: Matrix(recurrent, columnCount: H, name: "weight_hh"),
      inputBias: bias, recurrentBias: Array(repeating: 0, count: bias.count))
  }

  private static func rows(
    _ values: [[Double]], expected: Shape, name: String
  ) throws(ShapeError) -> [[Float]] {
    let wrongRow = values.first { $0.count != expected.lengths[1] }
    let found: Shape = [values.count, wrongRow?.count ?? expected.lengths[1]]
    guard found == expected else { throw ShapeError(name, expected: expected, found: found) }
    return values.map { $0.map { Float($0) } }
  }
}
