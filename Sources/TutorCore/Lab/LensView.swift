import Cells

/// The lab through one lens.
struct LensView: View {
  var lens: Lens
  var scene: LabScene

  /// A body of this width has room for a second model beside the first.
  static let pairWidth = 156

  func draw(in rect: Rect, on canvas: inout Canvas) {
    switch lens {
    case .flow: FlowLens(scene: scene).draw(in: rect, on: &canvas)
    default: LabView(scene: scene).draw(in: rect, on: &canvas)
    }
  }
}

extension Lens {
  /// The lenses that Tab goes through.
  static let ready: [Lens] = [.gates, .flow]
}
