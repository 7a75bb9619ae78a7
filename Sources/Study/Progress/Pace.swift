import Glibc

/// How long answers took, counted in steps of an eighth of an octave (9 %).
///
/// Counts can be added and taken away in any order and give the same again, which lists cannot.
public struct Pace: Hashable, Sendable {
  /// Answers by the step that their time falls into; none is 0.
  public private(set) var counts: [Int: Int] = [:]

  public init() {}

  public init(counts: [Int: Int]) {
    self.counts = counts.filter { $0.value != 0 }
  }

  public var isEmpty: Bool { counts.isEmpty }
  public var total: Int { counts.values.reduce(0, +) }

  public mutating func add(seconds: Double) {
    guard seconds.isFinite else { return }
    counts[Self.step(seconds), default: 0] += 1
  }

  public static func += (left: inout Pace, right: Pace) {
    left.counts.merge(right.counts) { $0 + $1 }
  }

  /// Seconds that half of the answers took at most, to within 5 %; nil without answers.
  public var median: Double? {
    let half = (total + 1) / 2
    var sum = 0
    for (step, count) in counts.sorted(by: { $0.key < $1.key }) {
      sum += count
      if sum >= half { return Self.seconds(step) }
    }
    return nil
  }

  /// The step of a time between a tenth of a second and a day.
  public static func step(_ seconds: Double) -> Int {
    Int((log2(min(max(seconds, 0.1), 86_400)) * 8).rounded(.down))
  }

  /// The middle of a step.
  public static func seconds(_ step: Int) -> Double { exp2((Double(step) + 0.5) / 8) }
}
