public import Cells
public import CourseModel

/// A formula, or a part of one, set in two dimensions.
public struct MathBox: Hashable, Sendable {
  /// The rows from top to bottom, each exactly `width` cells wide.
  public private(set) var rows: [Line]
  public private(set) var width: Int
  /// The row on which neighbours stand, 0-based from the top.
  public private(set) var baseline: Int
  /// The rows that brackets around this box must cover, relative to the baseline; scripts and
  /// accents hang out of them.
  var body: ClosedRange<Int>
  /// How many cells at the right end are empty but for a subscript below the baseline.
  var hang = 0

  /// Sets a formula; with `isColoured` the letters f i g o c h take the colours of the gates.
  public init(_ formula: Formula, isColoured: Bool = false) {
    self = MathSetter(for: formula.tree, isColoured: isColoured).box(formula.tree)
  }

  /// One row of text. Text from files must be passed through ``shown(_:)`` first.
  init(_ text: String, _ style: Style = .body) {
    rows = [Line(text, style)]
    width = text.cellWidth
    baseline = 0
    body = 0...0
  }

  /// A picture of several rows, all of the same width.
  init(rows: [String], baseline: Int, _ style: Style = .body) {
    self.rows = rows.map { Line($0, style) }
    width = rows.first?.cellWidth ?? 0
    self.baseline = baseline
    body = (-baseline)...max(-baseline, rows.count - 1 - baseline)
  }

  var height: Int { rows.count }
  /// The number of rows above the baseline.
  var ascent: Int { baseline }
  /// The number of rows below the baseline.
  var descent: Int { rows.count - 1 - baseline }
  var isOneRow: Bool { rows.count == 1 }
}

extension MathBox {
  /// A box with a place in a larger one.
  struct Part {
    var box: MathBox
    /// Where the baseline of `box` stands, relative to the baseline of the whole.
    var row = 0
    var column: Int
  }

  /// Puts boxes that do not overlap into one; `body` defaults to everything.
  init(_ parts: [Part], body: ClosedRange<Int>? = nil) {
    let top = min(0, parts.map { $0.row - $0.box.ascent }.min() ?? 0)
    let bottom = max(0, parts.map { $0.row + $0.box.descent }.max() ?? 0)
    let width = parts.map { $0.column + $0.box.width }.max() ?? 0
    var rows = Array(repeating: Line(), count: bottom - top + 1)
    var used = Array(repeating: 0, count: rows.count)
    func pad(_ row: Int, to column: Int) {
      guard column > used[row] else { return }
      rows[row].append(String(repeating: " ", count: column - used[row]))
      used[row] = column
    }
    for part in parts.sorted(by: { $0.column < $1.column }) where part.box.width > 0 {
      let first = part.row - part.box.ascent - top
      for (offset, line) in part.box.rows.enumerated() {
        pad(first + offset, to: part.column)
        for span in line.spans { rows[first + offset].append(span.text, span.style) }
        used[first + offset] += part.box.width
      }
    }
    for row in rows.indices { pad(row, to: width) }
    self.rows = rows
    self.width = width
    baseline = -top
    self.body = body ?? top...bottom
  }

  /// Boxes side by side on one baseline, each after its gap.
  static func beside(_ boxes: [(gap: Int, box: MathBox)], trailingGap: Int = 0) -> MathBox {
    let (columns, width) = columns(of: boxes)
    var parts = zip(boxes, columns).map { Part(box: $0.box, column: $1) }
    let bodies = boxes.map(\.box.body)
    let body =
      min(0, bodies.map(\.lowerBound).min() ?? 0)...max(0, bodies.map(\.upperBound).max() ?? 0)
    if trailingGap > 0 {
      let blank = MathBox(String(repeating: " ", count: trailingGap))
      parts.append(Part(box: blank, column: width))
    }
    var whole = MathBox(parts, body: body)
    whole.hang = trailingGap > 0 ? 0 : boxes.last?.box.hang ?? 0
    return whole
  }

  /// Where boxes that stand side by side begin, and how wide they are together.
  ///
  /// A gap is counted from the last cell on the baseline: it may lie over a subscript.
  static func columns(of boxes: [(gap: Int, box: MathBox)]) -> (starts: [Int], width: Int) {
    var starts: [Int] = []
    var (end, inkEnd) = (0, 0)
    for (gap, box) in boxes {
      let start = max(end, inkEnd + gap)
      starts.append(start)
      end = start + box.width
      inkEnd = end - box.hang
    }
    return (starts, end)
  }

  /// Boxes below each other, each indented by so many cells, on the baseline of the first.
  ///
  /// Rows between two lines that are more than a lone row of scripts or accents are set off by
  /// an empty one, so that nothing seems to belong to the wrong line.
  static func stacked(_ lines: [(indent: Int, box: MathBox)]) -> MathBox {
    var parts: [Part] = []
    var row = 0
    for (index, line) in lines.enumerated() {
      if index > 0 {
        let above = lines[index - 1].box
        row += above.descent + gap(between: above, and: line.box) + line.box.ascent + 1
      }
      parts.append(Part(box: line.box, row: row, column: line.indent))
    }
    return MathBox(parts)
  }

  /// The number of empty rows that two lines need between them.
  static func gap(between above: MathBox, and below: MathBox) -> Int {
    let isLoneScriptRow =
      above.descent + below.ascent == 1 && above.body.upperBound == 0
      && below.body.lowerBound == 0
    return above.descent + below.ascent == 0 || isLoneScriptRow ? 0 : 1
  }

  /// The box with its baseline in the middle row, as matrices stand in a line.
  var centred: MathBox {
    var box = self
    box.baseline = (rows.count - 1) / 2
    box.body = (-box.baseline)...(rows.count - 1 - box.baseline)
    return box
  }
}
