internal import CourseModel

/// Turns Markdown blocks into values.
struct BlockReader {
  let findings: Findings

  /// The blocks of a whole text from `firstLine` on; empty when it is refused.
  static func blocks(
    of source: SourceText, from firstLine: Int = 1, _ findings: Findings
  ) -> [Block] {
    guard isSafe(source, from: firstLine, findings) else { return [] }
    let reader = BlockReader(findings: findings)
    return MarkdownDocument(source, from: firstLine).nodes.flatMap { reader.blocks(of: $0) }
  }

  /// Whether a text may be given to the Markdown parser; reports why not.
  static func isSafe(
    _ source: SourceText, from firstLine: Int, _ findings: Findings
  ) -> Bool {
    guard let problem = MarkdownGuard.problem(in: source, from: firstLine) else { return true }
    findings.error(
      "too-deep", "\(problem.message); the text is not read",
      at: source.location(line: problem.line, byte: problem.byte))
    return false
  }

  /// The blocks that one Markdown block makes; none for a comment.
  func blocks(of node: MarkdownNode, depth: Int = 0) -> [Block] {
    guard depth <= MarkdownGuard.deepest else {
      findings.error(
        "too-deep", "blocks are nested more than \(MarkdownGuard.deepest) levels deep",
        at: node.location)
      return [.paragraph([.text("…")])]
    }
    switch node.kind {
    case .paragraph: return paragraphs(node)
    case .heading(let level):
      return [.heading(level: level, InlineReader(node, findings).inlines(of: node))]
    case .quote:
      return [.quote(node.children.flatMap { blocks(of: $0, depth: depth + 1) })]
    case .list: return [.list(list(node, depth: depth))]
    case .code: return [code(node)]
    case .html: return html(node)
    case .rule: return [.rule]
    case .table: return [.table(table(node))]
    default: return []
    }
  }

  /// A paragraph in which each display formula becomes a block of its own.
  private func paragraphs(_ node: MarkdownNode) -> [Block] {
    var blocks: [Block] = []
    var inlines: [Inline] = []
    func close() {
      while let last = inlines.last, last.isBreak { inlines.removeLast() }
      if !inlines.isEmpty { blocks.append(.paragraph(inlines)) }
      inlines = []
    }
    for part in InlineReader(node, findings).parts(of: node) {
      switch part {
      case .display(let formula):
        close()
        blocks.append(.math(formula))
      case .inline(let inline):
        if !(inlines.isEmpty && inline.isBreak) { inlines.append(inline) }
      }
    }
    close()
    return blocks
  }

  private func list(_ node: MarkdownNode, depth: Int) -> Block.List {
    let items = node.children.map { item in
      Block.Item(
        isChecked: TaskBox(of: item).isChecked,
        blocks: item.children.flatMap { blocks(of: $0, depth: depth + 1) })
    }
    return Block.List(
      start: node.isOrdered ? node.listStart : nil, isTight: node.isTight, items: items)
  }

  private func table(_ node: MarkdownNode) -> Block.Table {
    let rows = node.children.map { row in
      row.children.map { InlineReader($0, findings).inlines(of: $0) }
    }
    let alignments = node.alignments.map { letter -> Block.Table.Alignment in
      switch letter {
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .left
      }
    }
    return Block.Table(
      alignments: alignments, header: rows.first ?? [], rows: Array(rows.dropFirst()))
  }

  private func code(_ node: MarkdownNode) -> Block {
    let reader = InlineReader(node, findings)
    var text = reader.restored(node.literal)
    if text.hasSuffix("\n") { text.removeLast() }
    let language =
      reader.restored(node.fenceInfo).split(separator: " ").first.map { $0.lowercased() } ?? ""
    // A fence's text starts in the line below it, behind what indents the block.
    let inner = SourceText(
      text, origin: .lines(of: node.document.source, from: node.lines.lowerBound + 1))
    switch language {
    case "math": return math(inner)
    case "lab":
      return LabFigureReader(findings: findings).figure(inner, at: node.location).map(Block.lab)
        ?? .code(language: language, text: text)
    default: return .code(language: language, text: text)
    }
  }

  private func math(_ source: SourceText) -> Block {
    let text = source.text
    if text.allSatisfy(\.isWhitespace) {
      findings.error("maths", "the formula is empty", at: source.location(line: 1))
    }
    let (tree, problems) = findings.parse(text)
    for problem in problems {
      let bytes = SourceText.byteCount(of: text, characters: problem.offset)
      findings.error("maths", problem.message, at: source.location(offset: bytes))
    }
    return .math(Formula(source: text, tree: tree))
  }

  /// Raw HTML is shown as it was typed, without its comments.
  private func html(_ node: MarkdownNode) -> [Block] {
    var rest = InlineReader(node, findings).restored(node.literal)[...]
    var text = ""
    while let start = rest.firstRange(of: "<!--") {
      text += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstRange(of: "-->") else {
        findings.error(
          "open-comment", "this comment is not closed by '-->', so all that follows is part of it",
          at: node.location)
        rest = ""
        break
      }
      rest = rest[end.upperBound...]
    }
    text += rest
    let lines = text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
    guard !lines.isEmpty else { return [] }
    return [
      .paragraph(Array(lines.map { [Inline.text(String($0))] }.joined(separator: [.softBreak])))
    ]
  }
}

extension Inline {
  fileprivate var isBreak: Bool {
    switch self {
    case .softBreak, .lineBreak: true
    default: false
    }
  }
}

/// The box at the start of a task-list item, read from the source.
///
/// The parser takes an `[x]` anywhere in the line for a tick.
enum TaskBox {
  case checked, unchecked
  /// Something that was meant to be a box, such as `[]` or `[x]` without a text.
  case malformed
  case none

  init(of item: MarkdownNode) {
    let line = item.document.source.bytes(ofLine: item.lines.lowerBound)
    let isSpace: (UInt8) -> Bool = { $0 == .space || $0 == UInt8(ascii: "\t") }
    let text = line.dropFirst(item.byte).drop { !isSpace($0) }.drop(while: isSpace)
    let isTask = if case .taskItem = item.kind { true } else { false }
    let mark = text.dropFirst().first
    if isTask {
      self = mark == UInt8(ascii: "x") || mark == UInt8(ascii: "X") ? .checked : .unchecked
    } else if text.first == UInt8(ascii: "["),
      let end = text.prefix(4).firstIndex(of: UInt8(ascii: "]")),
      text[..<end].dropFirst().allSatisfy({ " xXvV*+-".utf8.contains($0) }),
      !"([:".utf8.contains(text[(end + 1)...].first ?? .space)
    {
      self = .malformed
    } else {
      self = .none
    }
  }

  var isChecked: Bool? {
    switch self {
    case .checked: true
    case .unchecked: false
    case .malformed, .none: nil
    }
  }
}
