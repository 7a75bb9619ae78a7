import Cells
import CourseModel
import Languages
import Phrases
import Recurrent

/// The title row of a lab: what runs, through which lens, and where one stands.
struct LabTitle {
  var bench: Bench
  var isOverlaid: Bool
  /// Timesteps that one stands behind the end of the sequence.
  var beyond = 0

  func title(in context: ScreenContext) -> ScreenTitle {
    let preset = bench.preset
    let trace = bench.model.trace
    var left =
      context.say(.cellLab) + " › " + (preset.title.best(for: context.language) ?? preset.id)
    if bench.lens != .gates, !isOverlaid { left += " › " + context.say(bench.lens.name) }
    let count = String(bench.stepper.count)
    let position =
      "t " + String(bench.stepper.t).padded(left: count.count)
      + (beyond > 0 ? "+\(beyond)" : "") + "/" + count
    var right = Line(position, .strong)
    // What the title row has room for, the most important first.
    let room = context.bodySize.columns - left.cellWidth - 3
    var parts: [Line] = []
    if bench.knownCount < bench.model.count {
      parts.append(
        Line(
          context.say(.labComputing(bench.knownCount, of: bench.model.count)) + "  ",
          Style(.warning)))
    }
    if bench.backward != nil {
      parts.append(Line(context.say(.labBackward) + "  ", Style(.accent)))
    }
    if !bench.edits.isEmpty {
      parts.append(Line(context.say(.labEdited(bench.edits.count)) + "  ", Style(.accent)))
    }
    if trace.hiddenSize > 1 {
      parts.append(
        Line(context.say(.labUnitOf(bench.site.unit + 1, trace.hiddenSize)) + "  ", Style(.accent)))
    }
    if trace.shape.stateCount > 1 {
      parts.append(
        Line(
          context.say(
            .labLayerOf(
              bench.site.layer, trace.shape.layerCount,
              isReverse: trace.shape.isBidirectional ? bench.site.direction == .reverse : nil))
            + "  ", Style(.accent)))
    }
    parts.append(Line("D=\(trace.shape.inputSize) H=\(trace.hiddenSize)  ", .muted))
    parts.append(Line("\(trace.shape.cell.rawValue.uppercased())  ", .muted))
    for part in parts where right.cellWidth + part.cellWidth <= room { right = part + right }
    return ScreenTitle(left, right: right)
  }
}

extension Lens {
  var name: Phrase {
    switch self {
    case .gates: .lensGates
    case .flow: .lensFlow
    case .cell: .lensCell
    case .heat: .lensHeat
    case .units: .lensUnits
    case .gradient: .lensGradient
    case .weights: .lensWeights
    }
  }
}
