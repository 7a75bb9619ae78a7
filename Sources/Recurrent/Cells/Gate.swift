/// A block of rows of a cell's weights: a gate, or the candidate that a gate lets in.
public enum Gate: String, CaseIterable, Hashable, Sendable {
  case input = "i"
  case forget = "f"
  /// The candidate of an LSTM.
  case candidate = "g"
  case output = "o"
  case reset = "r"
  /// Of a GRU: 1 keeps the old h. Of a minimal GRU, as its paper has it: 1 writes.
  case update = "z"
  /// The candidate of a GRU, which PyTorch calls the new gate.
  case new = "n"

  /// `i`, `f`, `g` or `o`; `r`, `z` or `n`.
  public var letter: Character { Character(rawValue) }

  /// The gate with this letter.
  public init?(letter: Character) {
    self.init(rawValue: String(letter))
  }

  /// Whether the block is a gate between 0 and 1; a candidate is squashed to −1…1 by tanh.
  public var isSigmoid: Bool { self != .candidate && self != .new }
}

/// One vector of H numbers for each gate of a cell.
public struct GateValues<Scalar: RealScalar>: Hashable, Sendable {
  /// The gates that have values, in the order of the rows.
  public private(set) var gates: [Gate]
  private var vectors: [[Scalar]]

  public init() {
    gates = []
    vectors = []
  }

  /// Cuts the rows of a cell's weights, length gates × H, into the vectors of its gates.
  init(_ gates: [Gate], rows: [Scalar]) {
    self.gates = gates
    let H = rows.count / gates.count
    vectors = gates.indices.map { Array(rows[($0 * H)..<(($0 + 1) * H)]) }
  }

  /// The values of a gate, none for a gate that the cell does not have.
  public subscript(gate: Gate) -> [Scalar] {
    get { vector(gate) ?? [] }
    set {
      if let index = gates.firstIndex(of: gate) {
        vectors[index] = newValue
      } else {
        gates.append(gate)
        vectors.append(newValue)
      }
    }
  }

  /// The values of a gate, or nil for a gate that the cell does not have.
  public func vector(_ gate: Gate) -> [Scalar]? {
    gates.firstIndex(of: gate).map { vectors[$0] }
  }
}
