internal import Cells
internal import CourseModel

/// Turns blocks into rows.
struct BlockSetter {
  var isColoured = true
  var style: Style
  /// For output that is read line by line: no bars, rules and pictures.
  var isPlain: Bool
  /// Where nothing moves sideways, code that is too wide goes on in the next row.
  var wrapsCode = false
  /// The rows that the labs of the top level take; nil shows a lab's source.
  var figureRows: [Int?] = []
  /// Where the links lead, in the order of the text.
  private(set) var destinations: [String] = []
  private var listDepth = 0
  private var depth = 0
  /// Deeper lists and quotes are not shown: text from strangers must not exhaust the stack.
  private static let deepest = 24

  init(isColoured: Bool = true, style: Style = .body, isPlain: Bool = false) {
    self.isColoured = isColoured
    self.style = style
    self.isPlain = isPlain
  }

  /// The rows of a whole article, with room for its figures.
  mutating func article(_ blocks: [Block], _ room: Room) -> [SetRow] {
    var lab = 0
    return stacked(blocks, isTight: false) { setter, block in
      guard case .lab = block else { return setter.rows(block, room) }
      defer { lab += 1 }
      guard lab < setter.figureRows.count, let count = setter.figureRows[lab], count > 0 else {
        return setter.rows(block, room)
      }
      var rows = Array(repeating: SetRow(), count: count)
      rows[0].mark = .figure(index: lab, rows: count)
      return rows
    }
  }

  mutating func rows(_ blocks: [Block], _ room: Room, isTight: Bool = false) -> [SetRow] {
    guard depth < Self.deepest else { return [SetRow(Line("…", .muted))] }
    depth += 1
    defer { depth -= 1 }
    return stacked(blocks, isTight: isTight) { setter, block in setter.rows(block, room) }
  }

  /// Blocks below each other, with an empty row between them where they do not belong together.
  private mutating func stacked(
    _ blocks: [Block], isTight: Bool, _ rows: (inout BlockSetter, Block) -> [SetRow]
  ) -> [SetRow] {
    var all: [SetRow] = []
    var previous: Block?
    for block in blocks {
      let set = rows(&self, block)
      guard !set.isEmpty else { continue }
      if let previous, Self.areApart(previous, block, isTight: isTight) { all.append(SetRow()) }
      all += set
      previous = block
    }
    return all
  }

  private static func areApart(_ first: Block, _ second: Block, isTight: Bool) -> Bool {
    switch (first, second) {
    case (.heading, .heading), (.heading, .rule): true
    case (.heading, _): false
    case (.paragraph, .list), (.list, .paragraph), (.list, .list), (.paragraph, .paragraph):
      !isTight
    default: true
    }
  }

  private mutating func rows(_ block: Block, _ room: Room) -> [SetRow] {
    switch block {
    case .heading(let level, let inlines): heading(level, inlines, room)
    case .paragraph(let inlines): paragraph(inlines, width: room.measure, style: style)
    case .list(let list): rows(list, room)
    case .quote(let blocks): quote(blocks, room)
    case .code(_, let text): code(text, room)
    case .math(let formula): maths(formula, room)
    case .table(let table): rows(table, room)
    case .rule: [SetRow(Line(String(repeating: isPlain ? "-" : "─", count: room.measure), .muted))]
    case .lab(let figure): code(figure.source, room)
    }
  }

  // MARK: Text

  mutating func paragraph(_ inlines: [Inline], width: Int, style: Style) -> [SetRow] {
    text(inlines, style: style).rows(width: width)
  }

  /// The words of a paragraph or a table cell, before they are wrapped.
  mutating func text(_ inlines: [Inline], style: Style) -> InlineSetter {
    var setter = InlineSetter(destinations: destinations, isPlain: isPlain)
    setter.set(inlines, style: style)
    setter.close()
    destinations = setter.destinations
    return setter
  }

  private mutating func heading(_ level: Int, _ inlines: [Inline], _ room: Room) -> [SetRow] {
    let look = level > 3 ? style.adding(.bold) : Style.heading
    let words = text(inlines, style: look)
    var rows = words.rows(width: room.measure)
    rows[0].mark = .heading(level: level, title: words.plainText)
    guard level <= 2, !isPlain else { return rows }
    let width = rows.map(\.line.cellWidth).max() ?? 0
    let rule = String(repeating: level == 1 ? "═" : "─", count: width)
    return rows + [SetRow(Line(rule, .muted))]
  }

