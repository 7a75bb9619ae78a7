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
  private var count: Int { scene.model.count }
  private func say(_ phrase: Phrase) -> String { phrase(scene.language) }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard rect.size.rows > 2, rect.size.columns > 20 else { return }
    let series = GradientSeries.of(kind)
    let layout = Layout(rect, series: series, points: count + 1, labelWidth: Self.labelWidth)
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
        scale: scale, style: Style(one.role), cursor: scene.t / layout.stride,
        pitch: layout.pitch, labelWidth: Self.labelWidth
      ).draw(in: band.keepingColumns(Self.labelWidth + layout.width), on: &canvas)
      drawLegend(
        one, in: band.removingColumns(left: Self.labelWidth + layout.width + 2), on: &canvas)
    }
    drawAxis(layout, on: &canvas)
    drawWords(in: layout.words, on: &canvas)
  }

  private func drawTitle(in row: Rect, on canvas: inout Canvas) {
    let trace = scene.model.trace
    var line = Line(say(.gradientTitle(count)), .heading)
    if trace.shape.layerCount > 1 {
      line.append("  " + say(.gradientOfLastLayer), .muted)
    }
    canvas.write(line.truncated(to: row.size.columns), at: row.origin, in: row)
  }

  /// Letter, number at the cursor, name, and what the number was before a change.
  private func drawLegend(_ series: GradientSeries, in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let flow = curve[scene.t]
    let number = flow.map { LabNumber.significant(series.value($0) ?? .nan) } ?? "…"
    let symbol =
      series == .rest
      ? say(.gradientRest) : series.symbol(kind, from: count, to: scene.t)
    let old = scene.gradientGhost?[scene.t].flatMap { series.value($0) }
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
    return whole.symbol(kind, from: count, to: count).cellWidth
  }

  private func drawAxis(_ layout: Layout, on canvas: inout Canvas) {
    let row = layout.axis
    guard !row.isEmpty else { return }
    let left = row.origin.column + Self.labelWidth
    canvas.write("t", at: Point(row: row.origin.row, column: left - 2), style: .muted, in: row)
    canvas.write("0", at: Point(row: row.origin.row, column: left), style: .muted, in: row)
    let last = left + (layout.timesteps.count - 1) * layout.pitch
    let end = String(count)
    canvas.write(
      end,
      at: Point(
        row: row.origin.row,
        column: max(left + 2, min(last, left + layout.width - end.count))),
      style: .muted, in: row)
    let column = left + scene.t / layout.stride * layout.pitch
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
      kind: kind, curve: curve, t: scene.t, site: scene.site,
      isBidirectional: scene.model.trace.shape.isBidirectional, factor: factor)
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
    guard scene.t > 0, let gate = kind.keepGate else { return nil }
    let last = Site(
      layer: scene.model.trace.shape.layerCount - 1, direction: .forward, unit: unit)
    guard kind != .sLSTM, kind != .minLSTM else {
      guard let here = curve[scene.t]?.direct?[unit],
        let before = curve[scene.t - 1]?.direct?[unit],
        here > 1e-30
      else { return nil }
      return Double(before / here)
    }
    return scene.model.probe(last).value(.gate(gate), at: scene.t).map { Double($0) }
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
    var timesteps: [Int]
    var axis: Rect
    var words: Rect
    private let rect: Rect
    private let bandHeight: Int

    init(_ rect: Rect, series: [GradientSeries], points: Int, labelWidth: Int) {
      self.rect = rect
      let (rows, columns) = (rect.size.rows, rect.size.columns)
      let legend = columns >= 76 ? 24 : 20
      let room = max(1, columns - labelWidth - legend - 2)
      stride = max(1, (points + room - 1) / room)
      let bars = (points + stride - 1) / stride
      pitch = stride > 1 ? 1 : min(6, max(1, room / max(1, bars)))
      width = bars * pitch
      let step = stride
      timesteps = (0..<bars).map { $0 * step }
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
