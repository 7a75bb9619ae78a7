import Cells
import Languages
import Phrases
import Recurrent
import Views

/// What is left of the gradient of the last step at every timestep, on one logarithmic scale.
struct GradientView: View {
  var scene: LabScene

  private static let labelWidth = 7

  private var curve: GradientCurve { scene.gradient }
  private var kind: CellKind { scene.kind }
  /// The timestep that is read last.
  private var end: Int { curve.end }
  /// The timestep that is looked at.
  private var t: Int { curve.standing(at: scene.t) }
  private func say(_ phrase: Phrase) -> String { phrase(scene.language) }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard rect.size.rows > 2, rect.size.columns > 20 else { return }
    let series = GradientSeries.of(kind)
    let layout = Layout(
      rect, series: series, all: curve.timesteps, cursor: t, labelWidth: Self.labelWidth)
    drawTitle(in: rect.row(0), on: &canvas)
    let scale = LogScale(holding: max(curve.largest, scene.gradientGhost?.largest ?? 0))
    for (index, one) in series.enumerated() {
      let band = layout.band(index)
      guard !band.isEmpty else { break }
      LogBars(
        values: layout.timesteps.map { curve[$0].map { one.value($0) ?? .nan } },
        ghost: scene.gradientGhost.map { ghost in
          layout.timesteps.map { ghost[$0].map { one.value($0) ?? .nan } }
        } ?? [],
        scale: scale, style: Style(one.role), cursor: layout.cursor,
        pitch: layout.pitch, labelWidth: Self.labelWidth
      ).draw(in: band.keepingColumns(Self.labelWidth + layout.width), on: &canvas)
      drawLegend(
        one, in: band.removingColumns(left: Self.labelWidth + layout.width + 2), on: &canvas)
    }
    drawAxis(layout, on: &canvas)
    drawWords(in: layout.words, on: &canvas)
  }

  private func drawTitle(in row: Rect, on canvas: inout Canvas) {
    var line = Line(say(.gradientTitle(end, isReverse: curve.isReverse)), .heading)
    if let place = scene.layerName { line.append("  " + say(place), .muted) }
    canvas.write(line.truncated(to: row.size.columns), at: row.origin, in: row)
  }

  /// Letter, number at the cursor, name, and what the number was before a change.
  private func drawLegend(_ series: GradientSeries, in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let flow = curve[t]
    let number = flow.map { LabNumber.significant(series.value($0) ?? .nan) } ?? "…"
    let symbol =
      series == .rest
      ? say(.gradientRest) : series.symbol(kind, from: end, to: t)
    let old = scene.gradientGhost?[t].flatMap { series.value($0) }
      .map { LabNumber.significant($0) }
    var lines = [
      Line(symbol.padded(to: max(symbol.cellWidth, symbolWidth)) + " ", Style(series.role, .bold))
        + Line(number, flow == nil ? .muted : Style(series.role, .bold))
    ]
    let was = old.map { Line(say(.gradientWas($0)), .muted) }
    let name = Line(say(series.name(kind)), .muted)
    // Two rows have no room for a third line.
    lines += rect.size.rows > 2 ? [name] + (was.map { [$0] } ?? []) : [was ?? name]
    for (index, line) in lines.prefix(rect.size.rows).enumerated() {
      canvas.write(line.truncated(to: rect.size.columns), at: rect.row(index).origin, in: rect)
    }
  }

  /// The same at every timestep, so that no number moves.
  private var symbolWidth: Int {
    let whole: GradientSeries = kind.hasCellState ? .cell : .hidden
    return whole.symbol(kind, from: end, to: curve.timesteps.upperBound).cellWidth
  }

  private func drawAxis(_ layout: Layout, on canvas: inout Canvas) {
    let row = layout.axis
    guard !row.isEmpty else { return }
    let left = row.origin.column + Self.labelWidth
    canvas.write("t", at: Point(row: row.origin.row, column: left - 2), style: .muted, in: row)
    canvas.write(
      String(curve.timesteps.lowerBound), at: Point(row: row.origin.row, column: left),
      style: .muted, in: row)
    let last = left + (layout.timesteps.count - 1) * layout.pitch
    let end = String(curve.timesteps.upperBound)
    canvas.write(
      end,
      at: Point(
        row: row.origin.row,
        column: max(left + 2, min(last, left + layout.width - end.count))),
      style: .muted, in: row)
    let column = left + layout.cursor * layout.pitch
    canvas.write(
      "▲", at: Point(row: row.origin.row, column: column), style: Style(.accent, .bold), in: row)
    if layout.stride > 1 {
      canvas.write(
        say(.gradientSampled(layout.stride)),
        at: Point(row: row.origin.row, column: left + layout.width + 2), style: .muted, in: row)
    }
  }

  private func drawWords(in rect: Rect, on canvas: inout Canvas) {
    let words = GradientWords(
      kind: kind, curve: curve, t: t, site: scene.site, shape: scene.model.trace.shape,
      factor: factor)
    var row = 0
    for (index, sentence) in words.sentences.enumerated() {
      let lines = Line(say(sentence), index == 0 ? .strong : .body)
        .wrapped(to: min(rect.size.columns, 100))
      guard row + lines.count <= rect.size.rows else { break }
      for line in lines {
        canvas.write(line, at: rect.row(row).origin, in: rect)
        row += 1
      }
    }
  }

  /// What step t multiplies the direct path of the unit by: from the two products around it, so
  /// that it is the engine's own number; the gate itself where they have vanished.
  var factor: Double? {
    let unit = scene.site.unit
    guard t != curve.start, let gate = kind.keepGate else { return nil }
    guard kind != .sLSTM, kind != .minLSTM else {
      guard let here = curve[t]?.direct?[unit],
        let before = curve[scene.probe.timestep(before: t)]?.direct?[unit],
        here > 1e-30
      else { return nil }
      return Double(before / here)
    }
    return scene.probe.value(.gate(gate), at: t).map { Double($0) }
  }
}

