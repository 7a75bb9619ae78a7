internal import CKernels

/// The minimal LSTM, whose gates do not see h₋.
final class MinLSTMLaneSteps: LaneSteps {
  private unowned let layer: LaneLayer

  init(_ layer: LaneLayer) {
    self.layer = layer
  }

  var inputSums: Steps { layer.acts }
  var inputDelta: Steps { layer.acts }

  func forward(_ t: Int, mask: Floats?) {
    let block = layer.unitBlock
    let (old, h) = (layer.hidden[layer.previousSlot(t)], layer.hidden[layer.nextSlot(t)])
    let (f, i, g) = (layer.acts[t], layer.acts[t] + block, layer.acts[t] + 2 * block)
    ck_sigmoid(f, f, 2 * block)
    layer.forEachLane(mask) { index, isLive in
      let new = (f[index] * old[index] + i[index] * g[index]) / (f[index] + i[index])
      h[index] = isLive ? new : old[index]
    }
  }

  func backward(_ t: Int, mask: Floats?) {
    let block = layer.unitBlock
    let (old, dh) = (layer.hidden[layer.previousSlot(t)], layer.hiddenGradient.start)
    let (f, i, g) = (layer.acts[t], layer.acts[t] + block, layer.acts[t] + 2 * block)
    layer.forEachLane(mask) { index, isLive in
      let (forget, input) = (f[index], i[index])
      let sum = forget + input
      let gradient = isLive ? dh[index] : 0
      let common = gradient * (old[index] - g[index]) / (sum * sum) * forget * input
      if isLive { dh[index] = gradient * forget / sum }
      f[index] = common * (1 - forget)
      i[index] = -common * (1 - input)
      g[index] = gradient * input / sum
    }
  }

  func addRecurrentGradients(_ previous: Steps, first: Int, count: Int) {}
}

/// The minimal GRU, whose z writes.
final class MinGRULaneSteps: LaneSteps {
  private unowned let layer: LaneLayer

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
