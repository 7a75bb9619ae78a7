internal import CKernels

/// Runs one sequence after another through a network, as fast as one core can.
///
/// It keeps its state from run to run until ``reset()``, so a long sequence can come in pieces; a
/// reverse direction starts each piece from its own state. The kernels for a single sequence know
/// `lstm` without projection, `gru` and the plain cells; other kinds run on the batch's kernels.
public final class SequenceRunner {
  public let shape: NetworkShape
  private let cells: [PackedCell]
  private let others: LaneNetwork?
  private let network: Network<Float>
  /// h, and c where the cell has one, of each layer and direction
  public private(set) var states: [CellState<Float>]
  /// The output of the layer below, the same in reverse, and the output of one direction
  private var layerInput: [Float] = []
  private var reversed: [Float] = []
  private var directionOutput: [Float] = []

  public init(_ network: Network<Float>) {
    shape = network.shape
    self.network = network
    states = network.zeroStates
    cells = network.layers.compactMap { PackedCell($0) }
    others = cells.isEmpty ? LaneNetwork(network) : nil
  }

  /// Goes back to the state in which a network starts.
  public func reset() {
    states = network.zeroStates
  }

  /// Starts from these states, layer-major, forward before reverse.
  ///
  /// - Throws: ``ShapeError`` when they do not fit the network.
  public func start(from states: [CellState<Float>]) throws(ShapeError) {
    try network.checkStates(states)
    self.states = states
  }

  /// Runs T timesteps.
  ///
  /// - Parameter inputs: shape (T, D), row by row
  /// - Returns: the output of the last layer, shape (T, output size)
  /// - Precondition: whole rows
  public func run(_ inputs: [Float]) -> [Float] {
    var outputs = [Float](repeating: 0, count: inputs.count / shape.inputSize * shape.outputSize)
    inputs.withUnsafeBufferPointer { source in
      outputs.withUnsafeMutableBufferPointer { target in run(source, into: target) }
    }
    return outputs
  }

  /// The same without allocating anything for a network of one layer and direction.
  public func run(
    _ inputs: UnsafeBufferPointer<Float>, into outputs: UnsafeMutableBufferPointer<Float>
  ) {
    let T = inputs.count / shape.inputSize
    precondition(T * shape.inputSize == inputs.count, "the inputs end in the middle of a row")
    precondition(outputs.count == T * shape.outputSize, "no room for \(T) outputs")
    guard T > 0, let x = inputs.baseAddress, let y = outputs.baseAddress else { return }
    if let others {
      others.run(x, steps: T, states: &states, into: y)
    } else if shape.stateCount == 1 {
      cells[0].run(x, steps: T, state: &states[0], into: y)
    } else {
      runLayers(x, steps: T, into: y)
    }
  }

  private func runLayers(
    _ x: UnsafePointer<Float>, steps T: Int, into y: UnsafeMutablePointer<Float>
  ) {
    let width = shape.outputSize
    layerInput = Array(UnsafeBufferPointer(start: x, count: T * shape.inputSize))
    for layer in 0..<shape.layerCount {
      let size = shape.layer(layer).inputSize
      var joined = [Float](repeating: 0, count: T * width)
      for (place, direction) in shape.directions.enumerated() {
        let index = shape.index(layer: layer, direction: direction)
        let source = direction == .forward ? layerInput : layerInput.rowsReversed(size)
        directionOutput = [Float](repeating: 0, count: T * shape.stateSize)
        cells[index].run(source, steps: T, state: &states[index], into: &directionOutput)
        for t in 0..<T {
          let row = direction == .forward ? t : T - 1 - t
          for unit in 0..<shape.stateSize {
            joined[row * width + place * shape.stateSize + unit] =
              directionOutput[t * shape.stateSize + unit]
          }
        }
      }
      layerInput = joined
    }
    y.update(from: layerInput, count: T * width)
  }
}

extension [Float] {
  /// The rows of `size` numbers from the last to the first.
  fileprivate func rowsReversed(_ size: Int) -> [Float] {
    stride(from: count - size, through: 0, by: -size).flatMap { self[$0..<($0 + size)] }
  }
}

/// One layer in one direction, in the form in which the kernels for one sequence read it.
private final class PackedCell {
  private let shape: LayerShape
  private let packed: FloatBuffer
  private let scratch: FloatBuffer

