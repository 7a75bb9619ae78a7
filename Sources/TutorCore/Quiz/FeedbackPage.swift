import Cells
import CourseModel
import Languages
import Phrases
import Study
import Views

/// What an answer was worth, and why: every option with its feedback, then the explanation.
struct FeedbackPage {
  var item: QuizSession.Item
  var course: Course
  var language: Language
  /// For those who read line by line: no pictures, formulas on one line.
  var isPlain = false
  /// Whether the learner has just compared the answer with the model answer.
  var isModelAnswerKnown = false
  /// When the question comes back; nil where the answer moved nothing.
  var schedule: ScheduleNote?

  var question: Question { item.question }

  func page(width: Int) -> Page {
    guard let text = question.text.best(for: language) else { return Page() }
    var page = Page()
    page.add(headingLines(of: question, width: width, language: language))
    page.add(Line())
    if !text.stem.isEmpty {
      page.add(set(text.solvedStem, width: width, style: .body))
      page.add(Line())
    }
    // Below a long question the answer is what matters now.
    page.add(
      [statusLine] + scheduleLines(width: width) + [Line()] + answerLines(text, width: width),
      isFocused: true)
    page.add(reasonLines(text, width: width))
    return page
  }

  /// The page without the question, for where it was just read.
  func answerLines(width: Int) -> [Line] {
    guard let text = question.text.best(for: language) else { return [] }
    return [statusLine] + scheduleLines(width: width) + answerLines(text, width: width)
      + reasonLines(text, width: width)
  }

  private func scheduleLines(width: Int) -> [Line] {
    guard let schedule else { return [] }
    return schedule.line(language).wrapped(to: width)
      + (schedule.leechLine(language)?.wrapped(to: width) ?? [])
  }

  func set(_ blocks: [Block], width: Int, style: Style) -> [Line] {
    isPlain
      ? plainLines(blocks, width: width).map { Line($0) }
      : blockLines(blocks, width: width, style: style)
  }

  func reasonLines(_ text: QuestionText, width: Int) -> [Line] {
    misconceptionLines(width: width) + section(.explanation, text.explanation, width: width)
      + text.followUps.flatMap { section(.followUp, $0.whole, width: width) }
      + sourceLines(width: width)
  }

  // MARK: Status

  private var statusLine: Line {
    var line: Line
    if item.isCorrect {
      line = Line("✓ " + language.say(.right), Style(.success, .bold))
    } else if item.answer == nil || item.answer?.response == Response.none {
      line = Line("✗ " + language.say(.notAnswered), Style(.danger, .bold))
    } else {
      line = Line("✗ " + language.say(.notRight), Style(.danger, .bold))
    }
    for phrase in remarks { line.append(" · " + language.say(phrase), .muted) }
    return line
  }

  private var remarks: [Phrase] {
    var remarks: [Phrase] = []
    let spent = clockText(seconds: item.spent / 1000)
    if let budget = item.budget {
      remarks.append(.tookTime(spent, of: clockText(seconds: budget / 1000)))
    } else {
      remarks.append(.tookTime(spent))
    }
    if item.isLate { remarks.append(.answeredLate) }
    if item.hints > 0 { remarks.append(.hintsUsed(item.hints)) }
    if item.extensions > 0 { remarks.append(.moreTimeTaken(item.extensions)) }
    return remarks
  }

  // MARK: The answer

  func answerLines(_ text: QuestionText, width: Int) -> [Line] {
    switch question.kind {
    case .choice, .multi: return optionLines(text, firstLetter: 0, width: width)
    case .judge(let verdict, _): return judgementLines(verdict, text, width: width)
    case .numeric, .short, .shape: return typedLines(text, width: width)
    case .cloze: return clozeLines(text, width: width)
    case .match: return matchLines(text, width: width)
    case .bug(let lines, _): return bugLines(lines, text, width: width)
    case .order: return orderLines(text, width: width)
    case .open: return isModelAnswerKnown ? [] : openLines(text, width: width)
    case .predict: return predictionLines(width: width)
    }
  }

