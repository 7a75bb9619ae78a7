import Cells
import Phrases
import Recurrent
import Views

/// One quantity of a unit in both runs: its numbers where one stands, and its values over time.
struct FaultRow {
  var letter: String
  var role: Role
  var range: PlotRange
  /// Nil until it is known.
  var right: Float?
  var wrong: Float?
  /// The sums that a gate is made from.
  var sums: (right: Float, wrong: Float)?
  /// Whether this is where the runs first differ, and whether it is the sum that does.
  var isFirst = false
  var isFirstInSum = false
  /// Whether it is the quantity in which they first differ, at whatever timestep.
  var isWhereItStarts = false
  var rightValues: [Double]
  /// Empty where both runs are one, and are read at two timesteps.
  var wrongValues: [Double]
  var readAt: (right: Int, wrong: Int)?

  /// False while one of the numbers is unknown.
  var differs: Bool {
    guard let right, let wrong else { return false }
    return !right.isClose(to: wrong)
  }

  var sumsDiffer: Bool { sums.map { !$0.right.isClose(to: $0.wrong) } ?? false }

  /// `+0.500`; `=` where the runs agree, nothing while a number is unknown.
  var difference: String {
    guard let right, let wrong else { return "" }
    guard differs else { return "=" }
    let difference = Double(wrong) - Double(right)
    return (difference > 0 ? "+" : "") + LabNumber.text(difference)
  }
}

/// Where one stands in both runs of a mistake.
struct FaultMoment {
  var scene: LabScene
  var run: FaultRun
  var scales: [Signal: PlotRange]
  /// Timesteps behind the end of the sequence, in the padding.
  var beyond: Int

  var t: Int { scene.t + beyond }
  private var site: Site { scene.site }
  private var kind: CellKind { scene.kind }

  func window(width: Int) -> TimeWindow {
    TimeWindow(total: run.reference.count, cursor: t - 1, width: width, maximalPitch: 2)
  }

  func rows(in window: TimeWindow) -> [FaultRow] {
    run.readout.map { readRows($0, window) } ?? signals.map { row($0, window) }
  }

  /// How many rows there are, without computing them.
  var rowCount: Int { run.readout == nil ? signals.count : 2 }

  // MARK: Both runs over time

  private typealias Entry = (letter: String, signal: Signal, role: Role, substep: Substep)

  private var signals: [Entry] {
    let hidden: Entry = ("h", .hidden, .hiddenState, kind.hiddenSubstep)
    guard !kind.isPlain else {
      return [("a", .preactivation(.candidate), .candidate, .sum(.candidate)), hidden]
    }
    let gates: [Entry] = kind.gatesInOrder.map {
      (kind.blockName($0), .gate($0), kind.role(of: $0), kind.substep(of: $0))
    }
    return gates + (kind.hasCellState ? [("c", .cell, .cellState, .add)] : []) + [hidden]
  }

  private func hasReached(_ substep: Substep) -> Bool {
    beyond > 0 || scene.stepper.hasReached(substep)
  }

  private func value(_ signal: Signal, _ trace: Trace<Float>, at t: Int) -> Float? {
    guard t > 0 || site.direction == .forward else { return nil }
    return trace.value(
      signal, at: t, unit: site.unit, layer: site.layer, direction: site.direction)
  }

