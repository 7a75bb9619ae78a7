/// A grid of cells that views draw into.
///
/// Drawing outside the grid is allowed and ignored, so a view never has to check the size of the
/// terminal before it draws.
public struct Canvas: Hashable, Sendable {
  public let size: Size
  public private(set) var cells: [Cell]

  public init(size: Size) {
    self.size = size
    cells = Array(repeating: Cell(), count: size.rows * size.columns)
  }

  public var bounds: Rect { Rect(row: 0, column: 0, rows: size.rows, columns: size.columns) }

  /// The cells of one row.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    cells[(row * size.columns)..<((row + 1) * size.columns)]
  }

  public subscript(point: Point) -> Cell? {
    get {
      guard contains(point) else { return nil }
      return cells[point.row * size.columns + point.column]
    }
    set {
      guard contains(point), let newValue else { return }
      cells[point.row * size.columns + point.column] = newValue
    }
  }

  /// Writes `text` from `point` to the right and returns the column after the last cell written.
  ///
  /// The text is cut at the edge of `clip`. A wide character that would only half fit is replaced
  /// by a space, so that no cell outside the clip is ever touched. Control characters are shown
  /// as pictures (``Character/displayed``).
  @discardableResult
  public mutating func write(
    _ text: String, at point: Point, style: Style = .body, in clip: Rect? = nil
  ) -> Int {
    let clip = clip ?? bounds
    guard clip.rowRange.contains(point.row) else { return point.column }
    return text.isPlain
      ? writePlain(text, at: point, style: style, in: clip)
      : writeClusters(text, at: point, style: style, in: clip)
  }

  /// Writes one scalar that is plain (``Unicode/Scalar/isPlain``), for pictures made of thousands.
  public mutating func put(
    _ scalar: Unicode.Scalar, at point: Point, style: Style, in clip: Rect
  ) {
    guard scalar.isPlain, contains(point), clip.rowRange.contains(point.row),
      clip.columnRange.contains(point.column)
    else { return }
    cells[point.row * size.columns + point.column] = Cell(scalar, style: style)
  }

  /// Writes scalars that take a cell each.
  private mutating func writePlain(
    _ text: String, at point: Point, style: Style, in clip: Rect
  ) -> Int {
    let columns = clip.columnRange.clamped(to: 0..<size.columns)
    let isInside = (0..<size.rows).contains(point.row)
    let start = point.row * size.columns
    var cell = Cell(" " as Unicode.Scalar, style: style)
    var column = point.column
    for scalar in text.unicodeScalars {
      guard column < clip.columnRange.upperBound else { break }
      if isInside, columns.contains(column) {
        cell.show(scalar)
        cells[start + column] = cell
      }
      column += 1
    }
    return column
  }

  private mutating func writeClusters(
    _ text: String, at point: Point, style: Style, in clip: Rect
  ) -> Int {
    var column = point.column
    for unsafe in text {
      let character = unsafe.displayed
      let width = character.cellWidth
      guard width > 0 else { continue }
      guard column < clip.columnRange.upperBound else { break }
      let fits = column + width <= clip.columnRange.upperBound
      if clip.columnRange.contains(column) {
        self[Point(row: point.row, column: column)] = Cell(
          fits ? String(character) : " ", style: style)
        if fits, width == 2 {
          self[Point(row: point.row, column: column + 1)] = Cell("", style: style)
        }
      }
      column += width
    }
    return column
  }

  /// Copies the cells of `picture` to `origin`, cut at `clip`.
  public mutating func paste(_ picture: Canvas, at origin: Point, in clip: Rect) {
    for row in 0..<picture.size.rows where clip.rowRange.contains(origin.row + row) {
      for column in 0..<picture.size.columns
      where clip.columnRange.contains(origin.column + column) {
        self[Point(row: origin.row + row, column: origin.column + column)] =
          picture[Point(row: row, column: column)]
      }
    }
  }

  private func contains(_ point: Point) -> Bool {
    point.row >= 0 && point.row < size.rows && point.column >= 0 && point.column < size.columns
  }
}

extension Canvas {
  /// The screen as text, one line per row, without trailing spaces.
  public var plainText: String {
    (0..<size.rows)
      .map { row in
        let line = self.row(row).map(\.text).joined()
        return String(line.reversed().drop { $0 == " " }.reversed())
      }
      .joined(separator: "\n")
  }

  /// The role of every cell as one letter, in the layout of ``plainText``; of a shaded cell the
  /// palette.
  public var rolePlane: String {
    (0..<size.rows)
      .map { row in
        String(self.row(row).map { $0.style.shade?.palette.letter ?? $0.style.role.letter })
      }
      .joined(separator: "\n")
  }
}
