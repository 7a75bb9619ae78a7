extension Trace {
  /// The trace in the schema `lstm-tutor/trace/1`, one timestep a line.
  ///
  /// Numbers are written with the fewest digits that read back as the same number; those that
  /// JSON does not have are the strings "nan", "inf" and "-inf".
  public var json: String { json(gradients: nil) }

  /// The trace with what remains of the gradient of its last output, when that is given.
  public func json(gradients: LastHiddenGradients<Scalar>?) -> String {
    let head: [String] = [
      "\"schema\": \"lstm-tutor/trace/1\"", "\"cell\": \"\(shape.cell.rawValue)\"",
      "\"input_size\": \(shape.inputSize)", "\"hidden_size\": \(shape.hiddenSize)",
      "\"num_layers\": \(shape.layerCount)", "\"bidirectional\": \(shape.isBidirectional)",
      "\"proj_size\": \(shape.projectionSize)",
    ]
    let lines = steps.enumerated().map { index, step in "  " + Self.json(step, t: index + 1) }
    let body = lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n ]"
    var parts = [head.joined(separator: ", "), "\"steps\": " + body]
    parts.append("\"h_n\": " + JSONNumbers.text(final.map(\.hidden)))
    let cells = final.compactMap(\.cell)
    if !cells.isEmpty { parts[2] += ", \"c_n\": " + JSONNumbers.text(cells) }
    if let gradients { parts.append("\"gradients\": " + gradients.json) }
    return "{" + parts.joined(separator: ",\n ") + "}\n"
  }

  private static func json(_ step: Step, t: Int) -> String {
    let layers = step.layers.map { json($0) }.joined(separator: ", ")
    return "{\"t\": \(t), \"x\": \(JSONNumbers.text(step.input)), \"layers\": [\(layers)], "
      + "\"output\": \(JSONNumbers.text(step.output))}"
  }

  private static func json(_ entry: LayerStep) -> String {
    func members(_ values: GateValues<Scalar>) -> [String] {
      values.gates.map { "\"\($0.rawValue)\": \(JSONNumbers.text(values[$0]))" }
    }
    let values = entry.values
    var parts = [
      "\"layer\": \(entry.layer)", "\"direction\": \"\(entry.direction.rawValue)\"",
    ]
    if entry.isPlainRecurrent {
      parts.append("\"pre\": \(JSONNumbers.text(values.preactivations[.candidate]))")
    } else {
      parts.append("\"pre\": {\(members(values.preactivations).joined(separator: ", "))}")
      parts += members(values.activations)
    }
    for (name, vector) in entry.furtherVectors {
      parts.append("\"\(name)\": \(JSONNumbers.text(vector))")
    }
    parts.append("\"h\": \(JSONNumbers.text(entry.hidden))")
    return "{" + parts.joined(separator: ", ") + "}"
  }
}

extension LastHiddenGradients {
  /// The value of `gradients` in the schema `lstm-tutor/trace/1`.
  fileprivate var json: String {
    var parts = ["\"target\": \"sum(h_T)\"", "\"dh\": \(JSONNumbers.text(hidden))"]
    if let cell { parts.append("\"dc\": \(JSONNumbers.text(cell))") }
    parts.append("\"norm_dhT_dht\": \(JSONNumbers.text(flow.map(\.hiddenNorm)))")
    for (name, norms) in [
      ("norm_dcT_dct", flow.compactMap(\.cellNorm)),
      ("norm_dcT_dct_direct", flow.compactMap(\.directNorm)),
      ("norm_dcT_dct_rest", flow.compactMap(\.restNorm)),
    ] where cell != nil {
      parts.append("\"\(name)\": \(JSONNumbers.text(norms))")
    }
    return "{" + parts.joined(separator: ", ") + "}"
  }
}

extension Trace.LayerStep {
  /// A cell of one block, whose activation is h itself.
  var isPlainRecurrent: Bool { values.activations.gates == [.candidate] }

  /// What the cell has beside gates and h, by name, in the order in which it is computed.
  var furtherVectors: [(name: String, values: [Scalar])] {
    var vectors = Detail.allCases.compactMap { detail in
      values.details[detail].map { (detail.rawValue, $0) }
    }
    if let cell { vectors.append(("c", cell)) }
    if let normalizer = values.state.normalizer { vectors.append(("n", normalizer)) }
    if let stabilizer = values.state.stabilizer { vectors.append(("m", stabilizer)) }
    if let squashedCell { vectors.append((values.squashName, squashedCell)) }
    return vectors
  }
}

extension CellStep {
  /// `tanh_c`, or `squashed_c` where it is not tanh or not of c itself.
  fileprivate var squashName: String {
    let isPlain = activations.vector(.forget) != nil && details[.normalizedCell] == nil
    return isPlain ? "tanh_c" : "squashed_c"
  }
}

/// Numbers as JSON.
enum JSONNumbers {
  static func text<Scalar: RealScalar>(_ rows: [[Scalar]]) -> String {
    "[" + rows.map { text($0) }.joined(separator: ", ") + "]"
  }

  static func text<Scalar: RealScalar>(_ values: [Scalar]) -> String {
    let texts = values.map { $0.isFinite ? $0.description : "\"\($0.plainText)\"" }
    return "[" + texts.joined(separator: ", ") + "]"
  }
}

extension RealScalar {
  /// The fewest digits that read back as this number; `nan`, `inf` or `-inf`.
  var plainText: String {
    if isNaN { return "nan" }
    if isInfinite { return self < 0 ? "-inf" : "inf" }
    return description
  }
}
