import Cells

/// The lab through one lens.
struct LensView: View {
  var lens: Lens
  var scene: LabScene

  /// Whether a body has room for a second model beside the first.
  static func hasRoomForPair(_ body: Size) -> Bool { body.columns >= 156 }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard Self.hasRoomForPair(rect.size), !scene.rivals.isEmpty else {
      return drawLens(in: rect, on: &canvas)
    }
    let parts = LabPlacement.right(rect.size.columns / 2 - 1).split(rect)
    drawLens(
      in: parts.lens?.removingColumns(right: 2) ?? Rect(row: 0, column: 0, rows: 0, columns: 0),
      on: &canvas)
    CompareView(scene: scene).draw(in: parts.overlay, on: &canvas)
  }

  private func drawLens(in rect: Rect, on canvas: inout Canvas) {
    switch lens {
    case .gradient: GradientView(scene: scene).draw(in: rect, on: &canvas)
    case .weights: WeightsView(scene: scene).draw(in: rect, on: &canvas)
    case .flow: FlowLens(scene: scene).draw(in: rect, on: &canvas)
    case .cell: CellLens(scene: scene).draw(in: rect, on: &canvas)
    case .heat: HeatLens(scene: scene).draw(in: rect, on: &canvas)
    case .units: UnitsLens(scene: scene).draw(in: rect, on: &canvas)
    case .gates: LabView(scene: scene).draw(in: rect, on: &canvas)
    }
  }
}

extension Lens {
  /// The lenses that Tab goes through.
  static let ready = Lens.allCases
}
