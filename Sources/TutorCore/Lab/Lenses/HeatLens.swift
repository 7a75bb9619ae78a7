import Cells
import Languages
import Phrases
import Recurrent
import Views

/// Units × time of one signal; of a cell of one or two units all signals of one unit.
struct HeatLens: View {
  var scene: LabScene
  /// Whether it is a part of another lens, which says the rest.
  var isPart = false

  private var model: LabModel { scene.model }
  private var language: Language { scene.language }

  /// A row of the map.
  private struct Entry {
    var unit: Int
    var signal: LabSignal
  }

  /// Whether the rows are the signals of one unit.
  private var showsSignals: Bool { model.trace.hiddenSize < 3 && scene.kind.signals.count > 1 }

  /// Cells of the shares of saturated steps, beside the map.
  private static let marginWidth = 10

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let rows = rect.size.rows
    let isNarrow = rect.size.columns < LabLayout.comfortableWidth
    let wordRows = isPart ? 0 : rows < 30 ? 2 : 3
    let legendRows = showsSignals && rows >= 12 ? 2 : 1
    // A part has no rows for the mark above the map and the gap below the axis.
    let gap = isPart ? 0 : 1
    canvas.write(
      scene.signalLine().truncated(to: rect.size.columns), at: rect.origin, in: rect.row(0))
    let room = max(0, rows - 1 - gap - 1 - gap - legendRows - wordRows)
    let names = showsSignals ? 4 : String(model.trace.hiddenSize).count + 3
    let margin = isNarrow && isPart ? 0 : Self.marginWidth
    let width = max(0, rect.size.columns - names - margin)
    let pitch = scene.hasShades || !needsSigns ? 1 : 2
    var window = TimeWindow(
      total: model.count, cursor: scene.t - 1, width: width / pitch,
      maximalPitch: pitch == 2 ? 1 : 6)
    window.pitch *= pitch

