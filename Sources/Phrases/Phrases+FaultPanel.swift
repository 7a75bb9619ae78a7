// A right run and the same run with a mistake, side by side.
extension Phrase {
  public static let labFaults = Phrase(en: "mistakes", zh: "常见错误")
  public static let helpLabFaults = Phrase(
    en: "mistakes that people make, run beside the right cell", zh: "常见的实现错误，与正确的单元并排运行")
  public static let faultListTitle = Phrase(
    en: "Mistakes to switch on", zh: "可以开启的错误")
  public static let faultNoChangeLegend = Phrase(
    en: "= no difference here", zh: "= 此处没有差别")
  public static let faultSwitchOn = Phrase(en: "switch on", zh: "开启")
  public static let faultChoose = Phrase(en: "choose", zh: "选择")
  public static let faultShow = Phrase(en: "switch on", zh: "开启")
  public static let faultClose = Phrase(en: "close", zh: "关闭")
  public static let faultJump = Phrase(en: "first difference", zh: "首个差别")
  public static let faultList = Phrase(en: "off, to the list", zh: "关掉，回列表")

  public static let faultInWeights = Phrase(en: "In the weights", zh: "权重")
  public static let faultInEquations = Phrase(en: "In the equations", zh: "方程")
  public static let faultInState = Phrase(en: "In the state", zh: "状态")
  public static let faultInSequence = Phrase(en: "In the sequence", zh: "序列")

  public static let faultRight = Phrase(en: "✓ right", zh: "✓ 正确")
  public static let faultWrong = Phrase(en: "✗ wrong", zh: "✗ 错误")
  public static let faultComputing = Phrase(
    en: "The run with the mistake is being computed …", zh: "正在计算带错误的运行……")
  public static let faultCannotRun = Phrase(
    en: "This mistake cannot be run on this network and input.", zh: "这个错误无法在这个网络和输入上运行。")
  public static let faultNoDifference = Phrase(
    en: "This mistake changes nothing on this input.", zh: "在这段输入上，这个错误不改变任何数值。")
  public static let faultStatesComputedAnew = Phrase(
    en: "States that were written over are computed anew here.", zh: "改写过的状态在这里重新计算。")

  /// - Parameters:
  ///   - unit: counted from 1
  ///   - layer: nil where there is one only
  public static func faultFirstDiffers(
    t: Int, signal: Phrase, unit: Int, layer: Phrase?, right: String, wrong: String
  ) -> Phrase {
    let place = layer.map { (en: ", \($0.english)", zh: "，\($0.chinese)") }
    return Phrase(
      en: "first differs at t = \(t) in \(signal.english) of unit \(unit)\(place?.en ?? ""): "
        + "\(right) → \(wrong)",
      zh: "首次不同：t = \(t)，单元 \(unit)\(place?.zh ?? "") 的 \(signal.chinese)："
        + "\(right) → \(wrong)")
  }

  /// The same, without the words.
  public static func faultFirstDiffersShort(
    t: Int, signal: Phrase, unit: Int, layer: Phrase?, right: String, wrong: String
  ) -> Phrase {
    let place = layer.map { (en: ", \($0.english)", zh: "，\($0.chinese)") }
    return Phrase(
      en: "t = \(t), unit \(unit)\(place?.en ?? ""), \(signal.english): \(right) → \(wrong)",
      zh: "t = \(t)，单元 \(unit)\(place?.zh ?? "")，\(signal.chinese)：\(right) → \(wrong)")
  }

  public static func faultReadDiffers(unit: Int, right: String, wrong: String) -> Phrase {
    Phrase(
      en: "h ← of unit \(unit) is read at the wrong end: \(right) → \(wrong)",
      zh: "单元 \(unit) 的 h ← 读错了一端：\(right) → \(wrong)")
  }

  public static func faultSum(of gate: String) -> Phrase {
    Phrase(en: "the sum of \(gate)", zh: "\(gate) 的和")
  }

  /// What is called the same in both languages.
  public static func faultSymbol(_ symbol: String) -> Phrase { Phrase(en: symbol, zh: symbol) }

  public static func faultNormalized(_ symbol: String) -> Phrase {
    Phrase(en: "normalised \(symbol)", zh: "归一化的 \(symbol)")
  }

  public static func faultUnitRead(_ unit: Int) -> Phrase {
    Phrase(en: "unit \(unit), what is read", zh: "单元 \(unit)，读出的值")
  }

  public static func faultUnitAt(unit: Int, t: Int) -> Phrase {
    Phrase(en: "unit \(unit), t = \(t)", zh: "单元 \(unit)，t = \(t)")
  }

  /// - Parameter place: nil before the padding
  public static func faultPadding(unit: Int, t: Int, place: Int?, from first: Int, count: Int)
    -> Phrase
  {
    let en = place.map { "padding \($0)/\(count)" } ?? "padding from t = \(first)"
    let zh = place.map { "填充 \($0)/\(count)" } ?? "从 t = \(first) 起是填充"
    return Phrase(
      en: "unit \(unit), t = \(t), ░ \(en)", zh: "单元 \(unit)，t = \(t)，░ \(zh)")
  }
}
