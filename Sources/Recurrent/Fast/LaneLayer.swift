internal import CKernels

/// One layer in one direction on a batch of sequences, forwards and back through time.
///
/// The innermost dimension of every block runs over the sequences (the lanes). States have a slot
/// more than there are steps: forwards, step t reads slot t and writes t + 1; in reverse, it reads
/// slot t + 1 and writes t. Nothing is allocated after `init`.
final class LaneLayer {
  let shape: LayerShape
  let direction: Direction
  let lanes: Int
  /// The most timesteps that there is room for.
  let capacity: Int
  let weights: LayerPointers
  let gradients: LayerPointers

  /// Sums, then activations, then their gradients δ; blocks of R × lanes
  let acts: Steps
  /// h, and c where the cell has one; blocks of S × lanes and H × lanes, one slot more than steps
  let hidden: Steps
  let cells: Steps
  /// ∂L/∂h and ∂L/∂c where the way back has come to
  let hiddenGradient: FloatBuffer
  let cellGradient: FloatBuffer
  /// Uᵀ and Wᵀ of this update
  let recurrentTransposed: FloatBuffer
  let inputTransposed: FloatBuffer
  private var check: CancellationCheck = {}
  private let bias: FloatBuffer
  private var buffers: [FloatBuffer]
  private lazy var steps: any LaneSteps = shape.cell.laneSteps(self)

  var H: Int { shape.hiddenSize }
  var S: Int { shape.stateSize }
  var R: Int { shape.rowCount }
  /// Floats in a block of H rows
  var unitBlock: Int { H * lanes }

  init(
    _ shape: LayerShape, _ direction: Direction, lanes: Int, capacity: Int,
    weights: LayerPointers, gradients: LayerPointers
  ) {
    self.shape = shape
    self.direction = direction
    self.lanes = lanes
    self.capacity = capacity
    self.weights = weights
    self.gradients = gradients
    let (H, S, R) = (shape.hiddenSize, shape.stateSize, shape.rowCount)
    var kept: [FloatBuffer] = []
    func blocks(_ rows: Int, slots: Int) -> Steps {
      let buffer = FloatBuffer(rows * lanes * slots)
      kept.append(buffer)
      return Steps(start: buffer.start, stride: rows * lanes)
    }
    acts = blocks(R, slots: capacity)
    hidden = blocks(S, slots: capacity + 1)
    cells = blocks(shape.cell.hasCellState ? H : 0, slots: capacity + 1)
    hiddenGradient = FloatBuffer(S * lanes)
    cellGradient = FloatBuffer(H * lanes)
    recurrentTransposed = FloatBuffer(S * R)
    inputTransposed = FloatBuffer(shape.inputSize * R)
    bias = FloatBuffer(R)
    buffers = kept
    _ = steps
  }

  /// Room for `slots` blocks of `rows` × lanes that lives as long as the layer.
  func blocks(_ rows: Int, slots: Int) -> Steps {
    let buffer = FloatBuffer(rows * lanes * slots)
    buffers.append(buffer)
    return Steps(start: buffer.start, stride: rows * lanes)
  }

  func previousSlot(_ t: Int) -> Int { direction == .forward ? t : t + 1 }
  func nextSlot(_ t: Int) -> Int { direction == .forward ? t + 1 : t }

  /// h after each step, block by block.
  var outputs: Steps {
    Steps(start: hidden[direction == .forward ? 1 : 0], stride: hidden.stride)
  }

  /// Puts the initial state into the slot where the direction starts; zeros by default.
  func begin(steps count: Int, initial: LaneState?) {
    let slot = direction == .forward ? 0 : count
    Self.copy(initial?.hidden, to: hidden[slot], hidden.stride)
    Self.copy(initial?.cell, to: cells[slot], cells.stride)
    steps.begin(slot: slot, initial: initial)
  }

