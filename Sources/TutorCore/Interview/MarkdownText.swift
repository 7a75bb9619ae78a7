import CourseModel

/// Blocks as the Markdown that reads back as them.
func markdown(_ blocks: [Block]) -> String {
  blocks.map(markdown).filter { !$0.isEmpty }.joined(separator: "\n\n")
}

/// Inlines as Markdown on one line.
func markdown(_ inlines: [Inline]) -> String { inlines.map(markdown).joined() }

private func markdown(_ block: Block) -> String {
  switch block {
  case .heading(let level, let inlines):
    // The transcript's own headings stand above those of a text.
    return String(repeating: "#", count: min(6, max(4, level))) + " " + markdown(inlines)
  case .paragraph(let inlines): return markdown(inlines)
  case .list(let list): return markdown(list)
  case .quote(let blocks): return quoted(markdown(blocks))
  case .code(let language, let text): return fenced(text, language)
  case .math(let formula): return fenced(formula.source, "math")
  case .table(let table): return markdown(table)
  case .rule: return "---"
  case .lab(let figure): return fenced(figure.source, "lab")
  }
}

private func markdown(_ list: Block.List) -> String {
  list.items.enumerated().map { index, item in
    let sign = list.start.map { "\($0 + index). " } ?? "- "
    let box = item.isChecked.map { $0 ? "[x] " : "[ ] " } ?? ""
    return sign + box + indented(markdown(item.blocks), by: sign.count)
  }.joined(separator: list.isTight ? "\n" : "\n\n")
}

private func markdown(_ table: Block.Table) -> String {
  func row(_ cells: [[Inline]]) -> String {
    "| " + cells.map { markdown($0).replacingBars }.joined(separator: " | ") + " |"
  }
  let rule = table.alignments.map { alignment in
    switch alignment {
    case .left: "---"
    case .center: ":-:"
    case .right: "--:"
    }
  }
  return ([row(table.header), "| " + rule.joined(separator: " | ") + " |"] + table.rows.map(row))
    .joined(separator: "\n")
}

private func markdown(_ inline: Inline) -> String {
  switch inline {
  case .text(let text): text.escaped
  case .code(let text): "`" + text + "`"
  case .emphasis(let parts): "*" + markdown(parts) + "*"
  case .strong(let parts): "**" + markdown(parts) + "**"
  case .strikethrough(let parts): "~~" + markdown(parts) + "~~"
  case .link(let parts, let destination): "[" + markdown(parts) + "](" + destination + ")"
  case .image(let alternative, let destination):
    "![" + markdown(alternative) + "](" + destination + ")"
  case .math(let formula): "$" + formula.source + "$"
  case .gap: "____"
  case .softBreak: " "
  case .lineBreak: "  \n"
  }
}

/// A code fence that is longer than any in the text.
private func fenced(_ text: String, _ language: String) -> String {
  var longest = 2
  var run = 0
  for character in text {
    run = character == "`" ? run + 1 : 0
    longest = max(longest, run)
  }
  let fence = String(repeating: "`", count: longest + 1)
  return fence + language + "\n" + text + (text.hasSuffix("\n") ? "" : "\n") + fence
}

/// Every line behind a `>`.
func quoted(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false)
    .map { $0.isEmpty ? ">" : "> " + $0 }.joined(separator: "\n")
}

private func indented(_ text: String, by amount: Int) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    .map { $0 == 0 || $1.isEmpty ? String($1) : String(repeating: " ", count: amount) + $1 }
    .joined(separator: "\n")
}

extension String {
  /// Typed text as Markdown that shows it as it was typed, line by line.
  var asMarkdown: String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false).map(\.asMarkdownLine)
    return lines.indices.map { index in
      let isBroken =
        !lines[index].isEmpty && index + 1 < lines.count && !lines[index + 1].isEmpty
      return lines[index] + (isBroken ? "\\" : "")
    }.joined(separator: "\n")
  }

  fileprivate var escaped: String {
    String(flatMap { "\\`*_[<$~&".contains($0) ? ["\\", $0] : [$0] })
  }

  fileprivate var replacingBars: String { String(flatMap { $0 == "|" ? ["\\", "|"] : [$0] }) }
}

extension Substring {
  /// Without a list, heading, quote, rule or indented code where its first characters look like one.
  fileprivate var asMarkdownLine: String {
    let text = drop { $0.isWhitespace }
    guard let first = text.first else { return "" }
    // Spaces that do not count as an indentation.
    let indentation = String(repeating: "\u{A0}", count: count - text.count)
    if "#>-+=|:".contains(first) { return indentation + "\\" + String(text).escaped }
    let number = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(number.count)
    guard !number.isEmpty, let mark = rest.first, ".)".contains(mark) else {
      return indentation + String(text).escaped
    }
    return indentation + number + "\\" + String(rest).escaped
  }
}
