import Cells
import Recurrent
import Views

/// A cell as a picture of wires, with the path of one sub-step lit and its numbers at the wires.
///
/// It takes 11 rows and at least 58 columns; a smaller rectangle shows a part of it.
struct FlowPicture: View {
  var kind: CellKind
  var t: Int
  /// The timestep that is read before `t`.
  var before: Int
  /// The width of c₅ at the last timestep.
  var symbolWidth: Int
  var moment: FlowMoment
  /// All numbers of the step; what is not known yet is not shown.
  var numbers: [FlowNumber: Double]
  /// x as text.
  var input = ""

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let diagram = FlowDiagram(kind, width: rect.size.columns, symbolWidth: symbolWidth)
    drawDashed(diagram, in: rect, on: &canvas)
    drawWires(diagram, in: rect, on: &canvas)
    for mark in diagram.marks { draw(mark, diagram, in: rect, on: &canvas) }
  }

  // MARK: Now and before

  private func isActive(_ forward: [Substep], _ backward: [BackwardSubstep]) -> Bool {
    switch moment {
    case .rest: false
    case .forward(let substep): forward.contains(substep)
    case .backward(let substep): backward.contains(substep)
    }
  }

  /// Whether the first of the sub-steps has been taken.
  private func isReached(_ forward: [Substep], _ backward: [BackwardSubstep]) -> Bool {
    switch moment {
    case .rest: return false
    case .forward(let substep):
      let order = kind.substeps
      let first = forward.compactMap(order.firstIndex(of:)).min()
      return first.map { $0 <= (order.firstIndex(of: substep) ?? -1) } ?? false
    case .backward(let substep):
      // What has happened on the way here stays as it was.
      guard !backward.isEmpty else { return true }
      let order = kind.backwardSubsteps
      let first = backward.compactMap(order.firstIndex(of:)).min()
      return first.map { $0 <= (order.firstIndex(of: substep) ?? -1) } ?? false
    }
  }

  // MARK: Wires

  /// What meets in one cell of the picture.
  private struct Crossing {
    var mask = 0
    var isBelt = false
    var isActive = false
    var role = Role.muted
  }

  private static let (north, east, south, west) = (1, 2, 4, 8)

  private func drawWires(_ diagram: FlowDiagram, in rect: Rect, on canvas: inout Canvas) {
    var cells = [Crossing?](repeating: nil, count: rect.size.rows * rect.size.columns)
    func index(_ point: Point) -> Int? {
      guard (0..<rect.size.rows).contains(point.row),
        (0..<rect.size.columns).contains(point.column)
      else { return nil }
      return point.row * rect.size.columns + point.column
    }
    for wire in diagram.wires where wire.weight != .dashed {
      let isActive = isActive(wire.forward, wire.backward)
      let path = Self.cells(of: wire.points)
      for (step, point) in path.enumerated() {
        guard let index = index(point) else { continue }
        var cell = cells[index] ?? Crossing()
        if step > 0 { cell.mask |= Self.direction(from: point, to: path[step - 1]) }
        if step + 1 < path.count { cell.mask |= Self.direction(from: point, to: path[step + 1]) }
        if wire.weight == .belt { cell.isBelt = true }
        if isActive { (cell.isActive, cell.role) = (true, wire.role) }
        cells[index] = cell
      }
    }
    for (index, cell) in cells.enumerated() {
      guard let cell else { continue }
      let (row, column) = index.quotientAndRemainder(dividingBy: rect.size.columns)
      write(
        Self.glyph(cell), at: Point(row: row, column: column),
        style: cell.isActive ? Style(cell.role, .bold) : .muted, in: rect, on: &canvas)
    }
    for wire in diagram.wires where wire.weight != .dashed {
      let style =
        isActive(wire.forward, wire.backward) ? Style(wire.role, .bold) : Style.muted
      if !moment.isBackward, wire.heads.end, let last = wire.points.last {
        write("▶", at: last, style: style, in: rect, on: &canvas)
      }
      if moment.isBackward, wire.heads.start, let first = wire.points.first {
        write("◀", at: first, style: style, in: rect, on: &canvas)
      }
      if moment.isBackward, wire.heads.end, let last = wire.points.last {
        write("◀", at: last, style: style, in: rect, on: &canvas)
      }
    }
  }

  /// Dashed wires pass below the others without touching them.
  private func drawDashed(_ diagram: FlowDiagram, in rect: Rect, on canvas: inout Canvas) {
    for wire in diagram.wires where wire.weight == .dashed {
      let style =
        isActive(wire.forward, wire.backward) ? Style(wire.role, .bold) : Style.muted
      let path = Self.cells(of: wire.points)
      for (index, point) in path.enumerated().dropFirst() {
        let isVertical = path[index - 1].column == point.column
        let isCorner =
          index + 1 < path.count
          && (path[index + 1].column == point.column) != isVertical
        let glyph =
          isCorner
          ? (isVertical ? "└" : "┐") : index == path.count - 1 ? "▸" : isVertical ? "┆" : "╌"
        write(glyph, at: point, style: style, in: rect, on: &canvas)
      }
    }
  }

  /// Every cell on the way along the corners.
  private static func cells(of points: [Point]) -> [Point] {
    guard var here = points.first else { return [] }
    var path = [here]
    for target in points.dropFirst() {
      while here != target {
        here.row += (target.row - here.row).signum()
        here.column += (target.column - here.column).signum()
        path.append(here)
      }
    }
    return path
  }

  private static func direction(from: Point, to: Point) -> Int {
    if to.row < from.row { return north }
    if to.row > from.row { return south }
    return to.column > from.column ? east : west
  }

  private static let light = Array("││─└││┌├─┘─┴┐┤┬┼").map(String.init)
  private static let heavy = Array("┃┃━┗┃┃┏┣━┛━┻┓┫┳╋").map(String.init)

  private static func glyph(_ cell: Crossing) -> String {
    if cell.isBelt {
      switch (cell.mask & south != 0, cell.mask & north != 0) {
      case (true, false): return "╤"
      case (false, true): return "╧"
      default: return "═"
      }
    }
    return cell.isActive ? heavy[cell.mask] : light[cell.mask]
  }

  // MARK: Marks

  private func draw(
    _ mark: FlowDiagram.Mark, _ diagram: FlowDiagram, in rect: Rect, on canvas: inout Canvas
  ) {
    if mark.isForwardOnly, moment.isBackward { return }
    if mark.isBackwardOnly, !moment.isBackward { return }
    let isActive = isActive(mark.forward, mark.backward)
    let text: String
    var style = Style(isReached(mark.forward, mark.backward) ? mark.role : .muted)
    switch mark.content {
    case .text(let raw):
      text = displayed(raw, diagram)
      if isActive { style = Style(mark.role, mark.isNode ? [.bold, .reverse] : .bold) }
    case .number(let number):
      guard isShown(number, mark), let value = numbers[number] else { return }
      text =
        number.isGradient ? LabNumber.gradient(value) : LabNumber.text(value)
      style = isActive ? Style(mark.role, .bold) : Style(mark.role)
      // On the way back the values of the way here are there to be compared with.
      if moment.isBackward, !number.isGradient { style = .muted }
    }
    let width = text.cellWidth
    let column =
      switch (mark.anchor, mark.content) {
      case (.left, _): mark.point.column
      case (.right, _): mark.point.column - width
      // Points stand below each other.
      case (.center, .number): mark.point.column + 3 - width
      case (.center, .text): mark.point.column - width / 2
      }
    write(
      text, at: Point(row: mark.point.row, column: column), style: style, in: rect, on: &canvas)
  }

  private func isShown(_ number: FlowNumber, _ mark: FlowDiagram.Mark) -> Bool {
    if number.isGradient { return moment.isBackward && isReached([], mark.backward) }
    switch number {
    case .gate, .shown, .share: return moment.isBackward || isReached(mark.forward, [])
    case .oldCell, .oldHidden: return !moment.isBackward
    default: return !moment.isBackward && isReached(mark.forward, [])
    }
  }

  /// A label with its timestep: h₋ is such as h₄.
  private func displayed(_ label: String, _ diagram: FlowDiagram) -> String {
    if label.hasSuffix("₋") { return symbol(String(label.dropLast()), at: before) }
    switch label {
    case "c", "h", "δh": return symbol(label, at: t)
    case "x":
      return (symbol(label, at: t) + " " + input).truncated(to: diagram.entry - 1)
    default: return label
    }
  }

  private func write(
    _ text: String, at point: Point, style: Style, in rect: Rect, on canvas: inout Canvas
  ) {
    canvas.write(
      text, at: Point(row: rect.origin.row + point.row, column: rect.origin.column + point.column),
      style: style, in: rect)
  }
}