extension GradientView {
  /// Bands of equal height, one below the other, the axis and the words.
  fileprivate struct Layout {
    /// Every how manyth timestep has a bar.
    var stride: Int
    var pitch: Int
    /// Cells of all bars.
    var width: Int
    /// Those that have a bar, the one that is looked at among them.
    var timesteps: [Int]
    /// Index of the bar of the timestep that is looked at.
    var cursor: Int
    var axis: Rect
    var words: Rect
    private let rect: Rect
    private let bandHeight: Int

    init(
      _ rect: Rect, series: [GradientSeries], all: ClosedRange<Int>, cursor t: Int,
      labelWidth: Int
    ) {
      self.rect = rect
      let (rows, columns) = (rect.size.rows, rect.size.columns)
      let legend = columns >= 76 ? 24 : 20
      let room = max(1, columns - labelWidth - legend - 2)
      stride = max(1, (all.count + room - 1) / room)
      let bars = (all.count + stride - 1) / stride
      pitch = stride > 1 ? 1 : min(6, max(1, room / max(1, bars)))
      width = bars * pitch
      let step = stride
      timesteps = (0..<bars).map { all.lowerBound + $0 * step }
      cursor = (t - all.lowerBound) / step
      // What the numbers say is seen, whichever steps have bars beside it.
      if timesteps.indices.contains(cursor) { timesteps[cursor] = t }
      let wordRows = rows >= 30 ? 7 : rows >= 18 ? 5 : 4
      bandHeight = min(8, max(1, (rows - 2 - wordRows) / series.count))
      let top = rect.origin.row + 1 + bandHeight * series.count
      axis = Rect(
        row: top, column: rect.origin.column,
        rows: top < rect.rowRange.upperBound ? 1 : 0, columns: columns)
      let gap = rows - (top + 2 - rect.origin.row) > wordRows ? 1 : 0
      words = rect.removingRows(top: top + 1 + gap - rect.origin.row)
    }

    func band(_ index: Int) -> Rect {
      let top = rect.origin.row + 1 + index * bandHeight
      return Rect(
        row: top, column: rect.origin.column,
        rows: min(bandHeight, max(0, rect.rowRange.upperBound - top)), columns: rect.size.columns)
    }
  }
}

extension Rect {
  /// Its first columns.
  fileprivate func keepingColumns(_ count: Int) -> Rect {
    Rect(
      row: origin.row, column: origin.column, rows: size.rows, columns: min(count, size.columns))
  }
}
