import Cells
import Languages
import Phrases
import Recurrent
import Views

// The lenses over time and over units, as tables and lists.
extension PlainLab {
  /// Rows of a table, or of a list.
  private static let mostRows = 16
  private static let columnCount = 10

  /// Looks through a lens from now on.
  mutating func look(
    _ command: PlainCommand, _ arguments: [String], _ language: Language
  ) -> [String] {
    guard let lens = command.lens else { return [] }
    let signals = kind.signals
    if lens == .heat || lens == .units, let word = arguments.first {
      guard let chosen = signals.first(where: { $0.letter == word.lowercased() }) else {
        return Self.wrapped(
          .plainNeedsSignal(word.displayed, signals.map(\.letter).joined(separator: ", ")),
          language)
      }
      bench.signal = chosen.signal
    }
    bench.lens = lens
    finish()
    isLensKnown = false
    defer { isLensKnown = true }
    return asked(position(language), language)
  }

  private var shown: LabSignal { bench.scene(.english).shown }

  /// The timesteps of a table: as many as fit up to the cursor, which hides what comes behind it.
  private var window: ClosedRange<Int> {
    max(1, stepper.t - Self.columnCount + 1)...max(1, stepper.t)
  }

  /// Whether a value of this timestep is known where one stands.
  private func isKnown(_ signal: LabSignal, at t: Int) -> Bool {
    t < stepper.t || stepper.hasReached(signal.substep)
  }

  /// The units around the one that is looked at, `count` at most.
  private func units(of signal: Signal) -> Range<Int> {
    let all = signal == .hidden ? shape.stateSize : shape.hiddenSize
    let count = min(all, Self.mostRows)
    let start = max(0, min(all - count, bench.site.unit - count / 2))
    return start..<(start + count)
  }

  // MARK: Heat

  /// Units × timesteps of one signal.
  func heatTable(_ language: Language) -> [String] {
    let shown = shown
    let units = units(of: shown.signal)
    var lines = Self.wrapped(
      [
        language.say(
          .plainTable(
            shown.letter, units: (units.lowerBound + 1, units.upperBound), of: shape.hiddenSize,
            from: window.lowerBound, to: window.upperBound))
      ])
    lines.append(row("t", window.map(String.init)))
    for unit in units {
      lines.append(row("\(unit + 1)", cells(shown, unit: unit)))
    }
    return lines + Self.wrapped(.plainTableLegend, language)
  }

  /// Gates, c and h of one unit × timesteps.
  func cellTable(_ language: Language) -> [String] {
    let unit = bench.site.unit
    var lines = Self.wrapped(
      .plainCellTable(
        unit: unit + 1, of: shape.hiddenSize, from: window.lowerBound, to: window.upperBound),
      language)
    lines.append(row("t", window.map(String.init)))
    for signal in kind.signals {
      guard signal.signal != .hidden || unit < shape.stateSize else { continue }
      lines.append(row(signal.letter, cells(signal, unit: unit)))
    }
    return lines + Self.wrapped(.plainTableLegend, language)
  }

  private func cells(_ signal: LabSignal, unit: Int) -> [String] {
    let probe = model.probe(site(unit: unit))
    return window.map { t in
      guard isKnown(signal, at: t), let value = probe.double(signal.signal, t) else { return "…" }
      return Self.short(value) + (kind.isSaturated(signal.signal, value) ? "*" : "")
    }
  }

  private func row(_ label: String, _ cells: [String]) -> String {
    cells.reduce(label.padded(to: 4)) { $0 + " " + $1.padded(left: 6) }
  }

  /// A number in at most five cells.
  static func short(_ value: Double) -> String {
    let size = abs(value)
    guard value.isFinite else { return value.fixed(0) }
    switch size {
    case ..<9.995: return value.fixed(2)
    case ..<99.95: return value.fixed(1)
    case ..<9999.5: return value.fixed(0)
    default:
      var (mantissa, exponent) = (size, 0)
      while mantissa >= 9.5 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
      return (value < 0 ? "−" : "") + mantissa.fixed(0) + "e\(exponent)"
    }
  }

  // MARK: Units

  /// One line a unit: its value, what it was, and between what it has been so far.
  func unitTable(_ language: Language) -> [String] {
    let shown = shown
    let units = units(of: shown.signal)
    let t = stepper.t
    var lines = [
      language.say(
        .plainUnitsOf(
          shown.letter, t: t, units: (units.lowerBound + 1, units.upperBound),
          of: shape.hiddenSize))
    ]
    for unit in units {
      let probe = model.probe(site(unit: unit))
      let last = isKnown(shown, at: t) ? t : t - 1
      let values = (1..<(last + 1)).compactMap { probe.double(shown.signal, $0) }
      guard last >= 1, let value = probe.double(shown.signal, last) else {
        lines.append(language.say(.plainUnitUnknown(unit + 1)))
        continue
      }
      let before = probe.value(shown.signal, before: last).map { LabNumber.trimmed(Double($0)) }
      let finite = values.filter(\.isFinite)
      lines.append(
        language.say(
          .plainUnitLine(
            unit + 1, symbol(shown.letter, at: last), LabNumber.trimmed(value), before: before,
            least: finite.min().map(LabNumber.trimmed), most: finite.max().map(LabNumber.trimmed),
            isSaturated: kind.isSaturated(shown.signal, value))))
    }
    return Self.wrapped(lines)
  }
}
