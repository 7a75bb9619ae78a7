import Cells
import Console
import Phrases
import Study

/// Readiness, calibration, what was done and what is to come: one page to scroll.
struct ProgressScreen: Screen {
  private var scroll = 0

  var showsFacts: Bool { true }

  func title(in context: ScreenContext) -> ScreenTitle {
    let right = context.facts.map { facts in
      context.say(
        .dueAndReadiness(
          due: facts.statistics.dueToday, percent: percent(facts.readiness.overall.share)))
    }
    return ScreenTitle(context.say(.progressTitle), right: Line(right ?? "", .muted))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    [
      KeyHint("↑↓", .scroll, rank: 1), KeyHint("r", .review, rank: 0),
      KeyHint("s", .studyPlan, rank: 0), KeyHint("U", .undoAnswer, rank: 2), .language, .help,
      .back,
    ]
  }

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    let page = max(1, context.bodySize.rows - 2)
    switch key {
    case .up, .character("k"): move(by: -1, in: context)
    case .down, .character("j"): move(by: 1, in: context)
    case .pageUp, .character("b"): move(by: -page, in: context)
    case .pageDown, .character(" "): move(by: page, in: context)
    case .home, .character("g"): scroll = 0
    case .end, .character("G"): move(by: .max / 2, in: context)
    case .character("r"): return .open(.review(ReviewRequest()))
    case .character("s"): return .open(.settings)
    case .character("U"): return Reaction([.perform(.takeBack(question: nil))])
    default: return .ignored
    }
    return .handled
  }

  private mutating func move(by amount: Int, in context: ScreenContext) {
    let last = max(0, lines(in: context).count - context.bodySize.rows)
    scroll = min(last, max(0, scroll + amount))
  }

  private func lines(in context: ScreenContext) -> [Line] {
    guard let facts = context.facts, let progress = context.progress else {
      return [Line(), Line(context.say(.courseIsBeingRead), .muted)]
    }
    return ProgressPage(
      facts: facts, course: context.course, plan: progress.plan, moment: context.moment,
      language: context.language
    ).lines(width: min(100, context.bodySize.columns - 4))
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    let lines = lines(in: context)
    let top = min(scroll, max(0, lines.count - rect.size.rows))
    for (row, line) in lines.dropFirst(top).prefix(rect.size.rows).enumerated() {
      canvas.write(
        line, at: Point(row: rect.origin.row + row, column: rect.origin.column + 2), in: rect)
    }
    return nil
  }
}

/// A share as whole per cent.
func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
