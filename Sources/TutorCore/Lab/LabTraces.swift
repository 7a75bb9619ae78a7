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
    var small = TimeWindow(
      total: model.count, cursor: stepper.t - 1,
      width: (columnCount == 1
        ? rect.size.columns * 2 / 5 : rect.size.columns / (columnCount + 2)) - 2,
      maximalPitch: rect.size.columns > 60 ? 2 : 1)
    // What was there before a change needs a cell of its own; fewer steps are seen then.
    if scene.ghost != nil, small.pitch == 1 {
      small = TimeWindow(
        total: model.count, cursor: stepper.t - 1, width: small.width / 2, maximalPitch: 1)
      small.pitch = 2
    }
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
    let written = scene.cursor(reaching: plotted.substep)
    BraillePlot(
      values: model.series(plotted.signal, site, in: large.timesteps),
      visibleCount: written - large.start + 1,
      start: probe.value(plotted.signal, at: large.start).map { Double($0) },
      range: model.range(of: plotted.signal), style: Style(plotted.role),
      cursor: written - large.start, pitch: large.pitch, labelWidth: labelWidth,
      ghost: scene.ghost?.series(
        plotted.signal, site,
        in: large.timesteps.clamped(to: 1..<(max(0, written + 1) + 1))) ?? [],
      ghostStart: scene.ghost?.probe(site).value(plotted.signal, at: large.start).map { Double($0) }
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
    for (letter, signal, role, substep) in traced {
      // With a projection there may be fewer h than units.
      if signal == .hidden, unit >= probe.weights.shape.stateSize { continue }
      let range = model.range(of: signal)
      let isSigned = range != .gate
      let height = isSigned && isTall ? 2 : 1
      if place.row + height > rect.rowRange.upperBound {
        place = Point(row: rect.origin.row, column: place.column + window.width + 4)
      }
      canvas.write(letter, at: place, style: Style(role, .bold), in: rect)
      let reached = scene.cursor(reaching: substep)
      let cursor = reached - window.start
      // What is still to be computed must not stand there already.
      let values = model.series(
        signal, site, in: window.timesteps.clamped(to: 1..<(max(0, reached + 1) + 1)))
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
      drawGhost(of: signal, values, range, window, in: row, on: &canvas)
      place.row += height
    }
    return place.row
  }

  /// - Parameter values: what is there now, from the start of the window
  private func drawGhost(
    of signal: Signal, _ values: [Double], _ range: PlotRange, _ window: TimeWindow,
    in row: Rect, on canvas: inout Canvas
  ) {
    guard let ghost = scene.ghost else { return }
    TraceGhost(
      values: values, old: ghost.series(signal, site, in: window.timesteps), range: range,
      pitch: window.pitch
    ).draw(in: row, on: &canvas)
  }

  // MARK: Table

  /// The numbers of the timesteps around the current one.
  func drawTable(in rect: Rect, on canvas: inout Canvas) {
    guard rect.size.rows > 2 else { return }
    var signals = model.kind.traced.filter { $0.signal != .hidden }
    if model.kind.hasCellState { signals.append(("c", .cell, .cellState, .add)) }
    signals.append(("h", .hidden, .hiddenState, model.kind.hiddenSubstep))
    let width = LabNumber.width + 2
    let room = max(0, (rect.size.columns - 6) / width - signals.count)
    let inputs = model.preset.inputs.prefix(room)

    var header = Line("t".padded(left: 6), .muted)
    for (name, role) in inputs.map({ ($0.name, Role.body) }) + signals.map({ ($0.letter, $0.role) })
    {
      header.append(name.truncated(to: width - 2).padded(left: width), Style(role, .bold))
    }
    canvas.write(header, at: rect.row(1).origin, in: rect)
    let visible = rect.size.rows - 2
    let window = TimeWindow(
      total: model.count, cursor: stepper.t - 1, width: visible, maximalPitch: 1)
    for (offset, t) in window.timesteps.enumerated() where t <= model.known {
      let isCurrent = t == stepper.t
      var line = Line(
        (isCurrent ? "▸" : " ") + "\(t)".padded(left: 5),
        isCurrent ? Style(.accent, .bold) : .muted)
      func append(_ value: Double?, _ role: Role) {
        let style: Style = t > stepper.t ? .muted : Style(role, isCurrent ? .bold : [])
        line.append((value.map { LabNumber.column($0) } ?? "").padded(left: width), style)
      }
      for index in inputs.indices { append(Double(model.trace.steps[t - 1].input[index]), .body) }
      for signal in signals {
        let isKnown = t - 1 <= scene.cursor(reaching: signal.substep)
        append(
          isKnown ? probe.value(signal.signal, at: t).map { Double($0) } : nil, signal.role)
      }
      canvas.write(line, at: rect.row(offset + 2).origin, in: rect)
    }
  }
}
