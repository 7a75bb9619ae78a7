internal import Cells
public import CourseModel

/// Blocks as HTML for other programs' pages: one line, no scripts, no styles of its own.
///
/// Formulas stand in MathJax's brackets, `\(…\)` and `\[…\]`.
public struct HTMLSetter {
  private var depth = 0
  /// Deeper lists and quotes are not shown: text from strangers must not exhaust the stack.
  private static let deepest = 24

  public init() {}

  public func html(_ blocks: [Block]) -> String {
    guard depth < Self.deepest else { return "…" }
    var inner = self
    inner.depth += 1
    return blocks.map { inner.block($0) }.joined()
  }

  public func html(_ inlines: [Inline]) -> String { inlines.map(inline).joined() }

  /// Code with all its spaces.
  public func code(_ text: String) -> String {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    return "<pre><code>" + lines.map(Self.escaped).joined(separator: "<br>") + "</code></pre>"
  }

  // MARK: Blocks

  private func block(_ block: Block) -> String {
    switch block {
    case .heading(_, let inlines): "<p><b>\(html(inlines))</b></p>"
    case .paragraph(let inlines): "<p>\(html(inlines))</p>"
    case .list(let list): self.list(list)
    case .quote(let blocks): "<blockquote>\(html(blocks))</blockquote>"
    case .code(_, let text): code(text)
    case .math(let formula): "<p>\\[\(Self.mathJax(formula))\\]</p>"
    case .table(let table): self.table(table)
    case .rule: "<hr>"
    case .lab(let figure): "<p>▸ <code>lstm-tutor lab \(Self.escaped(figure.preset))</code></p>"
    }
  }

  private func list(_ list: Block.List) -> String {
    let items = list.items.map { item in
      let box = item.isChecked.map { $0 ? "☑ " : "☐ " } ?? ""
      // A paragraph of its own would tear a tight item from its bullet.
      if list.isTight, case .paragraph(let inlines)? = item.blocks.first {
        return "<li>" + box + html(inlines) + html(Array(item.blocks.dropFirst())) + "</li>"
      }
      return "<li>" + box + html(item.blocks) + "</li>"
    }.joined()
    guard let start = list.start else { return "<ul>\(items)</ul>" }
    return start == 1 ? "<ol>\(items)</ol>" : "<ol start=\"\(start)\">\(items)</ol>"
  }

  private func table(_ table: Block.Table) -> String {
    func row(_ cells: [[Inline]], _ tag: String) -> String {
      let cells = cells.enumerated().map { index, cell in
        let alignment = table.alignments.indices.contains(index) ? table.alignments[index] : .left
        return "<\(tag)\(Self.style(alignment))>\(html(cell))</\(tag)>"
      }
      return "<tr>" + cells.joined() + "</tr>"
    }
    return "<table><thead>" + row(table.header, "th") + "</thead><tbody>"
      + table.rows.map { row($0, "td") }.joined() + "</tbody></table>"
  }

  private static func style(_ alignment: Block.Table.Alignment) -> String {
    switch alignment {
    case .left: ""
    case .center: " style=\"text-align: center\""
    case .right: " style=\"text-align: right\""
    }
  }

  // MARK: Inlines

  private func inline(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): Self.escaped(text)
    case .code(let text): "<code>\(Self.escaped(text))</code>"
    case .emphasis(let parts): "<i>\(html(parts))</i>"
    case .strong(let parts): "<b>\(html(parts))</b>"
    case .strikethrough(let parts): "<s>\(html(parts))</s>"
    case .link(let parts, let destination): link(html(parts), to: destination)
    case .image(let alternative, let destination): link(html(alternative), to: destination)
    case .math(let formula): "\\(\(Self.mathJax(formula))\\)"
    case .gap: "<b>\(Self.escaped(inline.plainText))</b>"
    case .softBreak: " "
    case .lineBreak: "<br>"
    }
  }

  /// Only addresses that a browser shows become links; a script behind a word stays a word.
  private func link(_ words: String, to destination: String) -> String {
    let isAddress = ["https://", "http://", "mailto:"].contains {
      destination.lowercased().hasPrefix($0)
    }
    guard isAddress else { return words }
    return "<a href=\"\(Self.escaped(destination))\">\(words)</a>"
  }

  /// The formula with the two names that MathJax knows otherwise.
  private static func mathJax(_ formula: Formula) -> String {
    escaped(
      formula.source.replacing("\\bm{", with: "\\boldsymbol{")
        .replacing("\\degree", with: "{}^{\\circ}"))
  }

  /// Text as it may stand in HTML, between tags and in attributes; on one line.
  public static func escaped(_ text: some StringProtocol) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t": escaped += "    "
      case _ where character.isNewline: escaped += " "
      default: escaped.append(character.displayed)
      }
    }
    return escaped
  }
}
