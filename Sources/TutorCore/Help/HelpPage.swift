import Cells
import Phrases

/// The keys of the screen below it, and those that work everywhere.
struct HelpPage: Sendable {
  private(set) var top = 0

  static let keys = [
    KeyHint("↑↓", .scroll, rank: 2), KeyHint("Esc", .close), .language,
  ]

  /// Scrolls, not past the last row of what `screen` can do.
  mutating func scroll(by amount: Int, screen: any Screen, context: ScreenContext) {
    let lines = Self.lines(
      screen: screen, context: context, width: context.bodySize.columns - 2)
    top = Page(lines).top(scroll: top + amount, rows: context.bodySize.rows)
  }

  func draw(in rect: Rect, on canvas: inout Canvas, screen: any Screen, context: ScreenContext) {
    // The last column shows what is hidden.
    let lines = Self.lines(screen: screen, context: context, width: rect.size.columns - 2)
    _ = Page(lines).draw(scroll: top, in: rect, on: &canvas)
  }

  private static func lines(screen: any Screen, context: ScreenContext, width: Int) -> [Line] {
    var lines = [Line(context.say(.helpHere), .heading)]
    lines += table(screen.help(in: context), context: context, width: width)
    lines += [Line(), Line(context.say(.helpEverywhere), .heading)]
    lines += table(everywhere, context: context, width: width)
    lines += [Line()]
    lines += Line(context.say(.helpTyping), .muted).wrapped(to: min(width, 76))
    return lines
  }

  private static func table(_ rows: [KeyHelp], context: ScreenContext, width: Int) -> [Line] {
    let rows = rows.filter { context.hasKey($0.key) }
    let names = rows.map { context.keyName($0.key) }
    let keyWidth = (names.map(\.cellWidth).max() ?? 0) + 2
    return zip(names, rows).flatMap { name, row in
      let key = Line("  " + name.padded(to: keyWidth), Style(.accent))
      return (key + Line(context.say(row.text))).wrapped(to: width, hanging: keyWidth + 2)
    }
  }

  private static let everywhere = [
    KeyHelp("↑ ↓ ← → h j k l", .helpMove),
    KeyHelp("⏎", .helpOpen),
    KeyHelp("/", .helpSearch),
    KeyHelp("L  F2", .helpLanguage),
    KeyHelp("?  F1", .helpHelp),
    KeyHelp("Esc  q", .helpUp),
    KeyHelp("^C", .helpLeave),
    KeyHelp("^Z", .helpSuspend),
    KeyHelp("^L", .helpRepaint),
  ]
}
