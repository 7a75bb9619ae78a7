import Foundation
import Synchronization
import Testing

@testable import Recurrent

/// Counts from any thread.
private final class Counter: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  /// One more, and how many that makes.
  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}

@Suite struct TrainingTests {
  private struct Optimizers: Decodable {
    var learning_rate: Double
    var clip: Double
    var start: [Double]
    var gradients: [[Double]]
    var after: [String: [[Double]]]
  }

  @Test(arguments: OptimizerKind.allCases)
  func `An optimiser moves as PyTorch's does, clipping included`(kind: OptimizerKind) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/optimizers.json")
    let golden = try JSONDecoder().decode(Optimizers.self, from: Data(contentsOf: file))
    let weights = buffer(golden.start)
    let optimizer = Optimizer(kind, learningRate: golden.learning_rate, count: weights.count)
    let after = try #require(golden.after[kind.rawValue])
    for (gradient, expected) in zip(golden.gradients, after) {
      let gradients = buffer(gradient)
      let size = norm(gradients)
      let scale = size > golden.clip ? Float(golden.clip / size) : 1
      optimizer.update(weights, gradients, scale: scale)
      expectClose(weights.values, expected, tolerance: 1e-6, kind.rawValue)
    }
  }

  private func buffer(_ values: [Double]) -> FloatBuffer {
    let buffer = FloatBuffer(values.count)
    for (index, value) in values.enumerated() { buffer.start[index] = Float(value) }
    return buffer
  }

  @Test func `The norm is that of all gradients together`() {
    #expect(norm(buffer([3, 0, 0, 0, 4])) == 5)
    #expect(norm(buffer([])) == 0)
    #expect(norm(buffer([.nan])).isNaN)
  }

  private func options(
    _ kind: TaskKind = .temporalOrder, _ cell: CellKind = .lstm, seed: UInt64 = 1
  ) -> TrainingOptions {
    var options = TrainingOptions(TrainingTask(kind), cell: cell)
    options.seed = seed
    return options
  }

  /// The weights and losses after some updates.
  private func run(
    _ options: TrainingOptions, updates: Int = 20
  ) throws -> (network: Network<Float>, losses: [Double]) {
    let trainer = try Trainer(options)
    let losses = try (0..<updates).map { _ in try trainer.update() }
    return (trainer.network, losses)
  }

  @Test(arguments: CellKind.allCases)
  func `The same seed gives the same numbers, another seed others`(cell: CellKind) throws {
    let first = try run(options(.parity, cell))
    let again = try run(options(.parity, cell))
    #expect(first.network == again.network)
    #expect(first.losses == again.losses)
    #expect(try run(options(.parity, cell, seed: 2)).losses != first.losses)
    #expect(first.losses.allSatisfy { $0.isFinite })
  }

  @Test func `Testing in between changes nothing of what is learnt`() throws {
    let tested = try Trainer(options())
    let untested = try Trainer(options())
    for _ in 0..<5 {
      _ = try tested.update()
      _ = try tested.evaluate()
      _ = try untested.update()
    }
    #expect(tested.network == untested.network)
    #expect(try tested.evaluate() == untested.evaluate())
  }

  @Test func `Threads share a batch and change no more than the last bits`() throws {
    var shared = options()
    shared.threads = 2
    let together = try run(shared, updates: 5)
    #expect(try run(shared, updates: 5).network == together.network)
    let alone = try run(options(), updates: 5)
    for (mine, theirs) in zip(together.network.parameters, alone.network.parameters) {
      expectClose(mine.values, theirs.values.map { Double($0) }, tolerance: 1e-3, mine.name)
    }
    expectClose(together.losses, alone.losses, tolerance: 1e-4, "losses")
    // More threads than sequences are more than there is work for.
    shared.batchSize = 3
    shared.threads = 64
    #expect(try run(shared, updates: 2).losses.allSatisfy { $0.isFinite })
  }

  @Test func `Work that is cancelled leaves the weights after whole updates`() throws {
    var options = options()
    options.hiddenSize = 16
    let counted = try Trainer(options)
    let questions = Counter()
    _ = try counted.update { questions.next() < 0 }
    // Forwards and back, it is asked at every timestep.
    #expect(questions.value > 2 * 50)
    for limit in [0, 1, 40, questions.value - 1] {
      let trainer = try Trainer(options)
      let before = trainer.network
      let asked = Counter()
      #expect(throws: Cancelled.self) { _ = try trainer.update { asked.next() > limit } }
      #expect(asked.value > limit)
      #expect(trainer.network == before)
      #expect(trainer.updates == 0)
      // It goes on as if nothing had happened.
      _ = try trainer.update()
      let whole = try Trainer(options)
      _ = try whole.update()
      #expect(trainer.network == whole.network)
    }
  }

  @Test func `The gradient of every objective is that of its loss`() throws {
    for kind in [TaskKind.temporalOrder, .adding, .parity, .anbn, .copy] {
      var plan = options(kind)
      plan.batchSize = 4
      // One step of plain descent moves every weight by −rate · gradient.
      plan.optimizer = .sgd
      plan.clip = .infinity
      plan.learningRate = 1
      let trainer = try Trainer(plan)
      let (before, readout) = (trainer.network, trainer.readout)
      _ = try trainer.update()
      var batch = TaskBatch(plan.task, count: 4, lanes: 8)
      batch.fill(.training, seed: plan.seed, firstIndex: 0)
      func loss(_ network: Network<Double>, _ bias: [Double]) throws -> Double {
        try (0..<4).reduce(0) { sum, lane in
          try sum + referenceLoss(batch.sequence(lane), network, readout, bias, plan.task) / 4
        }
      }
      let wide = before.converted(to: Double.self)
      let bias = readout.bias.map { Double($0) }
      for index in [0, 3, 7] {
        var (up, down) = (wide, wide)
        up.layers[0][.weightIH].values[index] += 1e-4
        down.layers[0][.weightIH].values[index] -= 1e-4
        let slope = try (loss(up, bias) - loss(down, bias)) / 2e-4
        let moved =
          before.layers[0][.weightIH].values[index]
          - trainer.network.layers[0][.weightIH].values[index]
        #expect(abs(Double(moved) - slope) < 1e-4 + 1e-3 * abs(slope), "\(kind.rawValue)")
      }
      var (up, down) = (bias, bias)
      up[0] += 1e-4
      down[0] -= 1e-4
      let slope = try (loss(wide, up) - loss(wide, down)) / 2e-4
      #expect(
        abs(Double(readout.bias[0] - trainer.readout.bias[0]) - slope) < 1e-4,
        "\(kind.rawValue): the readout's bias")
    }
  }

  /// The loss of one sequence written out, in Double.
  private func referenceLoss(
    _ sequence: TaskSequence, _ network: Network<Double>, _ readout: Readout<Float>,
    _ bias: [Double], _ task: TrainingTask
  ) throws -> Double {
    let tape = (0..<sequence.length).map { sequence.input(at: $0).map { Double($0) } }
    let trace = try Trace(network, tape: tape)
    var total = 0.0
    for (t, step) in trace.steps.enumerated() where sequence.weights[t] != 0 {
      let logits = bias.indices.map { row in
        zip(readout.weight.row(row), step.output).reduce(bias[row]) { $0 + Double($1.0) * $1.1 }
      }
      let targets = sequence.target(at: t).map { Double($0) }
      let loss: Double
      switch task.objective {
      case .classes:
        let sum = logits.reduce(0) { $0 + exp($1) }
        loss = -zip(logits, targets).reduce(0) { $0 + $1.1 * ($1.0 - log(sum)) }
      case .bits:
        loss = zip(logits, targets).reduce(0) { sum, pair in
          let p = 1 / (1 + exp(-pair.0))
          return sum - (pair.1 * log(p) + (1 - pair.1) * log(1 - p))
        }
      case .regression:
        loss = zip(logits, targets).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      total += Double(sequence.weights[t]) * loss
    }
    return total
  }

  @Test func `Sizes that cannot be are refused in one sentence`() {
    for (change, sentence) in [
      (\TrainingOptions.hiddenSize, "hidden_size is 0, but must be 1 or more"),
      (\.batchSize, "batch is 0, but must be 1 or more"),
      (\.updates, "steps is 0, but must be 1 or more"),
      (\.threads, "threads is 0, but must be 1 or more"),
    ] {
      var options = options()
      options[keyPath: change] = 0
      #expect { try Trainer(options) } throws: { "\($0)" == sentence }
    }
  }
}