  /// Reads the state of the first lane after `count` steps.
  func readState(_ state: inout CellState<Float>, after count: Int) {
    let slot = direction == .forward ? count : 0
    state.hidden = (0..<S).map { hidden[slot][$0 * lanes] }
    if shape.cell.hasCellState { state.cell = (0..<H).map { cells[slot][$0 * lanes] } }
    steps.readFurther(&state, slot: slot)
  }

  static func copy(_ source: Floats?, to target: Floats, _ count: Int) {
    if let source {
      target.update(from: source, count: count)
    } else {
      target.update(repeating: 0, count: count)
    }
  }

  /// Runs `count` timesteps.
  ///
  /// - Parameters:
  ///   - input: blocks of D × lanes
  ///   - mask: blocks of lanes: 0 where a sequence has ended; nil when none has
  /// - Throws: `Cancelled` when that was asked for.
  func forward(
    input: Steps, count: Int, mask: Steps?, check: @escaping CancellationCheck
  ) throws(Cancelled) {
    self.check = check
    let biases = sumOfBiases()
    try inChunks(count, work: R * shape.inputSize * lanes, check) { first, length in
      ck_product_steps(
        steps.inputSums[first], lanes, steps.inputSums.stride, weights[.weightIH],
        shape.inputSize, input[first], lanes, input.stride, R, lanes, shape.inputSize, biases, 0,
        length)
    }
    for t in direction.order(count) {
      try check()
      steps.forward(t, mask: mask?[t])
    }
  }

  /// Carries gradients back over `count` timesteps and adds to those of the weights.
  ///
  /// - Parameters:
  ///   - input: what ``forward(input:count:mask:check:)`` read
  ///   - outputs: ∂L/∂h at every step, blocks of S × lanes
  ///   - final: ∂L/∂ of the last state; zeros by default
  ///   - inputs: where ∂L/∂x is added, blocks of D × lanes; nil when nobody wants it
  func backward(
    input: Steps, count: Int, mask: Steps?, outputs: Steps, final: LaneState? = nil,
    inputs: Steps?, check: @escaping CancellationCheck
  ) throws(Cancelled) {
    self.check = check
    Self.copy(final?.hidden, to: hiddenGradient.start, S * lanes)
    Self.copy(final?.cell, to: cellGradient.start, unitBlock)
    steps.beginBackward()
    if let U = weights.pointer(.weightHH) { ck_transpose(recurrentTransposed.start, U, R, S) }
    for t in direction.order(count).reversed() {
      try check()
      addFloats(hiddenGradient.start, outputs[t], S * lanes)
      steps.backward(t, mask: mask?[t])
    }
    try addWeightGradients(input: input, count: count, check)
    guard let inputs else { return }
    ck_transpose(inputTransposed.start, weights[.weightIH], R, shape.inputSize)
    try inChunks(count, work: R * shape.inputSize * lanes, check) { first, length in
      ck_product_steps(
        inputs[first], lanes, inputs.stride, inputTransposed.start, R, steps.inputDelta[first],
        lanes, steps.inputDelta.stride, shape.inputSize, lanes, R, nil, 1, length)
    }
  }

  /// Makes the way back ready for one sequence with a target in each lane; nil when the kind's
  /// kernels cannot do that.
  ///
  /// Only the last part of a step is needed then, so no weights get gradients.
  func beginSpreading() -> (any SpreadingLaneSteps)? {
    guard let steps = steps as? any SpreadingLaneSteps else { return nil }
    steps.beginBackward()
    if let U = weights.pointer(.weightHH) { ck_transpose(recurrentTransposed.start, U, R, S) }
    return steps
  }

