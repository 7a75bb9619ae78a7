public import CourseModel
public import Recurrent

/// The ways of looking at one position, in the order of ``LabReference/lenses``.
enum Lens: String, CaseIterable, Hashable, Sendable {
  /// Gates, equations and traces of one unit.
  case gates
  /// The data-flow picture, sub-step by sub-step.
  case flow
  /// c and h of one unit over time.
  case cell
  /// Units × time.
  case heat
  /// One trace a unit.
  case units
  /// ‖∂h_T/∂h_t‖ and ‖∂c_T/∂c_t‖ over t.
  case gradient
  /// W, U and b.
  case weights

  /// Whether `v` changes what it shows.
  var hasSignals: Bool { self == .heat || self == .units }
}

extension LabReference {
  /// How many sub-steps a step of a kind of cell has.
  public static func substepCount(_ kind: CellKind) -> Int { kind.substeps.count }
}
