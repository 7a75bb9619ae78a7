import Recurrent
import Testing

/// How often training succeeds: the claims that lessons and docs make.
@Suite struct TrainingRateTests {
  /// How many of the seeds 1…20 solve temporal order (T = 50, H = 4) within some updates.
  private func solved(
    within updates: Int, _ cell: CellKind = .lstm, forgetBias: Double? = nil
  ) throws -> Int {
    try (1...20).filter { seed in
      var options = TrainingOptions(TrainingTask(.temporalOrder), cell: cell)
      #expect(options.hiddenSize == 4 && options.batchSize == 32)
      #expect(options.learningRate == 0.02 && options.clip == 1)
      options.seed = UInt64(seed)
      if let forgetBias { options.forgetBias = forgetBias }
      let trainer = try Trainer(options)
      while trainer.updates < updates {
        _ = try trainer.update()
        guard trainer.updates.isMultiple(of: 50) else { continue }
        if try trainer.evaluate().accuracy >= options.task.threshold { return true }
      }
      return false
    }.count
  }

  @Test func `A forget bias of 3 learns temporal order with nearly every seed`() throws {
    #expect(try solved(within: 500, forgetBias: 3) >= 19)
  }

  @Test func `A forget bias of 0 hardly ever does`() throws {
    #expect(try solved(within: 500, forgetBias: 0) <= 2)
  }

  @Test func `A plain recurrent net never does`() throws {
    #expect(try solved(within: 1000, .rnnTanh) == 0)
  }

  @Test(arguments: TaskKind.allCases)
  func `Every task is learnt with its recipe, but for the one that cannot be`(
    kind: TaskKind
  ) throws {
    let options = TrainingOptions(TrainingTask(kind))
    let trainer = try Trainer(options)
    var accuracy = 0.0
    while trainer.updates < options.updates, accuracy < options.task.threshold {
      _ = try trainer.update()
      if trainer.updates.isMultiple(of: options.evaluationInterval) {
        accuracy = try trainer.evaluate().accuracy
      }
    }
    #expect((accuracy >= options.task.threshold) == (kind != .parityEnd), "\(accuracy)")
  }
}
