/// What one layer in one direction carries from step to step, or the gradient of that.
public struct CellState<Scalar: RealScalar>: Hashable, Sendable {
  /// h, shape (H), or (P) with a projection
  public var hidden: [Scalar]
  /// c, shape (H), or nil for a cell without one
  public var cell: [Scalar]?
  /// n of an sLSTM, by which c is divided; shape (H)
  public var normalizer: [Scalar]?
  /// m of an sLSTM: c and n are stored divided by eᵐ; shape (H)
  public var stabilizer: [Scalar]?

  public init(
    hidden: [Scalar], cell: [Scalar]? = nil, normalizer: [Scalar]? = nil,
    stabilizer: [Scalar]? = nil
  ) {
    self.hidden = hidden
    self.cell = cell
    self.normalizer = normalizer
    self.stabilizer = stabilizer
  }

  /// The state in which a layer starts unless it is told otherwise.
  ///
  /// An sLSTM starts with m = −∞, so that its first step keeps nothing and m becomes the input
  /// gate's sum.
  public static func zero(_ shape: LayerShape) -> CellState {
    let zeros = [Scalar](repeating: 0, count: shape.hiddenSize)
    let isNormalized = shape.cell == .sLSTM
    return CellState(
      hidden: [Scalar](repeating: 0, count: shape.stateSize),
      cell: shape.cell.hasCellState ? zeros : nil,
      normalizer: isNormalized ? zeros : nil,
      stabilizer: isNormalized ? zeros.map { _ in -.infinity } : nil)
  }

  /// A gradient of zero for every part of a state.
  static func zeroGradient(_ shape: LayerShape) -> CellState {
    var zero = Self.zero(shape)
    zero.stabilizer = zero.normalizer
    return zero
  }
}

/// A value inside a cell that is neither a gate nor a state.
public enum Detail: String, CaseIterable, Hashable, Sendable {
  /// U_n·h + b_hn of a GRU, which the reset gate multiplies; shape (H)
  case recurrentNew = "recurrent_n"
  /// f / (f + i) of a minimal LSTM
  case normalizedForget = "f_norm"
  /// i / (f + i) of a minimal LSTM
  case normalizedInput = "i_norm"
  /// W·x before normalisation, shape (4H)
  case inputSum = "wx"
  /// U·h before normalisation, shape (4H)
  case recurrentSum = "uh"
  /// c after normalisation, before tanh
  case normalizedCell = "norm_c"
  /// o ⊙ tanh c before projection
  case unprojected = "o_tanh_c"
}

/// Everything that one step of a layer computes.
public struct CellStep<Scalar: RealScalar>: Hashable, Sendable {
  /// Before σ or tanh.
  public var preactivations: GateValues<Scalar>
  /// After σ or tanh.
  public var activations: GateValues<Scalar>
  /// The squashed c that the output gate shows, shape (H); nil for a cell without c.
  public var squashedCell: [Scalar]?
  public var details: [Detail: [Scalar]]
  /// h and c after the step.
  public var state: CellState<Scalar>
  /// What of them is not computed but written over.
  public var written = WrittenUnits()
}

/// What the gradient of a loss becomes when it is carried back over one step.
struct StepGradient<Scalar: RealScalar> {
  /// ∂L/∂ of the state before the step, what flows through this step only
  var previous: CellState<Scalar>
  /// ∂L/∂c after the step: everything that flows through it, h of the same step included
  var cell: [Scalar]?
  /// ∂L/∂x
  var input: [Scalar]
  /// ∂L/∂ of every gate's sum, shape (R)
  var deltas: [Scalar]
  /// As in ``BackwardStep/resetGradient``
  var resetGradient: [Scalar]?
  /// What to add to the gradient of each vector parameter.
  var vectors: [(name: ParameterName, values: [Scalar])] = []
  /// What to add to the gradient of each matrix: δ⊗x, from a row on.
  var products: [(name: ParameterName, firstRow: Int, delta: [Scalar], operand: [Scalar])] = []
}

/// One step of a kind of cell, forwards.
protocol ForwardEquations<Scalar>: Sendable {
  associatedtype Scalar: RealScalar

  /// - Parameters:
  ///   - weights: W (R, D), U (R, H) and what else the kind has
  ///   - x: shape (D)
  ///   - state: h and c before the step
  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>
  ) -> CellStep<Scalar>
}

/// The equations of a kind of cell, forwards and backwards.
///
/// This is the text that every faster version is held against: it reads like the equations and
/// works in any precision. NaN and infinities pass through as IEEE 754 has it.
protocol CellEquations<Scalar>: ForwardEquations {
  /// The same step with some numbers of c replaced, and everything that sees c following them.
  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>,
    cell overwrite: Overwrite<Scalar>
  ) -> CellStep<Scalar>

  /// - Parameters:
  ///   - step: what ``step(_:input:state:)`` computed from `x` and `previous`
  ///   - gradient: ∂L/∂h (everything) and ∂L/∂c (what does not flow through h of this step)
  func backward(
    _ weights: LayerParameters<Scalar>, step: CellStep<Scalar>, input x: [Scalar],
    previous: CellState<Scalar>, gradient: CellState<Scalar>
  ) -> StepGradient<Scalar>

  /// ∂c/∂c₋ of a step along the cell's own path only, with every gate held fixed, or ∂h/∂h₋ of a
  /// cell that keeps h instead; shape (H). Nil for a cell that keeps nothing.
  func directPath(_ step: CellStep<Scalar>) -> [Scalar]?

  /// ∂h/∂c of one step where every unit of c shows in its own h alone, before a projection;
  /// shape (H). Nil for other cells.
  func cellSlope(_ weights: LayerParameters<Scalar>, _ step: CellStep<Scalar>) -> [Scalar]?
}

extension CellEquations {
  func directPath(_ step: CellStep<Scalar>) -> [Scalar]? { nil }
  func cellSlope(_ weights: LayerParameters<Scalar>, _ step: CellStep<Scalar>) -> [Scalar]? { nil }

  // What a cell without c does.
  func step(
    _ weights: LayerParameters<Scalar>, input x: [Scalar], state: CellState<Scalar>,
    cell overwrite: Overwrite<Scalar>
  ) -> CellStep<Scalar> { step(weights, input: x, state: state) }
}

extension CellKind {
  /// The equations of this kind.
  func equations<Scalar: RealScalar>(_ type: Scalar.Type = Scalar.self)
    -> any CellEquations<Scalar>
  {
    switch self {
    case .rnnTanh, .rnnReLU: RNNEquations<Scalar>(kind: self)
    case .gru: GRUEquations<Scalar>()
    case .gruV1: GRUResetBeforeEquations<Scalar>()
    case .minLSTM: MinLSTMEquations<Scalar>()
    case .minGRU: MinGRUEquations<Scalar>()
    case .sLSTM: SLSTMEquations<Scalar>()
    default: LSTMEquations<Scalar>(kind: self)
    }
  }
}
