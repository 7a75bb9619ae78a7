import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

/// What the convention view says, line by line.
struct ConventionText {
  var framework: Framework
  var scene: LabScene
  var width: Int
  var mixUps: [MixUp]
  /// Timesteps that the mix-ups were run for.
  var stepCount: Int

  /// Arrays of at most so many numbers get columns as narrow as their widest number.
  private static let few = 2000
  /// Rows and columns without blocks that are shown of an array.
  private static let longest = 8

  private var kind: CellKind { scene.kind }
  private var layout: FrameworkLayout { layout(framework) }
  private func say(_ phrase: Phrase) -> String { phrase(scene.language) }

  private func layout(_ framework: Framework) -> FrameworkLayout {
    FrameworkLayout(
      framework, scene.probe.run.network, layer: scene.site.layer, direction: scene.site.direction)
  }

  var lines: [Line] {
    var lines = strip
    for array in layout.arrays { lines += [Line()] + self.lines(of: array) }
    lines.append(Line())
    for note in notes { lines += Line(say(note)).wrapped(to: min(width, 100)) }
    lines += [Line()] + mixUpLines
    return lines
  }

  // MARK: Blocks

  /// PyTorch's blocks with their numbers, and the same blocks in this framework's order.
  private var strip: [Line] {
    let theirs = layout(.pytorch)
    func row(_ one: FrameworkLayout) -> Line {
      var line = Line(one.framework.rawValue.padded(to: 9), .strong)
      for (gate, letter) in zip(one.gates, one.letters) {
        let number = (theirs.gates.firstIndex(of: gate) ?? 0) + 1
        line.append("│ ", .muted)
        line.append("\(number) ", .muted)
        line.append(letter + " ", Style(kind.role(of: gate), .bold))
      }
      line.append("│", .muted)
      return line
    }
    guard framework != .pytorch else {
      return [row(theirs) + Line("  " + say(.conventionStripOwn), .muted)]
    }
    return [row(theirs), row(layout) + Line("  " + say(.conventionStrip), .muted)]
  }

  // MARK: Arrays

  /// Cells of a number of an array, with the blank before it.
  private func numberWidth(_ array: StoredArray) -> Int {
    guard array.matrix.values.count <= Self.few else { return LabNumber.width + 1 }
    return 1 + array.matrix.values.reduce(4) { max($0, WeightsGrid.text($1).count) }
  }

  private func lines(of array: StoredArray) -> [Line] {
    var title = Line(array.name, Style(.code, .bold))
    title.append(" " + array.shape.description + "  ", .body)
    title.append(say(description(of: array)), .muted)
    return [title]
      + (array.blocks == .rows ? linesOfRows(array) : linesOfColumns(array))
  }

  private func description(of array: StoredArray) -> Phrase {
    switch (framework, array.isOfHidden) {
    case (.pytorch, nil), (.onnx, nil): framework == .onnx ? .conventionTwoInOne : .conventionBias
    case (.keras, nil): array.matrix.rowCount == 2 ? .conventionTwoRows : .conventionOneBias
    case (.keras, _): .conventionColumns
    default: .conventionRows
    }
  }

  /// The units around the one that is looked at, `count` of them.
  private func units(_ count: Int) -> Range<Int> {
    let all = scene.model.trace.hiddenSize
    let count = max(1, min(all, count))
    let start = max(0, min(all - count, scene.site.unit - count / 2))
    return start..<(start + count)
  }

  /// A row for each unit of each gate, as far as its numbers fit.
  private func linesOfRows(_ array: StoredArray) -> [Line] {
    let label = 6
    let numberWidth = numberWidth(array)
    let fitting = max(1, (width - label - 2) / numberWidth)
    let count = min(array.matrix.columnCount, fitting)
    var lines = [
      Line(String(repeating: " ", count: label))
        + (0..<count).reduce(Line()) { line, column in
          line
            + Line(
              name(column, isOfHidden: array.isOfHidden == true).padded(left: numberWidth),
              .muted)
        }
    ]
    let H = scene.model.trace.hiddenSize
    let units = units(4)
    for (block, gate) in layout.gates.enumerated() {
      for unit in units {
        var line = rowLabel(block, unit, width: label)
        let row = array.matrix.row(block * H + unit)
        for value in row.prefix(count) {
          line = line + number(value, gate, unit, width: numberWidth)
        }
        if count < row.count { line.append(" …", .muted) }
        lines.append(line)
      }
      if units.count < H {
        lines.append(
          Line(say(.conventionMoreUnits(H - units.count)).padded(left: label + 8), .muted))
      }
    }
    return lines
  }

  private func rowLabel(_ block: Int, _ unit: Int, width: Int) -> Line {
    let isOwn = unit == scene.site.unit
    return Line(
      (symbol(layout.letters[block], at: unit + 1)).padded(to: width),
      Style(kind.role(of: layout.gates[block]), isOwn ? .bold : []))
  }

