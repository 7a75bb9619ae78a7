internal import CKernels

/// Walks back from the end of a sequence as ``GradientWalk`` does, with all units of h_T and c_T
/// side by side as lanes.
///
/// Each lane is kept near 1 by a power of two of its own, so that nothing under- or overflows on
/// the way: a norm is 0 or infinite where it is beyond Float, and not where a square is.
final class LaneGradientWalk {
  private let shape: NetworkShape
  private let reading: LayerReading<Float>
  /// Whether T counts the reverse direction of the last layer too.
  private let countsReverse: Bool
  private let weights: LayerParameters<Float>
  private let equations: any CellEquations<Float>
  private let layer: LaneLayer
  private let spreading: (any SpreadingLaneSteps)?
  /// What the pointers of `layer` point into
  private let parameters: FloatBuffer
  private let gradients: FloatBuffer
  /// ∂/∂c after a step, all of it; H × lanes
  private let totals: FloatBuffer
  /// The gradients that are carried, as rows of lanes
  private let carried: [(block: Floats, rows: Int)]
  /// Steps of the direction that are left, each the last of those before it
  private var left: Int
  /// The gradient is 2^exponent times what its lane holds.
  private var exponents: [Int]
  private var direct: [Double]

  private var lanes: Int { layer.lanes }
  private var cellRows: Int { shape.cell.hasCellState ? shape.hiddenSize : 0 }

  /// - Parameter index: as for ``GradientWalk``
  /// - Precondition: the trace is of this network.
  init(_ network: Network<Float>, _ trace: Trace<Float>, index: Int? = nil) {
    precondition(trace.shape == network.shape, "the trace is of another network")
    let shape = network.shape
    countsReverse = index == nil && shape.isBidirectional
    let lanes = Self.lanes(shape)
    let layout = ParameterLayout(shape, readoutSize: 0)
    parameters = FloatBuffer(layout.count)
    gradients = FloatBuffer(layout.count)
    layout.write(network, nil, to: parameters)
    let reading =
      index.map { LayerReading(trace, index: $0) } ?? LayerReading(lastLayerOf: trace)
    let index = reading.index
    // With room for one step there is no order.
    layer = LaneLayer(
      shape.layer(index / shape.directions.count), .forward, lanes: lanes, capacity: 1,
      weights: layout.layer(index, in: parameters), gradients: layout.layer(index, in: gradients))
    spreading = layer.beginSpreading()
    self.shape = shape
    self.reading = reading
    weights = network.layers[index]
    equations = shape.cell.equations()
    totals = FloatBuffer(shape.hiddenSize * lanes)
    left = trace.count
    exponents = Array(repeating: 0, count: lanes)
    direct = Array(repeating: 1, count: shape.hiddenSize)
    let (dh, dc) = (layer.hiddenGradient.start, layer.cellGradient.start)
    var carried = [(block: dh, rows: shape.stateSize)]
    if shape.cell.hasCellState { carried.append((dc, shape.hiddenSize)) }
    carried += (spreading?.furtherGradients ?? []).map { ($0, shape.hiddenSize) }
    self.carried = carried
    for unit in 0..<shape.stateSize { dh[unit * lanes + unit] = 1 }
    guard shape.cell.hasCellState else { return }
    for unit in 0..<shape.hiddenSize { dc[unit * lanes + shape.stateSize + unit] = 1 }
  }

  /// Every unit of h_T and c_T, and what fills the last vector.
  private static func lanes(_ shape: NetworkShape) -> Int {
    let targets = shape.stateSize + (shape.cell.hasCellState ? shape.hiddenSize : 0)
    let multiple = Int(CK_LANE_MULTIPLE)
    return (targets + multiple - 1) / multiple * multiple
  }

  /// About how many multiplications ``next()`` does in a layer.
  static func workOfStep(_ shape: NetworkShape, _ layer: LayerShape) -> Int {
    let lanes = lanes(shape)
    return shape.cell.isRecurrentInGates ? layer.rowCount * shape.stateSize * lanes : lanes
  }

  var workOfStep: Int { Self.workOfStep(shape, weights.shape) }

  /// Whether the initial state has been told.
  var isComplete: Bool { left < 0 }

  /// The next timestep, from the end to the initial state, without the Jacobian itself.
  func next() -> GradientFlow<Float>? {
    guard left >= 0 else { return nil }
    defer { left -= 1 }
    rescale()
    let directHere = direct
    let hidden = norms(
      layer.hiddenGradient.start, firstLane: 0, count: shape.stateSize,
      direct: hasKeptHidden ? directHere : nil)
    var cells = hidden
    var cellBlock = layer.cellGradient.start
    if left > 0 {
      cellBlock = totals.start
      let step = reading.values(left)
      let previous = reading.state(before: left)
      if let spreading, step.written.cell.isEmpty {
        cut(step.written.hidden)
        addTotals(step)
        spreading.spread(step, previous: previous)
        spreading.backward(0, mask: nil)
        cellBlock = spreading.cellTotals ?? cellBlock
      } else {
        carryBack(step, previous: previous)
      }
      if let path = equations.unwrittenPath(step) {
        for unit in direct.indices { direct[unit] *= Double(path[unit]) }
      }
    }
    if shape.cell.hasCellState {
      cells = norms(
        cellBlock, firstLane: shape.stateSize, count: shape.hiddenSize, direct: directHere)
    }
    return flow(hidden: hidden, split: cells, direct: directHere)
  }

  /// Whether h itself is kept from step to step in place of c.
  private var hasKeptHidden: Bool { !shape.cell.hasCellState && shape.cell.hasDirectPath }

