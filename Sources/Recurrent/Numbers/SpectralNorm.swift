extension Matrix {
  /// ‖A‖₂ of some of the rows: the most that they can stretch a vector.
  ///
  /// By power iteration on AᵀA in double precision, from a fixed start, so that it is the same at
  /// every call. It stops when the number stands still to 1e-9, or after a time that a screen can
  /// wait for; it then is a little too small, by less than a percent for weights that were drawn
  /// at random. NaN where a number is not finite.
  public func spectralNorm(rows: Range<Int>) -> Double {
    let numbers = rows.flatMap { row($0).map { Double($0) } }
    guard numbers.allSatisfy(\.isFinite) else { return .nan }
    let largest = numbers.reduce(0) { max($0, abs($1)) }
    guard largest > 0, columnCount > 0 else { return 0 }
    // The scale keeps squares finite.
    let scaled = numbers.map { $0 / largest }
    return largest * Self.spectralNorm(scaled, columnCount: columnCount)
  }

  private static func spectralNorm(_ numbers: [Double], columnCount: Int) -> Double {
    let rowCount = numbers.count / columnCount
    // Parts of the golden ratio: no direction that weights are likely to avoid.
    var vector = (0..<columnCount).map { index in
      let part = Double(index + 1) * 0.618_033_988_749_894_8
      return 0.5 + part - part.rounded(.down)
    }
    var norm = 0.0
    let work = 2 * numbers.count
    for _ in 0..<max(20, min(1000, 4_000_000 / work)) {
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { return norm }
      for index in vector.indices { vector[index] /= length }
      var image = [Double](repeating: 0, count: rowCount)
      var next = [Double](repeating: 0, count: columnCount)
      for row in 0..<rowCount {
        var sum = 0.0
        for column in 0..<columnCount {
          sum += numbers[row * columnCount + column] * vector[column]
        }
        image[row] = sum
        for column in 0..<columnCount { next[column] += sum * numbers[row * columnCount + column] }
      }
      let old = norm
      norm = image.reduce(0) { $0 + $1 * $1 }.squareRoot()
      vector = next
      if abs(norm - old) <= 1e-9 * norm { break }
    }
    return norm
  }
}

extension LayerParameters {
  /// ‖U‖₂ of one gate's block; 0 where the gates do not see h.
  public func recurrentNorm(of gate: Gate) -> Double {
    guard shape.shape(of: .weightHH) != nil, shape.cell.gates.contains(gate) else { return 0 }
    let first = shape.firstRow(of: gate)
    return self[.weightHH].spectralNorm(rows: first..<(first + shape.hiddenSize))
  }
}
