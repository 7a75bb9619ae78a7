import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Views

/// W, U and b of a layer: a block of rows for each gate, with the unit that is looked at in the
/// middle of each.
struct WeightsView: View {
  var scene: LabScene

  private var kind: CellKind { scene.kind }
  private var probe: Probe { scene.probe }
  private var hiddenSize: Int { probe.hiddenSize }
  private var grid: WeightsGrid { WeightsGrid(weights: probe.weights) }
  private var ghost: WeightsGrid? {
    scene.ghost.map { WeightsGrid(weights: $0.probe(scene.site).weights) }
  }
  private var gates: [Gate] { kind.gatesInOrder.filter(kind.gates.contains) }
  private func say(_ phrase: Phrase) -> String { phrase(scene.language) }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard rect.size.rows > 2, rect.size.columns > 16 else { return }
    let hasSpace = rect.size.rows >= 18
    let footer = hasSpace ? 2 : 1
    let perGate = max(1, (rect.size.rows - 1 - footer) / gates.count - 1)
    let units = TimeWindow(
      total: hiddenSize, cursor: scene.site.unit, width: min(hiddenSize, perGate), maximalPitch: 1)
    let columns = Columns(self, units: units.range, width: rect.size.columns)
    columns.drawHeader(in: rect.row(0), on: &canvas)
    var row = 1
    for gate in gates {
      drawFacts(of: gate, in: rect.row(row), on: &canvas)
      row += 1
      for unit in units.range {
        guard row < rect.size.rows else { return }
        columns.draw(gate, unit: unit, in: rect.row(row), on: &canvas)
        row += 1
      }
    }
    // The half-lives stand beside the bias that they belong to as soon as there is room.
    let left = rect.size.rows - row
    if left >= 5, let gate = kind.keepGate, kind.isShare(gate), kind != .sLSTM, kind != .minLSTM {
      drawHalfLives(gate, in: rect.removingRows(top: row + 1), on: &canvas)
    }
    guard left > 0 else { return }
    canvas.write(
      Line(say(columns.isShaded ? .weightsShades(scale) : .weightsLegend), .muted)
        .truncated(to: rect.size.columns),
      at: rect.row(rect.size.rows - 1).origin, in: rect)
  }

  private var scale: String { LabNumber.trimmed(scene.weights?.largest ?? 0) }

  /// Name of the gate, ‖U‖₂ of its block, and what the bias of the unit alone makes of it.
  private func drawFacts(of gate: Gate, in row: Rect, on canvas: inout Canvas) {
    let role = kind.role(of: gate)
    var line = Line(
      kind.blockName(gate) + " " + say(kind.name(of: gate)) + "  ", Style(role, .bold))
    if let norm = scene.weights?.recurrentNorms[gate] {
      line.append("‖U‖₂ ", .muted)
      line.append(LabNumber.significant(norm) + "  ", .body)
    }
    if probe.weights.shape.hasBias, kind.isShare(gate), kind.function(of: gate) == "σ" {
      let bias = Double(probe.weights.bias(gate, unit: scene.site.unit))
      line.append("σ(b) ", .muted)
      line.append(LabNumber.text(.sigmoid(bias)), Style(role))
      if gate == kind.keepGate, bias.isFinite {
        line.append("  " + say(.weightsHalfLife(HalfLife(.sigmoid(bias)).text)), .muted)
      }
    }
    canvas.write(line.truncated(to: row.size.columns), at: row.origin, in: row)
  }

  /// What a bias alone does to memory: b, σ(b), half-life, and what is left after 50 steps.
  private func drawHalfLives(_ gate: Gate, in rect: Rect, on canvas: inout Canvas) {
    let biases: [Double] = [-1, 0, 1, 2, 3, 4, 5, 7, 10]
    let own = Double(probe.weights.bias(gate, unit: scene.site.unit))
    let near = biases.min { abs($0 - own) < abs($1 - own) }
    let label = say(.weightsHalfLives)
    var rows: [(String, (Double) -> String)] = [
      ("b", { LabNumber.trimmed($0) }),
      (label, { HalfLife(.sigmoid($0)).text }),
    ]
    if rect.size.rows >= 5 {
      rows.insert(("σ(b)", { LabNumber.text(.sigmoid($0)) }), at: 1)
    }
    let width = 8
    let first = rows.reduce(0) { max($0, $1.0.cellWidth) } + 1
    let shown = biases.prefix(max(0, (rect.size.columns - first) / width))
    for (index, (name, text)) in rows.enumerated() {
      var line = Line(name.padded(to: first), .muted)
      for bias in shown {
        let isOwn = bias == near && abs(bias - own) < 0.5
        line.append(
          text(bias).padded(left: width),
          isOwn ? Style(kind.role(of: gate), .bold) : index == 0 ? .body : .muted)
      }
      canvas.write(line, at: rect.row(index).origin, in: rect)
    }
  }
}

