import Cells
import Languages
import Phrases
import Study
import Views

/// The clock of a quiz: a bar that empties and the time in words, always of the same width.
struct ClockLine {
  var clock: QuizClock
  var isLate: Bool
  var language: Language

  private static let barWidth = 10
  private static let textWidth = 6

  var line: Line {
    let isUrgent = isLate || clock.left <= 10_000
    let style = isUrgent ? Style(.warning, .bold) : .accent
    let text = isLate ? language.say(.late) : clockText(seconds: clock.seconds)
    var line = Line("▕", .muted)
    line.append(
      ShareBar.glyphs(share: isLate ? 0 : clock.share, width: Self.barWidth)
        .padded(to: Self.barWidth), style)
    line.append("▏", .muted)
    let gap = String(repeating: " ", count: max(0, Self.textWidth - text.cellWidth))
    line.append(gap + text, isUrgent ? style : .body)
    return line
  }
}
