import Cells
import CourseModel
import Languages
import Phrases
import Study
import Views

/// The end of a quiz: score and time above, the mistakes below.
struct ResultsPage {
  var session: QuizSession
  var results: QuizResults
  var mistakes: [Int]
  var selected: Int
  var language: Language
  /// A picture of the score, for those who see it.
  var showsBar = true

  func page(width: Int) -> Page {
    var page = Page()
    page.add(scoreLines(width: width))
    page.add(timeLines(width: width))
    page.add(slowestLines(width: width))
    page.add(Line())
    guard !mistakes.isEmpty else {
      page.add(Line(language.say(.noMistakes), Style(.success)))
      return page
    }
    var heading = Line(language.say(.mistakes), .heading)
    heading.append("  \(mistakes.count)", .muted)
    if !results.sureButWrong.isEmpty {
      heading.append(
        " · " + language.say(.sureButWrongCount(results.sureButWrong.count)), Style(.warning))
    }
    page.add(heading)
    for (row, index) in mistakes.enumerated() {
      page.add(
        mistakeLines(index, isSelected: row == selected, width: width),
        isFocused: row == selected)
    }
    return page
  }

  private func scoreLines(width: Int) -> [Line] {
    var score = Line()
    if showsBar {
      let share = results.asked > 0 ? Double(results.score) / Double(results.asked) : 0
      score.append("▕", .muted)
      score.append(ShareBar.glyphs(share: share, width: 20).padded(to: 20), Style(.success))
      score.append("▏ ", .muted)
    }
    score.append(language.say(.scoreOf(results.score, results.asked)), .heading)
    var remarks: [Phrase] = []
    if results.scoreInTime < results.score { remarks.append(.scoreInTime(results.scoreInTime)) }
    switch session.phase {
    case .ended(.timeUp): remarks.append(.endedByTime)
    case .ended(.suddenDeath): remarks.append(.endedBySuddenDeath)
    case .ended(.left): remarks.append(.endedByLeaving)
    default: break
    }
    if results.notReached > 0 { remarks.append(.notReached(results.notReached)) }
    let remarkLine = Line(language.say(.sentences(remarks)), .muted)
    return [score] + (remarks.isEmpty ? [] : remarkLine.wrapped(to: width))
  }

  private func timeLines(width: Int) -> [Line] {
    let spent = clockText(seconds: results.milliseconds / 1000)
    let budget = session.totalBudget ?? session.items.reduce(0) { $0 + ($1.budget ?? 0) }
    var phrases: [Phrase] = [
      budget > 0
        ? .timeInAll(spent, of: clockText(seconds: budget / 1000)) : .timeInAll(spent)
    ]
    let average = results.milliseconds / Int64(max(1, results.asked)) / 1000
    phrases.append(.timePerQuestion(clockText(seconds: average)))
    return Line(phrases.map(language.say).joined(separator: " · "), .muted).wrapped(to: width)
  }

  private func slowestLines(width: Int) -> [Line] {
    guard results.slowest.count > 1 else { return [] }
    var lines = [Line(), Line(language.say(.slowest), .heading)]
    for index in results.slowest {
      let item = session.items[index]
      var line = Line("  ")
      let number = String(index + 1)
      line.append(String(repeating: " ", count: max(0, 2 - number.count)) + number, .muted)
      let spent = clockText(seconds: item.spent / 1000)
      line.append("  " + (spent.cellWidth < 5 ? " " : "") + spent)
      if let budget = item.budget {
        line.append("/" + clockText(seconds: budget / 1000).padded(to: 5), .muted)
      }
      if item.isLate { line.append(" " + language.say(.late), Style(.warning)) }
      line.append("  ")
      line.append(title(of: index).truncated(to: max(1, width - line.cellWidth)), .muted)
      lines.append(line)
    }
    return lines
  }

  private func mistakeLines(_ index: Int, isSelected: Bool, width: Int) -> [Line] {
    let item = session.items[index]
    let style = isSelected ? Style(.accent, .bold) : .body
    var line = Line(isSelected ? "▸ " : "  ", style)
    let number = String(index + 1)
    line.append(String(repeating: " ", count: max(0, 2 - number.count)) + number + "  ", .muted)
    if results.sureButWrong.contains(index) {
      line.append("! " + language.say(.sureButWrong) + "  ", Style(.warning, .bold))
    }
    let indent = 6
    line.append(title(of: index).truncated(to: max(1, width - line.cellWidth)), style)
    let question = item.question
    let given = question.described(item.answer?.response ?? .none, in: language)
    let room = max(1, width - indent)
    return [
      line,
      Line(language.say(.youSaid(given)).truncated(to: room), Style(.danger))
        .indented(by: indent),
      Line(
        language.say(.rightIs(item.rightAnswer(in: language))).truncated(to: room),
        Style(.success)
      ).indented(by: indent),
    ]
  }

  private func title(of index: Int) -> String {
    session.items[index].question.text.best(for: language).map { oneLine($0.title) } ?? ""
  }
}
