import Recurrent
import Views

/// All numbers of one unit at one timestep, as the words and the equations need them.
struct Reading: Hashable, Sendable {
  /// 1-based.
  var t: Int
  /// The timestep that the cell read before.
  var before: Int
  var i, f, g, o: Double
  /// c before the step.
  var cellBefore: Double
  /// h before the step.
  var hiddenBefore: Double
  var cell: Double
  var squashedCell: Double
  /// h, or o ⊙ tanh c where h is a projection of it.
  var hidden: Double
  /// Whether h is made of all units by W_hr.
  var isProjected = false

  /// f·c₋: what is left of the old cell state.
  var kept: Double { f * cellBefore }
  /// i·g: what is written.
  var written: Double { i * g }

  /// Whether what is kept and what is written, as printed, add up to the printed c.
  var sumRelation: String {
    LabNumber.relation(LabNumber.printed(kept) + LabNumber.printed(written), cell)
  }

  func value(of gate: Gate) -> Double {
    switch gate {
    case .input: i
    case .forget: f
    case .candidate: g
    case .output: o
    case .reset, .update, .new: .nan
    }
  }
}

extension Reading {
  /// Reads one cell of a run; nil outside its timesteps, and for cells that have other equations.
  init?(_ probe: Probe, t: Int) {
    func value(_ signal: Signal, at t: Int) -> Double? {
      probe.value(signal, at: t).map { Double($0) }
    }
    let before = probe.timestep(before: t)
    guard t > 0, probe.kind.isClassic,
      let i = value(.gate(.input), at: t), let f = value(.gate(.forget), at: t),
      let g = value(.gate(.candidate), at: t), let o = value(.gate(.output), at: t),
      let cellBefore = value(.cell, at: before), let cell = value(.cell, at: t),
      let squashedCell = value(.squashedCell, at: t),
      let hidden = value(.detail(.unprojected), at: t) ?? value(.hidden, at: t)
    else { return nil }
    // With a projection there may be fewer h than units.
    let hiddenBefore = value(.hidden, at: before) ?? .nan
    self.init(
      t: t, before: before, i: i, f: f, g: g, o: o, cellBefore: cellBefore,
      hiddenBefore: hiddenBefore, cell: cell, squashedCell: squashedCell, hidden: hidden,
      isProjected: probe.weights.shape.projectionSize > 0)
  }
}

/// A symbol with its timestep below: `c₄`.
func symbol(_ name: String, at t: Int) -> String {
  var text = name
  for digit in String(max(0, t)).utf8 {
    text.unicodeScalars.append(subscriptDigits[Int(digit - UInt8(ascii: "0"))])
  }
  return text
}

private let subscriptDigits = Array("₀₁₂₃₄₅₆₇₈₉".unicodeScalars)
