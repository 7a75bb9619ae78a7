/// The first place where two runs differ, in the order in which they are computed.
///
/// A network of one direction computes timestep by timestep and in each layer by layer; one of two
/// directions layer by layer, and in each first forward, then in reverse from the last input on.
public struct Divergence: Hashable, Sendable {
  /// The timestep, from 1
  public var t: Int
  public var layer: Int
  public var direction: Direction
  public var signal: Signal
  /// The unit, from 0
  public var unit: Int
  public var reference: Float
  public var found: Float

  public init(
    t: Int, layer: Int, direction: Direction, signal: Signal, unit: Int, reference: Float,
    found: Float
  ) {
    self.t = t
    self.layer = layer
    self.direction = direction
    self.signal = signal
    self.unit = unit
    self.reference = reference
    self.found = found
  }

  /// Nil where the runs are the same up to `tolerance`, absolutely or relative to the larger
  /// number. NaN is the same as NaN only.
  public init?(
    between reference: Trace<Float>, and other: Trace<Float>, tolerance: Float = 1e-5
  ) {
    let count = min(reference.count, other.count)
    let signals = reference.shape.cell.signals
    for (position, index) in reference.shape.computingOrder(count) {
      let expected = reference.layerStep(index, at: position)
      let found = other.layerStep(index, at: position)
      for signal in signals {
        guard let values = expected.values(of: signal), let others = found.values(of: signal)
        else { continue }
        for unit in zip(values.indices, others.indices).map(\.0)
        where !values[unit].isClose(to: others[unit], tolerance: tolerance) {
          self.init(
            t: position + 1, layer: expected.layer, direction: expected.direction,
            signal: signal, unit: unit, reference: values[unit], found: others[unit])
          return
        }
      }
    }
    return nil
  }
}

extension NetworkShape {
  /// Every position of a sequence with every layer and direction, as they are computed.
  fileprivate func computingOrder(_ count: Int) -> [(position: Int, index: Int)] {
    guard isBidirectional else {
      return (0..<count).flatMap { position in
        (0..<layerCount).map { (position, $0) }
      }
    }
    return (0..<layerCount).flatMap { layer in
      directions.flatMap { direction in
        direction.order(count).map { ($0, index(layer: layer, direction: direction)) }
      }
    }
  }
}

extension CellKind {
  /// What a step computes, in order.
  var signals: [Signal] {
    switch self {
    case .rnnTanh, .rnnReLU: return [.preactivation(.candidate), .hidden]
    case .gru, .gruV1:
      return [
        .preactivation(.reset), .preactivation(.update), .gate(.reset), .gate(.update),
        .detail(.recurrentNew), .preactivation(.new), .gate(.new), .hidden,
      ]
    default: break
    }
    // i of coupled gates follows from f.
    let all = gates + activations.filter { !gates.contains($0) }
    // The output gate's peephole sees the new c.
    let late = self == .lstmPeephole ? [Gate.output] : []
    let early = all.filter { !late.contains($0) }
    let before: [Signal] =
      [.detail(.inputSum), .detail(.recurrentSum)] + early.map { .preactivation($0) }
      + early.map { .gate($0) } + [.detail(.normalizedForget), .detail(.normalizedInput), .cell]
    let after: [Signal] =
      late.flatMap { [Signal.preactivation($0), .gate($0)] }
      + [.detail(.normalizedCell), .squashedCell, .detail(.unprojected), .hidden]
    return before + after
  }
}

extension Float {
  /// Whether the numbers are the same up to a tolerance, absolutely or relative to the larger one.
  public func isClose(to other: Float, tolerance: Float = 1e-5) -> Bool {
    if self == other || isNaN && other.isNaN { return true }
    guard isFinite, other.isFinite else { return false }
    return (self - other).magnitude <= tolerance * max(1, magnitude, other.magnitude)
  }
}
