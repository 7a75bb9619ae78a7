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

  /// The timestep that the cell read before.
  let before: Int

  /// Nil at t = 0 and beyond the end.
  init?(_ probe: Probe, t: Int) {
    self.t = t
    before = probe.timestep(before: t)
    kind = probe.kind
    if kind.isClassic {
      guard let reading = Reading(probe, t: t) else { return nil }
      source = .classic(reading)
    } else {
      guard let reading = VariantReading(probe, t: t) else { return nil }
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

  /// What is happening in a sub-step of a step that is not complete; nil when it is.
  func sentence(for substep: Substep) -> Phrase? {
    guard substep != kind.substeps.last else { return nil }
    let (x, h, c) = (symbol("x", at: t), symbol("h", at: before), symbol("c", at: before))
    switch source {
    case .classic(let reading):
      switch (kind, substep) {
      case (.lstmPeephole, .gather), (.lstmPeephole, .sum): return .phaseReadsCell(x, h, c)
      case (.lstmPeephole, .squash): return .phaseSquashesBefore(symbol("c", at: t))
      case (.lstmCIFG, .squash): return .phaseMakesGates
      default: return LabWords.sentence(for: substep, reading)
      }
    case .variant(let reading):
      return VariantWords.sentence(for: substep, reading, x: x, h: h)
    }
  }
}
