import Glibc

/// What is known about how well somebody remembers one question.
public struct Memory: Hashable, Sendable {
  /// Days until the chance of recall has fallen to 90 %, 0.001 to 36 500.
  public var stability: Double
  /// How hard it is to make the memory last longer, 1 to 10.
  public var difficulty: Double

  public init(stability: Double, difficulty: Double) {
    self.stability = stability
    self.difficulty = difficulty
  }
}

/// FSRS-6, the free spaced repetition scheduler, without learning and relearning steps.
///
/// Formulas: open-spaced-repetition, py-fsrs 6.3.2 (`fsrs/scheduler.py`). Two choices differ from it
/// on paper: stability is limited to 36 500 days, as in fsrs-rs, and weights outside their bounds
/// are clipped instead of refused.
public struct FSRS: Hashable, Sendable {
  /// The 21 numbers that describe how people forget, each within ``bounds``.
  public let weights: [Double]
  /// The chance of recall at which a question is asked again.
  public let retention: Double

  public static let defaultWeights = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ]
  public static let bounds: [ClosedRange<Double>] =
    Array(repeating: 0.001...100, count: 4) + [
      1...10, 0.001...4, 0.001...4, 0.001...0.75, 0...4.5, 0...0.8, 0.001...3.5, 0.001...5,
      0.001...0.25, 0.001...0.9, 0...4, 0...1, 1...6, 0...2, 0...2, 0...0.8, 0.1...0.8,
    ]
  public static let stabilityBounds = 0.001...36_500.0
  public static let difficultyBounds = 1...10.0
  public static let retentionBounds = 0.7...0.99
  /// A hundred years.
  public static let longestInterval = 36_500

  private let decay: Double
  private let factor: Double

  /// - Parameter weights: clipped to ``bounds``; a missing one, or one that is no number, has its default.
  public init(weights: [Double] = FSRS.defaultWeights, retention: Double = 0.9) {
    self.weights = zip(Self.defaultWeights, Self.bounds).enumerated().map { index, known in
      guard index < weights.count, !weights[index].isNaN else { return known.0 }
      return weights[index].clipped(to: known.1)
    }
    self.retention = retention.isNaN ? 0.9 : retention.clipped(to: Self.retentionBounds)
    decay = -self.weights[20]
    factor = pow(0.9, 1 / decay) - 1
  }

  /// The chance of recall after `days`:
  ///
  ///     R(t, S) = (1 + factor·t/S)^decay        R(S, S) = 0.9
  public func retrievability(_ memory: Memory, days: Int) -> Double {
    pow(1 + factor * Double(max(days, 0)) / memory.stability, decay)
  }

  /// Days until the chance of recall has fallen to ``retention``, at least 1, rounded half to even.
  ///
  ///     I(S, r) = S/factor · (r^(1/decay) − 1)
  public func interval(_ memory: Memory) -> Int {
    let days = (memory.stability / factor) * (pow(retention, 1 / decay) - 1)
    // A limit before the conversion: the weights of a stranger may give any number.
    let limit = Double(Self.longestInterval)
    return max(Int(min(days.rounded(.toNearestOrEven), limit)), 1)
  }

  /// The memory after an answer.
  ///
  /// - Parameters:
  ///   - memory: nil before the first answer.
  ///   - days: whole days since the last answer; negative ones count as 0.
  public func next(_ memory: Memory?, _ rating: Rating, days: Int) -> Memory {
    guard let memory else {
      return Memory(
        stability: weights[rating.rawValue - 1].clipped(to: Self.stabilityBounds),
        difficulty: firstDifficulty(rating).clipped(to: Self.difficultyBounds))
    }
    let stability =
      if days < 1 {
        sameDay(memory.stability, rating)
      } else if rating == .again {
        forgotten(memory, days: days)
      } else {
        recalled(memory, rating, days: days)
      }
    return Memory(
      stability: stability.clipped(to: Self.stabilityBounds),
      difficulty: nextDifficulty(memory.difficulty, rating))
  }

  /// D₀(G) = w4 − e^(w5·(G−1)) + 1, which may lie outside of 1...10.
  private func firstDifficulty(_ rating: Rating) -> Double {
    weights[4] - exp(weights[5] * Double(rating.rawValue - 1)) + 1
  }

  /// Linear damping, then a pull towards D₀(4): D' = w7·D₀(4) + (1−w7)·(D + (10−D)·ΔD/9).
  private func nextDifficulty(_ difficulty: Double, _ rating: Rating) -> Double {
    let change = -(weights[6] * Double(rating.rawValue - 3))
    let damped = difficulty + (10 - difficulty) * change / 9
    let next = weights[7] * firstDifficulty(.easy) + (1 - weights[7]) * damped
    return next.clipped(to: Self.difficultyBounds)
  }

  /// S' = S·e^(w17·(G−3+w18))·S^−w19, where a right answer never shortens.
  private func sameDay(_ stability: Double, _ rating: Rating) -> Double {
    let grade = Double(rating.rawValue)
    let increase = exp(weights[17] * (grade - 3 + weights[18])) * pow(stability, -weights[19])
    return stability * (rating == .again ? increase : max(increase, 1))
  }

  /// S' = min(w11·D^−w12·((S+1)^w13 − 1)·e^(w14·(1−R)), S/e^(w17·w18))
  private func forgotten(_ memory: Memory, days: Int) -> Double {
    let recall = retrievability(memory, days: days)
    let long =
      weights[11] * pow(memory.difficulty, -weights[12])
      * (pow(memory.stability + 1, weights[13]) - 1) * exp((1 - recall) * weights[14])
    return min(long, memory.stability / exp(weights[17] * weights[18]))
  }

  /// S' = S·(1 + e^w8·(11−D)·S^−w9·(e^(w10·(1−R)) − 1)·(w15 if hard)·(w16 if easy))
  private func recalled(_ memory: Memory, _ rating: Rating, days: Int) -> Double {
    let recall = retrievability(memory, days: days)
    let increase =
      exp(weights[8]) * (11 - memory.difficulty) * pow(memory.stability, -weights[9])
      * (exp((1 - recall) * weights[10]) - 1) * (rating == .hard ? weights[15] : 1)
      * (rating == .easy ? weights[16] : 1)
    return memory.stability * (1 + increase)
  }
}

extension Double {
  fileprivate func clipped(to bounds: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, bounds.lowerBound), bounds.upperBound)
  }
}
