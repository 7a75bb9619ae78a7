internal import CKernels

/// The gated recurrent unit with the reset after the product.
final class GRULaneSteps: SpreadingLaneSteps {
  unowned let layer: LaneLayer
  /// U·h₋ + b_hh, and its δ
  private let recurrentSums: Steps
  private let recurrentDelta: Steps

  init(_ layer: LaneLayer) {
    self.layer = layer
    recurrentSums = layer.blocks(layer.R, slots: layer.capacity)
    recurrentDelta = layer.blocks(layer.R, slots: layer.capacity)
  }

  var inputSums: Steps { layer.acts }
  var inputDelta: Steps { layer.acts }
  var recurrentBiasDelta: Steps { recurrentDelta }
  var addsRecurrentBias: Bool { false }

  func forward(_ t: Int, mask: Floats?) {
    let lanes = layer.lanes
    let old = layer.hidden[layer.previousSlot(t)]
    ck_product(
      recurrentSums[t], lanes, layer.weights[.weightHH], layer.S, old, lanes, layer.R, lanes,
      layer.S, layer.weights.pointer(.biasHH), 0)
    ck_gru_forward(
      layer.acts[t], recurrentSums[t], old, mask, layer.hidden[layer.nextSlot(t)], layer.H, lanes)
  }

  func backward(_ t: Int, mask: Floats?) {
    let gradient = layer.hiddenGradient.start
    ck_gru_backward(
      layer.acts[t], recurrentSums[t] + 2 * layer.unitBlock,
      layer.hidden[layer.previousSlot(t)], gradient, mask, layer.acts[t], recurrentDelta[t],
      gradient, layer.H, layer.lanes)
    layer.addBack(recurrentDelta[t])
  }

  func addRecurrentGradients(_ previous: Steps, first: Int, count: Int) {
    layer.addRecurrentGradient(
      recurrentDelta, rows: layer.R, firstRow: 0, previous, first: first, count: count)
  }

  func spread(_ step: CellStep<Float>, previous: CellState<Float>) {
    layer.spread(step.activations, to: layer.acts[0])
    layer.spread(step.details[.recurrentNew], to: recurrentSums[0] + 2 * layer.unitBlock)
    layer.spread(previous.hidden, to: layer.hidden[layer.previousSlot(0)])
  }
}

/// The gated recurrent unit with the reset before the product.
final class GRUResetBeforeLaneSteps: SpreadingLaneSteps {
  unowned let layer: LaneLayer
  /// r ⊙ h₋
  private let reset: Steps
  private let resetGradient: Steps

  init(_ layer: LaneLayer) {
    self.layer = layer
    reset = layer.blocks(layer.H, slots: layer.capacity)
    resetGradient = layer.blocks(layer.H, slots: 1)
  }

  var inputSums: Steps { layer.acts }
  var inputDelta: Steps { layer.acts }

  func forward(_ t: Int, mask: Floats?) {
    let (H, block) = (layer.H, layer.unitBlock)
    let (old, h) = (layer.hidden[layer.previousSlot(t)], layer.hidden[layer.nextSlot(t)])
    let (r, z, n) = (layer.acts[t], layer.acts[t] + block, layer.acts[t] + 2 * block)
    layer.addRecurrentProduct(r, old, rows: 2 * H)
    ck_sigmoid(r, r, 2 * block)
    for index in 0..<block { reset[t][index] = r[index] * old[index] }
    layer.addRecurrentProduct(r, reset[t], firstRow: 2 * H, rows: H)
    ck_tanh(n, n, block)
    layer.forEachLane(mask) { index, isLive in
      h[index] = isLive ? (1 - z[index]) * n[index] + z[index] * old[index] : old[index]
    }
  }

  func backward(_ t: Int, mask: Floats?) {
    let (H, block) = (layer.H, layer.unitBlock)
    let old = layer.hidden[layer.previousSlot(t)]
    let (r, z, n) = (layer.acts[t], layer.acts[t] + block, layer.acts[t] + 2 * block)
    let (dh, dr) = (layer.hiddenGradient.start, resetGradient.start)
    // r and z are still wanted when δ_n has been carried back, so δ_n goes first.
    layer.forEachLane(mask) { index, isLive in
      let gradient = isLive ? dh[index] : 0
      let (update, new) = (z[index], n[index])
      if isLive { dh[index] = gradient * update }
      z[index] = gradient * (old[index] - new) * update * (1 - update)
      n[index] = gradient * (1 - update) * (1 - new * new)
    }
    dr.update(repeating: 0, count: block)
    layer.addBack(layer.acts[t], firstRow: 2 * H, rows: H, to: dr)
    for index in 0..<block {
      let gate = r[index]
      dh[index] += dr[index] * gate
      r[index] = dr[index] * old[index] * gate * (1 - gate)
    }
    layer.addBack(layer.acts[t], rows: 2 * H)
  }

  func addRecurrentGradients(_ previous: Steps, first: Int, count: Int) {
    let H = layer.H
    layer.addRecurrentGradient(
      layer.acts, rows: 2 * H, firstRow: 0, previous, first: first, count: count)
    layer.addRecurrentGradient(
      layer.acts, rows: H, firstRow: 2 * H, reset, first: first, count: count)
  }

  func spread(_ step: CellStep<Float>, previous: CellState<Float>) {
    layer.spread(step.activations, to: layer.acts[0])
    layer.spread(previous.hidden, to: layer.hidden[layer.previousSlot(0)])
  }
}
