import Cells
import CourseModel
import Languages
import Phrases
import Study

/// What an answer has done to the schedule of its question.
struct ScheduleNote {
  var question: String
  var rating: Rating
  var reason: Rating.Reason
  /// The card before the answer and after it.
  var before: Card
  var card: Card
  var plan: StudyPlan
  var moment: StudyMoment

  private var due: Int? { card.due(question, plan, today: moment.day) }

  /// `Next in 4 days, on 2026-01-09 · good, because it was right`
  func line(_ language: Language) -> Line {
    guard let due else { return Line() }
    var line = Line(
      language.say(.comesBack(.onDay(due - moment.day, date: StudyDay.text(due)))), Style(.accent))
    line.append(" · " + language.say(.ratedBecause(rating.name, reason.phrase)), .muted)
    if card.isSuspended { line = Line(language.say(.neverAskedAgain), Style(.warning)) }
    return line
  }

  /// Where a question is forgotten again and again.
  func leechLine(_ language: Language) -> Line? {
    guard card.isLeech, rating == .again else { return nil }
    return Line(language.say(.leech(card.lapses)), Style(.warning))
  }

  // MARK: Why this date

  /// R, S and D, and what each rating would do.
  func why(width: Int, _ language: Language) -> [Line] {
    var lines = [Line(language.say(.whyThisDate), .heading), Line()]
    let scheduler = plan.scheduler
    func add(_ phrase: Phrase, _ style: Style = .body) {
      lines += Line(language.say(phrase), style).wrapped(to: width)
    }
    if let memory = before.memory, let lastDay = before.lastDay {
      let recall =
        before.retrievability(scheduler, at: moment.instant, day: moment.day) ?? 0
      add(
        .whyBefore(
          days: max(0, moment.day - lastDay), recall: "\(percent(recall)) %",
          stability: days(memory.stability), difficulty: memory.difficulty.fixed(1)))
    } else {
      add(.whyFirst)
    }
    lines.append(Line())
    lines.append(Line(language.say(.whyTable), .muted))
    for outlook in before.outlook(question, plan, at: moment.instant, today: moment.day) {
      let isChosen = outlook.rating == rating
      var line = Line(isChosen ? "▸ " : "  ", Style(.accent, .bold))
      let style: Style = isChosen ? Style(.accent, .bold) : .body
      line.append("\(outlook.rating.rawValue) ", style)
      line.append(language.say(outlook.rating.name).padded(to: 10), style)
      line.append(days(outlook.memory.stability).padded(left: 9), style)
      line.append(outlook.memory.difficulty.fixed(1).padded(left: 7), style)
      line.append(
        "   "
          + language.say(
            .onDay(outlook.interval, date: StudyDay.text(outlook.due))), style)
      lines.append(line)
    }
    lines.append(Line())
    add(.whyRule, .muted)
    add(.whyFormula(retention: "\(percent(plan.retention)) %"), .muted)
    if let eve = plan.eve(today: moment.day), due == eve {
      add(.whyInterview(StudyDay.text(eve)), Style(.warning))
    }
    return lines
  }

  private func days(_ stability: Double) -> String { stability.fixed(stability < 10 ? 1 : 0) }
}

extension Rating {
  var name: Phrase {
    switch self {
    case .again: .ratingAgain
    case .hard: .ratingHard
    case .good: .ratingGood
    case .easy: .ratingEasy
    }
  }
}

extension Rating.Reason {
  var phrase: Phrase {
    switch self {
    case .wrong: .becauseWrong
    case .late: .becauseLate
    case .withHint: .becauseHint
    case .guessed: .becauseGuessed
    case .slow(let seconds, let median):
      .becauseSlow(
        clockText(seconds: Int64(seconds)), median: clockText(seconds: Int64(median.rounded())))
    case .right: .becauseRight
    case .byHand: .becauseByHand
    }
  }
}
