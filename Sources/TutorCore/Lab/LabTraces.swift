import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Views

extension LabView {
  /// Every gate over time, and the cell state as a plot beside them.
  func drawTraces(in rect: Rect, on canvas: inout Canvas) {
    guard rect.size.rows > 0, rect.size.columns > 8 else { return }
    let hasCursorRow = rect.size.rows > 7
    let height = hasCursorRow ? rect.size.rows - 1 : rect.size.rows
    // Rows of traces stand in columns where they do not fit below each other.
    let rowCount = model.kind.traced.count
    let columnCount = (rowCount + height - 1) / height
    let small = TimeWindow(
      total: model.count, cursor: stepper.t - 1,
      width: (columnCount == 1
        ? rect.size.columns * 2 / 5 : rect.size.columns / (columnCount + 2)) - 2,
      maximalPitch: rect.size.columns > 60 ? 2 : 1)
    let end = drawRows(small, in: rect.removingRows(bottom: hasCursorRow ? 1 : 0), on: &canvas)

    let labelWidth = 6
    let left = columnCount * (small.width + 4)
    let plot = Rect(
      row: rect.origin.row, column: rect.origin.column + left, rows: height,
      columns: rect.size.columns - left)
    let large = TimeWindow(
      total: model.count, cursor: stepper.t - 1, width: plot.size.columns - 1 - labelWidth,
      maximalPitch: 4)
    let plotted = model.kind.plotted
    canvas.write(plotted.letter, at: plot.origin, style: Style(plotted.role, .bold), in: plot)
    let values = model.series(plotted.signal, unit: unit)
    let written = cursor(reaching: plotted.phase)
    BraillePlot(
      values: large.slice(values), visibleCount: written - large.start + 1,
      start: large.start == 0 ? model.initial(plotted.signal, unit: unit) : values[large.start - 1],
      range: model.range(of: plotted.signal), style: Style(plotted.role),
      cursor: written - large.start, pitch: large.pitch, labelWidth: labelWidth
    ).draw(in: plot.removingColumns(left: 1), on: &canvas)

    guard hasCursorRow else { return }
    func mark(_ window: TimeWindow, row: Int, column: Int) {
      canvas.write(
        "▲",
        at: Point(row: row, column: column + (stepper.t - 1 - window.start) * window.pitch),
        style: Style(.accent), in: rect)
    }
    if rowCount > 0 { mark(small, row: end, column: rect.origin.column + 2) }
    mark(large, row: plot.rowRange.upperBound, column: plot.origin.column + 1 + labelWidth)
  }

  /// Rows of gates and h, in a second column when the first is full; returns the row below.
  private func drawRows(_ window: TimeWindow, in rect: Rect, on canvas: inout Canvas) -> Int {
    let traced = model.kind.traced
    // Signed values get two rows where that fits, so that 0 has a line.
    let signedCount = traced.count { model.range(of: $0.signal) != .gate }
    let isTall = rect.size.rows >= traced.count + signedCount
    var place = rect.origin
    for (letter, signal, role, phase) in traced {
      let range = model.range(of: signal)
      let isSigned = range != .gate
      let height = isSigned && isTall ? 2 : 1
      if place.row + height > rect.rowRange.upperBound {
        place = Point(row: rect.origin.row, column: place.column + window.width + 4)
      }
      canvas.write(letter, at: place, style: Style(role, .bold), in: rect)
      let reached = cursor(reaching: phase)
      let cursor = reached - window.start
      // What is still to be computed must not stand there already.
      let values = window.slice(Array(model.series(signal, unit: unit).prefix(reached + 1)))
      let row = Rect(
        row: place.row, column: place.column + 2, rows: height, columns: window.width)
      if height == 2 {
        SignedTrace(
          values: values, scale: max(range.high, -range.low), style: Style(role),
          cursor: cursor, pitch: window.pitch
        ).draw(in: row, on: &canvas)
      } else {
        TraceRow(
          values: values, range: range, style: Style(role), cursor: cursor, pitch: window.pitch
        ).draw(in: row, on: &canvas)
      }
      place.row += height
    }
    return place.row
  }

  // MARK: Table

  /// The numbers of the timesteps around the current one.
  func drawTable(in rect: Rect, on canvas: inout Canvas) {
    guard rect.size.rows > 2 else { return }
    let inputs = model.preset.inputs.indices.map { index in
      (
        name: model.preset.inputs[index].name, role: Role.body, values: model.input(index),
        last: model.count
      )
    }
    var signals = model.kind.traced.filter { $0.signal != .hidden }
    if model.kind.hasCellState { signals.append(("c", .cell, .cellState, .write)) }
    signals.append(("h", .hidden, .hiddenState, .show))
    let width = LabNumber.width + 2
    let room = max(0, (rect.size.columns - 6) / width - signals.count)
    let columns =
      inputs.prefix(room)
      + signals.map {
        (
          name: $0.letter, role: $0.role, values: model.series($0.signal, unit: unit),
          last: cursor(reaching: $0.phase)
        )
      }

    var header = Line("t".padded(left: 6), .muted)
    for column in columns {
      let name = column.name.truncated(to: width - 2)
      header.append(name.padded(left: width), Style(column.role, .bold))
    }
    canvas.write(header, at: rect.row(1).origin, in: rect)
    let visible = rect.size.rows - 2
    let window = TimeWindow(
      total: model.count, cursor: stepper.t - 1, width: visible, maximalPitch: 1)
    for (offset, index) in window.range.enumerated() {
      let isCurrent = index == stepper.t - 1
      var line = Line(
        (isCurrent ? "▸" : " ") + "\(index + 1)".padded(left: 5),
        isCurrent ? Style(.accent, .bold) : .muted)
      for column in columns {
        let style: Style =
          index >= stepper.t ? .muted : Style(column.role, isCurrent ? .bold : [])
        let text = index <= column.last ? LabNumber.column(column.values[index]) : ""
        line.append(text.padded(left: width), style)
      }
      canvas.write(line, at: rect.row(offset + 2).origin, in: rect)
    }
  }
}
