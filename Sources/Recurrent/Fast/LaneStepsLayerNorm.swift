internal import CKernels

/// The LSTM with layer normalisation.
final class LayerNormLaneSteps: LaneSteps {
  private unowned let layer: LaneLayer
  /// W·x and U·h₋, then normalised, then their δ
  private let fromInput: Steps
  private let fromHidden: Steps
  /// c normalised, and the squashed c
  private let normalized: Steps
  private let squashed: Steps
  /// 1/√(variance + ε) of W·x, U·h₋ and c, by lane
  private let inputScales: Steps
  private let hiddenScales: Steps
  private let cellScales: Steps
  private let scratch: FloatBuffer

  init(_ layer: LaneLayer) {
    self.layer = layer
    let (H, R, T) = (layer.H, layer.R, layer.capacity)
    fromInput = layer.blocks(R, slots: T)
    fromHidden = layer.blocks(R, slots: T)
    normalized = layer.blocks(H, slots: T)
    squashed = layer.blocks(H, slots: T)
    inputScales = layer.blocks(1, slots: T)
    hiddenScales = layer.blocks(1, slots: T)
    cellScales = layer.blocks(1, slots: T)
    scratch = FloatBuffer(R * layer.lanes)
  }

  var inputSums: Steps { fromInput }
  var inputDelta: Steps { fromInput }
  var biasDelta: Steps { layer.acts }
  // The biases stand behind the normalisation.
  var addsBiases: Bool { false }

  func forward(_ t: Int, mask: Floats?) {
    let (H, R, lanes, block) = (layer.H, layer.R, layer.lanes, layer.unitBlock)
    let (previous, next) = (layer.previousSlot(t), layer.nextSlot(t))
    ck_product(
      fromHidden[t], lanes, layer.weights[.weightHH], H, layer.hidden[previous], lanes, R, lanes,
      H, nil, 0)
    normalize(fromInput[t], R, inputScales[t])
    normalize(fromHidden[t], R, hiddenScales[t])
    let (inputGain, hiddenGain) = (layer.weights[.inputGain], layer.weights[.recurrentGain])
    let inputBias = layer.weights.pointer(.biasIH)
    let hiddenBias = layer.weights.pointer(.biasHH)
    let a = layer.acts[t]
    for row in 0..<R {
      let bias = (inputBias?[row] ?? 0) + (hiddenBias?[row] ?? 0)
      for index in (row * lanes)..<((row + 1) * lanes) {
        a[index] =
          inputGain[row] * fromInput[t][index] + hiddenGain[row] * fromHidden[t][index] + bias
      }
    }
    let (i, f, g, o) = (a, a + block, a + 2 * block, a + 3 * block)
    ck_sigmoid(i, i, 2 * block)
    ck_tanh(g, g, block)
    ck_sigmoid(o, o, block)

    let (oldC, c) = (layer.cells[previous], layer.cells[next])
    for index in 0..<block { c[index] = f[index] * oldC[index] + i[index] * g[index] }
    normalized[t].update(from: c, count: block)
    normalize(normalized[t], H, cellScales[t])
    let (gain, bias) = (layer.weights[.cellGain], layer.weights[.cellBias])
    let shown = squashed[t]
    for index in 0..<block {
      shown[index] = gain[index / lanes] * normalized[t][index] + bias[index / lanes]
    }
    ck_tanh(shown, shown, block)
    let (oldH, h) = (layer.hidden[previous], layer.hidden[next])
    layer.forEachLane(mask) { index, isLive in
      h[index] = isLive ? o[index] * shown[index] : oldH[index]
      if !isLive { c[index] = oldC[index] }
    }
  }

