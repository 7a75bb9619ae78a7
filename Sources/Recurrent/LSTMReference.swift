/// h and c of one layer.
public struct LSTMState<Scalar: RealScalar>: Hashable, Sendable {
  /// Shape (H)
  public var hidden: [Scalar]
  /// Shape (H)
  public var cell: [Scalar]

  public init(hidden: [Scalar], cell: [Scalar]) {
    self.hidden = hidden
    self.cell = cell
  }

  /// The state in which a network starts unless it is told otherwise.
  public static func zero(hiddenSize: Int) -> LSTMState {
    let zeros = [Scalar](repeating: 0, count: hiddenSize)
    return LSTMState(hidden: zeros, cell: zeros)
  }
}

/// Everything that one step of an LSTM layer computes; each array has shape (H).
public struct LSTMStep<Scalar: RealScalar>: Hashable, Sendable {
  /// Before σ or tanh, by ``Gate``.
  public var preactivations: [[Scalar]]
  /// After σ or tanh, by ``Gate``.
  public var activations: [[Scalar]]
  public var cell: [Scalar]
  public var squashedCell: [Scalar]
  public var hidden: [Scalar]
}

/// Runs one step of an LSTM layer. This is the text that every faster version is held against.
///
///     a   = (W·x + b_ih) + (U·h + b_hh)        (4H)
///     i,f = σ(a_i), σ(a_f)   g = tanh(a_g)   o = σ(a_o)
///     c'  = f⊙c + i⊙g                          (H)
///     h'  = o⊙tanh(c')                         (H)
///
/// NaN and infinities pass through as IEEE 754 has it.
///
/// - Parameters:
///   - parameters: W (4H, D), U (4H, H), b_ih and b_hh (4H)
///   - x: shape (D)
///   - state: h and c, shape (H) each
public func lstmStep<Scalar>(
  _ parameters: LSTMParameters<Scalar>, input x: [Scalar], state: LSTMState<Scalar>
) -> LSTMStep<Scalar> {
  let (D, H) = (parameters.inputSize, parameters.hiddenSize)
  precondition(x.count == D, "x has \(x.count) values, the layer expects \(D)")
  precondition(
    state.hidden.count == H && state.cell.count == H,
    "h has \(state.hidden.count) values and c \(state.cell.count), the layer expects \(H)")

  var preactivations: [[Scalar]] = []
  var activations: [[Scalar]] = []
  for gate in Gate.allCases {
    let a = (0..<H).map { unit in
      let row = parameters.row(gate, unit: unit)
      let fromInput = dot(parameters.inputWeights.row(row), x) + parameters.inputBias[row]
      let fromHidden =
        dot(parameters.recurrentWeights.row(row), state.hidden) + parameters.recurrentBias[row]
      return fromInput + fromHidden
    }
    preactivations.append(a)
    activations.append(
      gate.isSigmoid ? a.map(Scalar.sigmoid) : a.map(Scalar.hyperbolicTangent))
  }

  let i = activations[Gate.input.rawValue]
  let f = activations[Gate.forget.rawValue]
  let g = activations[Gate.candidate.rawValue]
  let o = activations[Gate.output.rawValue]
  let cell = (0..<H).map { f[$0] * state.cell[$0] + i[$0] * g[$0] }
  let squashed = cell.map(Scalar.hyperbolicTangent)
  let hidden = (0..<H).map { o[$0] * squashed[$0] }
  return LSTMStep(
    preactivations: preactivations, activations: activations, cell: cell,
    squashedCell: squashed, hidden: hidden)
}

/// Σₖ wₖ·xₖ
private func dot<Scalar: RealScalar>(_ weights: ArraySlice<Scalar>, _ x: [Scalar]) -> Scalar {
  var sum: Scalar = 0
  for (weight, value) in zip(weights, x) { sum += weight * value }
  return sum
}

extension Trace {
  /// Runs one LSTM layer over a sequence and keeps everything it computes.
  ///
  /// - Parameters:
  ///   - tape: the inputs, shape (T, D)
  ///   - initial: h₀ and c₀, zeros by default
  /// - Throws: ``ShapeError`` when a row of the tape or a state has another length.
  public init(
    _ parameters: LSTMParameters<Scalar>, tape: [[Scalar]], initial: LSTMState<Scalar>? = nil
  ) throws(ShapeError) {
    let (D, H) = (parameters.inputSize, parameters.hiddenSize)
    let start = initial ?? .zero(hiddenSize: H)
    try ShapeError.check("h_0", expected: [H], found: [start.hidden.count])
    try ShapeError.check("c_0", expected: [H], found: [start.cell.count])
    for (index, x) in tape.enumerated() {
      try ShapeError.check("x at t = \(index + 1)", expected: [D], found: [x.count])
    }

    self.init(
      cell: .lstm, inputSize: D, hiddenSize: H,
      initial: [State(hidden: start.hidden, cell: start.cell)])
    var state = start
    steps.reserveCapacity(tape.count)
    for x in tape {
      let step = lstmStep(parameters, input: x, state: state)
      steps.append(Step(input: x, layers: [LayerStep(step)]))
      state = LSTMState(hidden: step.hidden, cell: step.cell)
    }
  }
}
