public import CourseModel
import Languages

/// A text as the input of a lab: one row of numbers for each of its characters or words.
public struct TextTape: Hashable, Sendable {
  public struct Token: Hashable, Sendable {
    /// As it was typed, without control characters; a line break is `⏎`.
    public var text: String
    /// Whether the lab's table gives it a row of its own.
    public var isKnown: Bool
  }

  /// Longer texts are cut, so that a pasted book is no input of a million steps.
  public static let mostTokens = 500

  public private(set) var tokens: [Token] = []
  /// One row for each token, shape (T, D).
  public private(set) var rows: [[Double]] = []
  /// Whether the text had more tokens.
  public let isCut: Bool

  public init(_ text: String, code: TextCode) {
    let read = Reading(text)
    var found =
      switch code.unit {
      case .character: read.characters()
      case .word: read.words(Vocabulary(code.symbols.keys))
      }
    isCut = read.isCut || found.count > Self.mostTokens
    found.removeLast(max(0, found.count - Self.mostTokens))
    for token in found {
      let row = code.symbols[Self.key(token)] ?? code.other
      tokens.append(Token(text: token == "\n" ? "⏎" : token, isKnown: row != code.other))
      rows.append(row)
    }
  }

  /// The form under which a token stands in a table: without case and width.
  public static func key(_ token: some StringProtocol) -> String {
    // Folding may reveal a capital: `Ａ` is full-width before it is small.
    let folded = token.map { $0 == "’" ? "'" : $0.foldedWidth }
    return String(folded).lowercased()
  }

  /// The words that a text is split into.
  public static func words(of text: String, _ vocabulary: Vocabulary) -> [String] {
    Reading(text).words(vocabulary)
  }
}

/// The words that a lab knows, by which Chinese text is cut.
public struct Vocabulary: Sendable {
  /// Longer Chinese words are not looked for, so that reading takes time in proportion to the text.
  private static let mostCharacters = 16

  fileprivate let keys: Set<String>
  /// The length of the longest Chinese word.
  fileprivate let longest: Int

  /// - Parameter keys: the forms of ``TextTape/key(_:)``
  public init(_ keys: some Sequence<String>) {
    self.keys = Set(keys)
    let longest = self.keys.lazy.filter { $0.first?.isHan == true }.map(\.count).max()
    self.longest = min(longest ?? 1, Self.mostCharacters)
  }
}

extension LabPreset {
  /// The tokens and rows of the tape; nil when it was written as numbers.
  public var textTape: TextTape? {
    guard let text, let sample = text.sample.best(for: .english) else { return nil }
    return TextTape(sample, code: text)
  }
}

/// A typed text, ready to be split.
private struct Reading {
  /// A text with fewer tokens than are kept may still be long, by the length of its words.
  private static let mostScalars = 20_000

  private let letters: [Character]
  let isCut: Bool

  init(_ text: String) {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(Self.mostScalars) {
      switch scalar.properties.generalCategory {
      case .lineSeparator, .paragraphSeparator: kept.append("\n")
      case .control where scalar == "\n" || scalar == "\r" || scalar == "\u{85}":
        kept.append(scalar == "\u{85}" ? "\n" : scalar)
      case .control where scalar == "\t": kept.append(" ")
      case .control, .format, .surrogate, .privateUse: break
      default: kept.append(scalar == "⏎" ? "\n" : scalar)
      }
    }
    isCut = text.unicodeScalars.count > Self.mostScalars
    var letters: [Character] = []
    for character in String(kept) {
      if character == "n", letters.last == "\\" {
        letters[letters.count - 1] = "\n"
      } else {
        letters.append(character == "\r\n" || character == "\r" ? "\n" : character)
      }
    }
    self.letters = letters
  }

  /// Each grapheme cluster; one more than are kept shows that there are more.
  func characters() -> [String] {
    letters.prefix(TextTape.mostTokens + 1).map { String($0) }
  }

  /// Words and punctuation marks; Chinese is cut by the longest word that fits.
  func words(_ vocabulary: Vocabulary) -> [String] {
    var words: [String] = []
    var start = 0
    while start < letters.count, words.count <= TextTape.mostTokens {
      let letter = letters[start]
      var end = start + 1
      if letter.isHan {
        end = start + length(at: start, vocabulary)
      } else if letter.isPartOfWord {
        while end < letters.count, continuesWord(at: end) { end += 1 }
      }
      if !letter.isWhitespace { words.append(String(letters[start..<end])) }
      start = end
    }
    return words
  }

  /// How many characters the longest known word has that starts here; 1 if there is none.
  private func length(at start: Int, _ vocabulary: Vocabulary) -> Int {
    let end = letters[start...].prefix(vocabulary.longest).prefix { $0.isHan }.endIndex
    var length = end - start
    while length > 1 {
      let word = String(letters[start..<(start + length)])
      if vocabulary.keys.contains(TextTape.key(word)) { break }
      length -= 1
    }
    return length
  }

  private func continuesWord(at index: Int) -> Bool {
    let letter = letters[index]
    if letter == "'" || letter == "’" {
      return index + 1 < letters.count && letters[index + 1].isPartOfWord
    }
    return letter.isPartOfWord
  }
}

extension Character {
  fileprivate var isHan: Bool {
    guard let scalar = unicodeScalars.first else { return false }
    return switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: true
    default: false
    }
  }

  fileprivate var isPartOfWord: Bool { (isLetter || isNumber) && !isHan }
}
