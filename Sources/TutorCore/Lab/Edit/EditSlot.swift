import Cells
import CourseModel
import Languages
import Recurrent
import Study
import Views

/// A number that can be changed, by where it stands.
enum EditSlot: Hashable, Sendable {
  /// A component of x at the current timestep.
  case input(Int)
  /// c or h of the unit after the current timestep, or before the first one.
  case state(Intervention.Part)
  /// b_ih + b_hh
  case bias(Gate)
  /// W, by the component of what the layer reads
  case weight(Gate, Int)
  /// U, by the unit whose h is read
  case recurrent(Gate, Int)
  /// p of a gate that sees c
  case peephole(Gate)
}

/// The numbers of one unit that can be changed, in rows.
struct EditGrid: Hashable, Sendable {
  struct Row: Hashable, Sendable {
    var label: String
    var role: Role
    var slots: [EditSlot]
  }

  var rows: [Row]

  init(_ bench: Bench) {
    let probe = bench.model.probe(bench.site)
    let shape = probe.weights.shape
    let kind = probe.kind
    rows = []
    if bench.stepper.t > 0 {
      rows.append(
        Row(
          label: "x", role: .body,
          slots: bench.preset.inputs.indices.map { .input($0) }))
    }
    let unitHasHidden = bench.site.unit < shape.stateSize
    rows.append(
      Row(
        label: kind.hasCellState ? "c h" : "h", role: .cellState,
        slots: (kind.hasCellState ? [.state(.cell)] : [])
          + (unitHasHidden ? [.state(.hidden)] : [])))
    for gate in kind.gatesInOrder where kind.gates.contains(gate) {
      var slots: [EditSlot] = shape.hasBias ? [.bias(gate)] : []
      if Peephole(gate) != nil, shape.shape(of: .peephole) != nil { slots.append(.peephole(gate)) }
      slots += (0..<shape.inputSize).map { .weight(gate, $0) }
      if kind.isRecurrentInGates { slots += (0..<shape.stateSize).map { .recurrent(gate, $0) } }
      rows.append(Row(label: kind.blockName(gate), role: kind.role(of: gate), slots: slots))
    }
  }

  subscript(row: Int, column: Int) -> EditSlot? {
    guard rows.indices.contains(row), rows[row].slots.indices.contains(column) else { return nil }
    return rows[row].slots[column]
  }
}

extension Bench {
  /// The number that stands in a slot now; nil where there is none.
  func value(_ slot: EditSlot) -> Float? { Self.value(slot, model, stepper.t, site) }

  /// The number that stood there before anything was changed.
  func originalValue(_ slot: EditSlot) -> Float? { Self.value(slot, original, stepper.t, site) }

  private static func value(_ slot: EditSlot, _ model: LabModel, _ t: Int, _ site: Site) -> Float? {
    let probe = model.probe(site)
    let weights = probe.weights
    switch slot {
    case .input(let index):
      guard model.trace.steps.indices.contains(t - 1) else { return nil }
      return model.trace.steps[t - 1].input[index]
    case .state(let part):
      return probe.value(part == .cell ? .cell : .hidden, at: probe.resting(at: t))
    case .bias(let gate): return weights.bias(gate, unit: site.unit)
    case .weight(let gate, let column):
      return weights[.weightIH][weights.row(gate, unit: site.unit), column]
    case .recurrent(let gate, let column):
      return weights[.weightHH][weights.row(gate, unit: site.unit), column]
    case .peephole(let gate):
      guard let peephole = Peephole(gate) else { return nil }
      return weights[.peephole][peephole.rawValue * weights.shape.hiddenSize + site.unit, 0]
    }
  }

  /// What puts `value` into a slot.
  func edit(_ slot: EditSlot, to value: Float) -> Edit {
    let index = model.probe(site).index
    let weights = experiment.network.layers[index]
    let unit = site.unit
    switch slot {
    case .input(let component): return .input(t: stepper.t, index: component, value)
    case .state(let part):
      return stepper.t == 0
        ? .initial(index: index, part, unit: unit, value)
        : .state(Intervention(t: stepper.t, index: index, part: part, unit: unit, value: value))
    case .bias(let gate): return .bias(index: index, gate, unit: unit, value)
    case .weight(let gate, let column):
      return .weight(
        index: index, .weightIH, row: weights.row(gate, unit: unit), column: column, value)
    case .recurrent(let gate, let column):
      return .weight(
        index: index, .weightHH, row: weights.row(gate, unit: unit), column: column, value)
    case .peephole(let gate):
      let row = (Peephole(gate)?.rawValue ?? 0) * weights.shape.hiddenSize + unit
      return .weight(index: index, .peephole, row: row, column: 0, value)
    }
  }
}

extension Probe {
  /// The timestep at which the state stands that `t` shows: t itself, or where the direction starts.
  fileprivate func resting(at t: Int) -> Int {
    t == 0 && site.direction == .reverse ? run.trace.count + 1 : t
  }
}

extension EditSlot {
  /// `b_f`, `W·d`, `U·h[2]`, `p_o`, `c₅`, and `d` of an input.
  func name(_ bench: Bench) -> String {
    let kind = bench.model.kind
    func input(_ index: Int) -> String {
      bench.site.layer == 0 && bench.preset.inputs.indices.contains(index)
        ? bench.preset.inputs[index].name : String(index + 1)
    }
    switch self {
    case .input(let index): return input(index)
    case .state(let part): return symbol(part == .cell ? "c" : "h", at: bench.stepper.t)
    case .bias(let gate): return "b_" + kind.blockName(gate)
    case .weight(_, let index): return "W·" + input(index)
    case .recurrent(_, let index):
      return "U·h" + (bench.model.trace.hiddenSize > 1 ? "[\(index + 1)]" : "")
    case .peephole(let gate): return "p_" + kind.blockName(gate)
    }
  }

  /// What one press of + adds.
  var increment: Float {
    switch self {
    case .input, .state: 0.1
    case .bias, .weight, .recurrent, .peephole: 0.5
    }
  }
}
