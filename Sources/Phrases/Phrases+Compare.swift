// Several kinds of cell on the same input.
extension Phrase {
  public static let labCompare = Phrase(en: "compare", zh: "对比")
  public static let helpLabCompare = Phrase(
    en: "other kinds of cell with the same weights on the same input",
    zh: "其他种类的单元，同样的权重，同样的输入")
  public static let compareChoose = Phrase(en: "kinds", zh: "选择单元")
  public static let compareEnd = Phrase(en: "end", zh: "结束")
  public static let compareLegend = Phrase(
    en: "∂: ▁ 1e−16 █ 1e4", zh: "∂：▁ 1e−16 █ 1e4")
  public static func compareCannot(_ kind: String) -> Phrase {
    Phrase(
      en: "These weights have no counterpart in \(kind).", zh: "这些权重在 \(kind) 里没有对应。")
  }
}
