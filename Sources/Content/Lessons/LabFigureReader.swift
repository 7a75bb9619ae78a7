internal import CourseModel
internal import Recurrent

/// Reads the YAML of a live figure.
struct LabFigureReader {
  /// What a condition can be about in one cell or another.
  static let symbols = Gate.allCases.map(\.rawValue) + ["c", "h"]

  let findings: Findings

  /// The figure, or nil when it names no preset; its mistakes are reported.
  func figure(_ source: SourceText, at place: SourceLocation) -> LabFigure? {
    guard let root = YAMLReader.read(source, findings) else {
      if source.text.allSatisfy(\.isWhitespace) {
        findings.error("missing-key", "the lab figure has no 'preset'", at: place)
      }
      return nil
    }
    let keys = ["preset", "show", "steps", "compare", "ask"]
    guard let fields = Fields(root, known: keys, of: "the lab figure", findings) else { return nil }
    guard let preset = fields.reference("preset", .lab) else {
      fields.missing("preset", of: "the lab figure", "write the id of a lab")
      return nil
    }
    let show = fields.texts("show") ?? []
    var figure = LabFigure(
      preset: preset, show: show.map(\.text),
      steps: fields.integer("steps", in: 1...10_000, "a number of timesteps"),
      compare: fields.reference("compare", .lab), source: source.text, location: place)
    var use = Findings.FigureUse(figure: figure, show: show.map(\.location))
    use.steps = fields["steps"]?.location
    if let ask = fields["ask"], let (task, location) = task(ask) {
      figure.ask = task
      use.when = location
    }
    use.figure = figure
    findings.figureUses.append(use)
    return figure
  }

  private func task(_ node: YAMLNode) -> (LabFigure.Task, SourceLocation)? {
    guard let fields = Fields(node, known: ["text", "when"], of: "'ask'", findings) else {
      return nil
    }
    guard let text = fields.text("text") else {
      fields.missing("text", of: "'ask'", "write what the learner is to find")
      return nil
    }
    guard let when = fields.text("when"), let location = fields["when"]?.location else {
      fields.missing("when", of: "'ask'", "write a condition such as \"c < -0.9\"")
      return nil
    }
    guard let condition = Self.condition(when) else {
      findings.error(
        "bad-condition",
        "'\(when)' is no condition; write one such as 'c < -0.9' or 'f[2] >= 0.5', with one of "
          + Self.symbols.joined(separator: " "), at: location)
      return nil
    }
    return (LabFigure.Task(text: text, condition: condition), location)
  }

  /// Reads `NAME OP NUMBER`, where a unit may stand behind the name: `c[2] < -0.9`.
  static func condition(_ text: String) -> LabFigure.Condition? {
    let text = text.filter { $0 != " " }
    // The longer signs first, since `<` begins `<=`.
    let signs = LabFigure.Condition.Comparison.allCases.sorted {
      $0.rawValue.count > $1.rawValue.count
    }
    for sign in signs {
      guard let range = text.firstRange(of: sign.rawValue) else { continue }
      guard let value = NumberNotation.plain(text[range.upperBound...]),
        let (symbol, unit) = symbol(text[..<range.lowerBound])
      else { return nil }
      return LabFigure.Condition(symbol: symbol, unit: unit, comparison: sign, value: value)
    }
    return nil
  }

  /// Reads `c` or `c[2]`; units count from 0.
  static func symbol(_ text: Substring) -> (String, unit: Int)? {
    let name = text.prefix { $0 != "[" }
    guard symbols.contains(String(name)) else { return nil }
    let index = text[name.endIndex...]
    if index.isEmpty { return (String(name), 0) }
    guard index.hasSuffix("]"), let number = Int(index.dropFirst().dropLast()), number >= 1 else {
      return nil
    }
    return (String(name), number - 1)
  }
}

extension CellKind {
  /// What a figure of this cell can show besides its inputs.
  var symbols: [String] {
    let gates = self == .rnnTanh || self == .rnnReLU ? [] : activations.map(\.rawValue)
    return gates + (hasCellState ? ["c", "h"] : ["h"])
  }
}
