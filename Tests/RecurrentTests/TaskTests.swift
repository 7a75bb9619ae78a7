import Recurrent
import Testing

@Suite struct TaskTests {
  @Test(arguments: TaskKind.allCases)
  func `The same seed and index give the same sequence`(kind: TaskKind) {
    let task = TrainingTask(kind)
    let sequence = task.sequence(seed: 1, index: 7)
    #expect(sequence == task.sequence(seed: 1, index: 7))
    // Of few sequences, some are equal by chance: sixteen in a row are not.
    let row = (0..<16).map { task.sequence(seed: 1, index: $0) }
    #expect(Set(row).count > 1)
    #expect(row != (16..<32).map { task.sequence(seed: 1, index: $0) })
    #expect(row != (0..<16).map { task.sequence(seed: 2, index: $0) })
    #expect(row != (0..<16).map { task.sequence(.heldOut, seed: 1, index: $0) })
  }

  @Test(arguments: TaskKind.allCases)
  func `A batch holds the sequences of its indices and zeros`(kind: TaskKind) throws {
    let task = TrainingTask(kind)
    var batch = TaskBatch(task, count: 5, lanes: 8)
    // Filled twice, so that what the first left behind would show.
    batch.fill(.training, seed: 3, firstIndex: 100)
    batch.fill(.training, seed: 3, firstIndex: 40)
    let sequences = (40..<45).map { task.sequence(seed: 3, index: $0) }
    #expect((0..<5).map(batch.sequence) == sequences)
    #expect(batch.lengths == sequences.map(\.length) + [0, 0, 0])
    #expect(batch.steps == sequences.map(\.length).max())
    #expect(batch.steps <= task.maximumLength)
    #expect(task.hasVaryingLength || Set(sequences.map(\.length)) == [task.maximumLength])
    for step in 0..<task.maximumLength {
      let asks = sequences.contains { step < $0.length && $0.weights[step] > 0 }
      #expect(batch.scored[step] == asks)
      for lane in 0..<8 {
        let isActive = step < batch.lengths[lane]
        #expect(batch.mask[step * 8 + lane] == (isActive ? 1 : 0))
        guard !isActive else { continue }
        #expect(batch.weights[step * 8 + lane] == 0 && !batch.judged[step * 8 + lane])
        for input in 0..<task.inputSize {
          #expect(batch.inputs[(step * task.inputSize + input) * 8 + lane] == 0)
        }
        for output in 0..<task.outputSize {
          #expect(batch.targets[(step * task.outputSize + output) * 8 + lane] == 0)
        }
      }
    }
  }

  @Test(arguments: TaskKind.allCases)
  func `Every task says what it is made of`(kind: TaskKind) throws {
    let task = TrainingTask(kind)
    let sequence = task.sequence(seed: 1, index: 0)
    #expect(sequence.inputs.count == sequence.length * task.inputSize)
    #expect(sequence.targets.count == sequence.length * task.outputSize)
    #expect(!task.inputsAreSymbols || sequence.symbols != nil)
    #expect((0.3...1).contains(task.threshold))
    #expect(task.length == kind.usualLength && kind.lengths.contains(kind.usualLength))
    if let longer = task.generalisationLength {
      #expect(try TrainingTask(kind, length: longer).length == longer)
    }
    #expect(sequence.judgedSteps.allSatisfy(sequence.scoredSteps.contains))
    switch task.objective {
    case .classes:
      #expect(sequence.scoredSteps.allSatisfy { sequence.targetClass(at: $0) != nil })
    case .bits: #expect(sequence.targets.allSatisfy { $0 == 0 || $0 == 1 })
    case .regression: #expect(task.outputSize == 1)
    }
    // The loss of a sequence is a mean, except where every symbol counts the same.
    let sum = sequence.weights.reduce(0, +)
    let isSum = [.anbn, .reber, .continualReber].contains(kind)
    #expect(abs(sum - (isSum ? Float(sequence.length) : 1)) < 1e-4)
  }

  @Test func `Lengths that a task cannot have are refused with a sentence`() {
    func refusal(_ kind: TaskKind, _ length: Int) -> String? {
      do throws(TaskLengthError) {
        _ = try TrainingTask(kind, length: length)
        return nil
      } catch { return error.description }
    }
    #expect(
      refusal(.temporalOrder, 3)
        == "length 3 is too short for temporal-order; it needs at least 10")
    #expect(
      refusal(.copy, 10_001) == "length 10001 is too long for copy; it takes at most 10000")
    #expect(refusal(.dyck, 21) == "length 21 is odd, and dyck needs an even one")
    #expect(refusal(.reber, 8) == "length 8 is too short for reber; it needs at least 9")
    #expect(
      refusal(.anbn, Int.min) == "length \(Int.min) is too short for anbn; it needs at least 1")
    for kind in TaskKind.allCases {
      let lengths = kind.lengths
      #expect(refusal(kind, lengths.lowerBound - 1) != nil)
      #expect(refusal(kind, lengths.upperBound + 1) != nil)
      #expect(refusal(kind, lengths.lowerBound) == nil)
      #expect(refusal(kind, lengths.upperBound) == nil)
    }
  }

  @Test(arguments: TaskKind.allCases)
  func `The shortest and a long sequence can be made`(kind: TaskKind) throws {
    for length in [kind.lengths.lowerBound, 1000] {
      let task = try TrainingTask(kind, length: length)
      for index in 0..<50 {
        let sequence = task.sequence(seed: 1, index: index)
        #expect((1...task.maximumLength).contains(sequence.length))
      }
    }
  }
}
