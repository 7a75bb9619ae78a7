// The lab's lenses over time: heat map, cell, units.
extension Phrase {
  public static let labSignal = Phrase(en: "signal", zh: "换信号")
  public static let helpLabSignal = Phrase(
    en: "another gate or state in the heat map and the units", zh: "热图与各单元中换一个门或状态")
  /// `change` has a sign.
  public static func labWas(_ old: String, change: String) -> Phrase {
    Phrase(en: "was \(old), Δ \(change)", zh: "原为 \(old)，Δ \(change)")
  }
  /// Not wider than ten cells.
  public static let labSaturated = Phrase(en: "saturated", zh: "饱和占比")
  public static let labNegative = Phrase(en: " negative", zh: " 为负")
  public static func labSaturatedOutside(_ low: String, _ high: String) -> Phrase {
    Phrase(
      en: "Saturated: share of the steps seen below \(low), above \(high).",
      zh: "饱和占比：所示时间步中低于 \(low)、高于 \(high) 的比例。")
  }

  public static let labGhostLegend = Phrase(en: "dim: before", zh: "暗线：改动之前")
  public static let labGuideLegend = Phrase(
    en: "╌ |c| > 2: tanh saturates", zh: "╌ |c| > 2：tanh 饱和")
  public static let labBefore = Phrase(en: "was", zh: "原为")
  public static func labTanhSaturates(_ cell: String, shown: String) -> Phrase {
    Phrase(
      en: "\(cell) is where tanh is nearly flat: tanh c = \(shown).",
      zh: "\(cell)，tanh 在这里几乎是平的：tanh c = \(shown)。")
  }
  public static func labUnitsSeen(_ first: Int, _ last: Int, of count: Int) -> Phrase {
    Phrase(en: "units \(first)–\(last) of \(count)", zh: "单元 \(first)–\(last)，共 \(count)")
  }
}
