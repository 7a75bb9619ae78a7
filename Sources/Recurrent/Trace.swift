/// Everything that a network computed over a sequence, so that looking back is indexing.
///
/// Timesteps count from 1; 0 stands for the time before the first input. Units count from 0.
public struct Trace<Scalar: RealScalar>: Hashable, Sendable {
  /// h and, where the cell has one, c of one layer in one direction; shape (H) each.
  public struct State: Hashable, Sendable {
    public var hidden: [Scalar]
    public var cell: [Scalar]?

    public init(hidden: [Scalar], cell: [Scalar]?) {
      self.hidden = hidden
      self.cell = cell
    }
  }

  /// One layer in one direction at one timestep; each array has shape (H).
  public struct LayerStep: Hashable, Sendable {
    public var layer: Int
    public var direction: Direction
    /// Before σ or tanh, by ``Gate``.
    public var preactivations: [[Scalar]]
    /// After σ or tanh, by ``Gate``: three gates and the candidate.
    public var activations: [[Scalar]]
    /// c, or nil for a cell without one.
    public var cell: [Scalar]?
    /// tanh c
    public var squashedCell: [Scalar]?
    public var hidden: [Scalar]

    init(_ step: LSTMStep<Scalar>, layer: Int = 0, direction: Direction = .forward) {
      self.layer = layer
      self.direction = direction
      preactivations = step.preactivations
      activations = step.activations
      cell = step.cell
      squashedCell = step.squashedCell
      hidden = step.hidden
    }
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

  public var cell: CellKind
  /// D
  public var inputSize: Int
  /// H
  public var hiddenSize: Int
  public var layerCount: Int
  public var isBidirectional: Bool
  /// The length of h where it is projected, else 0.
  public var projectionSize: Int
  /// Where each layer starts: layer-major, forward before reverse.
  public var initial: [State]
  public var steps: [Step]

  init(
    cell: CellKind, inputSize: Int, hiddenSize: Int, layerCount: Int = 1,
    isBidirectional: Bool = false, projectionSize: Int = 0, initial: [State]
  ) {
    self.cell = cell
    self.inputSize = inputSize
    self.hiddenSize = hiddenSize
    self.layerCount = layerCount
    self.isBidirectional = isBidirectional
    self.projectionSize = projectionSize
    self.initial = initial
    steps = []
  }

  /// T, the number of timesteps.
  public var count: Int { steps.count }

  /// h_n and c_n as PyTorch returns them: one state per layer and direction.
  ///
  /// A reverse layer ends at the first position of the sequence.
  public var final: [State] {
    guard let first = steps.first, let last = steps.last else { return initial }
    return zip(first.layers, last.layers).map { early, late in
      let end = late.direction == .forward ? late : early
      return State(hidden: end.hidden, cell: end.cell)
    }
  }
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
  public func value(
    _ signal: Signal, at t: Int, unit: Int = 0, layer: Int = 0, direction: Direction = .forward
  ) -> Scalar? {
    guard t > 0 else {
      guard t == 0 else { return nil }
      return initialValue(signal, unit: unit, layer: layer, direction: direction)
    }
    guard t <= steps.count else { return nil }
    let entry = steps[t - 1].layers.first { $0.layer == layer && $0.direction == direction }
    guard let values = entry?.values(of: signal), values.indices.contains(unit) else {
      return nil
    }
    return values[unit]
  }

  /// The values of `signal` in one unit at the timesteps 1…T.
  public func series(_ signal: Signal, unit: Int = 0) -> [Scalar] {
    steps.indices.compactMap { value(signal, at: $0 + 1, unit: unit) }
  }

  private func initialValue(
    _ signal: Signal, unit: Int, layer: Int, direction: Direction
  ) -> Scalar? {
    let index = layer * (isBidirectional ? 2 : 1) + (direction == .reverse ? 1 : 0)
    guard initial.indices.contains(index) else { return nil }
    let values: [Scalar]? =
      switch signal {
      case .preactivation, .gate: nil
      case .cell: initial[index].cell
      case .squashedCell: initial[index].cell.map { $0.map(Scalar.hyperbolicTangent) }
      case .hidden: initial[index].hidden
      }
    guard let values, values.indices.contains(unit) else { return nil }
    return values[unit]
  }
}

extension Trace.LayerStep {
  /// The values of `signal`, shape (H), or nil for a cell that has no such thing.
  public func values(of signal: Signal) -> [Scalar]? {
    switch signal {
    case .preactivation(let gate): preactivations[gate.rawValue]
    case .gate(let gate): activations[gate.rawValue]
    case .cell: cell
    case .squashedCell: squashedCell
    case .hidden: hidden
    }
  }
}