extension FlowNumber {
  /// Whether it belongs to the way back.
  var isGradient: Bool {
    switch self {
    case .delta, .hidden, .arriving, .cell, .previousHidden, .previousCell: true
    default: false
    }
  }
}

extension FlowPicture {
  /// The picture of where one stands in a lab.
  init(_ scene: LabScene) {
    let t = max(1, scene.t)
    let cell = VariantReading(scene.probe, t: t)
    let back = BackwardAccount(scene)
    let moment: FlowMoment =
      if let view = scene.backward {
        scene.kind.backwardSubsteps.indices.contains(view.place) && back != nil
          ? .backward(scene.kind.backwardSubsteps[view.place]) : .rest
      } else {
        scene.t > 0 ? .forward(scene.stepper.substep) : .rest
      }
    self.init(
      kind: scene.kind, t: t, before: scene.probe.timestep(before: t),
      symbolWidth: symbol("c", at: scene.model.count).cellWidth, moment: moment,
      numbers: cell.map { Self.numbers($0, back) } ?? [:],
      input: Self.text(of: scene.probe.input(at: t)))
  }

  /// `(−0.7, 0)`, or the number alone.
  private static func text(of input: [Float]) -> String {
    let values = input.prefix(8).map { LabNumber.trimmed(Double($0)) }
    return input.count > 1 ? "(" + values.joined(separator: ", ") + ")" : values.first ?? ""
  }

