internal import Cells
internal import CourseModel

/// Turns the inlines of one paragraph into lines that still have to be wrapped.
struct InlineSetter {
  /// A link's words, to find them again after wrapping.
  struct Run {
    var link: Int
    /// How many characters other than spaces.
    var length: Int
  }

  var isPlain = false
  private(set) var lines: [Line] = []
  private(set) var runs: [Run] = []
  /// The destinations of all links so far, those of earlier paragraphs included.
  private(set) var destinations: [String]
  private var line = Line()
  private var last: Character?
  private var isBreakPending = false

  init(destinations: [String] = [], isPlain: Bool = false) {
    self.destinations = destinations
    self.isPlain = isPlain
  }

  mutating func set(_ inlines: [Inline], style: Style) {
    for inline in inlines { set(inline, style: style) }
  }

  /// Ends the paragraph.
  mutating func close() {
    lines.append(line)
    line = Line()
    last = nil
    isBreakPending = false
  }

  private mutating func set(_ inline: Inline, style: Style) {
    switch inline {
    case .text(let text): append(text, style)
    case .code(let code):
      let role = style.role == .link ? .link : Role.code
      append(isPlain ? "`\(code)`" : code, Style(role, style.emphasis))
    case .emphasis(let parts): set(parts, style: style.adding(.italic))
    case .strong(let parts): set(parts, style: style.adding(.bold))
    case .strikethrough(let parts):
      if isPlain { append("~~", style) }
      set(parts, style: Style(.muted, style.emphasis))
      if isPlain { append("~~", style) }
    case .link(let parts, let destination): link(parts, to: destination, style: style)
    case .image(let alternative, let destination):
      set(alternative, style: style.adding(.italic))
      append(" (\(destination))", Style(.muted))
    case .math(let formula): append(Self.keptTogether(inlineMaths(formula)), style)
    case .gap: append(inline.plainText, style.adding(.bold))
    case .softBreak: isBreakPending = true
    case .lineBreak: close()
    }
  }

  /// A formula with no-break spaces where a line should not end: anywhere in a short one, and
  /// behind an operator in a long one.
  private static func keptTogether(_ formula: String) -> String {
    let tokens = formula.split(separator: " ", omittingEmptySubsequences: false)
    let isShort = formula.cellWidth <= 16
    var text = ""
    var mayBreak = false
    for (index, token) in tokens.enumerated() {
      if index > 0 { text += mayBreak ? " " : String(noBreakSpace) }
      text += token
      let isOperator = token.count == 1 && !token.allSatisfy { $0.isLetter || $0.isNumber }
      mayBreak = !isShort && !isOperator
    }
    return text
  }

  private static let noBreakSpace: Character = "\u{A0}"

  private mutating func link(_ parts: [Inline], to destination: String, style: Style) {
    // A link inside a link cannot come from Markdown; its words then belong to the outer one.
    guard style.role != .link else { return set(parts, style: style) }
    let before = inked
    set(parts, style: Style(.link, style.emphasis.union(.underline)))
    runs.append(Run(link: destinations.count, length: inked - before))
    destinations.append(destination)
    if parts.plainText != destination, !destination.isEmpty {
      append(" (\(destination))", Style(.muted))
    }
  }

  /// The number of characters other than spaces in links so far.
  private var inked = 0

  private mutating func append(_ text: String, _ style: Style) {
    let text = shown(text)
    guard let first = text.first else { return }
    if isBreakPending {
      isBreakPending = false
      // A new line in a Chinese source is no space between words.
      if let last, !(last.cellWidth == 2 && first.cellWidth == 2), last != " ", first != " " {
        line.append(" ", style)
      }
    }
    line.append(text, style)
    last = text.last
    if style.role == .link { inked += text.count { $0 != " " && $0 != Self.noBreakSpace } }
  }
}

extension Style {
  func adding(_ emphasis: Emphasis) -> Style {
    Style(role, self.emphasis.union(emphasis))
  }
}

extension InlineSetter {
  /// The line with ordinary spaces for those that kept a formula together.
  private static func withSpaces(_ line: Line) -> Line {
    Line(
      line.spans.map { span in
        Span(String(span.text.map { $0 == noBreakSpace ? " " : $0 }), span.style)
      })
  }

  /// All words on one line, as they are shown.
  var plainText: String {
    lines.map { Self.withSpaces($0).plainText }.joined(separator: " ")
  }

  /// Wraps the lines and finds the links in them again.
  func rows(width: Int) -> [SetRow] {
    var rows = lines.flatMap { $0.wrapped(to: max(1, width)) }.map { SetRow(Self.withSpaces($0)) }
    var waiting = runs[...]
    for row in rows.indices where !waiting.isEmpty {
      var column = 0
      for span in rows[row].line.spans {
        guard span.style.role == .link else {
          column += span.text.cellWidth
          continue
        }
        for character in span.text {
          let start = column
          column += character.cellWidth
          while waiting.first?.length == 0 { waiting.removeFirst() }
          guard character != " ", let link = waiting.first?.link else { continue }
          waiting[waiting.startIndex].length -= 1
          if let last = rows[row].links.last, last.link == link {
            rows[row].links[rows[row].links.count - 1].columns = last.columns.lowerBound..<column
          } else {
            rows[row].links.append(SetRow.LinkPart(link: link, columns: start..<column))
          }
        }
      }
    }
    return rows
  }
}
