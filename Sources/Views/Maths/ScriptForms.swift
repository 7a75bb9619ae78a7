internal import CourseModel

/// The small raised and lowered forms that Unicode has for some characters.
enum ScriptForms {
  private static let lowered: [Character: Character] = [
    "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈",
    "9": "₉", "+": "₊", "−": "₋", "-": "₋", "=": "₌", "(": "₍", ")": "₎", "a": "ₐ", "e": "ₑ",
    "h": "ₕ", "i": "ᵢ", "j": "ⱼ", "k": "ₖ", "l": "ₗ", "m": "ₘ", "n": "ₙ", "o": "ₒ", "p": "ₚ",
    "r": "ᵣ", "s": "ₛ", "t": "ₜ", "u": "ᵤ", "v": "ᵥ", "x": "ₓ", "β": "ᵦ", "γ": "ᵧ", "ρ": "ᵨ",
    "φ": "ᵩ", "χ": "ᵪ",
  ]

  private static let raised: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
    "9": "⁹", "+": "⁺", "−": "⁻", "-": "⁻", "=": "⁼", "(": "⁽", ")": "⁾", "a": "ᵃ", "b": "ᵇ",
    "c": "ᶜ", "d": "ᵈ", "e": "ᵉ", "f": "ᶠ", "g": "ᵍ", "h": "ʰ", "i": "ⁱ", "j": "ʲ", "k": "ᵏ",
    "l": "ˡ", "m": "ᵐ", "n": "ⁿ", "o": "ᵒ", "p": "ᵖ", "r": "ʳ", "s": "ˢ", "t": "ᵗ", "u": "ᵘ",
    "v": "ᵛ", "w": "ʷ", "x": "ˣ", "y": "ʸ", "z": "ᶻ", "A": "ᴬ", "B": "ᴮ", "D": "ᴰ", "E": "ᴱ",
    "G": "ᴳ", "H": "ᴴ", "I": "ᴵ", "J": "ᴶ", "K": "ᴷ", "L": "ᴸ", "M": "ᴹ", "N": "ᴺ", "O": "ᴼ",
    "P": "ᴾ", "R": "ᴿ", "T": "ᵀ", "U": "ᵁ", "V": "ⱽ", "W": "ᵂ", "β": "ᵝ", "γ": "ᵞ", "δ": "ᵟ",
    "φ": "ᵠ", "χ": "ᵡ", "⊤": "ᵀ", "′": "′", "∗": "*", "°": "°", "∘": "°",
  ]

  /// A subscript in small characters, or nil when one of its characters has no such form.
  static func index(_ script: MathNode) -> String? { text(script, in: lowered) }

  /// A superscript in small characters, or nil when one of its characters has no such form.
  static func power(_ script: MathNode) -> String? { text(script, in: raised) }

  private static func text(_ script: MathNode, in forms: [Character: Character]) -> String? {
    switch script {
    case .symbol(let text, _), .words(let text):
      var small = ""
      for character in text {
        guard let form = forms[character] else { return nil }
        small.append(form)
      }
      return small
    case .row(let nodes):
      var small = ""
      for node in nodes {
        guard let part = Self.text(node, in: forms) else { return nil }
        small += part
      }
      return small
    case .space: return ""
    default: return nil
    }
  }
}

/// How hats, tildes and bars are written in one formula.
///
/// Unicode has `ŷ` and `ĩ` but no letter c with a tilde that is a single scalar. A formula uses
/// one form throughout: the composed letters when every accent in it has one, else marks of
/// their own (in front of the letter on one line, above it in two dimensions).
enum AccentForm {
  case composed, separate

  init(for tree: MathNode) {
    self = Self.isComposable(tree) ? .composed : .separate
  }

  static func composed(_ accent: String, _ base: MathNode) -> String? {
    guard case .symbol(let letter, _) = base else { return nil }
    return letters[accent]?[letter]
  }

  private static func isComposable(_ node: MathNode) -> Bool {
    switch node {
    case .symbol, .words, .space: true
    case .accent(let accent, let base): composed(accent, base) != nil
    case .row(let nodes): nodes.allSatisfy(isComposable)
    case .fraction(let first, let second): isComposable(first) && isComposable(second)
    case .scripts(let base, let lower, let upper):
      [base, lower, upper].allSatisfy { $0.map(isComposable) ?? true }
    case .limits(_, let lower, let upper):
      [lower, upper].allSatisfy { $0.map(isComposable) ?? true }
    case .delimited(_, let content, _), .root(let content): isComposable(content)
    case .matrix(let rows, _, _), .aligned(let rows): rows.joined().allSatisfy(isComposable)
    }
  }

  private static let letters: [String: [String: String]] = [
    "hat": [
      "a": "â", "c": "ĉ", "e": "ê", "g": "ĝ", "h": "ĥ", "i": "î", "j": "ĵ", "o": "ô", "s": "ŝ",
      "u": "û", "w": "ŵ", "y": "ŷ", "z": "ẑ",
    ],
    "tilde": [
      "a": "ã", "e": "ẽ", "i": "ĩ", "n": "ñ", "o": "õ", "u": "ũ", "v": "ṽ", "y": "ỹ",
    ],
    "bar": ["a": "ā", "e": "ē", "g": "ḡ", "i": "ī", "o": "ō", "u": "ū", "y": "ȳ"],
  ]
}
