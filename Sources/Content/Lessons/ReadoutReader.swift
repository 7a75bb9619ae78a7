internal import CourseModel
internal import Languages

/// Reads what the state of a lab means in numbers and words.
struct ReadoutReader {
  let findings: Findings
  let numbers: NumberReader
  /// Whether the kind of cell has a cell state.
  let hasCellState: Bool

  /// Those without mistakes; all mistakes are reported.
  func readouts(_ node: YAMLNode) -> [LabPreset.Readout] {
    guard case .list(let items) = node.value else {
      findings.error(
        "wrong-type", "'readouts' must be a list of entries that start with '- name: …'",
        at: node.location)
      return []
    }
    var names: Set<String> = []
    return items.compactMap { item in
      let before = findings.diagnostics.count
      guard
        let fields = Fields(
          item, known: ["name", "hidden", "cell", "bias", "classes", "decimals"],
          of: "a readout", findings)
      else { return nil }
      let readout = readout(fields)
      if let name = readout.name.best(for: .english), !names.insert(name).inserted {
        findings.error(
          "bad-value", "the name '\(name)' is taken; choose another one",
          at: fields["name"]?.location ?? item.location)
      }
      return findings.diagnostics.count == before ? readout : nil
    }
  }

  private func readout(_ fields: Fields) -> LabPreset.Readout {
    let name = fields.localized("name")
    if name == nil { fields.missing("name", of: "the readout", "write {en: …, zh: …}") }
    if fields["hidden"] == nil, fields["cell"] == nil {
      let weights = hasCellState ? "'hidden' or 'cell'" : "'hidden'"
      fields.missing(
        "hidden", of: "the readout", "write the weights of its sum as \(weights), H numbers")
    }
    if let cell = fields["cell"], !hasCellState {
      findings.error(
        "unused-key", "this kind of cell has no c, so the readout has no 'cell'",
        at: cell.location)
    }
    func weights(_ key: String) -> [Double] {
      fields[key].flatMap {
        numbers.vector($0, count: numbers.hidden, "'\(key)' of the readout", "H")
      } ?? []
    }
    return LabPreset.Readout(
      name: name ?? Localized(), hidden: weights("hidden"), cell: weights("cell"),
      bias: fields["bias"].flatMap { numbers.number($0, "'bias' of the readout") } ?? 0,
      classes: fields["classes"].map(classes) ?? [],
      decimals: fields.integer("decimals", in: 0...6, "a number of decimals, 0 to 6") ?? 2)
  }

  private func classes(_ node: YAMLNode) -> [LabPreset.Readout.Class] {
    guard case .list(let items) = node.value, items.count >= 2 else {
      findings.error(
        "wrong-type",
        "'classes' must be a list of at least two entries such as '{below: 0, name: …}'",
        at: node.location)
      return []
    }
    var classes: [LabPreset.Readout.Class] = []
    for (index, item) in items.enumerated() {
      guard let fields = Fields(item, known: ["below", "name"], of: "a class", findings) else {
        continue
      }
      let name = fields.localized("name")
      if name == nil { fields.missing("name", of: "the class", "write {en: …, zh: …}") }
      let limit = fields["below"].flatMap { numbers.number($0, "'below' of the class") }
      checkLimit(limit, in: fields, isLast: index == items.count - 1, after: classes.last?.below)
      classes.append(LabPreset.Readout.Class(below: limit, name: name ?? Localized()))
    }
    return classes
  }

  private func checkLimit(_ limit: Double?, in fields: Fields, isLast: Bool, after last: Double?) {
    guard let node = fields["below"] else {
      if !isLast { fields.missing("below", of: "the class", "only the last class has no limit") }
      return
    }
    if isLast {
      findings.error(
        "unused-key", "the last class takes every value that is left, so it has no 'below'",
        at: node.location)
    } else if let limit, let last, limit <= last {
      findings.error(
        "bad-value", "the limits of the classes must rise, but \(limit) comes after \(last)",
        at: node.location)
    }
  }
}