  private static func numbers(
    _ cell: VariantReading, _ back: BackwardAccount?
  ) -> [FlowNumber: Double] {
    let kind = cell.kind
    let isCell = kind.hasCellState
    var numbers: [FlowNumber: Double] = [
      .oldHidden: cell.hiddenBefore, .newHidden: cell.hidden,
      .kept: isCell ? cell.kept : cell.keptShare * cell.hiddenBefore,
      .written: isCell ? cell.written : cell.writtenShare * cell.candidate,
    ]
    if isCell {
      numbers[.oldCell] = cell.cellBefore
      numbers[.newCell] = cell.cell
      numbers[.shown] = cell.shown
    }
    for gate in kind.gatesInOrder {
      numbers[.gate(gate)] = cell.gate(gate)
      if kind.gates.contains(gate) { numbers[.sum(gate)] = cell.sum(gate) }
    }
    switch kind {
    case .gru:
      numbers[.recurrent] = cell.value(.detail(.recurrentNew))
      numbers[.reset] = cell.gate(.reset) * cell.value(.detail(.recurrentNew))
    case .gruV1:
      numbers[.recurrent] = cell.hiddenBefore
      numbers[.reset] = cell.gate(.reset) * cell.hiddenBefore
    case .minLSTM:
      numbers[.share(.forget)] = cell.keptShare
      numbers[.share(.input)] = cell.writtenShare
    case .rnnTanh, .rnnReLU:
      numbers[.recurrent] = cell.recurrentSum(.candidate)
      numbers[.fromInput] = cell.inputSum(.candidate)
      numbers[.bias] = cell.bias(.candidate)
    default: break
    }
    // A projection leaves fewer h than there are units.
    if cell.probe.unit >= cell.probe.weights.shape.stateSize {
      numbers[.oldHidden] = nil
      numbers[.newHidden] = nil
    }
    guard let back else { return numbers }
    func add(_ number: FlowNumber, _ values: [Float]?) {
      guard let values, values.indices.contains(cell.probe.unit) else { return }
      numbers[number] = Double(values[cell.probe.unit])
    }
    add(.hidden, back.step.hidden)
    add(.arriving, back.step.arriving)
    add(.cell, back.step.cell)
    add(.previousHidden, back.step.previousHidden)
    add(.previousCell, back.step.previousCell)
    for gate in kind.gates { numbers[.delta(gate)] = back.delta(gate) }
    return numbers
  }
}
