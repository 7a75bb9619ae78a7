public import Console

/// Keys of the learner's own, each doing the work of a key of the tutor.
public struct KeyBindings: Hashable, Sendable {
  /// A key that is pressed, and the key whose work it does.
  public struct Binding: Hashable, Sendable {
    public var yours: Key
    public var tutors: Key

    public init(_ yours: Key, _ tutors: Key) {
      self.yours = yours
      self.tutors = tutors
    }
  }

  /// In the order in which they were made; every key of the learner's own stands here once.
  public private(set) var all: [Binding] = []

  public init(_ bindings: [Binding] = []) {
    for binding in bindings { bind(binding.yours, to: binding.tutors) }
  }

  public var isEmpty: Bool { all.isEmpty }

  /// Keys that keep their work, because they lead out of everything.
  public static func isFixed(_ key: Key) -> Bool {
    switch key {
    case .escape, .enter, .control("c"), .control("z"), .control("l"): true
    default: false
    }
  }

  /// Gives a key the work of another one, in place of what it has done before.
  public mutating func bind(_ yours: Key, to tutors: Key) {
    guard !Self.isFixed(yours) else { return }
    let index = all.firstIndex { $0.yours == yours }
    if yours == tutors {
      if let index { all.remove(at: index) }
    } else if let index {
      all[index].tutors = tutors
    } else {
      all.append(Binding(yours, tutors))
    }
  }

  /// Lets a key do its own work again.
  public mutating func release(_ yours: Key) {
    all.removeAll { $0.yours == yours }
  }

  /// The key whose work is to be done. While a text is typed, everything that can stand in a text or
  /// moves in it stays what it is.
  func meaning(of key: Key, isTyping: Bool) -> Key {
    guard let binding = all.first(where: { $0.yours == key }) else { return key }
    guard isTyping else { return binding.tutors }
    switch key {
    case .function, .control: return binding.tutors
    default: return key
    }
  }

  // MARK: What stands on the screen

  /// A sign such as `↑↓`, `F3 F4` or `j k` with the learner's own keys in it; nil when no key is left
  /// that does this work. Ranges such as `a–d` stay as they are.
  func sign(_ sign: String) -> String? {
    guard !all.isEmpty, !sign.contains("–") else { return sign }
    let words = sign.split(separator: " ", omittingEmptySubsequences: false).map { word in
      Self.keys(in: word).compactMap { piece in
        piece.key.map(shown(for:)) ?? piece.text
      }.joined()
    }
    return words.allSatisfy(\.isEmpty) ? nil : words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The sign of the key that does the work of `key`: an own one first; nil when there is none.
  private func shown(for key: Key) -> String? {
    if let own = all.first(where: { $0.tutors == key }) { return KeyNames.sign(of: own.yours) }
    return all.contains { $0.yours == key } ? nil : KeyNames.sign(of: key)
  }

  /// The keys that a word of a sign is made of; what is no key has none.
  private static func keys(in word: Substring) -> [(text: String, key: Key?)] {
    if let key = KeyNames.key(for: String(word)) { return [(String(word), key)] }
    guard !word.contains(where: { $0.isLetter || $0.isNumber }) else {
      return [(String(word), nil)]
    }
    return word.map { (String($0), KeyNames.key(for: String($0))) }
  }
}
