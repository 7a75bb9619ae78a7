internal import Cells
internal import CourseModel

extension TeXReader {
  mutating func node(for command: String, at start: Int) -> MathNode {
    let name = String(command.dropFirst())
    if let symbol = TeXSymbols.symbol(named: name) { return symbol }
    if let text = TeXSymbols.operators[name] {
      return .limits(operator: text, lower: nil, upper: nil)
    }
    if let cells = TeXSymbols.spaces[name] { return .space(cells) }
    if let accent = TeXSymbols.accents[name] {
      return .accent(accent, argument(of: command, at: start))
    }
    if TeXSymbols.plainAlphabets.contains(name) { return argument(of: command, at: start) }
    switch name {
    case "frac", "dfrac", "tfrac":
      let numerator = argument(of: command, at: start)
      return .fraction(numerator, argument(of: command, at: start))
    case "sqrt":
      if next == "[" {
        report("a root has no degree here; write x^{1/3}", at: position)
      }
      return .root(argument(of: command, at: start))
    case "text": return .words(rawArgument(of: command, at: start) ?? "")
    case "mathrm": return upright(of: command, at: start)
    case "operatorname": return operatorName(at: start)
    case "mathbb": return letter(from: TeXSymbols.doubleStruck, command, at: start)
    case "mathcal": return letter(from: TeXSymbols.script, command, at: start)
    case "left": return delimited(at: start)
    case "begin": return environment(at: start)
    default: break
    }
    report(Self.unknownCommand(command), at: start)
    return .words(command)
  }

  private static func unknownCommand(_ command: String) -> String {
    let name = String(command.dropFirst())
    let suggestion =
      TeXSymbols.replacements[name] ?? TeXSymbols.closest(to: name, among: TeXSymbols.commands)
    let hint = suggestion.map { "; did you mean \\\($0)?" } ?? ""
    return "\(command.shown) cannot be set in a terminal\(hint)"
  }

  /// The text between braces as it was typed.
  private mutating func rawArgument(of command: String, at start: Int) -> String? {
    skipSpaces()
    guard next == "{" else {
      report("\(command) needs braces behind it: \(command){…}", at: start)
      return nil
    }
    position += 1
    var text = ""
    var open = 1
    while let character = next {
      position += 1
      switch character {
      case "\\" where next.map { !$0.isLetter } ?? false:
        text.append(source[position])
        position += 1
        continue
      case "{": open += 1
      case "}": open -= 1
      default: break
      }
      if open == 0 { return text }
      text.append(character.isNewline ? " " : character)
    }
    report("the { behind \(command) is never closed", at: start)
    return text
  }

  /// Upright letters become words; anything else keeps its structure.
  private mutating func upright(of command: String, at start: Int) -> MathNode {
    let content = argument(of: command, at: start)
    let parts = if case .row(let nodes) = content { nodes } else { [content] }
    var word = ""
    for part in parts {
      guard case .symbol(let text, .ordinary) = part else { return content }
      word += text
    }
    return .words(word)
  }

  private mutating func operatorName(at start: Int) -> MathNode {
    let takesLimits = next == "*"
    if takesLimits { position += 1 }
    let name = rawArgument(of: "\\operatorname", at: start) ?? ""
    return takesLimits
      ? .limits(operator: name, lower: nil, upper: nil) : .symbol(name, .function)
  }

  /// A letter of an alphabet, or the plain letter where the alphabet lacks it.
  private mutating func letter(
    from alphabet: [String: String], _ command: String, at start: Int
  ) -> MathNode {
    let content = argument(of: command, at: start)
    guard case .symbol(let text, _) = content, let shown = alphabet[text] else { return content }
    return .symbol(shown, .ordinary)
  }

  private mutating func delimited(at start: Int) -> MathNode {
    let left = delimiter(behind: "\\left")
    let content = row()
    guard commandAhead() == "\\right" else {
      report("this \\left has no \\right", at: start)
      return .delimited(left: left, .row(content), right: "")
    }
    skip("\\right")
    let right = delimiter(behind: "\\right")
    return .delimited(left: left, .row(content), right: right)
  }

  private mutating func delimiter(behind command: String) -> String {
    skipSpaces()
    let start = position
    if let name = commandAhead() {
      if case .symbol(let text, _) = TeXSymbols.symbol(named: String(name.dropFirst())),
        "{}|‖⟨⟩⌊⌋⌈⌉".contains(text)
      {
        skip(name)
        return text
      }
    } else if let character = next, "()[]|.".contains(character) {
      position += 1
      return character == "." ? "" : String(character)
    }
    report("\(command) needs a bracket behind it: ( ) [ ] \\{ \\} | \\| or a full stop", at: start)
    return ""
  }

  private mutating func environment(at start: Int) -> MathNode {
    let name = rawArgument(of: "\\begin", at: start) ?? ""
    let isAligned = TeXSymbols.alignments.contains(name)
    if !isAligned, TeXSymbols.matrices[name] == nil {
      report(Self.unknownEnvironment(name), at: start)
    }
    let rows = cells(of: name, at: start)
    if isAligned { return .aligned(rows) }
    let brackets = TeXSymbols.matrices[name] ?? ("", "")
    return .matrix(rows, left: brackets.left, right: brackets.right)
  }

  private static func unknownEnvironment(_ name: String) -> String {
    let suggestion = TeXSymbols.closest(to: name, among: TeXSymbols.environments)
    let hint = suggestion.map { "; did you mean \\begin{\($0)}?" } ?? ""
    return "\\begin{\(name.shown)} cannot be set in a terminal\(hint)"
  }

  private mutating func cells(of name: String, at start: Int) -> [[MathNode]] {
    var rows: [[MathNode]] = []
    var current: [MathNode] = []
    while true {
      let nodes = row()
      current.append(nodes.count == 1 ? nodes[0] : .row(nodes))
      if next == "&" {
        position += 1
        continue
      }
      rows.append(current)
      current = []
      let ending = commandAhead()
      if ending == "\\\\" {
        skip("\\\\")
        continue
      }
      if ending == "\\end" {
        let end = position
        skip("\\end")
        let other = rawArgument(of: "\\end", at: end)
        if let other, other != name {
          report("\\begin{\(name.shown)} is closed by \\end{\(other.shown)}", at: end)
        }
      } else {
        report("\\begin{\(name.shown)} has no \\end{\(name.shown)}", at: start)
      }
      // A line break before \end starts no line.
      if rows.count > 1, rows.last == [.row([])] { rows.removeLast() }
      return rows
    }
  }
}
