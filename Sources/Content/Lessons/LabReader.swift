internal import CourseModel
internal import Languages
internal import Recurrent
internal import Study

/// Reads the presets of the lab.
struct LabReader {
  private static let keys = [
    "id", "title", "cell", "hidden", "inputs", "weights", "initial", "tape", "text", "readouts",
    "story", "captions",
  ]
  let findings: Findings

  /// The preset, or nil when it cannot be run; all its mistakes are reported.
  func preset(_ source: SourceText) -> Defined<LabPreset>? {
    let before = findings.diagnostics.count
    guard let root = YAMLReader.read(source, findings) else {
      if findings.diagnostics.count == before {
        findings.error("empty-file", "the lab is empty", at: source.location(line: 1))
      }
      return nil
    }
    guard let fields = Fields(root, known: Self.keys, of: "a lab", findings) else { return nil }
    let id = fields.text("id")
    let place = fields["id"]?.location ?? root.location
    if let id {
      checkID(id, at: place, findings)
    } else {
      fields.missing("id", of: "the lab", "write the name of the file")
    }
    let title = fields.localized("title")
    if title == nil { fields.missing("title", of: "the lab", "write {en: …, zh: …}") }
    let cell = cell(fields)
    let hidden = fields.integer("hidden", in: 1...256, "the number of units, 1 to 256")
    if fields["hidden"] == nil {
      fields.missing("hidden", of: "the lab", "write the number of units")
    }
    let inputs = inputs(fields, cell)
    let story = story(fields)
    guard let id, let cell, let hidden, !inputs.isEmpty else {
      return nil
    }
    let numbers = NumberReader(findings: findings, hidden: hidden, inputs: inputs.count)
    let weights = weights(fields, cell, numbers)
    let initial = initial(fields, cell.hasCellState, numbers)
    let (text, rows) = tape(fields, numbers)
    let readouts = fields["readouts"].map(
      ReadoutReader(findings: findings, numbers: numbers, hasCellState: cell.hasCellState).readouts)
    guard let weights, let initial, let rows else { return nil }
    let preset = LabPreset(
      id: id, title: title ?? Localized(english: id), cell: cell.rawValue, hiddenSize: hidden,
      inputs: inputs, weights: weights, initialHidden: initial.hidden, initialCell: initial.cell,
      tape: rows, story: story, captions: captions(fields, steps: rows.count), text: text,
      readouts: readouts ?? [])
    return Defined(value: preset, location: place)
  }

  /// The rows of the tape, written as numbers, as a text, or both alike.
  private func tape(
    _ fields: Fields, _ numbers: NumberReader
  ) -> (text: TextCode?, rows: [[Double]]?) {
    let rows = fields["tape"].map { numbers.tape($0) }
    guard let node = fields["text"] else {
      if rows == nil {
        fields.missing("tape", of: "the lab", "write one row of numbers for each timestep")
      }
      return (nil, rows ?? nil)
    }
    let reader = LabTextReader(findings: findings, numbers: numbers)
    guard let text = reader.code(node), let sample = text.sample.best(for: .english) else {
      return (nil, nil)
    }
    let tape = TextTape(sample, code: text)
    if let node = fields["tape"], let rows {
      guard let rows else { return (text, nil) }
      reader.compare(rows, at: node, with: tape)
    }
    return (text, tape.rows)
  }

  private func cell(_ fields: Fields) -> CellKind? {
    guard let name = fields.text("cell"), let node = fields["cell"] else {
      fields.missing("cell", of: "the lab", "write 'cell: lstm'")
      return nil
    }
    if let cell = CellKind(rawValue: name) { return cell }
    findings.error(
      "bad-value",
      "there is no cell '\(name)'"
        + suggestion(for: name, among: CellKind.allCases.map(\.rawValue)),
      at: node.location)
    return nil
  }

  private func inputs(_ fields: Fields, _ cell: CellKind?) -> [LabPreset.Input] {
    guard let node = fields["inputs"] else {
      fields.missing("inputs", of: "the lab", "list the components of x")
      return []
    }
    guard case .list(let items) = node.value, !items.isEmpty, items.count <= 256 else {
      findings.error(
        "wrong-type", "'inputs' must be a list of 1 to 256 entries such as '{name: d}'",
        at: node.location)
      return []
    }
    let taken = cell?.symbols ?? CellKind.lstm.symbols
    var names: Set<String> = []
    return items.map { item in
      guard let fields = Fields(item, known: ["name", "meaning"], of: "an input", findings) else {
        return LabPreset.Input(name: "")
      }
      let name = fields.text("name") ?? ""
      if name.isEmpty {
        fields.missing("name", of: "the input", "write a short name")
      } else if taken.contains(name) || !names.insert(name).inserted {
        findings.error(
          "bad-value", "the name '\(name)' is taken; choose another one",
          at: fields["name"]?.location ?? item.location)
      }
      return LabPreset.Input(name: name, meaning: fields.localized("meaning") ?? Localized())
    }
  }

