import Cells
import Recurrent

extension FlowDiagram {
  /// c runs along the belt at the top; f, i, g and o hang below it.
  mutating func addLSTM() {
    let (f, i, g, o) = (column(0), column(1), column(2), column(3))
    let middle = (i + g) / 2
    let hasForget = kind.gates.contains(.forget)
    let (read, write) = (kind.role(of: .output), kind.role(of: .input))

    if hasForget {
      wire(
        [(0, left), (0, f)], .cellState, .belt, on: [.keep], back: [.previousCell], start: true)
      wire(
        [(0, f), (0, middle)], .cellState, .belt, on: [.keep, .add],
        back: [.previousCell, .delta(.forget)])
    } else {
      wire(
        [(0, left), (0, middle)], .cellState, .belt, on: [.add], back: [.previousCell], start: true)
    }
    wire([(0, middle), (0, o)], .cellState, .belt, on: [.add, .squashCell], back: [.cell])
    wire([(0, o), (0, right)], .cellState, .belt, on: [.add], back: [.arrive, .cell], end: true)
    belt("c", .cellState, old: .oldCell, new: .newCell, on: [.add], back: .previousCell, .arriving)

    if hasForget {
      wire([(6, f), (0, f)], .forgetGate, on: [.keep], back: [.delta(.forget)])
      node("⊗", 0, f, .forgetGate, on: [.keep], back: [.delta(.forget), .previousCell])
      number(.kept, 1, f + 2, .forgetGate, .left, on: [.keep])
      label("f·c₋", 2, f + 2, .forgetGate, on: [.keep])
      gate(.forget, f)
    }
    wire([(6, i), (3, i), (3, middle)], write, on: [.write], back: [.delta(.input)])
    wire([(6, g), (3, g), (3, middle)], .candidate, on: [.write], back: [.delta(.candidate)])
    wire(
      [(3, middle), (0, middle)], .candidate, on: [.write, .add],
      back: [.delta(.input), .delta(.candidate)])
    node("⊗", 3, middle, write, on: [.write], back: [.delta(.input), .delta(.candidate)])
    node("⊕", 0, middle, .cellState, on: [.add], back: [.cell])
    number(.written, 1, middle + 2, write, .left, on: [.write])
    label("i·g", 2, middle + 2, write, on: [.write])
    number(.cell, 1, middle + 2, .cellState, .left, back: [.cell])
    label("δc", 2, middle + 2, .cellState, back: [.cell])
    gate(.input, i)
    gate(.candidate, g)

    wire([(0, o), (4, o)], .cellState, on: [.squashCell, .show], back: [.cell])
    wire([(6, o), (4, o)], read, on: [.show], back: [.delta(.output)])
    wire(
      [(4, o), (4, right)], .hiddenState, on: [.show], back: [.arrive, .delta(.output), .cell],
      end: true)
    node("[\(shownText)]", 2, o, .cellState, on: [.squashCell], back: [.cell])
    number(.shown, 3, o, .cellState, on: [.squashCell])
    node("⊗", 4, o, read, on: [.show], back: [.delta(.output)])
    newHidden(row: 4, on: .show)
    gate(.output, o)
    var columns: [(Gate, Int)] = [(.input, i), (.candidate, g), (.output, o)]
    if hasForget { columns.insert((.forget, f), at: 0) }
    columns.removeAll { !kind.gates.contains($0.0) }
    buses(columns)
    if kind == .lstmPeephole { addPeepholes(f, i, o) }
    if kind == .lstmCIFG {
      wire([(7, f + 3), (7, i - 3)], .forgetGate, on: [.squash], back: [.delta(.forget)])
    }
  }

  private var shownText: String {
    switch kind {
    case .sLSTM: "c/n"
    case .lstm1997: "tanh c/2"
    case .lstmLayerNorm: "tanh LN"
    default: "tanh"
    }
  }

  /// c₋ is seen by f and i, the new c by o.
  private mutating func addPeepholes(_ f: Int, _ i: Int, _ o: Int) {
    let start = f - pitch / 2
    let last: [BackwardSubstep] = [.previousCell]
    wire(
      [(0, start), (7, start), (7, f - 3)], .cellState, .dashed, on: [.sum(.forget)], back: last)
    wire(
      [(0, start), (4, start), (4, i - pitch / 2), (7, i - pitch / 2), (7, i - 3)], .cellState,
      .dashed, on: [.sum(.input)], back: last)
    wire(
      [(0, o - pitch / 2), (7, o - pitch / 2), (7, o - 3)], .cellState, .dashed,
      on: [.sum(.output)], back: [.cell])
  }

