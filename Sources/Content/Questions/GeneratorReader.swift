internal import CourseModel
internal import Study

extension MetadataReader {
  /// Whether the question draws numbers, or names wrong ones.
  var isGenerated: Bool {
    ["vars", "let", "wrong"].contains { fields.location(ofKey: $0) != nil }
  }

  private static let mostVariables = 12
  private static let mostValues = 10_000

  /// How the question draws its numbers; nil when it draws none or the keys cannot be read.
  func generator(_ type: String) -> NumberGenerator? {
    guard isGenerated, Self.drawingTypes.contains(type) else { return nil }
    guard var generator = drawnNames() else { return nil }
    let names = generator.names
    if type == "numeric" {
      guard let node = fields["answer"], let answer = expression(node, names) else { return nil }
      generator.answer = answer
      guard let wrong = wrong(names) else { return nil }
      generator.wrong = wrong
    }
    return generator
  }

  /// The answer of a `numeric` question that is computed; its value is that of no draw yet.
  func generatedNumeric() -> Question.Numeric? {
    guard fields["answer"] != nil else {
      fields.missing(
        "answer", of: "the 'numeric' question", "write the calculation, such as f*c + i*g",
        at: place)
      return nil
    }
    let tolerance = fields["tolerance"] == nil ? .absolute(0) : writtenTolerance()
    return tolerance.map {
      Question.Numeric(answer: 0, tolerance: $0, unit: fields.text("unit"))
    }
  }

  /// The shape that a `shape` question asks for.
  func shape() -> TensorShape? {
    guard let node = fields["answer"] else {
      fields.missing(
        "answer", of: "the 'shape' question", "write the shape, such as (N, L, 2*H)", at: place)
      return nil
    }
    guard var text = fields.text("answer")?.trimmingSpaces else { return nil }
    let isBracketed = text.hasPrefix("(") && text.hasSuffix(")")
    guard isBracketed || text.hasPrefix("[") && text.hasSuffix("]") else {
      findings.error(
        "bad-shape", "'\(text)' is no shape; write it in brackets, such as (N, L, 2*H)",
        at: node.location)
      return nil
    }
    let source = text
    text = String(text.dropFirst().dropLast())
    var axes: [NumberExpression] = []
    var offset = 1
    var parts = Self.parts(of: text)
    // (H,) has one axis.
    if parts.count > 1, parts.last?.allSatisfy(\.isWhitespace) == true { parts.removeLast() }
    if parts.count == 1, parts[0].allSatisfy(\.isWhitespace) { parts = [] }
    for part in parts {
      switch ExpressionReader.read(part) {
      case .success(let axis): axes.append(axis)
      case .failure(let error):
        findings.error(
          "bad-shape", "an axis cannot be read: \(error.message)",
          at: node.location(ofCharacter: offset + error.offset))
        return nil
      }
      offset += part.count + 1
    }
    return TensorShape(axes: axes, source: source)
  }

  /// The text cut at commas outside brackets.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  // MARK: Expressions

  private func expression(_ node: YAMLNode, _ names: Set<String>) -> NumberExpression? {
    guard let text = node.text else {
      findings.error("wrong-type", "a calculation is a single text", at: node.location)
      return nil
    }
    switch ExpressionReader.read(text, names: names) {
    case .success(let expression): return expression
    case .failure(let error):
      findings.error(
        "expression", "this calculation cannot be read: \(error.message)",
        at: node.location(ofCharacter: error.offset))
      return nil
    }
  }

