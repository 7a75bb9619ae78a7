import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

// Changing what runs, by the names that people write: b_f, w_f,d, u_f,2, x d, c.
extension PlainLab {
  mutating func set(_ arguments: [String], _ language: Language) -> [String] {
    let words = arguments.filter { $0 != "=" }
    guard words.count > 1, let typed = words.last else {
      return Self.wrapped([language.say(.plainSetUsage), names(language)])
    }
    guard let slot = slot(named: words.dropLast().joined(separator: " ")) else {
      let name = words.dropLast().joined(separator: " ").displayed.truncated(to: 40)
      let isInput = stepper.t == 0 && EditSlot.key(name).hasPrefix("x")
      return Self.wrapped([
        language.say(isInput ? .plainNoInputYet : .plainNoSuchNumber(name)), names(language),
      ])
    }
    guard case .success(let number) = TypedNumber.read(typed), number.unit == nil,
      Float(number.value).isFinite
    else { return Self.wrapped(.editIsNoNumber(typed.displayed.truncated(to: 40)), language) }
    let before = model
    let old = bench.value(slot)
    bench.apply(bench.edit(slot, to: Float(number.value)))
    changed()
    return Self.wrapped(
      [
        language.say(
          .plainEdited(
            plainName(of: slot), Self.text(old), Self.text(bench.value(slot))))
      ] + consequence(of: slot, language) + whatChanged(since: before, language))
  }

  private static func text(_ value: Float?) -> String {
    value.map { LabNumber.trimmed(Double($0)) } ?? "…"
  }

  /// Computes what depends on a change.
  private mutating func changed() {
    finish()
    if let fault { self.fault = run(fault.fault) }
  }

  /// What a bias makes of its gate when nothing else adds to the sum.
  private func consequence(of slot: EditSlot, _ language: Language) -> [String] {
    guard case .bias(let gate) = slot, kind.function(of: gate) == "σ",
      let value = bench.value(slot)
    else { return [] }
    let opening = Double.sigmoid(Double(value))
    let letter = kind.blockName(gate)
    var line = language.say(.plainGateOfBias(letter, LabNumber.text(opening)))
    if gate == kind.keepGate {
      line += language.say(.plainSpace) + language.say(.plainHalfLife(HalfLife(opening).text))
    }
    return [line]
  }

  /// c and h of this step, with what they were.
  private func whatChanged(since before: LabModel, _ language: Language) -> [String] {
    let lines = toldUnits.flatMap { differences(from: before, unit: $0, language) }
    return lines.isEmpty ? [] : [language.say(.plainAtThisStep(stepper.t))] + lines
  }

  // MARK: Undo

  mutating func takeBack(_ command: PlainCommand, _ language: Language) -> [String] {
    let before = model
    var lines: [String]
    switch command {
    case .undo:
      guard let last = bench.edits.last else { return Self.wrapped(.labNothingToUndo, language) }
      lines = [language.say(.plainUndone(plainName(of: last)))]
      _ = bench.undo()
    case .redo:
      guard let next = bench.undone.last else { return Self.wrapped(.labNothingToRedo, language) }
      lines = [language.say(.plainRedone(plainName(of: next)))]
      _ = bench.redo()
    default:
      guard !bench.edits.isEmpty else { return Self.wrapped(.labNothingToUndo, language) }
      lines = [language.say(.plainIsReset)]
      bench.reset()
    }
    changed()
    return Self.wrapped(lines + whatChanged(since: before, language))
  }

  /// Every change with the number before it and behind it.
  func changes(_ language: Language) -> [String] {
    guard !bench.edits.isEmpty else { return Self.wrapped(.labNothingToUndo, language) }
    guard let start = try? bench.startOfChanges else { return [] }
    var experiment = start
    let lines = bench.edits.enumerated().map { index, edit in
      let old = oldValue(of: edit, in: experiment)
      edit.apply(to: &experiment)
      guard let new = edit.value else {
        return language.say(.plainChangedTape(index + 1, experiment.tape.count))
      }
      return language.say(
        .plainChange(
          index + 1, plainName(of: edit), Self.text(old), LabNumber.trimmed(Double(new))))
    }
    return Self.wrapped(lines)
  }

  /// What stood where an edit writes; states are those of the run before all changes.
  private func oldValue(of edit: Edit, in experiment: Experiment) -> Float? {
    let layers = experiment.network.layers
    switch edit {
    case .input(let t, let index, _): return experiment.tape[t - 1][index]
    case .bias(let index, let gate, let unit, _): return layers[index].bias(gate, unit: unit)
    case .weight(let index, let name, let row, let column, _):
      return layers[index][name][row, column]
    case .state(let place):
      let site = shape.site(index: place.index)
      let earlier = experiment.interventions.last {
        $0.t == place.t && $0.index == place.index && $0.part == place.part
          && $0.unit == place.unit
      }
      return earlier?.value
        ?? bench.original.trace.value(
          place.part == .cell ? .cell : .hidden, at: place.t, unit: place.unit,
          layer: site.layer, direction: site.direction)
    case .initial(let index, let part, let unit, _):
      let state = experiment.initial[index]
      return part == .cell ? state.cell?[unit] : state.hidden[unit]
    case .tape: return nil
    }
  }

  // MARK: Names

  /// All numbers of the unit and the step that can be changed.
  private var slots: [EditSlot] { EditGrid(bench).rows.flatMap(\.slots) }

  private func slot(named typed: String) -> EditSlot? {
    let key = EditSlot.key(typed)
    let slots = slots
    if let slot = slots.first(where: { spellings(of: $0).contains(key) }) { return slot }
    // An input by its name alone, where nothing else is called that.
    return slots.first { slot in
      guard case .input(let index) = slot else { return false }
      return EditSlot.key(model.preset.inputs[index].name) == key
    }
  }