  /// A row for each component, with a group of columns for each gate; where an array holds two
  /// biases one behind the other, one part below the other.
  private func linesOfColumns(_ array: StoredArray) -> [Line] {
    let H = scene.model.trace.hiddenSize
    let gates = layout.gates
    let label = 6
    let numberWidth = numberWidth(array)
    let perGate = (width - label) / gates.count - 2
    let units = units(min(perGate / numberWidth, H))
    let parts = array.matrix.columnCount / (H * gates.count)
    var lines: [Line] = []
    for part in 0..<max(1, parts) {
      var header = Line(
        (parts > 1 ? (part == 0 ? "Wb" : "Rb") : "").padded(to: label), .muted)
      for (block, gate) in gates.enumerated() {
        header.append("│", .muted)
        for unit in units {
          header.append(
            symbol(layout.letters[block], at: unit + 1).padded(left: numberWidth),
            Style(kind.role(of: gate), unit == scene.site.unit ? .bold : []))
        }
        header.append(units.count < H ? "…" : " ", .muted)
      }
      lines.append(header)
      let rows = min(array.matrix.rowCount, Self.longest)
      for row in 0..<rows {
        var line = Line(rowName(row, array).padded(to: label), .muted)
        for (block, gate) in gates.enumerated() {
          line.append("│", .muted)
          for unit in units {
            line =
              line
              + number(
                array.matrix[row, (part * gates.count + block) * H + unit], gate, unit,
                width: numberWidth)
          }
          line.append(" ")
        }
        lines.append(line)
      }
      if rows < array.matrix.rowCount {
        lines.append(
          Line(
            say(.conventionMoreRows(array.matrix.rowCount - rows)).padded(left: label + 8), .muted))
      }
    }
    return lines
  }

  private func number(_ value: Float, _ gate: Gate, _ unit: Int, width: Int) -> Line {
    let isOwn = unit == scene.site.unit
    return Line(
      WeightsGrid.text(value).padded(left: width),
      value == 0 ? .muted : Style(isOwn ? kind.role(of: gate) : .body, isOwn ? .bold : []))
  }

  /// What a row of a matrix with blocks in its columns belongs to.
  private func rowName(_ row: Int, _ array: StoredArray) -> String {
    guard let isOfHidden = array.isOfHidden else {
      return array.matrix.rowCount == 2 ? (row == 0 ? "b_ih" : "b_hh") : ""
    }
    return name(row, isOfHidden: isOfHidden)
  }

  private func name(_ index: Int, isOfHidden: Bool) -> String {
    guard !isOfHidden else { return symbol("h", at: index + 1) }
    let inputs = scene.model.preset.inputs
    guard scene.site.layer == 0 else { return symbol("y", at: index + 1) }
    return inputs.indices.contains(index)
      ? inputs[index].name.truncated(to: 5) : symbol("x", at: index + 1)
  }

  // MARK: Words

  private var notes: [Phrase] {
    switch framework {
    case .pytorch: return [.notePyTorchBiases] + (kind == .lstm ? [.notePyTorchForget] : [])
    case .keras:
      switch kind {
      case .lstm: return [.noteKerasBias, .noteKerasForget]
      case .gru: return [.noteKerasResetAfter]
      default: return [.noteKerasBias]
      }
    case .onnx: return [.noteONNX] + (kind == .gru ? [.noteONNXLinear] : [])
    }
  }

  private var mixUpLines: [Line] {
    guard !mixUps.isEmpty else { return [] }
    let steps = stepCount < scene.model.count ? stepCount : nil
    var lines = Line(say(.mixUps(firstSteps: steps)), .heading).wrapped(to: width)
    for mixUp in mixUps {
      lines.append(Line("✗ ", Style(.danger, .bold)) + Line(say(mixUp.name), Style(.danger, .bold)))
      lines += codeLines(mixUp)
      guard let divergence = mixUp.divergence else {
        lines += Line(say(.mixUpChangesNothing)).wrapped(to: width - 2).map { $0.indented(by: 2) }
        continue
      }
      lines.append(divergenceLine(divergence).indented(by: 2))
      lines.append(outcomeLine(mixUp).indented(by: 2))
    }
    return lines
  }

  /// Both codes on one line, or one below the other where they are long.
  private func codeLines(_ mixUp: MixUp) -> [Line] {
    let wrong = Line("  " + mixUp.wrong, Style(.code))
    let right =
      Line("  " + say(.mixUpInsteadOf) + "  ", .muted) + Line(mixUp.right, Style(.code))
    return wrong.cellWidth + right.cellWidth <= width ? [wrong + right] : [wrong, right]
  }

  private func divergenceLine(_ divergence: Divergence) -> Line {
    var line = Line(
      say(.mixUpFirst(t: divergence.t, name(divergence.signal), unit: divergence.unit + 1)) + " ")
    line.append(LabNumber.trimmed(Double(divergence.reference)), Style(.success))
    line.append(" → ", .muted)
    line.append(LabNumber.trimmed(Double(divergence.found)), Style(.danger, .bold))
    return line
  }

  private func name(_ signal: Signal) -> String {
    switch signal {
    case .preactivation(let gate): "a_" + kind.blockName(gate)
    case .gate(let gate): kind.blockName(gate)
    case .cell, .squashedCell: "c"
    case .hidden: "h"
    case .detail: "Σ"
    }
  }

  /// h of the last step that was run, right and wrong, as many units as fit.
  private func outcomeLine(_ mixUp: MixUp) -> Line {
    let end = symbol("h", at: stepCount)
    let fitting = max(1, (width - 24) / 2 / (LabNumber.width + 1))
    func numbers(_ values: [Float], _ style: Style) -> Line {
      var line = Line()
      for value in values.prefix(fitting) {
        line.append((line.spans.isEmpty ? "" : " ") + LabNumber.trimmed(Double(value)), style)
      }
      if values.count > fitting { line.append(" …", .muted) }
      return line
    }
    return Line(end + " " + say(.mixUpRight) + " ") + numbers(mixUp.reference, Style(.success))
      + Line("  " + say(.mixUpWrong) + " ") + numbers(mixUp.found, Style(.danger, .bold))
  }
}
