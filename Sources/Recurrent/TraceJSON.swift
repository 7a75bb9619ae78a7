extension Trace {
  /// The trace in the schema `lstm-tutor/trace/1`, one timestep a line.
  ///
  /// Numbers are written with the fewest digits that read back as the same number; those that
  /// JSON does not have are the strings "nan", "inf" and "-inf".
  public var json: String {
    let head = [
      "\"schema\": \"lstm-tutor/trace/1\"", "\"cell\": \"\(cell.rawValue)\"",
      "\"input_size\": \(inputSize)", "\"hidden_size\": \(hiddenSize)",
      "\"num_layers\": \(layerCount)", "\"bidirectional\": \(isBidirectional)",
      "\"proj_size\": \(projectionSize)",
    ]
    let lines = steps.enumerated().map { index, step in "  " + Self.json(step, t: index + 1) }
    let body = lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n ]"
    var tail = ["\"h_n\": " + Self.json(final.map(\.hidden))]
    let cells = final.compactMap(\.cell)
    if !cells.isEmpty { tail.append("\"c_n\": " + Self.json(cells)) }
    return "{" + head.joined(separator: ", ") + ",\n \"steps\": " + body + ",\n "
      + tail.joined(separator: ", ") + "}\n"
  }

  private static func json(_ step: Step, t: Int) -> String {
    let layers = step.layers.map(json).joined(separator: ", ")
    return "{\"t\": \(t), \"x\": \(json(step.input)), \"layers\": [\(layers)], "
      + "\"output\": \(json(step.output))}"
  }

  private static func json(_ entry: LayerStep) -> String {
    func members(_ values: [[Scalar]]) -> String {
      zip(Gate.allCases, values).map { "\"\($0.letter)\": \(json($1))" }.joined(separator: ", ")
    }
    var parts = [
      "\"layer\": \(entry.layer)", "\"direction\": \"\(entry.direction.rawValue)\"",
      "\"pre\": {\(members(entry.preactivations))}", members(entry.activations),
    ]
    if let cell = entry.cell { parts.append("\"c\": \(json(cell))") }
    if let squashed = entry.squashedCell { parts.append("\"tanh_c\": \(json(squashed))") }
    parts.append("\"h\": \(json(entry.hidden))")
    return "{" + parts.joined(separator: ", ") + "}"
  }

  private static func json(_ rows: [[Scalar]]) -> String {
    "[" + rows.map { json($0) }.joined(separator: ", ") + "]"
  }

  private static func json(_ values: [Scalar]) -> String {
    "[" + values.map { json($0) }.joined(separator: ", ") + "]"
  }

  private static func json(_ value: Scalar) -> String {
    value.isFinite ? value.description : "\"\(value.plainText)\""
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