  private mutating func quote(_ blocks: [Block], _ room: Room) -> [SetRow] {
    let bar = Line(isPlain ? "> " : "▎ ", .muted)
    return rows(blocks, room.inset(by: bar.cellWidth)).map { $0.prefixed(by: bar) }
  }

  // MARK: Lists

  private mutating func rows(_ list: Block.List, _ room: Room) -> [SetRow] {
    let numbers = list.items.indices.map { index in list.start.map { "\($0 + index)." } }
    let widest = numbers.map { $0?.count ?? 0 }.max() ?? 0
    listDepth += 1
    defer { listDepth -= 1 }
    var all: [SetRow] = []
    for (item, number) in zip(list.items, numbers) {
      if !list.isTight, !all.isEmpty { all.append(SetRow()) }
      all += rows(item, number: number, width: widest, isTight: list.isTight, room)
    }
    return all
  }

  private mutating func rows(
    _ item: Block.Item, number: String?, width: Int, isTight: Bool, _ room: Room
  ) -> [SetRow] {
    var marker = Line()
    if let number {
      marker.append(String(repeating: " ", count: width - number.count) + number + " ", .muted)
    } else if item.isChecked == nil || isPlain {
      let bullets = isPlain ? ["-"] : ["•", "◦", "–"]
      marker.append(bullets[min(listDepth, bullets.count) - 1] + " ", .muted)
    }
    if let isChecked = item.isChecked { marker.append(isChecked ? "[x] " : "[ ] ", style) }
    let indent = marker.cellWidth
    let content = rows(item.blocks, room.inset(by: indent), isTight: isTight)
    let blank = Line(String(repeating: " ", count: indent))
    guard let first = content.first else { return [SetRow(marker.withoutTrailingSpaces)] }
    return [first.prefixed(by: marker)] + content.dropFirst().map { $0.prefixed(by: blank) }
  }

  // MARK: What is not wrapped

  private func code(_ text: String, _ room: Room) -> [SetRow] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    guard !wrapsCode || isPlain else {
      return lines.flatMap { wrappedCode(shown(Self.expandingTabs(String($0))), room) }
    }
    return lines.map { line in
      var row = isPlain ? Line("  ") : Line("  ") + Line("│ ", .muted)
      row.append(shown(Self.expandingTabs(String(line))), isPlain ? .body : Style(.code))
      return SetRow(row.withoutTrailingSpaces, within: room.width)
    }
  }

  private func wrappedCode(_ text: String, _ room: Room) -> [SetRow] {
    let width = max(1, room.width - 4)
    var parts = [""]
    var used = 0
    for character in text {
      if used > 0, used + character.cellWidth > width {
        parts.append("")
        used = 0
      }
      parts[parts.count - 1].append(character)
      used += character.cellWidth
    }
    return parts.enumerated().map { index, part in
      let row = Line("  ") + Line(index == 0 ? "│ " : "↳ ", .muted) + Line(part, Style(.code))
      return SetRow(row.withoutTrailingSpaces)
    }
  }

  private static func expandingTabs(_ line: String) -> String {
    guard line.contains("\t") else { return line }
    var text = ""
    var column = 0
    for character in line {
      let width = character == "\t" ? 4 - column % 4 : character.cellWidth
      text += character == "\t" ? String(repeating: " ", count: width) : String(character)
      column += width
    }
    return text
  }

  private func maths(_ formula: Formula, _ room: Room) -> [SetRow] {
    guard isPlain else {
      return displayMaths(formula, width: room.width, coloured: isColoured).map {
        SetRow($0, within: room.width)
      }
    }
    let setter = InlineMaths(accents: AccentForm(for: formula.tree))
    let lines =
      if case .aligned(let rows) = formula.tree.unwrapped {
        rows.map { setter.alignedRow($0) }
      } else {
        [setter.text(formula.tree)]
      }
    return lines.flatMap { Line("  " + $0).wrapped(to: room.measure, hanging: 4) }.map {
      SetRow($0)
    }
  }
}