  private func weights(
    _ fields: Fields, _ cell: CellKind, _ numbers: NumberReader
  ) -> [String: LabPreset.GateWeights]? {
    guard let node = fields["weights"] else {
      fields.missing("weights", of: "the lab", "write one block for each gate")
      return nil
    }
    let names = cell.gates.map(cell.blockName)
    guard
      let blocks = Fields(node, known: names, of: "'weights' of '\(cell.rawValue)'", findings)
    else { return nil }
    var result: [String: LabPreset.GateWeights] = [:]
    var isComplete = true
    for gate in cell.gates {
      let name = cell.blockName(gate)
      result[name] = numbers.zeros
      guard let block = blocks[name] else { continue }
      if let weights = weights(block, gate, cell, numbers) {
        result[name] = weights
      } else {
        isComplete = false
      }
    }
    return isComplete ? result : nil
  }

  /// The parameters of one gate; nil when they do not fit.
  private func weights(
    _ block: YAMLNode, _ gate: Gate, _ cell: CellKind, _ numbers: NumberReader
  ) -> LabPreset.GateWeights? {
    let name = cell.blockName(gate)
    guard let parts = Fields(block, known: ["x", "h", "b", "p"], of: "gate '\(name)'", findings)
    else { return nil }
    var weights = numbers.zeros
    var isComplete = true
    if let x = parts["x"] {
      weights.input = numbers.matrix(x, columns: numbers.inputs, "x of gate '\(name)'", "H×D")
    }
    if let h = parts["h"] {
      if cell.isRecurrentInGates {
        weights.recurrent = numbers.matrix(
          h, columns: numbers.hidden, "h of gate '\(name)'", "H×H")
      } else {
        findings.error(
          "unused-key",
          "no gate of '\(cell.rawValue)' sees the old h, so gate '\(name)' has no 'h'",
          at: h.location)
        isComplete = false
      }
    }
    if let b = parts["b"] {
      weights.bias = numbers.vector(b, count: numbers.hidden, "b of gate '\(name)'", "H") ?? []
    }
    if let p = parts["p"] {
      if cell == .lstmPeephole, gate.isSigmoid {
        let values = numbers.vector(p, count: numbers.hidden, "p of gate '\(name)'", "H")
        weights.peephole = values ?? []
        isComplete = isComplete && values != nil
      } else {
        findings.error(
          "unused-key",
          cell == .lstmPeephole
            ? "the candidate does not see c, so gate '\(name)' has no 'p'"
            : "only gates of 'lstm-peephole' see c, so gate '\(name)' has no 'p'",
          at: p.location)
        isComplete = false
      }
    }
    return isComplete && numbers.fits(weights) ? weights : nil
  }

  private func initial(
    _ fields: Fields, _ hasCellState: Bool, _ numbers: NumberReader
  ) -> (hidden: [Double], cell: [Double])? {
    let zeros = [Double](repeating: 0, count: numbers.hidden)
    guard let node = fields["initial"] else { return (zeros, zeros) }
    let keys = hasCellState ? ["h", "c"] : ["h"]
    guard let parts = Fields(node, known: keys, of: "'initial'", findings) else { return nil }
    func state(_ key: String) -> [Double]? {
      guard let node = parts[key] else { return zeros }
      return numbers.vector(node, count: numbers.hidden, "initial \(key)", "H")
    }
    guard let hidden = state("h"), let cell = state("c") else { return nil }
    return (hidden, cell)
  }

  private func story(_ fields: Fields) -> Localized<[Block]> {
    guard let node = fields["story"] else { return Localized() }
    return Fields.localized(node, named: "story", findings) { node, _ in
      guard let text = node.innerText() else {
        findings.error(
          "wrong-type", "'story' must be a text in each language", at: node.location)
        return nil
      }
      return BlockReader.blocks(of: text, findings)
    } ?? Localized()
  }

  private func captions(_ fields: Fields, steps: Int) -> [Int: Localized<String>] {
    guard let node = fields["captions"] else { return [:] }
    guard case .mapping(let pairs) = node.value else {
      findings.error(
        "wrong-type", "'captions' must map timesteps to texts such as '1: {en: …, zh: …}'",
        at: node.location)
      return [:]
    }
    var captions: [Int: Localized<String>] = [:]
    for (key, value) in pairs {
      guard let step = key.text.flatMap({ Int($0) }), (1...max(1, steps)).contains(step) else {
        findings.error(
          "bad-value",
          "'\(key.text ?? "this")' is no timestep of the tape, which has \(steps)",
          at: key.location)
        continue
      }
      captions[step] = Fields.localized(value, named: "caption", findings) { node, _ in
        if node.text == nil {
          findings.error("wrong-type", "a caption must be a text", at: node.location)
        }
        return node.text
      }
    }
    return captions
  }
}
