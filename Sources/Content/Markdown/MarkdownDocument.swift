internal import CCmarkGFM
internal import CourseModel
internal import Synchronization

/// cmark-gfm keeps its table of special characters in variables of its own.
private let parserLock = Mutex<Void>(())

/// A parsed Markdown text; its nodes are valid as long as it is.
final class MarkdownDocument {
  let source: SourceText
  let masked: MaskedMarkdown
  /// Whether characters may be written as `&name;`.
  let hasEntities: Bool
  /// How many characters are still looked up in the source to see whether they came as entities.
  private(set) var entityChecksLeft = 50
  /// The lone `$$` that have been reported.
  private var reported: Set<Int> = []
  private let root: OpaquePointer?

  /// Parses `source` from `firstLine` on.
  init(_ source: SourceText, from firstLine: Int = 1) {
    self.source = source
    let masked = MathScanner.mask(source, from: source.range(ofLine: firstLine).lowerBound)
    self.masked = masked
    hasEntities = source.bytes.contains(UInt8(ascii: "&"))
    root = parserLock.withLock { _ in Self.parse(masked.bytes) }
  }

  deinit {
    if let root { cmark_node_free(root) }
  }

  var nodes: MarkdownNode.Children {
    MarkdownNode.Children(first: root.flatMap { cmark_node_first_child($0) }, document: self)
  }

  private static func parse(_ bytes: [UInt8]) -> OpaquePointer? {
    cmark_gfm_core_extensions_ensure_registered()
    // A single tilde means "about" in prose.
    let parser = cmark_parser_new(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE)
    defer { cmark_parser_free(parser) }
    for name in ["table", "tasklist", "strikethrough"] {
      if let syntax = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, syntax)
      }
    }
    bytes.withUnsafeBytes { buffer in
      cmark_parser_feed(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    return cmark_parser_finish(parser)
  }

  /// The formula with this marker, in these lines if several have the same.
  func formula(marker: Int, lines: ClosedRange<Int>) -> FoundFormula? {
    var candidate: FoundFormula?
    var number = marker
    while number < masked.formulas.count {
      let formula = masked.formulas[number]
      candidate = candidate ?? formula
      if lines.contains(source.line(at: formula.range.lowerBound)) { return formula }
      number += MaskedMarkdown.markerCount
    }
    return candidate
  }

  /// Whether one more character may be looked up in the source, which takes time.
  func takeEntityCheck() -> Bool {
    entityChecksLeft -= 1
    return entityChecksLeft >= 0
  }

  /// The place of the next `$$` in these lines that nothing closes.
  func takeUnclosed(in lines: ClosedRange<Int>) -> SourceLocation? {
    let low = source.range(ofLine: lines.lowerBound).lowerBound
    let high = source.range(ofLine: lines.upperBound).upperBound
    var index = masked.unclosed.partitioningIndex { $0 >= low }
    while index < masked.unclosed.count, masked.unclosed[index] < high {
      let offset = masked.unclosed[index]
      if reported.insert(offset).inserted { return source.location(offset: offset) }
      index += 1
    }
    return nil
  }
}

extension [Int] {
  /// The first index whose element satisfies a condition that later ones satisfy too.
  fileprivate func partitioningIndex(where isBehind: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A block or inline of a ``MarkdownDocument``.
struct MarkdownNode {
  enum Kind {
    case paragraph, quote, list, item, taskItem, code, html, rule, table, row
    case cell
    case heading(level: Int)
    case text, softBreak, lineBreak, codeSpan, htmlSpan, emphasis, strong, link, image
    case strikethrough
    case other
  }

  struct Children: Sequence, IteratorProtocol {
    private var pending: OpaquePointer?
    private let document: MarkdownDocument

    fileprivate init(first: OpaquePointer?, document: MarkdownDocument) {
      pending = first
      self.document = document
    }

    mutating func next() -> MarkdownNode? {
      guard let pointer = pending else { return nil }
      pending = cmark_node_next(pointer)
      return MarkdownNode(pointer: pointer, document: document)
    }
  }

  let pointer: OpaquePointer
  let document: MarkdownDocument

  var children: Children {
    Children(first: cmark_node_first_child(pointer), document: document)
  }

  var kind: Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: isTask ? .taskItem : .item
    case CMARK_NODE_CODE_BLOCK: .code
    case CMARK_NODE_HTML_BLOCK: .html
    case CMARK_NODE_THEMATIC_BREAK: .rule
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(pointer)))
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .codeSpan
    case CMARK_NODE_HTML_INLINE: .htmlSpan
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    default: extensionKind
    }
  }

  /// Kinds of extensions have names but no public constants.
  private var extensionKind: Kind {
    switch typeName {
    case "table": .table
    case "table_header", "table_row": .row
    case "table_cell": .cell
    case "strikethrough": .strikethrough
    case "tasklist": .taskItem
    default: .other
    }
  }

  private var typeName: String {
    cmark_node_get_type_string(pointer).map { String(cString: $0) } ?? ""
  }

  private var isTask: Bool { typeName == "tasklist" }

  /// The lines that a block takes, as far as the parser tells.
  var lines: ClosedRange<Int> {
    let first = max(1, Int(cmark_node_get_start_line(pointer)))
    return first...max(first, Int(cmark_node_get_end_line(pointer)))
  }

  /// The number of bytes before a block in its first line.
  var byte: Int { max(0, Int(cmark_node_get_start_column(pointer)) - 1) }

  var location: SourceLocation {
    document.source.location(line: lines.lowerBound, byte: byte)
  }

  var literal: String { Self.string(cmark_node_get_literal(pointer)) }
  var address: String { Self.string(cmark_node_get_url(pointer)) }
  var fenceInfo: String { Self.string(cmark_node_get_fence_info(pointer)) }
  var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var listStart: Int { Int(cmark_node_get_list_start(pointer)) }
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }

  /// `l`, `c`, `r`, or 0 for each column of a table.
  var alignments: [UInt8] {
    let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
    guard let alignments = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
    return Array(UnsafeBufferPointer(start: alignments, count: count))
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
