internal import CourseModel

/// Finds what a `cloze` question hides: `==hidden==`, outside code and formulas.
struct ClozeReader {
  let findings: Findings

  static let mostGaps = 9

  /// Puts gaps into the stem and what they hide into the text.
  func read(_ draft: QuestionDraft, _ body: inout BodyReader.Body) {
    var gaps: [QuestionText.Gap] = []
    body.text.stem = body.text.stem.map { block($0, &gaps) }
    body.text.gaps = gaps
    if gaps.isEmpty {
      findings.error(
        "missing-gaps",
        "a 'cloze' question hides something; write '==hidden==' in the text under its heading",
        at: draft.location)
      body.isUsable = false
    } else if gaps.count > Self.mostGaps {
      findings.error(
        "gap-count", "a 'cloze' question hides 1 to \(Self.mostGaps) parts, not \(gaps.count)",
        at: place(ofMark: 0, draft))
      body.isUsable = false
    }
    let closed = gaps.count
    if body.text.stem.hasOpenMark {
      findings.error(
        "open-gap",
        "this '==' hides nothing; write '==hidden==' in one paragraph, without spaces inside",
        at: place(ofMark: closed * 2, draft))
      body.isUsable = false
    }
  }

  /// The place of the n-th `==` below the comment, or the heading's.
  private func place(ofMark number: Int, _ draft: QuestionDraft) -> SourceLocation {
    var seen = 0
    var isInComment = false
    for line in draft.lines.dropFirst() {
      let range = draft.source.range(ofLine: line)
      let bytes = draft.source.bytes[range]
      if bytes.starts(with: "<!--".utf8) { isInComment = true }
      defer { if bytes.firstOccurrence(of: "-->") != nil { isInComment = false } }
      guard !isInComment else { continue }
      var from = range.lowerBound
      while let found = draft.source.bytes[from..<range.upperBound].firstOccurrence(of: "==") {
        if seen == number { return draft.source.location(offset: found) }
        seen += 1
        from = found + 2
      }
    }
    return draft.location
  }

  private func block(_ block: Block, _ gaps: inout [QuestionText.Gap]) -> Block {
    switch block {
    case .paragraph(let inlines): return .paragraph(cut(inlines, &gaps))
    case .heading(let level, let inlines): return .heading(level: level, cut(inlines, &gaps))
    case .quote(let blocks): return .quote(blocks.map { self.block($0, &gaps) })
    case .list(var list):
      for index in list.items.indices {
        list.items[index].blocks = list.items[index].blocks.map { self.block($0, &gaps) }
      }
      return .list(list)
    case .table(var table):
      table.header = table.header.map { cut($0, &gaps) }
      for row in table.rows.indices {
        table.rows[row] = table.rows[row].map { cut($0, &gaps) }
      }
      return .table(table)
    case .code, .math, .rule, .lab: return block
    }
  }

  /// The inlines with gaps in the place of what stands between two marks.
  private func cut(_ inlines: [Inline], _ gaps: inout [QuestionText.Gap]) -> [Inline] {
    var result: [Inline] = []
    /// What stands behind a mark that is not closed yet.
    var hidden: [Inline]?
    func add(_ inline: Inline) {
      if hidden == nil { result.append(inline) } else { hidden?.append(inline) }
    }
    for (index, inline) in inlines.enumerated() {
      switch inline {
      case .text(let text):
        let before = index > 0 ? inlines[index - 1] : nil
        let after = index + 1 < inlines.count ? inlines[index + 1] : nil
        let pieces = Self.pieces(of: text, isBehind: before != nil, isBefore: after != nil)
        for piece in pieces {
          switch piece {
          case .text(let text): add(.text(text))
          case .mark(let mayOpen, let mayClose):
            if let found = hidden, !found.isEmpty, mayClose {
              result.append(.gap(gaps.count))
              gaps.append(.init(hidden: found))
              hidden = nil
            } else if hidden == nil, mayOpen {
              hidden = []
            } else {
              add(.text("=="))
            }
          }
        }
      case .emphasis(let parts) where hidden == nil: add(.emphasis(cut(parts, &gaps)))
      case .strong(let parts) where hidden == nil: add(.strong(cut(parts, &gaps)))
      default: add(inline)
      }
    }
    // A mark that nothing closes stays a text, and is reported by whoever finds it.
    if let hidden { result += [.text(Self.openMark)] + hidden }
    return result
  }

  /// Stands for a mark that nothing closes; no source can hold it.
  static let openMark = "==\u{0}"

  private enum Piece {
    case text(String)
    case mark(mayOpen: Bool, mayClose: Bool)
  }

  /// A mark opens in front of a non-space and closes behind one, like `*`.
  private static func pieces(of text: String, isBehind: Bool, isBefore: Bool) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let mark = rest.firstRange(of: "==") {
      let before = text[..<mark.lowerBound].last
      let after = text[mark.upperBound...].first
      if mark.lowerBound > rest.startIndex {
        pieces.append(.text(String(rest[..<mark.lowerBound])))
      }
      pieces.append(
        .mark(
          mayOpen: after.map { !$0.isWhitespace && $0 != "=" } ?? isBefore,
          mayClose: before.map { !$0.isWhitespace && $0 != "=" } ?? isBehind))
      rest = rest[mark.upperBound...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }
}

extension [Block] {
  fileprivate var hasOpenMark: Bool { plainText.contains(ClozeReader.openMark) }
}

extension MetadataReader {
  /// Reads `accept` of a `cloze` question: one list for each gap, or a list for the only one.
  func accept(into gaps: inout [QuestionText.Gap]) {
    guard let node = fields["accept"], !gaps.isEmpty else { return }
    var lists = [node]
    if case .list(let items) = node.value {
      let isNested = items.contains { if case .list = $0.value { true } else { false } }
      if isNested || gaps.count > 1 { lists = items }
    }
    guard lists.count == gaps.count else {
      findings.error(
        "gap-count",
        "'accept' has \(lists.count) lists and the text hides \(gaps.count) "
          + (gaps.count == 1 ? "part" : "parts"), at: node.location)
      return
    }
    for (index, list) in lists.enumerated() {
      let texts = Fields.texts(of: list, named: "accept", findings) ?? []
      gaps[index].accept = texts.map(\.text).filter { !$0.isEmpty }
    }
  }
}
