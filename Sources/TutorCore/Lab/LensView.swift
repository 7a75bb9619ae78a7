import Cells

/// The lab through one lens.
struct LensView: View {
  var lens: Lens
  var scene: LabScene

  func draw(in rect: Rect, on canvas: inout Canvas) {
    switch lens {
    case .cell: CellLens(scene: scene).draw(in: rect, on: &canvas)
    case .heat: HeatLens(scene: scene).draw(in: rect, on: &canvas)
    case .units: UnitsLens(scene: scene).draw(in: rect, on: &canvas)
    default: LabView(scene: scene).draw(in: rect, on: &canvas)
    }
  }
}

extension Lens {
  /// The lenses that Tab goes through.
  static let ready: [Lens] = [.gates, .cell, .heat, .units]
}
