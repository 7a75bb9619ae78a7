/// How strongly the end of a sequence still depends on one timestep.
public struct GradientFlow<Scalar: RealScalar>: Hashable, Sendable {
  /// The timestep, from 0 (the initial state) to T
  public var t: Int
  /// ‖∂h_T/∂h_t‖, the Frobenius norm over both directions of the last layer
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
/// The Jacobians are those of the last layer. Each step costs H times a backward step, so a
/// long sequence of a wide cell can be walked a few steps at a time.
public struct GradientWalk<Scalar: RealScalar>: Sequence, IteratorProtocol {
  private let network: Network<Scalar>
  private let trace: Trace<Scalar>
  private let equations: any CellEquations<Scalar>
  private let index: Int
  private var t: Int
  /// For each unit of h_T and of c_T: what reaches h and c after timestep `t`.
  private var hiddenTargets: [CellState<Scalar>]
  private var cellTargets: [CellState<Scalar>]
  private var direct: [Scalar]

  /// - Precondition: the trace is of this network.
  public init(_ network: Network<Scalar>, _ trace: Trace<Scalar>) {
    precondition(trace.shape == network.shape, "the trace is of another network")
    let shape = network.shape
    self.network = network
    self.trace = trace
    equations = shape.cell.equations()
    index = shape.index(layer: shape.layerCount - 1, direction: .forward)
    t = trace.count
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

  /// The next timestep, from T down to 0.
  public mutating func next() -> GradientFlow<Scalar>? {
    guard t >= 0 else { return nil }
    let hidden = hiddenTargets.map(\.hidden)
    var cells = cellTargets.map { $0.cell ?? [] }
    let directHere = direct
    if t > 0 {
      let step = trace.layerStep(index, at: t - 1).values
      let previous =
        t == 1 ? trace.initial[index] : trace.layerStep(index, at: t - 2).values.state
      let input = trace.input(ofLayer: index, at: t - 1)
      func back(_ gradient: CellState<Scalar>) -> StepGradient<Scalar> {
        equations.gradient(
          network.layers[index], step: step, input: input, previous: previous,
          gradient: gradient)
      }
      hiddenTargets = hiddenTargets.map { back($0).previous }
      let steps = cellTargets.map(back)
      cells = steps.map { $0.cell ?? [] }
      cellTargets = steps.map(\.previous)
      if let path = equations.unwrittenPath(step) { direct = direct ⊙ path }
    }
    var flow = GradientFlow(t: t, hidden: hidden, cells: cells)
    if network.shape.cell.hasDirectPath {
      flow.split(cells.isEmpty ? hidden : cells, direct: directHere)
    }
    flow.hiddenNorm = GradientFlow.norm(hidden + identityOfReverse(network.shape.stateSize))
    defer { t -= 1 }
    return network.shape.cell.hasCellState
      ? withReverseCells(flow) : flow
  }

  // The reverse direction reads position T first: the state there depends on no other position.
  private func identityOfReverse(_ size: Int) -> [[Scalar]] {
    guard network.shape.isBidirectional, t == trace.count, t > 0 else { return [] }
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
