internal import CNcurses
internal import Cells
internal import Console

extension CursesTerminal {
  /// Blanks in a row that a terminal writes as fast as it erases them.
  private static let shortBlank = 7

  /// Hands a part of a row of `canvas` to ncurses.
  func put(_ canvas: Canvas, row: Int, _ columns: Range<Int>) {
    let cells = canvas.row(row)
    let theme = theme
    // Where a row of cells begins or ends in the middle of a wide character, ncurses takes another
    // one for it.
    let isNarrow = !hasWide(canvas, row) && !hasWide(shown.canvas, row)
    var pending = PendingCells(row: row, count: columns.count, areTogether: isNarrow)
    // The look of the last cell, where a blank may have it too.
    var last: Look?
    var style = Style.body
    var lookOfStyle = theme.look(of: style)
    var column = columns.lowerBound
    while column < columns.upperBound {
      let cell = cells[cells.startIndex + column]
      if cell.style.shade != nil, theme.hasShades {
        let shades = shades(in: cells.dropFirst(column).prefix(columns.upperBound - column))
        for ink in ShadeInk.inks(of: shades) {
          pending.append(ink.glyph, theme.look(of: ink), at: column)
          column += 1
        }
        last = nil
        if !shades.isEmpty { continue }
      }
      if cell.style != style {
        style = cell.style
        lookOfStyle = theme.look(of: style)
      }
      var look = lookOfStyle
      if cell.scalar == " ", look.leavesBlanks {
        // Nobody sees of which colour a blank is, and to change it costs more than the blank; what is
        // long and of none can be erased.
        let end = endOfBlanks(cells, from: column)
        let isShort = end - column <= Self.shortBlank && end < cells.count
        look = isShort ? last ?? look : theme.look(of: .body)
        while column < min(end, columns.upperBound) {
          pending.append(" ", look, at: column)
          column += 1
        }
        continue
      }
      // About any other one ncurses could think otherwise, and the cells behind it would move.
      if let scalar = cell.scalar, scalar.isPlain {
        pending.append(scalar, look, at: column)
      } else {
        pending.flush()
        put(cell.text, look, row: row, column: column)
      }
      last = look.leavesBlanks ? look : nil
      column += 1
    }
    pending.flush()
  }

  private func hasWide(_ canvas: Canvas, _ row: Int) -> Bool {
    row >= canvas.size.rows || canvas.row(row).contains(where: \.isRightHalf)
  }

  /// The shades at the beginning of a part of a row.
  private func shades(in cells: ArraySlice<Cell>) -> [Shade] {
    var shades: [Shade] = []
    for cell in cells {
      guard cell.scalar == "▀", let shade = cell.style.shade else { break }
      shades.append(shade)
    }
    return shades
  }

  /// The column behind the blanks that begin at `column` and have neither shade nor decoration.
  private func endOfBlanks(_ cells: ArraySlice<Cell>, from column: Int) -> Int {
    var end = column
    while end < cells.count, case let cell = cells[cells.startIndex + end], cell.scalar == " ",
      cell.style.shade == nil || !theme.hasShades, theme.look(of: cell.style).leavesBlanks
    {
      end += 1
    }
    return end
  }

  /// Hands one cluster to ncurses, at its place whatever its width.
  private func put(_ text: String, _ look: Look, row: Int, column: Int) {
    var scalars = text.unicodeScalars.prefix(Int(CCHARW_MAX)).map {
      wchar_t(bitPattern: $0.value)
    }
    if scalars.isEmpty { return }
    scalars.append(0)
    var cell = cchar_t()
    nc_make(&cell, scalars, look.attributes, look.pair)
    // The lower right corner returns ERR after drawing; there is nothing to handle.
    nc_put(Int32(row), Int32(column), &cell)
  }
}

/// Cells of width 1 beside each other that ncurses has not been handed yet.
private struct PendingCells {
  private let row: Int
  /// Whether they are handed all at once; else one by one.
  private let areTogether: Bool
  private var first = 0
  private var cells: [cchar_t] = []
  // To ask ncurses for every cell takes longer than to draw it.
  private var sample = cchar_t()
  private var lookOfSample: Look?

  init(row: Int, count: Int, areTogether: Bool) {
    self.row = row
    self.areTogether = areTogether
    cells.reserveCapacity(count)
  }

  mutating func append(_ scalar: Unicode.Scalar, _ look: Look, at column: Int) {
    if cells.isEmpty { first = column }
    if look != lookOfSample {
      nc_make_one(&sample, 0x20, look.attributes, look.pair)
      lookOfSample = look
    }
    sample.chars.0 = wchar_t(bitPattern: scalar.value)
    cells.append(sample)
  }

  mutating func flush() {
    guard !cells.isEmpty else { return }
    if areTogether {
      nc_put_row(Int32(row), Int32(first), cells, Int32(cells.count))
    } else {
      for index in cells.indices {
        nc_put(Int32(row), Int32(first + index), &cells[index])
      }
    }
    cells.removeAll(keepingCapacity: true)
  }
}
