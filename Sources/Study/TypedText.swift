public import CourseModel
import Languages

/// Short answers as a learner typed them.
public enum TypedText {
  /// The text without what does not matter: case, width, spaces, the braces and underscores of
  /// a symbol's subscript, hyphens inside words, a full stop at the end.
  public static func normalized(_ typed: String) -> String {
    let plain = typed.lowercased().flatMap { character -> [Character] in
      let folded = character.foldedWidth.asASCIISign
      if let script = scripts[folded] { return [script] }
      // Folding may reveal a capital: `Ａ` is full-width before it is small.
      return folded.isWhitespace || "_{}$".contains(folded) ? [] : Array(folded.lowercased())
    }
    var kept: [Character] = []
    for (index, character) in plain.enumerated() {
      let isInsideWord =
        index > 0 && index + 1 < plain.count && plain[index - 1].isLetter
        && plain[index + 1].isLetter
      if "-\u{2010}\u{2011}".contains(character), isInsideWord { continue }
      kept.append(character)
    }
    while kept.count > 1, let last = kept.last, ".。!！".contains(last) { kept.removeLast() }
    return String(kept)
  }

  /// Every name of the glossary in both languages, normalised.
  public static func terms(of course: Course) -> Set<String> {
    var terms: Set<String> = []
    for entry in course.glossary {
      for language in Language.allCases {
        terms.formUnion(entry.also[language] ?? [])
        if let term = entry.term[language] { terms.insert(term) }
      }
    }
    return Set(terms.map(normalized))
  }

  /// How a typed text relates to the answers that are right.
  public enum Match: Hashable, Sendable {
    case exact
    /// One slip of spelling in this accepted answer.
    case slip(of: String)
    /// It names another thing of the glossary.
    case anotherTerm
    case none
  }

  /// Compares what was typed with the accepted answers.
  ///
  /// One slip (a letter too many, too few, wrong, or two swapped) is forgiven in answers of six
  /// Latin letters or more, and never when what was typed is itself one of the `terms`.
  public static func match(_ typed: String, accept: [String], terms: Set<String>) -> Match {
    let given = normalized(typed)
    guard !given.isEmpty else { return .none }
    if accept.contains(where: { normalized($0) == given }) { return .exact }
    if terms.contains(given) { return .anotherTerm }
    let slip = accept.first { answer in
      let right = normalized(answer)
      return right.count >= 6 && isLatinWord(right) && isLatinWord(given)
        && isOneSlip(Array(given), from: Array(right))
    }
    return slip.map(Match.slip) ?? .none
  }

  private static func isLatinWord(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x61...0x7A, 0xDF...0xF6, 0xF8...0x24F: true
      default: false
      }
    }
  }

  /// Whether the Damerau–Levenshtein distance is exactly one.
  static func isOneSlip(_ given: [Character], from right: [Character]) -> Bool {
    guard given != right, abs(given.count - right.count) <= 1 else { return false }
    let common = zip(given, right).prefix { $0 == $1 }.count
    let (left, other) = (given[common...], right[common...])
    if given.count > right.count { return left.dropFirst().elementsEqual(other) }
    if given.count < right.count { return left.elementsEqual(other.dropFirst()) }
    if left.dropFirst().elementsEqual(other.dropFirst()) { return true }
    return left.count >= 2 && left.dropFirst(2).elementsEqual(other.dropFirst(2))
      && left.prefix(2).elementsEqual(other.prefix(2).reversed())
  }

  /// Subscripts and superscripts as the characters they stand for: `cₜ` is written `c_t`.
  static let scripts: [Character: Character] = {
    let lower = Array("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
    let upper = Array("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
    let plain = Array("0123456789+-=()aehijklmnoprstuvx")
    var scripts: [Character: Character] = [:]
    for (script, sign) in zip(lower, plain) { scripts[script] = sign }
    for (script, sign) in zip(upper, plain) { scripts[script] = sign }
    return scripts
  }()
}