  /// The names and numbers at both ends of the belt.
  private mutating func belt(
    _ letter: String, _ role: Role, old: FlowNumber, new: FlowNumber, on substeps: [Substep],
    back: BackwardSubstep, _ arriving: FlowNumber
  ) {
    let isCell = letter == "c"
    label(letter + "₋", 0, 0, role, on: [.keep, .gather])
    label("δ" + letter + "₋", 0, 0, role, back: [back])
    number(old, 1, 0, role, .left, on: [.keep])
    number(isCell ? .previousCell : .previousHidden, 1, 0, role, .left, back: [back])
    label(letter, 0, edge, role, .right, on: substeps)
    label("δ" + letter + (isCell ? "⁺" : ""), 0, edge, role, .right, back: [.arrive])
    number(new, 1, edge, role, .right, on: substeps)
    number(arriving, 1, edge, role, .right, back: [.arrive])
  }

  private mutating func newHidden(row: Int, on substep: Substep) {
    label("h", row, edge, .hiddenState, .right, on: [substep])
    label("δh", row, edge, .hiddenState, .right, back: [.arrive])
    number(.newHidden, row + 1, edge, .hiddenState, .right, on: [substep])
    number(.hidden, row + 1, edge, .hiddenState, .right, back: [.arrive])
  }

  // MARK: Cells without c

  /// The belt carries h: what z keeps, and what comes in instead.
  mutating func addGRU() {
    let (z, r, new) = (column(0), column(1), column(3))
    let meet = column(2)
    hiddenBelt(keep: z, add: new, back: [.delta(.update)])
    wire([(6, z), (0, z)], .forgetGate, on: [.keep], back: [.delta(.update)])
    wire([(6, z), (3, z), (3, new)], .forgetGate, on: [.write], back: [.delta(.update)])
    node("[1−z]", 3, (z + new) / 2, .forgetGate, on: [.write], back: [.delta(.update)])
    candidateUp(new, from: 3, .forgetGate, gate: .new)
    number(.kept, 1, z + 2, .forgetGate, .left, on: [.keep])
    label("z·h₋", 2, z + 2, .forgetGate, on: [.keep])
    number(.written, 1, new - 1, .candidate, .right, on: [.write])
    label("(1−z)·n", 2, new - 1, .candidate, .right, on: [.write])
    gate(.update, z)
    gate(.reset, r)
    gate(.new, new)
    wire([(7, r + 3), (7, meet)], .inputGate, on: [.reset], back: [.delta(.reset)])
    wire(
      [(7, meet), (7, new - 4)], .inputGate, on: [.sum(.new)], back: [.delta(.reset)], end: true)
    wire(
      [(9, entry), (9, meet), (7, meet)], .hiddenState, on: [.gather, .reset],
      back: [.previousHidden], start: true)
    node("⊗", 7, meet, .inputGate, on: [.reset], back: [.delta(.reset)])
    number(.reset, 6, meet, .inputGate, on: [.reset])
    number(.recurrent, 8, meet, .hiddenState, on: [.reset])
    buses([(.update, z), (.reset, r), (.new, new)])
  }

  /// z lets the candidate in, and 1 − z is what stays.
  mutating func addMinimalGRU() {
    let (z, g) = (column(0), column(3))
    hiddenBelt(keep: z, add: g, back: [.delta(.update)])
    wire([(6, z), (0, z)], .forgetGate, on: [.keep], back: [.delta(.update)])
    wire([(6, z), (4, z), (4, g)], .forgetGate, on: [.write], back: [.delta(.update)])
    node("[1−z]", 2, z, .forgetGate, on: [.keep], back: [.delta(.update)])
    candidateUp(g, from: 4, .forgetGate, gate: .candidate)
    number(.kept, 1, z + 2, .forgetGate, .left, on: [.keep])
    number(.written, 1, g - 1, .candidate, .right, on: [.write])
    label("z·g", 2, g - 1, .candidate, .right, on: [.write])
    gate(.update, z)
    gate(.candidate, g)
    buses([(.update, z), (.candidate, g)], seesHidden: false)
  }

