// The lab line by line: what each command does.
extension Phrase {
  public static let plainHelpNext = Phrase(en: "one step on, or K steps", zh: "前进一步，或 K 步")
  public static let plainHelpBack = Phrase(en: "one step back, or K steps", zh: "后退一步，或 K 步")
  public static let plainHelpJump = Phrase(en: "jump to this step", zh: "跳到这一步")
  public static let plainHelpJumpInto = Phrase(
    en: "jump to sub-step S of step K", zh: "跳到第 K 步的第 S 个子步")
  public static let plainHelpOn = Phrase(en: "one sub-step on", zh: "前进一个子步")
  public static let plainHelpOff = Phrase(en: "one sub-step back", zh: "后退一个子步")
  public static let plainHelpFirst = Phrase(en: "before the first step", zh: "回到第一步之前")
  public static let plainHelpLast = Phrase(en: "to the last step", zh: "到最后一步")
  public static let plainHelpUnit = Phrase(
    en: "look at one unit alone, or at all of a few", zh: "只看一个单元，或看全部（单元不多时）")
  public static let plainHelpLayer = Phrase(
    en: "look at a layer, or at its reverse direction", zh: "看某一层，或它的反向")
  public static let plainHelpWhere = Phrase(
    en: "where you stand and what is switched on", zh: "当前位置，以及开启了什么")
  public static let plainHelpGates = Phrase(
    en: "tell gates and equations at each step", zh: "每一步讲述各个门与等式")
  public static let plainHelpFlow = Phrase(
    en: "tell the sub-step that was reached last", zh: "讲述刚到达的子步")
  public static let plainHelpCell = Phrase(
    en: "tell one unit over the last ten steps", zh: "讲述一个单元最近十步的数值")
  public static let plainHelpHeat = Phrase(
    en: "a table of all units over the last ten steps", zh: "所有单元最近十步的表格")
  public static let plainHelpUnits = Phrase(
    en: "one line for each unit: now, before, least, most", zh: "每个单元一行：当前、之前、最小、最大")
  public static let plainHelpGradient = Phrase(
    en: "what is left of the gradient at each step", zh: "梯度传到每一步还剩多少")
  public static let plainHelpWeights = Phrase(
    en: "the weights of the unit, gate by gate", zh: "该单元的权重，逐门列出")
  public static let plainHelpConvention = Phrase(
    en: "the same weights in PyTorch, Keras and ONNX", zh: "同一组权重在 PyTorch、Keras、ONNX 中的写法")
  public static let plainHelpBackward = Phrase(
    en: "turn round: . now takes the backward pass", zh: "掉头：此后 . 走反向传播")
  public static let plainHelpForward = Phrase(en: "turn back to the forward pass", zh: "回到前向")
  public static let plainHelpSet = Phrase(
    en: "change a number: set b_f 1, set w_f,1 2, set c 0",
    zh: "改一个数：set b_f 1、set w_f,1 2、set c 0")
  public static let plainHelpUndo = Phrase(en: "undo the last change", zh: "撤销上一处改动")
  public static let plainHelpRedo = Phrase(en: "make it again", zh: "重做")
  public static let plainHelpReset = Phrase(en: "undo all changes", zh: "撤销全部改动")
  public static let plainHelpChanges = Phrase(en: "list the changes", zh: "列出全部改动")
  public static let plainHelpCompare = Phrase(
    en: "other kinds of cell on the same input; compare off ends it",
    zh: "让其他种类的单元读同样的输入；compare off 结束")
  public static let plainHelpFault = Phrase(
    en: "run a mistake beside the right cell; fault off ends it",
    zh: "让带错误的单元与正确的并排运行；fault off 结束")
  public static let plainHelpFaults = Phrase(
    en: "the mistakes that can be made here", zh: "这里可能犯的错误")
  public static let plainHelpPredict = Phrase(
    en: "say what the next step does; predict other, predict off",
    zh: "先说下一步会怎样；另有 predict other、predict off")
  public static let plainHelpText = Phrase(en: "give the cell a line to read", zh: "给单元一行文字去读")
  public static let plainHelpTokens = Phrase(en: "the tokens of the text", zh: "文本的各个词元")
  public static let plainHelpSave = Phrase(
    en: "write the whole run to a file that is not there yet", zh: "把整个运行写入一个新文件")
  public static let plainHelpStory = Phrase(en: "what to try in this lab", zh: "这个实验可以试什么")
  public static let plainHelpHelp = Phrase(en: "this list", zh: "显示本列表")
  public static let plainHelpQuit = Phrase(en: "leave the lab", zh: "退出")

  public static func plainNearest(_ word: String) -> Phrase {
    Phrase(en: "Did you mean '\(word)'?", zh: "是不是“\(word)”？")
  }
  public static func plainCommands(_ words: String, steps: Int) -> Phrase {
    Phrase(
      en: "Commands: \(words), or a number from 0 to \(steps). help says what they do.",
      zh: "可用命令：\(words)，或 0 到 \(steps) 的数字。help 说明各自的作用。")
  }
}