extension WeightsView {
  /// Which columns are shown, and how wide they are.
  fileprivate struct Columns {
    let isShaded: Bool
    private let view: WeightsView
    private let grid: WeightsGrid
    private let ghost: WeightsGrid?
    private let labelWidth: Int
    /// The columns that move, as far as they are seen, then those that do not.
    private let shown: [(column: WeightsGrid.Column, width: Int)]
    private let hidesLeft: Bool
    private let hidesRight: Bool

    init(_ view: WeightsView, units: Range<Int>, width: Int) {
      self.view = view
      grid = view.grid
      ghost = view.ghost
      let grid = view.grid
      let ghost = view.ghost
      labelWidth = 4 + String(view.hiddenSize).count
      let number = view.scene.weights?.numberWidth
      let count = grid.movingCount
      let isShaded = number == nil || count > 24
      self.isShaded = isShaded
      func cells(_ column: WeightsGrid.Column) -> Int {
        guard let number, !isShaded else {
          return column == .bias || column == .peephole ? LabNumber.width + 1 : 2
        }
        let old = units.reduce(0) { widest, unit in
          view.gates.reduce(widest) {
            max($0, Self.old(grid, ghost, $1, unit, column).map { $0.cellWidth + 1 } ?? 0)
          }
        }
        return max(number, view.name(column).cellWidth) + old + 1
      }
      let fixed = grid.fixed.map { ($0, cells($0)) }
      // Two cells for the line between W and U, and one at each end.
      let room = width - labelWidth - 5 - fixed.reduce(0) { $0 + $1.1 }
      var start = min(view.scene.weightsColumn, max(0, count - 1))
      // At the right end the picture stays full.
      if isShaded {
        start = max(0, min(start, count - max(1, room / 2)))
      } else {
        var (left, last) = (room, count)
        while last > 0, case let next = cells(grid.moving(last - 1)), next <= left {
          left -= next
          last -= 1
        }
        start = min(start, last)
      }
      var moving: [(WeightsGrid.Column, Int)] = []
      var left = room
      var index = start
      while index < count, case let next = cells(grid.moving(index)), next <= left {
        moving.append((grid.moving(index), next))
        left -= next
        index += 1
      }
      shown = moving + fixed
      hidesLeft = start > 0
      hidesRight = index < count
    }

    func drawHeader(in row: Rect, on canvas: inout Canvas) {
      var line = Line((hidesLeft ? "‹" : "").padded(left: labelWidth), .muted)
      var goal = labelWidth
      for (place, (column, width)) in shown.enumerated() {
        let separator = separator(before: place)
        line.append(separator, .muted)
        goal += separator.cellWidth
        guard isShaded else {
          line.append(view.name(column).padded(left: width), Style(role(column), .bold))
          continue
        }
        line = shadedName(column, at: place, goal: goal, width: width, after: line)
        goal += width
      }
      canvas.write(line.truncated(to: row.size.columns), at: row.origin, in: row)
    }

    /// Names stand over the first column of a part and then over every tenth.
    private func shadedName(
      _ column: WeightsGrid.Column, at place: Int, goal: Int, width: Int, after line: Line
    ) -> Line {
      var line = line
      switch column {
      case .input(let index), .hidden(let index):
        let isStart = place == 0 || separator(before: place) != "" || index % 10 == 9
        let text = view.name(column)
        if isStart, line.cellWidth <= goal { line.append(text, Style(role(column), .bold)) }
        return line.padded(to: goal + width)
      default:
        return line.truncated(to: goal).padded(to: goal)
          + Line(view.name(column).padded(left: width), Style(role(column), .bold))
      }
    }

    /// A line where another part of the weights begins.
    private func separator(before place: Int) -> String {
      guard place > 0 else { return "" }
      func part(_ column: WeightsGrid.Column) -> Int {
        switch column {
        case .input: 0
        case .hidden: 1
        case .peephole, .bias: 2
        }
      }
      let (old, new) = (part(shown[place - 1].column), part(shown[place].column))
      return old == new ? "" : new == 2 && hidesRight ? " ›│" : " │"
    }

    private func role(_ column: WeightsGrid.Column) -> Role {
      switch column {
      case .input, .bias: .body
      case .hidden: .hiddenState
      case .peephole: .cellState
      }
    }

    func draw(_ gate: Gate, unit: Int, in row: Rect, on canvas: inout Canvas) {
      let isOwn = unit == view.scene.site.unit
      let base = Style(isOwn ? view.kind.role(of: gate) : .body, isOwn ? .bold : [])
      let largest = view.scene.weights?.largest ?? 0
      var place = row.origin
      var isCut = false
      func write(_ text: String, _ style: Style) {
        isCut = isCut || place.column + text.cellWidth > row.columnRange.upperBound
        place.column = canvas.write(text, at: place, style: style, in: row)
      }
      write(
        (isOwn ? " ▸" : "  ") + "\(unit + 1)".padded(left: labelWidth - 3) + " ",
        isOwn ? Style(.accent, .bold) : .muted)
      for (index, (column, width)) in shown.enumerated() {
        write(separator(before: index), .muted)
        guard let value = grid.value(gate, unit: unit, column) else {
          place.column += width
          continue
        }
        let old = Self.old(grid, ghost, gate, unit, column)
        let style = old == nil ? base : Style(.accent, [.bold, .underline])
        if isShaded, column != .bias, column != .peephole {
          write(WeightsGrid.shade(value, largest: largest), style)
        } else {
          // The old 0 of a weight that was changed is told, a weight that is 0 is left out.
          let text = value == 0 && old == nil ? "" : WeightsGrid.text(value)
          let tail = isShaded ? "" : old ?? ""
          write(text.padded(left: max(0, width - tail.cellWidth)), style)
          write(tail, .muted)
        }
      }
      // Half a number would be another one.
      guard isCut else { return }
      place.column = row.columnRange.upperBound - 1
      canvas.write("…", at: place, style: .muted, in: row)
    }

    /// `←1`: the number of the original run, where it is another one.
    private static func old(
      _ grid: WeightsGrid, _ ghost: WeightsGrid?, _ gate: Gate, _ unit: Int,
      _ column: WeightsGrid.Column
    ) -> String? {
      guard let now = grid.value(gate, unit: unit, column),
        let before = ghost?.value(gate, unit: unit, column), now != before
      else { return nil }
      return "←" + WeightsGrid.text(before)
    }
  }

  /// `d`, `h₁`, `c`, `b`
  fileprivate func name(_ column: WeightsGrid.Column) -> String {
    switch column {
    case .input(let index):
      let inputs = scene.model.preset.inputs
      guard scene.site.layer == 0 else { return symbol("y", at: index + 1) }
      return inputs.indices.contains(index)
        ? inputs[index].name.truncated(to: 6) : symbol("x", at: index + 1)
    case .hidden(let index): return symbol("h", at: index + 1)
    case .peephole: return "c"
    case .bias: return "b"
    }
  }
}
