import Cells
import Console
import CourseModel
import Languages
import Phrases
import Views

/// The presets of the course, each with its title and the beginning of its story.
struct LabList: Screen {
  private var selection = ListSelection()

  func title(in context: ScreenContext) -> ScreenTitle {
    ScreenTitle(context.say(.cellLab))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    [.move, .open, .search, .language, .help, .back]
  }

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    let labs = context.course.labs
    if selection.move(key, count: labs.count) { return .handled }
    guard [.enter, .right, .character("l")].contains(key) else { return .ignored }
    guard labs.indices.contains(selection.index) else { return .note(.noLabs) }
    return .open(.lab(LabReference(preset: labs[selection.index].id, step: 0)))
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    let labs = context.course.labs
    guard !labs.isEmpty else {
      canvas.write(
        context.say(context.isCourseLoaded ? .noLabs : .courseIsBeingRead),
        at: Point(row: rect.origin.row + 1, column: rect.origin.column + 2), style: .muted,
        in: rect)
      return nil
    }
    let rowsPerLab = 3
    let room = max(1, (rect.size.rows - 1) / rowsPerLab)
    let first = selection.firstVisible(room: room, count: labs.count)
    for (offset, lab) in labs.dropFirst(first).prefix(room).enumerated() {
      let place = Rect(
        row: rect.origin.row + 1 + offset * rowsPerLab, column: rect.origin.column + 2, rows: 2,
        columns: rect.size.columns - 4)
      draw(
        lab, isSelected: first + offset == selection.index, in: place, on: &canvas, context: context
      )
    }
    return nil
  }

  private func draw(
    _ lab: LabPreset, isSelected: Bool, in rect: Rect, on canvas: inout Canvas,
    context: ScreenContext
  ) {
    let top = rect.row(0)
    let width = min(rect.size.columns, 74)
    let size = context.say(
      .labSize(cell: lab.cell.uppercased(), inputs: lab.inputs.count, units: lab.hiddenSize))
    let steps = context.say(.labSteps(lab.tape.count))
    let sizeColumn = width - 12 - size.cellWidth
    let title = (isSelected ? "▸ " : "  ") + (lab.title.best(for: context.language) ?? lab.id)
    canvas.write(
      title.truncated(to: max(0, sizeColumn - 2)), at: top.origin,
      style: isSelected ? Style(.accent, .bold) : .body, in: top)
    for (text, column) in [(size, sizeColumn), (steps, width - steps.cellWidth)] {
      canvas.write(
        text, at: Point(row: top.origin.row, column: top.origin.column + column), style: .muted,
        in: top)
    }
    guard let block = lab.story.best(for: context.language)?.first,
      let story = plainLines([block], width: .max).first
    else { return }
    let below = rect.row(1)
    canvas.write(
      story.truncated(to: max(0, width - 4)),
      at: Point(row: below.origin.row, column: below.origin.column + 4), style: .muted, in: below)
  }
}