  /// f and i are divided by their sum before they are used.
  mutating func addMinimalLSTM() {
    let (f, i, g) = (column(0), column(1), column(2))
    let middle = (i + g) / 2
    hiddenBelt(keep: f, add: middle, back: [.delta(.forget)])
    wire([(6, f), (0, f)], .forgetGate, on: [.keep], back: [.delta(.forget)])
    wire([(6, i), (3, i), (3, middle)], .inputGate, on: [.write], back: [.delta(.input)])
    wire([(6, g), (3, g), (3, middle)], .candidate, on: [.write], back: [.delta(.candidate)])
    wire(
      [(3, middle), (0, middle)], .candidate, on: [.write, .add],
      back: [.delta(.input), .delta(.candidate)])
    node("⊗", 3, middle, .inputGate, on: [.write], back: [.delta(.input), .delta(.candidate)])
    for (gate, place) in [(Gate.forget, f), (.input, i)] {
      let role = kind.role(of: gate)
      node("[÷ f+i]", 5, place, role, on: [.squash], back: [.delta(gate)])
      number(.share(gate), 4, place, role, on: [.squash])
    }
    number(.kept, 1, f + 2, .forgetGate, .left, on: [.keep])
    label("f′·h₋", 2, f + 2, .forgetGate, on: [.keep])
    number(.written, 1, middle + 2, .inputGate, .left, on: [.write])
    label("i′·g", 2, middle + 2, .inputGate, on: [.write])
    gate(.forget, f)
    gate(.input, i)
    gate(.candidate, g)
    buses([(.forget, f), (.input, i), (.candidate, g)], seesHidden: false)
  }

  private mutating func hiddenBelt(keep: Int, add: Int, back: [BackwardSubstep]) {
    wire(
      [(0, left), (0, keep)], .hiddenState, .belt, on: [.keep], back: [.previousHidden],
      start: true)
    wire(
      [(0, keep), (0, add)], .hiddenState, .belt, on: [.keep, .add],
      back: [.previousHidden] + back)
    wire([(0, add), (0, right)], .hiddenState, .belt, on: [.add], back: [.arrive], end: true)
    node("⊗", 0, keep, .forgetGate, on: [.keep], back: back + [.previousHidden])
    node("⊕", 0, add, .hiddenState, on: [.add], back: [.arrive])
    belt(
      "h", .hiddenState, old: .oldHidden, new: .newHidden, on: [.add], back: .previousHidden,
      .hidden)
  }

  /// The candidate's way up to the belt, past the gate that lets it in.
  private mutating func candidateUp(_ column: Int, from row: Int, _ role: Role, gate: Gate) {
    wire([(6, column), (row, column)], .candidate, on: [.write], back: [.delta(gate)])
    wire([(row, column), (0, column)], .candidate, on: [.write, .add], back: [.delta(gate)])
    node("⊗", row, column, role, on: [.write], back: [.delta(gate)])
  }

  /// h is the squashed sum of everything that comes in.
  mutating func addPlain() {
    let (box, part, meet) = (column(0) + 1, column(0) + 9, column(1) + 7)
    let end = column(3)
    let sum: [Substep] = [.gather, .sum(.candidate)]
    for (row, role) in [(2, Role.hiddenState), (4, .body), (6, .body)] {
      wire(
        row == 4 ? [(4, entry), (4, meet)] : [(row, entry), (row, meet), (4, meet)], role,
        on: row == 6 ? [.sum(.candidate)] : sum, back: row == 2 ? [.previousHidden] : [],
        start: row == 2)
    }
    oldHidden(row: 2, on: sum)
    label("x", 4, 0, .body, on: sum)
    label("b", 6, 0, .body, on: [.sum(.candidate)])
    node("[U]", 2, box, .hiddenState, on: [.sum(.candidate)], back: [.previousHidden])
    node("[W]", 4, box, .body, on: [.sum(.candidate)])
    number(.recurrent, 2, part, .hiddenState, on: [.sum(.candidate)])
    number(.fromInput, 4, part, .body, on: [.sum(.candidate)])
    number(.bias, 6, part, .body, on: [.sum(.candidate)])
    wire([(4, meet), (4, end)], .body, on: [.sum(.candidate), .show], back: [.delta(.candidate)])
    wire([(4, end), (4, right)], .hiddenState, on: [.show], back: [.arrive], end: true)
    node("⊕", 4, meet, .body, on: [.sum(.candidate)], back: [.previousHidden])
    let gap = (meet + end - 3) / 2
    number(.sum(.candidate), 4, gap, .body, on: [.sum(.candidate)])
    number(.delta(.candidate), 4, gap, .body, back: [.delta(.candidate)])
    label("a", 3, gap, .body, .center, on: [.sum(.candidate)])
    label("δa", 3, gap, .body, .center, back: [.delta(.candidate)])
    node(
      kind == .rnnReLU ? "[max 0]" : "[tanh]", 4, end, .hiddenState, on: [.show],
      back: [.delta(.candidate)])
    newHidden(row: 4, on: .show)
  }
}
