import CourseModel
import Views

/// Blocks as they are shown, on one line, however long it is.
func oneLine(_ blocks: [Block]) -> String {
  blocks.map(oneLine).filter { !$0.isEmpty }.joined(separator: " ")
}

/// Inlines as they are shown, on one line, however long it is.
func oneLine(_ inlines: [Inline]) -> String {
  inlines.map(oneLine).joined()
}

private func oneLine(_ block: Block) -> String {
  switch block {
  case .heading(_, let inlines), .paragraph(let inlines): oneLine(inlines)
  case .list(let list): list.items.map { oneLine($0.blocks) }.joined(separator: "; ")
  case .quote(let blocks): oneLine(blocks)
  case .code(_, let text): text.split(separator: "\n").joined(separator: "; ")
  case .math(let formula): inlineMaths(formula)
  case .table(let table): ([table.header] + table.rows).map(oneLine).joined(separator: "; ")
  case .rule, .lab: ""
  }
}

private func oneLine(_ row: [[Inline]]) -> String {
  row.map(oneLine).joined(separator: ", ")
}

private func oneLine(_ inline: Inline) -> String {
  switch inline {
  case .emphasis(let parts), .strong(let parts), .strikethrough(let parts), .link(let parts, _):
    oneLine(parts)
  case .image(let alternative, _): oneLine(alternative)
  case .math(let formula): inlineMaths(formula)
  case .text, .code, .gap, .softBreak, .lineBreak: inline.plainText
  }
}
