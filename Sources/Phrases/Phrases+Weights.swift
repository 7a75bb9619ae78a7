// The lab's weights lens and the conventions of the frameworks.
extension Phrase {
  public static let labColumns = Phrase(en: "columns", zh: "移动列")
  public static let helpLabColumns = Phrase(
    en: "move the columns of W and U", zh: "左右移动 W 与 U 的列")
  public static let labConventions = Phrase(en: "conventions", zh: "框架约定")
  public static let helpLabConventions = Phrase(
    en: "the same weights as PyTorch, Keras and ONNX store them",
    zh: "同一组权重在 PyTorch、Keras、ONNX 中的存法")
  public static let labNextConvention = Phrase(en: "next framework", zh: "下一个框架")
  public static let labCloseConventions = Phrase(en: "back to the weights", zh: "回到权重")

  public static let weightsLegend = Phrase(
    en: "W·x + U·h₋ + b; blank = 0; b = b_ih + b_hh; ← what it was",
    zh: "W·x + U·h₋ + b；空白 = 0；b = b_ih + b_hh；← 原来的值")
  public static func weightsShades(_ largest: String) -> Phrase {
    Phrase(
      en: "sign, |w|: · ░ ▒ ▓ █ to 3 25 50 75 100 % of \(largest)",
      zh: "符号与 |w|：· ░ ▒ ▓ █ 至 \(largest) 的 3 25 50 75 100%")
  }
  public static func weightsHalfLife(_ steps: String) -> Phrase {
    Phrase(en: "half-life \(steps) steps", zh: "半衰期 \(steps) 步")
  }
  public static let weightsHalfLives = Phrase(en: "half-life, steps", zh: "半衰期（步）")

  // How an array is laid out
  public static func conventionCounts(_ counts: [(String, Int)]) -> Phrase {
    let text = counts.map { "\($0.0) \($0.1)" }.joined(separator: " · ")
    return Phrase(en: "numbers: \(text)", zh: "参数个数：\(text)")
  }
  public static let conventionStripOwn = Phrase(
    en: "blocks of H rows, from the top", zh: "每块 H 行，自上而下")
  public static let conventionStrip = Phrase(
    en: "the same blocks, by PyTorch's numbers", zh: "同样的块，编号按 PyTorch")
  public static let conventionRows = Phrase(en: "H rows a gate", zh: "每个门 H 行")
  public static let conventionColumns = Phrase(
    en: "transposed: H columns a gate", zh: "转置：每个门 H 列")
  public static let conventionBias = Phrase(en: "H numbers a gate", zh: "每个门 H 个数")
  public static let conventionOneBias = Phrase(
    en: "one bias: b_ih + b_hh", zh: "只有一个偏置：b_ih + b_hh")
  public static let conventionTwoRows = Phrase(
    en: "row 0 is b_ih, row 1 is b_hh", zh: "第 0 行是 b_ih，第 1 行是 b_hh")
  public static let conventionTwoInOne = Phrase(
    en: "Wb = b_ih, then Rb = b_hh", zh: "先 Wb = b_ih，后 Rb = b_hh")
  public static func conventionMoreUnits(_ count: Int) -> Phrase {
    Phrase(en: "… \(count) more units", zh: "… 还有 \(count) 个单元")
  }
  public static func conventionMoreRows(_ count: Int) -> Phrase {
    Phrase(en: "… \(count) more rows", zh: "… 还有 \(count) 行")
  }

  // What one has to know besides
  public static let notePyTorchBiases = Phrase(
    en: "Two biases where one would do: they are kept for cuDNN. With SGD their sum moves twice "
      + "as fast, and a forget bias of 1 set in both is 2.",
    zh: "一个偏置就够，却有两个：为 cuDNN 而留。用 SGD 时它们的和走得快一倍；两处都把遗忘门偏置设成 1，结果是 2。")
  public static let notePyTorchForget = Phrase(
    en: "A new LSTM draws all weights from U(−1/√H, 1/√H): f starts near 0.5.",
    zh: "新建的 LSTM 所有权重取自 U(−1/√H, 1/√H)：f 从 0.5 附近开始。")
  public static let noteKerasBias = Phrase(
    en: "Keras multiplies x @ kernel, so its matrices are the transposes of PyTorch's, and it has "
      + "one bias. What is shown here is b_ih + b_hh.",
    zh: "Keras 计算 x @ kernel，矩阵是 PyTorch 的转置；它只有一个偏置，这里显示 b_ih + b_hh。")
  public static let noteKerasForget = Phrase(
    en: "A new LSTM has unit_forget_bias=True: its forget bias starts at 1, f near 0.73.",
    zh: "新建的 LSTM 默认 unit_forget_bias=True：遗忘门偏置从 1 开始，f 约 0.73。")
  public static let noteKerasResetAfter = Phrase(
    en: "reset_after=True, the default: r multiplies U·h + b_hh, as in PyTorch, and the bias has "
      + "two rows. With reset_after=False the bias is one vector and the cell another one.",
    zh: "默认 reset_after=True：r 乘以 U·h + b_hh，与 PyTorch 相同，偏置有两行。reset_after=False 时偏置是一个向量，单元也不同。")
  public static let noteONNX = Phrase(
    en: "The first axis counts directions, and B is one vector. The file holds numbers only: "
      + "nothing in it says whose order they are in.",
    zh: "第一维是方向数，B 是一个向量。文件里只有数，没有任何地方写明按谁的顺序。")
  public static let noteONNXLinear = Phrase(
    en: "linear_before_reset=1 is PyTorch's GRU; 0, the default, is the other one.",
    zh: "linear_before_reset=1 才是 PyTorch 的 GRU；默认值 0 是另一种。")

  // Mixed up
  /// `firstSteps` is nil where the whole sequence was run.
  public static func mixUps(firstSteps: Int?) -> Phrase {
    Phrase(
      en: "What goes wrong when they are mixed up"
        + (firstSteps.map { " (run for the first \($0) steps)" } ?? ""),
      zh: "弄混了会怎样" + (firstSteps.map { "（只运行前 \($0) 步）" } ?? ""))
  }
  public static let mixUpPoured = Phrase(
    en: "kernel poured in, not transposed", zh: "kernel 没有转置就填了进去")
  public static let mixUpInsteadOf = Phrase(en: "instead of", zh: "应为")
  public static func mixUpFirst(t: Int, _ signal: String, unit: Int) -> Phrase {
    Phrase(
      en: "first seen at t = \(t) in \(signal) of unit \(unit):",
      zh: "最早在 t = \(t) 单元 \(unit) 的 \(signal)：")
  }
  public static let mixUpRight = Phrase(en: "right", zh: "正确")
  public static let mixUpWrong = Phrase(en: "wrong", zh: "错误")
  public static let mixUpChangesNothing = Phrase(
    en: "Changes nothing here: these weights do not tell it apart, others will.",
    zh: "在这里没有区别：这组权重分辨不出来，换一组就会。")
}