@Suite struct InitializationTests {
  private func network(
    _ initialization: Initialization, _ cell: CellKind = .lstm, forgetBias: Double? = nil,
    inputBias: Double? = nil, hidden: Int = 16
  ) -> Network<Float> {
    var random = SeededRandom(seed: 4)
    let draw = WeightDraw(
      initialization: initialization, forgetBias: forgetBias, inputBias: inputBias, length: 50)
    return draw.draw(NetworkShape(cell, inputSize: 8, hiddenSize: hidden), from: &random)
  }

  private func biases(_ network: Network<Float>, _ gate: Gate) -> [Float] {
    (0..<network.shape.hiddenSize).map { network.layers[0].bias(gate, unit: $0) }
  }

  @Test func `PyTorch's weights lie within one over the root of H and fill that range`() {
    for (_, _, values) in network(.pytorch).parameters {
      #expect(values.allSatisfy { abs($0) <= 0.25 })
      #expect(values.contains { $0 > 0.2 } && values.contains { $0 < -0.2 })
    }
  }

  @Test func `Keras draws Glorot's W, an orthogonal U and a forget bias of 1`() {
    let layer = network(.keras).layers[0]
    let bound = (6 / Float(8 + 64)).squareRoot()
    #expect(layer[.weightIH].values.allSatisfy { abs($0) <= bound })
    #expect(layer[.weightIH].values.contains { $0 > 0.9 * bound })
    expectOrthonormal(layer[.weightHH].values, rows: 64, columns: 16)
    #expect(biases(network(.keras), .forget).allSatisfy { $0 == 1 })
    #expect(biases(network(.keras), .input).allSatisfy { $0 == 0 })
  }

