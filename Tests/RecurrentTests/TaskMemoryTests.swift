import Recurrent
import Testing

/// Checks the tasks that ask for what came in long ago against their definitions.
@Suite struct TaskMemoryTests {
  @Test(arguments: [10, 11, 50, 103])
  func `Temporal order has two markers and asks for both at the end`(length: Int) throws {
    let task = try TrainingTask(.temporalOrder, length: length)
    var (classes, letters) = ([0, 0, 0, 0], [0, 0, 0, 0])
    var (firstPlaces, secondPlaces) = (Set<Int>(), Set<Int>())
    for sequence in samples(task) {
      #expect(sequence.length == length)
      let symbols = try #require(sequence.symbols)
      #expect(symbols[0] == 6 && symbols[length - 1] == 7)
      let inner = symbols.dropFirst().dropLast()
      let places = inner.indices.filter { inner[$0] >= 4 }
      #expect(places.count == 2 && inner.allSatisfy { $0 < 6 })
      for symbol in inner where symbol < 4 { letters[symbol] += 1 }
      firstPlaces.insert(places[0])
      secondPlaces.insert(places[1])
      let right = 2 * (symbols[places[0]] - 4) + symbols[places[1]] - 4
      #expect(sequence.scoredSteps == [length - 1] && sequence.judgedSteps == [length - 1])
      #expect(sequence.targetClass(at: length - 1) == right)
      classes[right] += 1
    }
    #expect(firstPlaces == Set(3..<3 + length / 5))
    #expect(secondPlaces == Set(length / 2..<length / 2 + Int(0.3 * Double(length) + 1e-9)))
    #expect(classes.allSatisfy { isNear(0.25, hits: $0, of: 2000) })
    #expect(letters.allSatisfy { isNear(0.25, hits: $0, of: letters.reduce(0, +)) })
  }

  @Test func `The latch has to keep the sign of its first input`() throws {
    var (positives, sum, squares, beyond) = (0, 0.0, 0.0, 0)
    for sequence in samples(TrainingTask(.latch)) {
      let signal = sequence.inputs(0)
      #expect(signal.count == 50 && abs(signal[0]) == 1)
      #expect(sequence.scoredSteps == [49] && sequence.judgedSteps == [49])
      #expect(sequence.targets(0)[49] == (signal[0] > 0 ? 1 : 0))
      if signal[0] > 0 { positives += 1 }
      for noise in signal.dropFirst().map(Double.init) {
        sum += noise
        squares += noise * noise
        if abs(noise) > 0.4 { beyond += 1 }
      }
    }
    let count = 2000.0 * 49
    #expect(isNear(0.5, hits: positives, of: 2000))
    #expect(abs(sum / count) < 5 * 0.2 / count.squareRoot())
    #expect(abs(squares / count - 0.04) < 5 * 0.04 * (2 / count).squareRoot())
    #expect(isNear(0.0455, hits: beyond, of: Int(count)))
  }

  @Test(arguments: [2, 3, 20])
  func `Delayed recall shows a symbol, then blanks, then the cue`(length: Int) throws {
    var classes = [0, 0, 0, 0]
    for sequence in samples(try TrainingTask(.delayedRecall, length: length)) {
      let symbols = try #require(sequence.symbols)
      #expect(symbols[0] < 4)
      #expect(Array(symbols[1...]) == Array(repeating: 4, count: length - 2) + [5])
      #expect(sequence.scoredSteps == [length - 1] && sequence.judgedSteps == [length - 1])
      #expect(sequence.targetClass(at: length - 1) == symbols[0])
      classes[symbols[0]] += 1
    }
    #expect(classes.allSatisfy { isNear(0.25, hits: $0, of: 2000) })
  }

  @Test(arguments: [1, 2, 10])
  func `Copy repeats three symbols after the delay`(delay: Int) throws {
    let task = try TrainingTask(.copy, length: delay)
    #expect(task.maximumLength == delay + 6)
    var classes = [0, 0, 0, 0]
    for sequence in samples(task) {
      let symbols = try #require(sequence.symbols)
      let shown = Array(symbols[..<3])
      #expect(shown.allSatisfy { $0 < 4 })
      #expect(symbols[3...] == (Array(repeating: 4, count: delay - 1) + [5, 5, 5, 5])[...])
      #expect(sequence.scoredSteps == Array(delay + 3..<delay + 6))
      #expect(sequence.judgedSteps == sequence.scoredSteps)
      #expect(sequence.scoredSteps.map { sequence.targetClass(at: $0) } == shown)
      for symbol in shown { classes[symbol] += 1 }
    }
    #expect(classes.allSatisfy { isNear(0.25, hits: $0, of: 6000) })
  }

  @Test(arguments: [2, 3, 30])
  func `Adding marks one number in each half`(length: Int) throws {
    var (firstPlaces, secondPlaces) = (Set<Int>(), Set<Int>())
    var (sum, squares) = (0.0, 0.0)
    for sequence in samples(try TrainingTask(.adding, length: length)) {
      let (values, marks) = (sequence.inputs(0), sequence.inputs(1))
      #expect(values.allSatisfy { (-1..<1).contains($0) })
      let places = marks.indices.filter { marks[$0] == 1 }
      #expect(places.count == 2 && marks.filter { $0 == 0 }.count == length - 2)
      firstPlaces.insert(places[0])
      secondPlaces.insert(places[1])
      #expect(sequence.scoredSteps == [length - 1] && sequence.judgedSteps == [length - 1])
      let target = sequence.targets(0)[length - 1]
      #expect(target == values[places[0]] + values[places[1]])
      sum += Double(target)
      squares += Double(target * target)
    }
    #expect(firstPlaces == Set(0..<length / 2))
    #expect(secondPlaces == Set(length / 2..<length))
    #expect(abs(sum / 2000) < 5 * (2.0 / 3 / 2000).squareRoot())
    #expect(abs(squares / 2000 - 2.0 / 3) < 0.08)
  }

  @Test(arguments: [2, 3, 50])
  func `Delayed XOR asks whether the first and the last sign differ`(length: Int) throws {
    var classes = [0, 0, 0, 0]
    for sequence in samples(try TrainingTask(.delayedXOR, length: length)) {
      let (values, marks) = (sequence.inputs(0), sequence.inputs(1))
      #expect(marks == [1] + Array(repeating: 0, count: length - 2) + [1])
      #expect(abs(values[0]) == 1 && abs(values[length - 1]) == 1)
      #expect(values.allSatisfy { (-1...1).contains($0) })
      #expect(sequence.scoredSteps == [length - 1] && sequence.judgedSteps == [length - 1])
      #expect(sequence.targets(0)[length - 1] == (values[0] == values[length - 1] ? 0 : 1))
      classes[(values[0] > 0 ? 2 : 0) + (values[length - 1] > 0 ? 1 : 0)] += 1
    }
    #expect(classes.allSatisfy { isNear(0.25, hits: $0, of: 2000) })
  }
}
