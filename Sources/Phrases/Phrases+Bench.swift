// The lab's lenses, changes and background work.
extension Phrase {
  public static let lensGates = Phrase(en: "Gates", zh: "门")
  public static let lensFlow = Phrase(en: "Flow", zh: "数据流")
  public static let lensCell = Phrase(en: "Cell", zh: "记忆元")
  public static let lensHeat = Phrase(en: "Heat map", zh: "热图")
  public static let lensUnits = Phrase(en: "Units", zh: "各单元")
  public static let lensGradient = Phrase(en: "Gradient", zh: "梯度")
  public static let lensWeights = Phrase(en: "Weights", zh: "权重")

  public static let labLens = Phrase(en: "lens", zh: "视图")
  public static let helpLabLens = Phrase(
    en: "the next lens: gates, flow, cell, heat map, units, gradient, weights",
    zh: "下一个视图：门、数据流、记忆元、热图、各单元、梯度、权重")
  public static let helpLabBackward = Phrase(
    en: "turn round: the backward pass, and forward again", zh: "掉头：反向传播；再按一次回到前向")
  public static let helpLabLayer = Phrase(
    en: "choose the layer and direction", zh: "选择层与方向")
  public static let helpLabUndo = Phrase(
    en: "undo a change, do it again, back to the beginning", zh: "撤销、重做、全部还原")
  public static let labNothingToUndo = Phrase(
    en: "Nothing has been changed.", zh: "还没有改动。")
  public static let labNothingToRedo = Phrase(
    en: "There is nothing to do again.", zh: "没有可以重做的改动。")
  public static let labIsReset = Phrase(
    en: "Everything is as it was; U brings the changes back.", zh: "一切已还原；按 U 可恢复改动。")
  public static let labBackward = Phrase(en: "backward", zh: "反向")
  public static func labEdited(_ count: Int) -> Phrase {
    Phrase(en: counted(count, "change", "changes"), zh: "\(count) 处改动")
  }
  public static func labComputing(_ known: Int, of count: Int) -> Phrase {
    Phrase(en: "computing \(known)/\(count)", zh: "正在计算 \(known)/\(count)")
  }
  /// Layers count from 0 here and from 1 on the screen; `isReverse` is nil where there is only one direction.
  public static func labLayerOf(_ layer: Int, _ count: Int, isReverse: Bool?) -> Phrase {
    let arrow = isReverse.map { $0 ? " ←" : " →" } ?? ""
    let place = "\(layer + 1)/\(count)\(arrow)"
    return Phrase(en: "layer \(place)", zh: "层 \(place)")
  }
  /// - Parameter name: in the working directory, or an absolute path
  public static func fileSaved(_ name: String) -> Phrase {
    guard !name.hasPrefix("/") else { return Phrase(en: "Saved as \(name).", zh: "已保存：\(name)。") }
    return Phrase(en: "Saved as \(name) in the working directory.", zh: "已保存到当前目录：\(name)。")
  }
  public static func couldNotSave(_ reason: String) -> Phrase {
    Phrase(en: "Not saved: \(reason)", zh: "未能保存：\(reason)")
  }
}
