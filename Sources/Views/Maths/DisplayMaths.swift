public import Cells
public import CourseModel

/// The formula in two dimensions, indented by two cells.
///
/// What is wider than `width` is broken at top-level relations, then before top-level `+` and
/// `−`, with continuation lines below the right-hand side. What cannot be broken stays wider,
/// for the reader to scroll. With `coloured` the letters f i g o c h take the gates' colours.
public func displayMaths(_ formula: Formula, width: Int, coloured: Bool = false) -> [Line] {
  let setter = MathSetter(for: formula.tree, isColoured: coloured)
  let box = setter.box(formula.tree.unwrapped, within: max(1, width - 2))
  let indent = min(2, max(0, width - box.width))
  return box.rows.map { $0.indented(by: indent).withoutTrailingSpaces }
}

extension MathSetter {
  /// The node as a box that is broken into lines where it would be wider than `width`.
  func box(_ node: MathNode, within width: Int) -> MathBox {
    if case .aligned(let rows) = node {
      return keepingIndicesAlike(in: rows).aligned(rows, within: width)
    }
    let line = Breakable(node.parts, MathSpacing(isPicture: true), self)
    return .stacked(line.broken(to: width))
  }

  /// A derivation; a last cell that is too wide continues in lines of its own.
  private func aligned(_ rows: [[MathNode]], within width: Int) -> MathBox {
    let boxes = cells(of: rows)
    let whole = aligned(boxes)
    guard whole.width > width else { return whole }
    let columns = boxes.map(\.count).max() ?? 0
    let before = boxes.map { $0.count == columns ? $0.dropLast() : $0[...] }
    let left = aligned(before.map(Array.init)).width
    var broken: [[MathBox]] = []
    for (row, nodes) in rows.enumerated() {
      guard nodes.count == columns, let last = nodes.last else {
        broken.append(boxes[row])
        continue
      }
      let spacing = MathSpacing(isPicture: true, followsOperand: columns.isMultiple(of: 2))
      let lines = Breakable(last.parts, spacing, self).broken(to: max(1, width - left))
      for (index, line) in lines.enumerated() {
        let first =
          index == 0 ? Array(before[row]) : before[row].map { _ in MathBox("") }
        let indented = MathBox.beside([(line.indent, line.box)])
        broken.append(first + [indented])
      }
    }
    return aligned(broken)
  }
}

/// A row of boxes that may be broken into lines.
private struct Breakable {
  private struct Part {
    var gap: Int
    var box: MathBox
    var face: MathFace
    var isInBrackets: Bool
  }

  private var parts: [Part]

  init(_ nodes: [MathNode], _ spacing: MathSpacing, _ setter: MathSetter) {
    let nodes = spacing.spaced(nodes).parts
    parts = zip(nodes, setter.boxes(nodes)).map { node, part in
      Part(
        gap: part.gap, box: part.box, face: node.face, isInBrackets: node.bracketDepth > 0)
    }
  }

  /// The gap before the first part of a line; only the start of the whole row keeps one.
  private func leadingGap(_ place: Int) -> Int { place == 0 ? parts.first?.gap ?? 0 : 0 }

  private func boxes(_ range: Range<Int>) -> [(gap: Int, box: MathBox)] {
    range.map { ($0 == range.lowerBound ? leadingGap($0) : parts[$0].gap, parts[$0].box) }
  }

  private func width(_ range: Range<Int>) -> Int { MathBox.columns(of: boxes(range)).width }

  private func box(_ range: Range<Int>) -> MathBox { .beside(boxes(range)) }

  func broken(to width: Int) -> [(indent: Int, box: MathBox)] {
    let all = parts.indices
    guard self.width(all) > width else { return [(0, box(all))] }
    // Several formulas in a row are separated first.
    let wideGaps = all.filter { $0 > 0 && parts[$0].gap >= 3 && !parts[$0].isInBrackets }
    return packed(all, before: wideGaps, to: width, indent: 0).flatMap {
      self.width($0.range) > width
        ? brokenFormula($0.range, to: width) : [($0.indent, box($0.range))]
    }
  }

  private func brokenFormula(
    _ range: Range<Int>, to width: Int
  ) -> [(indent: Int, box: MathBox)] {
    let relations = range.filter { parts[$0].face == .relation && !parts[$0].isInBrackets }
    guard let first = relations.first else {
      return lines(range, to: width, firstIndent: 0, indent: 2)
    }
    let start =
      first == range.lowerBound
      ? leadingGap(first) : self.width(range.lowerBound..<first) + parts[first].gap
    let below = aligned(range, at: relations, column: start, to: width)
    guard below.contains(where: { $0.indent + $0.box.width > width }) else { return below }
    // Behind a long left-hand side there is little room; below it there is more.
    let indented = aligned(range, at: relations, column: min(2, start), to: width)
    func widest(_ lines: [(indent: Int, box: MathBox)]) -> Int {
      lines.map { $0.indent + $0.box.width }.max() ?? 0
    }
    return widest(indented) < widest(below) ? indented : below
  }

  /// One line for each relation, all but the first beginning at `column`.
  private func aligned(
    _ range: Range<Int>, at relations: [Int], column: Int, to width: Int
  ) -> [(indent: Int, box: MathBox)] {
    let inner = column + parts[relations[0]].box.width + 1
    let starts = [range.lowerBound] + relations.dropFirst()
    let ends = relations.dropFirst() + [range.upperBound]
    return zip(starts, ends).flatMap { start, end in
      lines(
        start..<end, to: width, firstIndent: start == range.lowerBound ? 0 : column,
        indent: inner)
    }
  }

  /// The range broken before binary operators behind the first relation.
  private func lines(
    _ range: Range<Int>, to width: Int, firstIndent: Int, indent: Int
  ) -> [(indent: Int, box: MathBox)] {
    let relation = range.first { parts[$0].face == .relation && !parts[$0].isInBrackets }
    let places = range.filter {
      $0 > (relation ?? range.lowerBound) + 1 && parts[$0].face == .binary
        && !parts[$0].isInBrackets
    }
    return packed(range, before: places, to: width - firstIndent, indent: indent - firstIndent)
      .map { ($0.indent + firstIndent, box($0.range)) }
  }

  /// Fills lines, breaking only before `places`.
  private func packed(
    _ range: Range<Int>, before places: [Int], to width: Int, indent: Int
  ) -> [(indent: Int, range: Range<Int>)] {
    var lines: [(indent: Int, range: Range<Int>)] = []
    var start = range.lowerBound
    var end = start
    for place in places + [range.upperBound] {
      let room = width - (lines.isEmpty ? 0 : indent)
      if end > start, self.width(start..<place) > room {
        lines.append((lines.isEmpty ? 0 : indent, start..<end))
        start = end
      }
      end = place
    }
    lines.append((lines.isEmpty ? 0 : indent, start..<end))
    return lines
  }
}
