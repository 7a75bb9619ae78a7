import Cells

/// The timesteps of a window in one row, with the one that the learner stands on marked.
struct TimeAxis: View {
  var window: TimeWindow
  /// 1-based; 0 marks nothing.
  var t: Int

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty, window.count > 0 else { return }
    let width = String(window.range.upperBound).count
    func column(_ t: Int) -> Int { (t - 1 - window.start) * window.pitch }
    let cursor = window.timesteps.contains(t) ? column(t) : nil
    let distance = Self.distances.first { $0 * window.pitch >= width + 3 } ?? window.count
    for step in window.timesteps
    where step.isMultiple(of: distance) || step == window.timesteps.lowerBound {
      let label = String(step)
      let range = column(step)..<(column(step) + label.count)
      // The first one makes room for the round ones, and all of them for the cursor.
      let next = (step / distance + 1) * distance
      if !step.isMultiple(of: distance), column(next) <= range.upperBound { continue }
      if let cursor, range.overlaps((cursor - 1)..<(cursor + width + 2)) { continue }
      guard range.upperBound <= rect.size.columns else { continue }
      canvas.write(label, at: point(range.lowerBound, in: rect), style: .muted, in: rect)
    }
    guard let cursor else { return }
    // At the right end the number stands before its mark.
    let label = String(t)
    let style = Style(.accent, .bold)
    canvas.write("▲", at: point(cursor, in: rect), style: style, in: rect)
    let start =
      cursor + 1 + label.count <= rect.size.columns ? cursor + 1 : cursor - label.count
    canvas.write(label, at: point(start, in: rect), style: style, in: rect)
  }

  private func point(_ column: Int, in rect: Rect) -> Point {
    Point(row: rect.origin.row, column: rect.origin.column + column)
  }

  private static let distances = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
}
