internal import Cells
internal import CourseModel

/// A recursive-descent reader of one formula.
///
/// Every call of `atom` consumes at least one character and costs one level of depth, so both
/// time and stack are bounded by the limits below.
struct TeXReader {
  static let longest = 4_000
  private static let deepest = 32
  private static let mostProblems = 20

  let source: [Character]
  var position = 0
  private var depth = 0
  /// Set when the formula is nested too deeply: what follows is no longer read.
  private var isAbandoned = false
  private(set) var problems: [TeX.Problem] = []

  init(_ source: [Character]) {
    self.source = source
  }

  mutating func formula() -> MathNode {
    var nodes = row()
    while position < source.count {
      nodes.append(stray())
      nodes += row()
    }
    return nodes.count == 1 ? nodes[0] : .row(nodes)
  }

  mutating func report(_ message: @autoclosure () -> String, at offset: Int) {
    guard !isAbandoned, problems.count < Self.mostProblems else { return }
    problems.append(TeX.Problem(offset: offset, message: message()))
  }

  var next: Character? { position < source.count ? source[position] : nil }

  mutating func skipSpaces() {
    while let character = next, character.isWhitespace { position += 1 }
  }

  /// The command that starts here, with its backslash, without consuming it.
  func commandAhead() -> String? {
    guard next == "\\", position + 1 < source.count else { return nil }
    var end = position + 1
    while end < source.count, source[end].isASCII, source[end].isLetter { end += 1 }
    return String(source[position..<max(end, position + 2)])
  }

  mutating func skip(_ command: String) { position += command.count }

  /// Whether what holds this row ends here.
  private var isAtEndOfRow: Bool {
    switch next {
    case nil, "}", "&": return true
    case "\\": return ["\\\\", "\\right", "\\end"].contains(commandAhead())
    default: return false
    }
  }

  /// What ends a row but was never opened.
  private mutating func stray() -> MathNode {
    let start = position
    let text = commandAhead() ?? String(source[position])
    position += text.count
    switch text {
    case "}": report("this } closes nothing; write \\} for a brace", at: start)
    case "\\right": report("this \\right has no \\left", at: start)
    case "\\end": report("this \\end has no \\begin", at: start)
    default: report("\(text) stands only between \\begin{…} and \\end{…}", at: start)
    }
    return .words(text)
  }

  mutating func row() -> [MathNode] {
    var nodes: [MathNode] = []
    skipSpaces()
    while !isAtEndOfRow {
      let startsWithScript = next == "_" || next == "^" || next == "'"
      let base = startsWithScript ? .row([]) : atom(isArgument: false)
      nodes.append(withScripts(base))
      skipSpaces()
    }
    return Self.withPairedBars(nodes)
  }

  private mutating func withScripts(_ base: MathNode) -> MathNode {
    var lower: [MathNode] = []
    var upper: [MathNode] = []
    skipSpaces()
    while let mark = next, mark == "_" || mark == "^" || mark == "'" {
      let start = position
      position += 1
      switch mark {
      case "'": upper.append(.symbol("′", .ordinary))
      case "_":
        if !lower.isEmpty { report("a second subscript; group them with { }", at: start) }
        lower.append(argument(of: "_", at: start))
      default:
        if upper.contains(where: { $0 != .symbol("′", .ordinary) }) {
          report("a second superscript; group them with { }", at: start)
        }
        upper.append(argument(of: "^", at: start))
      }
      skipSpaces()
    }
    func script(_ parts: [MathNode]) -> MathNode? {
      parts.count > 1 ? .row(parts) : parts.first
    }
    switch base {
    case .limits(let name, nil, nil):
      let isWord = name.first?.isASCII ?? false
      if isWord, lower.isEmpty, upper.isEmpty { return .symbol(name, .function) }
      return .limits(operator: name, lower: script(lower), upper: script(upper))
    default:
      guard !(lower.isEmpty && upper.isEmpty) else { return base }
      return .scripts(base: base, lower: script(lower), upper: script(upper))
    }
  }

