import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Views

/// Two or three kinds of cell on the same input, one below the other, with one cursor.
struct CompareView: View {
  var scene: LabScene

  /// Decades of a gradient's norm that are told apart.
  static let decades = PlotRange(low: -16, high: 4)
  private static let labelWidth = 20
  private static let numberColumn = 6

  private struct Entry {
    var model: LabModel
    var gradient: GradientCurve
    var knownCount: Int
  }

  private var entries: [Entry] {
    [Entry(model: scene.model, gradient: scene.gradient, knownCount: scene.model.known)]
      + scene.rivals.map {
        Entry(model: $0.model, gradient: $0.gradient, knownCount: $0.knownCount)
      }
  }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard rect.size.columns > Self.labelWidth + 4 else { return }
    let window = TimeWindow(
      total: scene.model.count, cursor: scene.t - 1, width: rect.size.columns - Self.labelWidth,
      maximalPitch: 4)
    let entries = entries
    let inputs = min(scene.model.preset.inputs.count, rect.size.rows > 24 ? 4 : 2)
    let top = drawTape(window, count: inputs, in: rect, on: &canvas)
    let room = rect.removingRows(top: top)
    guard room.size.rows >= entries.count else { return }
    let height = room.size.rows / entries.count
    for (index, entry) in entries.enumerated() {
      let part = Rect(
        row: room.origin.row + index * height, column: room.origin.column, rows: height,
        columns: room.size.columns)
      draw(entry, window, in: part, on: &canvas)
    }
  }

  /// Returns the number of rows taken.
  private func drawTape(
    _ window: TimeWindow, count: Int, in rect: Rect, on canvas: inout Canvas
  ) -> Int {
    let model = scene.model
    for index in 0..<count {
      let row = rect.row(index)
      canvas.write(
        model.preset.inputs[index].label(scene.language, width: 10), at: row.origin, in: row)
      if scene.t > 0, scene.t <= model.known {
        let value = LabNumber.column(Double(model.trace.steps[scene.t - 1].input[index]))
        canvas.write(
          value, at: Point(row: row.origin.row, column: row.origin.column + 10), in: row)
      }
      TraceRow(
        values: window.timesteps.filter { $0 <= model.known }
          .map { Double(model.trace.steps[$0 - 1].input[index]) },
        range: model.inputRanges[index], style: .body, cursor: scene.t - 1 - window.start,
        pitch: window.pitch
      ).draw(in: row.removingColumns(left: Self.labelWidth), on: &canvas)
    }
    let below = rect.row(count)
    canvas.write(
      scene.language.say(.compareLegend), at: below.origin, style: .muted, in: below)
    if scene.t > 0 {
      canvas.write(
        "▲",
        at: Point(
          row: below.origin.row,
          column: below.origin.column + Self.labelWidth
            + (scene.t - 1 - window.start) * window.pitch),
        style: Style(.accent, .bold), in: below)
    }
    return count + 1
  }

  /// Name and gates, then h, c and the gradient over time, as many as there is room for.
  private func draw(
    _ entry: Entry, _ window: TimeWindow, in rect: Rect, on canvas: inout Canvas
  ) {
    let kind = entry.model.kind
    let probe = entry.model.probe(scene.site)
    var head = Line(kind.rawValue.uppercased(), .strong)
    if entry.knownCount < entry.model.count {
      head.append(
        "  " + scene.language.say(.labComputing(entry.knownCount, of: entry.model.count)),
        Style(.warning))
    }
    head = head.padded(to: Self.labelWidth)
    for gate in kind.gatesInOrder where scene.t > 0 && !kind.isPlain {
      guard let value = probe.value(.gate(gate), at: scene.t) else { continue }
      head.append(kind.blockName(gate) + " ", Style(kind.role(of: gate), .bold))
      head.append(
        LabNumber.text(Double(value)).padded(to: LabNumber.width + 1), Style(kind.role(of: gate)))
    }
    canvas.write(head.truncated(to: rect.size.columns), at: rect.origin, in: rect)

    // A gradient is always seen; c gives way first.
    let rows = rect.size.rows - 1
    let plotRows = min(7, (rows - 2) / (kind.hasCellState ? 2 : 1))
    let isTall = plotRows >= 3
    let hiddenRows = isTall ? plotRows : rows >= 3 ? 2 : 1
    let cellRows =
      kind.hasCellState ? isTall ? plotRows : min(2, max(0, rows - hiddenRows - 1)) : 0
    var top = 1
    drawState(
      .hidden, "h", .hiddenState, entry, window, rows: hiddenRows,
      in: rect.removingRows(top: top), on: &canvas)
    top += hiddenRows
    if cellRows > 0 {
      drawState(
        .cell, "c", .cellState, entry, window, rows: cellRows, in: rect.removingRows(top: top),
        on: &canvas)
      top += cellRows
    }
    drawGradient(entry, window, in: rect.row(top), on: &canvas)
  }

  private func drawState(
    _ signal: Signal, _ letter: String, _ role: Role, _ entry: Entry, _ window: TimeWindow,
    rows: Int, in rect: Rect, on canvas: inout Canvas
  ) {
    let row = rect.row(0)
    let name = symbol(letter, at: scene.t)
    canvas.write(name, at: row.origin, style: Style(role, .bold), in: row)
    if let value = entry.model.probe(scene.site).value(signal, at: scene.t) {
      canvas.write(
        LabNumber.column(Double(value)),
        at: Point(row: row.origin.row, column: row.origin.column + Self.numberColumn),
        style: Style(role), in: row)
    }
    let range = entry.model.range(of: signal)
    let values = entry.model.series(
      signal, scene.site, in: window.timesteps.clamped(to: 1..<(scene.t + 1)))
    let place = Rect(
      row: rect.origin.row, column: rect.origin.column + Self.labelWidth,
      rows: min(rows, rect.size.rows), columns: rect.size.columns - Self.labelWidth)
    let cursor = scene.t - 1 - window.start
    if rows > 2 {
      let labels = 5
      BraillePlot(
        values: values, visibleCount: values.count,
        start: entry.model.probe(scene.site).value(signal, at: window.start).map { Double($0) },
        range: range, style: Style(role), cursor: cursor, pitch: window.pitch, labelWidth: labels
      ).draw(
        in: Rect(
          row: place.origin.row, column: place.origin.column - labels, rows: place.size.rows,
          columns: place.size.columns + labels), on: &canvas)
    } else if rows > 1 {
      SignedTrace(
        values: values, scale: max(range.high, -range.low), style: Style(role), cursor: cursor,
        pitch: window.pitch
      ).draw(in: place, on: &canvas)
    } else {
      TraceRow(
        values: values, range: range, style: Style(role), cursor: cursor, pitch: window.pitch
      ).draw(in: place, on: &canvas)
    }
  }

  /// log₁₀ of ‖∂c_T/∂c_t‖ over t, of the layer and direction that is looked at, or of ‖∂h_T/∂h_t‖ where there is no c: the way of the memory.
  private func drawGradient(
    _ entry: Entry, _ window: TimeWindow, in row: Rect, on canvas: inout Canvas
  ) {
    let letter = entry.model.kind.hasCellState ? "c" : "h"
    let name = "∂\(letter)\(entry.gradient.isReverse ? "₁" : "_T")/∂\(letter)"
    canvas.write(name, at: row.origin, style: Style(.accent, .bold), in: row)
    if let norm = entry.gradient[scene.t]?.memoryNorm {
      canvas.write(
        norm.scientific.padded(left: LabNumber.width),
        at: Point(row: row.origin.row, column: row.origin.column + Self.numberColumn + 3),
        style: Style(.accent), in: row)
    }
    for (offset, t) in window.timesteps.enumerated() {
      guard let norm = entry.gradient[t]?.memoryNorm else { continue }
      let column = row.origin.column + Self.labelWidth + offset * window.pitch
      let place = Rect(row: row.origin.row, column: column, rows: row.size.rows, columns: 1)
      let style: Style = t == scene.t ? Style(.accent, .bold) : .accent
      guard norm.isNaN || norm > 1e-16 else {
        canvas.write("·", at: place.origin, style: style, in: row)
        continue
      }
      let decade = norm.isFinite ? Double(norm).log10 : Double(norm)
      TraceRow(values: [decade], range: Self.decades, style: style).draw(in: place, on: &canvas)
    }
  }
}

extension GradientFlow<Float> {
  /// ‖∂c_T/∂c_t‖, or ‖∂h_T/∂h_t‖ of a cell without c
  fileprivate var memoryNorm: Float { cellNorm ?? hiddenNorm }
}

extension Float {
  /// `3.2e−4`, `0.981`, `9.3e6`, `0`: two digits and a power of ten where three decimals do not do.
  var scientific: String {
    guard isFinite, self != 0 else { return LabNumber.trimmed(Double(self)) }
    var (mantissa, exponent) = (abs(Double(self)), 0)
    while mantissa >= 9.95 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 0.995 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    if (-2...2).contains(exponent) { return Double(self).fixed(3) }
    let sign = self < 0 ? "−" : ""
    let power = "e" + (exponent < 0 ? "−" : "") + String(abs(exponent))
    return sign + mantissa.fixed(1) + power
  }
}

extension Double {
  /// log₁₀
  fileprivate var log10: Double {
    .logarithmOfOnePlus(self - 1) / .logarithmOfOnePlus(9)
  }
}
