import CourseModel
import Languages
import Phrases
import Study

/// Which keys work in a quiz just now.
struct QuizKeys {
  var session: QuizSession
  var form: any AnswerForm
  var asksConfidence: Bool
  var mode: QuizScreen.Mode
  var canOpenLab: Bool
  /// Whether the page is longer than the screen.
  var canScroll: Bool
  /// Whether the answer has moved the schedule.
  var isScheduled = false
  var showsWhy = false

  private static let leave = KeyHint("Esc", .leave, rank: 7)

  var hints: [KeyHint] {
    if session.isPaused { return [KeyHint("P", .goOn, rank: 0), .help, Self.leave] }
    switch session.phase {
    case .asking: return form.isTyping ? typing : asking
    case .answered:
      return asksConfidence
        ? confidence
        : showsWhy
          ? [KeyHint("1–4", .rateByHand, rank: 0), KeyHint("Esc", .back, rank: 0), .help] : feedback
    case .ended:
      return [KeyHint("⏎", .showResult, rank: 0)] + scrolling + [.help]
    case .overview:
      return [.move, KeyHint("⏎", .open, rank: 0), .help, Self.leave]
    }
  }

  /// Everything that works, also what the row has no room for.
  var help: [KeyHelp] {
    let shown = hints.filter { $0.key != "?" && $0.key != "F1" }
      .map { KeyHelp($0.key, $0.text) }
    guard session.phase == .asking, !session.isPaused else { return shown + putAway }
    return shown + [
      KeyHelp(form.isTyping ? "F8" : "! F8", .reportQuestion), KeyHelp("F3 F4", .hintAndTime),
    ]
  }

  /// What the row of keys has no room for.
  private var putAway: [KeyHelp] {
    guard isScheduled else { return [] }
    return [KeyHelp("B", .buryQuestion), KeyHelp("N", .suspendQuestion)]
  }

  private var scrolling: [KeyHint] {
    guard canScroll else { return [] }
    // In a list of boxes the space bar ticks.
    let usesSpace = form.keys.contains { $0.key == "␣" } && session.phase == .asking
    return [KeyHint(usesSpace || form.isTyping ? "PgDn" : "␣", .scroll, rank: 1)]
  }

  private var hasHint: Bool {
    !(session.item.question.text.best(for: .english)?.hints.isEmpty ?? true)
  }

  private var asking: [KeyHint] {
    var hints = form.keys
    if form.answersOnEnter { hints.append(KeyHint("⏎", .answer, rank: 0)) }
    hints += scrolling
    if !form.isAnswerShown {
      if hasHint { hints.append(KeyHint("H", .hint, rank: 2)) }
      hints.append(KeyHint("S", .skip, rank: 3))
    }
    hints.append(KeyHint("M", session.item.isMarked ? .unmark : .mark, rank: 4))
    if session.plan.isTimed {
      if !session.item.isLate {
        hints.append(KeyHint(form.takesPlus ? "F4" : "+", .moreTime, rank: 5))
      }
      hints.append(KeyHint("P", .pause, rank: 6))
    }
    return hints + [.help, Self.leave]
  }

  private var typing: [KeyHint] {
    var hints = [KeyHint("⏎", .answer, rank: 0)] + form.keys
    hints += scrolling
    if hasHint { hints.append(KeyHint("F3", .hint, rank: 1)) }
    if session.plan.isTimed, !session.item.isLate {
      hints.append(KeyHint("F4", .moreTime, rank: 3))
    }
    return hints + [KeyHint("F1", .help, rank: 0), KeyHint("F2", .otherLanguage, rank: 5)]
  }

  private var confidence: [KeyHint] {
    [
      KeyHint("1", .guessed, rank: 0), KeyHint("2", .fairlySure, rank: 0),
      KeyHint("3", .sure, rank: 0), KeyHint("⏎", .skipConfidence, rank: 0), .help,
    ]
  }

  private var feedback: [KeyHint] {
    var hints = [
      KeyHint("⏎", .goOn, rank: 0), KeyHint("␣", .scroll, rank: 2),
      KeyHint("M", session.item.isMarked ? .unmark : .mark, rank: 4),
      KeyHint("!", .reportQuestion, rank: 5),
    ]
    if canOpenLab { hints.append(KeyHint("w", .watchInLab, rank: 1)) }
    if isScheduled {
      hints += [KeyHint("D", .whyKey, rank: 2), KeyHint("1–4", .rateByHand, rank: 3)]
    }
    if mode != .quiz { hints.append(KeyHint("U", .undoAnswer, rank: 2)) }
    if session.item.mayInsist {
      hints.append(KeyHint("I", .iWasRight, rank: 1))
    }
    return hints + [.help]
  }
}