  /// Every way in which a number may be written, without signs between the parts.
  private func spellings(of slot: EditSlot) -> Set<String> {
    func all(_ letter: String, _ index: Int, of count: Int, _ name: String?) -> Set<String> {
      var names: Set<String> = [EditSlot.key("\(letter) \(index + 1)")]
      if let name { names.insert(EditSlot.key("\(letter) \(name)")) }
      if count == 1 { names.insert(EditSlot.key(letter)) }
      return names
    }
    let input = model.preset.inputs
    let width = probe.weights.shape.inputSize
    switch slot {
    case .input(let index): return all("x", index, of: input.count, input[index].name)
    case .state(let part): return [part == .cell ? "c" : "h"]
    case .bias(let gate):
      return kind.isPlain ? ["b", "b h"] : [EditSlot.key("b " + kind.blockName(gate))]
    case .weight(let gate, let index):
      let name = bench.site.layer == 0 ? input[index].name : nil
      let plain = kind.isPlain ? all("w", index, of: width, name) : []
      return plain.union(all("w " + kind.blockName(gate), index, of: width, name))
    case .recurrent(let gate, let index):
      let plain = kind.isPlain ? all("u", index, of: shape.stateSize, nil) : []
      return plain.union(all("u " + kind.blockName(gate), index, of: shape.stateSize, nil))
    case .peephole(let gate): return [EditSlot.key("p " + kind.blockName(gate))]
    }
  }

  /// The names that `set` knows here, a few of each kind.
  private func names(_ language: Language) -> String {
    var shown: [String] = []
    for row in EditGrid(bench).rows {
      shown += row.slots.prefix(4).map { slot in
        slotName(slot)
      }
      if row.slots.count > 4 { shown.append("…") }
    }
    return language.say(.plainNames(shown.joined(separator: ", ")))
  }

  private func slotName(_ slot: EditSlot) -> String {
    switch slot {
    case .input(let index): "x " + model.preset.inputs[index].name.displayed
    case .state(let part): part == .cell ? "c" : "h"
    case .bias(let gate): "b_" + kind.blockName(gate)
    case .weight(let gate, let index):
      "w_\(kind.blockName(gate)),"
        + (bench.site.layer == 0 ? model.preset.inputs[index].name.displayed : "\(index + 1)")
    case .recurrent(let gate, let index): "u_\(kind.blockName(gate)),\(index + 1)"
    case .peephole(let gate): "p_" + kind.blockName(gate)
    }
  }

  private func plainName(of slot: EditSlot) -> Phrase {
    plainName(of: bench.edit(slot, to: 0))
  }

  /// A changed number with all that is needed to find it: `unit 2: b_f`, `x d at t = 3`.
  func plainName(of edit: Edit) -> Phrase {
    let inputs = model.preset.inputs
    switch edit {
    case .input(let t, let index, _):
      return .plainAtTimestep("x " + inputs[index].name.displayed, t)
    case .state(let place):
      let name = symbol(place.part == .cell ? "c" : "h", at: place.t)
      return placed(name, index: place.index, unit: place.unit)
    case .initial(let index, let part, let unit, _):
      let start = shape.site(index: index).direction == .forward ? 0 : model.count + 1
      return placed(symbol(part == .cell ? "c" : "h", at: start), index: index, unit: unit)
    case .bias(let index, let gate, let unit, _):
      return placed("b_" + kind.blockName(gate), index: index, unit: unit)
    case .weight(let index, let parameter, let row, let column, _):
      let (block, unit) = row.quotientAndRemainder(dividingBy: shape.hiddenSize)
      if parameter == .peephole {
        let gates: [Gate] = [.input, .forget, .output]
        return placed("p_" + kind.blockName(gates[block]), index: index, unit: unit)
      }
      let letter = kind.blockName(kind.gates[block])
      let isFirst = shape.site(index: index).layer == 0
      let source =
        parameter == .weightIH && isFirst ? inputs[column].name.displayed : "\(column + 1)"
      return placed(
        "\(parameter == .weightIH ? "w" : "u")_\(letter),\(source)", index: index, unit: unit)
    case .tape(let rows, _): return .plainTape(rows.count)
    }
  }

  private func placed(_ name: String, index: Int, unit: Int) -> Phrase {
    let site = shape.site(index: index)
    return .plainPlaced(
      name, unit: shape.hiddenSize > 1 ? unit + 1 : nil,
      layer: shape.stateCount > 1
        ? .plainLayer(
          site.layer + 1, of: shape.layerCount,
          isReverse: shape.isBidirectional ? site.direction == .reverse : nil) : nil)
  }
}

extension EditSlot {
  /// A name without case and without what stands between its parts.
  fileprivate static func key(_ name: String) -> String {
    name.lowercased().split { " _,[]·.".contains($0) }.joined(separator: " ")
  }
}

extension Edit {
  /// The number that it writes; nil for a whole tape.
  fileprivate var value: Float? {
    switch self {
    case .input(_, _, let value), .bias(_, _, _, let value), .weight(_, _, _, _, let value),
      .initial(_, _, _, let value):
      value
    case .state(let place): place.value
    case .tape: nil
    }
  }
}

extension NetworkShape {
  /// The layer and direction at a place of the states.
  fileprivate func site(index: Int) -> Site {
    Site(layer: index / directions.count, direction: directions[index % directions.count])
  }
}

extension Bench {
  /// The experiment before anything was changed.
  fileprivate var startOfChanges: Experiment {
    get throws {
      try Experiment(
        original.run.network, tape: original.trace.steps.map(\.input),
        initial: original.trace.initial)
    }
  }
}
