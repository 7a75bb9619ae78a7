/// The recipe of a training run for everything that nobody asks for otherwise.
public struct TaskDefaults: Hashable, Sendable {
  /// H
  public var hiddenSize: Int
  /// Adam's
  public var learningRate: Double
  /// Sequences in an update
  public var batchSize = 32
  /// The largest norm of all gradients together
  public var clip = 1.0
  /// b_ih + b_hh of the forget rows; for a GRU, of the rows that keep
  public var forgetBias = 1.0
  /// b_ih + b_hh of the input rows; nil leaves them as they are drawn
  public var inputBias: Double?
  /// How weights are drawn
  public var initialization = Initialization.pytorch
  /// Weights are drawn from the normal distribution with this deviation instead, if given.
  public var initialDeviation: Double?
  /// Updates after which a run that has not solved the task gives up
  public var updates: Int
  /// Updates between two tests
  public var evaluationInterval = 50
}

extension TrainingTask {
  /// Held-out sequences in a test
  public static let evaluationCount = 512

  /// The accuracy on held-out sequences from which the task counts as solved.
  public var threshold: Double {
    switch kind {
    // A mean squared error of 0.01 puts a third of the errors below 0.04.
    case .adding: 0.35
    case .flipFlop: 0.99
    case .reber: 1
    default: 0.95
    }
  }

  /// The length at which a solved task shows whether the rule was learnt; nil for tasks of one length.
  public var generalisationLength: Int? {
    let factor: Int? =
      switch kind {
      case .parity, .flipFlop, .dyck: 20
      case .anbn: 6
      case .continualReber: 10
      default: nil
      }
    return factor.map { min($0 * length, kind.lengths.upperBound) }
  }

  public var defaults: TaskDefaults {
    switch kind {
    case .temporalOrder:
      TaskDefaults(
        hiddenSize: 4, learningRate: 0.02, forgetBias: 3, inputBias: -1, initialization: .uniform,
        updates: 600)
    case .adding:
      TaskDefaults(hiddenSize: 8, learningRate: 0.01, updates: 1500)
    case .latch:
      TaskDefaults(hiddenSize: 4, learningRate: 0.02, forgetBias: 4, updates: 600)
    case .delayedRecall:
      TaskDefaults(hiddenSize: 8, learningRate: 0.02, forgetBias: 3, inputBias: -1, updates: 600)
    case .delayedXOR:
      TaskDefaults(
        hiddenSize: 8, learningRate: 0.02, forgetBias: 4, inputBias: -2, initialization: .uniform,
        updates: 600)
    case .copy:
      TaskDefaults(hiddenSize: 16, learningRate: 0.02, updates: 1500)
    case .parity, .flipFlop:
      TaskDefaults(hiddenSize: 4, learningRate: 0.02, updates: 600)
    case .parityEnd, .dyck:
      TaskDefaults(hiddenSize: 4, learningRate: 0.02, updates: 1000)
    case .anbn:
      TaskDefaults(
        hiddenSize: 4, learningRate: 0.01, batchSize: 1, inputBias: -1, initialDeviation: 0.1,
        updates: 6000, evaluationInterval: 500)
    case .reber:
      TaskDefaults(
        hiddenSize: 8, learningRate: 0.01, batchSize: 1, clip: 5, inputBias: -1,
        initialization: .uniform, initialDeviation: 0.2, updates: 20_000, evaluationInterval: 250)
    case .continualReber:
      TaskDefaults(hiddenSize: 12, learningRate: 0.01, batchSize: 8, clip: 5, updates: 2000)
    }
  }
}
