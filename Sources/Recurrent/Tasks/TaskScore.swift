/// How many answers are right.
public struct TaskScore: Hashable, Sendable {
  public var right: Int
  public var total: Int

  public init(right: Int = 0, total: Int = 0) {
    self.right = right
    self.total = total
  }

  /// The share of right answers; 0 when there are none at all.
  public var accuracy: Double { total == 0 ? 0 : Double(right) / Double(total) }

  public static func + (left: TaskScore, right: TaskScore) -> TaskScore {
    TaskScore(right: left.right + right.right, total: left.total + right.total)
  }
}

extension TrainingTask {
  /// The error below which an answer to ``Objective/regression`` is right.
  public static let tolerance: Float = 0.04

  /// How right the outputs of a network are.
  ///
  /// - Parameter outputs: Shape (T, K), before softmax or σ; only judged steps are read. NaN is wrong.
  public func score(_ sequence: TaskSequence, outputs: [Float]) -> TaskScore {
    let size = outputSize
    precondition(
      outputs.count == sequence.length * size,
      "\(outputs.count) outputs for \(sequence.length) steps of \(size)")
    return score(length: sequence.length) {
      sequence.judged[$0]
    } target: {
      sequence.targets[$0 * size + $1]
    } output: {
      outputs[$0 * size + $1]
    }
  }

  func score(
    length: Int, judged: (Int) -> Bool, target: (_ step: Int, _ output: Int) -> Float,
    output: (_ step: Int, _ output: Int) -> Float
  ) -> TaskScore {
    var score = TaskScore()
    for step in 0..<length where judged(step) {
      score.total += 1
      if isRight(target: { target(step, $0) }, output: { output(step, $0) }) { score.right += 1 }
    }
    guard kind == .anbn else { return score }
    return TaskScore(right: score.right == score.total ? 1 : 0, total: 1)
  }

  /// Whether the outputs of one step are right. Every comparison is false for NaN.
  private func isRight(target: (Int) -> Float, output: (Int) -> Float) -> Bool {
    switch kind {
    case .temporalOrder, .delayedRecall, .copy:
      guard let right = (0..<outputSize).first(where: { target($0) == 1 }) else { return false }
      return (0..<outputSize).allSatisfy { $0 == right || output($0) < output(right) }
    case .adding:
      return abs(output(0) - target(0)) < Self.tolerance
    case .latch, .delayedXOR, .parity, .parityEnd, .flipFlop, .dyck, .anbn:
      return (0..<outputSize).allSatisfy { target($0) == 1 ? output($0) > 0 : output($0) < 0 }
    case .reber, .continualReber:
      let (other, right) =
        target(ReberString.t) == 1
        ? (ReberString.p, ReberString.t) : (ReberString.t, ReberString.p)
      return output(other) < output(right)
    }
  }
}

extension TaskBatch {
  /// How right the outputs of a network are.
  ///
  /// - Parameter outputs: Shape (T, K, lanes), before softmax or σ; only judged steps are read. NaN
  ///   is wrong.
  public func score(_ outputs: [Float]) -> TaskScore {
    score { outputs[$0] }
  }

  /// How right the outputs of a network are, read one at a time by their place in (T, K, lanes).
  public func score(outputAt output: (Int) -> Float) -> TaskScore {
    (0..<count).reduce(TaskScore()) { $0 + score(lane: $1, outputAt: output) }
  }

  /// How right the outputs of one lane are, read by their place in (T, K, lanes).
  public func score(lane: Int, outputAt output: (Int) -> Float) -> TaskScore {
    let size = task.outputSize
    return task.score(length: lengths[lane]) {
      judged[$0 * lanes + lane]
    } target: {
      targets[($0 * size + $1) * lanes + lane]
    } output: {
      output(($0 * size + $1) * lanes + lane)
    }
  }
}
