import Cells
import CourseModel
import Languages
import Phrases
import Study
import Views

/// The summary of an interview, with the list of its answers.
struct DebriefPage {
  var session: InterviewSession
  /// The steps that count.
  var answers: [Int]
  /// The chosen one of `answers`.
  var selected: Int
  var language: Language
  /// For those who read line by line: numbers without bars.
  var isPlain = false

  private var course: Course { session.course }

  func page(width: Int) -> Page {
    let result = session.result
    var page = Page()
    page.add(headline(result))
    if !answers.isEmpty, !isPlain {
      page.add(Line(language.say(.ticksAreSuggestions), .muted).wrapped(to: width))
    }
    page.add(section(.debriefParts))
    page.add(
      result.parts.map { part in
        row(
          language.say(part.part.phrase), part.score,
          language.say(
            .timeOf(
              clockText(milliseconds: part.milliseconds), clockText(milliseconds: part.budget))),
          isOver: part.milliseconds > part.budget, width: width)
      })
    page.add(section(.debriefTopics))
    page.add(
      result.topics.map { topic in
        let percent = Int(((topic.score.share ?? 0) * 100).rounded())
        return row(
          course.topicTitle(topic.topic, in: language), topic.score, "\(percent) %", width: width)
      })
    page.add(section(.debriefRepair))
    page.add(repairLines(result, width: width))
    if !isPlain { addAnswers(to: &page, width: width) }
    return page
  }

  private func headline(_ result: InterviewResult) -> Line {
    guard !answers.isEmpty else { return Line(language.say(.notAsked)) }
    var line = Line(
      language.say(.keyPointsSaid(result.score.points, of: result.score.total)),
      Style(.accent, .bold))
    line.append(
      " · "
        + language.say(
          .timeOf(
            clockText(milliseconds: result.milliseconds),
            clockText(milliseconds: session.plan.time))))
    line.append(
      " · "
        + language.say(.transcriptFacts(minutes: session.plan.minutes, seed: session.plan.seed)),
      .muted)
    return line
  }

  private func section(_ phrase: Phrase) -> [Line] {
    [Line(), Line(language.say(phrase), .heading)]
  }

  private static let barWidth = 10

  private func row(
    _ name: String, _ score: InterviewResult.Score, _ last: String, isOver: Bool = false, width: Int
  ) -> Line {
    let nameWidth = max(12, min(40, width - 38))
    var line = Line("  " + name.truncated(to: nameWidth).padded(to: nameWidth) + "  ")
    if !isPlain {
      line.append(
        ShareBar.glyphs(share: score.share ?? 0, width: Self.barWidth).padded(to: Self.barWidth),
        Style(.accent))
    }
    let points = "\(score.points)/\(score.total)"
    line.append(String(repeating: " ", count: max(1, 7 - points.cellWidth)) + points)
    line.append("   " + last, isOver ? Style(.warning) : .muted)
    return line
  }

  private func repairLines(_ result: InterviewResult, width: Int) -> [Line] {
    guard !result.repairs.isEmpty else {
      return Line("  " + language.say(.nothingToRepair), .muted).wrapped(to: width, hanging: 2)
    }
    return result.repairs.flatMap { repair in
      [Line("  " + course.topicTitle(repair.topic, in: language), .strong)]
        + course.words(for: repair).flatMap {
          Line("    " + language.say($0), .muted).wrapped(to: width, hanging: 4)
        }
    }
  }

  private func addAnswers(to page: inout Page, width: Int) {
    guard !answers.isEmpty else { return }
    page.add(section(.debriefAnswers))
    for (index, answer) in answers.enumerated() {
      let step = session.steps[answer]
      let isSelected = index == selected
      let style = isSelected ? Style(.accent, .bold) : .body
      var line = Line(isSelected ? "▸ " : "  ", style) + step.sign
      let titleWidth = max(10, width - 24)
      line.append(
        " " + step.entry(in: language).truncated(to: titleWidth).padded(to: titleWidth), style)
      let points = "\(step.ticked.count)/\(step.pointCount)"
      line.append(String(repeating: " ", count: max(1, 6 - points.cellWidth)) + points)
      line.append(
        "   " + clockText(milliseconds: step.spent), step.isLate ? Style(.warning) : .muted)
      page.add([line], isFocused: isSelected)
    }
  }
}
