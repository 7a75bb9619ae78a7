import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Views

// What is left of a gradient, and the weights.
extension PlainLab {
  /// Timesteps of a list that is told whole.
  private static let fewSteps = 20

  /// ‖∂c_T/∂c_t‖ and ‖∂h_T/∂h_t‖ with their decades, around the cursor.
  func gradient(_ language: Language, isWhole: Bool) -> [String] {
    let words = GradientWords(
      kind: kind, curve: bench.gradient, t: gradientStep, site: bench.site, shape: shape,
      factor: GradientView(scene: bench.scene(language)).factor
    ).sentences.map { language.say($0) }
    guard isWhole else {
      return Self.wrapped(
        (bench.gradient[gradientStep].map { [line(of: $0, language)] } ?? []) + words)
    }
    return list(language) + Self.wrapped(words)
  }

  /// The timestep of the gradients that one stands at.
  private var gradientStep: Int { bench.gradient.standing(at: stepper.t) }

  private func list(_ language: Language) -> [String] {
    let all = bench.gradient.timesteps
    let (low, high, t) = (all.lowerBound, all.upperBound, gradientStep)
    let near =
      model.count <= Self.fewSteps
      ? all : max(low, min(high - 9, t - 5))...min(high, max(low + 9, t + 4))
    let told = Array(near) + (near.upperBound < high ? [high] : [])
    var lines = Self.wrapped(
      .plainGradient(
        end: bench.gradient.end, isReverse: bench.gradient.isReverse, hasCell: kind.hasCellState,
        product: kind.hasDirectPath ? "Π" + kind.keptShare : nil),
      language)
    if near.lowerBound > low, let first = bench.gradient[low] {
      lines += Self.wrapped([line(of: first, language)])
    }
    for t in told {
      guard let flow = bench.gradient[t] else { continue }
      lines += Self.wrapped([line(of: flow, language)])
    }
    return lines
  }

  private func line(of flow: GradientFlow<Float>, _ language: Language) -> String {
    func part(_ name: String, _ value: Float, decade: Bool = false) -> String {
      let text = "\(name) \(LabNumber.gradient(Double(value)))"
      guard decade, let power = Self.decade(Double(value)) else { return text }
      return text + language.say(.plainDecade(power))
    }
    var parts: [String] = []
    if let cell = flow.cellNorm { parts.append(part("c", cell, decade: true)) }
    let isWhole = flow.cellNorm == nil
    if isWhole { parts.append(part("h", flow.hiddenNorm, decade: true)) }
    if let direct = flow.directNorm, let rest = flow.restNorm {
      parts.append(part("Π" + kind.keptShare, direct))
      parts.append(language.say(.plainRest(LabNumber.gradient(Double(rest)))))
    }
    if !isWhole { parts.append(part("h", flow.hiddenNorm)) }
    return language.say(
      .plainGradientLine(flow.t, parts.joined(separator: ", "), isHere: flow.t == gradientStep))
  }

  /// ⌊log₁₀⌋; nil for zero and for what is not finite.
  private static func decade(_ value: Double) -> Int? {
    guard value.isFinite, value > 0 else { return nil }
    var (mantissa, exponent) = (value, 0)
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    return exponent
  }

  // MARK: Weights

  /// Terms of a row.
  private static let fewTerms = 8

  /// The rows of the unit that is looked at, gate by gate.
  func weights(_ language: Language) -> [String] {
    let parameters = probe.weights
    let unit = bench.site.unit
    let facts = bench.scene(language).weights?.recurrentNorms ?? [:]
    var lines = [language.say(.plainWeightsOf(unit: unit + 1, of: shape.hiddenSize))]
    for gate in kind.gatesInOrder where kind.gates.contains(gate) {
      let row = parameters.row(gate, unit: unit)
      var parts: [Phrase] = []
      let input = Array(parameters[.weightIH].row(row))
      parts.append(
        .plainWeightRow(
          "W", terms(input) { inputShortName($0) }, left: input.count - Self.fewTerms))
      if kind.isRecurrentInGates {
        let recurrent = Array(parameters[.weightHH].row(row))
        parts.append(
          .plainWeightRow(
            "U", terms(recurrent) { "h[\($0 + 1)]" }, left: recurrent.count - Self.fewTerms))
      }
      if let peephole = Peephole(gate), parameters.shape.shape(of: .peephole) != nil {
        let value = parameters[.peephole].values[
          peephole.rawValue * parameters.shape.hiddenSize + unit]
        parts.append(.plainWeightRow("p", "c " + LabNumber.trimmed(Double(value)), left: 0))
      }
      if parameters.shape.hasBias {
        let bias = LabNumber.trimmed(Double(parameters.bias(gate, unit: unit)))
        parts.append(.plainWeightRow("b", bias, left: 0))
      }
      if let norm = facts[gate] {
        parts.append(.plainWeightRow("‖U‖₂", LabNumber.trimmed(norm), left: 0))
      }
      lines.append(language.say(.plainWeights(kind.blockName(gate), parts)))
    }
    if unit < shape.projectionSize {
      let row = Array(parameters[.weightHR].row(unit))
      lines.append(
        language.say(
          .plainWeights(
            "h",
            [
              .plainWeightRow(
                "W_hr", terms(row) { "y[\($0 + 1)]" }, left: row.count - Self.fewTerms)
            ])))
    }
    return Self.wrapped(lines)
  }

  private func terms(_ row: [Float], _ name: (Int) -> String) -> String {
    row.prefix(Self.fewTerms).enumerated().map {
      "\(name($0)) \(LabNumber.trimmed(Double($1)))"
    }.joined(separator: ", ")
  }

  /// The weights as frameworks store them, and what comes of mixing them up.
  func convention(_ arguments: [String], _ language: Language) -> [String] {
    guard FrameworkLayout.exists(for: shape) else {
      return Self.wrapped(.plainNoConvention(kind.rawValue), language)
    }
    let word = arguments.first?.lowercased()
    let frameworks = Framework.allCases.filter { word == nil || $0.rawValue.lowercased() == word }
    guard !frameworks.isEmpty else {
      let names = Framework.allCases.map(\.rawValue).joined(separator: ", ")
      return Self.wrapped(.plainFrameworks(names), language)
    }
    let scene = bench.scene(language)
    return frameworks.flatMap { framework in
      let text = ConventionText(
        framework: framework, scene: scene, width: Self.width,
        mixUps: MixUp.all(framework, bench.experiment), stepCount: MixUp.steps(of: bench.experiment)
      )
      return [framework.rawValue + language.say(.plainColon)]
        + Self.wrapped(text.lines.map { $0.plainText.displayed })
    }
  }

  func inputShortName(_ index: Int) -> String {
    guard bench.site.layer == 0, model.preset.inputs.indices.contains(index) else {
      return "y[\(index + 1)]"
    }
    return model.preset.inputs[index].name.displayed
  }
}
