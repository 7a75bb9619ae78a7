public import CourseModel
public import Languages

extension LabPreset.Readout {
  /// hidden·h + cell·c + bias; a state that has no such part counts as zero.
  public func value<Scalar: BinaryFloatingPoint>(
    hidden h: [Scalar], cell c: [Scalar]? = nil
  ) -> Double {
    func dot(_ weights: [Double], _ state: [Scalar]) -> Double {
      // A weight of zero does not see its unit, whatever the unit says.
      zip(weights, state).reduce(0) { $1.0 == 0 ? $0 : $0 + $1.0 * Double($1.1) }
    }
    return bias + dot(hidden, h) + dot(cell, c ?? [])
  }

  /// The name of the class that a value belongs to; nil without classes, and for no number.
  public func className(_ value: Double) -> Localized<String>? {
    guard !value.isNaN else { return nil }
    return classes.first { $0.below.map { value < $0 } ?? true }?.name
  }
}
