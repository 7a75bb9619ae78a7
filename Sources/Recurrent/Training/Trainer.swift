internal import CKernels

/// A network that learns a task.
///
/// It belongs to one thread at a time and keeps no clock: whoever calls it measures and decides
/// when to stop. Between two calls its weights are those after a whole number of updates.
public final class Trainer {
  public let options: TrainingOptions
  /// Updates done so far
  public private(set) var updates = 0
  private let layout: ParameterLayout
  private let parameters: FloatBuffer
  private let optimizer: Optimizer
  private var shards: [Shard]

  /// - Throws: ``SizeError`` when no network has these sizes.
  public init(_ options: TrainingOptions) throws(SizeError) {
    if let mistake = options.shape.mistake { throw mistake }
    for (name, value) in [
      ("batch", options.batchSize), ("steps", options.updates), ("threads", options.threads),
      ("evaluation interval", options.evaluationInterval),
    ] where value < 1 {
      throw SizeError("\(name) is \(value), but must be 1 or more")
    }
    self.options = options
    let layout = ParameterLayout(options.shape, readoutSize: options.task.outputSize)
    let parameters = FloatBuffer(layout.count)
    self.layout = layout
    self.parameters = parameters
    optimizer = Optimizer(
      options.optimizer, learningRate: options.learningRate, count: layout.count)

    var random = SeededRandom(seed: options.seed, name: "weights")
    let draw = WeightDraw(
      initialization: options.initialization, deviation: options.initialDeviation,
      forgetBias: options.forgetBias, inputBias: options.inputBias,
      length: options.task.maximumLength)
    let network = draw.draw(options.shape, from: &random)
    let readout = draw.readout(options.task.outputSize, of: options.shape, from: &random)
    layout.write(network, readout, to: parameters)

    // Shards are whole vectors of lanes: only the last one computes any padding.
    let multiple = Int(CK_LANE_MULTIPLE)
    let vectors = (options.batchSize + multiple - 1) / multiple
    let count = min(options.threads, vectors)
    shards = (0..<count).map { index in
      let first = vectors * index / count * multiple
      let next = min(options.batchSize, vectors * (index + 1) / count * multiple)
      return Shard(options.task, layout, parameters: parameters, first: first, count: next - first)
    }
  }

  public var network: Network<Float> { layout.network(in: parameters) }
  public var readout: Readout<Float> { layout.readoutValues(in: parameters) }

  /// Learns from one new batch.
  ///
  /// - Parameter isCancelled: asked every few milliseconds, from each thread
  /// - Returns: the mean loss of the batch before the update; NaN or infinite when the weights are
  /// - Throws: ``Cancelled``; the weights are those before the update.
  public func update(isCancelled: @escaping CancellationQuestion = { false }) throws(Cancelled)
    -> Double
  {
    let firstIndex = updates * options.batchSize
    let scale = 1 / Float(options.batchSize)
    let shards = shards
    inParallel(shards.count) { index in
      let shard = shards[index]
      shard.learn(
        seed: options.seed, firstIndex: firstIndex, scale: scale, isCancelled: isCancelled)
    }
    if shards.contains(where: \.wasCancelled) { throw Cancelled() }

    let gradients = shards[0].network.gradients
    for other in shards.dropFirst() {
      addFloats(gradients.start, other.network.gradients.start, gradients.count)
    }
    let size = norm(gradients)
    let factor = size > options.clip ? Float(options.clip / size) : 1
    optimizer.update(parameters, gradients, scale: factor)
    updates += 1
    return shards.reduce(0) { $0 + $1.loss } / Double(options.batchSize)
  }

  /// Measures on held-out sequences how right the network is.
  ///
  /// - Throws: ``Cancelled`` when that was asked for.
  public func evaluate(
    isCancelled: @escaping CancellationQuestion = { false }
  ) throws(Cancelled) -> Evaluation {
    let lanes = shards[0].network.lanes
    let total = TrainingTask.evaluationCount
    var (score, loss) = (TaskScore(), 0.0)
    var first = 0
    while first < total {
      let count = min(lanes, total - first)
      let part = try shards[0].evaluate(
        seed: options.seed, firstIndex: first, count: count, isCancelled: isCancelled)
      score = score + part.score
      loss += part.loss
      first += count
    }
    return Evaluation(score: score, loss: loss / Double(total))
  }
}