  /// Nil for a kind that has no such kernel.
  init?(_ layer: LayerParameters<Float>) {
    shape = layer.shape
    guard shape.cell.isPyTorch, shape.projectionSize == 0 else { return nil }
    let (D, H) = (shape.inputSize, shape.hiddenSize)
    scratch = FloatBuffer(ck_sequence_scratch_count(H))
    let (W, U) = (layer[.weightIH].values, layer[.weightHH].values)
    let zeros = [Float](repeating: 0, count: shape.rowCount)
    let inputBias = shape.hasBias ? layer[.biasIH].values : zeros
    let recurrentBias = shape.hasBias ? layer[.biasHH].values : zeros
    var sum = inputBias ⊕ recurrentBias
    switch shape.cell {
    case .lstm:
      packed = FloatBuffer(ck_lstm_packed_count(D, H))
      ck_pack_lstm(packed.start, W, U, sum, D, H)
    case .gru:
      packed = FloatBuffer(ck_gru_packed_count(D, H))
      // The reset gate multiplies b_hn, so it stays apart from b_in.
      let first = shape.firstRow(of: .new)
      sum.replaceSubrange(first..., with: inputBias[first...])
      ck_pack_gru(packed.start, W, U, sum, Array(recurrentBias[first...]), D, H)
    default:
      packed = FloatBuffer(ck_rnn_packed_count(D, H))
      ck_pack_rnn(packed.start, W, U, sum, D, H)
    }
  }

  func run(
    _ x: UnsafePointer<Float>, steps: Int, state: inout CellState<Float>,
    into y: UnsafeMutablePointer<Float>
  ) {
    let (D, H) = (shape.inputSize, shape.hiddenSize)
    switch shape.cell {
    case .lstm:
      state.withCell { h, c in
        ck_lstm_sequence(packed.start, D, H, x, steps, h, c, y, scratch.start)
      }
    case .gru: ck_gru_sequence(packed.start, D, H, x, steps, &state.hidden, y, scratch.start)
    default:
      let kind = shape.cell == .rnnReLU ? CK_RNN_RELU : CK_RNN_TANH
      ck_rnn_sequence(kind, packed.start, D, H, x, steps, &state.hidden, y, scratch.start)
    }
  }
}

extension CellState<Float> {
  /// Lends h and c for writing, c in its place rather than as a copy.
  fileprivate mutating func withCell(_ body: (Floats, Floats) -> Void) {
    var c = cell ?? []
    cell = nil
    hidden.withUnsafeMutableBufferPointer { h in
      c.withUnsafeMutableBufferPointer { c in
        guard let h = h.baseAddress, let c = c.baseAddress else { return }
        body(h, c)
      }
    }
    cell = c
  }
}

extension LaneNetwork {
  /// A network for single sequences, in pieces of up to 64 timesteps, or whole where a reverse
  /// direction has to begin at the end.
  fileprivate convenience init(_ network: Network<Float>) {
    let layout = ParameterLayout(network.shape, readoutSize: 0)
    self.init(layout, lanes: Int(CK_LANE_MULTIPLE), capacity: 64)
    layout.write(network, nil, to: parameters)
  }

  fileprivate func run(
    _ x: UnsafePointer<Float>, steps T: Int, states: inout [CellState<Float>],
    into y: UnsafeMutablePointer<Float>
  ) {
    if shape.isBidirectional, T > capacity {
      let larger = LaneNetwork(layout, lanes: lanes, capacity: T, parameters: parameters)
      return larger.run(x, steps: T, states: &states, into: y)
    }
    let (D, width) = (shape.inputSize, shape.outputSize)
    let inputs = FloatBuffer(min(T, capacity) * D * lanes)
    var first = 0
    while first < T {
      let count = min(capacity, T - first)
      for index in 0..<(count * D) { inputs.start[index * lanes] = x[first * D + index] }
      let held = states.map { HeldState($0, lanes: lanes) }
      withExtendedLifetime((held, inputs)) {
        // Nothing asks for this to be cancelled.
        try? forward(
          inputs: Steps(start: inputs.start, stride: D * lanes), count: count, mask: nil,
          initial: held.map(\.lane))
      }
      for t in 0..<count {
        for unit in 0..<width { y[(first + t) * width + unit] = outputs[t][unit * lanes] }
      }
      for index in states.indices { layers[index].readState(&states[index], after: count) }
      first += count
    }
  }
}

/// A state of one sequence, laid out for a batch whose first lane it is.
private final class HeldState {
  private let hidden: FloatBuffer
  private let cell, normalizer, stabilizer: FloatBuffer?

  init(_ state: CellState<Float>, lanes: Int) {
    func spread(_ values: [Float]) -> FloatBuffer {
      let buffer = FloatBuffer(values.count * lanes)
      for (row, value) in values.enumerated() { buffer.start[row * lanes] = value }
      return buffer
    }
    hidden = spread(state.hidden)
    cell = state.cell.map(spread)
    normalizer = state.normalizer.map(spread)
    stabilizer = state.stabilizer.map(spread)
  }

  var lane: LaneState {
    LaneState(
      hidden: hidden.start, cell: cell?.start, normalizer: normalizer?.start,
      stabilizer: stabilizer?.start)
  }
}
