/// `{{f}}` in a text: the place of a number that is drawn.
public struct Placeholder: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    case variable(String)
    case definition(String)
    case answer
    /// The wrong value that reveals this misconception.
    case wrong(String)
  }

  public var value: Value
  /// How many decimals are shown; nil shows the number as it is usually written.
  public var decimals: Int?

  public init(_ value: Value, decimals: Int? = nil) {
    self.value = value
    self.decimals = decimals
  }

  /// A part of a text.
  public enum Piece: Hashable, Sendable {
    case text(String)
    /// With what stands between the braces.
    case placeholder(Placeholder, source: String)
  }

  public static let mostDecimals = 12

  /// Reads what stands between the braces: `f`, `let.x`, `answer`, `wrong.ID`, each with `:3`.
  public init?(_ content: some StringProtocol) {
    let parts = content.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.first, !name.isEmpty, Self.isName(name) else {
      return nil
    }
    if parts.count == 2 {
      guard let count = Int(parts[1]), (0...Self.mostDecimals).contains(count) else { return nil }
      decimals = count
    }
    if name == "answer" {
      value = .answer
    } else if name.hasPrefix("let.") {
      value = .definition(String(name.dropFirst(4)))
    } else if name.hasPrefix("wrong.") {
      value = .wrong(String(name.dropFirst(6)))
    } else {
      value = .variable(String(name))
    }
  }

  private static func isName(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy {
      isLetter($0) || (48...57).contains($0) || "._-".utf8.contains($0)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }

  /// The text cut at its placeholders.
  public static func pieces(of text: String) -> [Piece] {
    guard text.mayHavePlaceholders else { return [.text(text)] }
    let characters = Array(text)
    var pieces: [Piece] = []
    var plain = ""
    var position = 0
    while position < characters.count {
      if let (placeholder, length) = placeholder(in: characters, at: position) {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        let content = characters[(position + 2)..<(position + length - 2)]
        pieces.append(.placeholder(placeholder, source: String(content)))
        position += length
      } else {
        plain.append(characters[position])
        position += 1
      }
    }
    if !plain.isEmpty { pieces.append(.text(plain)) }
    return pieces
  }

  /// The placeholder that starts here, with the length of `{{…}}` in characters.
  public static func placeholder(
    in characters: [Character], at start: Int
  ) -> (Placeholder, length: Int)? {
    guard start + 4 < characters.count, characters[start] == "{", characters[start + 1] == "{"
    else { return nil }
    var end = start + 2
    while end < characters.count, characters[end] != "}" {
      guard end - start <= 80, characters[end].isASCII else { return nil }
      end += 1
    }
    guard end + 1 < characters.count, characters[end + 1] == "}",
      let placeholder = Placeholder(String(characters[(start + 2)..<end]))
    else { return nil }
    return (placeholder, end + 2 - start)
  }
}

extension String {
  /// Whether `{{` stands somewhere; byte by byte, as every text of a course is asked.
  public var mayHavePlaceholders: Bool {
    var isBehindBrace = false
    for byte in utf8 {
      let isBrace = byte == UInt8(ascii: "{")
      if isBrace, isBehindBrace { return true }
      isBehindBrace = isBrace
    }
    return false
  }

  /// The text with the names of its placeholders, for where no numbers are drawn.
  public var withPlaceholderNames: String {
    guard mayHavePlaceholders else { return self }
    return Placeholder.pieces(of: self).map { piece in
      switch piece {
      case .text(let text): text
      case .placeholder(_, let source): String(source.prefix { $0 != ":" })
      }
    }.joined()
  }
}
