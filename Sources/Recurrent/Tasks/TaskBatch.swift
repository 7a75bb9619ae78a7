/// Sequences side by side, the sequence innermost: the form in which networks are trained.
///
/// A lane is the place of one sequence. T counts steps, D inputs, K outputs. The lanes from `count`
/// on and the steps after a sequence's end hold zeros, and no loss is taken there.
public struct TaskBatch: Hashable, Sendable {
  public let task: TrainingTask
  /// Sequences in the batch
  public let count: Int
  /// Places for sequences, at least `count`
  public let lanes: Int
  /// Steps of the longest sequence of the batch; what lies beyond is not to be read.
  public internal(set) var steps = 0
  /// Steps of each lane's sequence, 0 for a lane without one
  public internal(set) var lengths: [Int]
  /// Shape (T, D, lanes)
  public internal(set) var inputs: [Float]
  /// Shape (T, K, lanes): what the outputs ought to be after softmax or σ; a class is a 1 among 0s.
  public internal(set) var targets: [Float]
  /// Shape (T, lanes): what the loss of a step counts in its sequence's; 0 where nothing is asked
  public internal(set) var weights: [Float]
  /// Shape (T, lanes): 1 while the sequence lasts, then 0
  public internal(set) var mask: [Float]
  /// Shape (T, lanes): whether the accuracy depends on the step
  public internal(set) var judged: [Bool]
  /// Shape (T): whether the loss depends on the step in any lane
  public internal(set) var scored: [Bool]

  private let inputSize: Int
  private let outputSize: Int

  /// Room for `count` sequences of the task, padded to `lanes`.
  public init(_ task: TrainingTask, count: Int, lanes: Int? = nil) {
    let lanes = lanes ?? count
    precondition(
      count >= 1 && lanes >= count, "\(lanes) lanes have no place for \(count) sequences")
    self.task = task
    self.count = count
    self.lanes = lanes
    inputSize = task.inputSize
    outputSize = task.outputSize
    let places = task.maximumLength * lanes
    lengths = Array(repeating: 0, count: lanes)
    inputs = Array(repeating: 0, count: places * inputSize)
    targets = Array(repeating: 0, count: places * outputSize)
    weights = Array(repeating: 0, count: places)
    mask = Array(repeating: 0, count: places)
    judged = Array(repeating: false, count: places)
    scored = Array(repeating: false, count: task.maximumLength)
  }

  /// Puts the sequences with the indices from `firstIndex` on into the lanes.
  public mutating func fill(_ split: TaskSplit, seed: UInt64, firstIndex: Int) {
    clear()
    fill(0..<count, split, seed: seed, firstIndex: firstIndex)
  }

  /// The same in pieces, between which it can be cancelled.
  mutating func fill(
    _ split: TaskSplit, seed: UInt64, firstIndex: Int, check: CancellationCheck
  ) throws(Cancelled) {
    clear()
    var first = 0
    while first < count {
      try check()
      let next = min(count, first + max(1, 100_000 / task.maximumLength))
      fill(first..<next, split, seed: seed, firstIndex: firstIndex)
      first = next
    }
  }

  private mutating func fill(
    _ range: Range<Int>, _ split: TaskSplit, seed: UInt64, firstIndex: Int
  ) {
    let base = SequenceRandom.base(seed: seed, split: split)
    for lane in range {
      var random = SequenceRandom(base: base, index: firstIndex + lane)
      write(lane, from: &random)
    }
  }

  /// Puts the strings of ``TaskKind/anbn`` with `firstCount`, `firstCount` + 1, … times a into the
  /// lanes; none may be above the task's length.
  public mutating func fillCounting(from firstCount: Int) {
    precondition(task.kind == .anbn, "\(task.kind.rawValue) does not count")
    precondition(
      firstCount >= 1 && firstCount + count - 1 <= task.length,
      "\(firstCount + count - 1) is above \(task.length)")
    clear()
    for lane in 0..<count { writeCounting(lane, count: firstCount + lane) }
  }

  /// One lane's sequence.
  public func sequence(_ lane: Int) -> TaskSequence {
    let length = lengths[lane]
    return TaskSequence(
      length: length,
      inputs: (0..<length * inputSize).map { inputs[$0 * lanes + lane] },
      targets: (0..<length * outputSize).map { targets[$0 * lanes + lane] },
      weights: (0..<length).map { weights[$0 * lanes + lane] },
      judged: (0..<length).map { judged[$0 * lanes + lane] })
  }

  /// Makes all steps that were written zero again.
  private mutating func clear() {
    Self.zero(&inputs, count: steps * inputSize * lanes)
    Self.zero(&targets, count: steps * outputSize * lanes)
    Self.zero(&weights, count: steps * lanes)
    Self.zero(&mask, count: steps * lanes)
    for place in 0..<steps * lanes { judged[place] = false }
    for step in 0..<steps { scored[step] = false }
    for lane in 0..<lanes { lengths[lane] = 0 }
    steps = 0
  }

  private static func zero(_ numbers: inout [Float], count: Int) {
    numbers.withUnsafeMutableBufferPointer { $0[..<count].update(repeating: 0) }
  }
}

// What the generators write with. A lane is zero before its sequence is written.
extension TaskBatch {
  private mutating func write(_ lane: Int, from random: inout SequenceRandom) {
    switch task.kind {
    case .temporalOrder: writeTemporalOrder(lane, from: &random)
    case .adding: writeAdding(lane, from: &random)
    case .latch: writeLatch(lane, from: &random)
    case .delayedRecall: writeDelayedRecall(lane, from: &random)
    case .delayedXOR: writeDelayedXOR(lane, from: &random)
    case .copy: writeCopy(lane, from: &random)
    case .parity: writeParity(lane, everyStep: true, from: &random)
    case .parityEnd: writeParity(lane, everyStep: false, from: &random)
    case .flipFlop: writeFlipFlop(lane, from: &random)
    case .dyck: writeDyck(lane, from: &random)
    case .anbn: writeCounting(lane, count: 1 + random.number(below: task.length))
    case .reber: writeReber(lane, from: &random)
    case .continualReber: writeContinualReber(lane, from: &random)
    }
  }

  /// Gives the lane's sequence its number of steps.
  mutating func begin(_ lane: Int, length: Int) {
    lengths[lane] = length
    steps = max(steps, length)
    for step in 0..<length { mask[step * lanes + lane] = 1 }
  }

  mutating func setInput(_ input: Int, to value: Float = 1, at step: Int, _ lane: Int) {
    inputs[(step * inputSize + input) * lanes + lane] = value
  }

  mutating func setTarget(_ output: Int, to value: Float = 1, at step: Int, _ lane: Int) {
    targets[(step * outputSize + output) * lanes + lane] = value
  }

  /// Lets the loss, and unless told otherwise the accuracy, depend on the step.
  mutating func score(
    _ step: Int, weight: Float = 1, isJudged: Bool = true, _ lane: Int
  ) {
    weights[step * lanes + lane] = weight
    judged[step * lanes + lane] = isJudged
    scored[step] = true
  }
}