/// What a network is worth on sequences that it did not learn from.
public struct Evaluation: Hashable, Sendable {
  public var score: TaskScore
  /// The mean loss of a sequence
  public var loss: Double

  /// The share of right answers
  public var accuracy: Double { score.accuracy }
}

/// The sequences of a batch that one thread works on.
private final class Shard {
  /// Where the shard begins within the batch
  let firstLane: Int
  let network: LaneNetwork
  private var batch: TaskBatch
  /// Held-out sequences, of which every lane holds one
  private var evaluation: TaskBatch
  private(set) var loss = 0.0
  private(set) var wasCancelled = false
  private let readout: LaneReadout

  init(
    _ task: TrainingTask, _ layout: ParameterLayout, parameters: FloatBuffer, first: Int,
    count: Int
  ) {
    let multiple = Int(CK_LANE_MULTIPLE)
    let lanes = (count + multiple - 1) / multiple * multiple
    firstLane = first
    network = LaneNetwork(
      layout, lanes: lanes, capacity: task.maximumLength, parameters: parameters)
    readout = LaneReadout(network, task.objective)
    batch = TaskBatch(task, count: count, lanes: lanes)
    evaluation = TaskBatch(task, count: lanes, lanes: lanes)
  }

  /// Draws new sequences and runs them forwards and back; the gradients are then those of the network.
  func learn(
    seed: UInt64, firstIndex: Int, scale: Float, isCancelled: @escaping CancellationQuestion
  ) {
    do throws(Cancelled) {
      network.gradients.clear()
      let check = Self.check(isCancelled)
      try batch.fill(.training, seed: seed, firstIndex: firstIndex + firstLane, check: check)
      try run(batch, check) { (inputs, mask) throws(Cancelled) in
        self.loss = readout.loss(batch, scale: scale)
        try readout.backward(batch, check: check)
        try network.backward(inputs: inputs, count: batch.steps, mask: mask, check: check)
      }
      wasCancelled = false
    } catch {
      wasCancelled = true
    }
  }

  /// Runs held-out sequences forwards; the loss is their sum.
  func evaluate(
    seed: UInt64, firstIndex: Int, count: Int, isCancelled: @escaping CancellationQuestion
  ) throws(Cancelled) -> (score: TaskScore, loss: Double) {
    if count != evaluation.count {
      evaluation = TaskBatch(evaluation.task, count: count, lanes: network.lanes)
    }
    let check = Self.check(isCancelled)
    try evaluation.fill(.heldOut, seed: seed, firstIndex: firstIndex, check: check)
    var result = (score: TaskScore(), loss: 0.0)
    try run(evaluation, check) { (_, _) throws(Cancelled) in
      let logits = readout.logits.start
      result.score = evaluation.score { logits[$0] }
      result.loss = readout.loss(evaluation, scale: 0)
    }
    return result
  }

  private static func check(
    _ isCancelled: @escaping CancellationQuestion
  ) -> CancellationCheck {
    { () throws(Cancelled) in if isCancelled() { throw Cancelled() } }
  }

  /// Runs a batch forwards, then `then` with its inputs and, where sequences end early, its mask.
  private func run(
    _ batch: TaskBatch, _ check: @escaping CancellationCheck,
    _ then: (_ inputs: Steps, _ mask: Steps?) throws(Cancelled) -> Void
  ) throws(Cancelled) {
    // Padding lanes need no mask: no loss is taken there, so nothing flows back from them.
    let isRagged = batch.lengths.prefix(batch.count).contains { $0 < batch.steps }
    var failure: Cancelled?
    batch.inputs.withUnsafeBufferPointer { inputs in
      batch.mask.withUnsafeBufferPointer { mask in
        guard let x = inputs.baseAddress, let live = mask.baseAddress else { return }
        // The kernels read from both; `Steps` has no form for what is only read.
        let source = Steps(
          start: UnsafeMutablePointer(mutating: x), stride: batch.task.inputSize * network.lanes)
        let lasting =
          isRagged ? Steps(start: UnsafeMutablePointer(mutating: live), stride: network.lanes) : nil
        do throws(Cancelled) {
          try network.forward(inputs: source, count: batch.steps, mask: lasting, check: check)
          try readout.forward(batch, check: check)
          try then(source, lasting)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }
}
