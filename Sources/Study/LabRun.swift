public import CourseModel
public import Recurrent

/// A network that has been run, and everything that it computed over the tape.
public struct LabRun: Hashable, Sendable {
  /// Why a preset cannot be run.
  public enum Failure: Error, Hashable, Sendable {
    case unknownCell(String)
    case size(SizeError)
    case shape(ShapeError)
  }

  public private(set) var network: Network<Float>
  public let trace: Trace<Float>

  /// The weights of the only layer.
  public var parameters: LayerParameters<Float> { network.layers[0] }

  /// - Precondition: the trace is of this network.
  public init(network: Network<Float>, trace: Trace<Float>) {
    precondition(trace.shape == network.shape, "the trace is of another network")
    self.network = network
    self.trace = trace
  }

  /// Runs the first `steps` rows of the preset's tape, all of them by default, from the preset's
  /// initial state or from zeros.
  public init(_ preset: LabPreset, steps: Int? = nil) throws(Failure) {
    guard let kind = CellKind(rawValue: preset.cell) else { throw .unknownCell(preset.cell) }
    let shape = NetworkShape(
      kind, inputSize: preset.inputs.count, hiddenSize: preset.hiddenSize)
    do throws(SizeError) { network = try Network(shape) } catch { throw .size(error) }
    do throws(ShapeError) {
      try Self.fill(&network.layers[0], from: preset)
      let tape = preset.tape.prefix(max(0, steps ?? preset.tape.count))
      trace = try Trace(
        network, tape: tape.map { $0.map { Float($0) } }, initial: [Self.initial(preset, network)])
    } catch {
      throw .shape(error)
    }
  }

  private static func initial(
    _ preset: LabPreset, _ network: Network<Float>
  ) -> CellState<Float> {
    var state = network.zeroStates[0]
    if !preset.initialHidden.isEmpty { state.hidden = preset.initialHidden.map { Float($0) } }
    if state.cell != nil, !preset.initialCell.isEmpty {
      state.cell = preset.initialCell.map { Float($0) }
    }
    return state
  }

  /// Stacks a preset's gates in the order of the cell's rows, its one bias as `bias_ih`.
  ///
  /// What a preset does not give stays zero. Mistakes are named as in the file: `weights.f.x`.
  private static func fill(
    _ weights: inout LayerParameters<Float>, from preset: LabPreset
  ) throws(ShapeError) {
    let shape = weights.shape
    for gate in shape.cell.gates {
      let name = "weights." + shape.cell.blockName(gate)
      guard let block = preset.weights[shape.cell.blockName(gate)] else { continue }
      let parts: [(ParameterName, String, [[Double]], Int)] = [
        (.weightIH, "x", block.input, shape.inputSize),
        (.weightHH, "h", block.recurrent, shape.hiddenSize),
        (.biasIH, "b", block.bias.map { [$0] }, 1),
      ]
      for (parameter, part, rows, width) in parts where shape.shape(of: parameter) != nil {
        let values = try Self.rows(
          rows, expected: [shape.hiddenSize, width], name: "\(name).\(part)")
        let start = shape.firstRow(of: gate) * width
        weights[parameter].values.replaceSubrange(start..<(start + values.count), with: values)
      }
      if !block.peephole.isEmpty { try fillPeephole(&weights, gate, block.peephole, name: name) }
    }
    // A normalisation that is not told otherwise only normalises.
    for gain in [ParameterName.inputGain, .recurrentGain, .cellGain] {
      guard let count = shape.shape(of: gain)?.elementCount else { continue }
      try weights.set(gain, [Float](repeating: 1, count: count))
    }
  }

  private static func fillPeephole(
    _ weights: inout LayerParameters<Float>, _ gate: Gate, _ values: [Double], name: String
  ) throws(ShapeError) {
    let H = weights.shape.hiddenSize
    guard let peephole = Peephole(gate), weights.shape.shape(of: .peephole) != nil else {
      throw ShapeError("\(name).p", expected: nil, found: [values.count])
    }
    guard values.count == H else {
      throw ShapeError("\(name).p", expected: [H], found: [values.count])
    }
    weights[.peephole].values.replaceSubrange(
      (peephole.rawValue * H)..<((peephole.rawValue + 1) * H), with: values.map { Float($0) })
  }

  private static func rows(
    _ values: [[Double]], expected: Shape, name: String
  ) throws(ShapeError) -> [Float] {
    let wrongRow = values.first { $0.count != expected.lengths[1] }
    let found: Shape = [values.count, wrongRow?.count ?? expected.lengths[1]]
    guard found == expected else { throw ShapeError(name, expected: expected, found: found) }
    return values.flatMap { $0.map { Float($0) } }
  }
}
