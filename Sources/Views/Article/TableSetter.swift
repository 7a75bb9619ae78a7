internal import Cells
internal import CourseModel

extension BlockSetter {
  /// A table whose columns share the room; cells wrap, and rules separate rows that do.
  mutating func rows(_ table: Block.Table, _ room: Room) -> [SetRow] {
    let columns = max(table.header.count, table.rows.map(\.count).max() ?? 0)
    guard columns > 0 else { return [] }
    var header: [InlineSetter] = []
    for cell in table.header { header.append(text(cell, style: style.adding(.bold))) }
    var body: [[InlineSetter]] = []
    for row in table.rows {
      var cells: [InlineSetter] = []
      for cell in row { cells.append(text(cell, style: style)) }
      body.append(cells)
    }
    if isPlain { return plain([header] + body, room) }

    let separators = 3 * (columns - 1)
    let widths = ColumnWidths(cells: [header] + body, columns: columns)
      .shared(room: max(1, room.width - separators))
    let layout = TableLayout(widths: widths, alignments: table.alignments, room: room.width)
    let wrapped = body.map { layout.wrapped($0) }
    let needsRules = wrapped.contains { $0.contains { $0.count > 1 } }
    var rows = layout.rows(layout.wrapped(header)) + [layout.rule]
    for (index, cells) in wrapped.enumerated() {
      if index > 0, needsRules { rows.append(layout.rule) }
      rows += layout.rows(cells)
    }
    return rows
  }

  private func plain(_ rows: [[InlineSetter]], _ room: Room) -> [SetRow] {
    rows.flatMap { cells in
      Line(cells.map(\.plainText).joined(separator: " | ")).wrapped(to: room.measure, hanging: 2)
    }
    .map { SetRow($0) }
  }
}

/// How much room the columns of a table want and get.
private struct ColumnWidths {
  private var natural: [Int]
  private var longestWord: [Int]

  init(cells: [[InlineSetter]], columns: Int) {
    natural = Array(repeating: 1, count: columns)
    longestWord = natural
    for row in cells {
      for (column, cell) in row.enumerated() {
        for line in cell.lines {
          natural[column] = max(natural[column], line.cellWidth)
          longestWord[column] = max(longestWord[column], Self.longestWord(line.plainText))
        }
      }
    }
  }

  /// The widest part that is not broken at spaces or between wide characters.
  private static func longestWord(_ text: String) -> Int {
    var longest = 0
    var current = 0
    for character in text {
      switch character.cellWidth {
      case 2:
        longest = max(longest, 2)
        current = 0
      case _ where character == " ": current = 0
      default: current += 1
      }
      longest = max(longest, current)
    }
    return longest
  }

  /// Narrow columns get what they want; the others share the rest, the longest texts most.
  func shared(room: Int) -> [Int] {
    guard natural.reduce(0, +) > room else { return natural }
    var widths = Array(repeating: 0, count: natural.count)
    var wide = Array(natural.indices)
    var rest = room
    while true {
      let fair = rest / max(1, wide.count)
      let narrow = wide.filter { natural[$0] <= fair }
      if narrow.isEmpty { break }
      for column in narrow {
        widths[column] = natural[column]
        rest -= natural[column]
      }
      wide.removeAll { natural[$0] <= fair }
    }
    for column in wide {
      let fair = rest / wide.count
      widths[column] = min(natural[column], max(4, min(longestWord[column], fair)))
    }
    rest -= wide.reduce(0) { $0 + widths[$1] }
    while rest > 0 {
      let hungry = wide.filter { widths[$0] < natural[$0] }
      let next = hungry.max {
        natural[$0] * widths[$1] < natural[$1] * widths[$0]
      }
      guard let next else { break }
      widths[next] += 1
      rest -= 1
    }
    return widths
  }
}

/// Puts wrapped cells beside each other.
private struct TableLayout {
  var widths: [Int]
  var alignments: [Block.Table.Alignment]
  /// The width of the screen.
  var room: Int

  func wrapped(_ cells: [InlineSetter]) -> [[SetRow]] {
    zip(cells, widths).map { $0.rows(width: $1) }
  }

  var rule: SetRow {
    let parts = widths.enumerated().map { column, width in
      let ends = (column > 0 ? 1 : 0) + (column + 1 < widths.count ? 1 : 0)
      return String(repeating: "─", count: width + ends)
    }
    return SetRow(Line(parts.joined(separator: "┼"), .muted), within: room)
  }

  func rows(_ cells: [[SetRow]]) -> [SetRow] {
    let height = cells.map(\.count).max() ?? 1
    return (0..<height).map { row($0, of: cells) }
  }

  private func row(_ index: Int, of cells: [[SetRow]]) -> SetRow {
    var line = Line()
    var links: [SetRow.LinkPart] = []
    var start = 0
    for (column, width) in widths.enumerated() {
      if column > 0 {
        line.append(" │ ", .muted)
        start += 3
      }
      let lines = column < cells.count ? cells[column] : []
      let cell = index < lines.count ? lines[index] : SetRow()
      let free = max(0, width - cell.line.cellWidth)
      let before =
        switch column < alignments.count ? alignments[column] : .left {
        case .left: 0
        case .center: free / 2
        case .right: free
        }
      line.append(String(repeating: " ", count: before))
      for span in cell.line.spans { line.append(span.text, span.style) }
      line.append(String(repeating: " ", count: free - before))
      links += cell.links.map { $0.shifted(by: start + before) }
      start += max(width, cell.line.cellWidth)
    }
    var row = SetRow(line.withoutTrailingSpaces, within: room)
    row.links = links
    return row
  }
}
