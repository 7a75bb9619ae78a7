import Recurrent
import Testing

/// The sequences on which the checkers of a task look.
func samples(_ task: TrainingTask, count: Int = 2000, seed: UInt64 = 5) -> [TaskSequence] {
  (0..<count).map { task.sequence(seed: seed, index: $0) }
}

extension TaskSequence {
  /// The symbol of every step; nil when a step is not one 1 among zeros.
  var symbols: [Int]? {
    var symbols: [Int] = []
    for step in 0..<length {
      let input = Array(input(at: step))
      guard let symbol = input.firstIndex(of: 1), input.filter({ $0 != 0 }).count == 1 else {
        return nil
      }
      symbols.append(symbol)
    }
    return symbols
  }

  /// Input `number` of every step.
  func inputs(_ number: Int) -> [Float] {
    (0..<length).map { Array(input(at: $0))[number] }
  }

  /// Target `number` of every step.
  func targets(_ number: Int) -> [Float] {
    (0..<length).map { Array(target(at: $0))[number] }
  }

  /// The class at a step; nil when the target is not one 1 among zeros.
  func targetClass(at step: Int) -> Int? {
    let target = Array(target(at: step))
    guard target.filter({ $0 != 0 }).count == 1 else { return nil }
    return target.firstIndex(of: 1)
  }

  /// The steps on which the loss depends.
  var scoredSteps: [Int] { (0..<length).filter { weights[$0] > 0 } }

  /// The steps on which the accuracy depends.
  var judgedSteps: [Int] { (0..<length).filter { judged[$0] } }

  /// Outputs that are right everywhere, as far from 0 as a sure network's.
  var rightOutputs: [Float] { targets.map { $0 == 1 ? 9 : -9 } }
}

/// Whether `hits` out of `count` is within five standard deviations of the share `expected`.
func isNear(_ expected: Double, hits: Int, of count: Int) -> Bool {
  let deviation = (Double(count) * expected * (1 - expected)).squareRoot()
  return abs(Double(hits) - Double(count) * expected) <= 5 * deviation
}
