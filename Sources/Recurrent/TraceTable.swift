extension Trace {
  /// The trace as comma-separated values: a header, then one row a timestep.
  ///
  /// Columns are `t`, `x[1]…x[D]`, then by layer and direction `pre_i[1]…`, `i[1]…`, `c[1]…`,
  /// `tanh_c[1]…`, `h[1]…`. With several layers or directions a name begins with `l1.` or
  /// `l1_reverse.`.
  public var csv: String {
    let columns = allColumns()
    var lines = [(["t"] + columns.map(\.name)).joined(separator: ",")]
    for (index, step) in steps.enumerated() {
      let row = columns.map { $0.value(step).plainText }
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
    inputNames: [String] = [], width: (String) -> Int = \.count
  ) -> String {
    var columns = allColumns().filter { !$0.isDetail }
    if inputNames.count == inputSize {
      for index in inputNames.indices { columns[index].name = inputNames[index] }
    }
    let header = ["t"] + columns.map(\.name)
    let rows = steps.enumerated().map { index, step in
      ["\(index + 1)"] + columns.map { $0.value(step).fiveDecimals }
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

  private struct Column {
    var name: String
    /// Whether a table for people leaves it out.
    var isDetail = false
    var value: (Step) -> Scalar
  }

  private func allColumns() -> [Column] {
    var columns = (0..<inputSize).map { d in
      Column(name: "x[\(d + 1)]") { $0.input[d] }
    }
    let order: [Gate] = Gate.allCases
    var signals: [(String, Signal, Bool)] = order.map {
      ("pre_\($0.letter)", .preactivation($0), true)
    }
    signals += order.map { (String($0.letter), .gate($0), false) }
    signals += [
      ("c", .cell, false), ("tanh_c", .squashedCell, true), ("h", .hidden, false),
    ]
    let directions: [Direction] = isBidirectional ? [.forward, .reverse] : [.forward]
    let isSingle = layerCount == 1 && !isBidirectional
    for layer in 0..<layerCount {
      for direction in directions {
        let entry = layer * directions.count + (direction == .reverse ? 1 : 0)
        let prefix =
          isSingle ? "" : "l\(layer)" + (direction == .reverse ? "_reverse" : "") + "."
        for (name, signal, isDetail) in signals {
          let length = steps.first?.layers[entry].values(of: signal)?.count ?? hiddenSize
          for unit in 0..<length {
            columns.append(
              Column(name: "\(prefix)\(name)[\(unit + 1)]", isDetail: isDetail) { step in
                step.layers[entry].values(of: signal)?[unit] ?? .nan
              })
          }
        }
      }
    }
    return columns
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
