import Phrases
import Recurrent
import Study
import Views

/// What there is to show and to tell of one unit at one timestep, for every kind of cell.
struct CellAccount {
  private enum Source {
    case classic(Reading)
    case variant(VariantReading)
  }

  let kind: CellKind
  let t: Int
  private let source: Source

  /// Nil at t = 0 and beyond the end.
  init?(_ run: LabRun, t: Int, unit: Int) {
    self.t = t
    kind = run.trace.shape.cell
    if kind.isClassic {
      guard let reading = Reading(run.trace, t: t, unit: unit) else { return nil }
      source = .classic(reading)
    } else {
      guard let reading = VariantReading(run, t: t, unit: unit) else { return nil }
      source = .variant(reading)
    }
  }

  var equations: [Equation] {
    switch source {
    case .classic(let reading): reading.equations
    case .variant(let reading): reading.equations
    }
  }

  func value(of gate: Gate) -> Double {
    switch source {
    case .classic(let reading): reading.value(of: gate)
    case .variant(let reading): reading.gate(gate)
    }
  }

  /// What a gate does at this step.
  func words(for gate: Gate) -> Phrase {
    switch source {
    case .classic(let reading): LabWords.words(for: gate, reading)
    case .variant(let reading): VariantWords.words(for: gate, reading)
    }
  }

  /// What happened at this step, the most important first.
  var summary: [Phrase] {
    switch source {
    case .classic(let reading): LabWords.summary(reading)
    case .variant(let reading): VariantWords.summary(reading)
    }
  }

  /// What is happening in a phase of a step that is not complete; nil when it is.
  func sentence(for phase: Phase) -> Phrase? {
    let (x, h, c) = (symbol("x", at: t), symbol("h", at: t - 1), symbol("c", at: t - 1))
    switch (source, phase) {
    case (_, .show): return nil
    case (.classic, .read) where kind == .lstmPeephole: return .phaseReadsCell(x, h, c)
    case (.classic, .squash) where kind == .lstmPeephole:
      return .phaseSquashesBefore(symbol("c", at: t))
    case (.classic, .squash) where kind == .lstmCIFG: return .phaseMakesGates
    case (.classic(let reading), _): return LabWords.sentence(for: phase, reading)
    case (.variant(let reading), .read):
      if kind.isPlain {
        return .phaseAdds(x, h, sum: LabNumber.trimmed(reading.sum(.candidate)))
      }
      return kind.isRecurrentInGates ? .phaseReads(x, h) : .phaseReadsInput(x)
    case (.variant, .squash): return .phaseMakesGates
    case (.variant(let reading), .forget):
      return .phaseForgets(
        LabNumber.trimmed(reading.cellBefore), kept: LabNumber.trimmed(reading.kept))
    case (.variant(let reading), .write):
      return .phaseWrites(
        LabNumber.trimmed(reading.written), new: LabNumber.trimmed(reading.cell))
    }
  }
}