  @Test func `Orthogonal draws an orthogonal U for every gate`() {
    let values = network(.orthogonal).layers[0][.weightHH].values
    for gate in 0..<4 {
      expectOrthonormal(
        Array(values[(gate * 256)..<((gate + 1) * 256)]), rows: 16, columns: 16)
    }
  }

  private func expectOrthonormal(_ values: [Float], rows: Int, columns: Int) {
    for a in 0..<columns {
      for b in 0..<columns {
        let product = (0..<rows).reduce(Float(0)) {
          $0 + values[$1 * columns + a] * values[$1 * columns + b]
        }
        #expect(abs(product - (a == b ? 1 : 0)) < 1e-5)
      }
    }
  }

  @Test func `Chrono biases are logarithms of times up to T, and b_i = −b_f`() {
    let network = network(.chrono)
    let forget = biases(network, .forget)
    #expect(forget.allSatisfy { $0 >= 0 && $0 <= log(49) })
    #expect(Set(forget).count > 10)
    #expect(biases(network, .input) == forget.map { -$0 })
  }

  @Test(arguments: CellKind.allCases)
  func `A bias that is asked for is exactly the sum of both`(cell: CellKind) {
    for initialization in Initialization.allCases {
      let network = network(initialization, cell, forgetBias: 3, inputBias: -1)
      if let keep = cell.keepGate { #expect(biases(network, keep).allSatisfy { $0 == 3 }) }
      if cell.gates.contains(.input) {
        #expect(biases(network, .input).allSatisfy { $0 == -1 })
      }
    }
  }
}