  private func row(_ entry: Entry, _ window: TimeWindow) -> FaultRow {
    let (letter, signal, role, substep) = entry
    let isKnown = t == 0 || hasReached(substep)
    let last = hasReached(substep) ? t : t - 1
    let seen = window.timesteps.clamped(to: 1..<(max(0, last) + 1))
    func values(_ trace: Trace<Float>) -> [Double] {
      seen.map { value(signal, trace, at: $0).map { Double($0) } ?? .nan }
    }
    var row = FaultRow(
      letter: letter, role: role, range: scales[signal] ?? .signed,
      right: isKnown ? value(signal, run.reference, at: t) : nil,
      wrong: isKnown ? value(signal, run.faulty, at: t) : nil,
      rightValues: values(run.reference), wrongValues: values(run.faulty))
    if case .gate(let gate) = signal, hasReached(kind.sumSubstep(of: gate)),
      let right = value(.preactivation(gate), run.reference, at: t),
      let wrong = value(.preactivation(gate), run.faulty, at: t)
    {
      row.sums = (right, wrong)
    }
    guard let place = run.divergence, place.row(in: kind, H: scene.model.trace.hiddenSize) == signal
    else { return row }
    row.isWhereItStarts = true
    row.isFirst =
      place.t == t && place.layer == site.layer && place.direction == site.direction
      && place.unit % scene.model.trace.hiddenSize == site.unit
    if case .preactivation = place.signal { row.isFirstInSum = row.isFirst && !kind.isPlain }
    return row
  }

  // MARK: One run, read at two ends

  /// A row for each direction of the last layer, from beginning to end: reading comes when the
  /// sequence is over.
  private func readRows(_ readout: FaultRun.Reading, _ window: TimeWindow) -> [FaultRow] {
    let trace = run.reference
    return zip(trace.shape.directions, ["h→", "h←"]).enumerated().map { place, entry in
      let (direction, letter) = entry
      let index = place * trace.shape.stateSize + site.unit
      let isInside = site.unit < trace.shape.stateSize
      func number(_ values: [Float]) -> Float? {
        isInside && values.indices.contains(index) ? values[index] : nil
      }
      var row = FaultRow(
        letter: letter, role: .hiddenState, range: scales[.hidden] ?? .signed,
        right: number(readout.reference), wrong: number(readout.found),
        rightValues: window.timesteps.map { t in
          trace.value(
            .hidden, at: t, unit: site.unit, layer: trace.shape.layerCount - 1,
            direction: direction
          ).map { Double($0) } ?? .nan
        }, wrongValues: [])
      row.readAt = (direction == .forward ? trace.count : 1, trace.count)
      row.isWhereItStarts = direction == run.divergence?.direction
      row.isFirst = row.isWhereItStarts && run.divergence?.unit == site.unit
      return row
    }
  }
}

extension Divergence {
  /// The row of the picture that the signal belongs to.
  func row(in kind: CellKind, H: Int) -> Signal {
    switch signal {
    case .preactivation(let gate): kind.isPlain ? signal : .gate(gate)
    case .gate, .cell, .hidden: signal
    case .squashedCell, .detail(.normalizedCell), .detail(.unprojected): .hidden
    case .detail(.recurrentNew): .gate(.new)
    case .detail(.normalizedForget): .gate(.forget)
    case .detail(.normalizedInput): .gate(.input)
    // All gates' rows stand below each other.
    case .detail(.inputSum), .detail(.recurrentSum): .gate(kind.gates[unit / H % kind.gates.count])
    }
  }

  /// What the headline calls the signal.
  func name(in kind: CellKind, H: Int) -> Phrase {
    switch signal {
    case .preactivation(let gate): .faultSum(of: kind.blockName(gate))
    case .gate(let gate): .faultSymbol(kind.blockName(gate))
    case .cell: .faultSymbol("c")
    case .squashedCell: .faultSymbol("tanh c")
    case .hidden: .faultSymbol("h")
    case .detail(.recurrentNew): .faultSymbol("U·h + b")
    case .detail(.normalizedForget): .faultNormalized("f")
    case .detail(.normalizedInput): .faultNormalized("i")
    case .detail(.inputSum): .faultSymbol("W·x")
    case .detail(.recurrentSum): .faultSymbol("U·h")
    case .detail(.normalizedCell): .faultNormalized("c")
    case .detail(.unprojected): .faultSymbol("o ⊙ tanh c")
    }
  }
}

extension Fault.Place {
  var name: Phrase {
    switch self {
    case .weights: .faultInWeights
    case .equations: .faultInEquations
    case .state: .faultInState
    case .sequence: .faultInSequence
    }
  }
}
