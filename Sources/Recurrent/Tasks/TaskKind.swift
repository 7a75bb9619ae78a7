/// A task that recurrent networks are trained on, by its name on the command line.
///
/// `docs/tasks.md` defines every one of them.
public enum TaskKind: String, CaseIterable, Hashable, Sendable {
  case temporalOrder = "temporal-order"
  case adding = "adding"
  case latch = "latch"
  case delayedRecall = "delayed-recall"
  case delayedXOR = "delayed-xor"
  case copy = "copy"
  case parity = "parity"
  /// Parity whose only target is at the last step.
  case parityEnd = "parity-end"
  case flipFlop = "flip-flop"
  /// Whether the brackets are balanced.
  case dyck = "dyck"
  /// Counting: n times a, then n times b.
  case anbn = "anbn"
  /// The embedded Reber grammar.
  case reber = "reber"
  /// Strings of the embedded Reber grammar, one after the other and nothing to tell them apart.
  case continualReber = "continual-reber"
}

/// What the outputs of a network mean.
public enum Objective: Hashable, Sendable {
  /// One of K classes: softmax and cross entropy.
  case classes
  /// K independent bits: σ and binary cross entropy.
  case bits
  /// Numbers: squared error.
  case regression
}

/// The two supplies of sequences; they share no draws.
public enum TaskSplit: String, CaseIterable, Hashable, Sendable {
  case training
  /// Sequences that no network was trained on.
  case heldOut = "held-out"
}

/// A length that a task cannot have.
public struct TaskLengthError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    case tooShort(least: Int)
    case tooLong(most: Int)
    /// The length has to be even.
    case odd
  }

  public var kind: TaskKind
  public var length: Int
  public var reason: Reason

  public var description: String {
    switch reason {
    case .tooShort(let least):
      "length \(length) is too short for \(kind.rawValue); it needs at least \(least)"
    case .tooLong(let most):
      "length \(length) is too long for \(kind.rawValue); it takes at most \(most)"
    case .odd:
      "length \(length) is odd, and \(kind.rawValue) needs an even one"
    }
  }
}
