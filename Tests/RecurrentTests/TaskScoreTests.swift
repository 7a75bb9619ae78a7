import Recurrent
import Testing

@Suite struct TaskScoreTests {
  private func outputs(_ task: TrainingTask, for sequence: TaskSequence) -> [Float] {
    task.objective == .regression ? sequence.targets : sequence.rightOutputs
  }

  @Test(arguments: TaskKind.allCases)
  func `Right outputs are right, and zeros, their opposite and NaN are not`(kind: TaskKind) {
    let task = TrainingTask(kind)
    var total = TaskScore()
    for index in 0..<20 {
      let sequence = task.sequence(seed: 1, index: index)
      let right = outputs(task, for: sequence)
      let judged = kind == .anbn ? 1 : sequence.judgedSteps.count
      let none = TaskScore(right: 0, total: judged)
      #expect(task.score(sequence, outputs: right) == TaskScore(right: judged, total: judged))
      #expect(task.score(sequence, outputs: right.map { _ in .nan }) == none)
      if task.objective != .regression {
        #expect(task.score(sequence, outputs: right.map { -$0 }) == none)
        #expect(task.score(sequence, outputs: right.map { $0 * 0 }) == none)
      }
      total = total + task.score(sequence, outputs: right)
    }
    #expect(total.accuracy == 1)
  }

  @Test(arguments: TaskKind.allCases)
  func `A batch is scored as its sequences are`(kind: TaskKind) {
    let task = TrainingTask(kind)
    var batch = TaskBatch(task, count: 6, lanes: 8)
    batch.fill(.heldOut, seed: 1, firstIndex: 0)
    var outputs = Array(repeating: Float.nan, count: batch.targets.count)
    var sum = TaskScore()
    for lane in 0..<6 {
      let sequence = batch.sequence(lane)
      var own = self.outputs(task, for: sequence)
      // The odd ones are wrong at their end.
      if lane % 2 == 1 {
        own.replaceSubrange((own.count / 2)..., with: own[(own.count / 2)...].map { 1 - $0 * 3 })
      }
      for place in own.indices { outputs[place * 8 + lane] = own[place] }
      sum = sum + task.score(sequence, outputs: own)
    }
    #expect(batch.score(outputs) == sum)
    #expect(sum.right > 0 && sum.right < sum.total)
  }

  @Test func `A sum is right when it is off by less than 0.04`() {
    let task = TrainingTask(.adding)
    let sequence = task.sequence(seed: 1, index: 0)
    func isRight(_ error: Float) -> Bool {
      task.score(sequence, outputs: sequence.targets.map { $0 + error }).right == 1
    }
    #expect(isRight(0.039) && isRight(-0.039))
    #expect(!isRight(0.041) && !isRight(-0.041) && !isRight(.infinity))
  }

  @Test func `A counted string is wrong when one bit of one step is`() {
    let task = TrainingTask(.anbn)
    let sequence = task.countingSequence(10)
    for place in sequence.targets.indices {
      var outputs = sequence.rightOutputs
      outputs[place].negate()
      #expect(task.score(sequence, outputs: outputs) == TaskScore(right: 0, total: 1))
    }
  }

  @Test func `Of a Reber string only the closing T or P counts`() {
    let task = TrainingTask(.reber)
    let sequence = task.sequence(seed: 1, index: 0)
    let judged = sequence.length - 2
    for place in sequence.targets.indices {
      var outputs = sequence.rightOutputs
      outputs[place] *= -2
      let matters = place / 7 == judged && [1, 2].contains(place % 7)
      #expect(task.score(sequence, outputs: outputs).right == (matters ? 0 : 1))
    }
  }

  @Test func `A task with every step judged counts its steps`() {
    let task = TrainingTask(.parity)
    let sequence = task.sequence(seed: 1, index: 0)
    var outputs = sequence.rightOutputs
    for step in 0..<4 { outputs[step].negate() }
    #expect(task.score(sequence, outputs: outputs) == TaskScore(right: 12, total: 16))
    #expect(TaskScore(right: 12, total: 16).accuracy == 0.75)
    #expect(TaskScore().accuracy == 0)
  }
}
