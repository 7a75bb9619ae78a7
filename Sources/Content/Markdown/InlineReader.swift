internal import CourseModel

/// Turns the inlines of a Markdown block into values, with formulas put back.
struct InlineReader {
  /// Deeper than any prose; it bounds recursion here and in whoever walks the result.
  static let deepest = 32

  let document: MarkdownDocument
  let findings: Findings
  /// The lines of the block, in which its formulas stand.
  let lines: ClosedRange<Int>

  /// Inlines, and display formulas that stand between them.
  enum Part {
    case inline(Inline)
    case display(Formula)
  }

  init(_ block: MarkdownNode, _ findings: Findings) {
    document = block.document
    lines = block.lines
    self.findings = findings
  }

  /// The inlines of a heading or a table cell, where display formulas stand in the line.
  func inlines(of block: MarkdownNode) -> [Inline] {
    parts(of: block, depth: 0).map { part in
      switch part {
      case .inline(let inline): inline
      case .display(let formula): .math(formula)
      }
    }
  }

  func parts(of block: MarkdownNode) -> [Part] { parts(of: block, depth: 0) }

  private func parts(of parent: MarkdownNode, depth: Int) -> [Part] {
    var parts: [Part] = []
    for node in parent.children { append(node, to: &parts, depth: depth) }
    return parts
  }

  private func nested(_ parent: MarkdownNode, depth: Int) -> [Inline] {
    guard depth < Self.deepest else {
      findings.error(
        "too-deep", "emphasis and links are nested more than \(Self.deepest) levels deep",
        at: document.source.location(line: lines.lowerBound))
      return [.text("…")]
    }
    return parts(of: parent, depth: depth + 1).map { part in
      switch part {
      case .inline(let inline): inline
      case .display(let formula): .math(formula)
      }
    }
  }

  private func append(_ node: MarkdownNode, to parts: inout [Part], depth: Int) {
    switch node.kind {
    case .text: appendText(node.literal, to: &parts)
    case .softBreak: parts.append(.inline(.softBreak))
    case .lineBreak: parts.append(.inline(.lineBreak))
    case .codeSpan: parts.append(.inline(.code(restored(node.literal))))
    case .htmlSpan:
      let html = restored(node.literal)
      if !html.hasPrefix("<!--") { append(html, to: &parts) }
    case .emphasis: parts.append(.inline(.emphasis(nested(node, depth: depth))))
    case .strong: parts.append(.inline(.strong(nested(node, depth: depth))))
    case .strikethrough: parts.append(.inline(.strikethrough(nested(node, depth: depth))))
    case .link:
      parts.append(
        .inline(.link(nested(node, depth: depth), destination: restored(node.address))))
    case .image:
      parts.append(
        .inline(
          .image(alternative: nested(node, depth: depth), destination: restored(node.address))))
    default: append(restored(node.literal), to: &parts)
    }
  }

  private func append(_ text: String, to parts: inout [Part]) {
    guard !text.isEmpty else { return }
    // The parser cuts texts at signs that turned out to mean nothing.
    if case .inline(.text(var whole)) = parts.last {
      // Alone in its variable the text grows in place.
      parts.removeLast()
      whole += text
      parts.append(.inline(.text(whole)))
    } else {
      parts.append(.inline(.text(text)))
    }
  }

  private func appendText(_ text: String, to parts: inout [Part]) {
    if !document.masked.unclosed.isEmpty, text.contains("$$"),
      let location = document.takeUnclosed(in: lines)
    {
      findings.error(
        "open-maths",
        "'$$' must be closed on the same line; longer formulas stand in a ```math block",
        at: location)
    }
    for piece in pieces(of: text) {
      switch piece {
      case .text(let text):
        if document.hasEntities { checkEntities(in: text) }
        append(text, to: &parts)
      case .formula(let found):
        let formula = self.formula(found)
        parts.append(found.isDisplay ? .display(formula) : .inline(.math(formula)))
      }
    }
  }

  /// Entities such as `&#27;` bring in characters that are not in the file itself.
  private func checkEntities(in text: String) {
    let from = document.source.range(ofLine: lines.lowerBound).lowerBound
    let to = document.source.range(ofLine: lines.upperBound).upperBound
    let source = document.source.bytes[from..<max(from, to)]
    guard let entity = source.firstIndex(of: UInt8(ascii: "&")) else { return }
    for character in text {
      guard let doubt = CharacterCheck.doubt(about: character), document.takeEntityCheck(),
        source.firstOccurrence(of: String(character)) == nil
      else { continue }
      findings.error(doubt.code, doubt.message, at: document.source.location(offset: entity))
    }
  }

  private func formula(_ found: FoundFormula) -> Formula {
    let source = String(decoding: document.source.bytes[found.content], as: UTF8.self)
    let (tree, problems) = findings.parse(source)
    for problem in problems where !findings.isFull(document.source.file) {
      let bytes = SourceText.byteCount(of: source, characters: problem.offset)
      findings.error(
        "maths", problem.message,
        at: document.source.location(offset: found.content.lowerBound + bytes))
    }
    return Formula(source: source, tree: tree)
  }

  // MARK: Markers

  private enum Piece {
    case text(String)
    case formula(FoundFormula)
  }

  /// The text as it stands in the source, for code and addresses.
  func restored(_ text: String) -> String {
    pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .formula(let found):
        String(decoding: document.source.bytes[found.range], as: UTF8.self)
      }
    }.joined()
  }

  private func pieces(of text: String) -> [Piece] {
    let bytes = Array(text.utf8)
    guard !document.masked.formulas.isEmpty, bytes.contains(where: { $0 == 0xEE || $0 == 0xEF })
    else { return [.text(text)] }
    var pieces: [Piece] = []
    var start = 0
    var offset = 0
    func close() {
      if start < offset {
        pieces.append(.text(String(decoding: bytes[start..<offset], as: UTF8.self)))
      }
    }
    while offset < bytes.count {
      guard let number = Self.marker(bytes, at: offset),
        let found = document.formula(marker: number, lines: lines)
      else {
        offset += 1
        continue
      }
      close()
      pieces.append(.formula(found))
      let end = min(bytes.count, offset + found.range.count)
      offset += 3
      while offset < end, bytes[offset] == MaskedMarkdown.filler { offset += 1 }
      start = offset
    }
    close()
    return pieces
  }

  private static func marker(_ bytes: [UInt8], at offset: Int) -> Int? {
    let first = bytes[offset]
    guard first == 0xEE || first == 0xEF, offset + 2 < bytes.count else { return nil }
    let value =
      Int(first & 0x0F) << 12 | Int(bytes[offset + 1] & 0x3F) << 6 | Int(bytes[offset + 2] & 0x3F)
    return (0xE000..<0xF900).contains(value) ? value - 0xE000 : nil
  }
}
