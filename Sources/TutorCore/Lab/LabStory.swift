import Cells
import CourseModel
import Languages
import Phrases
import Views

/// What to try in a lab and what to watch for, scrolled.
struct LabStory: View {
  var preset: LabPreset
  var language: Language
  /// The first line shown; one beyond the end shows the end.
  var top: Int

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let lines = lines(width: min(76, rect.size.columns))
    let isCut = lines.count > rect.size.rows
    // The last row tells that there is more.
    let room = isCut ? rect.size.rows - 1 : rect.size.rows
    let first = min(top, max(0, lines.count - room))
    for (index, line) in lines.dropFirst(first).prefix(room).enumerated() {
      canvas.write(line, at: rect.row(index).origin, in: rect)
    }
    guard isCut, first + room < lines.count else { return }
    canvas.write(
      language.say(.labMore), at: rect.row(rect.size.rows - 1).origin, style: .muted, in: rect)
  }

  /// The last line that may be the first one shown.
  func lastTop(in size: Size) -> Int {
    let count = lines(width: min(76, size.columns)).count
    return count > size.rows ? count - (size.rows - 1) : 0
  }

  private func lines(width: Int) -> [Line] {
    blockLines(preset.story.best(for: language) ?? [], width: width)
  }
}
