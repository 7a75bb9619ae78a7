internal import CKernels

/// The sLSTM with normaliser and stabiliser.
final class SLSTMLaneSteps: SpreadingLaneSteps {
  unowned let layer: LaneLayer
  /// n and m, a slot more than steps
  private let normalizers: Steps
  private let stabilizers: Steps
  /// σ(f̃), and whether m is the sum of the input gate
  private let openness: Steps
  private let isNew: Steps
  private let normalizerGradient: FloatBuffer
  private let stabilizerGradient: FloatBuffer

  init(_ layer: LaneLayer) {
    self.layer = layer
    let (H, T) = (layer.H, layer.capacity)
    normalizers = layer.blocks(H, slots: T + 1)
    stabilizers = layer.blocks(H, slots: T + 1)
    openness = layer.blocks(H, slots: T)
    isNew = layer.blocks(H, slots: T)
    normalizerGradient = FloatBuffer(layer.unitBlock)
    stabilizerGradient = FloatBuffer(layer.unitBlock)
  }

  var inputSums: Steps { layer.acts }
  var inputDelta: Steps { layer.acts }

  func begin(slot: Int, initial: LaneState?) {
    LaneLayer.copy(initial?.normalizer, to: normalizers[slot], layer.unitBlock)
    if let m = initial?.stabilizer {
      stabilizers[slot].update(from: m, count: layer.unitBlock)
    } else {
      stabilizers[slot].update(repeating: -.infinity, count: layer.unitBlock)
    }
  }

  func readFurther(_ state: inout CellState<Float>, slot: Int) {
    state.normalizer = (0..<layer.H).map { normalizers[slot][$0 * layer.lanes] }
    state.stabilizer = (0..<layer.H).map { stabilizers[slot][$0 * layer.lanes] }
  }

  var furtherGradients: [Floats] { [normalizerGradient.start, stabilizerGradient.start] }

  func spread(_ step: CellStep<Float>, previous: CellState<Float>) {
    let (old, new) = (layer.previousSlot(0), layer.nextSlot(0))
    layer.spread(step.activations, to: layer.acts[0])
    layer.spread(previous.cell, to: layer.cells[old])
    layer.spread(step.state.cell, to: layer.cells[new])
    layer.spread(previous.normalizer, to: normalizers[old])
    layer.spread(step.state.normalizer, to: normalizers[new])
    let sums = step.preactivations
    layer.spread(sigmoid(sums[.forget]), to: openness[0])
    layer.spread(
      zip(step.state.stabilizer ?? [], sums[.input]).map { $0 == $1 ? 1 : 0 }, to: isNew[0])
  }

  func beginBackward() {
    normalizerGradient.clear()
    stabilizerGradient.clear()
  }

  func forward(_ t: Int, mask: Floats?) {
    let block = layer.unitBlock
    let (previous, next) = (layer.previousSlot(t), layer.nextSlot(t))
    let (i, f) = (layer.acts[t], layer.acts[t] + block)
    let (g, o) = (layer.acts[t] + 2 * block, layer.acts[t] + 3 * block)
    layer.addRecurrentProduct(layer.acts[t], layer.hidden[previous])
    ck_sigmoid(openness[t], f, block)
    ck_log_sigmoid(f, f, block)
    let (oldM, m, new) = (stabilizers[previous], stabilizers[next], isNew[t])
    for index in 0..<block {
      let kept = oldM[index] + f[index]
      let top = i[index] < kept ? kept : i[index]
      new[index] = top == i[index] ? 1 : 0
      m[index] = top
      i[index] -= top
      f[index] = kept - top
    }
    ck_exp(i, i, 2 * block)
    ck_tanh(g, g, block)
    ck_sigmoid(o, o, block)
    let (oldC, c) = (layer.cells[previous], layer.cells[next])
    let (oldN, n) = (normalizers[previous], normalizers[next])
    let (oldH, h) = (layer.hidden[previous], layer.hidden[next])
    layer.forEachLane(mask) { index, isLive in
      let cell = f[index] * oldC[index] + i[index] * g[index]
      let sum = f[index] * oldN[index] + i[index]
      c[index] = isLive ? cell : oldC[index]
      n[index] = isLive ? sum : oldN[index]
      if !isLive { m[index] = oldM[index] }
      h[index] = isLive ? o[index] * cell / sum : oldH[index]
    }
  }

  func backward(_ t: Int, mask: Floats?) {
    let block = layer.unitBlock
    let (previous, next) = (layer.previousSlot(t), layer.nextSlot(t))
    let (i, f) = (layer.acts[t], layer.acts[t] + block)
    let (g, o) = (layer.acts[t] + 2 * block, layer.acts[t] + 3 * block)
    let (dh, dc) = (layer.hiddenGradient.start, layer.cellGradient.start)
    let (dn, dm) = (normalizerGradient.start, stabilizerGradient.start)
    let (oldC, oldN) = (layer.cells[previous], normalizers[previous])
    let (c, n) = (layer.cells[next], normalizers[next])
    let (open, new) = (openness[t], isNew[t])
    layer.forEachLane(mask) { index, isLive in
      guard isLive else {
        (i[index], f[index], g[index], o[index]) = (0, 0, 0, 0)
        return
      }
      let (input, forget, candidate, output) = (i[index], f[index], g[index], o[index])
      let shown = c[index] / n[index]
      let cell = dc[index] + dh[index] * output / n[index]
      let norm = dn[index] - dh[index] * output * shown / n[index]
      let fromInput = (cell * candidate + norm) * input
      let fromOld = (cell * oldC[index] + norm * oldN[index]) * forget
      let top = dm[index] - fromInput - fromOld
      let kept = fromOld + (new[index] == 1 ? 0 : top)
      o[index] = dh[index] * shown * output * (1 - output)
      i[index] = fromInput + (new[index] == 1 ? top : 0)
      f[index] = kept * (1 - open[index])
      g[index] = cell * input * (1 - candidate * candidate)
      dc[index] = cell * forget
      dn[index] = norm * forget
      dm[index] = kept
      dh[index] = 0
    }
    layer.addBack(layer.acts[t])
  }

  func addRecurrentGradients(_ previous: Steps, first: Int, count: Int) {
    layer.addRecurrentGradient(
      layer.acts, rows: layer.R, firstRow: 0, previous, first: first, count: count)
  }
}
