import Cells
import Languages
import Phrases
import Recurrent
import Study
import Views

/// A quantity of a unit with its look.
struct LabSignal: Hashable {
  var letter: String
  var signal: Signal
  var role: Role
  /// The sub-step that makes it known.
  var substep: Substep
  var name: Phrase
}

extension CellKind {
  /// What can be followed over time: gates, then c and h.
  var signals: [LabSignal] { Self.signals[self] ?? [] }

  // Every drawing asks for them many times.
  private static let signals = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.allSignals) })

  private var allSignals: [LabSignal] {
    var signals = traced.filter { $0.signal != .hidden }.map { traced in
      LabSignal(
        letter: traced.letter, signal: traced.signal, role: traced.role, substep: traced.substep,
        name: gatesInOrder.first { traced.signal == .gate($0) }.map(longName(of:)) ?? .cellState)
    }
    if hasCellState {
      signals.append(
        LabSignal(
          letter: "c", signal: .cell, role: .cellState, substep: .add, name: .cellState))
    }
    signals.append(
      LabSignal(
        letter: "h", signal: .hidden, role: .hiddenState, substep: hiddenSubstep,
        name: .hiddenState))
    return signals
  }

  private func longName(of gate: Gate) -> Phrase {
    gate == .candidate || gate == .new ? .plainCandidate : name(of: gate)
  }

  /// Beyond which values a signal hardly changes any more; nil for one that does not saturate.
  func saturation(of signal: Signal) -> (low: Double, high: Double)? {
    switch signal {
    case .cell: (-2, 2)
    // exp never flattens.
    case .gate(let gate) where function(of: gate) == "exp": nil
    case .gate(let gate) where isShare(gate) && !isPlain: (0.1, 0.9)
    case .gate where self == .lstm1997: (-1.8, 1.8)
    case .gate, .hidden: isUnbounded ? nil : (-0.9, 0.9)
    default: nil
    }
  }

  private var isUnbounded: Bool { self == .rnnReLU || self == .minLSTM || self == .minGRU }
}

extension LabScene {
  /// The signal that the lenses over time show.
  var shown: LabSignal {
    let signals = kind.signals
    return signals.first { $0.signal == signal } ?? signals.first {
      $0.signal == kind.plotted.signal
    }
      ?? signals[signals.count - 1]
  }

  /// How many timesteps of a window show a signal: those before the cursor that are known.
  func visible(_ window: TimeWindow, of signal: LabSignal) -> Range<Int> {
    let last = min(cursor(reaching: signal.substep) + 1, model.known)
    return window.timesteps.clamped(to: 1..<(max(0, last) + 1))
  }

  /// A value of this unit at the cursor; nil where it has not been computed yet.
  func valueNow(_ signal: LabSignal) -> Double? {
    guard t > 0, stepper.hasReached(signal.substep), t <= model.known else { return nil }
    return probe.value(signal.signal, at: t).map { Double($0) }
  }

  /// The same value before anything was changed.
  func ghostNow(_ signal: LabSignal) -> Double? {
    guard valueNow(signal) != nil, let ghost else { return nil }
    return ghost.probe(site).value(signal.signal, at: t).map { Double($0) }
  }

  /// `c₅[3]`, without the unit where there is only one.
  func name(of signal: LabSignal) -> String {
    symbol(signal.letter, at: t) + (model.trace.hiddenSize > 1 ? "[\(site.unit + 1)]" : "")
  }

  /// `c₅[3] = −0.731  was 0.500, Δ −1.231`
  func sentence(about signal: LabSignal) -> Line {
    var line = Line(name(of: signal), Style(signal.role, .bold))
    guard let value = valueNow(signal) else {
      line.append(" = …", .muted)
      return line
    }
    line.append(" = ")
    line.append(LabNumber.text(value), look(of: signal))
    if let old = ghostNow(signal) {
      line.append("  ")
      line.append(
        language.say(.labWas(LabNumber.text(old), change: LabNumber.signed(value - old))), .muted)
    }
    return line
  }

  private func look(of signal: LabSignal) -> Style {
    numberStyle(signal.role, changed: didChange(signal.signal))
  }

  /// `v  f  i  g  o [c] h   cell  [−2, 2]`: what is shown, and what `v` goes through.
  func signalLine() -> Line {
    let shown = shown
    let signals = kind.signals
    var line = Line()
    if signals.count > 1 {
      line.append("v ", .accent)
      for signal in signals {
        let isShown = signal == shown
        line.append(isShown ? "[" : " ", Style(.accent, .bold))
        line.append(signal.letter, Style(signal.role, isShown ? .bold : []))
        line.append(isShown ? "]" : " ", Style(.accent, .bold))
      }
      line.append("  ")
    }
    line.append(language.say(shown.name), Style(shown.role))
    let scale = HeatScale(model.range(of: shown.signal))
    let low = scale == .share ? "0" : LabNumber.trimmed(-scale.high)
    line.append("  [\(low), \(LabNumber.trimmed(scale.high))]", .muted)
    return line
  }
}

extension Probe {
  /// The values of a signal of all units at timestep `t`, 1-based, without looking for the layer.
  func column(_ signal: Signal, at t: Int) -> [Float] {
    guard t > 0, t <= run.trace.count else { return [] }
    let layers = run.trace.steps[t - 1].layers
    guard layers.indices.contains(index) else { return [] }
    return layers[index].values(of: signal) ?? []
  }
}
