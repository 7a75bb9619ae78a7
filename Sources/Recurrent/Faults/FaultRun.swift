/// A right run and the run with a mistake, on the same input.
public struct FaultRun: Hashable, Sendable {
  /// What is read off a run when its sequence is over; shape (output size).
  public struct Reading: Hashable, Sendable {
    public var reference: [Float]
    public var found: [Float]
  }

  public let fault: Fault
  public let reference: Trace<Float>
  /// As many timesteps as the reference has.
  public let faulty: Trace<Float>
  /// Where a mistake is in reading the result only: what should be read, and what is.
  public let readout: Reading?
  /// Nil where the mistake changes nothing on this input.
  public let divergence: Divergence?

  /// How many rows of zeros stand behind the sequence of ``Fault/unmaskedPadding``.
  public static let paddingCount = 3

  /// - Parameters:
  ///   - tape: the inputs, shape (T, D)
  ///   - initial: a state for each layer and direction; zeros by default
  /// - Throws: ``ShapeError`` when a row of the tape or a state has another length.
  public init(
    _ fault: Fault, network: Network<Float>, tape: [[Float]],
    initial: [CellState<Float>]? = nil
  ) throws(ShapeError) {
    try self.init(fault, network: network, of: Trace(network, tape: tape, initial: initial))
  }

  /// Compares with a right run that is there already.
  ///
  /// A mistake that cannot be made with this network changes nothing.
  ///
  /// - Parameter trace: what `network` computed; computed anew where somebody wrote over its states
  /// - Throws: ``ShapeError`` when the trace is of another network.
  public init(
    _ fault: Fault, network: Network<Float>, of trace: Trace<Float>
  ) throws(ShapeError) {
    self.fault = fault
    let reference = trace.isUntouched ? trace : try Trace(network, asIn: trace)
    let tape = reference.steps.map(\.input)
    var readout: Reading?
    if !fault.applies(to: network.shape) {
      (self.reference, faulty) = (reference, reference)
    } else if fault == .unmaskedPadding {
      let padding = Array(
        repeating: [Float](repeating: 0, count: network.shape.inputSize),
        count: Self.paddingCount)
      self.reference = reference.masked(network, padding: padding)
      faulty = try Trace(network, tape: tape + padding, initial: reference.initial)
    } else if fault == .wrongEnd {
      let both = network.inBothDirections
      let run =
        network.shape.isBidirectional
        ? reference
        : try Trace(both, tape: tape, initial: reference.initial + reference.initial)
      readout = Reading(run)
      (self.reference, faulty) = (run, run)
    } else {
      self.reference = reference
      faulty = try Trace(
        fault.misread(network), tape: fault == .timeReversed ? tape.reversed() : tape,
        initial: fault == .stateNotReset ? reference.final : reference.initial,
        equations: fault.equations(of: network.shape.cell))
    }
    self.readout = readout
    divergence =
      readout?.divergence(of: self.reference)
      ?? Divergence(between: self.reference, and: faulty)
  }
}

extension FaultRun.Reading {
  /// The last state of each direction beside the last row of the output; nil of no steps.
  init?(_ trace: Trace<Float>) {
    guard let last = trace.steps.last else { return nil }
    let ends = trace.final.suffix(trace.shape.directions.count)
    self.init(reference: ends.flatMap(\.hidden), found: last.output)
  }

  /// The first unit that is read at the wrong end; in the forward half both ends are one.
  func divergence(of trace: Trace<Float>) -> Divergence? {
    guard
      let place = zip(reference, found).enumerated().first(where: {
        !$1.0.isClose(to: $1.1, tolerance: 1e-5)
      })
    else { return nil }
    return Divergence(
      t: trace.count, layer: trace.shape.layerCount - 1, direction: .reverse, signal: .hidden,
      unit: place.offset - trace.shape.stateSize, reference: place.element.0,
      found: place.element.1)
  }
}

extension Network {
  /// A network whose reverse direction has the weights of its forward direction.
  ///
  /// A network of two directions is given back as it is; one of several layers has no such form.
  fileprivate var inBothDirections: Network {
    guard !shape.isBidirectional, shape.layerCount == 1 else { return self }
    var both = shape
    both.isBidirectional = true
    var network = Network(zeros: both)
    network.layers = layers + layers
    return network
  }
}

extension Trace {
  /// Whether nobody wrote over a state.
  fileprivate var isUntouched: Bool {
    steps.allSatisfy { $0.layers.allSatisfy { $0.values.written == WrittenUnits() } }
  }

  /// A run on the same input, from the same states.
  fileprivate init(_ network: Network<Scalar>, asIn trace: Trace) throws(ShapeError) {
    try self.init(network, tape: trace.steps.map(\.input), initial: trace.initial)
  }

  /// The trace with masked steps behind it: gates are computed, the state stays what it was.
  ///
  /// A reverse direction begins behind the padding and there has its initial state.
  fileprivate func masked(_ network: Network<Scalar>, padding: [[Scalar]]) -> Trace {
    let equations = shape.cell.equations(Scalar.self)
    var result = self
    for x in padding {
      var step = Step(input: x, layers: [])
      var input = x
      for layer in 0..<shape.layerCount {
        for direction in shape.directions {
          let index = shape.index(layer: layer, direction: direction)
          let last = direction == .forward ? steps.last?.layers[index].values : nil
          let held = last?.state ?? initial[index]
          var values = equations.step(network.layers[index], input: input, state: held)
          values.state = held
          values.squashedCell = last?.squashedCell ?? held.cell.map { tanh($0) }
          step.layers.append(LayerStep(layer: layer, direction: direction, values: values))
        }
        input = step.layers.suffix(shape.directions.count).flatMap(\.hidden)
      }
      result.steps.append(step)
    }
    return result
  }
}
