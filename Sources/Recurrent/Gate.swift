/// The four blocks of an LSTM cell, in the order in which PyTorch stacks their rows.
public enum Gate: Int, CaseIterable, Hashable, Sendable {
  case input, forget, candidate, output

  /// `i`, `f`, `g` or `o`.
  public var letter: Character {
    switch self {
    case .input: "i"
    case .forget: "f"
    case .candidate: "g"
    case .output: "o"
    }
  }

  /// The gate with this letter.
  public init?(letter: Character) {
    guard let gate = Self.allCases.first(where: { $0.letter == letter }) else { return nil }
    self = gate
  }

  /// Whether the block is squashed to 0…1 by σ; the candidate is squashed to −1…1 by tanh.
  public var isSigmoid: Bool { self != .candidate }
}
