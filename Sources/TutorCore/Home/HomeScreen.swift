import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import Views

/// The first screen: one next step, and everything there is.
struct HomeScreen: Screen {
  /// 0 is the next step, then the entries of the menu.
  private var selection = ListSelection()

  var showsFacts: Bool { true }

  private struct Entry {
    var key: Character
    var name: Phrase
    var destination: Destination
  }

  private static let entries = [
    Entry(key: "r", name: .review, destination: .review(ReviewRequest())),
    Entry(key: "l", name: .learn, destination: .lessons),
    Entry(key: "t", name: .timedQuiz, destination: .quizSetup),
    Entry(key: "i", name: .mockInterview, destination: .interviewSetup(transcript: nil)),
    Entry(key: "c", name: .cellLab, destination: .labs),
    Entry(key: "p", name: .progressTitle, destination: .progress),
    Entry(key: "/", name: .searchTitle, destination: .search),
    Entry(key: "s", name: .settings, destination: .settings),
  ]

  func title(in context: ScreenContext) -> ScreenTitle {
    let course = context.course
    let counts =
      context.facts.map { facts in
        context.say(
          .dueAndReadiness(
            due: facts.queue.dueCount, percent: percent(facts.readiness.overall.share)))
      }
      ?? (context.isCourseLoaded
        ? context.say(
          .courseCounts(
            lessons: course.lessons.count, questions: course.questions.count,
            labs: course.labs.count)) : "")
    return ScreenTitle(context.say(.programName), right: Line(counts, .muted))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    [.move, .open, .search, .language, .help, .quit]
  }

