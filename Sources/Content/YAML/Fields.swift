internal import CourseModel
internal import Languages

/// A YAML mapping whose keys are known, read value by value.
struct Fields {
  let node: YAMLNode
  private(set) var findings: Findings
  private let values: [String: YAMLNode]
  private let keys: [String: YAMLNode]

  /// Reports keys that are not `known`.
  ///
  /// - Returns: nil when `node` is no mapping, which is reported as well.
  init?(_ node: YAMLNode, known: [String], of what: String, _ findings: Findings) {
    guard case .mapping(let pairs) = node.value else {
      findings.error(
        "wrong-type", "\(what) must be a mapping of keys to values such as '\(known[0]): …'",
        at: node.location)
      return nil
    }
    var values: [String: YAMLNode] = [:]
    var keys: [String: YAMLNode] = [:]
    for (key, value) in pairs {
      guard let name = key.text else {
        findings.error("wrong-type", "a key must be a word", at: key.location)
        continue
      }
      keys[name] = key
      if known.contains(name) {
        values[name] = value
      } else {
        findings.error(
          "unknown-key", "\(what) has no key '\(name)'\(suggestion(for: name, among: known))",
          at: key.location)
      }
    }
    self.node = node
    self.findings = findings
    self.values = values
    self.keys = keys
  }

  /// The same values, whose mistakes are reported elsewhere.
  func reporting(to findings: Findings) -> Fields {
    var fields = self
    fields.findings = findings
    return fields
  }

  /// The value of a key; nil when it is missing or nothing stands behind it.
  subscript(key: String) -> YAMLNode? {
    values[key].flatMap { $0.isAbsent ? nil : $0 }
  }

  /// The places of the keys that the mapping has, known or not.
  func location(ofKey key: String) -> SourceLocation? { keys[key]?.location }

  /// Reports that a required key is missing, and what to write.
  func missing(_ key: String, of what: String, _ advice: String, at place: SourceLocation? = nil) {
    findings.error(
      "missing-key", "\(what) has no '\(key)'; \(advice)", at: place ?? node.location)
  }

  /// The text of a key, if it is one.
  func text(_ key: String) -> String? {
    guard let node = self[key] else { return nil }
    guard let text = node.text else {
      findings.error("wrong-type", "'\(key)' must be a single text", at: node.location)
      return nil
    }
    return text
  }

  /// The texts of a key that holds a list or a single text, with their places.
  func texts(_ key: String) -> [(text: String, location: SourceLocation)]? {
    guard let node = self[key] else { return nil }
    return Fields.texts(of: node, named: key, findings)
  }

  static func texts(
    of node: YAMLNode, named key: String, _ findings: Findings
  ) -> [(text: String, location: SourceLocation)]? {
    switch node.value {
    case .scalar(let text):
      return [(text, node.location)]
    case .list(let items):
      return items.compactMap { item in
        guard let text = item.text, !text.isEmpty else {
          findings.error("wrong-type", "'\(key)' must be a list of texts", at: item.location)
          return nil
        }
        return (text, item.location)
      }
    case .mapping:
      findings.error("wrong-type", "'\(key)' must be a list of texts", at: node.location)
      return nil
    }
  }

  /// A whole number in `range`.
  func integer(_ key: String, in range: ClosedRange<Int>, _ what: String) -> Int? {
    guard let text = text(key) else { return nil }
    guard let value = Int(text), range.contains(value), !text.hasPrefix("+") else {
      findings.error(
        "bad-value", "'\(key)' must be \(what), not '\(text)'",
        at: self[key]?.location ?? node.location)
      return nil
    }
    return value
  }

  /// One of the words of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let text = text(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    findings.error(
      "bad-value",
      "'\(key)' must be \(words.joined(separator: ", ")), not '\(text)'"
        + suggestion(for: text, among: words),
      at: self[key]?.location ?? node.location)
    return nil
  }

  /// An id that is defined elsewhere; kept for the check at the end.
  @discardableResult
  func reference(_ key: String, _ kind: Findings.Reference.Kind) -> String? {
    guard let text = text(key), let node = self[key] else { return nil }
    findings.references.append(.init(kind: kind, id: text, location: node.location))
    return text
  }

  @discardableResult
  func references(_ key: String, _ kind: Findings.Reference.Kind) -> [String]? {
    guard let texts = texts(key) else { return nil }
    for (text, location) in texts {
      findings.references.append(.init(kind: kind, id: text, location: location))
    }
    return texts.map(\.text)
  }

  /// A text in one or both languages: `{en: …, zh: …}`, or a single text in its own language.
  func localized(_ key: String) -> Localized<String>? {
    guard let node = self[key] else { return nil }
    return Fields.localized(node, named: key, findings) { node, language in
      guard let text = node.text else {
        findings.error(
          "wrong-type", "'\(key)' must be a text in each language", at: node.location)
        return nil
      }
      return text
    }
  }

  /// A value in one or both languages.
  static func localized<Value>(
    _ node: YAMLNode, named key: String, _ findings: Findings,
    _ read: (YAMLNode, Language) -> Value?
  ) -> Localized<Value>? {
    var result = Localized<Value>()
    guard case .mapping = node.value else {
      let language = node.text.map(Language.init(detecting:)) ?? .english
      result[language] = read(node, language)
      findings.languages.insert(language)
      findings.untranslated.append(
        .init(what: "'\(key)'", missing: language.other, location: node.location))
      return result
    }
    guard
      let fields = Fields(
        node, known: Language.allCases.map(\.rawValue), of: "'\(key)'", findings)
    else { return nil }
    for language in Language.allCases {
      guard let value = fields[language.rawValue] else { continue }
      result[language] = read(value, language)
      findings.languages.insert(language)
    }
    switch (result.english == nil, result.chinese == nil) {
    case (true, true): return nil
    case (false, false): break
    case (let isEnglishMissing, _):
      findings.untranslated.append(
        .init(
          what: "'\(key)'", missing: isEnglishMissing ? .english : .chinese,
          location: node.location))
    }
    return result
  }
}

extension Language {
  /// The language that a text is in, by its share of Chinese characters.
  init(detecting text: String) {
    var chinese = 0
    var letters = 0
    for scalar in text.unicodeScalars.prefix(20_000) {
      switch scalar.value {
      case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: chinese += 1
      case 0x41...0x5A, 0x61...0x7A: letters += 1
      default: break
      }
    }
    // A Chinese character says as much as several letters, and Chinese prose quotes English.
    self = chinese * 10 > letters + chinese ? .chinese : .english
  }
}
