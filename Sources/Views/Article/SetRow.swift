internal import Cells

/// A row of an article while it is being set.
struct SetRow {
  /// A part of a link's words in this row.
  struct LinkPart {
    /// An index into ``BlockSetter/destinations``.
    var link: Int
    var columns: Range<Int>
  }

  enum Mark {
    case heading(level: Int, title: String)
    case figure(index: Int, rows: Int)
  }

  var line: Line
  var isScrollable = false
  var links: [LinkPart] = []
  var mark: Mark?

  init(_ line: Line = Line()) {
    self.line = line
  }

  /// A row of something that is not wrapped.
  init(_ line: Line, within width: Int) {
    self.line = line
    isScrollable = line.cellWidth > width
  }

  /// The row behind something else.
  func prefixed(by prefix: Line) -> SetRow {
    var row = self
    row.line = line.spans.isEmpty ? prefix.withoutTrailingSpaces : prefix + line
    row.links = links.map { $0.shifted(by: prefix.cellWidth) }
    return row
  }
}

extension SetRow.LinkPart {
  func shifted(by columns: Int) -> SetRow.LinkPart {
    let range = self.columns
    return SetRow.LinkPart(
      link: link, columns: (range.lowerBound + columns)..<(range.upperBound + columns))
  }
}

/// The columns that blocks may use.
struct Room {
  /// For what is not wrapped: code, tables, maths.
  var width: Int
  /// For text.
  var measure: Int

  init(width: Int) {
    self.width = max(1, width)
    measure = min(self.width, Article.measure)
  }

  /// The room behind a prefix.
  func inset(by columns: Int) -> Room {
    var room = self
    room.width = max(1, width - columns)
    room.measure = max(1, measure - columns)
    return room
  }
}
