/// A kind of task at a length: what its sequences look like and when an answer is right.
public struct TrainingTask: Hashable, Sendable {
  public let kind: TaskKind
  /// What `--length` says: steps, except for ``TaskKind/copy`` (the delay), ``TaskKind/anbn`` (the
  /// largest n) and ``TaskKind/reber`` (the most symbols of a string).
  public let length: Int

  /// The task at its usual length.
  public init(_ kind: TaskKind) {
    self.kind = kind
    length = kind.usualLength
  }

  /// - Throws: ``TaskLengthError`` when the kind cannot have this length.
  public init(_ kind: TaskKind, length: Int?) throws(TaskLengthError) {
    let length = length ?? kind.usualLength
    let allowed = kind.lengths
    guard length >= allowed.lowerBound else {
      throw TaskLengthError(
        kind: kind, length: length, reason: .tooShort(least: allowed.lowerBound))
    }
    guard length <= allowed.upperBound else {
      throw TaskLengthError(kind: kind, length: length, reason: .tooLong(most: allowed.upperBound))
    }
    guard kind != .dyck || length.isMultiple(of: 2) else {
      throw TaskLengthError(kind: kind, length: length, reason: .odd)
    }
    self.kind = kind
    self.length = length
  }

  /// D, the numbers that come in at a step.
  public var inputSize: Int { inputNames.count }

  /// K, the numbers that a network puts out at a step.
  public var outputSize: Int { outputNames.count }

  /// The most steps that a sequence has.
  public var maximumLength: Int {
    switch kind {
    case .copy: length + 2 * Self.copiedSymbols
    case .anbn: 2 * length + 1
    // The last symbol is only ever predicted.
    case .reber: length - 1
    default: length
    }
  }

  /// Whether sequences differ in the number of their steps.
  public var hasVaryingLength: Bool { kind == .anbn || kind == .reber }

  public var objective: Objective {
    switch kind {
    case .temporalOrder, .delayedRecall, .copy: .classes
    case .adding: .regression
    case .latch, .delayedXOR, .parity, .parityEnd, .flipFlop, .dyck, .anbn, .reber,
      .continualReber:
      .bits
    }
  }

  /// What each input stands for.
  public var inputNames: [String] {
    switch kind {
    case .temporalOrder: ["a", "b", "c", "d", "X", "Y", "B", "E"]
    case .adding, .delayedXOR: ["value", "mark"]
    case .latch: ["signal"]
    case .delayedRecall, .copy: ["1", "2", "3", "4", "blank", "cue"]
    case .parity, .parityEnd: ["bit"]
    case .flipFlop: ["set", "reset"]
    case .dyck: ["(", ")"]
    case .anbn: ["S", "a", "b"]
    case .reber, .continualReber: ReberString.symbols
    }
  }

  /// What each output stands for.
  public var outputNames: [String] {
    switch kind {
    case .temporalOrder: ["XX", "XY", "YX", "YY"]
    case .adding: ["sum"]
    case .latch: ["positive"]
    case .delayedRecall, .copy: ["1", "2", "3", "4"]
    case .delayedXOR: ["differ"]
    case .parity, .parityEnd: ["odd"]
    case .flipFlop: ["on"]
    case .dyck: ["balanced"]
    case .anbn: ["a", "b", "T"]
    case .reber, .continualReber: ReberString.symbols
    }
  }

  /// Whether an input is a symbol: one number is 1, all others are 0.
  public var inputsAreSymbols: Bool {
    switch kind {
    case .temporalOrder, .delayedRecall, .copy, .dyck, .anbn, .reber, .continualReber: true
    case .adding, .latch, .delayedXOR, .parity, .parityEnd, .flipFlop: false
    }
  }

  /// How many symbols ``TaskKind/copy`` has to repeat.
  static let copiedSymbols = 3
}

extension TaskKind {
  /// The length when nobody asks for another.
  public var usualLength: Int {
    switch self {
    case .temporalOrder, .latch, .delayedXOR: 50
    case .adding: 30
    case .delayedRecall, .dyck: 20
    case .copy, .anbn: 10
    case .parity, .parityEnd: 16
    case .flipFlop, .reber: 40
    case .continualReber: 100
    }
  }

  /// The lengths that the task can have.
  public var lengths: ClosedRange<Int> {
    switch self {
    // Shorter, the first marker could meet the second.
    case .temporalOrder: 10...10_000
    case .adding, .latch, .delayedRecall, .delayedXOR, .dyck: 2...10_000
    case .copy, .parity, .parityEnd, .flipFlop: 1...10_000
    case .anbn: 1...1000
    case .reber: ReberString.leastSymbols...10_000
    // Shorter, many sequences would end before there is anything to judge.
    case .continualReber: 20...10_000
    }
  }
}
