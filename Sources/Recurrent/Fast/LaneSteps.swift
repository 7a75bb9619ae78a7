internal import CKernels

/// What differs from kind to kind of cell in ``LaneLayer``.
///
/// It works on the layer's buffers. `forward` finds the sums W·x + b of its step in `inputSums` and
/// the old state in the previous slot; it leaves activations and the new state. `backward` finds
/// ∂L/∂h and ∂L/∂c in the layer's gradient buffers; it leaves δ and puts the gradients of the old
/// state there. In a lane whose mask is 0 the state stays as it was and δ is 0.
protocol LaneSteps: AnyObject {
  /// Where W·x goes
  var inputSums: Steps { get }
  /// δ of W·x, of which dW and dx are made
  var inputDelta: Steps { get }
  /// δ of b_ih, and of b_hh
  var biasDelta: Steps { get }
  var recurrentBiasDelta: Steps { get }
  /// Whether W·x is to begin with b_ih, and with b_hh too
  var addsBiases: Bool { get }
  var addsRecurrentBias: Bool { get }

  func begin(slot: Int, initial: LaneState?)
  /// Reads n and m of the first lane from a slot, where the kind has them.
  func readFurther(_ state: inout CellState<Float>, slot: Int)
  func beginBackward()
  func forward(_ t: Int, mask: Floats?)
  func backward(_ t: Int, mask: Floats?)
  func addRecurrentGradients(_ previous: Steps, first: Int, count: Int)
  func addFurtherGradients(count: Int)
}

extension LaneSteps {
  var biasDelta: Steps { inputDelta }
  var recurrentBiasDelta: Steps { biasDelta }
  var addsBiases: Bool { true }
  var addsRecurrentBias: Bool { true }
  func begin(slot: Int, initial: LaneState?) {}
  func readFurther(_ state: inout CellState<Float>, slot: Int) {}
  func beginBackward() {}
  func addFurtherGradients(count: Int) {}
}

extension CellKind {
  /// The fast form of this kind for a layer.
  func laneSteps(_ layer: LaneLayer) -> any LaneSteps {
    switch self {
    case .rnnTanh: RNNLaneSteps(layer, CK_RNN_TANH)
    case .rnnReLU: RNNLaneSteps(layer, CK_RNN_RELU)
    case .gru: GRULaneSteps(layer)
    case .gruV1: GRUResetBeforeLaneSteps(layer)
    case .minLSTM: MinLSTMLaneSteps(layer)
    case .minGRU: MinGRULaneSteps(layer)
    case .sLSTM: SLSTMLaneSteps(layer)
    case .lstmLayerNorm: LayerNormLaneSteps(layer)
    case .lstm: LSTMLaneSteps(layer, CK_LSTM_STANDARD)
    case .lstm1997: LSTMLaneSteps(layer, CK_LSTM_1997)
    case .lstmPeephole: LSTMLaneSteps(layer, CK_LSTM_PEEPHOLE)
    case .lstmCIFG: LSTMLaneSteps(layer, CK_LSTM_CIFG)
    case .lstmTanhGates: LSTMLaneSteps(layer, CK_LSTM_TANH_GATES)
    }
  }
}

/// The plain recurrent cell.
private final class RNNLaneSteps: SpreadingLaneSteps {
  unowned let layer: LaneLayer
  private let kind: ck_rnn_kind

  init(_ layer: LaneLayer, _ kind: ck_rnn_kind) {
    self.layer = layer
    self.kind = kind
  }

  var inputSums: Steps { layer.acts }
  var inputDelta: Steps { layer.acts }

  func forward(_ t: Int, mask: Floats?) {
    let old = layer.hidden[layer.previousSlot(t)]
    layer.addRecurrentProduct(layer.acts[t], old)
    ck_rnn_forward(
      kind, layer.acts[t], old, mask, layer.hidden[layer.nextSlot(t)], layer.H, layer.lanes)
  }

  func backward(_ t: Int, mask: Floats?) {
    let gradient = layer.hiddenGradient.start
    ck_rnn_backward(
      kind, layer.hidden[layer.nextSlot(t)], gradient, mask, layer.acts[t], gradient, layer.H,
      layer.lanes)
    layer.addBack(layer.acts[t])
  }

  func addRecurrentGradients(_ previous: Steps, first: Int, count: Int) {
    layer.addRecurrentGradient(
      layer.acts, rows: layer.R, firstRow: 0, previous, first: first, count: count)
  }

  func spread(_ step: CellStep<Float>, previous: CellState<Float>) {
    layer.spread(step.activations[.candidate], to: layer.hidden[layer.nextSlot(0)])
  }
}

/// The LSTM, its projection, and the variants that the kernels know.
private final class LSTMLaneSteps: SpreadingLaneSteps {
  unowned let layer: LaneLayer
  private let kind: ck_lstm_kind
  private let squashed: Steps
  /// o ⊙ tanh c before the projection, and its gradient
  private let unprojected: Steps?
  private let unprojectedGradient: Steps?
  private let projectionTransposed: FloatBuffer
  /// ∂L/∂h at every step where it is projected
  private let projectedGradient: Steps?

