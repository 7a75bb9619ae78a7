internal import CKernels

/// A network on a batch of sequences, forwards and back through time, by the C kernels.
///
/// It computes what ``Trace`` and ``Network/gradients(of:outputs:final:)`` compute, in Float and
/// without keeping what only people want to see. Nothing is allocated after `init`.
final class LaneNetwork {
  let layout: ParameterLayout
  /// Sequences side by side, a multiple of 8
  let lanes: Int
  /// The most timesteps that there is room for
  let capacity: Int
  let parameters: FloatBuffer
  let gradients: FloatBuffer
  /// Layer-major, forward before reverse
  let layers: [LaneLayer]
  /// ∂L/∂ of the output of each layer; blocks of output size × lanes
  private let outputGradients: [FloatBuffer]
  /// The outputs of both directions one below the other, where there are two
  private let joinedOutputs: [FloatBuffer]
  /// ∂L/∂h of one direction, cut out of both
  private let cutGradient: FloatBuffer

  var shape: NetworkShape { layout.network }

  /// - Parameter parameters: weights that other networks of the same layout may share
  init(
    _ layout: ParameterLayout, lanes: Int, capacity: Int, parameters: FloatBuffer? = nil
  ) {
    precondition(lanes.isMultiple(of: Int(CK_LANE_MULTIPLE)))
    self.layout = layout
    self.lanes = lanes
    self.capacity = capacity
    let shape = layout.network
    let weights = parameters ?? FloatBuffer(layout.count)
    let gradients = FloatBuffer(layout.count)
    self.parameters = weights
    self.gradients = gradients
    layers = (0..<shape.stateCount).map { index in
      LaneLayer(
        shape.layer(index / shape.directions.count),
        shape.directions[index % shape.directions.count], lanes: lanes, capacity: capacity,
        weights: layout.layer(index, in: weights), gradients: layout.layer(index, in: gradients))
    }
    let block = shape.outputSize * lanes * capacity
    outputGradients = (0..<shape.layerCount).map { _ in FloatBuffer(block) }
    joinedOutputs =
      shape.isBidirectional ? (0..<shape.layerCount).map { _ in FloatBuffer(block) } : []
    cutGradient = FloatBuffer(
      shape.isBidirectional ? shape.stateSize * lanes * capacity : 0)
  }

  /// The output of the last layer, blocks of output size × lanes; valid until the next run.
  var outputs: Steps { outputs(ofLayer: shape.layerCount - 1) }

  /// ∂L/∂output, blocks of output size × lanes, for ``backward(inputs:count:mask:check:)`` to read.
  var outputGradient: Steps { outputGradient(ofLayer: shape.layerCount - 1) }

  /// Runs `count` timesteps.
  ///
  /// - Parameters:
  ///   - inputs: blocks of D × lanes
  ///   - mask: blocks of lanes: 0 where a sequence has ended; nil when none has
  ///   - initial: a state for each layer and direction; zeros by default
  /// - Throws: ``Cancelled`` when that was asked for.
  func forward(
    inputs: Steps, count: Int, mask: Steps?, initial: [LaneState]? = nil,
    check: @escaping CancellationCheck = {}
  ) throws(Cancelled) {
    precondition(count <= capacity, "\(count) timesteps, room for \(capacity)")
    for layer in 0..<shape.layerCount {
      let source = layer == 0 ? inputs : outputs(ofLayer: layer - 1)
      for index in range(ofLayer: layer) {
        layers[index].begin(steps: count, initial: initial?[index])
        try layers[index].forward(input: source, count: count, mask: mask, check: check)
      }
      if shape.isBidirectional { joinOutputs(ofLayer: layer, count: count) }
    }
  }

  /// Carries ``outputGradient`` back through the run and adds to ``gradients``.
  func backward(
    inputs: Steps, count: Int, mask: Steps?, inputGradient: Steps? = nil,
    final: [LaneState]? = nil, check: @escaping CancellationCheck = {}
  ) throws(Cancelled) {
    for layer in (0..<shape.layerCount).reversed() {
      let source = layer == 0 ? inputs : outputs(ofLayer: layer - 1)
      let below = layer == 0 ? inputGradient : outputGradient(ofLayer: layer - 1)
      if layer > 0 { outputGradients[layer - 1].clear() }
      for index in range(ofLayer: layer) {
        try layers[index].backward(
          input: source, count: count, mask: mask,
          outputs: gradient(ofLayer: layer, layers[index].direction, count: count),
          final: final?[index], inputs: below, check: check)
      }
    }
  }

  private func range(ofLayer layer: Int) -> Range<Int> {
    let directions = shape.directions.count
    return (layer * directions)..<((layer + 1) * directions)
  }

  private func outputGradient(ofLayer layer: Int) -> Steps {
    Steps(start: outputGradients[layer].start, stride: shape.outputSize * lanes)
  }

  private func outputs(ofLayer layer: Int) -> Steps {
    shape.isBidirectional
      ? Steps(start: joinedOutputs[layer].start, stride: shape.outputSize * lanes)
      : layers[layer].outputs
  }

  private func joinOutputs(ofLayer layer: Int, count: Int) {
    let target = outputs(ofLayer: layer)
    let block = shape.stateSize * lanes
    for (place, index) in range(ofLayer: layer).enumerated() {
      let source = layers[index].outputs
      for t in 0..<count { (target[t] + place * block).update(from: source[t], count: block) }
    }
  }

  /// ∂L/∂h of one direction of a layer.
  private func gradient(ofLayer layer: Int, _ direction: Direction, count: Int) -> Steps {
    let whole = outputGradient(ofLayer: layer)
    guard shape.isBidirectional else { return whole }
    let block = shape.stateSize * lanes
    let part = Steps(start: cutGradient.start, stride: block)
    let offset = direction == .forward ? 0 : block
    for t in 0..<count { part[t].update(from: whole[t] + offset, count: block) }
    return part
  }
}
