internal import CourseModel
internal import Languages
internal import Recurrent
internal import Study

extension QuestionAssembler {
  /// Keeps what a question claims about numbers until the labs are known.
  func noteClaims(
    _ metadata: MetadataReader, lab: LabReference?, _ texts: Localized<QuestionText>, type: String
  ) {
    let fields = metadata.fields
    guard fields["computed"] != nil || fields["shows"] != nil else { return }
    if let shows = fields["shows"], fields["lab"] == nil {
      findings.error(
        "missing-key", "'shows' tells what the lab shows; write its position as 'lab: PRESET@STEP'",
        at: shows.location)
    }
    let answer = type == "numeric" ? fields["answer"]?.text ?? "" : ""
    findings.claims.append(
      .init(
        computed: fields["computed"], shows: lab == nil ? nil : fields["shows"], lab: lab,
        texts: texts.map { .question($0, answer: answer) }))
  }
}

extension CrossCheck {
  /// Whether claimed numbers are what comes out, and stand in the text.
  func check(_ claims: Findings.Claims) {
    var texts: [(Language, NumberedText)] = []
    for language in Language.allCases {
      if let text = claims.texts[language] { texts.append((language, NumberedText(text.words))) }
    }
    for (node, claim) in Self.claims(claims.computed, "computed", findings) {
      checkComputed(claim, node, texts)
    }
    for (node, claim) in Self.claims(claims.shows, "shows", findings) {
      checkShown(claim, node, claims, texts)
    }
  }

  /// The texts of a list, or of a single text.
  private static func claims(
    _ node: YAMLNode?, _ key: String, _ findings: Findings
  ) -> [(YAMLNode, String)] {
    guard let node else { return [] }
    let nodes = if case .list(let items) = node.value { items } else { [node] }
    return nodes.compactMap { node in
      if let text = node.text { return (node, text) }
      findings.error("wrong-type", "'\(key)' must be a list of texts", at: node.location)
      return nil
    }
  }

  /// `LEFT = LITERAL`, cut at the last sign.
  private static func sides(_ claim: String) -> (left: String, right: String)? {
    guard let sign = claim.lastIndex(of: "=") else { return nil }
    let right = claim[claim.index(after: sign)...].trimmingSpaces
    return (String(claim[..<sign]), right)
  }

  private func checkComputed(
    _ claim: String, _ node: YAMLNode, _ texts: [(Language, NumberedText)]
  ) {
    guard let (left, right) = Self.sides(claim), let literal = ClaimedNumber(right) else {
      findings.error(
        "number", "'\(claim)' is no calculation with its value; write 'sigmoid(1) = 0.731'",
        at: node.location)
      return
    }
    switch ExpressionReader.read(left, names: []) {
    case .failure(let error):
      findings.error(
        "number", "this calculation cannot be read: \(error.message)",
        at: node.location(ofCharacter: error.offset))
    case .success(let expression):
      guard let value = expression.value(), value.isFinite else {
        findings.error("number", "'\(left.trimmingSpaces)' is not finite", at: node.location)
        return
      }
      compare(value, literal, left.trimmingSpaces, node, texts)
    }
  }

  private func compare(
    _ value: Double, _ literal: ClaimedNumber, _ what: String, _ node: YAMLNode,
    _ texts: [(Language, NumberedText)]
  ) {
    guard literal.isRounded(value) else {
      findings.error(
        "number",
        "\(what) is \(NumberText.significant(value, digits: 8)), which is "
          + "\(literal.rounding(value)) at these digits, not \(literal.text)", at: node.location)
      return
    }
    for (language, text) in texts where !text.contains(literal.text) {
      let name = language == .english ? "English" : "Chinese"
      findings.error(
        "number", "\(literal.text) does not stand in the \(name) text", at: node.location)
    }
  }

  // MARK: Labs

