internal import CKernels

/// The minimal LSTM, whose gates do not see h₋.
final class MinLSTMLaneSteps: SpreadingLaneSteps {
  unowned let layer: LaneLayer
  /// f/(f + i) and i/(f + i)
  private let keep: Steps
  private let write: Steps

  init(_ layer: LaneLayer) {
    self.layer = layer
    keep = layer.blocks(layer.H, slots: layer.capacity)
    write = layer.blocks(layer.H, slots: layer.capacity)
  }

  var inputSums: Steps { layer.acts }
  var inputDelta: Steps { layer.acts }

  func forward(_ t: Int, mask: Floats?) {
    let block = layer.unitBlock
    let (old, h) = (layer.hidden[layer.previousSlot(t)], layer.hidden[layer.nextSlot(t)])
    let (f, i, g) = (layer.acts[t], layer.acts[t] + block, layer.acts[t] + 2 * block)
    let (kept, written) = (keep[t], write[t])
    // log f − log i, as the reference has it
    ck_log_sigmoid(kept, f, block)
    ck_log_sigmoid(written, i, block)
    for index in 0..<block {
      kept[index] -= written[index]
      written[index] = -kept[index]
    }
    ck_sigmoid(kept, kept, block)
    ck_sigmoid(written, written, block)
    ck_sigmoid(f, f, 2 * block)
    layer.forEachLane(mask) { index, isLive in
      h[index] = isLive ? kept[index] * old[index] + written[index] * g[index] : old[index]
    }
  }

  func backward(_ t: Int, mask: Floats?) {
    let block = layer.unitBlock
    let (old, dh) = (layer.hidden[layer.previousSlot(t)], layer.hiddenGradient.start)
    let (f, i, g) = (layer.acts[t], layer.acts[t] + block, layer.acts[t] + 2 * block)
    let (kept, written) = (keep[t], write[t])
    layer.forEachLane(mask) { index, isLive in
      let gradient = isLive ? dh[index] : 0
      let common = gradient * (old[index] - g[index]) * kept[index] * written[index]
      if isLive { dh[index] = gradient * kept[index] }
      f[index] = common * (1 - f[index])
      i[index] = -common * (1 - i[index])
      g[index] = gradient * written[index]
    }
  }

  func addRecurrentGradients(_ previous: Steps, first: Int, count: Int) {}

  func spread(_ step: CellStep<Float>, previous: CellState<Float>) {
    layer.spread(step.activations, to: layer.acts[0])
    layer.spread(step.details[.normalizedForget], to: keep[0])
    layer.spread(step.details[.normalizedInput], to: write[0])
    layer.spread(previous.hidden, to: layer.hidden[layer.previousSlot(0)])
  }
}

/// The minimal GRU, whose z writes.
final class MinGRULaneSteps: SpreadingLaneSteps {
  unowned let layer: LaneLayer

  init(_ layer: LaneLayer) {
    self.layer = layer
  }

  var inputSums: Steps { layer.acts }
  var inputDelta: Steps { layer.acts }

  func forward(_ t: Int, mask: Floats?) {
    let (old, h) = (layer.hidden[layer.previousSlot(t)], layer.hidden[layer.nextSlot(t)])
    let (z, g) = (layer.acts[t], layer.acts[t] + layer.unitBlock)
    ck_sigmoid(z, z, layer.unitBlock)
    layer.forEachLane(mask) { index, isLive in
      h[index] = isLive ? (1 - z[index]) * old[index] + z[index] * g[index] : old[index]
    }
  }

  func backward(_ t: Int, mask: Floats?) {
    let (old, dh) = (layer.hidden[layer.previousSlot(t)], layer.hiddenGradient.start)
    let (z, g) = (layer.acts[t], layer.acts[t] + layer.unitBlock)
    layer.forEachLane(mask) { index, isLive in
      let gradient = isLive ? dh[index] : 0
      let write = z[index]
      if isLive { dh[index] = gradient * (1 - write) }
      z[index] = gradient * (g[index] - old[index]) * write * (1 - write)
      g[index] = gradient * write
    }
  }

  func addRecurrentGradients(_ previous: Steps, first: Int, count: Int) {}

  func spread(_ step: CellStep<Float>, previous: CellState<Float>) {
    layer.spread(step.activations, to: layer.acts[0])
    layer.spread(previous.hidden, to: layer.hidden[layer.previousSlot(0)])
  }
}

extension LaneLayer {
  /// Visits every unit of every lane with its index in a block, and whether its sequence lasts.
  @inline(__always)
  func forEachLane(_ mask: Floats?, _ body: (_ index: Int, _ isLive: Bool) -> Void) {
    guard let mask else {
      for index in 0..<unitBlock { body(index, true) }
      return
    }
    for unit in 0..<H {
      for lane in 0..<lanes { body(unit * lanes + lane, mask[lane] != 0) }
    }
  }
}
