internal import CourseModel

/// Reads the vectors and matrices of a lab with `hidden` (H) units and `inputs` (D) inputs.
struct NumberReader {
  let findings: Findings
  let hidden: Int
  let inputs: Int

  var zeros: LabPreset.GateWeights {
    let row = [Double](repeating: 0, count: inputs)
    let square = [Double](repeating: 0, count: hidden)
    return LabPreset.GateWeights(
      input: Array(repeating: row, count: hidden),
      recurrent: Array(repeating: square, count: hidden),
      bias: square)
  }

  /// Whether all parts have their shapes; those that have not are reported where they are read.
  func fits(_ weights: LabPreset.GateWeights) -> Bool {
    weights.input.count == hidden && weights.input.allSatisfy { $0.count == inputs }
      && weights.recurrent.count == hidden
      && weights.recurrent.allSatisfy { $0.count == hidden } && weights.bias.count == hidden
  }

  /// H rows of `columns` numbers.
  func matrix(_ node: YAMLNode, columns: Int, _ what: String, _ shape: String) -> [[Double]] {
    let expected = "\(hidden)×\(columns) (\(shape))"
    guard case .list(let rows) = node.value, rows.allSatisfy(\.isList) else {
      findings.error(
        "wrong-type", "\(what) must be a list of rows, \(expected)", at: node.location)
      return []
    }
    let widest = rows.map(\.count).max() ?? 0
    let found = "\(rows.count)×\(widest)"
    if let wrong = rows.first(where: { $0.count != columns }) {
      let row =
        wrong.count == widest && rows.allSatisfy { $0.count == widest }
        ? found : "\(rows.count)×\(widest) with a row of \(wrong.count)"
      findings.error(
        "shape", "\(what) is \(row) but must be \(expected)", at: wrong.location)
      return []
    }
    guard rows.count == hidden else {
      let place = rows.count > hidden ? rows[hidden] : node
      findings.error("shape", "\(what) is \(found) but must be \(expected)", at: place.location)
      return []
    }
    return rows.compactMap { numbers($0, what) }
  }

  /// A list of `count` numbers; nil when it has another shape.
  func vector(_ node: YAMLNode, count: Int, _ what: String, _ shape: String) -> [Double]? {
    guard case .list(let items) = node.value else {
      findings.error(
        "wrong-type", "\(what) must be a list of \(count) numbers (\(shape))", at: node.location)
      return nil
    }
    guard items.count == count else {
      findings.error(
        "shape", "\(what) has \(items.count) numbers but must have \(count) (\(shape))",
        at: node.location)
      return nil
    }
    return numbers(node, what)
  }

  /// One row of D numbers for each timestep.
  func tape(_ node: YAMLNode) -> [[Double]]? {
    guard case .list(let rows) = node.value, !rows.isEmpty else {
      findings.error(
        "wrong-type", "'tape' must be a list of rows, one for each timestep", at: node.location)
      return nil
    }
    var isComplete = true
    let numbers = rows.enumerated().map { index, row -> [Double] in
      let row = vector(row, count: inputs, "step \(index + 1) of the tape", "D")
      if row == nil { isComplete = false }
      return row ?? []
    }
    return isComplete ? numbers : nil
  }

  /// A single finite number.
  func number(_ node: YAMLNode, _ what: String) -> Double? {
    if let text = node.text, let value = NumberNotation.plain(text) { return value }
    findings.error(
      "bad-number", "\(what) holds '\(node.text ?? "a list")', which is no finite number",
      at: node.location)
    return nil
  }

  private func numbers(_ node: YAMLNode, _ what: String) -> [Double]? {
    guard case .list(let items) = node.value else { return nil }
    let values = items.map { number($0, what) }
    let complete = values.compactMap(\.self)
    return complete.count == values.count ? complete : nil
  }
}

extension YAMLNode {
  fileprivate var isList: Bool { if case .list = value { true } else { false } }

  fileprivate var count: Int { if case .list(let items) = value { items.count } else { 0 } }
}
