import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Views

/// Where the parts of the lab stand in a body of a given size; nothing depends on the timestep.
struct LabLayout {
  /// Below this width words stand under the traces, and the symbols of the equations are left out.
  static let comfortableWidth = 76

  var isNarrow: Bool
  /// Width of the column of names.
  var labelWidth: Int
  /// How many components of x are shown; the last row counts the others when there are any.
  var inputCount: Int
  var tape: Rect
  /// Rows of the tape that show its text.
  var tokenRows: Int
  var gates: Rect
  /// Cells of a gate's bar.
  var barWidth: Int
  var equations: Rect
  var products: Rect
  var traces: Rect
  var words: Rect
  /// Units × time, below the traces of a large window.
  var heat: Rect
  /// The data-flow picture beside it.
  var flow: Rect
  var table: Rect

  /// Rows of the inputs that are shown, and of the cursor below them.
  static func tapeRows(_ preset: LabPreset, columns: Int) -> Int {
    let tokens = preset.text == nil ? 0 : 1
    return min(preset.inputs.count + tokens, columns < comfortableWidth ? 4 : 6) + 1
  }

  init(_ preset: LabPreset, kind: CellKind, in rect: Rect, language: Language) {
    let (rows, columns) = (rect.size.rows, rect.size.columns)
    let isNarrow = columns < Self.comfortableWidth
    self.isNarrow = isNarrow
    let labels =
      kind.gatesInOrder.map { 2 + language.say(kind.name(of: $0)).cellWidth }
      + preset.inputs.map { $0.label(language, width: isNarrow ? 8 : 16).cellWidth }
    labelWidth = min(labels.max() ?? 0, isNarrow ? 8 : 16) + 1
    barWidth = isNarrow ? 11 : columns >= 110 ? 41 : 21
    tokenRows = preset.text == nil ? 0 : 1
    inputCount = Self.tapeRows(preset, columns: columns) - 1 - tokenRows

    let gap = isNarrow || rows < 19 ? 0 : 1
    var top = rect.origin.row
    func next(_ height: Int) -> Rect {
      let height = min(height, max(0, rect.rowRange.upperBound - top))
      defer { top += height }
      return Rect(row: top, column: rect.origin.column, rows: height, columns: columns)
    }
    tape = next(tokenRows + inputCount + 1)
    gates = next(kind.gatesInOrder.count)
    _ = next(gap)
    equations = next(kind.equationCount)
    _ = next(gap)

    // What is left goes to traces and words first, then to the heat map, the products, the table.
    let room = rect.rowRange.upperBound - top
    let heatRows = columns >= 110 && room >= 8 + FlowDiagram.rows ? FlowDiagram.rows : 0
    let products = kind.gatesInOrder.count + 2
    let productRows =
      heatRows > 0
      ? (room - heatRows - 8 >= products ? products : 0)
      : columns >= Self.comfortableWidth && room >= 24 ? products : 0
    let left = room - productRows - heatRows
    let tableRows =
      heatRows > 0
      ? (left >= 15 ? min(preset.tape.count + 2, left - 9) : 0)
      : columns >= Self.comfortableWidth && left >= 17
        ? min(preset.tape.count + 2, left - 9) : 0
    self.products = next(productRows)
    let lower = next(left - tableRows)
    let large = next(heatRows)
    let beside = min(FlowDiagram.minimalWidth, max(0, columns / 2))
    heat = Rect(
      row: large.origin.row, column: large.origin.column, rows: large.size.rows,
      columns: columns - beside - 3)
    flow = large.removingColumns(left: columns - beside)
    table = next(tableRows)

    if isNarrow {
      let wordRows = min(lower.size.rows >= 7 ? 4 : 3, lower.size.rows)
      traces = lower.removingRows(bottom: wordRows)
      words = Rect(
        row: traces.rowRange.upperBound, column: lower.origin.column, rows: wordRows,
        columns: columns)
    } else {
      let width = columns >= 110 ? columns * 58 / 100 : min(columns - 42, 50)
      traces = Rect(
        row: lower.origin.row, column: lower.origin.column, rows: min(lower.size.rows, 12),
        columns: width)
      words = Rect(
        row: lower.origin.row, column: lower.origin.column + width + 3, rows: lower.size.rows,
        columns: columns - width - 3)
    }
  }
}

extension Rect {
  func removingRows(top: Int = 0, bottom: Int = 0) -> Rect {
    Rect(
      row: origin.row + min(top, size.rows), column: origin.column,
      rows: size.rows - top - bottom, columns: size.columns)
  }

  func removingColumns(left: Int = 0, right: Int = 0) -> Rect {
    Rect(
      row: origin.row, column: origin.column + min(left, size.columns), rows: size.rows,
      columns: size.columns - left - right)
  }

  /// One of its rows, counted from 0; empty when there is no such row.
  func row(_ index: Int) -> Rect {
    Rect(
      row: origin.row + index, column: origin.column,
      rows: (0..<size.rows).contains(index) ? 1 : 0, columns: size.columns)
  }
}
