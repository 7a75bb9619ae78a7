/// Everything that decides how a training run goes: the same options give the same numbers.
public struct TrainingOptions: Hashable, Sendable {
  public var task: TrainingTask
  public var cell: CellKind
  /// H
  public var hiddenSize: Int
  /// The most updates; the run ends earlier when the task is solved.
  public var updates: Int
  /// Sequences in an update
  public var batchSize: Int
  public var seed: UInt64
  public var initialization: Initialization
  /// b_ih + b_hh of the rows that keep, if set; nil leaves what `initialization` draws.
  public var forgetBias: Double?
  /// b_ih + b_hh of the input gate's rows, if set.
  public var inputBias: Double?
  /// Draws all weights from a normal distribution with this deviation, if set.
  public var initialDeviation: Double?
  public var optimizer: OptimizerKind
  public var learningRate: Double
  /// The largest norm of all gradients together; infinity does not clip.
  public var clip: Double
  /// Updates between two tests
  public var evaluationInterval: Int
  /// Threads that share the sequences of a batch. The last bits of the numbers depend on it.
  public var threads: Int

  /// The recipe of `docs/tasks.md` for a task.
  public init(_ task: TrainingTask, cell: CellKind = .lstm) {
    let defaults = task.defaults
    self.task = task
    self.cell = cell
    hiddenSize = defaults.hiddenSize
    updates = defaults.updates
    batchSize = defaults.batchSize
    seed = 1
    initialization = defaults.initialization
    forgetBias = defaults.forgetBias
    inputBias = defaults.inputBias
    initialDeviation = defaults.initialDeviation
    optimizer = .adam
    learningRate = defaults.learningRate
    clip = defaults.clip
    evaluationInterval = defaults.evaluationInterval
    threads = 1
  }

  /// How many numbers are learnt, those of the readout included.
  public var weightCount: Int {
    shape.parameterCount + task.outputSize * (shape.outputSize + 1)
  }

  /// About how many bytes a ``Trainer`` takes when it has run once.
  public var memory: Double {
    let layer = shape.layer(0)
    let (R, H, K) = (Double(layer.rowCount), Double(hiddenSize), Double(task.outputSize))
    // Sums, states, what some kinds keep beside them, outputs' gradients, logits, data twice.
    let perStep = 3 * R + 6 * H + 2 * (Double(task.inputSize) + 2 * K + 3)
    let lanes = Double(batchSize + 7 * threads)
    let weights = Double(shape.parameterCount) * Double(4 + threads)
    return 4 * (perStep * lanes * Double(task.maximumLength + 1) + weights)
  }

  public var shape: NetworkShape {
    NetworkShape(cell, inputSize: task.inputSize, hiddenSize: hiddenSize)
  }
}
