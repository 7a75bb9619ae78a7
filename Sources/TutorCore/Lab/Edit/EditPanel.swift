import Cells
import Console
import Languages
import Phrases
import Recurrent
import Study
import Views

/// The numbers of the unit and the timestep one stands on, to be changed.
struct EditPanel: LabOverlay {
  private var row = 0
  private var column = 0
  /// What is being typed; nil while one chooses.
  private var field: TextField?
  private var grid: EditGrid
  private var bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
    grid = EditGrid(bench)
    // The bias that says how long the memory is comes first to mind.
    if let keep = bench.model.kind.keepGate,
      let place = grid.rows.firstIndex(where: { $0.slots.contains(.bias(keep)) })
    {
      row = place
    }
  }

  var isTyping: Bool { field != nil }

  /// Header, grid, two rows about the chosen number.
  private var rowCount: Int { grid.rows.count + 3 }

  func placement(in body: Size, _ scene: LabScene) -> LabPlacement {
    .bottom(min(rowCount, max(4, body.rows - 7)))
  }

  func keys(in scene: LabScene) -> [KeyHint] {
    if isTyping { return [KeyHint("⏎", .editSet, rank: 0), KeyHint("Esc", .editLeave, rank: 0)] }
    return [
      KeyHint("←↑↓→", .editChoose, rank: 0), KeyHint("+ −", .editChange, rank: 0),
      KeyHint("0–9", .editType, rank: 1), KeyHint("h l", .labStep, rank: 2),
      KeyHint("u U r", .editUndo, rank: 1),
    ]
  }

  // MARK: Keys

  mutating func handle(
    _ key: Key, on bench: inout Bench, in context: ScreenContext
  ) -> LabReaction {
    defer { labChanged(bench) }
    if field != nil { return type(key, on: &bench) }
    switch key {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .left: column = max(0, column - 1)
    case .right: column = min(grid.rows[row].slots.count - 1, column + 1)
    case .character("+"), .character("="): return add(1, on: &bench)
    case .character("-"), .character("_"): return add(-1, on: &bench)
    case .character("e"): return .close
    case .enter: field = TextField()
    case .character(let character) where "0123456789.".contains(character):
      field = TextField(String(character))
    default: return .ignored
    }
    return .handled
  }

  private mutating func move(by distance: Int) {
    row = min(grid.rows.count - 1, max(0, row + distance))
    column = min(column, grid.rows[row].slots.count - 1)
  }

  private mutating func type(_ key: Key, on bench: inout Bench) -> LabReaction {
    switch key {
    case .escape: field = nil
    case .enter:
      let typed = field?.text ?? ""
      switch TypedNumber.read(typed) {
      case .success(let number) where number.unit == nil && Float(number.value).isFinite:
        field = nil
        return set(Float(number.value), on: &bench)
      default:
        return .note(.editIsNoNumber(typed))
      }
    default: return field?.handle(key) == true ? .handled : .ignored
    }
    return .handled
  }

  private mutating func add(_ sign: Float, on bench: inout Bench) -> LabReaction {
    guard let slot = grid[row, column], let value = bench.value(slot) else { return .handled }
    // Half steps stay half steps, whatever was rounded on the way.
    let step = slot.increment
    let next = ((value / step).rounded() + sign) * step
    return set(abs(next - value) < step / 100 ? value + sign * step : next, on: &bench)
  }

  private mutating func set(_ value: Float, on bench: inout Bench) -> LabReaction {
    guard let slot = grid[row, column], bench.value(slot) != value else { return .handled }
    bench.apply(bench.edit(slot, to: value))
    return .handled
  }

  mutating func paste(
    _ text: String, on bench: inout Bench, in context: ScreenContext
  ) -> LabReaction {
    var field = field ?? TextField()
    field.insert(text)
    self.field = field
    return .handled
  }

  mutating func labChanged(_ bench: Bench) {
    let hadInputs = self.bench.stepper.t > 0
    self.bench = bench
    grid = EditGrid(bench)
    // At t = 0 there is no x to change.
    if hadInputs != (bench.stepper.t > 0) { row += hadInputs ? -1 : 1 }
    row = min(grid.rows.count - 1, max(0, row))
    column = min(grid.rows[row].slots.count - 1, max(0, column))
  }

  // MARK: Picture

  private static let cellWidth = 13
  private static let labelWidth = 4

  func draw(
    in rect: Rect, on canvas: inout Canvas, _ scene: LabScene, context: ScreenContext
  ) -> Point? {
    guard !rect.isEmpty else { return nil }
    drawHeader(in: rect.row(0), on: &canvas, context)
    let room = rect.removingRows(top: 1, bottom: 2)
    // The chosen row stays in view.
    let first = max(0, min(row - room.size.rows + 1, grid.rows.count - room.size.rows))
    var cursor: Point?
    for (offset, line) in grid.rows.dropFirst(first).prefix(room.size.rows).enumerated() {
      let point = draw(line, isChosen: first + offset == row, in: room.row(offset), on: &canvas)
      cursor = point ?? cursor
    }
    drawSlot(in: rect.row(rect.size.rows - 2), on: &canvas, context)
    drawEffect(in: rect.row(rect.size.rows - 1), on: &canvas, context)
    return cursor
  }

  private func drawHeader(in row: Rect, on canvas: inout Canvas, _ context: ScreenContext) {
    let title = context.say(.editTitle(unit: bench.site.unit + 1, t: bench.stepper.t))
    canvas.write(
      "── " + title + " " + String(repeating: "─", count: max(0, row.size.columns)),
      at: row.origin, style: .accent, in: row)
  }

  /// Returns the place of the cursor while something is typed into this row.
  private func draw(
    _ line: EditGrid.Row, isChosen: Bool, in rect: Rect, on canvas: inout Canvas
  ) -> Point? {
    canvas.write(line.label, at: rect.origin, style: Style(line.role, .bold), in: rect)
    let room = rect.removingColumns(left: Self.labelWidth)
    let visible = max(1, room.size.columns / Self.cellWidth)
    let chosen = isChosen ? column : 0
    let first = max(0, min(chosen - visible / 2, line.slots.count - visible))
    var cursor: Point?
    for (offset, slot) in line.slots.dropFirst(first).prefix(visible).enumerated() {
      let isHere = isChosen && first + offset == column
      let cell = Rect(
        row: rect.origin.row, column: room.origin.column + offset * Self.cellWidth,
        rows: rect.size.rows, columns: Self.cellWidth - 1)
      let value = bench.value(slot)
      let isChanged = value != bench.originalValue(slot)
      let number = value.map { LabNumber.trimmed(Double($0)) } ?? "…"
      let name = slot.name(bench).truncated(to: max(1, cell.size.columns - number.cellWidth - 1))
      if isHere, let field {
        let place = cell.removingColumns(left: min(name.cellWidth + 1, 6))
        canvas.write(name, at: cell.origin, style: .muted, in: cell)
        cursor = field.draw(in: place, on: &canvas)
        continue
      }
      let text =
        name
        + number.padded(left: cell.size.columns - name.cellWidth)
      let style: Style =
        isHere
        ? Style(.selection) : Style(isChanged ? .warning : .body, isChanged ? .bold : [])
      canvas.write(text, at: cell.origin, style: style, in: cell)
      if !isHere, !isChanged {
        canvas.write(name, at: cell.origin, style: .muted, in: cell)
      }
    }
    let hidden = line.slots.count - visible
    if hidden > 0, first + visible < line.slots.count {
      canvas.write(
        "›", at: Point(row: rect.origin.row, column: rect.columnRange.upperBound - 1),
        style: .muted, in: rect)
    }
    return cursor
  }

  /// The chosen number: its slider, and for the bias of a gate what the gate makes of it.
  private func drawSlot(in row: Rect, on canvas: inout Canvas, _ context: ScreenContext) {
    guard let slot = grid[self.row, column], let value = bench.value(slot) else { return }
    let range: PlotRange =
      switch slot {
      case .bias: PlotRange(low: -5, high: 10)
      case .input(let index): bench.model.inputRanges[index].union(.signed)
      case .state(let part): bench.model.range(of: part == .cell ? .cell : .hidden).union(.signed)
      default: PlotRange(low: -20, high: 20)
      }
    var line = Line(slot.name(bench) + " = ", .strong)
    line.append(LabNumber.text(Double(value)).padded(to: LabNumber.width), .strong)
    line =
      line + Slider(value: Double(value), range: range, width: row.size.columns < 76 ? 12 : 20).line
    if case .bias(let gate) = slot, bench.model.kind.function(of: gate) == "σ" {
      let opening = Double.sigmoid(Double(value))
      line.append(
        "  " + bench.model.kind.blockName(gate) + " = σ = " + LabNumber.text(opening),
        Style(gate.role))
      if gate == bench.model.kind.keepGate {
        line.append("  " + context.say(.halfLife(HalfLife(opening).text)), .muted)
      }
    } else if let before = bench.originalValue(slot), before != value {
      line.append("  " + context.say(.editWas(LabNumber.trimmed(Double(before)))), .muted)
    }
    canvas.write(line.truncated(to: row.size.columns), at: row.origin, in: row)
  }

  /// What the changes have done to the state at this timestep.
  private func drawEffect(in row: Rect, on canvas: inout Canvas, _ context: ScreenContext) {
    guard bench.ghost != nil else {
      canvas.write(context.say(.editNothingYet), at: row.origin, style: .muted, in: row)
      return
    }
    var line = Line()
    let signals: [(Signal, String, Role)] =
      (bench.model.kind.hasCellState ? [(.cell, "c", .cellState)] : []) + [
        (.hidden, "h", .hiddenState)
      ]
    for (signal, letter, role) in signals {
      let t = bench.stepper.t
      guard let now = bench.model.probe(bench.site).value(signal, at: t) else { continue }
      if !line.spans.isEmpty { line.append("   ") }
      line.append(symbol(letter, at: t) + " ", Style(role, .bold))
      guard let before = bench.original.probe(bench.site).value(signal, at: t) else {
        line.append(LabNumber.trimmed(Double(now)))
        continue
      }
      line.append(
        "\(LabNumber.trimmed(Double(before))) → \(LabNumber.trimmed(Double(now)))", Style(role))
      line.append(" Δ " + LabNumber.signed(Double(now) - Double(before)), .strong)
    }
    canvas.write(line.truncated(to: row.size.columns), at: row.origin, in: row)
  }
}
