import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study

extension QuizScreen {
  // MARK: Keys

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    var reaction = react(to: key, in: context)
    reaction.events += keepAnswers(in: context)
    return reaction
  }

  private mutating func react(to key: Key, in context: ScreenContext) -> Reaction {
    session.tick(at: context.now)
    if isOver { return handleOver(key, in: context) }
    let (wasLeaving, wasGivingUp) = (asksToLeave, asksToGiveUp)
    (asksToLeave, asksToGiveUp) = (false, false)
    if wasLeaving, key != .escape, key != .character("q") { return .handled }
    if session.isPaused {
      return handlePaused(key, wasLeaving: wasLeaving, in: context)
    }
    switch session.phase {
    case .asking:
      return handleQuestion(
        key, wasLeaving: wasLeaving, wasGivingUp: wasGivingUp, in: context)
    case .answered:
      return asksConfidence
        ? handleConfidence(key, in: context)
        : handleFeedback(key, wasLeaving: wasLeaving, in: context)
    case .overview: return handleOverview(key, wasLeaving: wasLeaving, in: context)
    case .ended: return handleOver(key, in: context)
    }
  }

  /// The time is over while somebody types: what was meant for the question must do nothing else.
  private mutating func handleOver(_ key: Key, in context: ScreenContext) -> Reaction {
    defer { isTimeUpShown = true }
    switch key {
    case .enter where isTimeUpShown, .escape where isTimeUpShown,
      .character("q") where isTimeUpShown:
      return end(in: context)
    case .function, .character("?"), .character("L"): return .ignored
    default:
      let reaction = scrolled(key, in: context)
      return reaction.isHandled ? reaction : .note(.timeIsOver)
    }
  }

  mutating func paste(_ text: String, in context: ScreenContext) -> Reaction {
    guard isTyping else { return .ignored }
    form.paste(text)
    session.setDraft(form.response)
    return .handled
  }

  private mutating func handlePaused(
    _ key: Key, wasLeaving: Bool, in context: ScreenContext
  ) -> Reaction {
    switch key {
    case .character("P"), .enter: session.resume()
    case .escape, .character("q"): return leave(wasLeaving, in: context)
    case .function, .character("L"), .character("?"): return .ignored
    default: return .note(.pressToGoOn)
    }
    return .handled
  }

  private mutating func handleQuestion(
    _ key: Key, wasLeaving: Bool, wasGivingUp: Bool, in context: ScreenContext
  ) -> Reaction {
    if key != .function(3), key != .character("H") { showsNewHint = false }
    if let reading = readOn(key, in: context) { return reading }
    switch form.handle(key) {
    case .changed:
      scroll = nil
      session.setDraft(form.response)
      // Reading the model answer takes no time.
      if form.isAnswerShown { session.stopClock(at: context.now) }
      return .handled
    case .refused(let phrase): return .note(phrase)
    case .committed: return commit(in: context)
    case .ignored: break
    }
    switch key {
    case .enter: return answer(wasGivingUp: wasGivingUp, in: context)
    case .function(3): return revealHint(in: context)
    case .function(4): return addTime(in: context)
    case .function(8): return report(in: context)
    case .escape: return leave(wasLeaving, in: context)
    case .character("q") where !isTyping: return leave(wasLeaving, in: context)
    case .character(" ") where !isTyping: return scrolled(key, in: context)
    case .character(let command) where !isTyping:
      return handleCommand(command, in: context)
    default: return scrolled(key, in: context)
    }
  }

  private mutating func handleCommand(
    _ command: Character, in context: ScreenContext
  ) -> Reaction {
    if form.isAnswerShown, "HS".contains(command) { return .ignored }
    switch command {
    case "H": return revealHint(in: context)
    case "+": return addTime(in: context)
    case "P": session.pause(at: context.now)
    case "S":
      session.skip(at: context.now)
      showCurrent()
    case "M": return toggleMark()
    case "U": return takeBack()
    case "!": return report(in: context)
    case "/":
      guard mode != .quiz else { return .note(.notDuringQuestion) }
      session.stopClock(at: context.now)
      return .ignored
    default: return .ignored
    }
    return .handled
  }

  private mutating func answer(wasGivingUp: Bool, in context: ScreenContext) -> Reaction {
    if let missing = form.missing, !wasGivingUp {
      asksToGiveUp = true
      return .note(missing)
    }
    if !form.response.isEmpty, let refusal = form.response.refusal(for: session.item.question) {
      return .note(refusal.phrase)
    }
    return commit(in: context)
  }

  private mutating func commit(in context: ScreenContext) -> Reaction {
    var response = form.response
    // An order that was left as it was shown is an answer, once the learner insists on it.
    if case .order = session.item.question.kind, response.isEmpty {
      response = .order(session.item.order)
    }
    session.commit(response, in: context.language, at: context.now)
    scroll = nil
    asksConfidence = session.item.question.kind != .open && !response.isEmpty
    return .handled
  }

  private mutating func handleConfidence(_ key: Key, in context: ScreenContext) -> Reaction {
    switch key {
    case .character("1"), .character("2"), .character("3"):
      if case .character(let digit) = key { session.setConfidence(digit.wholeNumberValue) }
      asksConfidence = false
    case .enter, .escape: asksConfidence = false
    case .character("!"), .function(8): return report(in: context)
    case .character("q"), .character("/"): return .note(.howSure)
    default: return scrolled(key, in: context)
    }
    scroll = nil
    return .handled
  }

  private mutating func handleFeedback(
    _ key: Key, wasLeaving: Bool, in context: ScreenContext
  ) -> Reaction {
    if showsWhy {
      switch key {
      case .function, .character("?"), .character("L"): return .ignored
      case .character("1"), .character("2"), .character("3"), .character("4"): break
      case .up, .down, .pageUp, .pageDown, .character(" "): return scrolled(key, in: context)
      default:
        showsWhy = false
        scroll = nil
        return .handled
      }
    }
    switch key {
    case .character("D") where schedule(in: context) != nil:
      showsWhy = true
      scroll = nil
    case .character("U"): return takeBack()
    case .character("B"): return putAway(forGood: false)
    case .character("N"): return putAway(forGood: true)
    case .character("1"): return rate(.again)
    case .character("2"): return rate(.hard)
    case .character("3"): return rate(.good)
    case .character("4"): return rate(.easy)
    case .enter:
      session.advance()
      if isOver { return end(in: context) }
      showCurrent()
    case .escape, .character("q"): return leave(wasLeaving, in: context)
    case .character("M"): return toggleMark()
    case .character("!"), .function(8): return report(in: context)
    case .character("I") where session.item.mayInsist: session.insistOnAnswer()
    case .character("w"):
      guard let lab = lab(in: context) else { return .ignored }
      return .open(.lab(lab))
    default: return scrolled(key, in: context)
    }
    return .handled
  }

  private mutating func handleOverview(
    _ key: Key, wasLeaving: Bool, in context: ScreenContext
  ) -> Reaction {
    let last = session.items.count
    switch key {
    case .up, .character("k"): overviewRow = max(0, overviewRow - 1)
    case .down, .character("j"): overviewRow = min(last, overviewRow + 1)
    case .home: overviewRow = 0
    case .end: overviewRow = last
    case .enter:
      guard overviewRow < last else {
        session.finish(at: context.now)
        return end(in: context)
      }
      session.open(overviewRow)
      scroll = nil
      showCurrent()
    case .escape, .character("q"): return leave(wasLeaving, in: context)
    default: return .ignored
    }
    return .handled
  }

  // MARK: Commands

  var isOver: Bool {
    if case .ended = session.phase { true } else { false }
  }

  /// Gets ready for whatever the session shows now.
  mutating func showCurrent() {
    showsWhy = false
    scroll = nil
    asksConfidence = false
    showsNewHint = false
    form = session.item.form
    if session.phase == .overview {
      overviewRow = session.items.firstIndex { $0.answer == nil } ?? session.items.count
    }
  }

  private mutating func revealHint(in context: ScreenContext) -> Reaction {
    guard !form.isAnswerShown else { return .ignored }
    let text = session.item.question.text.best(for: context.language)
    guard session.revealHint(of: text?.hints.count ?? 0) else { return .note(.noMoreHints) }
    showsNewHint = true
    scroll = nil
    return .handled
  }

  private mutating func addTime(in context: ScreenContext) -> Reaction {
    switch session.addTime(at: context.now) {
    case .granted(let milliseconds): .note(.moreTimeGranted(Int(milliseconds / 1000)))
    case .untimed: .note(.nothingIsTimed)
    case .late: .note(.alreadyLate)
    }
  }

  private mutating func toggleMark() -> Reaction {
    session.toggleMark()
    return .note(session.item.isMarked ? .questionMarked : .markTaken)
  }

  private func report(in context: ScreenContext) -> Reaction {
    let report = QuestionReport(session.item, course: context.course, in: context.language)
    return Reaction([.perform(.report(report))])
  }

  private mutating func leave(_ wasLeaving: Bool, in context: ScreenContext) -> Reaction {
    let answered = session.items.count { $0.answer != nil }
    guard wasLeaving || mode != .quiz else {
      asksToLeave = true
      session.stopClock(at: context.now)
      return .note(.leaveQuiz(answered))
    }
    guard answered > 0 else { return .pop }
    session.finish(.left, at: context.now)
    return end(in: context)
  }

  func end(in context: ScreenContext) -> Reaction {
    let end = QuizEndScreen(session: session, mode: mode, kept: kept)
    return Reaction([.remember(end.remembered(in: context.place)), .replace(end)])
  }

  /// The lab position that shows what the question is about.
  func lab(in context: ScreenContext) -> LabReference? {
    guard session.phase == .answered, !asksConfidence else { return nil }
    return session.item.lab(in: context.course)
  }

  /// A part taller than the screen is read to its end before ↓ goes on to the next one.
  private mutating func readOn(_ key: Key, in context: ScreenContext) -> Reaction? {
    guard key == .down || key == .up, case let page = page(in: context), let focus = page.focus
    else { return nil }
    let rows = context.bodySize.rows
    guard focus.count > rows else { return nil }
    let top = page.top(scroll: scroll, rows: rows)
    let step = max(1, rows - 2)
    if key == .down, focus.contains(top), focus.upperBound > top + rows {
      scroll = page.top(scroll: min(top + step, focus.upperBound - rows), rows: rows)
      return .handled
    }
    if key == .up, focus.lowerBound < top, focus.contains(top + rows - 1) {
      scroll = page.top(scroll: max(top - step, focus.lowerBound), rows: rows)
      return .handled
    }
    return nil
  }

  private mutating func scrolled(_ key: Key, in context: ScreenContext) -> Reaction {
    let page = page(in: context)
    let rows = context.bodySize.rows
    let top = page.top(scroll: scroll, rows: rows)
    let isReading = session.phase == .answered || isOver
    let target: Int
    switch key {
    case .pageDown: target = top + max(1, rows - 2)
    case .pageUp: target = top - max(1, rows - 2)
    case .home: target = 0
    case .end: target = page.lines.count
    case .character(" ") where isReading || page.lines.count > rows: target = top + max(1, rows - 2)
    case .down: target = top + 1
    case .up: target = top - 1
    case .character("j") where isReading: target = top + 1
    case .character("k") where isReading: target = top - 1
    default: return .ignored
    }
    scroll = page.top(scroll: target, rows: rows)
    return .handled
  }
}

extension QuizSession.Item {
  /// The lab position that shows why the answer is wrong, else what the question is about.
  func lab(in course: Course) -> LabReference? {
    let revealed = answer?.grade.misconceptions.lazy.compactMap {
      course.misconception($0)?.lab
    }.first
    guard var lab = revealed ?? question.lab, course.lab(lab.preset) != nil else { return nil }
    // What was predicted is shown, not what stood before it.
    if revealed == nil, prediction != nil { lab.step += 1 }
    return lab
  }

  /// Whether the learner may say that a typed answer was right after all.
  var mayInsist: Bool {
    switch answer?.grade.rejection {
    case .notAccepted, .anotherTerm: !isCorrect
    default: false
    }
  }
}
