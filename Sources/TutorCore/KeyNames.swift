import Languages
import Phrases

extension ScreenContext {
  /// A key as it is written on the screen: its sign, or its name where signs are not to be had.
  func keyName(_ sign: String) -> String {
    settings.isASCII ? KeyNames.ascii(sign) : sign
  }

  /// What a key does. The other language's own name may need a font that ASCII users lack.
  func text(of hint: KeyHint) -> String {
    settings.isASCII && hint.text == .otherLanguage ? language.other.rawValue : say(hint.text)
  }
}

/// Names for keys whose signs are not ASCII.
enum KeyNames {
  private static let names: [Character: String] = [
    "⏎": "Enter", "␣": "Space", "⇥": "Tab", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right",
    "–": "-",
  ]

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
