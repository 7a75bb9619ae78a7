/// What becomes of the parts of a text; its structure stays.
public struct BlockMapping {
  /// Inlines that hold no others: texts, code, formulas, gaps, breaks.
  public var inline: (Inline) -> [Inline]
  /// The text of a fence.
  public var code: (String) -> String
  public var formula: (Formula) -> Formula

  public init(
    inline: @escaping (Inline) -> [Inline] = { [$0] },
    code: @escaping (String) -> String = { $0 },
    formula: @escaping (Formula) -> Formula = { $0 }
  ) {
    self.inline = inline
    self.code = code
    self.formula = formula
  }

  public func map(_ blocks: [Block]) -> [Block] { blocks.map(map) }

  public func map(_ block: Block) -> Block {
    switch block {
    case .heading(let level, let inlines): return .heading(level: level, map(inlines))
    case .paragraph(let inlines): return .paragraph(map(inlines))
    case .list(var list):
      list.items = list.items.map { Block.Item(isChecked: $0.isChecked, blocks: map($0.blocks)) }
      return .list(list)
    case .quote(let blocks): return .quote(map(blocks))
    case .code(let language, let text): return .code(language: language, text: code(text))
    case .math(let formula): return .math(self.formula(formula))
    case .table(var table):
      table.header = table.header.map(map)
      table.rows = table.rows.map { $0.map(map) }
      return .table(table)
    case .rule, .lab: return block
    }
  }

  public func map(_ inlines: [Inline]) -> [Inline] {
    inlines.flatMap { inline -> [Inline] in
      switch inline {
      case .emphasis(let parts): [.emphasis(map(parts))]
      case .strong(let parts): [.strong(map(parts))]
      case .strikethrough(let parts): [.strikethrough(map(parts))]
      case .link(let parts, let destination): [.link(map(parts), destination: destination)]
      case .image(let alternative, let destination):
        [.image(alternative: map(alternative), destination: destination)]
      case .text, .code, .math, .gap, .softBreak, .lineBreak: self.inline(inline)
      }
    }
  }
}