  func backward(_ t: Int, mask: Floats?) {
    let (H, R, lanes, block) = (layer.H, layer.R, layer.lanes, layer.unitBlock)
    let a = layer.acts[t]
    let (i, f, g, o) = (a, a + block, a + 2 * block, a + 3 * block)
    let (dh, dc) = (layer.hiddenGradient.start, layer.cellGradient.start)
    let shown = squashed[t]
    // From here on `shown` is ∂L/∂ of the normalised c, gain included.
    layer.forEachLane(mask) { index, isLive in
      let (output, value) = (o[index], shown[index])
      let gradient = isLive ? dh[index] : 0
      o[index] = gradient * value * output * (1 - output)
      shown[index] = gradient * output * (1 - value * value)
      if isLive { dh[index] = 0 }
    }
    let gain = layer.weights[.cellGain]
    let (gainGradient, biasGradient) = (layer.gradients[.cellGain], layer.gradients[.cellBias])
    for index in 0..<block {
      let unit = index / lanes
      gainGradient[unit] += shown[index] * normalized[t][index]
      biasGradient[unit] += shown[index]
      shown[index] *= gain[unit]
    }
    normalizeBack(shown, normalized[t], H, cellScales[t])
    let oldC = layer.cells[layer.previousSlot(t)]
    layer.forEachLane(mask) { index, isLive in
      guard isLive else {
        (i[index], f[index], g[index]) = (0, 0, 0)
        return
      }
      let (input, forget, candidate) = (i[index], f[index], g[index])
      let cell = dc[index] + shown[index]
      i[index] = cell * candidate * input * (1 - input)
      f[index] = cell * oldC[index] * forget * (1 - forget)
      g[index] = cell * input * (1 - candidate * candidate)
      dc[index] = cell * forget
    }
    back(a, through: fromInput[t], .inputGain, inputScales[t], R)
    back(a, through: fromHidden[t], .recurrentGain, hiddenScales[t], R)
    layer.addBack(fromHidden[t])
  }

  func addRecurrentGradients(_ previous: Steps, first: Int, count: Int) {
    layer.addRecurrentGradient(
      fromHidden, rows: layer.R, firstRow: 0, previous, first: first, count: count)
  }

  /// Replaces the normalised sums by the gradient of the sums.
  private func back(
    _ delta: Floats, through sums: Floats, _ gain: ParameterName, _ scales: Floats, _ rows: Int
  ) {
    let lanes = layer.lanes
    let (gains, gradients) = (layer.weights[gain], layer.gradients[gain])
    let scratch = scratch.start
    for index in 0..<(rows * lanes) {
      gradients[index / lanes] += delta[index] * sums[index]
      scratch[index] = delta[index] * gains[index / lanes]
    }
    normalizeBack(scratch, sums, rows, scales)
    sums.update(from: scratch, count: rows * lanes)
  }

  /// x̂ = (x − mean) / √(variance + 10⁻⁵) in every lane.
  private func normalize(_ x: Floats, _ rows: Int, _ scales: Floats) {
    let lanes = layer.lanes
    for lane in 0..<lanes {
      var mean: Float = 0
      for row in 0..<rows { mean += x[row * lanes + lane] }
      mean /= Float(rows)
      var variance: Float = 0
      for row in 0..<rows {
        let centred = x[row * lanes + lane] - mean
        variance += centred * centred
      }
      let scale = 1 / (variance / Float(rows) + 1e-5).squareRoot()
      for row in 0..<rows { x[row * lanes + lane] = (x[row * lanes + lane] - mean) * scale }
      scales[lane] = scale
    }
  }

  /// Replaces ∂L/∂x̂ by ∂L/∂x.
  private func normalizeBack(
    _ gradient: Floats, _ normalized: Floats, _ rows: Int, _ scales: Floats
  ) {
    let lanes = layer.lanes
    for lane in 0..<lanes {
      var (mean, along): (Float, Float) = (0, 0)
      for row in 0..<rows {
        mean += gradient[row * lanes + lane]
        along += gradient[row * lanes + lane] * normalized[row * lanes + lane]
      }
      mean /= Float(rows)
      along /= Float(rows)
      for row in 0..<rows {
        let index = row * lanes + lane
        gradient[index] = scales[lane] * (gradient[index] - mean - normalized[index] * along)
      }
    }
  }
}
