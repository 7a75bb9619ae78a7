import Cells
import CourseModel
import Languages
import Phrases
import Study
import Views

/// One answer beside the model answer, with the key points to tick.
struct AnswerPage {
  var step: InterviewStep
  var course: Course
  var language: Language
  /// For those who read line by line: no pictures, formulas on one line.
  var isPlain = false

  /// Wide enough for two columns.
  static let twoColumns = 100
  private static let gap = 3

  private func set(_ blocks: [Block], width: Int) -> [Line] {
    isPlain
      ? plainLines(blocks, width: width).map { Line($0) }
      : blockLines(blocks, width: width, style: .body)
  }

  func page(columns: Int) -> Page {
    let width = Page.textWidth(in: columns)
    var page = Page()
    page.add(step.questionLines(width: width, language: language, isPlain: isPlain))
    page.add([Line(), statusLine])
    page.add(answerLines(columns: columns))
    return page
  }

  /// The page without the question.
  func answerLines(columns: Int) -> [Line] {
    guard let text = step.question.text.best(for: language) else { return [] }
    let width = Page.textWidth(in: columns)
    if let item = step.quiz?.item {
      return [Line()]
        + FeedbackPage(item: item, course: course, language: language, isPlain: isPlain)
        .answerLines(width: width)
    }
    return [Line()] + comparison(text, columns: columns) + pointLines(text, width: width)
  }

  private var statusLine: Line {
    var line = step.sign
    line.append(
      " " + language.say(.keyPointsSaid(step.ticked.count, of: step.pointCount)), .strong)
    line.append(" · " + clockText(milliseconds: step.spent), .muted)
    if step.isLate { line.append(" · " + language.say(.givenLate), Style(.warning)) }
    return line
  }

  // MARK: Yours and the model answer

  private func comparison(_ text: QuestionText, columns: Int) -> [Line] {
    guard columns >= Self.twoColumns else {
      let width = Page.textWidth(in: columns)
      return [Line(language.say(.yourText), .heading)] + own(width: width) + [
        Line(), Line(language.say(.referenceAnswer), .heading),
      ] + model(text, width: width)
    }
    let width = min(78, (columns - 2 - Self.gap) / 2)
    let left = [Line(language.say(.yourText), .heading)] + own(width: width)
    let right = [Line(language.say(.referenceAnswer), .heading)] + model(text, width: width)
    return (0..<max(left.count, right.count)).map { row in
      var line = row < left.count ? left[row] : Line()
      line.append(String(repeating: " ", count: max(0, width - line.cellWidth)))
      line.append(" │ ", .muted)
      return line + (row < right.count ? right[row] : Line())
    }
  }

  private func own(width: Int) -> [Line] {
    guard !step.isSkipped, step.isAnswered else {
      return [Line(language.say(.notAnswered), .muted)]
    }
    var lines = step.text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { Line(String($0)).wrapped(to: width) }
    while lines.last?.spans.isEmpty == true { lines.removeLast() }
    return lines
  }

  private func model(_ text: QuestionText, width: Int) -> [Line] {
    let answer = step.modelAnswer(in: text)
    return answer.isEmpty
      ? Line(language.say(.noModelAnswer), .muted).wrapped(to: width) : set(answer, width: width)
  }

  // MARK: Key points

  func pointLines(_ text: QuestionText, width: Int) -> [Line] {
    let points = step.followUp == nil ? text.keyPoints : []
    let shown = points.isEmpty ? [[Block.paragraph([.text(language.say(.said))])]] : points
    let heading = points.isEmpty ? [] : [Line(), Line(language.say(.keyPoints), .heading)]
    let lines = shown.prefix(step.pointCount).enumerated().flatMap { index, point in
      let isTicked = step.ticked.contains(index)
      var marker = Line(isTicked ? "[x] " : "[ ] ", isTicked ? Style(.success) : .body)
      marker.append("\(index.optionLetter)  ", Style(.accent))
      return hangingLines(marker, set(point, width: max(1, width - marker.cellWidth)))
    }
    return heading + (points.isEmpty ? [Line()] : []) + lines
  }
}
