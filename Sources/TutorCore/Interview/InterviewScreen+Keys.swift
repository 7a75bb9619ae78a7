import Console
import Languages
import Phrases
import Study

extension InterviewScreen {
  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    session.tick(at: context.now)
    if isOver { return handleOver(key) }
    let (wasLeaving, wasGivingUp) = (asksToLeave, asksToGiveUp)
    (asksToLeave, asksToGiveUp) = (false, false)
    if wasLeaving, key != .escape { return .handled }
    if key == .escape { return leave(wasLeaving, in: context) }
    if session.isPaused { return handlePaused(key) }
    switch key {
    case .function(6):
      session.pause(at: context.now)
      return .handled
    case .function(3), .function(4): return .note(.interviewNoHelp)
    case .character("!") where !isTyping, .function(8): return report(in: context)
    case .character("/") where !isTyping: return .note(.notDuringQuestion)
    case .character("q") where !isTyping: return leave(wasLeaving, in: context)
    case .pageUp, .pageDown: return scrolled(key, in: context)
    default: break
    }
    return form == nil
      ? handleTalk(key, wasGivingUp: wasGivingUp, in: context)
      : handleForm(key, wasGivingUp: wasGivingUp, in: context)
  }

  mutating func paste(_ text: String, in context: ScreenContext) -> Reaction {
    session.tick(at: context.now)
    guard isTyping else { return .ignored }
    if form != nil {
      form?.paste(text)
      keepDraft()
    } else {
      focus = .text
      area.insert(text)
      keepDraft()
    }
    return .handled
  }

  /// What was meant for the question must do nothing else once the time is over.
  private mutating func handleOver(_ key: Key) -> Reaction {
    defer { isTimeUpShown = true }
    switch key {
    case .enter where isTimeUpShown, .escape where isTimeUpShown: return debrief()
    case .function: return .ignored
    default: return .handled
    }
  }

  private mutating func handlePaused(_ key: Key) -> Reaction {
    switch key {
    case .enter, .character("P"), .function(6): session.resume()
    case .function, .character("L"), .character("?"): return .ignored
    default: return .note(.interviewPaused)
    }
    return .handled
  }

  // MARK: A typed answer

  private mutating func handleTalk(
    _ key: Key, wasGivingUp: Bool, in context: ScreenContext
  ) -> Reaction {
    if key == .function(5) { return answer(wasGivingUp: wasGivingUp, in: context) }
    switch (focus, key) {
    case (.text, .tab), (.text, .backTab), (.dontKnow, .left): focus = .answer
    case (.answer, .right): focus = .dontKnow
    case (.answer, .left), (.dontKnow, .right), (.answer, .down), (.dontKnow, .down): break
    case (_, .tab), (_, .backTab), (.answer, .up), (.dontKnow, .up): focus = .text
    case (.answer, .enter): return answer(wasGivingUp: wasGivingUp, in: context)
    case (.dontKnow, .enter):
      session.skip(at: context.now)
      return showCurrent()
    case (.text, _):
      if area.handle(key, width: areaWidth(in: context)) {
        keepDraft()
      } else if key == .down {
        focus = .answer
      } else if key != .up {
        return .ignored
      }
    case (_, .character(let character)):
      // Who types on does not mean the buttons.
      focus = .text
      area.insert(String(character))
      keepDraft()
    default: return .ignored
    }
    return .handled
  }

  private mutating func keepDraft() {
    if let form { session.setDraft(form.response) } else { session.setDraft(area.text) }
  }

  private mutating func answer(wasGivingUp: Bool, in context: ScreenContext) -> Reaction {
    let isEmpty = area.characters.allSatisfy(\.isWhitespace)
    guard !isEmpty || wasGivingUp else {
      asksToGiveUp = true
      return .note(.interviewNothingTyped)
    }
    session.answer(area.text, at: context.now)
    return showCurrent()
  }

  // MARK: A question with a right answer

  private mutating func handleForm(
    _ key: Key, wasGivingUp: Bool, in context: ScreenContext
  ) -> Reaction {
    switch form?.handle(key) ?? .ignored {
    case .changed:
      scroll = nil
      keepDraft()
      return .handled
    case .refused(let phrase): return .note(phrase)
    case .committed: return commit(in: context)
    case .ignored: break
    }
    switch key {
    case .enter:
      if let missing = form?.missing, !wasGivingUp {
        asksToGiveUp = true
        return .note(missing)
      }
      if let response = form?.response, !response.isEmpty,
        let refusal = response.refusal(for: session.step.question)
      {
        return .note(refusal.phrase)
      }
      return commit(in: context)
    case .function(5):
      session.skip(at: context.now)
      return showCurrent()
    default: return scrolled(key, in: context)
    }
  }

  private mutating func commit(in context: ScreenContext) -> Reaction {
    session.answer(form?.response ?? .none, in: context.language, at: context.now)
    return showCurrent()
  }

  // MARK: Moving on

  /// Gets ready for whatever the session asks now.
  private mutating func showCurrent() -> Reaction {
    guard !isOver else { return debrief() }
    area = TextArea()
    form = session.step.quiz?.item.form
    focus = .text
    scroll = nil
    return .handled
  }

  private mutating func debrief() -> Reaction {
    isHandedOver = true
    return .replace(InterviewDebriefScreen(session: session, kept: kept, transcript: transcript))
  }

  private func report(in context: ScreenContext) -> Reaction {
    let report = QuestionReport(session.step, draft: area.text, in: context)
    return Reaction([.perform(.report(report))])
  }

  private mutating func leave(_ wasLeaving: Bool, in context: ScreenContext) -> Reaction {
    let answered = session.steps.count(where: \.isAnswered)
    guard wasLeaving else {
      asksToLeave = true
      session.stopClock(at: context.now)
      return .note(.leaveInterview(answered))
    }
    guard answered > 0 else { return .pop }
    session.leave(at: context.now)
    return debrief()
  }

  private mutating func scrolled(_ key: Key, in context: ScreenContext) -> Reaction {
    let page = page(in: context)
    let rows = questionRows(in: context)
    let top = page.top(scroll: scroll ?? (form == nil ? 0 : nil), rows: rows)
    let target: Int
    switch key {
    case .pageDown: target = top + max(1, rows - 1)
    case .pageUp: target = top - max(1, rows - 1)
    case .down: target = top + 1
    case .up: target = top - 1
    default: return .ignored
    }
    scroll = page.top(scroll: target, rows: rows)
    return .handled
  }
}

extension QuestionReport {
  /// - Parameter draft: what is typed as long as nothing was answered
  init(_ step: InterviewStep, draft: String = "", in context: ScreenContext) {
    if let item = step.quiz?.item {
      self.init(item, course: context.course, in: context.language)
    } else {
      self.init(
        step.question, seed: nil, given: step.isAnswered ? step.given : draft,
        course: context.course, in: context.language)
    }
  }
}
