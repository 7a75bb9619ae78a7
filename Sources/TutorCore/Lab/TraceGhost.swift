import Cells
import Views

/// What a trace was before something was changed: dim, beside each step that has changed.
struct TraceGhost: View {
  /// What is there now.
  var values: [Double]
  /// What was there.
  var old: [Double]
  var range: PlotRange
  /// Cells per timestep; the old value takes the last of them.
  var pitch: Int

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard pitch > 1 else { return }
    for (index, (new, old)) in zip(values, old).enumerated()
    where LabNumber.text(new) != LabNumber.text(old) {
      let column = rect.removingColumns(left: (index + 1) * pitch - 1)
      let place = Rect(
        row: column.origin.row, column: column.origin.column, rows: column.size.rows,
        columns: min(1, column.size.columns))
      // Signed values stand in two rows.
      if rect.size.rows > 1 {
        SignedTrace(values: [old], scale: max(range.high, -range.low), style: .muted)
          .draw(in: place, on: &canvas)
      } else {
        TraceRow(values: [old], range: range, style: .muted).draw(in: place, on: &canvas)
      }
    }
  }
}
