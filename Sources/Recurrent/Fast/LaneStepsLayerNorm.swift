internal import CKernels

/// The LSTM with layer normalisation.
final class LayerNormLaneSteps: SpreadingLaneSteps {
  unowned let layer: LaneLayer
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
  /// A mean, and a sum along the normalised vector, by lane
  private let means: Steps
  private let sums: Steps
  /// Whether somebody wants what goes back to W·x
  private var carriesInput = true

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
    means = layer.blocks(1, slots: 1)
    sums = layer.blocks(1, slots: 1)
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
      shown[index] = cell
      i[index] = cell * candidate * input * (1 - input)
      f[index] = cell * oldC[index] * forget * (1 - forget)
      g[index] = cell * input * (1 - candidate * candidate)
      dc[index] = cell * forget
    }
    if carriesInput { back(a, through: fromInput[t], .inputGain, inputScales[t], R) }
    back(a, through: fromHidden[t], .recurrentGain, hiddenScales[t], R)
    layer.addBack(fromHidden[t])
  }

  func addRecurrentGradients(_ previous: Steps, first: Int, count: Int) {
    layer.addRecurrentGradient(
      fromHidden, rows: layer.R, firstRow: 0, previous, first: first, count: count)
  }

  // The way back leaves δc where the squashed c was.
  var cellTotals: Floats? { squashed[0] }

  func spread(_ step: CellStep<Float>, previous: CellState<Float>) {
    carriesInput = false
    let cell = LayerNorm(step.state.cell ?? [])
    let hidden = LayerNorm(step.details[.recurrentSum] ?? [])
    layer.spread(step.activations, to: layer.acts[0])
    layer.spread(step.squashedCell, to: squashed[0])
    layer.spread(cell.normalized, to: normalized[0])
    layer.spread(hidden.normalized, to: fromHidden[0])
    layer.spread([cell.scale], to: cellScales[0])
    layer.spread([hidden.scale], to: hiddenScales[0])
    layer.spread(previous.cell, to: layer.cells[layer.previousSlot(0)])
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
    let (lanes, count) = (layer.lanes, Float(rows))
    let (mean, variance) = (means.start, sums.start)
    mean.update(repeating: 0, count: lanes)
    variance.update(repeating: 0, count: lanes)
    for row in 0..<rows { addFloats(mean, x + row * lanes, lanes) }
    for lane in 0..<lanes { mean[lane] /= count }
    for row in 0..<rows {
      let x = x + row * lanes
      for lane in 0..<lanes {
        let centred = x[lane] - mean[lane]
        variance[lane] += centred * centred
      }
    }
    for lane in 0..<lanes { scales[lane] = 1 / (variance[lane] / count + 1e-5).squareRoot() }
    for row in 0..<rows {
      let x = x + row * lanes
      for lane in 0..<lanes { x[lane] = (x[lane] - mean[lane]) * scales[lane] }
    }
  }

  /// Replaces ∂L/∂x̂ by ∂L/∂x.
  private func normalizeBack(
    _ gradient: Floats, _ normalized: Floats, _ rows: Int, _ scales: Floats
  ) {
    let (lanes, count) = (layer.lanes, Float(rows))
    let (mean, along) = (means.start, sums.start)
    mean.update(repeating: 0, count: lanes)
    along.update(repeating: 0, count: lanes)
    for row in 0..<rows {
      let (gradient, normalized) = (gradient + row * lanes, normalized + row * lanes)
      for lane in 0..<lanes {
        mean[lane] += gradient[lane]
        along[lane] += gradient[lane] * normalized[lane]
      }
    }
    for lane in 0..<lanes {
      mean[lane] /= count
      along[lane] /= count
    }
    for row in 0..<rows {
      let (gradient, normalized) = (gradient + row * lanes, normalized + row * lanes)
      for lane in 0..<lanes {
        gradient[lane] =
          scales[lane] * (gradient[lane] - mean[lane] - normalized[lane] * along[lane])
      }
    }
  }
}
