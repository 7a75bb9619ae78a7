internal import Cells
internal import CourseModel

/// Sets maths in two dimensions.
struct MathSetter {
  var accents: AccentForm
  var isColoured: Bool
  /// Letters whose subscripts stand in a row of their own even where small characters exist.
  private var lowered: Set<MathNode> = []

  init(for tree: MathNode, isColoured: Bool) {
    accents = AccentForm(for: tree)
    self.isColoured = isColoured
  }

  func box(_ node: MathNode) -> MathBox {
    switch node {
    case .symbol(let text, _): MathBox(shown(text), style(of: node))
    case .words(let text): MathBox(shown(text))
    case .space(let cells): MathBox(String(repeating: " ", count: cells))
    case .row(let nodes): row(nodes)
    case .fraction(let numerator, let denominator): fraction(box(numerator), box(denominator))
    case .scripts(let base, let lower, let upper): scripts(base, lower: lower, upper: upper)
    case .limits(let name, let lower, let upper): limits(name, lower: lower, upper: upper)
    case .delimited(let left, let content, let right):
      bracketed(box(content), left: shown(left), right: shown(right))
    case .matrix(let rows, let left, let right): matrix(rows, left: left, right: right)
    case .aligned(let rows): keepingIndicesAlike(in: rows).aligned(rows)
    case .root(let content): root(content)
    case .accent(let accent, let base): accented(accent, base)
    }
  }

  func row(_ nodes: [MathNode], _ spacing: MathSpacing = MathSpacing(isPicture: true)) -> MathBox {
    let (parts, trailingGap) = spacing.spaced(nodes)
    return .beside(self.boxes(parts), trailingGap: trailingGap)
  }

  /// The parts of a row with their gaps.
  func boxes(_ parts: [SpacedNode]) -> [(gap: Int, box: MathBox)] {
    parts.indices.map { index in
      let part = parts[index]
      // In g(x) the letter is a function, not a gate.
      if case .symbol(let text, .ordinary) = part.node, index + 1 < parts.count,
        parts[index + 1].face == .opening, parts[index + 1].gap == 0
      {
        return (part.gap, MathBox(shown(text)))
      }
      return (part.gap, box(part.node))
    }
  }

  /// A setter that writes the subscripts of a letter in one way throughout `rows`.
  ///
  /// The equations of the four gates are parallel; `Wᵢ` in one and W with an f below it in the
  /// next would hide that.
  func keepingIndicesAlike(in rows: [[MathNode]]) -> MathSetter {
    var setter = self
    for node in rows.joined() { setter.collectLowered(in: node) }
    return setter
  }

  private mutating func collectLowered(in node: MathNode) {
    switch node {
    case .symbol, .words, .space, .limits: break
    case .row(let nodes): nodes.forEach { collectLowered(in: $0) }
    case .fraction(let first, let second): [first, second].forEach { collectLowered(in: $0) }
    case .scripts(let base, let lower, _):
      if let lower, ScriptForms.index(lower) == nil {
        lowered.insert(base)
      }
      collectLowered(in: base)
    case .delimited(_, let content, _), .root(let content), .accent(_, let content):
      collectLowered(in: content)
    case .matrix(let rows, _, _), .aligned(let rows):
      rows.joined().forEach { collectLowered(in: $0) }
    }
  }

  // MARK: Letters and scripts

  private static let roles: [String: Role] = [
    "f": .forgetGate, "i": .inputGate, "g": .candidate, "o": .outputGate, "c": .cellState,
    "h": .hiddenState,
  ]

  private func style(of node: MathNode) -> Style {
    guard isColoured else { return .body }
    switch node.unwrapped {
    case .symbol(let text, .ordinary): return Style(Self.roles[text] ?? .body)
    case .accent("tilde", .symbol("c", _)): return Style(.candidate)
    case .accent(_, let base): return style(of: base)
    default: return .body
    }
  }

  /// A script, an exponent or a limit: one row without spaces around operators.
  private func small(_ node: MathNode, _ style: Style = .body) -> MathBox {
    MathBox(InlineMaths(accents: accents, isCompact: true).text(node), style)
  }

  private func scripts(_ base: MathNode, lower: MathNode?, upper: MathNode?) -> MathBox {
    let (box, style) = (box(base), style(of: base))
    let index = lowered.contains(base) ? nil : lower.flatMap(ScriptForms.index)
    let power = upper.flatMap(ScriptForms.power)
    if box.body.count > 1 { return tallScripts(box, lower: lower, upper: upper) }
    // Small characters on the baseline: the index first, but a prime before it.
    let isPrimeFirst = power?.hasPrefix("′") ?? false
    let inked = isPrimeFirst ? [power, index] : [index, power]
    let ink = MathBox(inked.compactMap { $0 }.joined(), style)
    var parts = [MathBox.Part(box: box, column: 0), MathBox.Part(box: ink, column: box.width)]
    if let upper, power == nil {
      let row = -1 - box.ascent
      parts.append(MathBox.Part(box: small(upper, style), row: row, column: box.width))
    }
    var below: MathBox?
    if let lower, index == nil {
      let script = small(lower, style)
      below = script
      parts.append(MathBox.Part(box: script, row: 1 + box.descent, column: box.width))
    }
    var whole = MathBox(parts, body: box.body)
    if let below, upper == nil || power != nil {
      whole.hang = max(0, below.width - ink.width)
    }
    return whole
  }

