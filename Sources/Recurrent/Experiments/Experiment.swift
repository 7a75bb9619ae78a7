/// A value written over a state after a step, as with a debugger: the steps after it go on from
/// there.
public struct Intervention: Hashable, Sendable {
  public enum Part: String, CaseIterable, Hashable, Sendable {
    /// h alone; c stays what it was
    case hidden
    /// c, and with it everything of the same step that sees it: tanh c, h, and o with peepholes
    case cell
  }

  /// The timestep after which the value is written, 1…T
  public var t: Int
  /// Which layer and direction: layer-major, forward before reverse
  public var index: Int
  public var part: Part
  public var unit: Int
  public var value: Float

  public init(t: Int, index: Int = 0, part: Part, unit: Int, value: Float) {
    self.t = t
    self.index = index
    self.part = part
    self.unit = unit
    self.value = value
  }
}

/// A network, what it reads, where it starts and what is written over its states on the way.
///
/// Whoever changes a property keeps its lengths: rows of D numbers, states of the network's sizes.
public struct Experiment: Hashable, Sendable {
  public var network: Network<Float>
  /// The inputs, shape (T, D)
  public var tape: [[Float]]
  /// Where each layer starts: layer-major, forward before reverse
  public var initial: [CellState<Float>]
  /// Of two that write over the same number the later one counts. Those that name a timestep,
  /// layer or unit that is not there do nothing, nor do those that name the c of a cell without c.
  public var interventions: [Intervention]

  /// - Parameter initial: ``Network/zeroStates`` by default
  /// - Throws: ``ShapeError`` when a row of the tape or a state has another length.
  public init(
    _ network: Network<Float>, tape: [[Float]], initial: [CellState<Float>]? = nil,
    interventions: [Intervention] = []
  ) throws(ShapeError) {
    let start = initial ?? network.zeroStates
    try network.check(tape: tape, initial: start)
    self.network = network
    self.tape = tape
    self.initial = start
    self.interventions = interventions
  }

  /// The first timestep whose values may differ from those of `other`, 1…T+1 where T + 1 says that
  /// none does.
  ///
  /// It is 1 when weights or initial states differ; a layer that reads backwards carries any
  /// difference to the first timestep.
  public func firstDifference(from other: Experiment) -> Int {
    let none = tape.count + 1
    guard network == other.network, initial == other.initial else { return 1 }
    var first = none
    if let row = zip(tape, other.tape).enumerated().first(where: { $1.0 != $1.1 }) {
      first = row.offset + 1
    } else if tape.count > other.tape.count {
      first = other.tape.count + 1
    }
    first = min(first, firstDifferenceOfInterventions(from: other))
    let isChanged = first < none || tape.count != other.tape.count
    return network.shape.isBidirectional && isChanged ? 1 : first
  }

  private func firstDifferenceOfInterventions(from other: Experiment) -> Int {
    guard interventions != other.interventions else { return tape.count + 1 }
    let (mine, theirs) = (writtenValues, other.writtenValues)
    let places = Set(mine.keys).union(theirs.keys).filter { mine[$0] != theirs[$0] }
    return places.map(\.t).filter { (1...tape.count + 1).contains($0) }.min() ?? tape.count + 1
  }

  /// What is written where, the place told by an intervention whose value is 0.
  private var writtenValues: [Intervention: Float] {
    var values: [Intervention: Float] = [:]
    for intervention in interventions {
      var place = intervention
      place.value = 0
      values[place] = intervention.value
    }
    return values
  }
}

extension Trace<Float> {
  /// Runs an experiment from its beginning to its end.
  public init(_ experiment: Experiment) {
    var run = ExperimentRun(experiment)
    while run.advance(work: .max) {}
    self = run.trace
  }
}
