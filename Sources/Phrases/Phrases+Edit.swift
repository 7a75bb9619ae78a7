// Changing what runs in the lab, and saving it.
extension Phrase {
  public static let labEdit = Phrase(en: "edit", zh: "编辑")
  public static let helpLabEdit = Phrase(
    en: "change an input, a weight, a bias, h or c", zh: "修改输入、权重、偏置、h 或 c")
  public static let editChoose = Phrase(en: "choose", zh: "选择")
  public static let editChange = Phrase(en: "change", zh: "增减")
  public static let editType = Phrase(en: "type", zh: "键入")
  public static let editUndo = Phrase(en: "undo, redo, reset", zh: "撤销、重做、还原")
  public static let editSet = Phrase(en: "set", zh: "确定")
  public static let editLeave = Phrase(en: "leave it", zh: "取消")
  public static func editTitle(unit: Int, t: Int) -> Phrase {
    Phrase(en: "Edit unit \(unit) at t = \(t)", zh: "编辑单元 \(unit)，t = \(t)")
  }
  public static func editIsNoNumber(_ typed: String) -> Phrase {
    Phrase(
      en: "“\(typed)” is no number; type one such as −0.5 or 1e-3.",
      zh: "“\(typed)”不是数；请输入 −0.5 或 1e-3 这样的数。")
  }
  public static func editWas(_ value: String) -> Phrase {
    Phrase(en: "was \(value)", zh: "原为 \(value)")
  }
  public static let editNothingYet = Phrase(
    en: "Nothing is changed yet. The old run will stay behind the new one.",
    zh: "还没有改动。改动之后，原来的运行会淡淡地留在后面。")
  public static func halfLife(_ steps: String) -> Phrase {
    Phrase(en: "half-life \(steps) steps", zh: "半衰期 \(steps) 步")
  }

  public static let labSave = Phrase(en: "save", zh: "保存")
  public static let helpLabSave = Phrase(
    en: "save the trace as CSV or JSON, or the keys as a script for lstm-tutor play",
    zh: "把轨迹存为 CSV 或 JSON，或把按键存为 lstm-tutor play 的脚本")
  public static let saveIsComputing = Phrase(
    en: "The run is still being computed; save it when it is complete.",
    zh: "运行还在计算；算完后再保存。")
  public static let saveTitle = Phrase(
    en: "Save into the working directory", zh: "保存到当前目录")
  public static let saveCSV = Phrase(
    en: "the trace as CSV, every number of every timestep", zh: "轨迹 CSV：每个时间步的每个数")
  public static let saveJSON = Phrase(
    en: "the trace as JSON, as lstm-tutor trace writes it", zh: "轨迹 JSON：与 lstm-tutor trace 相同")
  public static let saveScript = Phrase(
    en: "the keys you pressed: lstm-tutor play shows this screen again",
    zh: "按过的键：lstm-tutor play 可重现这个画面")
}
