public import Cells
public import CourseModel

/// Markdown as rows of text for a screen of a certain width.
public struct Article: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public var line: Line
    /// Whether the row is wider than the screen and cannot be wrapped: code, tables, maths.
    public var isScrollable: Bool

    public init(line: Line, isScrollable: Bool = false) {
      self.line = line
      self.isScrollable = isScrollable
    }
  }

  /// The empty rows that a running lab draws itself into.
  public struct Figure: Hashable, Sendable {
    /// Counts the article's top-level labs, 0-based, those shown as code included.
    public var index: Int
    public var figure: LabFigure
    public var rows: Range<Int>
  }

  public struct Link: Hashable, Sendable {
    public var destination: String
    /// Where its words stand: one area a row, rows and columns of the article.
    public var areas: [Rect]
  }

  public struct Heading: Hashable, Sendable {
    public var row: Int
    public var level: Int
    public var title: String
  }

  /// The most columns that text uses, however wide the screen is.
  public static let measure = 78

  public private(set) var rows: [Row] = []
  public private(set) var figures: [Figure] = []
  public private(set) var links: [Link] = []
  public private(set) var headings: [Heading] = []

  /// Sets `blocks` for a screen of `width` columns.
  ///
  /// `figureRows` says how many rows a lab of the top level needs; nil or 0 shows its source as code,
  /// as labs inside lists and quotes always are. With `isColoured` the letters of display maths
  /// take the colours of the gates.
  public init(
    _ blocks: [Block], width: Int, isColoured: Bool = true,
    figureRows: (_ index: Int, LabFigure) -> Int? = { _, _ in nil }
  ) {
    var setter = BlockSetter(isColoured: isColoured)
    let labs = blocks.compactMap { if case .lab(let figure) = $0 { figure } else { nil } }
    setter.figureRows = labs.enumerated().map {
      figureRows($0.offset, $0.element).map { max(0, $0) }
    }
    let set = setter.article(blocks, Room(width: width))
    links = setter.destinations.map { Link(destination: $0, areas: []) }
    for (row, content) in set.enumerated() {
      rows.append(Row(line: content.line, isScrollable: content.isScrollable))
      for part in content.links {
        links[part.link].areas.append(
          Rect(row: row, column: part.columns.lowerBound, rows: 1, columns: part.columns.count))
      }
      switch content.mark {
      case .heading(let level, let title):
        headings.append(Heading(row: row, level: level, title: title))
      case .figure(let index, let count):
        figures.append(Figure(index: index, figure: labs[index], rows: row..<(row + count)))
      case nil: break
      }
    }
  }
}

/// One paragraph as lines of at most `width` cells (and never more than ``Article/measure``).
public func paragraphLines(_ inlines: [Inline], width: Int, style: Style = .body) -> [Line] {
  var setter = BlockSetter(style: style)
  return setter.paragraph(inlines, width: Room(width: width).measure, style: style).map(\.line)
}

/// Blocks as lines for a place of `width` cells; labs are shown as code, and long lines of code go
/// on behind a ↳.
public func blockLines(_ blocks: [Block], width: Int, style: Style = .body) -> [Line] {
  var setter = BlockSetter(isColoured: style.role == .body, style: style)
  setter.wrapsCode = true
  return setter.rows(blocks, Room(width: width)).map(\.line)
}

/// Blocks as plain text, line by line: no pictures, bars or rules, formulas on one line.
public func plainLines(_ blocks: [Block], width: Int) -> [String] {
  var setter = BlockSetter(isPlain: true)
  return setter.rows(blocks, Room(width: width)).map { $0.line.plainText.displayed }
}