  /// The row with every second `|` as an opening bracket and the others as closing ones.
  private static func withPairedBars(_ nodes: [MathNode]) -> [MathNode] {
    func bar(_ node: MathNode) -> String? {
      switch node {
      case .symbol(let text, .ordinary) where text == "|" || text == "‖": text
      case .scripts(let base, _, _): bar(base)
      default: nil
      }
    }
    func replacing(_ node: MathNode, by symbol: MathNode) -> MathNode {
      guard case .scripts(_, let lower, let upper) = node else { return symbol }
      return .scripts(base: symbol, lower: lower, upper: upper)
    }
    var paired = nodes
    for text in ["|", "‖"] {
      let places = nodes.indices.filter { bar(nodes[$0]) == text }
      guard places.count.isMultiple(of: 2) else { continue }
      for (count, place) in places.enumerated() {
        let kind = count.isMultiple(of: 2) ? MathNode.Class.opening : .closing
        paired[place] = replacing(nodes[place], by: .symbol(text, kind))
      }
    }
    return paired
  }

  /// A group, or the single symbol that stands for one.
  mutating func argument(of command: String, at start: Int) -> MathNode {
    skipSpaces()
    guard !isAtEndOfRow else {
      report("\(command) needs something in braces behind it", at: start)
      return .row([])
    }
    return atom(isArgument: true)
  }

  /// What a pair of braces stands for: `{=}` is a symbol without the space of a relation.
  private static func group(_ nodes: [MathNode]) -> MathNode {
    guard nodes.count == 1 else { return .row(nodes) }
    switch nodes[0] {
    case .symbol(let text, .function): return .symbol(text, .function)
    case .symbol(let text, _): return .symbol(text, .ordinary)
    default: return nodes[0]
    }
  }

  private mutating func atom(isArgument: Bool) -> MathNode {
    let start = position
    guard depth < Self.deepest else { return abandoned() }
    depth += 1
    defer { depth -= 1 }
    if let command = commandAhead() {
      skip(command)
      return node(for: command, at: start)
    }
    if let (_, length) = Placeholder.placeholder(in: source, at: position) {
      // The place of a number that is drawn stays whole.
      position += length
      return .symbol(String(source[start..<position]), .ordinary)
    }
    let character = source[position]
    position += 1
    if character == "{" {
      let nodes = row()
      if next == "}" {
        position += 1
      } else {
        report("this { is never closed", at: start)
      }
      return Self.group(nodes)
    }
    if character.isASCII, character.isNumber, !isArgument { return number(from: start) }
    if let symbol = TeXSymbols.symbol(typed: character) { return symbol }
    switch character {
    case "$", "%", "#": report("write \\\(character) for \(character)", at: start)
    case "\\": report("a backslash with nothing behind it", at: start)
    default:
      report(
        "\(String(character).shown) cannot stand in a formula; put words in \\text{…}", at: start)
    }
    return .words(String(character))
  }

  private mutating func abandoned() -> MathNode {
    report("nested deeper than \(Self.deepest) levels", at: position)
    isAbandoned = true
    let rest = String(source[position...])
    position = source.count
    return .words(rest)
  }

  private mutating func number(from start: Int) -> MathNode {
    func isDigit(_ place: Int) -> Bool {
      place < source.count && source[place].isASCII && source[place].isNumber
    }
    while isDigit(position) { position += 1 }
    if next == ".", isDigit(position + 1) {
      position += 1
      while isDigit(position) { position += 1 }
    }
    return .symbol(String(source[start..<position]), .ordinary)
  }
}

extension String {
  /// The text as a message may quote it: short, and without characters that a terminal obeys.
  var shown: String {
    let safe = displayed
    return safe.count > 40 ? safe.prefix(40) + "…" : safe
  }
}
