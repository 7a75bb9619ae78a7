internal import Cells
internal import CourseModel

/// Brackets that grow, matrices, derivations.
extension MathSetter {
  /// The pieces from which a tall bracket is built.
  private struct Pieces {
    var top: Character
    var middle: Character
    var bottom: Character
    var filling: Character
  }

  private static let pieces: [String: Pieces] = [
    "(": Pieces(top: "⎛", middle: "⎜", bottom: "⎝", filling: "⎜"),
    ")": Pieces(top: "⎞", middle: "⎟", bottom: "⎠", filling: "⎟"),
    "[": Pieces(top: "⎡", middle: "⎢", bottom: "⎣", filling: "⎢"),
    "]": Pieces(top: "⎤", middle: "⎥", bottom: "⎦", filling: "⎥"),
    "{": Pieces(top: "⎧", middle: "⎨", bottom: "⎩", filling: "⎪"),
    "}": Pieces(top: "⎫", middle: "⎬", bottom: "⎭", filling: "⎪"),
    "⌊": Pieces(top: "⎢", middle: "⎢", bottom: "⎣", filling: "⎢"),
    "⌋": Pieces(top: "⎥", middle: "⎥", bottom: "⎦", filling: "⎥"),
    "⌈": Pieces(top: "⎡", middle: "⎢", bottom: "⎢", filling: "⎢"),
    "⌉": Pieces(top: "⎤", middle: "⎥", bottom: "⎥", filling: "⎥"),
    "|": Pieces(top: "│", middle: "│", bottom: "│", filling: "│"),
    "‖": Pieces(top: "║", middle: "║", bottom: "║", filling: "║"),
  ]

  /// A bracket over `rows`, which count from the baseline.
  private func bracket(_ name: String, over rows: ClosedRange<Int>) -> MathBox {
    guard rows.count > 1, let pieces = Self.pieces[name] else { return MathBox(name) }
    let last = rows.count - 1
    let text = (0...last).map { row in
      switch row {
      case 0: String(pieces.top)
      case last: String(pieces.bottom)
      case last / 2: String(pieces.middle)
      default: String(pieces.filling)
      }
    }
    return MathBox(rows: text, baseline: -rows.lowerBound)
  }

  /// `content` between brackets as tall as its body; `padding` cells of air inside tall ones.
  func bracketed(
    _ content: MathBox, left: String, right: String, padding: Int = 0
  ) -> MathBox {
    var rows = content.body
    // A brace has its tip in a middle row.
    if rows.count > 1, rows.count.isMultiple(of: 2),
      !Set(["{", "}"]).isDisjoint(with: [left, right])
    {
      rows = rows.lowerBound...(rows.upperBound + 1)
    }
    let isTall = rows.count > 1
    var parts: [(gap: Int, box: MathBox)] = []
    if !left.isEmpty { parts.append((0, bracket(left, over: rows))) }
    parts.append((!left.isEmpty && isTall ? padding : 0, content))
    if !right.isEmpty { parts.append((isTall ? padding : 0, bracket(right, over: rows))) }
    return .beside(parts)
  }

  // MARK: Matrices

  func matrix(_ rows: [[MathNode]], left: String, right: String) -> MathBox {
    let isCases = left == "{" && right.isEmpty
    let boxes = rows.map { $0.map(box) }
    var grid = Grid(boxes)
    grid.columnGap = isCases ? 3 : 2
    grid.rowGap = boxes.joined().allSatisfy(\.isOneRow) ? 0 : 1
    // An even number of rows leaves no row for the tip of the brace.
    if isCases, rows.count.isMultiple(of: 2) { grid.rowGap = 1 }
    let columns = grid.columnCount
    grid.alignments = (0..<columns).map { column in
      let nodes = rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
      return isCases ? .left : nodes.allSatisfy(Self.isNumber) ? .right : .centre
    }
    return bracketed(grid.box.centred, left: left, right: right, padding: 1)
  }

  private static func isNumber(_ node: MathNode) -> Bool {
    node.parts.allSatisfy {
      if case .symbol(let text, _) = $0 {
        text.allSatisfy { $0.isNumber || "+−.".contains($0) }
      } else {
        false
      }
    }
  }

  // MARK: Derivations

  /// The boxes of a derivation's cells: every second one continues the cell before it.
  func cells(of rows: [[MathNode]]) -> [[MathBox]] {
    rows.map { row in
      row.enumerated().map { column, node in
        let spacing = MathSpacing(
          isPicture: true, followsOperand: !column.isMultiple(of: 2),
          precedesOperand: column.isMultiple(of: 2) && column + 1 < row.count)
        return self.row(node.parts, spacing)
      }
    }
  }

  func aligned(_ rows: [[MathNode]]) -> MathBox { aligned(cells(of: rows)) }

  /// Rows of cells with right- and left-aligned columns in turn.
  func aligned(_ boxes: [[MathBox]]) -> MathBox {
    var grid = Grid(boxes)
    grid.alignments = (0..<grid.columnCount).map { $0.isMultiple(of: 2) ? .right : .left }
    grid.columnGap = 0
    grid.pairGap = 3
    grid.rowGap = nil
    return grid.box.centred
  }
}

/// Boxes in rows and columns.
private struct Grid {
  enum Alignment { case left, centre, right }

  var boxes: [[MathBox]]
  var alignments: [Alignment] = []
  var columnGap = 2
  /// The gap before every odd column but the first, instead of `columnGap`.
  var pairGap: Int?
  /// Empty rows between rows; nil puts them only where lines would touch.
  var rowGap: Int? = 0

  init(_ boxes: [[MathBox]]) {
    self.boxes = boxes
  }

  var columnCount: Int { boxes.map(\.count).max() ?? 0 }

  var widths: [Int] {
    (0..<columnCount).map { column in
      boxes.map { $0.indices.contains(column) ? $0[column].width : 0 }.max() ?? 0
    }
  }

  /// The first cell of every column.
  private var columns: [Int] {
    var start = 0
    return widths.enumerated().map { column, width in
      let isPair = column > 0 && column.isMultiple(of: 2)
      start += column == 0 ? 0 : (isPair ? pairGap : nil) ?? columnGap
      defer { start += width }
      return start
    }
  }

  var box: MathBox {
    let (widths, columns) = (widths, columns)
    var parts: [MathBox.Part] = []
    var row = 0
    var above: MathBox?
    for cells in boxes {
      // A stand-in with the rows of the whole line.
      let line = MathBox.beside(cells.map { (0, $0) })
      if let above {
        row += above.descent + (rowGap ?? MathBox.gap(between: above, and: line)) + line.ascent + 1
      }
      for (column, box) in cells.enumerated() {
        let free = widths[column] - box.width
        let shift =
          switch column < alignments.count ? alignments[column] : .centre {
          case .left: 0
          case .centre: free / 2
          case .right: free
          }
        parts.append(MathBox.Part(box: box, row: row, column: columns[column] + shift))
      }
      above = line
    }
    return MathBox(parts)
  }
}
