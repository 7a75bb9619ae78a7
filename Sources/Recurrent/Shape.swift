/// The lengths of an array along its dimensions.
public struct Shape: Hashable, Sendable, CustomStringConvertible, ExpressibleByArrayLiteral {
  public var lengths: [Int]

  public init(_ lengths: [Int]) {
    self.lengths = lengths
  }

  public init(arrayLiteral lengths: Int...) {
    self.lengths = lengths
  }

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
  public var expected: Shape
  public var found: Shape

  public init(_ name: String, expected: Shape, found: Shape) {
    self.name = name
    self.expected = expected
    self.found = found
  }

  public var description: String { "\(name) has shape \(found), expected \(expected)" }

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
}
