/// Everything that a network computed over a sequence, so that looking back is indexing.
///
/// Timesteps count from 1; 0 stands for the time before the first input. Units count from 0.
public struct Trace<Scalar: RealScalar>: Hashable, Sendable {
  /// One layer in one direction at one timestep.
  public struct LayerStep: Hashable, Sendable {
    public var layer: Int
    public var direction: Direction
    public var values: CellStep<Scalar>

    /// h, shape (H), or (P) with a projection
    public var hidden: [Scalar] { values.state.hidden }
    /// c, shape (H), or nil for a cell without one
    public var cell: [Scalar]? { values.state.cell }
    /// tanh c
    public var squashedCell: [Scalar]? { values.squashedCell }
  }

  public struct Step: Hashable, Sendable {
    /// x, shape (D)
    public var input: [Scalar]
    /// Layer-major, forward before reverse.
    public var layers: [LayerStep]

    /// h of the last layer, forward then reverse.
    public var output: [Scalar] {
      guard let last = layers.last?.layer else { return [] }
      return layers.filter { $0.layer == last }.flatMap(\.hidden)
    }
  }

  public let shape: NetworkShape
  /// Where each layer starts: layer-major, forward before reverse.
  public var initial: [CellState<Scalar>]
  public var steps: [Step]

  /// H
  public var hiddenSize: Int { shape.hiddenSize }

  /// T, the number of timesteps.
  public var count: Int { steps.count }

  /// h_n and c_n as PyTorch returns them: one state per layer and direction.
  ///
  /// A reverse layer ends at the first position of the sequence.
  public var final: [CellState<Scalar>] {
    guard let first = steps.first, let last = steps.last else { return initial }
    return zip(first.layers, last.layers).map { early, late in
      (late.direction == .forward ? late : early).values.state
    }
  }

  /// What one layer in one direction computed at a position, 0…T−1.
  func layerStep(_ index: Int, at position: Int) -> LayerStep { steps[position].layers[index] }
}

/// A quantity of a cell that can be followed over time.
public enum Signal: Hashable, Sendable {
  /// Before σ or tanh.
  case preactivation(Gate)
  /// After σ or tanh.
  case gate(Gate)
  /// c
  case cell
  /// tanh c
  case squashedCell
  /// h
  case hidden
  /// What only some kinds of cell have.
  case detail(Detail)

  /// The signal that is written `i`, `f`, `g`, `o`, `c` or `h`.
  public init?(symbol: String) {
    switch symbol {
    case "c": self = .cell
    case "h": self = .hidden
    default:
      guard symbol.count == 1, let letter = symbol.first, let gate = Gate(letter: letter) else {
        return nil
      }
      self = .gate(gate)
    }
  }
}

extension Trace {
  /// The value of `signal` in one unit at timestep `t`.
  ///
  /// At t = 0 there are c, tanh c and h only, of the initial state.
  @_specialize(where Scalar == Float)
  public func value(
    _ signal: Signal, at t: Int, unit: Int = 0, layer: Int = 0, direction: Direction = .forward
  ) -> Scalar? {
    guard t > 0 else {
      guard t == 0 else { return nil }
      return initialValue(signal, unit: unit, layer: layer, direction: direction)
    }
    guard t <= steps.count else { return nil }
    let index = shape.index(layer: layer, direction: direction)
    guard (0..<shape.layerCount).contains(layer), shape.directions.contains(direction),
      let values = steps[t - 1].layers[index].values(of: signal), values.indices.contains(unit)
    else { return nil }
    return values[unit]
  }

  /// The values of `signal` in one unit at the timesteps 1…T.
  public func series(_ signal: Signal, unit: Int = 0) -> [Scalar] {
    steps.indices.compactMap { value(signal, at: $0 + 1, unit: unit) }
  }

  private func initialValue(
    _ signal: Signal, unit: Int, layer: Int, direction: Direction
  ) -> Scalar? {
    let index = shape.index(layer: layer, direction: direction)
    guard initial.indices.contains(index) else { return nil }
    let values: [Scalar]? =
      switch signal {
      case .preactivation, .gate, .detail: nil
      case .cell: initial[index].cell
      case .squashedCell: initial[index].cell.map { $0.map(Scalar.hyperbolicTangent) }
      case .hidden: initial[index].hidden
      }
    guard let values, values.indices.contains(unit) else { return nil }
    return values[unit]
  }
}

extension Trace.LayerStep {
  /// The values of `signal`, or nil for a cell that has no such thing.
  @inline(__always)
  public func values(of signal: Signal) -> [Scalar]? {
    switch signal {
    case .preactivation(let gate): values.preactivations.vector(gate)
    case .gate(let gate): values.activations.vector(gate)
    case .cell: cell
    case .squashedCell: squashedCell
    case .hidden: hidden
    case .detail(let detail): values.details[detail]
    }
  }
}
