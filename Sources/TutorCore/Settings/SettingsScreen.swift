import Cells
import Console
import Languages
import Phrases
import Study

/// The look of the program and the study plan, changed and kept at once.
struct SettingsScreen: Screen {
  private enum Row: CaseIterable {
    case language, color, drawing, clock, keys
  }

  private var selection = ListSelection()
  private var draft: PlanDraft?

  var showsFacts: Bool { true }

  /// A plan that has not been kept yet.
  var closing: [Effect] {
    guard let draft, !draft.change.isEmpty else { return [] }
    return [.keep([.plan(draft.change)])]
  }

  func title(in context: ScreenContext) -> ScreenTitle {
    ScreenTitle(context.say(.settings))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    guard planRow != nil else { return [.move, KeyHint("←→", .change), .help, .back] }
    return [
      .move, KeyHint("←→", .change), KeyHint("PgUp PgDn", .planBySeven, rank: 2),
      KeyHint("x", .planDefault), .help, .back,
    ]
  }

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    // Seven days at once belong to a date, not to the list.
    if let row = planRow, let steps = Self.weeks[key] { return move(row, by: steps, in: context) }
    let count = Row.allCases.count + (context.hasProgress ? PlanRow.allCases.count : 0)
    if selection.move(key, count: count) {
      defer { draft = nil }
      return Reaction(closing.map(Reaction.Event.perform))
    }
    if let row = planRow {
      switch key {
      case .right, .enter, .character("l"), .character(" "): return move(row, by: 1, in: context)
      case .left, .character("h"): return move(row, by: -1, in: context)
      case .character("x"), .delete, .backspace:
        var plan = draft ?? PlanDraft(context.progress?.plan ?? StudyPlan())
        plan.reset(row)
        draft = plan
        return .handled
      default: return .ignored
      }
    }
    switch key {
    case .right, .enter, .character("l"), .character(" "): return change(by: 1, in: context)
    case .left, .character("h"): return change(by: -1, in: context)
    default: return .ignored
    }
  }

  private static let weeks: [Key: Int] = [.pageUp: 7, .pageDown: -7]

  /// The line of the plan that is selected; nil in the part above it.
  private var planRow: PlanRow? {
    let index = selection.index - Row.allCases.count
    return PlanRow.allCases.indices.contains(index) ? PlanRow.allCases[index] : nil
  }

  private mutating func move(
    _ row: PlanRow, by steps: Int, in context: ScreenContext
  ) -> Reaction {
    var plan = draft ?? PlanDraft(context.progress?.plan ?? StudyPlan())
    plan.move(row, by: steps, today: context.moment.day)
    draft = plan
    return .handled
  }

  private func change(by amount: Int, in context: ScreenContext) -> Reaction {
    let row = Row.allCases[selection.index]
    if row == .keys { return amount > 0 ? .push(KeysScreen()) : .handled }
    var settings = context.settings
    switch row {
    case .language: settings.language = context.language.other
    case .color:
      let all = Settings.Color.allCases
      let index = all.firstIndex(of: settings.color) ?? 0
      settings.color = all[(index + amount + all.count) % all.count]
    case .drawing: settings.isASCII.toggle()
    case .clock: settings.showsClock.toggle()
    case .keys: break
    }
    return Reaction([.change(settings)])
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    var line = rect.origin.row + 1
    func heading(_ phrase: Phrase) {
      canvas.write(
        context.say(phrase), at: Point(row: line, column: rect.origin.column + 2), style: .heading,
        in: rect)
      line += 1
    }
    func entry(_ index: Int, _ name: Phrase, _ value: String) {
      let isSelected = index == selection.index
      let style = isSelected ? Style(.accent, .bold) : .body
      canvas.write(
        (isSelected ? "▸ " : "  ") + context.say(name),
        at: Point(row: line, column: rect.origin.column + 2), style: style, in: rect)
      canvas.write(
        isSelected ? "◂ \(value) ▸" : "  \(value)",
        at: Point(row: line, column: rect.origin.column + 24), style: style, in: rect)
      line += 1
    }
    heading(.lookTitle)
    for (index, row) in Row.allCases.enumerated() {
      entry(index, Self.name(of: row), Self.value(of: row, in: context))
    }
    if let progress = context.progress {
      line += 1
      heading(.studyPlanTitle)
      let plan = draft ?? PlanDraft(progress.plan)
      for (index, row) in PlanRow.allCases.enumerated() {
        let value = context.say(plan.value(of: row, today: context.moment.day))
        entry(index + Row.allCases.count, row.name, value)
      }
      if let readiness = outlook(of: plan.plan, in: context), readiness.daysLeft > 0 {
        let phrase = Phrase.planOutlook(
          percent(readiness.overall.plannedShare),
          minutes: Int(readiness.minutesPerDay.rounded(.up)))
        let lines = Line(context.say(phrase), .muted).wrapped(
          to: max(1, rect.size.columns - 5))
        for text in lines {
          canvas.write(
            text, at: Point(row: line, column: rect.origin.column + 4), in: rect)
          line += 1
        }
      }
    }
    let last = Point(
      row: min(line + 1, rect.rowRange.upperBound - 1), column: rect.origin.column + 4)
    canvas.write(context.say(.settingsKept), at: last, style: .muted, in: rect)
    return nil
  }

  /// What the plan leads to, kept or not.
  private func outlook(of plan: StudyPlan, in context: ScreenContext) -> Readiness? {
    guard let draft, !draft.change.isEmpty, var progress = context.progress else {
      return context.facts?.readiness
    }
    progress.plan = plan
    return Readiness(
      context.course, progress, at: context.moment,
      finishedLessons: Set(context.place.finishedLessons))
  }

  private static func name(of row: Row) -> Phrase {
    switch row {
    case .language: .settingLanguage
    case .color: .settingColor
    case .drawing: .settingASCII
    case .clock: .settingClock
    case .keys: .settingKeys
    }
  }

  private static func value(of row: Row, in context: ScreenContext) -> String {
    let settings = context.settings
    switch row {
    case .language: return context.language.ownName
    case .color:
      let phrase: Phrase =
        switch settings.color {
        case .automatic: .colorAutomatic
        case .rich: .colorRich
        case .basic: .colorBasic
        case .never: .colorNever
        }
      return context.say(phrase)
    case .drawing: return context.say(settings.isASCII ? .drawingASCII : .drawingUnicode)
    case .clock: return context.say(settings.showsClock ? .clockShown : .clockHidden)
    case .keys:
      let count = settings.keys.all.count
      return context.say(count == 0 ? .keysAsTheyAre : .keysOfYourOwn(count))
    }
  }
}
