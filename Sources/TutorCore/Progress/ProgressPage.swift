import Cells
import CourseModel
import Languages
import Phrases
import Study
import Views

/// The numbers of the progress screen as lines, also for those who read line by line.
struct ProgressPage {
  var facts: StudyFacts
  var course: Course
  var plan: StudyPlan
  var moment: StudyMoment
  var language: Language
  /// Draws bars; words and numbers are all there without them.
  var hasBars = true

  private var statistics: Statistics { facts.statistics }
  private var readiness: Readiness { facts.readiness }

  func lines(width: Int) -> [Line] {
    var lines = readinessLines(width: width)
    lines += [Line()] + topicLines(width: width)
    if statistics.overall.answers > 0 {
      lines += [Line()] + calibrationLines(width: width)
    }
    lines += [Line()] + forecastLines()
    lines += [Line()] + activityLines()
    if !statistics.overall.pace.isEmpty { lines += [Line()] + timeLines(width: width) }
    lines += rankedLines(.slowestAnswers, statistics.slowest, width: width) {
      clockText(seconds: Int64($0.rounded()))
    }
    lines += rankedLines(.mostForgotten, statistics.mostForgotten, width: width) {
      "\(Int($0))×"
    }
    return lines
  }

  private func heading(_ phrase: Phrase) -> Line { Line(language.say(phrase), .heading) }

  private func bar(_ share: Double, width: Int, _ style: Style) -> Line {
    guard hasBars else { return Line() }
    var line = Line("▕", .muted)
    line.append(ShareBar.glyphs(share: share, width: width).padded(to: width), style)
    line.append("▏ ", .muted)
    return line
  }

  // MARK: Readiness

  private func readinessLines(width: Int) -> [Line] {
    let overall = readiness.overall
    let text = language.say(
      readiness.daysLeft > 0
        ? .readyOnTheDay(percent(overall.share), date: StudyDay.text(readiness.day))
        : .readyToday(percent(overall.share)))
    let room = min(30, width - text.cellWidth - 3)
    var lines = [heading(.readiness)]
    if room >= 8 {
      var first = bar(overall.share, width: room, Style(.success))
      first.append(text, .heading)
      lines.append(first)
    } else {
      lines += Line(text, .heading).wrapped(to: width)
    }
    func add(_ phrase: Phrase, _ style: Style = .body) {
      lines += Line(language.say(phrase), style).wrapped(to: width)
    }
    if readiness.daysLeft > 0 {
      add(
        .readyPlanned(
          percent(overall.plannedShare), minutes: Int(readiness.minutesPerDay.rounded(.up)),
          days: readiness.daysLeft))
      let leftOut = readiness.leftOut.reduce(0) { $0 + $1.questions }
      if leftOut > 0 {
        let topics = readiness.leftOut.prefix(3).map { name(of: $0.topic) + " (\($0.questions))" }
        add(
          .leaveOut(leftOut, topics.joined(separator: language.say(.listSeparator))),
          Style(.warning))
      }
    } else {
      add(.setInterviewDate, .muted)
    }
    add(.seenOf(overall.seen, overall.questions), .muted)
    return lines
  }

  private func name(of topic: String) -> String {
    course.topic(topic)?.title.best(for: language) ?? topic
  }

  // MARK: Topics

  private func topicLines(width: Int) -> [Line] {
    let topics = readiness.topics
    // Name, bar and four columns; where they do not fit, the numbers say it without the bar.
    let hasBars = hasBars && width >= 59
    let nameWidth = min(
      max(12, width - (hasBars ? 47 : 34)), topics.map { name(of: $0.id).cellWidth }.max() ?? 0)
    var header = Line("".padded(to: nameWidth + 2))
    header.append(hasBars ? "".padded(to: 13) : "", .muted)
    for phrase in [Phrase.columnReady, .columnSeen, .columnRight, .columnBrier] {
      header.append(language.say(phrase).padded(left: 8), .muted)
    }
    let parts = Dictionary(
      statistics.topics.map { ($0.id, $0.part) }, uniquingKeysWith: { first, _ in first })
    return [heading(.byTopic), header]
      + topics.map { id, part in
        let answers = parts[id] ?? Statistics.Part()
        var line = Line(name(of: id).truncated(to: nameWidth).padded(to: nameWidth + 2))
        if hasBars { line = line + bar(part.share, width: 10, Style(.success)) }
        line.append((part.seen > 0 ? "\(percent(part.share)) %" : "–").padded(left: 8))
        line.append("\(part.seen)/\(part.questions)".padded(left: 8), .muted)
        line.append((answers.accuracy.map { "\(percent($0)) %" } ?? "–").padded(left: 8))
        line.append((answers.brier.map { $0.fixed(2) } ?? "–").padded(left: 8), .muted)
        return line
      }
  }

  // MARK: Calibration

