internal import CourseModel
internal import Yams

/// A value of a YAML text: nothing but strings, lists and mappings, each with its place.
struct YAMLNode {
  enum Value {
    case scalar(String)
    case list([YAMLNode])
    /// In the order of the text; keys are distinct.
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  var value: Value
  /// Whether the text was written in quotes or as a block, so that an empty one is meant.
  var isQuoted = false
  /// Whether each line stands as it is in the file, behind a common indentation.
  var isLiteral = false
  var source: SourceText
  /// 1-based line in `source`.
  var line: Int
  /// Unicode scalars before it in its line.
  var scalarsBefore: Int

  var location: SourceLocation {
    source.location(line: line, byte: source.byteCount(ofLine: line, scalars: scalarsBefore))
  }

  var text: String? {
    if case .scalar(let text) = value { text } else { nil }
  }

  /// Whether there is nothing behind the key.
  var isAbsent: Bool { !isQuoted && text?.isEmpty == true }

  /// The text as a text of its own, for Markdown in YAML.
  func innerText() -> SourceText? {
    guard let text else { return nil }
    let origin: SourceText.Origin =
      isLiteral ? .lines(of: source, from: line + 1) : .place(location)
    return SourceText(text, origin: origin)
  }
}

enum YAMLReader {
  /// The value of a YAML text; nil when it is empty or cannot be read, which is then reported.
  static func read(_ source: SourceText, _ findings: Findings) -> YAMLNode? {
    if let problem = YAMLGuard.problem(in: source) {
      report(problem, in: source, findings)
      return nil
    }
    do {
      let root = try Yams.compose(yaml: source.text, .basic, .default, .utf8)
      return try root.map { try convert($0, source, depth: 0, findings) }
    } catch let error as YamlError {
      report(error, in: source, findings)
    } catch let error as TooDeep {
      report(.init(kind: .depth, line: error.line, byte: 0), in: source, findings)
    } catch {
      findings.error(
        "yaml", "the YAML cannot be read", at: source.location(line: 1))
    }
    return nil
  }

  private struct TooDeep: Error {
    var line: Int
  }

  private static func convert(
    _ node: Node, _ source: SourceText, depth: Int, _ findings: Findings
  ) throws -> YAMLNode {
    let line = node.mark?.line ?? 1
    guard depth <= YAMLGuard.deepest else { throw TooDeep(line: line) }
    var result = YAMLNode(
      value: .list([]), source: source, line: line, scalarsBefore: (node.mark?.column ?? 1) - 1)
    switch node {
    case .scalar(let scalar):
      result.value = .scalar(scalar.string)
      result.isQuoted = scalar.style != .plain
      result.isLiteral = scalar.style == .literal
      if scalar.style == .doubleQuoted {
        checkEscapes(scalar.string, at: result, findings)
      }
    case .sequence(let sequence):
      result.value = .list(
        try sequence.map { try convert($0, source, depth: depth + 1, findings) })
    case .mapping(let mapping):
      result.value = .mapping(
        try mapping.map { key, value in
          let key = try convert(key, source, depth: depth + 1, findings)
          return (key: key, value: try convert(value, source, depth: depth + 1, findings))
        })
    case .alias:
      result.value = .scalar("")
    }
    return result
  }

  /// Escapes such as `\e` bring in characters that are not in the file itself.
  private static func checkEscapes(_ text: String, at node: YAMLNode, _ findings: Findings) {
    guard node.source.bytes(ofLine: node.line).contains(UInt8(ascii: "\\")),
      let doubt = CharacterCheck.firstDoubt(in: text)
    else { return }
    findings.error(doubt.code, doubt.message, at: node.location)
  }

  private static func report(
    _ problem: YAMLGuard.Problem, in source: SourceText, _ findings: Findings
  ) {
    let location = source.location(line: problem.line, byte: problem.byte)
    switch problem.kind {
    case .anchor:
      findings.error(
        "yaml-alias",
        "YAML anchors (&name) are not read; write the value where it is needed, "
          + "or put the text in quotes", at: location)
    case .alias:
      findings.error(
        "yaml-alias",
        "YAML aliases (*name) are not read; write the value where it is needed, "
          + "or put the text in quotes", at: location)
    case .depth:
      findings.error(
        "yaml-depth", "the YAML is nested more than \(YAMLGuard.deepest) levels deep",
        at: location)
    }
  }

  private static func report(_ error: YamlError, in source: SourceText, _ findings: Findings) {
    func location(_ mark: Mark, line: Int? = nil) -> SourceLocation {
      let line = max(1, line ?? mark.line)
      // The parser puts the end of a text without a last line feed into a line of its own.
      guard line <= source.lineCount else { return source.location(offset: source.bytes.count) }
      let byte = source.byteCount(ofLine: line, scalars: max(0, mark.column - 1))
      return source.location(line: line, byte: byte)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      findings.error("yaml", message(for: problem), at: location(mark))
    case .reader(_, let offset, _, let text):
      let before = text.prefix(offset ?? 0).utf8.count
      findings.error(
        "yaml", "the YAML cannot be read: this character is not allowed in YAML",
        at: source.location(offset: before))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let first = context.mark
      findings.error(
        "duplicate-key", "the key '\(key)' stands here a second time",
        at: location(first, line: lineRepeating(key, after: first, in: source)))
    default:
      findings.error("yaml", "the YAML cannot be read", at: source.location(line: 1))
    }
  }

  /// The parser tells where a repeated key stands first; its author looks for the second one.
  private static func lineRepeating(
    _ key: String, after first: Mark, in source: SourceText
  ) -> Int? {
    guard first.line >= 1, first.line < source.lineCount else { return nil }
    return (first.line + 1...source.lineCount).first { line in
      let text = source.bytes(ofLine: line)
      return text.prefix(first.column - 1).isBlank
        && text.dropFirst(first.column - 1).starts(with: "\(key):".utf8)
    }
  }

  private static func message(for problem: String) -> String {
    let advice =
      switch problem {
      case "mapping values are not allowed in this context":
        "; put the text in quotes if it holds ': '"
      case "found character that cannot start any token":
        "; put the text in quotes"
      case "found a tab character that violates indentation":
        "; indent with spaces"
      default: ""
      }
    return "the YAML cannot be read: \(problem)\(advice)"
  }
}
