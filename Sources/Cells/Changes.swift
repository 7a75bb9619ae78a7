extension Canvas {
  /// Calls `body` with the row and the columns of every run of cells that differ from those of `old`,
  /// row by row from left to right; with all rows where `old` is nil or of another size.
  ///
  /// Two runs that only few cells part are told as one.
  public func forEachChange(
    since old: Canvas?, _ body: (_ row: Int, _ columns: Range<Int>) -> Void
  ) {
    guard let old, old.size == size else {
      for row in 0..<size.rows where size.columns > 0 { body(row, 0..<size.columns) }
      return
    }
    for row in 0..<size.rows {
      let first = row * size.columns
      var run: Range<Int>?
      for column in 0..<size.columns where cells[first + column] != old.cells[first + column] {
        if let known = run, column - known.upperBound <= Self.bridge {
          run = known.lowerBound..<(column + 1)
        } else {
          if let run { body(row, run) }
          run = column..<(column + 1)
        }
      }
      if let run { body(row, run) }
    }
  }

  /// Cells that a terminal writes again as fast as it jumps over them.
  private static let bridge = 4
}
