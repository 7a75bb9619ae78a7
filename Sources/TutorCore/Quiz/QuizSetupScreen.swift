import Cells
import Console
import CourseModel
import Languages
import Phrases
import Recurrent
import Study

/// What the quiz asks, and under which clock. Enter starts it as it stands.
struct QuizSetupScreen: Screen {
  private enum Row: Hashable {
    case start, count, timing
    case level(Level)
    case topic(String)
  }

  private var selected = Row.start
  private var count = QuizCount.some(10)
  private var timing = QuizTiming.own
  private var withoutLevels: Set<Level> = []
  private var withoutTopics: Set<String> = []

  // MARK: The plan

  private func rows(in context: ScreenContext) -> [Row] {
    [.start, .count, .timing] + Level.allCases.map(Row.level)
      + Self.topics(in: context.course).map { .topic($0.id) }
  }

  /// The topics that have questions.
  private static func topics(in course: Course) -> [Topic] {
    let used = Set(course.questions.map(\.topic))
    return course.topics.filter { used.contains($0.id) }
  }

  /// The plan as it stands; nil when every topic or every level is switched off.
  private func plan(in context: ScreenContext) -> QuizPlan? {
    let topics = Self.topics(in: context.course).map(\.id).filter { !withoutTopics.contains($0) }
    let levels = Level.allCases.filter { !withoutLevels.contains($0) }
    guard !topics.isEmpty, !levels.isEmpty else { return nil }
    var plan = QuizPlan(count: count.limit)
    if !withoutTopics.isEmpty { plan.topics = Set(topics) }
    if !withoutLevels.isEmpty { plan.levels = Set(levels) }
    timing.apply(to: &plan)
    var random = SeededRandom(seed: context.seed ^ UInt64(bitPattern: context.now))
    plan.seed = UInt64(random.number(below: 1_000_000))
    return plan
  }

  private func preview(in context: ScreenContext) -> Phrase {
    guard context.isCourseLoaded else { return .courseIsBeingRead }
    guard let plan = plan(in: context) else { return .quizNothingMatches }
    let matching = questions(of: context.course.questions, matching: plan)
    guard !matching.isEmpty else { return .quizNothingMatches }
    let asked = min(plan.count, matching.count)
    let own = matching.reduce(0) { $0 + $1.time } * asked / matching.count
    let seconds = timing.seconds(for: asked, own: own)
    return .quizPreview(asked, of: matching.count, minutes: max(1, (seconds + 30) / 60))
  }

  // MARK: Frame

  func title(in context: ScreenContext) -> ScreenTitle {
    ScreenTitle(context.say(.screenPath(.timedQuiz, .quizSetup)))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    switch selected {
    case .start: [KeyHint("⏎", .startQuiz, rank: 0), .move, .help, .back]
    case .count, .timing:
      [.move, KeyHint("←→", .change, rank: 0), KeyHint("s", .startQuiz, rank: 0), .help, .back]
    case .level, .topic:
      [.move, KeyHint("␣", .toggle, rank: 0), KeyHint("s", .startQuiz, rank: 0), .help, .back]
    }
  }

  // MARK: Keys

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    let rows = rows(in: context)
    let index = rows.firstIndex(of: selected) ?? 0
    switch key {
    case .up, .character("k"): selected = rows[max(0, index - 1)]
    case .down, .character("j"): selected = rows[min(rows.count - 1, index + 1)]
    case .home: selected = rows[0]
    case .end: selected = rows[rows.count - 1]
    case .character("s"): return start(in: context)
    case .enter where selected == .start: return start(in: context)
    case .enter, .character(" "): change(by: 1)
    case .right, .character("l"): change(by: 1)
    case .left, .character("h"): change(by: -1)
    default: return .ignored
    }
    return .handled
  }

  private mutating func change(by amount: Int) {
    switch selected {
    case .start: break
    case .count: count = QuizCount.all.neighbour(of: count, by: amount)
    case .timing: timing = QuizTiming.all.neighbour(of: timing, by: amount)
    case .level(let level): withoutLevels.formSymmetricDifference([level])
    case .topic(let id): withoutTopics.formSymmetricDifference([id])
    }
  }

  private func start(in context: ScreenContext) -> Reaction {
    guard context.isCourseLoaded else { return .note(.courseIsBeingRead) }
    guard let plan = plan(in: context) else {
      return .note(context.course.questions.isEmpty ? .quizNoQuestions : .quizNothingMatches)
    }
    let mode: QuizScreen.Mode = timing == .practice ? .practice : .quiz
    switch QuizScreen.make(plan, mode: mode, context: context) {
    case .success(let screen): return .replace(screen)
    case .failure(let mismatch): return .note(mismatch.phrase)
    }
  }

  // MARK: Drawing

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    let width = Page.textWidth(in: rect.size.columns)
    let rows = rows(in: context)
    var numbers: [String: Int] = [:]
    for question in context.course.questions where timing == .practice || question.kind != .open {
      numbers[question.topic, default: 0] += 1
    }
    var page = Page()
    for (index, row) in rows.enumerated() {
      switch (row, index > 0 ? rows[index - 1] : row) {
      case (.count, _): page.add(Line())
      case (.level, .timing):
        page.add([Line(), Line("  " + context.say(.quizLevels), .heading)])
      case (.topic, .level):
        page.add([Line(), Line("  " + context.say(.quizTopics), .heading)])
      default: break
      }
      page.add(
        [line(of: row, numbers: numbers, width: width, in: context)], isFocused: row == selected)
    }
    return page.draw(scroll: nil, in: rect, on: &canvas)
  }

  private func line(
    of row: Row, numbers: [String: Int], width: Int, in context: ScreenContext
  ) -> Line {
    let isSelected = row == selected
    let style = isSelected ? Style(.accent, .bold) : .body
    var line = Line(isSelected ? "▸ " : "  ", style)
    switch row {
    case .start:
      line.append(context.say(.startQuiz).padded(to: 12), style)
      line.append(
        context.say(preview(in: context)).truncated(to: max(1, width - line.cellWidth)), .muted)
    case .count: appendValue(.quizQuestions, count.phrase, isSelected, to: &line, context)
    case .timing: appendValue(.quizTiming, timing.phrase, isSelected, to: &line, context)
    case .level(let level):
      appendBox(!withoutLevels.contains(level), context.say(level.phrase), style, to: &line)
    case .topic(let id):
      let title = context.course.topic(id)?.title.best(for: context.language) ?? id
      appendBox(!withoutTopics.contains(id), title, style, to: &line)
      line.append("  \(numbers[id] ?? 0)", .muted)
    }
    return line
  }

  private func appendValue(
    _ name: Phrase, _ value: Phrase, _ isSelected: Bool, to line: inout Line,
    _ context: ScreenContext
  ) {
    let style = isSelected ? Style(.accent, .bold) : .body
    line.append(context.say(name).padded(to: 12), style)
    let value = context.say(value)
    line.append(isSelected ? "◂ \(value) ▸" : "  \(value)", style)
  }

  private func appendBox(_ isOn: Bool, _ name: String, _ style: Style, to line: inout Line) {
    line.append(isOn ? "[x] " : "[ ] ", style)
    line.append(name, style)
  }
}
