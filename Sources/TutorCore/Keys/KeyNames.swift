import Console
import Languages
import Phrases

extension ScreenContext {
  /// A key as it is written on the screen: its sign, or its name where signs are not to be had.
  func keyName(_ sign: String) -> String {
    let sign = settings.keys.sign(sign) ?? sign
    return settings.isASCII ? KeyNames.ascii(sign) : sign
  }

  /// Whether some key still does the work of these.
  func hasKey(_ sign: String) -> Bool { settings.keys.sign(sign) != nil }

  /// What a key does. The other language's own name may need a font that ASCII users lack.
  func text(of hint: KeyHint) -> String {
    settings.isASCII && hint.text == .otherLanguage ? language.other.rawValue : say(hint.text)
  }
}

/// How keys are written on the screen.
enum KeyNames {
  private static let names: [Character: String] = [
    "⏎": "Enter", "␣": "Space", "⇥": "Tab", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right",
    "⌫": "Backspace", "–": "-",
  ]

  private static let signs: [(key: Key, sign: String)] = [
    (.character(" "), "␣"), (.enter, "⏎"), (.tab, "⇥"), (.backTab, "⇧⇥"), (.up, "↑"), (.down, "↓"),
    (.left, "←"), (.right, "→"), (.escape, "Esc"), (.home, "Home"), (.end, "End"),
    (.pageUp, "PgUp"), (.pageDown, "PgDn"), (.delete, "Del"), (.backspace, "⌫"),
  ]

  /// `↑` for the key that goes up, `F3`, `^X`, else the character itself.
  static func sign(of key: Key) -> String {
    switch key {
    case .character(let character) where character != " ": String(character)
    case .function(let number): "F\(number)"
    case .control(let character): "^\(character.uppercased())"
    default: signs.first { $0.key == key }?.sign ?? ""
    }
  }

  /// The key that a sign stands for; nil for what is no sign of one key.
  static func key(for sign: String) -> Key? {
    if let key = signs.first(where: { $0.sign == sign || names[$0.sign.first ?? " "] == sign })?.key
    {
      return key
    }
    guard let first = sign.first else { return nil }
    if sign.count == 1 { return .character(first) }
    if first == "F" { return Int(sign.dropFirst()).map(Key.function) }
    if first == "^", sign.count == 2 { return sign.last?.lowercased().first.map(Key.control) }
    return nil
  }

  /// `↑↓` becomes `Up/Down`, `a–d` becomes `a-d`.
  static func ascii(_ sign: String) -> String {
    var text = ""
    var isName = false
    for character in sign {
      guard let name = names[character] else {
        text.append(character)
        isName = false
        continue
      }
      if isName { text += "/" }
      text += name
      isName = name.count > 1
    }
    return text
  }
}
