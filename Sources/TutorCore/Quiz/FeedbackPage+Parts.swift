import Cells
import CourseModel
import Languages
import Phrases
import Study
import Views

/// What an answer in several parts was worth, part by part.
extension FeedbackPage {
  func clozeLines(_ text: QuestionText, width: Int) -> [Line] {
    var typed: [String] = []
    if case .gaps(let given) = item.answer?.response { typed = given }
    let grades = item.answer?.grade.gaps ?? []
    var lines = refusedLines(width: width)
    for (index, gap) in text.gaps.enumerated() {
      let grade = grades.indices.contains(index) ? grades[index] : nil
      let isRight = grade?.isRight ?? false
      let style = isRight ? Style(.success, .bold) : Style(.danger, .bold)
      var line = Line(isRight ? "✓ " : "✗ ", style)
      line.append(language.say(.gapRight(index + 1, oneLine(gap.hidden))), .strong)
      let given = typed.indices.contains(index) ? typed[index] : ""
      if !typed.isEmpty, given.isEmpty || !isRight || given != oneLine(gap.hidden) {
        line.append(
          "   "
            + language.say(given.isEmpty ? .leftEmpty : .youSaidInstead(given)), .muted)
      }
      lines += line.wrapped(to: width, hanging: 2)
      if let spelling = grade?.slipOf {
        lines.append(Line("  " + language.say(.spellingSlip(spelling)), .muted))
      }
      if grade?.isAnotherTerm == true {
        lines += Line(language.say(.anotherTerm), .muted).wrapped(to: max(1, width - 2))
          .map { $0.indented(by: 2) }
      }
      if !gap.accept.isEmpty {
        let others = gap.accept.joined(separator: ", ")
        lines += Line(language.say(.alsoAccepted(others)), .muted)
          .wrapped(to: max(1, width - 2), hanging: 2).map { $0.indented(by: 2) }
      }
    }
    if item.answer?.grade.rejection != nil, item.isCorrect {
      lines.append(Line(language.say(.countedAsRight), .muted))
    }
    return lines
  }

  func matchLines(_ text: QuestionText, width: Int) -> [Line] {
    var given: [Int?] = []
    if case .match(let answer) = item.answer?.response { given = answer }
    let places = item.answer?.grade.places ?? []
    var lines = refusedLines(width: width)
    lines.append(Line(language.say(.belongsTogether), .heading))
    for (row, pair) in text.pairs.enumerated() {
      let isRight = places.indices.contains(row) && places[row]
      let marker = Line(isRight ? "✓ " : "✗ ", Style(isRight ? .success : .danger, .bold))
      lines += hangingLines(
        marker,
        paragraphLines(
          pair.left + [.text(" – ")] + pair.right, width: max(1, width - 2), style: .body))
      guard !isRight, !given.isEmpty else { continue }
      let chosen = given.indices.contains(row) ? given[row] : nil
      let words: Phrase =
        chosen.flatMap { text.pairs.indices.contains($0) ? text.pairs[$0].right : nil }
        .map { .youSaidInstead(oneLine($0)) } ?? .noLetter
      lines += Line(language.say(words), .muted).wrapped(to: max(1, width - 2), hanging: 2)
        .map { $0.indented(by: 2) }
    }
    return lines
  }

  func bugLines(_ right: Set<Int>, _ text: QuestionText, width: Int) -> [Line] {
    var (line, option): (Int?, Int?) = (nil, nil)
    if case .repair(let given, let repair) = item.answer?.response {
      (line, option) = (given, repair)
    }
    var lines = [Line(language.say(.wrongLineIs(right.sorted())), Style(.success, .bold))]
    if case .repair = item.answer?.response {
      let isRepairRight = option.map(question.isRight)
      lines += Line(language.say(Self.said(line, right, isRepairRight))).wrapped(to: width)
    }
    lines += refusedLines(width: width)
    lines.append(Line())
    let code = text.snippet?.lines ?? []
    for (index, code) in code.enumerated() {
      let number = index + 1
      let isRight = right.contains(number)
      let wasChosen = line == number
      let style: Style =
        isRight ? Style(.success, .bold) : wasChosen ? Style(.danger, .bold) : Style(.code)
      var marker = Line(wasChosen ? "▸" : " ", style)
      marker.append(isRight ? "✓ " : wasChosen ? "✗ " : "  ", style)
      marker.append(
        CodeNumber.text(number, of: text.snippet?.lines.count ?? 0),
        isRight || wasChosen ? style : .muted)
      lines += codeLines(code, behind: marker, style: style, width: width)
    }
    return lines + [Line()] + optionLines(text, firstLetter: 0, width: width)
  }

  /// A line of a script that was no answer of this kind.
  private func refusedLines(width: Int) -> [Line] {
    guard case .text(let typed) = item.answer?.response else { return [] }
    return Line(language.say(.youSaid(typed))).wrapped(to: width, hanging: 2)
  }

  private static func said(_ line: Int?, _ right: Set<Int>, _ isRepairRight: Bool?) -> Phrase {
    guard let line else {
      return isRepairRight == true ? .lineMissingRepairRight : .lineMissingRepairWrong
    }
    return switch (right.contains(line), isRepairRight) {
    case (true, true): .lineAndRepairRight(line)
    case (true, false): .lineRightRepairWrong(line)
    case (true, nil): .lineRightRepairMissing(line)
    case (false, true): .lineWrongRepairRight(line)
    case (false, false): .lineAndRepairWrong(line)
    case (false, nil): .lineWrongRepairMissing(line)
    }
  }
}

/// The left sides of a `match` question, numbered, for those who read line by line.
struct MatchLines {
  var text: QuestionText
  var width: Int

  var left: [Line] {
    text.pairs.enumerated().flatMap { row, pair in
      hangingLines(
        Line("\(row + 1)  "),
        plainLines([.paragraph(pair.left)], width: width - 3).map { Line($0) })
    } + [Line()]
  }
}
