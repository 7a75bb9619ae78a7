import Cells
import Console
import Languages
import Phrases
import Recurrent
import Study

/// How long the interview takes. Enter starts it as it stands.
struct InterviewSetupScreen: Screen {
  private enum Row: Int, CaseIterable {
    case start, length, seed
  }

  /// Where the transcript is to be written, if that was asked for.
  let transcript: String?
  private var selected = Row.start
  private var minutes = 30
  /// nil until it is drawn by lot.
  private var seed: UInt64?

  init(transcript: String? = nil) {
    self.transcript = transcript
  }

  private func plan(in context: ScreenContext) -> InterviewPlan {
    InterviewPlan(minutes: minutes, seed: seed ?? Self.drawn(context.seed))
  }

  /// Seeds are written down and typed again, so they stay short.
  private static func drawn(_ seed: UInt64) -> UInt64 {
    var random = SeededRandom(seed: seed, name: "interview")
    return UInt64(random.number(below: 1_000_000))
  }

  // MARK: Frame

  func title(in context: ScreenContext) -> ScreenTitle {
    ScreenTitle(context.say(.screenPath(.mockInterview, .quizSetup)))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    let change: [KeyHint] =
      selected == .start
      ? [KeyHint("⏎", .startInterview, rank: 0), .move]
      : [.move, KeyHint("←→", .change, rank: 0), KeyHint("s", .startInterview, rank: 0)]
    return change + [.language, .help, .back]
  }

  // MARK: Keys

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    switch key {
    case .up, .character("k"): selected = Row(rawValue: selected.rawValue - 1) ?? selected
    case .down, .character("j"): selected = Row(rawValue: selected.rawValue + 1) ?? selected
    case .home: selected = .start
    case .end: selected = .seed
    case .character("s"): return start(in: context)
    case .enter where selected == .start: return start(in: context)
    case .enter, .character(" "), .right, .character("l"): change(by: 1, in: context)
    case .left, .character("h"): change(by: -1, in: context)
    default: return .ignored
    }
    return .handled
  }

  private mutating func change(by amount: Int, in context: ScreenContext) {
    switch selected {
    case .start: break
    case .length:
      let lengths = InterviewPlan.lengths
      let index = (lengths.firstIndex(of: minutes) ?? 0) + amount
      minutes = lengths[(index + lengths.count) % lengths.count]
    case .seed: seed = Self.drawn(plan(in: context).seed)
    }
  }

  private func start(in context: ScreenContext) -> Reaction {
    guard context.isCourseLoaded else { return .note(.courseIsBeingRead) }
    let screen = InterviewScreen(
      plan: plan(in: context), course: context.course, transcript: transcript)
    return screen.map { .replace($0) } ?? .note(.interviewNoQuestions)
  }

  // MARK: Drawing

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    let width = Page.textWidth(in: rect.size.columns)
    var page = Page()
    for row in Row.allCases {
      if row == .length { page.add(Line()) }
      page.add([line(of: row, in: context)], isFocused: row == selected)
    }
    for rule in [Phrase.interviewRules1, .interviewRules2, .interviewRules3] {
      page.add([Line()] + Line("  " + context.say(rule), .muted).wrapped(to: width, hanging: 2))
    }
    return page.draw(scroll: nil, in: rect, on: &canvas)
  }

  private func line(of row: Row, in context: ScreenContext) -> Line {
    let isSelected = row == selected
    let style = isSelected ? Style(.accent, .bold) : .body
    var line = Line(isSelected ? "▸ " : "  ", style)
    func value(_ name: Phrase, _ value: String) {
      line.append(context.say(name).padded(to: 12), style)
      line.append(isSelected ? "◂ \(value) ▸" : "  \(value)", style)
    }
    switch row {
    case .start: line.append(context.say(.startInterview), style)
    case .length: value(.interviewLength, context.say(.interviewMinutes(minutes)))
    case .seed: value(.interviewSeed, "\(plan(in: context).seed)")
    }
    return line
  }
}
