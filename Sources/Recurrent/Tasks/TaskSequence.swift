/// One sequence with its targets. T counts its steps, D inputs, K outputs.
public struct TaskSequence: Hashable, Sendable {
  /// T
  public let length: Int
  /// Shape (T, D), row by row
  public let inputs: [Float]
  /// Shape (T, K), row by row: what the outputs ought to be after softmax or σ
  public let targets: [Float]
  /// Shape (T): what the loss of each step counts; 0 where nothing is asked
  public let weights: [Float]
  /// Shape (T): whether the accuracy depends on the step
  public let judged: [Bool]

  /// The numbers that come in at a step.
  public func input(at step: Int) -> ArraySlice<Float> {
    let size = inputs.count / length
    return inputs[step * size..<(step + 1) * size]
  }

  /// What the outputs ought to be at a step.
  public func target(at step: Int) -> ArraySlice<Float> {
    let size = targets.count / length
    return targets[step * size..<(step + 1) * size]
  }
}

extension TrainingTask {
  /// The sequence with this index; the same seed and index give the same sequence.
  public func sequence(
    _ split: TaskSplit = .training, seed: UInt64, index: Int
  ) -> TaskSequence {
    var batch = TaskBatch(self, count: 1)
    batch.fill(split, seed: seed, firstIndex: index)
    return batch.sequence(0)
  }

  /// The string of ``TaskKind/anbn`` with `count` times a, at most ``length``.
  public func countingSequence(_ count: Int) -> TaskSequence {
    var batch = TaskBatch(self, count: 1)
    batch.fillCounting(from: count)
    return batch.sequence(0)
  }
}
