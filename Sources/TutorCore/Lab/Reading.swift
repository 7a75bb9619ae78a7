import Recurrent
import Views

/// All numbers of one unit at one timestep, as the words and the equations need them.
struct Reading: Hashable, Sendable {
  /// 1-based.
  var t: Int
  var i, f, g, o: Double
  /// c at t − 1.
  var cellBefore: Double
  /// h at t − 1.
  var hiddenBefore: Double
  var cell: Double
  var squashedCell: Double
  var hidden: Double

  /// f·c at t − 1: what is left of the old cell state.
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
  /// Reads a trace; nil at t = 0, beyond its end, and for cells that have other equations.
  init?(_ trace: Trace<Float>, t: Int, unit: Int) {
    func value(_ signal: Signal, at t: Int) -> Double? {
      trace.value(signal, at: t, unit: unit).map { Double($0) }
    }
    guard t > 0, trace.shape.cell.isClassic,
      let i = value(.gate(.input), at: t), let f = value(.gate(.forget), at: t),
      let g = value(.gate(.candidate), at: t), let o = value(.gate(.output), at: t),
      let cellBefore = value(.cell, at: t - 1), let hiddenBefore = value(.hidden, at: t - 1),
      let cell = value(.cell, at: t), let squashedCell = value(.squashedCell, at: t),
      let hidden = value(.hidden, at: t)
    else { return nil }
    self.init(
      t: t, i: i, f: f, g: g, o: o, cellBefore: cellBefore, hiddenBefore: hiddenBefore,
      cell: cell, squashedCell: squashedCell, hidden: hidden)
  }
}

/// A symbol with its timestep below: `c₄`.
func symbol(_ name: String, at t: Int) -> String {
  let digits = Array("₀₁₂₃₄₅₆₇₈₉")
  return name + String(String(max(0, t)).compactMap(\.wholeNumberValue).map { digits[$0] })
}
