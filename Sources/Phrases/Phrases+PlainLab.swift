// Where one stands.
extension Phrase {
  /// Between two sentences.
  public static let plainSpace = Phrase(en: " ", zh: "")
  /// Behind a sentence that comes without.
  public static let plainStop = Phrase(en: ".", zh: "。")
  public static func plainNeedsCount(_ typed: String) -> Phrase {
    Phrase(en: "'\(typed)' is no number of steps.", zh: "“\(typed)”不是步数。")
  }
  public static func plainNeedsSubstep(_ count: Int) -> Phrase {
    Phrase(
      en: "A step from 1 on has the sub-steps 1 to \(count).", zh: "第 1 步起，每步有 1 到 \(count) 个子步。")
  }
  public static func plainNeedsUnit(_ count: Int) -> Phrase {
    Phrase(
      en: count == 1 ? "There is one unit only." : "Type unit and a number from 1 to \(count).",
      zh: count == 1 ? "只有一个单元。" : "请输入 unit 加 1 到 \(count) 的数字。")
  }
  public static func plainNeedsLayer(_ count: Int, isBidirectional: Bool) -> Phrase {
    Phrase(
      en: count == 1 && !isBidirectional
        ? "There is one layer only."
        : "Type layer and a number from 1 to \(count)"
          + (isBidirectional ? ", then reverse for the other direction." : "."),
      zh: count == 1 && !isBidirectional
        ? "只有一层。"
        : "请输入 layer 加 1 到 \(count) 的数字" + (isBidirectional ? "，反向再加 reverse。" : "。"))
  }
  /// `isReverse` is nil where there is only one direction.
  public static func plainLayer(_ layer: Int, of count: Int, isReverse: Bool?) -> Phrase {
    let english = isReverse.map { $0 ? ", reverse" : ", forward" } ?? ""
    let chinese = isReverse.map { $0 ? "，反向" : "，正向" } ?? ""
    return Phrase(
      en: "layer \(layer) of \(count)\(english)", zh: "第 \(layer)/\(count) 层\(chinese)")
  }
  public static func plainSite(
    unit: Int, of units: Int, layer: Int, of layers: Int, isReverse: Bool?
  ) -> Phrase {
    let place = plainLayer(layer, of: layers, isReverse: isReverse)
    return Phrase(
      en: "Unit \(unit) of \(units), \(place.english).",
      zh: "单元 \(unit)/\(units)，\(place.chinese)。")
  }
  public static func plainSubstepOf(_ place: Int, of count: Int) -> Phrase {
    Phrase(en: "Sub-step \(place) of \(count).", zh: "第 \(place) 个子步，共 \(count) 个。")
  }
  public static func plainOnTheWayBack(_ place: Int, of count: Int) -> Phrase {
    Phrase(
      en: "On the way back, sub-step \(place) of \(count).",
      zh: "反向传播中，第 \(place) 个子步，共 \(count) 个。")
  }
  public static func plainLens(_ word: String) -> Phrase {
    Phrase(en: "Lens: \(word).", zh: "视图：\(word)。")
  }
  public static func plainChangeCount(_ count: Int) -> Phrase {
    Phrase(
      en: counted(count, "change", "changes") + "; changes lists them.",
      zh: "\(count) 处改动；changes 列出它们。")
  }
  public static func plainComparedWith(_ kinds: String) -> Phrase {
    Phrase(en: "Compared with \(kinds).", zh: "与 \(kinds) 对比。")
  }
  public static func plainFaultIsOn(_ name: String) -> Phrase {
    Phrase(en: "The mistake \(name) is switched on.", zh: "已开启错误 \(name)。")
  }
}

