import Cells
import Console
import Languages
import Phrases

/// The look of the program, changed and kept at once.
struct SettingsScreen: Screen {
  private enum Row: CaseIterable {
    case language, color, drawing, clock
  }

  private var selection = ListSelection()

  func title(in context: ScreenContext) -> ScreenTitle {
    ScreenTitle(context.say(.settings))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    [.move, KeyHint("←→", .change), .help, .back]
  }

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    if selection.move(key, count: Row.allCases.count) { return .handled }
    switch key {
    case .right, .enter, .character("l"), .character(" "): return change(by: 1, in: context)
    case .left, .character("h"): return change(by: -1, in: context)
    default: return .ignored
    }
  }

  private func change(by amount: Int, in context: ScreenContext) -> Reaction {
    var settings = context.settings
    switch Row.allCases[selection.index] {
    case .language: settings.language = context.language.other
    case .color:
      let all = Settings.Color.allCases
      let index = all.firstIndex(of: settings.color) ?? 0
      settings.color = all[(index + amount + all.count) % all.count]
    case .drawing: settings.isASCII.toggle()
    case .clock: settings.showsClock.toggle()
    }
    return Reaction([.change(settings)])
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    for (index, row) in Row.allCases.enumerated() {
      let isSelected = index == selection.index
      let style = isSelected ? Style(.accent, .bold) : .body
      let line = rect.origin.row + 1 + index
      canvas.write(
        (isSelected ? "▸ " : "  ") + context.say(Self.name(of: row)),
        at: Point(row: line, column: rect.origin.column + 2), style: style, in: rect)
      let value = Self.value(of: row, in: context)
      canvas.write(
        isSelected ? "◂ \(value) ▸" : "  \(value)",
        at: Point(row: line, column: rect.origin.column + 24), style: style, in: rect)
    }
    canvas.write(
      context.say(.settingsKept),
      at: Point(row: rect.origin.row + Row.allCases.count + 2, column: rect.origin.column + 4),
      style: .muted, in: rect)
    return nil
  }

  private static func name(of row: Row) -> Phrase {
    switch row {
    case .language: .settingLanguage
    case .color: .settingColor
    case .drawing: .settingASCII
    case .clock: .settingClock
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
    }
  }
}
