import Cells
import Languages
import Phrases
import Recurrent
import Views

/// A mistake at work: its code, where it first shows, both runs in numbers and over time, and what
/// one would see.
struct FaultView: View {
  var scene: LabScene
  var faults: FaultBench
  var fault: Fault
  /// Timesteps behind the end of the sequence, in the padding.
  var beyond: Int

  var language: Language { scene.language }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let code = codeLines
    var foot = footLines(width: rect.size.columns)
    guard let run = faults.run else {
      let lines =
        [nameLine(nil, width: rect.size.columns)] + code
        + [Line(), Line(language.say(waiting), Style(.warning)), Line()] + foot
      for (index, line) in lines.enumerated() {
        canvas.write(line, at: rect.row(index).origin, in: rect)
      }
      return
    }
    let moment = FaultMoment(scene: scene, run: run, scales: faults.scales, beyond: beyond)
    // Name, headline, axis.
    let room = rect.size.rows - 3 - code.count
    let count = moment.rowCount
    // What one would see gives way to what one sees.
    foot = Array(foot.prefix(max(0, room - min(count, 6))))
    let height = FaultPicture.height(rows: room - foot.count, count: count)
    var spare = max(0, room - foot.count - height)
    func gap() -> Int {
      guard spare > 0 else { return 0 }
      spare -= 1
      return 1
    }

    let gaps = [gap(), gap(), gap()]
    var top = 0
    func write(_ lines: [Line]) {
      for line in lines {
        canvas.write(line, at: rect.row(top).origin, in: rect)
        top += 1
      }
    }
    write([nameLine(moment, width: rect.size.columns)])
    write(code)
    top += gaps[0]
    write([headline(run, width: rect.size.columns)])
    top += gaps[1]
    let plotRows = spare >= 9 ? min(18, spare - 1) : 0
    let picture = FaultPicture(moment: moment, language: language)
    let part = Rect(
      row: rect.origin.row + top, column: rect.origin.column,
      rows: max(0, min(height + 1, rect.size.rows - top)),
      columns: rect.size.columns)
    picture.draw(in: part, on: &canvas)
    top += height + 1
    if plotRows > 0 {
      picture.drawPlots(
        in: Rect(
          row: rect.origin.row + top + 1, column: rect.origin.column, rows: plotRows - 1,
          columns: rect.size.columns), on: &canvas)
      top += plotRows
    }
    top += gaps[2]
    write(foot)
  }

  // MARK: Words

  /// Why there is no run to be seen.
  private var waiting: Phrase { faults.failed.contains(fault) ? .faultCannotRun : .faultComputing }

  /// What is wrong, and where one stands.
  private func nameLine(_ moment: FaultMoment?, width: Int) -> Line {
    let right = moment.map { language.say(position($0)) } ?? ""
    let name = "✗ " + fault.name(language)
    var line = Line(
      name.truncated(to: max(0, width - right.cellWidth - 1)), Style(.danger, .bold))
    line.append(String(repeating: " ", count: max(1, width - line.cellWidth - right.cellWidth)))
    line.append(right, .muted)
    return line
  }

  private func position(_ moment: FaultMoment) -> Phrase {
    let unit = scene.site.unit + 1
    if moment.run.readout != nil { return .faultUnitRead(unit) }
    guard faults.paddingCount > 0 else { return .faultUnitAt(unit: unit, t: moment.t) }
    return .faultPadding(
      unit: unit, t: moment.t, place: beyond > 0 ? beyond : nil, from: scene.model.count + 1,
      count: faults.paddingCount)
  }

  /// The lines with the mistake and without it, what they share once.
  private var codeLines: [Line] {
    let (wrong, right) = (fault.code.wrong, fault.code.right)
    let steps = right.difference(from: wrong)
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for step in steps {
      switch step {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [Line] = []
    var (old, new) = (0, 0)
    while old < wrong.count || new < right.count {
      if old < wrong.count, removed.contains(old) {
        lines.append(Line("− " + wrong[old], Style(.danger)))
        old += 1
      } else if new < right.count, inserted.contains(new) {
        lines.append(Line("+ " + right[new], Style(.success)))
        new += 1
      } else {
        if old < wrong.count { lines.append(Line("  " + wrong[old], Style(.code))) }
        (old, new) = (old + 1, new + 1)
      }
    }
    return lines
  }

  private func headline(_ run: FaultRun, width: Int) -> Line {
    guard let place = run.divergence else {
      return Line("= " + language.say(.faultNoDifference), Style(.accent, .bold))
    }
    let shape = run.reference.shape
    let right = LabNumber.text(Double(place.reference))
    var wrong = LabNumber.text(Double(place.found))
    if right == wrong { wrong += " (Δ \((place.found - place.reference).scientific))" }
    let unit = place.unit % shape.hiddenSize + 1
    let style = Style(.danger, .bold)
    if run.readout != nil {
      return Line(
        "◆ " + language.say(.faultReadDiffers(unit: unit, right: right, wrong: wrong)), style)
    }
    let signal = place.name(in: shape.cell, H: shape.hiddenSize)
    let layer: Phrase? =
      shape.stateCount > 1
      ? .labLayerOf(
        place.layer, shape.layerCount,
        isReverse: shape.isBidirectional ? place.direction == .reverse : nil) : nil
    let long = language.say(
      .faultFirstDiffers(
        t: place.t, signal: signal, unit: unit, layer: layer, right: right, wrong: wrong))
    if long.cellWidth + 2 <= width { return Line("◆ " + long, style) }
    let short = language.say(
      .faultFirstDiffersShort(
        t: place.t, signal: signal, unit: unit, layer: layer, right: right, wrong: wrong))
    return Line("◆ " + short, style)
  }

  /// What one would see, and where the mistake is known from.
  private func footLines(width: Int) -> [Line] {
    var line = Line(fault.symptom(language))
    if faults.leavesOutWrites {
      line.append(" " + language.say(.faultStatesComputedAnew), Style(.warning))
    }
    if let origin = fault.origin { line.append(" — " + origin, .muted) }
    return line.wrapped(to: width)
  }
}