  /// For each degree of confidence what it claims, and how often it was right.
  private func calibrationLines(width: Int) -> [Line] {
    var lines = [heading(.calibration)]
    let names: [Phrase] = [.guessed, .fairlySure, .sure]
    let nameWidth = names.map { language.say($0).cellWidth }.max() ?? 0
    let texts = zip(statistics.overall.confidence, Statistics.claims).map { bin, claim in
      language.say(
        .calibrationRight(
          percent(share(bin)), bin.right, of: bin.asked, claim: percent(claim)))
    }
    let room = width - nameWidth - 7 - (texts.map(\.cellWidth).max() ?? 0)
    for (index, bin) in statistics.overall.confidence.enumerated() {
      var line = Line("  " + language.say(names[index]).padded(to: nameWidth + 2))
      guard bin.asked > 0 else {
        line.append("–", .muted)
        lines.append(line)
        continue
      }
      line =
        line
        + calibrationBar(share(bin), claim: Statistics.claims[index], width: min(20, room))
      line.append(texts[index])
      lines.append(line)
    }
    if let brier = statistics.overall.brier {
      lines += Line(language.say(.brierScore(brier.fixed(3))), .muted).wrapped(to: width)
    }
    let known = zip(statistics.overall.confidence, Statistics.claims).filter { $0.0.asked >= 5 }
    if let worst = known.max(by: { gap($0) < gap($1) }), abs(gap(worst)) >= 0.1 {
      lines += Line(
        language.say(gap(worst) > 0 ? .overconfident : .underconfident), Style(.warning)
      ).wrapped(to: width)
    }
    return lines
  }

  /// How far a claim lies above what came out.
  private func gap(_ bin: (Statistics.Bin, Double)) -> Double {
    bin.1 - share(bin.0)
  }

  private func share(_ bin: Statistics.Bin) -> Double {
    Double(bin.right) / Double(max(1, bin.asked))
  }

  /// The bar of what was right, with a mark where the claim stands.
  private func calibrationBar(_ share: Double, claim: Double, width: Int) -> Line {
    guard hasBars, width >= 5 else { return Line() }
    let mark = min(width - 1, Int((claim * Double(width)).rounded(.down)))
    let cells = Array(ShareBar.glyphs(share: share, width: width).padded(to: width))
    var line = Line("▕", .muted)
    for (index, cell) in cells.enumerated() {
      line.append(
        index == mark ? "│" : String(cell), index == mark ? Style(.accent, .bold) : Style(.success))
    }
    line.append("▏ ", .muted)
    return line
  }

  // MARK: Days

  private func forecastLines() -> [Line] {
    let most = max(1, statistics.forecast.max() ?? 1)
    var columns = Line("  ")
    if hasBars {
      for count in statistics.forecast { columns.append(column(count, of: most), Style(.accent)) }
    }
    let numbers = Line(
      "  " + statistics.forecast.map { "\($0)".padded(left: 3) }.joined(), .muted)
    let axis = Line(
      "  " + statistics.forecast.indices.map { "\($0)".padded(left: 3) }.joined(), .muted)
    return [heading(.forecast)] + (hasBars ? [columns] : []) + [numbers, axis]
  }

  private func activityLines() -> [Line] {
    let counts = statistics.days.map(\.answers)
    let most = max(1, counts.max() ?? 1)
    var columns = Line("  ")
    if hasBars { for count in counts { columns.append(column(count, of: most), Style(.success)) } }
    let numbers = Line("  " + counts.map { "\($0)".padded(left: 3) }.joined(), .muted)
    var title = heading(.activity)
    if statistics.streak > 1 {
      title.append("  " + language.say(.streak(statistics.streak)), .muted)
    }
    return [title] + (hasBars ? [columns] : []) + [numbers]
  }

  /// Three cells with a block whose height says how many.
  private func column(_ count: Int, of most: Int) -> String {
    let blocks = Array(" ▁▂▃▄▅▆▇█")
    let level = count == 0 ? 0 : max(1, Int((Double(count) / Double(most) * 8).rounded()))
    return " " + String(repeating: blocks[level], count: 2)
  }

  // MARK: Times

  private func timeLines(width: Int) -> [Line] {
    // Octaves: under 2 s, 2 to 4 s, and so on.
    var octaves: [Int: Int] = [:]
    for (step, count) in statistics.overall.pace.counts {
      octaves[max(0, step >= 0 ? step / 8 : 0), default: 0] += count
    }
    let most = max(1, octaves.values.max() ?? 1)
    var lines = [heading(.answerTimes)]
    if let median = statistics.overall.pace.median {
      lines[0].append(
        "  " + language.say(.medianTime(clockText(seconds: Int64(median.rounded())))), .muted)
    }
    guard let first = octaves.keys.min(), let last = octaves.keys.max() else { return lines }
    for octave in first...last {
      let count = octaves[octave] ?? 0
      let low = clockText(seconds: Int64(1) << Int64(octave))
      var line = Line(("≥ " + low).padded(left: 10) + "  ", .muted)
      if hasBars {
        let width = min(30, max(10, width - 24))
        line.append(
          ShareBar.glyphs(share: Double(count) / Double(most), width: width).padded(to: width),
          Style(.accent))
      }
      line.append(" \(count)")
      lines.append(line)
    }
    return lines
  }

  private func rankedLines(
    _ title: Phrase, _ ranked: [Statistics.Ranked], width: Int, _ value: (Double) -> String
  ) -> [Line] {
    guard !ranked.isEmpty else { return [] }
    return [Line(), heading(title)]
      + ranked.map { entry in
        var line = Line(value(entry.value).padded(left: 7) + "  ", .muted)
        let text = course.question(entry.question)?.text.best(for: language)
        let name = text.map { oneLine($0.title) } ?? entry.question
        line.append(name.truncated(to: max(1, width - 9)))
        return line
      }
  }
}
