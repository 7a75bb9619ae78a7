/// The lengths of an array along its dimensions.
public struct Shape: Hashable, Sendable, CustomStringConvertible, ExpressibleByArrayLiteral {
  public var lengths: [Int]

  public init(_ lengths: [Int]) {
    self.lengths = lengths
  }

  public init(arrayLiteral lengths: Int...) {
    self.lengths = lengths
  }

  public var elementCount: Int { lengths.reduce(1, *) }

  /// `(4, 2)`, and `(4,)` for a vector, as NumPy and PyTorch write it.
  public var description: String {
    let numbers = lengths.map(String.init).joined(separator: ", ")
    return lengths.count == 1 ? "(\(numbers),)" : "(\(numbers))"
  }
}

/// An array that does not have the shape that the others ask for.
public struct ShapeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What the array is called, as in a PyTorch `state_dict`.
  public var name: String
  /// Nil where there should be no such array.
  public var expected: Shape?
  public var found: Shape

  public init(_ name: String, expected: Shape?, found: Shape) {
    self.name = name
    self.expected = expected
    self.found = found
  }

  public var description: String {
    let outcome = expected.map { "expected \($0)" } ?? "but this network has no such weight"
    return "\(name) has shape \(found), \(outcome)"
  }

  /// Throws when `found` is not `expected`.
  static func check(_ name: String, expected: Shape, found: Shape) throws(ShapeError) {
    guard found == expected else { throw ShapeError(name, expected: expected, found: found) }
  }
}

/// Numbers in rows and columns, stored row by row.
public struct Matrix<Scalar: RealScalar>: Hashable, Sendable {
  public let rowCount: Int
  public let columnCount: Int
  public var values: [Scalar]

  /// A matrix of zeros.
  public init(rowCount: Int, columnCount: Int) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    values = Array(repeating: 0, count: rowCount * columnCount)
  }

  /// Zeros in this shape; a vector is a matrix with one column.
  init(_ shape: Shape) {
    rowCount = shape.lengths.first ?? 0
    columnCount = shape.lengths.count > 1 ? shape.lengths[1] : 1
    values = Array(repeating: 0, count: shape.elementCount)
  }

  /// A matrix with these rows, all of which must have `columnCount` numbers.
  public init(
    _ rows: [[Scalar]], columnCount: Int, name: String
  ) throws(ShapeError) {
    for (index, row) in rows.enumerated() where row.count != columnCount {
      throw ShapeError("\(name)[\(index)]", expected: [columnCount], found: [row.count])
    }
    rowCount = rows.count
    self.columnCount = columnCount
    values = rows.flatMap { $0 }
  }

  public var shape: Shape { [rowCount, columnCount] }

  public subscript(row: Int, column: Int) -> Scalar {
    get { values[row * columnCount + column] }
    set { values[row * columnCount + column] = newValue }
  }

  public func row(_ index: Int) -> ArraySlice<Scalar> {
    values[(index * columnCount)..<((index + 1) * columnCount)]
  }

  /// A·x, shape (rows)
  ///
  /// - Precondition: x has as many numbers as A has columns.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func times(_ x: [Scalar]) -> [Scalar] {
    precondition(x.count == columnCount)
    var sums = [Scalar](repeating: 0, count: rowCount)
    // Four sums side by side, as each addition waits for the one before it.
    let quads = rowCount / 4 * 4
    for first in stride(from: 0, to: quads, by: 4) {
      var (a, b, c, d): (Scalar, Scalar, Scalar, Scalar) = (0, 0, 0, 0)
      var start = first * columnCount
      for value in x {
        a += values[start] * value
        b += values[start + columnCount] * value
        c += values[start + 2 * columnCount] * value
        d += values[start + 3 * columnCount] * value
        start += 1
      }
      (sums[first], sums[first + 1], sums[first + 2], sums[first + 3]) = (a, b, c, d)
    }
    for index in quads..<rowCount {
      for (weight, value) in zip(row(index), x) { sums[index] += weight * value }
    }
    return sums
  }

  /// Aᵀ·y over the rows from `first` on, as many as y has; shape (columns)
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func transposedTimes(_ y: [Scalar], rowsFrom first: Int = 0) -> [Scalar] {
    var sums = [Scalar](repeating: 0, count: columnCount)
    for (offset, factor) in y.enumerated() {
      let start = (first + offset) * columnCount
      for column in 0..<columnCount { sums[column] += factor * values[start + column] }
    }
    return sums
  }

  /// Adds the outer product δ⊗x to the rows from `first` on.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  mutating func add(_ delta: [Scalar], times x: [Scalar], rowsFrom first: Int) {
    for (offset, factor) in delta.enumerated() {
      let start = (first + offset) * columnCount
      for (column, value) in x.enumerated() { values[start + column] += factor * value }
    }
  }
}
