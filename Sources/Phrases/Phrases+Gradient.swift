// The lab's gradient lens.
extension Phrase {
  /// A reverse direction ends at the first timestep.
  public static func gradientTitle(_ end: Int, isReverse: Bool) -> Phrase {
    let end = isReverse ? "t = \(end)" : "T = \(end)"
    return Phrase(
      en: "How much of a change at t arrives at \(end), log scale",
      zh: "第 t 步的变化有多少传到 \(end)（对数刻度）")
  }
  /// Says of which layer, counted from 1, and of which direction a sentence is; nil where there is
  /// one only.
  public static func gradientIn(layer: Int?, isReverse: Bool?, _ sentence: Phrase) -> Phrase {
    let name =
      switch isReverse {
      case true?: "reverse"
      case false?: "forward"
      case nil: ""
      }
    let english =
      layer.map { "In layer \($0)" + (name.isEmpty ? "" : ", \(name)") }
      ?? "In the \(name) direction"
    let chinese =
      (layer.map { "第 \($0) 层" } ?? "") + (isReverse.map { $0 ? "反向" : "正向" } ?? "")
    return Phrase(
      en: english + ", " + sentence.english.prefix(1).lowercased() + sentence.english.dropFirst(),
      zh: chinese + "：" + sentence.chinese)
  }
  public static let gradientRest = Phrase(en: "rest", zh: "其余")

  public static let gradientWhole = Phrase(en: "all paths together", zh: "所有路径合计")
  public static let gradientAlongCell = Phrase(en: "along the cell alone", zh: "只沿记忆元")
  public static let gradientAlongHidden = Phrase(en: "along what h keeps", zh: "只沿 h 保留的部分")
  public static let gradientThroughHidden = Phrase(en: "through h and the gates", zh: "经过 h 与各个门")
  public static let gradientOfHidden = Phrase(en: "the same for h", zh: "h 的梯度")
  public static func gradientWas(_ old: String) -> Phrase {
    Phrase(en: "╌ before: \(old)", zh: "╌ 原来：\(old)")
  }
  public static func gradientSampled(_ stride: Int) -> Phrase {
    Phrase(en: "every \(ordinal(stride)) step and ▲", zh: "每 \(stride) 步一柱，另加 ▲")
  }

