import Recurrent
import Testing

/// Checks the tasks on bits and on formal languages against their definitions.
@Suite struct TaskLanguageTests {
  @Test(arguments: [1, 8, 16, 320])
  func `Parity asks at every step whether the ones so far are odd`(length: Int) throws {
    var (ones, odd) = (0, 0)
    for sequence in samples(try TrainingTask(.parity, length: length), count: 500) {
      let bits = sequence.inputs(0)
      #expect(bits.count == length && bits.allSatisfy { $0 == 0 || $0 == 1 })
      let counts = bits.indices.map { bits[...$0].count { $0 == 1 } }
      #expect(sequence.targets(0) == counts.map { Float($0 % 2) })
      #expect(sequence.scoredSteps == Array(0..<length))
      #expect(sequence.judgedSteps == Array(0..<length))
      ones += counts[length - 1]
      odd += counts[length - 1] % 2
    }
    #expect(isNear(0.5, hits: ones, of: 500 * length))
    #expect(isNear(0.5, hits: odd, of: 500))
  }

  @Test func `Parity at the end asks once`() throws {
    var odd = 0
    for sequence in samples(TrainingTask(.parityEnd)) {
      let bits = sequence.inputs(0)
      #expect(bits.count == 16 && bits.allSatisfy { $0 == 0 || $0 == 1 })
      let right = bits.count { $0 == 1 } % 2
      #expect(sequence.targets(0) == Array(repeating: 0, count: 15) + [Float(right)])
      #expect(sequence.scoredSteps == [15] && sequence.judgedSteps == [15])
      odd += right
    }
    #expect(isNear(0.5, hits: odd, of: 2000))
  }

  @Test func `The flip-flop is on from a set to the next reset`() throws {
    var (sets, resets) = (0, 0)
    for sequence in samples(TrainingTask(.flipFlop)) {
      let (set, reset) = (sequence.inputs(0), sequence.inputs(1))
      let on = set.indices.map { step in
        let lastSet = set[...step].lastIndex(of: 1) ?? -1
        return lastSet > (reset[...step].lastIndex(of: 1) ?? -1)
      }
      #expect(zip(set, reset).allSatisfy { [0, 1].contains($0 + $1) && $0 * $1 == 0 })
      #expect(sequence.targets(0) == on.map { $0 ? 1 : 0 })
      #expect(sequence.scoredSteps == Array(0..<40) && sequence.judgedSteps == Array(0..<40))
      sets += set.count { $0 == 1 }
      resets += reset.count { $0 == 1 }
    }
    #expect(isNear(0.125, hits: sets, of: 80_000))
    #expect(isNear(0.125, hits: resets, of: 80_000))
  }

  @Test func `Strings of the counting task name what may follow`() throws {
    var counts: [Int: Int] = [:]
    for sequence in samples(TrainingTask(.anbn)) {
      let symbols = try #require(sequence.symbols)
      let n = symbols.count { $0 == 1 }
      #expect(
        symbols == [0] + Array(repeating: 1, count: n) + Array(repeating: 2, count: n))
      counts[n, default: 0] += 1
      for step in 0..<sequence.length {
        // What may follow, from the definition of the language alone.
        let seen = symbols[1..<step + 1]
        let (a, b) = (seen.count { $0 == 1 }, seen.count { $0 == 2 })
        let follows = [b == 0, a > 0 && b < a, a > 0 && b == a]
        #expect(Array(sequence.target(at: step)) == follows.map { $0 ? 1 : 0 })
      }
      #expect(sequence.judgedSteps == Array(0..<sequence.length))
      #expect(sequence.scoredSteps == sequence.judgedSteps)
    }
    #expect(counts.keys.sorted() == Array(1...10))
    #expect(counts.values.allSatisfy { isNear(0.1, hits: $0, of: 2000) })
  }

  @Test func `Strings of the counting task can be asked for by n`() throws {
    let task = try TrainingTask(.anbn, length: 60)
    for n in [1, 2, 59, 60] {
      let sequence = task.countingSequence(n)
      #expect(sequence.length == 2 * n + 1)
      #expect(sequence.symbols?.count { $0 == 1 } == n)
    }
    var batch = TaskBatch(task, count: 3, lanes: 8)
    batch.fillCounting(from: 58)
    #expect(batch.lengths == [117, 119, 121, 0, 0, 0, 0, 0])
    #expect(batch.sequence(2) == task.countingSequence(60))
  }

  @Test(arguments: [2, 4, 20, 60])
  func `Half of the strings of brackets are balanced`(length: Int) throws {
    let task = try TrainingTask(.dyck, length: length)
    var (balanced, even) = (0, 0)
    var words: [[Int]: Int] = [:]
    for sequence in samples(task) {
      let symbols = try #require(sequence.symbols)
      #expect(symbols.count == length)
      let height = symbols.indices.map { step in
        symbols[...step].count { $0 == 0 } - symbols[...step].count { $0 == 1 }
      }
      let isWord = height.allSatisfy { $0 >= 0 } && height[length - 1] == 0
      let balancedSoFar = height.indices.map { step in
        height[step] == 0 && height[...step].allSatisfy { $0 >= 0 }
      }
      #expect(sequence.targets(0) == balancedSoFar.map { $0 ? 1 : 0 })
      #expect(sequence.scoredSteps == Array(0..<length))
      #expect(sequence.judgedSteps == [length - 1])
      if isWord { #expect(height.allSatisfy { $0 <= 3 }) }
      if isWord { balanced += 1 }
      if isWord { words[symbols, default: 0] += 1 }
      if !isWord && height[length - 1] == 0 { even += 1 }
    }
    #expect(isNear(0.5, hits: balanced, of: 2000))
    // Counting alone does not do: some have as many of both and still are not balanced.
    if length >= 4 { #expect(even > 0) }
    if length == 4 { #expect(words.count == 2) }
  }
}