  func optionLines(_ text: QuestionText, firstLetter: Int, width: Int) -> [Line] {
    var lines = [Line(language.say(.chosenAndRight), .muted)]
    let grade = item.answer?.grade
    for (index, option) in item.order.enumerated() where text.options.indices.contains(option) {
      let state = grade.flatMap { $0.options.indices.contains(option) ? $0.options[option] : nil }
      let isRight = state?.isRight ?? question.isRight(option)
      let wasChosen = state?.wasChosen ?? false
      let style: Style =
        isRight ? Style(.success, .bold) : wasChosen ? Style(.danger, .bold) : .body
      var marker = Line(wasChosen ? "▸" : " ", style)
      marker.append(isRight ? "✓ " : wasChosen ? "✗ " : "  ", style)
      marker.append("\((index + firstLetter).optionLetter)  ", style)
      let room = max(1, width - marker.cellWidth)
      lines += hangingLines(
        marker, set(text.options[option].blocks, width: room, style: style))
      lines += set(text.options[option].feedback, width: room, style: .muted)
        .map { $0.indented(by: marker.cellWidth) }
    }
    return lines
  }

  private func judgementLines(_ verdict: Verdict, _ text: QuestionText, width: Int) -> [Line] {
    var lines = [Line(language.say(.rightVerdict(verdict.phrase)), Style(.success, .bold))]
    if case .judgement(let given?, _) = item.answer?.response {
      lines.append(Line(language.say(.youSaid(language.say(given.phrase)))))
    }
    if let grade = item.answer?.grade, item.answer?.response != Response.none,
      let isVerdictRight = grade.isVerdictRight, let isReasonRight = grade.isReasonRight,
      !(isVerdictRight && isReasonRight)
    {
      var (hasVerdict, hasReason) = (true, true)
      if case .judgement(nil, _) = item.answer?.response { hasVerdict = false }
      if case .judgement(_, nil) = item.answer?.response { hasReason = false }
      let phrase: Phrase =
        !hasVerdict
        ? (isReasonRight ? .verdictMissingReasonRight : .verdictMissingReasonWrong)
        : !hasReason
          ? (isVerdictRight ? .verdictRightReasonMissing : .verdictWrongReasonMissing)
          : isVerdictRight
            ? .verdictRightReasonWrong
            : isReasonRight ? .verdictWrongReasonRight : .verdictAndReasonWrong
      lines += Line(language.say(phrase)).wrapped(to: width)
    }
    guard !text.options.isEmpty else { return lines }
    return lines + [Line()]
      + optionLines(text, firstLetter: Verdict.allCases.count, width: width)
  }

  private func typedLines(_ text: QuestionText, width: Int) -> [Line] {
    var lines: [Line] = []
    let given = item.answer?.response.given ?? ""
    if !given.isEmpty {
      lines += Line(language.say(.youSaid(given)), item.isCorrect ? Style(.success) : .body)
        .wrapped(to: width, hanging: 2)
    }
    if let reason = item.answer?.grade.rejection?.phrase, !item.isCorrect {
      lines += Line(language.say(reason), .muted).wrapped(to: width)
    }
    if item.answer?.grade.rejection != nil, item.isCorrect {
      lines.append(Line(language.say(.countedAsRight), .muted))
    }
    if let spelling = item.answer?.grade.slipOf {
      lines.append(Line(language.say(.spellingSlip(spelling)), .muted))
    }
    let right = item.rightAnswer(in: language)
    lines += Line(language.say(.rightIs(right)), Style(.success, .bold))
      .wrapped(to: width, hanging: 2)
    if text.accept.count > 1 {
      let others = text.accept.dropFirst().joined(separator: ", ")
      lines += Line(language.say(.alsoAccepted(others)), .muted).wrapped(to: width, hanging: 2)
    }
    return lines
  }

