import Recurrent
import Testing

/// A generator that changes gives all seeds that were written down another meaning.
@Suite struct TaskGoldenTests {
  private struct First: Sendable, CustomTestStringConvertible {
    var kind: TaskKind
    var length: Int
    var text: String
    var testDescription: String { kind.rawValue }
  }

  /// The first training sequences of seed 1.
  private static let firsts = [
    First(
      kind: .temporalOrder, length: 12,
      text: """
        B b a Y a b Y c b d a E -> YY
        """),
    First(
      kind: .adding, length: 6,
      text: """
        -923m,1 143m,0 -137m,0 652m,1 155m,0 464m,0 -> -271m
        """),
    First(
      kind: .latch, length: 6,
      text: """
        -1 273m -355m 316m 401m 47m -> 0
        """),
    First(
      kind: .delayedRecall, length: 6,
      text: """
        1 blank blank blank blank cue -> 1
        """),
    First(
      kind: .delayedXOR, length: 5,
      text: """
        -1,1 -837m,0 -923m,0 143m,0 -1,1 -> 0
        """),
    First(
      kind: .copy, length: 4,
      text: """
        1 4 4 blank blank blank cue cue cue cue -> 1 4 4
        """),
    First(
      kind: .parity, length: 16,
      text: """
        0 0 1 1 1 1 0 0 1 1 0 0 0 0 1 0 -> 0 0 1 0 1 0 0 0 1 0 0 0 0 0 1 1
        """),
    First(
      kind: .parityEnd, length: 16,
      text: """
        0 0 1 1 1 1 0 0 1 1 0 0 0 0 1 0 -> 1
        """),
    First(
      kind: .flipFlop, length: 24,
      text: """
        0,0 0,0 0,0 0,1 0,0 0,0 0,0 0,1 0,0 0,1 0,0 0,1 0,0 0,0 0,0 0,1 0,0 0,0 0,0 0,1 \
        1,0 0,0 0,0 0,0 -> 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1 1 1
        """),
    First(
      kind: .dyck, length: 10,
      text: """
        ) ( ( ) ( ) ( ) ) ) -> 0 0 0 0 0 0 0 0 0 0
        """),
    First(
      kind: .anbn, length: 10,
      text: """
        S a a a a a b b b b b -> a a|b a|b a|b a|b a|b b b b b T
        """),
    First(
      kind: .reber, length: 40,
      text: """
        B P B P T T T T V V E P -> T|P B T|P T|V T|V T|V T|V T|V P|V E P E
        """),
    First(
      kind: .continualReber, length: 30,
      text: """
        B P B P T T T T V V E P E B T B T X S E T E B P B P T V P S -> T|P B T|P T|V T|V \
        T|V T|V T|V P|V E P E B T|P B T|P S|X S|X E T E B T|P B T|P T|V T|V P|V S|X E
        """),
  ]

  @Test(arguments: firsts)
  private func `The first sequence of a seed keeps its meaning`(first: First) throws {
    let task = try TrainingTask(first.kind, length: first.length)
    let text = sequenceText(task, task.sequence(seed: 1, index: 0))
    #expect(text == first.text, "\(text)")
  }

  @Test func `Every task is pinned`() {
    #expect(Self.firsts.map(\.kind) == TaskKind.allCases)
  }
}

/// The inputs, and after the arrow what is asked at the scored steps; `m` stands for thousandths.
private func sequenceText(_ task: TrainingTask, _ sequence: TaskSequence) -> String {
  func numbers(_ values: ArraySlice<Float>) -> String {
    values.map { value in
      let thousandths = Int((value * 1000).rounded())
      return thousandths % 1000 == 0 ? "\(thousandths / 1000)" : "\(thousandths)m"
    }.joined(separator: ",")
  }
  let inputs = (0..<sequence.length).map { step in
    let input = sequence.input(at: step)
    guard task.inputsAreSymbols, let symbol = Array(input).firstIndex(of: 1) else {
      return numbers(input)
    }
    return task.inputNames[symbol]
  }
  let targets = (0..<sequence.length).filter { sequence.weights[$0] > 0 }.map { step in
    let target = sequence.target(at: step)
    if task.objective == .regression || task.outputSize == 1 { return numbers(target) }
    return zip(task.outputNames, target).filter { $0.1 == 1 }.map(\.0).joined(separator: "|")
  }
  return inputs.joined(separator: " ") + " -> " + targets.joined(separator: " ")
}
