import Cells
import Languages
import Phrases
import Recurrent

/// The mistakes by place, each with its key, and what the chosen one does.
struct FaultList: View {
  var faults: FaultBench
  var selection: Int
  var language: Language

  private enum Row {
    case heading(Fault.Place)
    case entry(Int)
  }

  /// Cells of an entry: a key, a name, a mark.
  private static let entryWidth = 38

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    drawHead(in: rect.row(0), on: &canvas)
    let symptom = symptomLines(width: rect.size.columns)
    let list = rect.removingRows(top: 1, bottom: symptom.count)
    drawEntries(in: list, on: &canvas)
    for (index, line) in symptom.enumerated() where rect.size.rows > symptom.count + 2 {
      canvas.write(line, at: rect.row(rect.size.rows - symptom.count + index).origin, in: rect)
    }
  }

  private func drawHead(in row: Rect, on canvas: inout Canvas) {
    let legend = language.say(.faultNoChangeLegend)
    let legendColumn = row.columnRange.upperBound - legend.cellWidth
    canvas.write(
      language.say(.faultListTitle).truncated(to: row.size.columns - legend.cellWidth - 2),
      at: row.origin, style: .heading, in: row)
    canvas.write(
      legend, at: Point(row: row.origin.row, column: legendColumn), style: .muted, in: row)
  }

  /// As many for each mistake, so that the list does not move while one chooses.
  private func symptomLines(width: Int) -> [Line] {
    guard faults.all.indices.contains(selection) else { return [] }
    let all = faults.all.map { Line($0.symptom(language)).wrapped(to: width) }
    let count = all.map(\.count).max() ?? 0
    return all[selection] + Array(repeating: Line(), count: count - all[selection].count)
  }

  // MARK: Entries

  private func drawEntries(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let rows = rows
    let columnCount = rect.size.columns >= 2 * Self.entryWidth ? 2 : 1
    let width = rect.size.columns / columnCount
    var perColumn = max(1, (rows.count + columnCount - 1) / columnCount)
    // A heading stands above its entries.
    if columnCount > 1, rows.indices.contains(perColumn - 1),
      case .heading = rows[perColumn - 1]
    {
      perColumn += 1
    }
    let place = rows.firstIndex { if case .entry(selection) = $0 { true } else { false } } ?? 0
    let visible = min(perColumn, rect.size.rows)
    // The chosen entry stays in view.
    let top = max(0, min(place % perColumn - visible + 2, perColumn - visible))
    for (index, row) in rows.enumerated() {
      let (column, line) = index.quotientAndRemainder(dividingBy: perColumn)
      guard line >= top, line - top < visible else { continue }
      let slot = rect.row(line - top)
      draw(
        row,
        in: Rect(
          row: slot.origin.row, column: slot.origin.column + column * width,
          rows: slot.size.rows, columns: width), on: &canvas)
    }
    guard visible < perColumn else { return }
    for (glyph, row, isShown) in [
      ("▲", 0, top > 0), ("▼", visible - 1, top + visible < perColumn),
    ] where isShown {
      canvas.write(
        glyph,
        at: Point(row: rect.origin.row + row, column: rect.columnRange.upperBound - 1),
        style: .muted, in: rect)
    }
  }

  private var rows: [Row] {
    var rows: [Row] = []
    for (index, fault) in faults.all.enumerated() {
      if index == 0 || faults.all[index - 1].place != fault.place {
        rows.append(.heading(fault.place))
      }
      rows.append(.entry(index))
    }
    return rows
  }

  private func draw(_ row: Row, in rect: Rect, on canvas: inout Canvas) {
    switch row {
    case .heading(let place):
      canvas.write(language.say(place.name), at: rect.origin, style: Style(.accent), in: rect)
    case .entry(let index):
      let fault = faults.all[index]
      let isNothing = faults.changes[fault] == false
      let key = faults.key(of: fault).map(String.init) ?? " "
      let isSelected = index == selection
      var line = Line(isSelected ? "▸" : " ", Style(.accent, .bold))
      line.append(key, Style(.accent, .bold))
      line.append(" ")
      line.append(
        fault.name(language), isSelected ? Style(.accent, .bold) : isNothing ? .muted : .body)
      if isNothing { line.append(" =", .muted) }
      canvas.write(line.truncated(to: rect.size.columns - 1), at: rect.origin, in: rect)
    }
  }
}
