/// What one layer in one direction passes on of a gradient at one timestep.
///
/// L is the target of the ``BackwardTrace``. The state before the step is written h₋, c₋.
public struct BackwardStep<Scalar: RealScalar>: Hashable, Sendable {
  /// δh = ∂L/∂h: everything, from the layer above, from the next step and from L itself; shape (H),
  /// or (P) with a projection
  public var hidden: [Scalar]
  /// δc⁺: what arrives at c from the next step and from L itself, before h of this step adds its
  /// share; nil for a cell without c
  public var arriving: [Scalar]?
  /// δc = ∂L/∂c: everything
  public var cell: [Scalar]?
  /// ∂L/∂ of the sum of each block of rows, before σ or tanh
  public var deltas: GateValues<Scalar>
  /// What else is needed to carry the δ on with numbers; nil for most kinds.
  ///
  /// * `gru`: δn ⊙ r, the gradient of U_n·h₋ + b_hn
  /// * `gru-v1`: U_nᵀ·δn, the gradient of r ⊙ h₋
  public var resetGradient: [Scalar]?
  /// What arrives at n and m of an sLSTM from the next step
  public var arrivingNormalizer: [Scalar]?
  public var arrivingStabilizer: [Scalar]?
  /// What flows on through this step to h₋ and c₋
  public var previousHidden: [Scalar]
  public var previousCell: [Scalar]?
  /// ∂L/∂x through this layer and direction
  public var input: [Scalar]
}

extension BackwardStep {
  init(
    _ shape: LayerShape, arriving gradient: CellState<Scalar>, _ step: StepGradient<Scalar>
  ) {
    hidden = gradient.hidden
    arriving = gradient.cell
    cell = step.cell
    deltas = GateValues(shape.cell.gates, rows: step.deltas)
    resetGradient = step.resetGradient
    arrivingNormalizer = gradient.normalizer
    arrivingStabilizer = shape.cell == .sLSTM ? gradient.stabilizer : nil
    previousHidden = step.previous.hidden
    previousCell = shape.cell.hasCellState ? step.previous.cell : nil
    input = step.input
  }
}