// What was read and what became of it.
extension Phrase {
  public static func plainReads(_ symbol: String, _ token: String) -> Phrase {
    Phrase(en: "\(symbol) is “\(token)”.", zh: "\(symbol) 是“\(token)”。")
  }
  public static func plainInputIsZero(_ symbol: String, _ count: Int) -> Phrase {
    Phrase(en: "\(symbol): all \(count) numbers are 0.", zh: "\(symbol)：全部 \(count) 个数都是 0。")
  }
  public static func plainAndMore(_ count: Int) -> Phrase {
    Phrase(en: ", and \(count) more", zh: "，另有 \(count) 个")
  }
  public static let plainRestZero = Phrase(en: ", the others are 0", zh: "，其余为 0")
  public static func plainFromBelow(_ unit: Int) -> Phrase {
    Phrase(en: "from below [\(unit)]", zh: "来自下层 [\(unit)]")
  }
  public static func plainWrittenOver(_ name: String, _ value: String) -> Phrase {
    Phrase(
      en: "\(name) = \(value): you wrote this number over the computed one.",
      zh: "\(name) = \(value)：这是你改写的数，不是算出来的。")
  }
  public static func plainProjected(_ name: String, _ value: String, isWritten: Bool) -> Phrase {
    Phrase(
      en: "\(name) = \(value)" + (isWritten ? ", written over." : ", a projection of all y."),
      zh: "\(name) = \(value)" + (isWritten ? "，被改写。" : "，由全部 y 投影得到。"))
  }
  public static func plainSaturated(_ gates: String) -> Phrase {
    Phrase(en: "Saturated, next to no slope: \(gates).", zh: "已饱和，几乎没有斜率：\(gates)。")
  }
  /// - Parameter meaning: the class of the number; nil where it has none
  public static func plainReadout(_ name: String, _ number: String, meaning: String?) -> Phrase {
    Phrase(
      en: "Read-out \(name): " + (meaning.map { "\($0), number \(number)." } ?? "\(number)."),
      zh: "读数 \(name)：" + (meaning.map { "\($0)（数值 \(number)）。" } ?? "\(number)。"))
  }
  public static func plainDifference(
    _ name: String, _ old: String, _ new: String, _ change: String
  ) -> Phrase {
    Phrase(
      en: old == new && change == "0"
        ? "\(name) = \(new), as before." : "\(name): \(old) → \(new), Δ \(change).",
      zh: old == new && change == "0"
        ? "\(name) = \(new)，没有变化。" : "\(name)：\(old) → \(new)，Δ \(change)。")
  }
  public static func plainIsNew(_ name: String, _ value: String) -> Phrase {
    Phrase(
      en: "\(name) = \(value); the old run was over here.",
      zh: "\(name) = \(value)；原来的运行到不了这里。")
  }

  // Sub-steps

  public static func plainSubstep(_ place: Int, of count: Int, _ title: Phrase) -> Phrase {
    Phrase(
      en: "Sub-step \(place) of \(count): \(title.english).",
      zh: "第 \(place) 个子步，共 \(count) 个：\(title.chinese)。")
  }
  public static func plainBackwardSubstep(_ place: Int, of count: Int, _ title: Phrase) -> Phrase {
    Phrase(
      en: "Backward \(place) of \(count): \(title.english).",
      zh: "反向第 \(place) 个子步，共 \(count) 个：\(title.chinese)。")
  }
  public static func plainBrings(_ source: String, _ terms: String) -> Phrase {
    Phrase(en: "\(source) brings \(terms)", zh: "\(source) 贡献 \(terms)")
  }
  public static func plainLossIs(_ symbol: String) -> Phrase {
    Phrase(
      en: "L is the sum of the output \(symbol); δ stands for ∂L/∂.",
      zh: "L 是输出 \(symbol) 各分量之和；δ 表示 ∂L/∂。")
  }
  public static let plainWayBackIsOver = Phrase(
    en: "The way back is over: this is the first step. forward turns round.",
    zh: "反向传播已到第一步。forward 掉头。")
  public static let plainWayBackBegins = Phrase(
    en: "The way back begins here, at the last step.", zh: "反向传播从这里（最后一步）开始。")
}

