internal import CourseModel
internal import Languages

/// Reads the presets of the lab.
struct LabReader {
  private static let keys = [
    "id", "title", "cell", "hidden", "inputs", "weights", "initial", "tape", "story", "captions",
  ]
  /// The gates of each kind of cell, and whether it has a cell state.
  static let cells: [String: (gates: [String], hasCellState: Bool)] = [
    "lstm": (["i", "f", "g", "o"], true),
    "gru": (["r", "z", "n"], false),
    "rnn-tanh": (["h"], false),
    "rnn-relu": (["h"], false),
  ]
  private static let laterCells = [
    "lstm-1997", "lstm-peephole", "lstm-cifg", "lstm-layernorm", "lstm-tanh-gates", "gru-v1",
    "minlstm", "mingru", "slstm",
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
    let inputs = inputs(fields)
    let story = story(fields)
    guard let id, let cell, let shape = Self.cells[cell], let hidden, !inputs.isEmpty else {
      return nil
    }
    let numbers = NumberReader(findings: findings, hidden: hidden, inputs: inputs.count)
    let weights = weights(fields, cell, shape.gates, numbers)
    let initial = initial(fields, shape.hasCellState, numbers)
    guard let tape = fields["tape"] else {
      fields.missing("tape", of: "the lab", "write one row of numbers for each timestep")
      return nil
    }
    let rows = numbers.tape(tape)
    guard let weights, let initial, let rows else { return nil }
    let preset = LabPreset(
      id: id, title: title ?? Localized(english: id), cell: cell, hiddenSize: hidden,
      inputs: inputs, weights: weights, initialHidden: initial.hidden, initialCell: initial.cell,
      tape: rows, story: story, captions: captions(fields, steps: rows.count))
    return Defined(value: preset, location: place)
  }

  private func cell(_ fields: Fields) -> String? {
    guard let cell = fields.text("cell"), let node = fields["cell"] else {
      fields.missing("cell", of: "the lab", "write 'cell: lstm'")
      return nil
    }
    if Self.cells[cell] != nil { return cell }
    if Self.laterCells.contains(cell) {
      findings.error("unsupported", "labs with '\(cell)' are not supported yet", at: node.location)
    } else {
      findings.error(
        "bad-value",
        "there is no cell '\(cell)'"
          + suggestion(for: cell, among: Self.cells.keys.sorted() + Self.laterCells),
        at: node.location)
    }
    return nil
  }

  private func inputs(_ fields: Fields) -> [LabPreset.Input] {
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
    var names: Set<String> = []
    return items.map { item in
      guard let fields = Fields(item, known: ["name", "meaning"], of: "an input", findings) else {
        return LabPreset.Input(name: "")
      }
      let name = fields.text("name") ?? ""
      if name.isEmpty {
        fields.missing("name", of: "the input", "write a short name")
      } else if LabFigureReader.symbols.contains(name) || !names.insert(name).inserted {
        findings.error(
          "bad-value", "the name '\(name)' is taken; choose another one",
          at: fields["name"]?.location ?? item.location)
      }
      return LabPreset.Input(name: name, meaning: fields.localized("meaning") ?? Localized())
    }
  }

  private func weights(
    _ fields: Fields, _ cell: String, _ gates: [String], _ numbers: NumberReader
  ) -> [String: LabPreset.GateWeights]? {
    var result: [String: LabPreset.GateWeights] = [:]
    for gate in gates { result[gate] = numbers.zeros }
    guard let node = fields["weights"] else {
      fields.missing("weights", of: "the lab", "write one block for each gate")
      return nil
    }
    guard let blocks = Fields(node, known: gates, of: "'weights' of '\(cell)'", findings) else {
      return nil
    }
    var isComplete = true
    for gate in gates {
      guard let block = blocks[gate] else { continue }
      guard let parts = Fields(block, known: ["x", "h", "b"], of: "gate '\(gate)'", findings)
      else {
        isComplete = false
        continue
      }
      var weights = numbers.zeros
      if let x = parts["x"] {
        weights.input = numbers.matrix(x, columns: numbers.inputs, "x of gate '\(gate)'", "H×D")
      }
      if let h = parts["h"] {
        weights.recurrent = numbers.matrix(
          h, columns: numbers.hidden, "h of gate '\(gate)'", "H×H")
      }
      if let b = parts["b"] {
        weights.bias = numbers.vector(b, count: numbers.hidden, "b of gate '\(gate)'", "H") ?? []
      }
      isComplete = isComplete && numbers.fits(weights)
      result[gate] = weights
    }
    return isComplete ? result : nil
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
