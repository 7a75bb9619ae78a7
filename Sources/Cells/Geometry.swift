/// A position in cells, counted from the top-left corner of the screen.
public struct Point: Hashable, Sendable {
  public var row: Int
  public var column: Int

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A size in cells.
public struct Size: Hashable, Sendable {
  public var rows: Int
  public var columns: Int

  public init(rows: Int, columns: Int) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }
}

/// A rectangle of cells. Empty rectangles are legal and every view must accept one.
public struct Rect: Hashable, Sendable {
  public var origin: Point
  public var size: Size

  public init(row: Int, column: Int, rows: Int, columns: Int) {
    origin = Point(row: row, column: column)
    size = Size(rows: rows, columns: columns)
  }

  public var rowRange: Range<Int> { origin.row..<(origin.row + size.rows) }
  public var columnRange: Range<Int> { origin.column..<(origin.column + size.columns) }
  public var isEmpty: Bool { size.rows == 0 || size.columns == 0 }

  /// The rectangle without a border of `amount` cells, or an empty one when nothing is left.
  public func inset(by amount: Int) -> Rect {
    Rect(
      row: origin.row + amount, column: origin.column + amount,
      rows: size.rows - 2 * amount, columns: size.columns - 2 * amount)
  }
}