  private func wrong(_ names: Set<String>) -> [NumberGenerator.Wrong]? {
    guard let node = fields["wrong"] else { return [] }
    guard case .mapping(let pairs) = node.value else {
      findings.error(
        "wrong-type", "'wrong' must map calculations to misconceptions, such as {\"f*c\": some-id}",
        at: node.location)
      return nil
    }
    var isReadable = true
    let wrong = pairs.compactMap { key, value -> NumberGenerator.Wrong? in
      guard let expression = expression(key, names), let id = value.text, !id.isEmpty else {
        if value.text?.isEmpty ?? true {
          findings.error(
            "missing-key", "write the misconception that this value reveals", at: value.location)
        }
        isReadable = false
        return nil
      }
      findings.references.append(
        .init(kind: .misconception, id: id, location: value.location))
      return .init(expression: expression, misconception: id)
    }
    return isReadable ? wrong : nil
  }

  // MARK: Names

  /// The variables and definitions.
  private func drawnNames() -> NumberGenerator? {
    var generator = NumberGenerator()
    var isReadable = true
    for (key, value) in pairs("vars") ?? [] {
      guard let name = name(key, generator), let values = values(value) else {
        isReadable = false
        continue
      }
      generator.variables.append(.init(name: name, values: values))
    }
    if generator.variables.count > Self.mostVariables {
      findings.error(
        "bad-value", "a question draws at most \(Self.mostVariables) numbers",
        at: fields["vars"]?.location ?? place)
      isReadable = false
    }
    for (key, value) in pairs("let") ?? [] {
      guard let name = name(key, generator), let expression = expression(value, generator.names)
      else {
        isReadable = false
        continue
      }
      generator.definitions.append(.init(name: name, expression: expression))
    }
    for key in ["vars", "let"] where fields[key] != nil && pairs(key) == nil {
      findings.error(
        "wrong-type", "'\(key)' must map names to values, such as {f: 0.1...0.9 step 0.1}",
        at: fields[key]?.location ?? place)
      isReadable = false
    }
    return isReadable ? generator : nil
  }

  private func pairs(_ key: String) -> [(key: YAMLNode, value: YAMLNode)]? {
    if case .mapping(let pairs) = fields[key]?.value { pairs } else { nil }
  }

  private func name(_ node: YAMLNode, _ generator: NumberGenerator) -> String? {
    let text = node.text ?? ""
    guard let first = text.first, first.isASCII, first.isLetter,
      text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
    else {
      findings.error(
        "bad-name", "'\(text)' is no name; write letters, digits and '_'", at: node.location)
      return nil
    }
    if generator.names.contains(text) || text == "answer"
      || NumberExpression.Function(rawValue: text) != nil
    {
      findings.error("bad-name", "the name '\(text)' is taken", at: node.location)
      return nil
    }
    return text
  }

  private func values(_ node: YAMLNode) -> NumberGenerator.Variable.Values? {
    guard let text = node.text?.trimmingSpaces else {
      findings.error(
        "wrong-type", "write a range such as '0.1...0.9 step 0.1' or \"pick [1, 2]\"",
        at: node.location)
      return nil
    }
    switch VariableReader.read(text) {
    case .success(let values):
      let count = NumberGenerator.Variable(name: "", values: values).count
      if count <= Self.mostValues { return values }
      findings.error(
        "bad-value", "'\(text)' has \(count) values; at most \(Self.mostValues) are drawn from",
        at: node.location)
    case .failure(let problem):
      findings.error("bad-value", "'\(text)' \(problem.message)", at: node.location)
    }
    return nil
  }
}

extension NumberGenerator {
  /// What expressions may use.
  var names: Set<String> { Set(variables.map(\.name) + definitions.map(\.name)) }
}

extension YAMLNode {
  /// The place of a character of a text that stands on one line; else the text's own.
  func location(ofCharacter offset: Int) -> SourceLocation {
    guard let text else { return location }
    let line = source.bytes(ofLine: self.line)
    let start = source.byteCount(ofLine: self.line, scalars: scalarsBefore) + (isQuoted ? 1 : 0)
    guard line.dropFirst(start).starts(with: text.utf8) else { return location }
    let bytes = SourceText.byteCount(of: text, characters: offset)
    return source.location(line: self.line, byte: start + bytes)
  }
}