  // What it means
  public static func gradientNotYet(_ t: Int, reached: Int) -> Phrase {
    Phrase(
      en: "Not there yet: the way back has come to step \(reached), step \(t) comes later.",
      zh: "还没到：反向已走到第 \(reached) 步，第 \(t) 步在后面。")
  }
  public static func gradientFilling(from end: Int, to reached: Int) -> Phrase {
    Phrase(
      en: "The way back goes on: steps \(end) to \(reached) are done.",
      zh: "反向还在进行：第 \(end) 到 \(reached) 步已完成。")
  }
  public static func gradientStarts(_ end: Int) -> Phrase {
    Phrase(
      en: "The way back starts here: each unit of step \(end) depends on itself with 1.",
      zh: "反向从这里开始：第 \(end) 步每个单元对自己的导数是 1。")
  }
  public static func gradientIsNotANumber(_ t: Int) -> Phrase {
    Phrase(
      en: "The gradient at step \(t) is not a number, and so it is at every earlier step.",
      zh: "第 \(t) 步的梯度不是数，更早的步也都如此。")
  }
  public static func gradientIsInfinite(_ t: Int) -> Phrase {
    Phrase(
      en: "The gradient at step \(t) is too large for a 32-bit float: it has exploded.",
      zh: "第 \(t) 步的梯度超出 32 位浮点数的范围：爆炸了。")
  }
  public static func gradientIsZero(from end: Int, to t: Int) -> Phrase {
    Phrase(
      en: "Nothing of an error at step \(end) reaches step \(t): its gradient is 0.",
      zh: "第 \(end) 步的误差完全传不到第 \(t) 步：梯度为 0。")
  }
  public static func gradientGrows(by factor: String, rate: String) -> Phrase {
    Phrase(
      en: "The gradient grows: \(factor) times as large as at the end, ×\(rate) per step.",
      zh: "梯度在增长：是末步的 \(factor) 倍，每步 ×\(rate)。")
  }
  public static func gradientKeepsAll(from end: Int, to t: Int) -> Phrase {
    Phrase(
      en: "All of an error at step \(end) reaches step \(t).",
      zh: "第 \(end) 步的误差全部传到第 \(t) 步。")
  }
  public static func gradientStays(_ percent: String, from end: Int, to t: Int) -> Phrase {
    Phrase(
      en: "Most of an error at step \(end) reaches step \(t): \(percent) % is left.",
      zh: "第 \(end) 步的误差大多传到第 \(t) 步：剩 \(percent)%。")
  }
  public static func gradientFades(
    _ percent: String, from end: Int, to t: Int, halving: String
  ) -> Phrase {
    Phrase(
      en: "The gradient fades: \(percent) % of an error at step \(end) reaches step \(t); "
        + "it halves every \(halving) steps on average.",
      zh: "梯度在衰减：第 \(end) 步的误差有 \(percent)% 传到第 \(t) 步，平均每 \(halving) 步减半。")
  }
  public static func gradientVanishes(
    _ share: String, from end: Int, to t: Int, halving: String
  ) -> Phrase {
    Phrase(
      en: "The gradient vanishes: an error at step \(end) hardly reaches step \(t). \(share) of it "
        + "is left; it halves every \(halving) steps on average.",
      zh: "梯度消失：第 \(end) 步的误差几乎传不到第 \(t) 步，只剩 \(share)，平均每 \(halving) 步减半。")
  }
  public static func gradientRestCarriesMost(
    _ product: String, _ value: String, isCell: Bool
  ) -> Phrase {
    let (en, zh) = isCell ? ("h", " h ") : ("the gates", "各个门")
    let (rest, others) = isCell ? ("h and the gates", " h 与各个门") : ("the gates", "各个门")
    return Phrase(
      en: "It comes through \(en): \(product) has shrunk to \(value), but that does not stop what "
        + "goes round through \(rest).",
      zh: "它经过\(zh)传来：\(product) 已缩到 \(value)，但挡不住绕道\(others)的部分。")
  }
  public static func gradientRestCarries(
    _ product: String, _ value: String, isCell: Bool
  ) -> Phrase {
    Phrase(
      en: "Most of it comes through \(isCell ? "h and the gates" : "the gates"); \(product) is "
        + "\(value).",
      zh: "大部分经过\(isCell ? " h 与各个门" : "各个门")；\(product) 为 \(value)。")
  }
  public static func gradientDirectCarries(_ product: String, isCell: Bool) -> Phrase {
    Phrase(
      en: "Nearly all of it comes along the \(isCell ? "cell" : "kept part of h"): "
        + "\(product) tells the whole story here.",
      zh: "几乎全部沿\(isCell ? "记忆元" : " h 保留的部分")传来：这里只看 \(product) 就够了。")
  }
  public static func gradientBothCarry(_ product: String, _ direct: String, rest: String)
    -> Phrase
  {
    Phrase(
      en: "Both ways count: \(product) is \(direct), what goes through h and the gates \(rest).",
      zh: "两条路都起作用：\(product) 为 \(direct)，经过 h 与各个门的为 \(rest)。")
  }
  public static func gradientFactor(_ symbol: String, _ value: String, _ t: Int, unit: Int)
    -> Phrase
  {
    Phrase(
      en: "\(symbol) = \(value) in unit \(unit): going back over step \(t) multiplies the direct "
        + "path by it.",
      zh: "单元 \(unit) 的 \(symbol) = \(value)：反向经过第 \(t) 步时，直接路径乘以它。")
  }
  public static func gradientFactorHalves(
    _ symbol: String, _ value: String, _ t: Int, unit: Int, halving: String
  ) -> Phrase {
    Phrase(
      en: "\(symbol) = \(value) in unit \(unit): going back over step \(t) multiplies the direct "
        + "path by it. At that rate it halves every \(halving) steps.",
      zh: "单元 \(unit) 的 \(symbol) = \(value)：反向经过第 \(t) 步时，直接路径乘以它。照此每 \(halving) 步减半。")
  }
}
