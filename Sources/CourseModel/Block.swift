/// A part of an article, as its author structured it; independent of any screen width.
public indirect enum Block: Hashable, Sendable {
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  case list(List)
  case quote([Block])
  case code(language: String, text: String)
  case math(Formula)
  case table(Table)
  case rule
  case lab(LabFigure)

  public struct List: Hashable, Sendable {
    /// The number of the first item, or nil for a bullet list.
    public var start: Int?
    public var isTight: Bool
    public var items: [Item]

    public init(start: Int? = nil, isTight: Bool = true, items: [Item]) {
      self.start = start
      self.isTight = isTight
      self.items = items
    }
  }

  public struct Item: Hashable, Sendable {
    /// The state of a task-list item's box, or nil for an ordinary item.
    public var isChecked: Bool?
    public var blocks: [Block]

    public init(isChecked: Bool? = nil, blocks: [Block]) {
      self.isChecked = isChecked
      self.blocks = blocks
    }
  }

  public struct Table: Hashable, Sendable {
    public enum Alignment: Hashable, Sendable { case left, center, right }

    public var alignments: [Alignment]
    public var header: [[Inline]]
    public var rows: [[[Inline]]]

    public init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
      self.alignments = alignments
      self.header = header
      self.rows = rows
    }
  }
}

/// A part of a line of text.
public indirect enum Inline: Hashable, Sendable {
  case text(String)
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case link([Inline], destination: String)
  case image(alternative: [Inline], destination: String)
  case math(Formula)
  /// A place of a `cloze` question where something is hidden, counted from 0.
  case gap(Int)
  case softBreak
  case lineBreak
}

/// A formula, as it was typed and as a tree that can be set.
public struct Formula: Hashable, Sendable {
  public var source: String
  public var tree: MathNode

  public init(source: String, tree: MathNode) {
    self.source = source
    self.tree = tree
  }
}

/// A running lab inside an article.
public struct LabFigure: Hashable, Sendable {
  /// A condition such as `c < -0.9` on one unit of a traced value.
  public struct Condition: Hashable, Sendable {
    public enum Comparison: String, CaseIterable, Sendable {
      case less = "<"
      case lessOrEqual = "<="
      case greater = ">"
      case greaterOrEqual = ">="
    }

    /// One of `i f g o c h`.
    public var symbol: String
    /// 0-based.
    public var unit: Int
    public var comparison: Comparison
    public var value: Double

    public init(symbol: String, unit: Int, comparison: Comparison, value: Double) {
      self.symbol = symbol
      self.unit = unit
      self.comparison = comparison
      self.value = value
    }

    /// Whether a traced value is what the learner is to find.
    public func holds(for found: Double) -> Bool {
      switch comparison {
      case .less: found < value
      case .lessOrEqual: found <= value
      case .greater: found > value
      case .greaterOrEqual: found >= value
      }
    }
  }

  /// What the learner must find before the article goes on.
  public struct Task: Hashable, Sendable {
    public var text: String
    public var condition: Condition

    public init(text: String, condition: Condition) {
      self.text = text
      self.condition = condition
    }
  }

  public var preset: String
  /// Names of the rows to show: inputs and `i f g o c h`; empty shows all gates, c and h.
  public var show: [String]
  /// How many rows of the tape the figure uses; nil uses all.
  public var steps: Int?
  /// Another preset whose cell state is drawn beside this one's.
  public var compare: String?
  public var ask: Task?
  /// The YAML as it was written, for readers that cannot run it.
  public var source: String
  public var location: SourceLocation

  public init(
    preset: String, show: [String] = [], steps: Int? = nil, compare: String? = nil,
    ask: Task? = nil, source: String = "", location: SourceLocation
  ) {
    self.preset = preset
    self.show = show
    self.steps = steps
    self.compare = compare
    self.ask = ask
    self.source = source
    self.location = location
  }
}

extension [Inline] {
  /// The text without decoration, for search, titles and plain output.
  public var plainText: String { map(\.plainText).joined() }
}

extension Inline {
  public var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let parts), .strong(let parts), .strikethrough(let parts), .link(let parts, _):
      parts.plainText
    case .image(let alternative, _): alternative.plainText
    case .math(let formula): formula.source
    case .gap(let number): "[\(number + 1) ____]"
    case .softBreak, .lineBreak: " "
    }
  }
}

extension [Block] {
  /// The words of an article, one line per block, for search.
  public var plainText: String { map(\.plainText).joined(separator: "\n") }
}

extension Block {
  public var plainText: String {
    switch self {
    case .heading(_, let inlines), .paragraph(let inlines): inlines.plainText
    case .list(let list): list.items.map(\.blocks.plainText).joined(separator: "\n")
    case .quote(let blocks): blocks.plainText
    case .code(_, let text): text
    case .math(let formula): formula.source
    case .table(let table):
      ([table.header] + table.rows).map { row in row.map(\.plainText).joined(separator: " ") }
        .joined(separator: "\n")
    case .rule, .lab: ""
    }
  }
}
