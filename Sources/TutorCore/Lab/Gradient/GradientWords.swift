import Cells
internal import Glibc
import Phrases
import Recurrent
import Views

/// What the gradient lens says of one timestep.
struct GradientWords {
  var kind: CellKind
  var curve: GradientCurve
  /// The timestep that is looked at.
  var t: Int
  var site: Site
  var shape: NetworkShape
  /// ∂ along the direct path at step `t`, of the unit that is looked at; nil where there is none.
  var factor: Double?

  /// The most important first.
  var sentences: [Phrase] {
    guard let flow = curve[t], let end = curve[curve.end] else {
      return [place(curve.reached.map { .gradientNotYet(t, reached: $0) } ?? .flowBackComputing)]
    }
    var sentences = [place(meaning(flow, end))]
    if let path = path(flow) { sentences.append(path) }
    if let step = stepSentence { sentences.append(step) }
    if !curve.isComplete, let reached = curve.reached {
      sentences.append(.gradientFilling(from: curve.end, to: reached))
    }
    return sentences
  }

  /// Names the layer and the direction where there are several.
  private func place(_ sentence: Phrase) -> Phrase {
    guard shape.stateCount > 1 else { return sentence }
    return .gradientIn(
      layer: shape.layerCount > 1 ? site.layer + 1 : nil,
      isReverse: shape.isBidirectional ? site.direction == .reverse : nil, sentence)
  }

  private var whole: GradientSeries { kind.hasCellState ? .cell : .hidden }
  private var letter: String { kind.hasCellState ? "c" : "h" }
  private var distance: Int { curve.distance(t) }

  /// What is left of an error at the last step, and how fast it went.
  private func meaning(_ flow: GradientFlow<Float>, _ end: GradientFlow<Float>) -> Phrase {
    guard distance > 0, let now = whole.value(flow), let start = whole.value(end) else {
      return .gradientStarts(curve.end)
    }
    if now.isNaN { return .gradientIsNotANumber(t) }
    if now.isInfinite { return .gradientIsInfinite(t) }
    if now == 0 { return .gradientIsZero(from: curve.end, to: t) }
    let share = now / start
    let rate = pow(share, 1 / Double(distance))
    if share > 1.05 { return .gradientGrows(by: times(share), rate: times(rate)) }
    if share > 0.995 { return .gradientKeepsAll(from: curve.end, to: t) }
    if share > 0.5 { return .gradientStays(percent(share), from: curve.end, to: t) }
    let halving = HalfLife(rate).text
    return share > 0.01
      ? .gradientFades(percent(share), from: curve.end, to: t, halving: halving)
      : .gradientVanishes(LabNumber.significant(share), from: curve.end, to: t, halving: halving)
  }

  /// Which of the two ways it went.
  private func path(_ flow: GradientFlow<Float>) -> Phrase? {
    guard distance > 0, let direct = GradientSeries.direct.value(flow),
      let rest = GradientSeries.rest.value(flow), direct.isFinite, rest.isFinite,
      direct > 0 || rest > 0
    else { return nil }
    let product = "Π" + kind.keptShare
    let isCell = kind.hasCellState
    if rest > 10 * direct {
      return direct < 0.1
        ? .gradientRestCarriesMost(product, LabNumber.significant(direct), isCell: isCell)
        : .gradientRestCarries(product, LabNumber.significant(direct), isCell: isCell)
    }
    if direct > 10 * rest { return .gradientDirectCarries(product, isCell: isCell) }
    return .gradientBothCarry(
      product, LabNumber.significant(direct), rest: LabNumber.significant(rest))
  }

  /// What this step alone does to the direct path.
  private var stepSentence: Phrase? {
    guard t != curve.start, let factor, factor.isFinite else { return nil }
    let symbol = TutorCore.symbol(kind.keptShare, at: t)
    let value = LabNumber.trimmed(factor)
    let unit = site.unit + 1
    guard factor > 0, factor < 1 else { return .gradientFactor(symbol, value, t, unit: unit) }
    return .gradientFactorHalves(
      symbol, value, t, unit: unit, halving: HalfLife(factor).text)
  }

  private func percent(_ share: Double) -> String { (share * 100).fixed(share < 0.1 ? 1 : 0) }
  private func times(_ factor: Double) -> String { LabNumber.significant(factor) }
}