  /// One large product for each matrix instead of one at every step.
  private func addWeightGradients(
    input: Steps, count: Int, _ check: CancellationCheck
  ) throws(Cancelled) {
    let previous = Steps(start: hidden[previousSlot(0)], stride: hidden.stride)
    try inChunks(count, work: R * (shape.inputSize + S) * lanes, check) { first, length in
      ck_outer_steps(
        gradients[.weightIH], shape.inputSize, steps.inputDelta[first], steps.inputDelta.stride,
        input[first], input.stride, R, shape.inputSize, lanes, length)
      steps.addRecurrentGradients(previous, first: first, count: length)
      for name in [ParameterName.biasIH, .biasHH] {
        guard let bias = gradients.pointer(name) else { continue }
        let delta = name == .biasIH ? steps.biasDelta : steps.recurrentBiasDelta
        ck_row_sums_steps(bias, delta[first], delta.stride, R, lanes, length)
      }
    }
    steps.addFurtherGradients(count: count)
  }

  /// dU += Σ δ·h₋ᵀ over rows from `firstRow` on.
  func addRecurrentGradient(
    _ delta: Steps, rows: Int, firstRow: Int, _ operand: Steps, first: Int, count: Int
  ) {
    guard let gradient = gradients.pointer(.weightHH) else { return }
    ck_outer_steps(
      gradient + firstRow * S, S, delta[first] + firstRow * lanes, delta.stride, operand[first],
      operand.stride, rows, S, lanes, count)
  }

  /// `sums` += U·h, or some rows of it.
  func addRecurrentProduct(
    _ sums: Floats, _ h: Floats, firstRow: Int = 0, rows: Int? = nil
  ) {
    inPieces(of: rows ?? R, work: S * lanes) { first, count in
      let row = firstRow + first
      ck_product(
        sums + row * lanes, lanes, weights[.weightHH] + row * S, S, h, lanes, count, lanes, S, nil,
        1)
    }
  }

  /// The gradient of h₋ becomes what `hiddenGradient` holds plus Uᵀ·δ.
  func addBack(_ delta: Floats, firstRow: Int = 0, rows: Int? = nil, to target: Floats? = nil) {
    let target = target ?? hiddenGradient.start
    inPieces(of: S, work: (rows ?? R) * lanes) { first, count in
      ck_product(
        target + first * lanes, lanes, recurrentTransposed.start + first * R + firstRow, R,
        delta + firstRow * lanes, lanes, count, lanes, rows ?? R, nil, 1)
    }
  }

  /// Does the rows of a product in pieces, and leaves out what is left when nobody wants it any
  /// more; the check before the next timestep then ends the run.
  private func inPieces(of rows: Int, work: Int, _ body: (_ first: Int, _ count: Int) -> Void) {
    let check = self.check
    try? inChunks(rows, work: work, check, body)
  }

  private func sumOfBiases() -> Floats? {
    guard let inputBias = weights.pointer(.biasIH), steps.addsBiases else { return nil }
    bias.start.update(from: inputBias, count: R)
    if let recurrent = weights.pointer(.biasHH), steps.addsRecurrentBias {
      addFloats(bias.start, recurrent, R)
    }
    return bias.start
  }
}

/// h and c of all lanes, blocks of S × lanes and H × lanes.
struct LaneState {
  var hidden: Floats
  var cell: Floats?
  var normalizer: Floats?
  var stabilizer: Floats?
}

/// Somebody no longer wants the result of long work.
public struct Cancelled: Error, Hashable, Sendable {
  public init() {}
}

/// Throws ``Cancelled`` when the work is to stop. It is asked at least every few milliseconds.
typealias CancellationCheck = () throws(Cancelled) -> Void

/// Whether long work is to stop. It is asked from every thread that works.
public typealias CancellationQuestion = @Sendable () -> Bool

/// Does the work of `count` timesteps in pieces short enough to be cancelled in between.
func inChunks(
  _ count: Int, work: Int, _ check: CancellationCheck, _ body: (_ first: Int, _ length: Int) -> Void
) throws(Cancelled) {
  // 50 million multiply-adds take about a millisecond on a fast core and ten on a slow one.
  let length = max(1, min(count, 50_000_000 / max(1, work)))
  var first = 0
  while first < count {
    try check()
    body(first, min(length, count - first))
    first += length
  }
}
