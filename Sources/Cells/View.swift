/// Something that can draw itself into a rectangle of a canvas.
///
/// `draw` is a pure function of the view's stored properties: it reads no clock, no environment
/// and no global, and it must accept any rectangle, an empty one included.
public protocol View {
  func draw(in rect: Rect, on canvas: inout Canvas)
}

extension View {
  /// Draws the view alone on a canvas of `size`. The whole test surface of a view.
  public func rendered(rows: Int, columns: Int) -> Canvas {
    var canvas = Canvas(size: Size(rows: rows, columns: columns))
    draw(in: canvas.bounds, on: &canvas)
    return canvas
  }
}
