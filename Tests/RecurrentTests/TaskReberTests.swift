import Recurrent
import Testing

/// Checks strings of the embedded Reber grammar with an automaton written as a table.
@Suite struct TaskReberTests {
  /// The edges of the Reber grammar (Reber 1967), each as state, symbol, next state; 7 is the end.
  private static let table = [
    "0B1", "1T2", "1P3", "2S2", "2X4", "3T3", "3V5", "4X3", "4S6", "5P4", "5V6", "6E7",
  ]

  /// Whether the grammar has the word; `states` are those before each of its symbols and the last.
  private func path(_ word: some Sequence<Character>) -> [Character]? {
    var states: [Character] = ["0"]
    for symbol in word {
      let edge = Self.table.map(Array.init).first { $0[0] == states.last && $0[1] == symbol }
      guard let edge else { return nil }
      states.append(edge[2])
    }
    return states
  }

  /// The symbols that may follow each symbol of a whole embedded string, from the second on.
  private func legalSymbols(_ string: [Character]) throws -> [Set<Character>] {
    let inner = string[2..<string.count - 2]
    let states = try #require(path(inner))
    #expect(states.last == "7")
    let inside = states.dropLast().map { state in
      Set(Self.table.map(Array.init).filter { $0[0] == state }.map { $0[1] })
    }
    return [["T", "P"]] + inside + [[string[1]], ["E"]]
  }

  private func text(_ sequence: TaskSequence) throws -> [Character] {
    try #require(sequence.symbols).map { Array("BTPSXVE")[$0] }
  }

  private func targets(_ sequence: TaskSequence, at step: Int) -> Set<Character> {
    Set(zip("BTPSXVE", sequence.target(at: step)).filter { $0.1 == 1 }.map(\.0))
  }

  @Test(arguments: [9, 12, 40])
  func `Embedded Reber strings are accepted and name what may follow`(length: Int) throws {
    let task = try TrainingTask(.reber, length: length)
    #expect(task.maximumLength == length - 1)
    var tops = 0
    var lengths = Set<Int>()
    for sequence in samples(task) {
      // The last E is predicted, never read.
      let string = try text(sequence) + ["E"]
      #expect(string.count <= length)
      lengths.insert(string.count)
      #expect(string[0] == "B" && "TP".contains(string[1]))
      #expect(string[string.count - 2] == string[1])
      let followers = try legalSymbols(string)
      #expect((0..<sequence.length).map { targets(sequence, at: $0) } == followers)
      #expect(sequence.judgedSteps == [sequence.length - 2])
      #expect(sequence.scoredSteps == Array(0..<sequence.length))
      if string[1] == "T" { tops += 1 }
    }
    #expect(isNear(0.5, hits: tops, of: 2000))
    #expect(lengths.min() == 9)
    if length <= 12 { #expect(lengths.max() == length) }
  }

  @Test func `Every way out of a state is taken equally often`() throws {
    var (counts, steps) = ([String: Int](), 0)
    for sequence in samples(try TrainingTask(.reber, length: 1000)) {
      let string = try text(sequence) + ["E"]
      let inner = string[2..<string.count - 2]
      for (state, symbol) in zip(try #require(path(inner)), inner) {
        counts["\(state)\(symbol)", default: 0] += 1
      }
      steps += string.count
    }
    for (left, right) in [("1T", "1P"), ("2S", "2X"), ("3T", "3V"), ("4X", "4S"), ("5P", "5V")] {
      let (left, right) = (counts[left] ?? 0, counts[right] ?? 0)
      #expect(isNear(0.5, hits: left, of: left + right))
    }
    // The mean from the grammar's transition matrix is 12 symbols.
    #expect(abs(Double(steps) / 2000 - 12) < 0.5)
  }

  @Test func `The continual stream is string after string, cut anywhere`() throws {
    let task = try TrainingTask(.continualReber, length: 100)
    var (tops, strings) = (0, 0)
    for sequence in samples(task, count: 500) {
      let stream = try text(sequence)
      #expect(stream.count == 100 && sequence.scoredSteps == Array(0..<100))
      var (start, closings) = (0, [Int]())
      while let end = endOfString(stream, from: start) {
        let string = Array(stream[start...end])
        #expect(string[0] == "B" && string[string.count - 2] == string[1])
        let followers = try legalSymbols(string) + [["B"]]
        #expect((start...end).map { targets(sequence, at: $0) } == followers)
        closings.append(end - 2)
        strings += 1
        if string[1] == "T" { tops += 1 }
        start = end + 1
      }
      #expect(stream.count - start < 60)
      #expect(Array(sequence.judgedSteps.prefix(closings.count)) == closings)
      // The string that is cut may have come as far as its inner E.
      #expect(sequence.judgedSteps.count <= closings.count + 1)
    }
    #expect(isNear(0.5, hits: tops, of: strings))
  }

  /// The step of the outer E of the string that starts at `start`: the second E.
  private func endOfString(_ stream: [Character], from start: Int) -> Int? {
    guard let inner = stream[start...].firstIndex(of: "E"), inner + 2 < stream.count else {
      return nil
    }
    #expect(stream[inner + 2] == "E")
    return inner + 2
  }
}
