import Cells
import Languages
import Phrases
import Recurrent
import Views

/// One signal of every unit over time, a small picture each, all on the same scale.
struct UnitsLens: View {
  var scene: LabScene
  private let shown: LabSignal

  init(scene: LabScene) {
    self.scene = scene
    shown = scene.shown
  }

  private var model: LabModel { scene.model }
  private var language: Language { scene.language }

  /// How the pictures stand beside and below each other; nothing depends on the timestep.
  private struct Grid {
    /// Units, counted from 0.
    var units: Range<Int>
    var columns: Int
    /// Rows of a picture.
    var height: Int
    /// Blank rows between pictures.
    var gap: Int
    /// Cells of a column with the space behind it.
    var width: Int
    /// Cells of the unit's number.
    var names: Int

    /// How many pictures stand below each other.
    var perColumn: Int { max(1, (units.count + columns - 1) / columns) }
  }

  /// Cells of a number and the space before it.
  private static let numberWidth = LabNumber.width + 1

  private func unitCount(of signal: LabSignal) -> Int {
    signal.signal == .hidden ? model.trace.shape.stateSize : model.trace.hiddenSize
  }

  private func grid(in size: Size) -> Grid {
    let count = max(1, unitCount(of: shown))
    let names = String(count).count + 2
    // Long runs get wide pictures, many units get many columns.
    let least = names + Self.numberWidth + min(max(12, model.count), 36) + 2
    let most = max(1, (size.columns + 2) / least)
    let rows = max(1, size.rows)
    let wanted = (count * 3 + rows - 1) / rows
    let columns = min(most, max(1, wanted))
    let each = rows * columns / count
    // A blank row between two pictures where there is room.
    let height = min(12, max(2, each - 1))
    let gap = each > height ? 1 : 0
    let room = max(1, rows / (height + gap))
    let window = TimeWindow(
      total: count, cursor: min(count - 1, scene.site.unit), width: room * columns,
      maximalPitch: 1)
    return Grid(
      units: window.range, columns: columns, height: min(height, rows), gap: gap,
      width: (size.columns + 2) / columns, names: names)
  }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    drawHead(in: rect.row(0), on: &canvas)
    let body = rect.removingRows(top: 1, bottom: 2)
    guard !body.isEmpty else { return }
    let grid = grid(in: body.size)
    let pictureWidth = grid.width - 2 - grid.names - Self.numberWidth
    let window = TimeWindow(
      total: model.count, cursor: scene.t - 1, width: pictureWidth, maximalPitch: 8)
    for (index, unit) in grid.units.enumerated() {
      let (column, row) = index.quotientAndRemainder(dividingBy: grid.perColumn)
      let picture = Rect(
        row: body.origin.row + row * (grid.height + grid.gap),
        column: body.origin.column + column * grid.width,
        rows: min(grid.height, body.size.rows - row * (grid.height + grid.gap)),
        columns: min(grid.width - 2, body.size.columns - column * grid.width))
      drawUnit(unit, grid, window, in: picture, on: &canvas)
    }
    let used = grid.perColumn * (grid.height + grid.gap) - grid.gap
    for column in 0..<grid.columns where column * grid.perColumn < grid.units.count {
      let row = rect.row(1 + min(used, body.size.rows))
      TimeAxis(window: window, t: scene.t).draw(
        in: Rect(
          row: row.origin.row,
          column: row.origin.column + column * grid.width + grid.names, rows: row.size.rows,
          columns: max(
            0, min(window.width, row.size.columns - column * grid.width - grid.names))),
        on: &canvas)
    }
    drawWords(grid, in: rect.row(rect.size.rows - 1), on: &canvas)
  }

  private func drawHead(in row: Rect, on canvas: inout Canvas) {
    var line = scene.signalLine()
    if scene.ghost != nil { line.append("  ⠉⠒⠤ " + language.say(.labGhostLegend), .muted) }
    canvas.write(line.truncated(to: row.size.columns), at: row.origin, in: row)
  }

  private func drawUnit(
    _ unit: Int, _ grid: Grid, _ window: TimeWindow, in rect: Rect, on canvas: inout Canvas
  ) {
    guard !rect.isEmpty else { return }
    var site = scene.site
    site.unit = unit
    let isChosen = unit == scene.site.unit
    var name = Line(isChosen ? "▸" : " ", Style(.accent, .bold))
    name.append(
      String(unit + 1).padded(left: grid.names - 2), isChosen ? Style(.accent, .bold) : .muted)
    canvas.write(name, at: rect.origin, in: rect)

    let visible = scene.visible(window, of: shown)
    let picture = Rect(
      row: rect.origin.row, column: rect.origin.column + grid.names, rows: rect.size.rows,
      columns: min(window.width, rect.size.columns - grid.names))
    let values = model.series(shown.signal, site, in: visible)
    let style = Style(shown.role, isChosen ? .bold : [])
    func start(_ model: LabModel) -> Double? {
      model.probe(site).value(shown.signal, at: window.start).map { Double($0) }
    }
    let range = model.range(of: shown.signal)
    BraillePlot(
      values: values
        + Array(repeating: .nan, count: window.count - min(window.count, values.count)),
      visibleCount: values.count, start: start(model), range: range, style: style,
      pitch: window.pitch, ghost: scene.ghost?.series(shown.signal, site, in: visible) ?? [],
      ghostStart: scene.ghost.flatMap(start)
    ).draw(in: picture, on: &canvas)

    let column = min(
      picture.columnRange.upperBound + 1, rect.columnRange.upperBound - LabNumber.width)
    guard scene.t > 0, column >= rect.origin.column else { return }
    let isKnown = scene.stepper.hasReached(shown.substep) && scene.t <= model.known
    let value =
      isKnown ? model.probe(site).value(shown.signal, at: scene.t).map { Double($0) } : nil
    canvas.write(
      value.map(LabNumber.column) ?? "…".padded(left: LabNumber.width),
      at: Point(row: rect.origin.row, column: column), style: value == nil ? .muted : style,
      in: rect)
    guard rect.size.rows > 1, let value,
      let old = scene.ghost?.probe(site).value(shown.signal, at: scene.t).map({ Double($0) }),
      old != value
    else { return }
    canvas.write(
      "Δ" + LabNumber.signed(value - old).padded(left: LabNumber.width - 1),
      at: Point(row: rect.origin.row + 1, column: column), style: Style(.accent), in: rect)
  }

  private func drawWords(_ grid: Grid, in row: Rect, on canvas: inout Canvas) {
    guard scene.t > 0 else {
      canvas.write(language.say(.labStart), at: row.origin, style: Style(.accent), in: row)
      return
    }
    canvas.write(
      scene.sentence(about: shown).truncated(to: row.size.columns), at: row.origin, in: row)
    let count = unitCount(of: shown)
    guard grid.units.count < count else { return }
    let text = language.say(
      .labUnitsSeen(grid.units.lowerBound + 1, grid.units.upperBound, of: count))
    canvas.write(
      text,
      at: Point(row: row.origin.row, column: row.columnRange.upperBound - text.cellWidth),
      style: .muted, in: row)
  }
}