  init(_ layer: LaneLayer, _ kind: ck_lstm_kind) {
    self.layer = layer
    self.kind = kind
    let (H, T) = (layer.H, layer.capacity)
    let isProjected = layer.shape.projectionSize > 0
    squashed = layer.blocks(H, slots: T)
    unprojected = isProjected ? layer.blocks(H, slots: T) : nil
    unprojectedGradient = isProjected ? layer.blocks(H, slots: 1) : nil
    projectedGradient = isProjected ? layer.blocks(layer.S, slots: T) : nil
    projectionTransposed = FloatBuffer(isProjected ? layer.S * H : 0)
  }

  var inputSums: Steps { layer.acts }
  var inputDelta: Steps { layer.acts }

  func beginBackward() {
    guard let projection = layer.weights.pointer(.weightHR) else { return }
    ck_transpose(projectionTransposed.start, projection, layer.S, layer.H)
  }

  func forward(_ t: Int, mask: Floats?) {
    let (H, S, lanes) = (layer.H, layer.S, layer.lanes)
    let (previous, next) = (layer.previousSlot(t), layer.nextSlot(t))
    let old = layer.hidden[previous]
    let h = layer.hidden[next]
    layer.addRecurrentProduct(layer.acts[t], old)
    guard let unprojected else {
      return ck_lstm_forward(
        kind, layer.acts[t], layer.weights.pointer(.peephole), layer.cells[previous], old, mask,
        layer.cells[next], squashed[t], h, H, lanes)
    }
    // What a masked lane writes here is never read: its h is taken from before.
    unprojected[t].update(repeating: 0, count: unprojected.stride)
    ck_lstm_forward(
      kind, layer.acts[t], nil, layer.cells[previous], unprojected[t], mask, layer.cells[next],
      squashed[t], unprojected[t], H, lanes)
    ck_product(
      h, lanes, layer.weights[.weightHR], H, unprojected[t], lanes, S, lanes, H, nil, 0)
    guard let mask else { return }
    for row in 0..<S {
      for lane in 0..<lanes where mask[lane] == 0 {
        h[row * lanes + lane] = old[row * lanes + lane]
      }
    }
  }

  func backward(_ t: Int, mask: Floats?) {
    let (H, S, lanes) = (layer.H, layer.S, layer.lanes)
    let gradient = layer.hiddenGradient.start
    let dc = layer.cellGradient.start
    if let projectedGradient, let unprojectedGradient {
      let dh = projectedGradient[t]
      dh.update(from: gradient, count: S * lanes)
      if let mask {
        for index in 0..<(S * lanes) { dh[index] *= mask[index % lanes] }
        for index in 0..<(S * lanes) { gradient[index] *= 1 - mask[index % lanes] }
      } else {
        gradient.update(repeating: 0, count: S * lanes)
      }
      let dy = unprojectedGradient.start
      ck_product(dy, lanes, projectionTransposed.start, S, dh, lanes, H, lanes, S, nil, 0)
      ck_lstm_backward(
        kind, layer.acts[t], nil, layer.cells[layer.previousSlot(t)], squashed[t], dy, dc, mask,
        layer.acts[t], dc, nil, H, lanes)
    } else {
      ck_lstm_backward(
        kind, layer.acts[t], layer.weights.pointer(.peephole),
        layer.cells[layer.previousSlot(t)], squashed[t], gradient, dc, mask, layer.acts[t], dc,
        gradient, H, lanes)
    }
    layer.addBack(layer.acts[t])
  }

  func addRecurrentGradients(_ previous: Steps, first: Int, count: Int) {
    layer.addRecurrentGradient(
      layer.acts, rows: layer.R, firstRow: 0, previous, first: first, count: count)
  }

  func spread(_ step: CellStep<Float>, previous: CellState<Float>) {
    layer.spread(step.activations, to: layer.acts[0])
    layer.spread(previous.cell, to: layer.cells[layer.previousSlot(0)])
    layer.spread(step.squashedCell, to: squashed[0])
  }

  func hiddenBeforeProjection() -> Floats {
    guard let dy = unprojectedGradient?.start else { return layer.hiddenGradient.start }
    let (H, S, lanes) = (layer.H, layer.S, layer.lanes)
    ck_product(
      dy, lanes, projectionTransposed.start, S, layer.hiddenGradient.start, lanes, H, lanes, S,
      nil, 0)
    return dy
  }

  func addFurtherGradients(count: Int) {
    let (H, lanes) = (layer.H, layer.lanes)
    if let projectedGradient, let unprojected, count > 0 {
      ck_outer_steps(
        layer.gradients[.weightHR], H, projectedGradient.start, projectedGradient.stride,
        unprojected.start, unprojected.stride, layer.S, H, lanes, count)
    }
    guard let peephole = layer.gradients.pointer(.peephole) else { return }
    let delta = layer.acts
    let old = Steps(start: layer.cells[layer.previousSlot(0)], stride: layer.cells.stride)
    let new = Steps(start: layer.cells[layer.nextSlot(0)], stride: layer.cells.stride)
    for (gate, place, cells) in [
      (Gate.input, Peephole.input, old), (.forget, .forget, old), (.output, .output, new),
    ] {
      let rows = delta.start + layer.shape.firstRow(of: gate) * lanes
      ck_row_dots_steps(
        peephole + place.rawValue * H, rows, delta.stride, cells.start, cells.stride, H, lanes,
        count)
    }
  }
}