// Lenses.
extension Phrase {
  public static func plainNeedsSignal(_ typed: String, _ letters: String) -> Phrase {
    Phrase(
      en: "There is no signal '\(typed)' here; choose one of \(letters).",
      zh: "这里没有“\(typed)”；可以选 \(letters)。")
  }
  private static func shown(_ units: (first: Int, last: Int), of count: Int) -> Phrase {
    count == 1
      ? Phrase(en: "the only unit", zh: "唯一的单元")
      : units.first == 1 && units.last == count
        ? Phrase(en: "all \(count) units", zh: "全部 \(count) 个单元")
        : Phrase(
          en: "units \(units.first) to \(units.last) of \(count)",
          zh: "单元 \(units.first) 到 \(units.last)，共 \(count) 个")
  }
  public static func plainTable(
    _ letter: String, units: (first: Int, last: Int), of count: Int, from: Int, to: Int
  ) -> Phrase {
    let units = shown(units, of: count)
    return Phrase(
      en: "\(letter) of \(units.english), a row each, steps \(from) to \(to) across:",
      zh: "\(units.chinese)的 \(letter)，每个一行，各列为第 \(from) 到 \(to) 步：")
  }
  public static func plainCellTable(unit: Int, of count: Int, from: Int, to: Int) -> Phrase {
    Phrase(
      en: "Unit \(unit) of \(count), a row for each signal, steps \(from) to \(to) across:",
      zh: "单元 \(unit)/\(count)，每个量一行，各列为第 \(from) 到 \(to) 步：")
  }
  public static let plainTableLegend = Phrase(
    en: "* is saturated, … is not computed yet.", zh: "* 表示饱和，… 表示还没有算出。")
  public static func plainUnitsOf(
    _ letter: String, t: Int, units: (first: Int, last: Int), of count: Int
  ) -> Phrase {
    let units = shown(units, of: count)
    return Phrase(
      en: "\(letter) at step \(t), \(units.english); least and most so far:",
      zh: "第 \(t) 步的 \(letter)，\(units.chinese)；附至今的最小与最大：")
  }
  public static func plainUnitUnknown(_ unit: Int) -> Phrase {
    Phrase(en: "Unit \(unit): nothing yet.", zh: "单元 \(unit)：还没有数值。")
  }
  public static func plainUnitLine(
    _ unit: Int, _ name: String, _ value: String, before: String?, least: String?, most: String?,
    isSaturated: Bool
  ) -> Phrase {
    var (english, chinese) = ("Unit \(unit): \(name) = \(value)", "单元 \(unit)：\(name) = \(value)")
    if let before {
      (english, chinese) = (english + ", before \(before)", chinese + "，之前 \(before)")
    }
    if let least, let most {
      english += ", least \(least), most \(most)"
      chinese += "，最小 \(least)，最大 \(most)"
    }
    if isSaturated { (english, chinese) = (english + ", saturated", chinese + "，饱和") }
    return Phrase(en: english + ".", zh: chinese + "。")
  }
  /// - Parameter product: the path past all sums, such as `Πf`; nil where there is none
  /// A reverse direction ends at the first timestep.
  public static func plainGradient(
    end: Int, isReverse: Bool, hasCell: Bool, product: String?
  ) -> Phrase {
    let (whole, last) = (hasCell ? "c" : "h", isReverse ? String(end) : "T")
    let step = isReverse ? last : "T = \(end)"
    let norm = "‖∂\(whole)_\(last)/∂\(whole)_t‖"
    let path = product.map {
      Phrase(
        en: " \($0) is its part past all sums, rest what goes through them.",
        zh: "\($0) 是不经过加权和的部分，rest 是经过加权和的部分。")
    }
    return Phrase(
      en: "How much step \(step) still depends on step t: \(whole) is \(norm), with its power "
        + "of ten." + (path?.english ?? "") + (hasCell ? " h is ‖∂h_\(last)/∂h_t‖." : ""),
      zh: "第 \(step) 步还在多大程度上取决于第 t 步：\(whole) 是 \(norm)，附数量级。"
        + (path?.chinese ?? "") + (hasCell ? "h 是 ‖∂h_\(last)/∂h_t‖。" : ""))
  }
  public static func plainNoConvention(_ kind: String) -> Phrase {
    Phrase(
      en: "Keras and ONNX have no layer like this \(kind).", zh: "Keras 与 ONNX 没有这样的 \(kind) 层。")
  }
  public static func plainFrameworks(_ names: String) -> Phrase {
    Phrase(en: "Type convention and one of \(names).", zh: "请输入 convention 加其中之一：\(names)。")
  }
  public static let plainColon = Phrase(en: ":", zh: "：")
  public static func plainDecade(_ power: Int) -> Phrase {
    let text = power < 0 ? "−\(-power)" : "\(power)"
    return Phrase(en: " (10^\(text))", zh: "（10^\(text)）")
  }
  public static func plainRest(_ value: String) -> Phrase {
    Phrase(en: "rest \(value)", zh: "rest \(value)")
  }
  public static func plainGradientLine(_ t: Int, _ parts: String, isHere: Bool) -> Phrase {
    Phrase(
      en: "t = \(t)\(isHere ? ", here" : ""): \(parts)",
      zh: "t = \(t)\(isHere ? "，此处" : "")：\(parts)")
  }
  public static func plainWeightsOf(unit: Int, of count: Int) -> Phrase {
    Phrase(
      en: "Weights of unit \(unit) of \(count): W reads x, U reads h of the step before, b is "
        + "b_ih + b_hh.",
      zh: "单元 \(unit)/\(count) 的权重：W 读 x，U 读上一步的 h，b 是 b_ih + b_hh。")
  }
  /// A part of a gate's row; `left` numbers are not told where that is positive.
  public static func plainWeightRow(_ letter: String, _ terms: String, left: Int) -> Phrase {
    Phrase(
      en: "\(letter) \(terms)" + (left > 0 ? ", and \(left) more" : ""),
      zh: "\(letter) \(terms)" + (left > 0 ? "，另有 \(left) 个" : ""))
  }
  public static func plainWeights(_ gate: String, _ parts: [Phrase]) -> Phrase {
    Phrase(
      en: "\(gate): " + parts.map(\.english).joined(separator: "; "),
      zh: "\(gate)：" + parts.map(\.chinese).joined(separator: "；"))
  }
}