    let (entries, height) = entries(for: room)
    let used = min(room, height == 0 ? (entries.count + 1) / 2 : entries.count * height)
    let below = rect.removingRows(top: 1 + gap)
    let map = Rect(
      row: below.origin.row, column: below.origin.column + names,
      rows: min(used, below.size.rows), columns: max(0, min(window.width, width)))
    drawMap(entries, height: height, window, in: map, names: names, margin: margin, on: &canvas)
    drawMark(
      window, entries, over: map, isMarked: gap > 0, margin: margin, in: rect.row(gap),
      on: &canvas)
    let axis = below.row(used)
    TimeAxis(window: window, t: scene.t).draw(
      in: Rect(
        row: axis.origin.row, column: map.origin.column, rows: axis.size.rows,
        columns: min(width, axis.size.columns - names)), on: &canvas)
    let legend = below.removingRows(top: used + 1 + gap)
    drawLegends(entries, rows: legendRows, in: legend, on: &canvas)
    if !isPart { drawWords(in: legend.removingRows(top: legendRows), on: &canvas) }
  }

  /// Whether a value needs a cell for its sign.
  private var needsSigns: Bool {
    showsSignals || HeatScale(model.range(of: scene.shown.signal)) != .share
  }

  // MARK: Map

  /// The rows of the map that fit, and how high each of them is; 0 puts two into one.
  private func entries(for rows: Int) -> (entries: [Entry], height: Int) {
    guard rows > 0 else { return ([], 1) }
    if showsSignals {
      let entries = scene.kind.signals.map { Entry(unit: scene.site.unit, signal: $0) }
      return (entries, max(1, min(3, rows / entries.count)))
    }
    let (signal, count) = (scene.shown, unitCount(of: scene.shown))
    let isHalved = scene.hasShades && count > rows
    let units = unitWindow(count, room: isHalved ? 2 * rows : rows, isHalved: isHalved)
    return (
      units.map { Entry(unit: $0, signal: signal) },
      isHalved ? 0 : max(1, min(3, rows / max(1, count)))
    )
  }

  /// With a projection there are fewer h than units.
  private func unitCount(of signal: LabSignal) -> Int {
    signal.signal == .hidden ? model.trace.shape.stateSize : model.trace.hiddenSize
  }

  private func unitWindow(_ count: Int, room: Int, isHalved: Bool) -> Range<Int> {
    let window = TimeWindow(
      total: count, cursor: min(count - 1, scene.site.unit), width: room, maximalPitch: 1)
    guard isHalved, !window.start.isMultiple(of: 2) else { return window.range }
    // Pairs begin with an odd number, counted from 1, wherever the picture stands.
    let start = scene.site.unit - window.start < room - 1 ? window.start - 1 : window.start + 1
    return start..<min(count, start + room)
  }

  private func drawMap(
    _ entries: [Entry], height: Int, _ window: TimeWindow, in map: Rect, names: Int,
    margin: Int, on canvas: inout Canvas
  ) {
    var rows: [HeatMap.Row] = []
    var columns: [Signal: [[Float]]] = [:]
    for entry in entries {
      let signal = entry.signal
      if columns[signal.signal] == nil {
        columns[signal.signal] = scene.visible(window, of: signal).map {
          scene.probe.column(signal.signal, at: $0)
        }
      }
      let values = (columns[signal.signal] ?? []).map {
        $0.indices.contains(entry.unit) ? Double($0[entry.unit]) : .nan
      }
      rows.append(
        HeatMap.Row(
          values: values, scale: HeatScale(model.range(of: signal.signal)), role: signal.role))
    }
    HeatMap(rows: rows, pitch: window.pitch, hasShades: scene.hasShades, rowHeight: height).draw(
      in: map, on: &canvas)
    for line in 0..<map.size.rows {
      let first = height == 0 ? 2 * line : line / height
      guard entries.indices.contains(first), height == 0 || line % height == 0 else { continue }
      let row = Rect(
        row: map.origin.row + line, column: map.origin.column - names, rows: 1, columns: names)
      drawName(entries, first, isHalved: height == 0, in: row, on: &canvas)
      guard margin > 0 else { continue }
      drawSaturation(
        entries[first].signal, rows[first].values,
        under: height == 0 && rows.indices.contains(first + 1) ? rows[first + 1].values : nil,
        in: Rect(
          row: row.origin.row, column: map.columnRange.upperBound, rows: 1,
          columns: margin), on: &canvas)
    }
  }

  /// `▸  3▄`: the number of the upper unit, or of the one that was chosen and its half.
  private func drawName(
    _ entries: [Entry], _ first: Int, isHalved: Bool, in row: Rect, on canvas: inout Canvas
  ) {
    if showsSignals {
      let isShown = entries[first].signal == scene.shown
      canvas.write(isShown ? "▸" : " ", at: row.origin, style: Style(.accent, .bold), in: row)
      canvas.write(
        entries[first].signal.letter, at: Point(row: row.origin.row, column: row.origin.column + 1),
        style: Style(entries[first].signal.role, .bold), in: row)
      return
    }
    let unit = scene.site.unit
    let isUpper = entries[first].unit == unit
    let isChosen = isUpper || (isHalved && entries[first].unit + 1 == unit)
    let number = String((isChosen ? unit : entries[first].unit) + 1)
    var line = Line(isChosen ? "▸" : " ", Style(.accent, .bold))
    line.append(
      number.padded(left: row.size.columns - 3), isChosen ? Style(.accent, .bold) : .muted)
    if isChosen, isHalved { line.append(isUpper ? "▀" : "▄", Style(.accent)) }
    canvas.write(line, at: row.origin, in: row)
  }

  /// `▼` over the cursor, and what stands in the margin.
  private func drawMark(
    _ window: TimeWindow, _ entries: [Entry], over map: Rect, isMarked: Bool, margin: Int,
    in row: Rect, on canvas: inout Canvas
  ) {
    if isMarked, window.timesteps.contains(scene.t) {
      let column = map.origin.column + (scene.t - 1 - window.start) * window.pitch
      canvas.write(
        "▼", at: Point(row: row.origin.row, column: column), style: Style(.accent, .bold),
        in: row)
    }
    let title = language.say(.labSaturated)
    guard margin >= title.cellWidth, entries.contains(where: { limits(of: $0.signal) != nil })
    else { return }
    let column = map.columnRange.upperBound + margin - title.cellWidth
    // In a part of another lens it shares the row with the signals.
    let signals = isMarked ? 0 : scene.signalLine().cellWidth + 1
    guard column >= row.origin.column + signals else { return }
    canvas.write(
      title, at: Point(row: row.origin.row, column: column), style: .muted, in: row)
  }

  // MARK: Saturation

  private func limits(of signal: LabSignal) -> (low: Double, high: Double)? {
    scene.kind.saturation(of: signal.signal)
  }

  /// The share of the steps that are seen at which a unit lies at the low end, and at the high end.
  private func drawSaturation(
    _ signal: LabSignal, _ values: [Double], under: [Double]?, in rect: Rect,
    on canvas: inout Canvas
  ) {
    guard let limits = limits(of: signal), !values.isEmpty else { return }
    func shares(_ values: [Double]) -> [Double] {
      let count = Double(max(1, values.count))
      return [
        Double(values.count { $0 < limits.low }) / count,
        Double(values.count { $0 > limits.high }) / count,
      ]
    }
    let upper = shares(values)
    let lower = under.map(shares)
    for side in 0...1 {
      let place = Point(row: rect.origin.row, column: rect.origin.column + 1 + 5 * side)
      if let lower {
        // Two units in a row have room for their colours only.
        let level = { (share: Double) in Int((share * 8).rounded()) }
        let shade = Shade(.size, upper: level(upper[side]), lower: level(lower[side]))
        canvas.write("▀▀▀", at: place, style: Style(.body, shade: shade), in: rect)
        continue
      }
      let percent = Int((upper[side] * 100).rounded())
      let text = percent == 0 ? "–" : "\(percent)%"
      canvas.write(
        text.padded(left: 4), at: place,
        style: percent >= 50 ? Style(.warning, .bold) : percent > 0 ? .body : .muted, in: rect)
    }
  }

  // MARK: Legends and words

  private func drawLegends(
    _ entries: [Entry], rows: Int, in rect: Rect, on canvas: inout Canvas
  ) {
    let negative = language.say(.labNegative)
    guard showsSignals else {
      HeatLegend(
        scale: HeatScale(model.range(of: scene.shown.signal)), hasShades: scene.hasShades,
        negative: negative
      ).draw(in: rect.row(0), on: &canvas)
      return
    }
    // Gates first, then what has a sign; where there is one row only, what was chosen.
    let gates = entries.filter { HeatScale(model.range(of: $0.signal.signal)) == .share }
    let scales: [(String, HeatScale)] =
      rows == 1
      ? [("", HeatScale(model.range(of: scene.shown.signal)))]
      : [
        (gates.map(\.signal.letter).joined(separator: " "), .share),
        (scene.shown.letter, HeatScale(model.range(of: scene.shown.signal))),
      ]
    var row = 0
    for (name, scale) in scales where row == 0 || scale != .share {
      let start = rect.row(row).origin
      canvas.write(name.padded(to: name.isEmpty ? 0 : 9), at: start, style: .muted, in: rect)
      HeatLegend(scale: scale, hasShades: scene.hasShades, negative: negative).draw(
        in: rect.row(row).removingColumns(left: name.isEmpty ? 0 : 9), on: &canvas)
      row += 1
    }
  }

  /// The number under the cursor, and how saturated what is seen is.
  private func drawWords(in rect: Rect, on canvas: inout Canvas) {
    guard scene.t > 0 else {
      canvas.write(language.say(.labStart), at: rect.origin, style: Style(.accent), in: rect)
      return
    }
    let shown = scene.shown
    var lines = [scene.sentence(about: shown)]
    if let limits = limits(of: shown) {
      let phrase = Phrase.labSaturatedOutside(
        LabNumber.trimmed(limits.low), LabNumber.trimmed(limits.high))
      lines.append(Line(language.say(phrase), .muted))
    }
    let wrapped = lines.flatMap { $0.wrapped(to: rect.size.columns) }
    for (index, line) in wrapped.enumerated() {
      canvas.write(line, at: rect.row(index).origin, in: rect.row(index))
    }
  }
}
