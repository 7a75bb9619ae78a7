/// How strongly the end of a sequence still depends on one timestep.
public struct GradientFlow<Scalar: RealScalar>: Hashable, Sendable {
  /// The timestep, from 0 (the initial state) to T; in the reverse direction, which ends at
  /// timestep 1, from T + 1 to 1
  public var t: Int
  /// ‖∂h_T/∂h_t‖, the Frobenius norm: of one layer in one direction, or over both directions of the
  /// last layer
  public var hiddenNorm: Scalar
  /// ‖∂c_T/∂c_t‖; nil for a cell without c
  public var cellNorm: Scalar?
  /// ∂c_T/∂c_t of the forward direction, shape (H, H): row k is unit k of c_T
  public var cellJacobian: Matrix<Scalar>?
  /// The part of ∂c_T/∂c_t along the cell alone: the diagonal Πf over t+1…T, shape (H). For a cell
  /// without c that keeps some of h, the part of ∂h_T/∂h_t in the same way: Πz of a GRU, Π(1 − z)
  /// and Πf/(f + i) of the minimal cells. Nil for the plain recurrent cell
  public var direct: [Scalar]?
  /// ‖diag Πf‖ and the norm of what remains, the paths through the sums; nil where `direct` is
  public var directNorm: Scalar?
  public var restNorm: Scalar?
}

/// Walks back from the end of a sequence and tells at every timestep what is left of the gradient.
///
/// The Jacobians are those of the last layer, or of a layer and a direction. Each step costs H times a backward step, so a
/// long sequence of a wide cell can be walked a few steps at a time.
public struct GradientWalk<Scalar: RealScalar>: Sequence, IteratorProtocol {
  private let network: Network<Scalar>
  private let equations: any CellEquations<Scalar>
  private let reading: LayerReading<Scalar>
  /// Whether T counts the reverse direction of the last layer too.
  private let countsReverse: Bool
  /// Steps of the direction that are left, each the last of those before it.
  private var left: Int
  /// For each unit of h_T and of c_T: what reaches h and c after timestep `t`.
  private var hiddenTargets: [CellState<Scalar>]
  private var cellTargets: [CellState<Scalar>]
  private var direct: [Scalar]

  /// - Parameter index: a layer in one direction, layer-major, forward before reverse; by default
  ///   the last layer, whose norms at T count both of its directions
  /// - Precondition: the trace is of this network.
  public init(_ network: Network<Scalar>, _ trace: Trace<Scalar>, index: Int? = nil) {
    precondition(trace.shape == network.shape, "the trace is of another network")
    let shape = network.shape
    self.network = network
    equations = shape.cell.equations()
    reading =
      index.map { LayerReading(trace, index: $0) } ?? LayerReading(lastLayerOf: trace)
    countsReverse = index == nil && shape.isBidirectional
    left = trace.count
    let zero = CellState<Scalar>.zeroGradient(shape.layer(0))
    hiddenTargets = (0..<shape.stateSize).map { unit in
      var target = zero
      target.hidden[unit] = 1
      return target
    }
    cellTargets = (0..<shape.hiddenSize).compactMap { unit in
      var target = zero
      target.cell?[unit] = 1
      return target.cell == nil ? nil : target
    }
    direct = Array(repeating: 1, count: shape.hiddenSize)
  }

  /// The next timestep, from the end of the direction to its initial state.
  public mutating func next() -> GradientFlow<Scalar>? {
    guard left >= 0 else { return nil }
    let hidden = hiddenTargets.map(\.hidden)
    var cells = cellTargets.map { $0.cell ?? [] }
    let directHere = direct
    if left > 0 {
      let step = reading.values(left)
      let previous = reading.state(before: left)
      let input = reading.input(left)
      func back(_ gradient: CellState<Scalar>) -> StepGradient<Scalar> {
        equations.gradient(
          network.layers[reading.index], step: step, input: input, previous: previous,
          gradient: gradient)
      }
      hiddenTargets = hiddenTargets.map { back($0).previous }
      let steps = cellTargets.map(back)
      cells = steps.map { $0.cell ?? [] }
      cellTargets = steps.map(\.previous)
      if let path = equations.unwrittenPath(step) { direct = direct ⊙ path }
    }
    var flow = GradientFlow(t: reading.timestep(left), hidden: hidden, cells: cells)
    if network.shape.cell.hasDirectPath {
      flow.split(cells.isEmpty ? hidden : cells, direct: directHere)
    }
    flow.hiddenNorm = GradientFlow.norm(hidden + identityOfReverse(network.shape.stateSize))
    defer { left -= 1 }
    return network.shape.cell.hasCellState
      ? withReverseCells(flow) : flow
  }

  // The reverse direction reads position T first: the state there depends on no other position.
  private func identityOfReverse(_ size: Int) -> [[Scalar]] {
    guard countsReverse, left == reading.count, left > 0 else { return [] }
    return (0..<size).map { _ in [1] }
  }

  private func withReverseCells(_ flow: GradientFlow<Scalar>) -> GradientFlow<Scalar> {
    guard let norm = flow.cellNorm else { return flow }
    var whole = flow
    let extra = identityOfReverse(network.shape.hiddenSize).count
    whole.cellNorm = (norm * norm + Scalar(extra)).squareRoot()
    return whole
  }
}

extension GradientFlow {
  fileprivate init(t: Int, hidden: [[Scalar]], cells: [[Scalar]]) {
    self.t = t
    hiddenNorm = Self.norm(hidden)
    guard !cells.isEmpty else { return }
    cellNorm = Self.norm(cells)
    var jacobian = Matrix<Scalar>(rowCount: cells.count, columnCount: cells[0].count)
    jacobian.values = joined(cells)
    cellJacobian = jacobian
  }

  /// Parts a square Jacobian into its direct path and what remains.
  fileprivate mutating func split(_ jacobian: [[Scalar]], direct: [Scalar]) {
    self.direct = direct
    directNorm = Self.norm([direct])
    let rest = jacobian.enumerated().map { unit, row in
      row.enumerated().map { $0.offset == unit ? $0.element - direct[unit] : $0.element }
    }
    restNorm = Self.norm(rest)
  }

  fileprivate static func norm(_ rows: [[Scalar]]) -> Scalar {
    rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }.squareRoot()
  }
}