  private func predictionLines(width: Int) -> [Line] {
    var lines: [Line] = []
    if let response = item.answer?.response, !response.isEmpty {
      let given = question.described(response, in: language)
      lines += Line(language.say(.youSaid(given)), item.isCorrect ? Style(.success) : .body)
        .wrapped(to: width, hanging: 2)
    }
    if let reason = item.answer?.grade.rejection?.phrase, !item.isCorrect {
      lines += Line(language.say(reason), .muted).wrapped(to: width)
    }
    lines += Line(
      language.say(.rightIs(item.rightAnswer(in: language))), Style(.success, .bold)
    ).wrapped(to: width, hanging: 2)
    guard let scene = item.prediction.flatMap({ PredictScene($0) }) else { return lines }
    lines += scene.equations.flatMap { Line($0).wrapped(to: width, hanging: 4) }
    guard !isPlain else { return lines }
    return lines + [Line()] + scene.picture(isRevealed: true, width: width, language: language)
  }

  private func orderLines(_ text: QuestionText, width: Int) -> [Line] {
    var lines = [Line(language.say(.rightOrder), .heading)]
    let places = item.answer?.grade.places ?? []
    for (index, blocks) in text.items.enumerated() {
      let isRight = places.indices.contains(index) && places[index]
      let letter = (item.order.firstIndex(of: index) ?? 0).optionLetter
      let style = isRight ? Style(.success) : Style(.danger)
      var marker = Line(isRight ? "✓ " : "✗ ", style)
      marker.append("\(index + 1)  \(letter)  ", .muted)
      lines += hangingLines(
        marker, set(blocks, width: max(1, width - marker.cellWidth), style: .body))
    }
    if case .order(let given) = item.answer?.response {
      let letters = given.map { String((item.order.firstIndex(of: $0) ?? 0).optionLetter) }
      lines.append(Line(language.say(.youSaid(letters.joined(separator: " ")))))
    }
    return lines
  }

  private func openLines(_ text: QuestionText, width: Int) -> [Line] {
    var lines = [Line(language.say(.modelAnswer), .heading)]
    lines += set(text.answer, width: width, style: .body)
    guard !text.keyPoints.isEmpty else { return lines }
    lines += [Line(), Line(language.say(.keyPoints), .heading)]
    for (index, point) in text.keyPoints.enumerated() {
      let options = item.answer?.grade.options ?? []
      let wasTicked = options.indices.contains(index) && options[index].wasChosen
      let marker = Line(wasTicked ? "✓ " : "· ", Style(wasTicked ? .success : .muted))
      lines += hangingLines(marker, set(point, width: max(1, width - 2), style: .body))
    }
    return lines
  }

  // MARK: Below the answer

  private func misconceptionLines(width: Int) -> [Line] {
    let sentences = (item.answer?.grade.misconceptions ?? []).compactMap {
      course.misconception($0)?.sentence.best(for: language)
    }
    guard !sentences.isEmpty else { return [] }
    return [Line(), Line(language.say(.behindIt), Style(.warning))]
      + sentences.flatMap {
        Line(language.say(.quoted($0))).wrapped(to: max(1, width - 2)).map { $0.indented(by: 2) }
      }
  }

  private func section(_ title: Phrase, _ blocks: [Block], width: Int) -> [Line] {
    guard !blocks.isEmpty else { return [] }
    return [Line(), Line(language.say(title), .heading)]
      + set(blocks, width: width, style: .body)
  }

  private func sourceLines(width: Int) -> [Line] {
    let names = question.sources.compactMap { id in
      course.sources.first { $0.id == id }.map { source in
        source.authors + (source.year.map { " (\($0))" } ?? "")
      }
    }
    guard !names.isEmpty else { return [] }
    return [Line()]
      + Line(language.say(.sources) + "  " + names.joined(separator: "; "), .muted)
      .wrapped(to: width, hanging: 2)
  }
}