  func help(in context: ScreenContext) -> [KeyHelp] {
    [KeyHelp("⏎", .helpNextStep)]
      + Self.entries.map { KeyHelp(String($0.key), $0.name) }
  }

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    if selection.move(key, count: Self.entries.count + 1) { return .handled }
    switch key {
    case .enter, .right: return open(selection.index, in: context)
    case .character("U"): return Reaction([.perform(.takeBack(question: nil))])
    case .character(let character):
      guard let index = Self.entries.firstIndex(where: { $0.key == character }) else {
        return .ignored
      }
      selection.index = index + 1
      return open(selection.index, in: context)
    default: return .ignored
    }
  }

  private func open(_ index: Int, in context: ScreenContext) -> Reaction {
    if index > 0 { return .open(Self.entries[index - 1].destination) }
    let step = NextStep(in: context)
    return step.destination.map(Reaction.open) ?? .note(step.phrases.action)
  }

  // MARK: Drawing

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    let isRoomy = rect.size.rows >= 26
    var row = rect.origin.row + (isRoomy ? 2 : 1)
    drawNextStep(row: row, in: rect, on: &canvas, context: context)
    row += isRoomy ? 5 : 4
    let menuColumn = rect.origin.column + 2
    for (index, entry) in Self.entries.enumerated() {
      let isSelected = selection.index == index + 1
      let style = isSelected ? Style(.accent, .bold) : .body
      canvas.write(
        isSelected ? "▸" : " ", at: Point(row: row + index, column: menuColumn), style: style,
        in: rect)
      canvas.write(
        String(entry.key), at: Point(row: row + index, column: menuColumn + 2),
        style: Style(.accent), in: rect)
      canvas.write(
        context.say(entry.name), at: Point(row: row + index, column: menuColumn + 5),
        style: style, in: rect)
      canvas.write(
        context.say(detail(of: entry.destination, in: context)),
        at: Point(row: row + index, column: menuColumn + 21), style: .muted, in: rect)
    }
    row += Self.entries.count + 1
    row += drawProblems(row: row, in: rect, on: &canvas, context: context)
    drawTopics(row: row, in: rect, on: &canvas, context: context)
    return nil
  }

  private func drawNextStep(
    row: Int, in rect: Rect, on canvas: inout Canvas, context: ScreenContext
  ) {
    let (action, detail) = NextStep(in: context).phrases
    let label = context.say(.next)
    let style = selection.index == 0 ? Style(.accent, .bold) : .body
    var column = canvas.write(
      selection.index == 0 ? "▸ " : "  ", at: Point(row: row, column: rect.origin.column + 2),
      style: style, in: rect)
    column = canvas.write(label, at: Point(row: row, column: column), style: .muted, in: rect)
    column = canvas.write(
      "  \(context.keyName("⏎"))  ", at: Point(row: row, column: column), style: Style(.accent),
      in: rect)
    canvas.write(
      context.say(action).truncated(to: rect.columnRange.upperBound - column),
      at: Point(row: row, column: column), style: style, in: rect)
    canvas.write(
      context.say(detail).truncated(to: rect.columnRange.upperBound - column),
      at: Point(row: row + 1, column: column), style: .muted, in: rect)
  }

  private func detail(of destination: Destination, in context: ScreenContext) -> Phrase {
    guard context.isCourseLoaded else { return .nothing }
    let place = context.place
    switch destination {
    case .review:
      guard let queue = context.facts?.queue else { return .nothing }
      return queue.isEmpty
        ? .nothingDue
        : .reviewDetail(
          due: queue.dueCount - queue.parkedCount, new: queue.entries.count(where: \.isNew))
    case .progress:
      guard let readiness = context.facts?.readiness else { return .nothing }
      return readiness.daysLeft > 0
        ? .interviewIn(readiness.daysLeft, minutes: Int(readiness.minutesPerDay.rounded(.up)))
        : .progressDetail
    case .lessons:
      let lessons = context.course.lessons
      let done = lessons.count { place.finishedLessons.contains($0.id) }
      return .lessonsRead(done, of: lessons.count)
    case .quizSetup: return place.lastQuiz.map { .lastQuiz($0.right, $0.asked) } ?? .noQuizYet
    case .interviewSetup: return .interviewDetail
    case .labs: return .stepACell
    case .search: return .searchDetail
    case .settings: return .settingsDetail
    default: return .nothing
    }
  }

  /// Says that the content has mistakes, and names the first; returns the rows it took.
  private func drawProblems(
    row: Int, in rect: Rect, on canvas: inout Canvas, context: ScreenContext
  ) -> Int {
    guard let first = context.problems.first else { return 0 }
    let column = rect.origin.column + 4
    let width = rect.columnRange.upperBound - column
    let lines =
      Line(context.say(.contentProblems(context.problems.count)), Style(.warning))
      .wrapped(to: width) + Line(first.description, .muted).wrapped(to: width).prefix(2)
    for (index, line) in lines.enumerated() {
      canvas.write(line, at: Point(row: row + index, column: column), in: rect)
    }
    return lines.count + 1
  }

  /// How much of each topic is known just now, or will be on the day of the interview.
  private func drawTopics(
    row: Int, in rect: Rect, on canvas: inout Canvas, context: ScreenContext
  ) {
    let topics = context.course.topics
    guard !topics.isEmpty else { return }
    let labels = topics.map { $0.title.best(for: context.language) ?? $0.id }
    let nameWidth = min(rect.size.columns - 30, labels.map(\.cellWidth).max() ?? 0)
    let column = rect.origin.column + 7
    let room = max(0, rect.rowRange.upperBound - row)
    let isCut = topics.count > room
    for (index, topic) in topics.prefix(isCut ? max(0, room - 1) : room).enumerated() {
      let part = context.facts?.readiness[topic.id]
      canvas.write(
        labels[index].truncated(to: nameWidth), at: Point(row: row + index, column: column),
        style: .muted, in: rect)
      ShareBar(share: part?.share ?? 0).draw(
        in: Rect(row: row + index, column: column + nameWidth + 2, rows: 1, columns: 10),
        on: &canvas)
      canvas.write(
        part.map { $0.seen > 0 ? "\(percent($0.share)) %" : "–" } ?? "",
        at: Point(row: row + index, column: column + nameWidth + 14), style: .muted, in: rect)
    }
    guard isCut, room > 0 else { return }
    canvas.write(
      context.say(.moreTopics(topics.count - room + 1)),
      at: Point(row: rect.rowRange.upperBound - 1, column: column), style: .muted, in: rect)
  }
}
