import Cells
import Languages
import Phrases
import Recurrent
import Views

// The eleven sub-steps of a step, and those of the way back.
extension PlainLab {
  /// One sub-step on or back, in the order in which it is computed.
  mutating func substep(_ command: PlainCommand, _ language: Language) -> [String] {
    let isOn = command == .substepOn
    guard isOn ? bench.onOneSubstep() : bench.backOneSubstep() else {
      if bench.backward != nil {
        return Self.wrapped(isOn ? .plainWayBackIsOver : .plainWayBackBegins, language)
      }
      return Self.wrapped(
        isOn ? .labAtTheEnd(back: "b") : .labAtTheStart(next: "n"), language)
    }
    guard bench.backward == nil, stepper.t > 0 else { return asked(position(language), language) }
    // What is told between steps is the sub-step, whatever the lens.
    return asked(
      Self.wrapped([header(language)] + inputs(language)) + substep(language), language)
  }

  /// The sub-step that was reached last, of the unit that is looked at.
  func substep(_ language: Language) -> [String] {
    guard let account = SubstepAccount(probe, t: stepper.t, stepper.substep) else { return [] }
    var lines = [
      language.say(
        .plainSubstep(
          stepper.place + 1, of: stepper.substeps.count, kind.title(of: stepper.substep)))
    ]
    if shape.hiddenSize > 1 { lines.append(language.say(.plainLabUnit(bench.site.unit + 1))) }
    lines += account.workings.flatMap { self.lines(of: $0, language) }
    return Self.wrapped(lines + [language.say(account.words)])
  }

  /// An equation with its numbers, and for a sum of products what each source brings to it.
  private func lines(of working: Working, _ language: Language) -> [String] {
    var lines = [working.line(language, limit: 8).plainText]
    guard let dot = working.dot, dot.groups.count > 1 else { return lines }
    for group in dot.groups {
      guard let formula = dot.formula(of: group, limit: 8) else { continue }
      let part =
        working.isGradient ? LabNumber.gradient(group.part) : LabNumber.trimmed(group.part)
      let terms = formula.line(language).plainText
      lines.append(
        "  "
          + language.say(
            .plainBrings(
              group.label.plainText,
              terms == part
                ? part
                : "\(terms) \(LabNumber.relation(formula.printedValue, to: part)) \(part)")))
    }
    return lines
  }

  // MARK: The way back

  mutating func turn(_ command: PlainCommand, _ language: Language) -> [String] {
    if (command == .backward) != (bench.backward != nil) {
      bench.turnRound()
      finish()
    }
    return asked(position(language), language)
  }

  /// The sub-step of the way back that was reached last.
  func wayBack(_ language: Language) -> [String] {
    guard let view = bench.backward, let trace = view.trace,
      kind.backwardSubsteps.indices.contains(view.place),
      let account = BackwardAccount(
        probe, t: stepper.t, kind.backwardSubsteps[view.place], trace)
    else { return [] }
    var lines = [header(language)]
    if view.place == 0 { lines.append(language.say(.plainLossIs(symbol("h", at: model.count)))) }
    lines.append(
      language.say(
        .plainBackwardSubstep(
          view.place + 1, of: kind.backwardSubsteps.count, kind.title(of: account.substep))))
    if shape.hiddenSize > 1 { lines.append(language.say(.plainLabUnit(bench.site.unit + 1))) }
    lines += account.workings(language).flatMap { self.lines(of: $0, language) }
    return Self.wrapped(lines + [language.say(account.words)])
  }
}