  /// Beside something tall the scripts stand at its first and last row.
  private func tallScripts(_ box: MathBox, lower: MathNode?, upper: MathNode?) -> MathBox {
    var parts = [MathBox.Part(box: box, column: 0)]
    if let upper {
      let script = ScriptForms.power(upper).map { MathBox($0) } ?? small(upper)
      parts.append(MathBox.Part(box: script, row: box.body.lowerBound, column: box.width))
    }
    if let lower {
      let script = ScriptForms.index(lower).map { MathBox($0) } ?? small(lower)
      parts.append(MathBox.Part(box: script, row: box.body.upperBound, column: box.width))
    }
    return MathBox(parts, body: box.body)
  }

  private func accented(_ accent: String, _ base: MathNode) -> MathBox {
    if accents == .composed, let letter = AccentForm.composed(accent, base) {
      return MathBox(letter, style(of: .accent(accent, base)))
    }
    let style = style(of: .accent(accent, base))
    let content = base.parts.count == 1 ? plain(base, style) : box(base)
    let mark =
      switch accent {
      case "hat": "^"
      case "tilde": "~"
      default: String(repeating: "_", count: max(1, content.width))
      }
    let column = max(0, (content.width - mark.count) / 2)
    return MathBox(
      [
        MathBox.Part(box: content, column: 0),
        MathBox.Part(box: MathBox(mark, style), row: -1 - content.ascent, column: column),
      ],
      body: content.body)
  }

  /// The letter under an accent, in the colour of both.
  private func plain(_ node: MathNode, _ style: Style) -> MathBox {
    if case .symbol(let text, _) = node.unwrapped { MathBox(shown(text), style) } else { box(node) }
  }

  // MARK: Fractions, roots, operators

  private func fraction(_ numerator: MathBox, _ denominator: MathBox) -> MathBox {
    let widest = max(numerator.width, denominator.width)
    // A bar of one cell looks like a minus; one around another fraction must be the longer one.
    let isNested = numerator.body.count > 1 || denominator.body.count > 1
    let width = widest + (widest == 1 || isNested ? 2 : 0)
    return MathBox([
      MathBox.Part(
        box: numerator, row: -1 - numerator.descent, column: (width - numerator.width) / 2),
      MathBox.Part(box: MathBox(String(repeating: "─", count: width)), column: 0),
      MathBox.Part(
        box: denominator, row: 1 + denominator.ascent, column: (width - denominator.width) / 2),
    ])
  }

  private func root(_ node: MathNode) -> MathBox {
    let content = box(node)
    let sign = MathBox("√")
    guard content.body.count == 1 else { return tallRoot(content) }
    switch node.unwrapped {
    case .symbol where content.isOneRow, .scripts where content.isOneRow:
      return .beside([(0, sign), (0, content)])
    default: break
    }
    let line = MathBox(String(repeating: "_", count: max(1, content.width)))
    let top = -1 - content.ascent
    return MathBox(
      [
        MathBox.Part(box: sign, column: 0),
        MathBox.Part(box: content, column: 1),
        MathBox.Part(box: line, row: top, column: 1),
      ],
      body: top...0)
  }

  private func tallRoot(_ content: MathBox) -> MathBox {
    let stem = (-content.ascent...content.descent).map { row in
      let text = row == content.descent ? "╲│" : " │"
      return MathBox.Part(box: MathBox(text), row: row, column: 0)
    }
    let line = "┌" + String(repeating: "─", count: content.width + 1)
    let top = MathBox.Part(box: MathBox(line), row: -1 - content.ascent, column: 1)
    return MathBox(stem + [top, MathBox.Part(box: content, column: 3)])
  }

  private static let operators: [String: MathBox] = [
    "∑": MathBox(rows: ["╲▔▔", "╱▁▁"], baseline: 1),
    "∏": MathBox(rows: ["┬─┬", "│ │"], baseline: 1),
    "∫": MathBox(rows: ["⌠", "⌡"], baseline: 1),
  ]

  private func limits(_ name: String, lower: MathNode?, upper: MathNode?) -> MathBox {
    let sign = Self.operators[name] ?? MathBox(shown(name))
    let (below, above) = (lower.map { small($0) }, upper.map { small($0) })
    let width = max(sign.width, below?.width ?? 0, above?.width ?? 0)
    var parts = [MathBox.Part(box: sign, column: (width - sign.width) / 2)]
    if let above {
      parts.append(
        MathBox.Part(box: above, row: -1 - sign.ascent, column: (width - above.width) / 2))
    }
    if let below {
      parts.append(
        MathBox.Part(box: below, row: 1 + sign.descent, column: (width - below.width) / 2))
    }
    return MathBox(parts, body: sign.height > 1 ? nil : 0...0)
  }
}