  private func flow(
    hidden: SquaredNorms, split: SquaredNorms, direct: [Double]
  ) -> GradientFlow<Float> {
    // The reverse direction reads position T first: the state there depends on no other position.
    let isEnd = countsReverse && left == reading.count && left > 0
    func root(_ square: Double, reverse: Int = 0) -> Float {
      Float((square + Double(isEnd ? reverse : 0)).squareRoot())
    }
    var flow = GradientFlow<Float>(
      t: reading.timestep(left), hiddenNorm: root(hidden.whole, reverse: shape.stateSize))
    if shape.cell.hasCellState {
      flow.cellNorm = root(split.whole, reverse: shape.hiddenSize)
    }
    guard shape.cell.hasDirectPath else { return flow }
    flow.direct = direct.map { Float($0) }
    flow.directNorm = root(direct.reduce(0) { $0 + $1 * $1 })
    flow.restNorm = root(split.rest)
    return flow
  }

  /// ‖J‖² and ‖J − diag‖², J being what some lanes hold, a column of J in each row.
  private typealias SquaredNorms = (whole: Double, rest: Double)

  private func norms(
    _ block: Floats, firstLane: Int, count: Int, direct: [Double]?
  ) -> SquaredNorms {
    var sums = [Double](repeating: 0, count: count)
    var diagonal = [Double](repeating: 0, count: count)
    sums.withUnsafeMutableBufferPointer { sums in
      for row in 0..<count {
        let lane = block + row * lanes + firstLane
        // The diagonal stays out: the difference from Π may be far below the rest of its lane.
        let kept = lane[row]
        lane[row] = 0
        for index in 0..<count {
          let value = Double(lane[index])
          sums[index] += value * value
        }
        lane[row] = kept
        diagonal[row] = Double(kept)
      }
    }
    var norms: SquaredNorms = (0, 0)
    for unit in 0..<count {
      let scale = Double(sign: .plus, exponent: exponents[firstLane + unit], significand: 1)
      func scaled(_ value: Double) -> Double { value == 0 ? 0 : value * scale }
      let off = scaled(scaled(sums[unit]))
      let own = scaled(diagonal[unit])
      let kept = direct?[unit] ?? 0
      // Both are products of up to T numbers that were rounded in another order.
      let noise = Double(reading.count + 4) * Double(Float.ulpOfOne) * abs(kept)
      let rest = abs(own - kept) <= noise ? 0 : own - kept
      norms.whole += off + own * own
      norms.rest += off + rest * rest
    }
    return norms
  }

  /// Brings every lane back to the neighbourhood of 1 by a power of two.
  private func rescale() {
    var largest = [Float](repeating: 0, count: lanes)
    largest.withUnsafeMutableBufferPointer { largest in
      for (block, rows) in carried {
        for row in 0..<rows {
          let lane = block + row * lanes
          for index in 0..<lanes {
            let size = abs(lane[index])
            largest[index] = size > largest[index] ? size : largest[index]
          }
        }
      }
    }
    var factors = [Float](repeating: 1, count: lanes)
    var isNeeded = false
    for (lane, size) in largest.enumerated() where size > 0 && size.isFinite {
      guard size < 0x1p-32 || size > 0x1p32 else { continue }
      let shift = max(-120, min(120, Int(size.exponent)))
      factors[lane] = Float(sign: .plus, exponent: -shift, significand: 1)
      exponents[lane] += shift
      isNeeded = true
    }
    guard isNeeded else { return }
    for (block, rows) in carried {
      for row in 0..<rows {
        let lane = block + row * lanes
        for index in 0..<lanes { lane[index] *= factors[index] }
      }
    }
  }

  /// Nothing goes on behind an h that was written over.
  private func cut(_ units: [Int]) {
    for unit in units {
      (layer.hiddenGradient.start + unit * lanes).update(repeating: 0, count: lanes)
    }
  }

  /// What the next step says of c and what h of this step adds, in the lanes of c_T.
  private func addTotals(_ step: CellStep<Float>) {
    let first = shape.stateSize
    guard let spreading, let slopes = equations.cellSlope(weights, step) else { return }
    let (dh, dc) = (spreading.hiddenBeforeProjection(), layer.cellGradient.start)
    for (unit, slope) in slopes.enumerated() {
      for index in (unit * lanes + first)..<(unit * lanes + lanes) {
        totals.start[index] = dc[index] + slope * dh[index]
      }
    }
  }

  /// The reference's way back, lane by lane: for the kinds and the steps that the kernels do not
  /// know.
  private func carryBack(_ step: CellStep<Float>, previous: CellState<Float>) {
    let input = reading.input(left)
    for lane in 0..<(shape.stateSize + cellRows) {
      func column(_ number: Int) -> [Float]? {
        guard carried.indices.contains(number) else { return nil }
        return (0..<carried[number].rows).map { carried[number].block[$0 * lanes + lane] }
      }
      func store(_ values: [Float]?, to block: Floats) {
        for (row, value) in (values ?? []).enumerated() { block[row * lanes + lane] = value }
      }
      let back = equations.gradient(
        weights, step: step, input: input, previous: previous,
        gradient: CellState(
          hidden: column(0) ?? [], cell: column(1), normalizer: column(2),
          stabilizer: column(3)))
      store(back.cell, to: totals.start)
      for (place, part) in [
        back.previous.hidden, back.previous.cell, back.previous.normalizer,
        back.previous.stabilizer,
      ].enumerated() where carried.indices.contains(place) {
        store(part, to: carried[place].block)
      }
    }
  }
}
