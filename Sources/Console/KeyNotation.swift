/// Keys written down, as in `t<esc><c-z>hello<enter>`; `<lt>` is a literal `<`.
public enum KeyNotation {
  /// A mistake in a key script.
  public struct Failure: Error, Hashable, Sendable {
    /// Where it is, 1-based.
    public var line: Int
    public var column: Int
    public var message: String
  }

  private static let names: [String: Key] = [
    "enter": .enter, "esc": .escape, "tab": .tab, "s-tab": .backTab, "backspace": .backspace,
    "del": .delete, "up": .up, "down": .down, "left": .left, "right": .right, "home": .home,
    "end": .end, "pgup": .pageUp, "pgdn": .pageDown, "space": .character(" "),
    "lt": .character("<"), "#": .character("#"),
  ]

  /// Reads keys. Line breaks and what follows a `#` at the start of a line are not keys.
  public static func parse(_ script: String) throws(Failure) -> [Key] {
    var keys: [Key] = []
    for (index, line) in script.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated() where !line.hasPrefix("#")
    {
      keys += try parse(line: line, number: index + 1)
    }
    return keys
  }

  private static func parse(line: Substring, number: Int) throws(Failure) -> [Key] {
    var keys: [Key] = []
    var rest = line
    while let first = rest.first {
      guard first == "<" else {
        keys.append(.character(first))
        rest.removeFirst()
        continue
      }
      let column = line.distance(from: line.startIndex, to: rest.startIndex) + 1
      guard let end = rest.firstIndex(of: ">") else {
        throw Failure(
          line: number, column: column, message: "'<' without '>'; write <lt> for the sign itself")
      }
      let name = rest[rest.index(after: rest.startIndex)..<end].lowercased()
      guard let key = key(named: name) else {
        throw Failure(
          line: number, column: column,
          message: "no key is called <\(name)>; known are "
            + (names.keys.sorted() + ["c-x", "f1…f12"]).joined(separator: " "))
      }
      keys.append(key)
      rest = rest[rest.index(after: end)...]
    }
    return keys
  }

  /// A key as ``parse(_:)`` reads it.
  public static func text(of key: Key) -> String {
    switch key {
    case .character("#"): "<#>"
    case .character(" "): "<space>"
    case .character("<"): "<lt>"
    case .character(let character): String(character)
    case .control(let letter): "<c-\(letter)>"
    case .function(let number): "<f\(number)>"
    default: names.first { $0.value == key }.map { "<\($0.key)>" } ?? ""
    }
  }

  private static func key(named name: String) -> Key? {
    if let key = names[name] { return key }
    if name.hasPrefix("c-"), name.count == 3, let letter = name.last, letter.isLetter {
      return .control(letter)
    }
    if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...12).contains(number) {
      return .function(number)
    }
    return nil
  }
}
