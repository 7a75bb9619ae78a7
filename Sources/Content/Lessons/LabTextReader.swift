internal import CourseModel
internal import Languages
internal import Study

/// Reads how a lab makes its tape out of a text.
struct LabTextReader {
  let findings: Findings
  let numbers: NumberReader

  /// The code, or nil when it cannot be used; all its mistakes are reported.
  func code(_ node: YAMLNode) -> TextCode? {
    let before = findings.diagnostics.count
    guard
      let fields = Fields(
        node, known: ["unit", "sample", "symbols", "other"], of: "'text'", findings)
    else { return nil }
    let unit = fields.choice("unit", TextCode.Unit.self)
    if fields["unit"] == nil { fields.missing("unit", of: "'text'", "write character or word") }
    let sample = fields.localized("sample")
    if sample == nil {
      fields.missing("sample", of: "'text'", "write {en: …, zh: …}")
    }
    let other = fields["other"].map {
      numbers.vector($0, count: numbers.inputs, "the row of everything else", "D") ?? []
    }
    let symbols = symbols(fields, unit)
    guard let unit, let sample, let symbols, findings.diagnostics.count == before else {
      return nil
    }
    let code = TextCode(
      unit: unit, sample: sample, symbols: symbols,
      other: other ?? [Double](repeating: 0, count: numbers.inputs))
    checkSample(of: code, at: fields["sample"]?.location ?? node.location)
    return findings.diagnostics.count == before ? code : nil
  }

  /// Reports where a tape differs from that of the sample.
  func compare(_ tape: [[Double]], at node: YAMLNode, with text: TextTape) {
    guard case .list(let rows) = node.value else { return }
    if let index = zip(tape, text.rows).enumerated().first(where: { $1.0 != $1.1 })?.offset {
      findings.error(
        "bad-value",
        "step \(index + 1) of the tape is not the row of '\(text.tokens[index].text)' in the "
          + "sample; leave 'tape' out, or make it equal", at: rows[index].location)
    } else if tape.count != text.rows.count {
      findings.error(
        "bad-value",
        "the tape has \(tape.count) steps, but the sample has \(text.rows.count); leave 'tape' "
          + "out, or make it equal", at: node.location)
    }
  }

  private func symbols(_ fields: Fields, _ unit: TextCode.Unit?) -> [String: [Double]]? {
    guard let node = fields["symbols"] else {
      fields.missing("symbols", of: "'text'", "write a row of numbers for each symbol")
      return nil
    }
    guard case .mapping(let pairs) = node.value, !pairs.isEmpty else {
      findings.error(
        "wrong-type",
        "'symbols' must map characters or words to rows such as 'good: [1, 0]'",
        at: node.location)
      return nil
    }
    let vocabulary = Vocabulary(pairs.flatMap { tokens($0.key) }.map { TextTape.key($0) })
    var symbols: [String: [Double]] = [:]
    for (key, value) in pairs {
      let tokens = tokens(key)
      if tokens.isEmpty {
        findings.error("wrong-type", "a key must be a word or a character", at: key.location)
        continue
      }
      let name = tokens.count > 1 ? "\(tokens[0]) …" : shown(tokens.first ?? "")
      guard
        let row = numbers.vector(value, count: numbers.inputs, "the row of '\(name)'", "D")
      else { continue }
      for token in tokens {
        if let unit { check(token, unit, vocabulary, at: key.location) }
        if let other = symbols.updateValue(row, forKey: TextTape.key(token)), other != row {
          findings.error(
            "duplicate-key", "'\(shown(token))' stands here a second time, with another row",
            at: key.location)
        }
      }
    }
    return symbols
  }

  /// A key names one token, or several with spaces between them.
  private func tokens(_ key: YAMLNode) -> [String] {
    guard let text = key.text else { return [] }
    return text == " " ? [text] : text.split(separator: " ").map { String($0) }
  }

  /// Reports a token that no text is ever split into.
  private func check(
    _ token: String, _ unit: TextCode.Unit, _ vocabulary: Vocabulary, at place: SourceLocation
  ) {
    switch unit {
    case .character:
      guard token.count != 1 else { return }
      findings.error(
        "bad-value",
        "'\(shown(token))' is \(token.count) characters, but with 'unit: character' a symbol is one",
        at: place)
    case .word:
      let parts = TextTape.words(of: token, vocabulary)
      guard parts != [token] else { return }
      let words = parts.map { "'\($0)'" }.joined(separator: ", ")
      findings.error(
        "bad-value",
        parts.isEmpty
          ? "'\(shown(token))' is never found, because it only stands between words"
          : "'\(token)' is never found, because texts are split into words: \(words)", at: place)
    }
  }

  private func shown(_ token: String) -> String { token.replacing("\n", with: "\\n") }

  private func checkSample(of code: TextCode, at place: SourceLocation) {
    for language in Language.allCases {
      guard let sample = code.sample[language] else { continue }
      let tape = TextTape(sample, code: code)
      if tape.rows.isEmpty {
        findings.error("bad-value", "the sample has nothing to read", at: place)
      } else if tape.isCut {
        findings.error(
          "bad-value", "the sample is longer than \(TextTape.mostTokens) steps", at: place)
      }
    }
  }
}