  private func checkShown(
    _ claim: String, _ node: YAMLNode, _ claims: Findings.Claims,
    _ texts: [(Language, NumberedText)]
  ) {
    let example = claims.isLesson ? "latch@5 c = -1.000" : "c = -1.000"
    guard let (left, right) = Self.sides(claim), let literal = ClaimedNumber(right) else {
      findings.error(
        "number", "'\(claim)' is no quantity with its value; write '\(example)'",
        at: node.location)
      return
    }
    var lab = claims.lab
    var name = left.trimmingSpaces[...]
    if claims.isLesson {
      let words = name.split(separator: " ", maxSplits: 1)
      lab = words.count == 2 ? LabReferenceReader.parse(String(words[0])) : nil
      name = words.last ?? ""
    }
    guard let lab, let (symbol, unit) = LabFigureReader.symbol(name.filter { $0 != " " }[...])
    else {
      findings.error(
        "number",
        "'\(left.trimmingSpaces)' is no quantity of a lab; write '\(example)' with one of "
          + LabFigureReader.symbols.joined(separator: " "), at: node.location)
      return
    }
    guard let value = value(symbol, unit: unit, at: lab, node, isLesson: claims.isLesson) else {
      return
    }
    compare(value, literal, "\(name) at \(lab.preset)@\(lab.step)", node, texts)
  }

  /// What the lab shows; nil with a report where it has no such thing.
  private func value(
    _ symbol: String, unit: Int, at lab: LabReference, _ node: YAMLNode, isLesson: Bool
  ) -> Double? {
    guard let preset = labs[lab.preset] else {
      // The lab of a question is reported where it is named.
      if isLesson, !findings.refused.contains(.init(kind: .lab, id: lab.preset)) {
        findings.error(
          "unknown-lab",
          "there is no lab '\(lab.preset)'"
            + suggestion(for: lab.preset, among: labs.keys.sorted()),
          at: node.location)
      }
      return nil
    }
    guard lab.step <= preset.tape.count else {
      findings.error(
        "lab-step",
        "the tape of '\(preset.id)' has \(preset.tape.count) steps, so there is no step \(lab.step)",
        at: node.location)
      return nil
    }
    guard let run = try? LabRun(preset, steps: lab.step), let signal = Signal(symbol: symbol),
      let value = run.trace.value(signal, at: lab.step, unit: unit)
    else {
      findings.error(
        "unknown-row", "the lab '\(preset.id)' has no \(symbol)[\(unit + 1)] at step \(lab.step)",
        at: node.location)
      return nil
    }
    return Double(value)
  }
}

/// A number as a text states it, with the digits it is rounded to.
struct ClaimedNumber {
  let text: String
  private let value: Double
  /// The unit of its last digit.
  private let unit: Double
  private let decimals: Int
  private let isPercentage: Bool

  init?(_ text: String) {
    self.text = text
    var plain = String(text.map { $0 == "−" ? "-" : $0 })
    isPercentage = plain.hasSuffix("%")
    if isPercentage { plain = plain.dropLast().trimmingSpaces }
    plain = plain.replacing(",", with: "").replacing(" ", with: "")
    guard let value = NumberNotation.plain(plain) else { return nil }
    self.value = value
    let mantissa = plain.prefix { $0 != "e" && $0 != "E" }
    let exponent = Int(plain.dropFirst(mantissa.count + 1).filter { $0 != "+" }) ?? 0
    let point = mantissa.firstIndex(of: ".")
    decimals = point.map { mantissa.distance(from: $0, to: mantissa.endIndex) - 1 } ?? 0
    guard abs(exponent) <= 300, decimals <= 15 else { return nil }
    var unit = 1.0
    for _ in 0..<abs(exponent - decimals) { unit *= 10 }
    self.unit = exponent < decimals ? 1 / unit : unit
  }

  /// Whether a number rounds to this one. Half a unit may go either way.
  func isRounded(_ number: Double) -> Bool {
    let number = isPercentage ? number * 100 : number
    return abs(number - value) <= unit * 0.5 * (1 + 1e-6) + abs(number) * 1e-12
  }

  /// What the number is at these digits.
  func rounding(_ number: Double) -> String {
    let number = isPercentage ? number * 100 : number
    let text =
      unit < 1 && !self.text.lowercased().contains("e")
      ? NumberText.fixed(number, decimals: decimals)
      : NumberText.significant((number / unit).rounded() * unit, digits: 8)
    return isPercentage ? text + "%" : text
  }
}
