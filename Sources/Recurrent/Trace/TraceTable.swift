extension Trace {
  /// The trace as comma-separated values: a header, then one row a timestep.
  ///
  /// Columns are `t`, `x[1]…x[D]`, then by layer and direction `pre_i[1]…`, `i[1]…`, `c[1]…`,
  /// `tanh_c[1]…`, `h[1]…`. With several layers or directions a name begins with `l1.` or
  /// `l1_reverse.`.
  public var csv: String { csv(gradients: nil) }

  /// The same with columns `dh[1]…`, `dc[1]…`, `norm_dhT_dht` and `norm_dcT_dct` behind them.
  public func csv(gradients: LastHiddenGradients<Scalar>?) -> String {
    var lines = [names(gradients, details: true).joined(separator: ",")]
    for index in steps.indices {
      let row = numbers(at: index, gradients, details: true).map(\.plainText)
      lines.append((["\(index + 1)"] + row).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The trace as a table for people: aligned columns, five decimals, no pre-activations.
  ///
  /// - Parameters:
  ///   - inputNames: heads of the columns of x, where there is one for each of its components
  ///   - width: how many cells of a terminal a text takes
  public func table(
    inputNames: [String] = [], gradients: LastHiddenGradients<Scalar>? = nil,
    width: (String) -> Int = \.count
  ) -> String {
    var header = names(gradients, details: false)
    if inputNames.count == shape.inputSize {
      header.replaceSubrange(1..<(1 + inputNames.count), with: inputNames)
    }
    let rows = steps.indices.map { index in
      ["\(index + 1)"]
        + numbers(at: index, gradients, details: false).map(\.fiveDecimals)
    }
    let widths = header.indices.map { column in
      ([header] + rows).map { width($0[column]) }.max() ?? 0
    }
    let lines = ([header] + rows).map { cells in
      zip(cells, widths)
        .map { String(repeating: " ", count: $1 - width($0)) + $0 }
        .joined(separator: "  ")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func names(_ gradients: LastHiddenGradients<Scalar>?, details: Bool) -> [String] {
    func numbered(_ name: String, _ count: Int) -> [String] {
      (0..<count).map { "\(name)[\($0 + 1)]" }
    }
    var names = ["t"] + numbered("x", shape.inputSize)
    for entry in steps.first?.layers ?? [] {
      let prefix =
        shape.stateCount == 1
        ? "" : "l\(entry.layer)" + (entry.direction == .reverse ? "_reverse" : "") + "."
      for vector in entry.namedVectors where details || !vector.isDetail {
        names += numbered(prefix + vector.name, vector.values.count)
      }
    }
    guard let gradients else { return names }
    names += numbered("dh", shape.outputSize)
    if let cell = gradients.cell { names += numbered("dc", cell.first?.count ?? 0) }
    return names + ["norm_dhT_dht"] + (gradients.cell == nil ? [] : ["norm_dcT_dct"])
  }

  /// The numbers under ``names(_:details:)``, without t.
  private func numbers(
    at index: Int, _ gradients: LastHiddenGradients<Scalar>?, details: Bool
  ) -> [Scalar] {
    var numbers = steps[index].input
    for entry in steps[index].layers {
      for vector in entry.namedVectors where details || !vector.isDetail {
        numbers += vector.values
      }
    }
    guard let gradients else { return numbers }
    numbers += gradients.hidden[index]
    if let cell = gradients.cell { numbers += cell[index] }
    let flow = gradients.flow[index]
    return numbers + [flow.hiddenNorm] + (flow.cellNorm.map { [$0] } ?? [])
  }
}

extension Trace.LayerStep {
  /// All vectors of the step, the sums before σ and tanh first; a table for people leaves out the
  /// details.
  fileprivate var namedVectors: [(name: String, values: [Scalar], isDetail: Bool)] {
    var vectors: [(String, [Scalar], Bool)] = []
    let (sums, gates) = (values.preactivations, values.activations)
    if isPlainRecurrent {
      vectors.append(("pre", sums[.candidate], true))
    } else {
      vectors += sums.gates.map { ("pre_\($0.rawValue)", sums[$0], true) }
      vectors += gates.gates.map { ($0.rawValue, gates[$0], false) }
    }
    vectors += furtherVectors.map { ($0.name, $0.values, $0.name != "c") }
    return vectors + [("h", hidden, false)]
  }
}

extension RealScalar {
  /// `-0.76159`; in powers of ten where that would be long.
  fileprivate var fiveDecimals: String {
    guard isFinite, magnitude < 1e6 else { return plainText }
    let scaled = Int((Double(magnitude) * 1e5).rounded())
    let digits = String(scaled % 100_000)
    let fraction = String(repeating: "0", count: 5 - digits.count) + digits
    return (self < 0 && scaled > 0 ? "-" : "") + "\(scaled / 100_000).\(fraction)"
  }
}
