// Tasks that ask for something which came in many steps ago.
extension TaskBatch {
  /// Where the two markers of ``TaskKind/temporalOrder`` may stand.
  static func markerPlaces(length: Int) -> (first: Range<Int>, second: Range<Int>) {
    (3..<3 + length / 5, length / 2..<length / 2 + 3 * length / 10)
  }

  mutating func writeTemporalOrder(_ lane: Int, from random: inout SequenceRandom) {
    let length = task.length
    begin(lane, length: length)
    let (firstPlaces, secondPlaces) = Self.markerPlaces(length: length)
    let firstPlace = firstPlaces.lowerBound + random.number(below: firstPlaces.count)
    let secondPlace = secondPlaces.lowerBound + random.number(below: secondPlaces.count)
    let (first, second) = (random.bits(1), random.bits(1))
    setInput(6, at: 0, lane)
    for step in 1..<length - 1 {
      let symbol =
        switch step {
        case firstPlace: 4 + first
        case secondPlace: 4 + second
        default: random.bits(2)
        }
      setInput(symbol, at: step, lane)
    }
    setInput(7, at: length - 1, lane)
    setTarget(2 * first + second, at: length - 1, lane)
    score(length - 1, lane)
  }

  mutating func writeLatch(_ lane: Int, from random: inout SequenceRandom) {
    let deviation: Float = 0.2
    let length = task.length
    begin(lane, length: length)
    let isPositive = random.bit()
    setInput(0, to: isPositive ? 1 : -1, at: 0, lane)
    for step in stride(from: 1, to: length, by: 2) {
      let (noise, next) = random.normalPair()
      setInput(0, to: deviation * noise, at: step, lane)
      if step + 1 < length { setInput(0, to: deviation * next, at: step + 1, lane) }
    }
    setTarget(0, to: isPositive ? 1 : 0, at: length - 1, lane)
    score(length - 1, lane)
  }

  mutating func writeDelayedRecall(_ lane: Int, from random: inout SequenceRandom) {
    let length = task.length
    begin(lane, length: length)
    let symbol = random.bits(2)
    setInput(symbol, at: 0, lane)
    for step in 1..<length - 1 { setInput(Self.blank, at: step, lane) }
    setInput(Self.cue, at: length - 1, lane)
    setTarget(symbol, at: length - 1, lane)
    score(length - 1, lane)
  }

  mutating func writeCopy(_ lane: Int, from random: inout SequenceRandom) {
    let symbols = TrainingTask.copiedSymbols
    let length = task.maximumLength
    begin(lane, length: length)
    for place in 0..<symbols {
      let symbol = random.bits(2)
      let answer = length - symbols + place
      setInput(symbol, at: place, lane)
      setTarget(symbol, at: answer, lane)
      score(answer, weight: 1 / Float(symbols), lane)
    }
    let firstCue = length - symbols - 1
    for step in symbols..<firstCue { setInput(Self.blank, at: step, lane) }
    for step in firstCue..<length { setInput(Self.cue, at: step, lane) }
  }

  /// The inputs of ``TaskKind/delayedRecall`` and ``TaskKind/copy`` that are no symbols
  private static let (blank, cue) = (4, 5)
}
