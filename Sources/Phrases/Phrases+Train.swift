/// What `lstm-tutor train` says.
extension Phrase {
  public static func trainingBegins(
    task: String, length: Int, cell: String, hidden: Int, weights: Int, seed: UInt64
  ) -> Phrase {
    Phrase(
      en: """
        Training \(cell) with \(hidden) units, \(weights) weights, on \(task), length \(length), \
        seed \(seed).
        """,
      zh: "训练：任务 \(task)，长度 \(length)，\(cell)，\(hidden) 个单元，\(weights) 个权重，种子 \(seed)。")
  }

  /// Behind the gauge; no longer than 58 cells with usual numbers.
  public static func trainingBar(
    updates: Int, of total: Int, rate: String, loss: String, accuracy: String, left: String
  ) -> Phrase {
    Phrase(
      en: "\(updates)/\(total) \(rate)/s  loss \(loss)  accuracy \(accuracy)  \(left) left",
      zh: "\(updates)/\(total) \(rate)/秒  损失 \(loss)  正确率 \(accuracy)  还剩 \(left)")
  }

  public static func trainingTest(updates: Int, loss: String, accuracy: String) -> Phrase {
    Phrase(
      en: "After \(count(updates)): loss \(loss), accuracy \(accuracy) on 512 held-out sequences.",
      zh: "更新 \(updates) 次后：在 512 条未训练过的序列上，损失 \(loss)，正确率 \(accuracy)。")
  }

  public static func trainingSolved(
    updates: Int, accuracy: String, threshold: String
  ) -> Phrase {
    Phrase(
      en: "Solved after \(count(updates)): accuracy \(accuracy), and \(threshold) was asked for.",
      zh: "更新 \(updates) 次后学会了：正确率 \(accuracy)，要求 \(threshold)。")
  }

  public static func trainingUnsolved(
    updates: Int, accuracy: String, threshold: String
  ) -> Phrase {
    Phrase(
      en: "Not solved in \(count(updates)): accuracy \(accuracy), and \(threshold) was asked for.",
      zh: "更新 \(updates) 次仍未学会：正确率 \(accuracy)，要求 \(threshold)。")
  }

  public static func trainingStopped(updates: Int) -> Phrase {
    Phrase(en: "Stopped after \(count(updates)).", zh: "更新 \(updates) 次后停止。")
  }

  public static func trainingDiverged(updates: Int) -> Phrase {
    Phrase(
      en: """
        The loss is no longer a number after \(count(updates)). Try a smaller --learning-rate or \
        --clip.
        """,
      zh: "更新 \(updates) 次后损失不再是有限数。请减小 --learning-rate 或 --clip。")
  }

  public static func trainingSpeed(seconds: String, rate: String) -> Phrase {
    Phrase(
      en: "\(seconds) s of updates, \(rate) updates a second.",
      zh: "更新用时 \(seconds) 秒，每秒 \(rate) 次。")
  }

  private static func count(_ updates: Int) -> String {
    updates == 1 ? "1 update" : "\(updates) updates"
  }
}
