internal import CourseModel
internal import Study

extension MetadataReader {
  /// What a `predict` question asks; nil when its position or its `ask` is missing or wrong.
  func prediction(at lab: LabReference?) -> Prediction? {
    guard let labNode = fields["lab"] else {
      fields.missing(
        "lab", of: "the 'predict' question",
        "write PRESET@STEP, where the learner predicts step "
          + "STEP + 1", at: place)
      return nil
    }
    guard let text = fields.text("ask"), let node = fields["ask"] else {
      if fields["ask"] == nil {
        fields.missing(
          "ask", of: "the 'predict' question", "write 'c', 'h[2]', 'sign(c)' or 'f > 0.5'",
          at: place)
      }
      return nil
    }
    guard let target = PredictionReader.target(text) else {
      findings.error(
        "bad-ask",
        "'\(text)' cannot be predicted"
          + (PredictionReader.suggestion(for: text).map { "; did you mean '\($0)'?" }
            ?? "; write 'c', 'h[2]', 'sign(c)' or 'f > 0.5' with one of "
            + LabFigureReader.symbols.joined(separator: " ")),
        at: node.location)
      return nil
    }
    var prediction = Prediction(target)
    if fields["tolerance"] != nil {
      guard case .value = target else {
        findings.error(
          "unused-key", "'tolerance' means nothing where no number is predicted",
          at: fields.location(ofKey: "tolerance") ?? place)
        return nil
      }
      guard let tolerance = writtenTolerance() else { return nil }
      prediction.tolerance = tolerance
    }
    guard let lab else { return nil }
    if lab.substep != nil {
      findings.error(
        "bad-value",
        "a 'predict' question stands between two steps; write '\(lab.preset)@\(lab.step)'",
        at: labNode.location)
    }
    findings.predictionUses.append(
      .init(
        prediction: prediction, lab: lab, ask: node.location, place: labNode.location,
        tolerance: fields["tolerance"]?.location))
    return prediction
  }
}

/// Reads `c`, `h[2]`, `sign(c)` and `f > 0.5`.
enum PredictionReader {
  static func target(_ text: String) -> Prediction.Target? {
    let text = String(text.filter { $0 != " " })
    if text.hasPrefix("sign("), text.hasSuffix(")") {
      return LabFigureReader.symbol(text.dropFirst(5).dropLast()).map {
        .sign(symbol: $0, unit: $1)
      }
    }
    if let (symbol, unit) = LabFigureReader.symbol(text[...]) {
      return .value(symbol: symbol, unit: unit)
    }
    return LabFigureReader.condition(text).map { .comparison($0) }
  }

  /// What people write for a symbol.
  private static let names = [
    "cell": "c", "hidden": "h", "forget": "f", "input": "i", "candidate": "g", "output": "o",
    "reset": "r", "update": "z", "new": "n",
  ]

  /// The same with a name that was mistyped or spelled out put right; nil when that is no help.
  static func suggestion(for text: String) -> String? {
    var words: [String] = []
    var hasChanged = false
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: { !$0.isLetter }) {
      var word = String(part)
      if let symbol = names[word.lowercased()] {
        word = symbol
      } else if LabFigureReader.symbols.contains(word.lowercased()) {
        word = word.lowercased()
      } else if let close = closest(to: word, among: ["sign"] + names.keys.sorted()) {
        word = names[close] ?? close
      }
      hasChanged = hasChanged || word != part
      words.append(word)
    }
    guard hasChanged else { return nil }
    var result = words[0]
    for (sign, word) in zip(text.filter { !$0.isLetter }, words.dropFirst()) {
      result += String(sign) + word
    }
    return target(result) == nil ? nil : result
  }
}
