import Cells
import Console
import Phrases

/// The keys of the learner's own: made by pressing them, removed, and kept at once.
struct KeysScreen: Screen {
  private enum Step {
    case list
    /// Waits for a key of the learner's own.
    case yours
    /// Waits for the key whose work it shall do.
    case tutors(Key)
  }

  private var selection = ListSelection()
  private var step = Step.list

  var takesKeysThemselves: Bool {
    if case .list = step { false } else { true }
  }

  func title(in context: ScreenContext) -> ScreenTitle {
    ScreenTitle(context.say(.keysTitle))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    guard case .list = step else { return [KeyHint("Esc", .back)] }
    var hints = [KeyHint.move, KeyHint("⏎", .change)]
    if selection.index < context.settings.keys.all.count { hints.append(KeyHint("x", .keysRemove)) }
    return hints + [.help, .back]
  }

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    switch step {
    case .list: return handleInList(key, in: context)
    case .yours, .tutors:
      if key == .escape {
        step = .list
        return .handled
      }
    }
    if case .tutors(let yours) = step {
      step = .list
      return change(in: context) { $0.bind(yours, to: key) }
    }
    guard !KeyBindings.isFixed(key) else { return .note(.keyStaysFixed(KeyNames.sign(of: key))) }
    step = .tutors(key)
    return .handled
  }

  private mutating func handleInList(_ key: Key, in context: ScreenContext) -> Reaction {
    let all = context.settings.keys.all
    if selection.move(key, count: all.count + 1) { return .handled }
    switch key {
    case .enter, .right, .character("l"), .character(" "):
      step = all.indices.contains(selection.index) ? .tutors(all[selection.index].yours) : .yours
    case .character("x"), .delete, .backspace:
      guard all.indices.contains(selection.index) else { return .ignored }
      let yours = all[selection.index].yours
      return change(in: context) { $0.release(yours) }
    default: return .ignored
    }
    return .handled
  }

  private func change(
    in context: ScreenContext, _ body: (inout KeyBindings) -> Void
  ) -> Reaction {
    var settings = context.settings
    body(&settings.keys)
    return Reaction([.change(settings)])
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    var lines = Line(context.say(.keysAbout), .muted).wrapped(to: min(76, rect.size.columns - 4))
    lines.append(Line())
    let all = context.settings.keys.all
    var rows = all.map { binding in
      (
        Self.name(of: binding.yours, in: context),
        context.say(.keyDoesWorkOf(Self.name(of: binding.tutors, in: context)))
      )
    }
    rows.append(("+", context.say(.keysNew)))
    if case .list = step {} else { rows = [] }
    let width = (rows.map(\.0.cellWidth).max() ?? 0) + 2
    let room = rect.size.rows - lines.count - 2
    let first = selection.firstVisible(room: room, count: rows.count)
    for (index, row) in rows.enumerated().dropFirst(first).prefix(room) {
      let isSelected = index == min(selection.index, rows.count - 1)
      lines.append(
        Line(
          (isSelected ? "▸ " : "  ") + row.0.padded(to: width) + row.1,
          isSelected ? Style(.accent, .bold) : .body))
    }
    switch step {
    case .list: break
    case .yours: lines.append(Line(context.say(.keysPressYours), .heading))
    case .tutors(let yours):
      let name = Self.name(of: yours, in: context)
      lines.append(Line(context.say(.keysPressTutors(name)), .heading))
    }
    if rows.isEmpty { lines.append(Line(context.say(.keysEscLeaves), .muted)) }
    for (index, line) in lines.prefix(rect.size.rows - 1).enumerated() {
      canvas.write(
        line, at: Point(row: rect.origin.row + 1 + index, column: rect.origin.column + 2), in: rect)
    }
    return nil
  }

  private static func name(of key: Key, in context: ScreenContext) -> String {
    let sign = KeyNames.sign(of: key).displayed
    return context.settings.isASCII ? KeyNames.ascii(sign) : sign
  }
}
