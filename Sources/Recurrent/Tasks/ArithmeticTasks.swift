// Tasks that compute something from what comes in.
extension TaskBatch {
  mutating func writeAdding(_ lane: Int, from random: inout SequenceRandom) {
    let length = task.length
    begin(lane, length: length)
    let first = random.number(below: length / 2)
    let second = length / 2 + random.number(below: length - length / 2)
    var sum: Float = 0
    for step in 0..<length {
      let value = random.signed()
      setInput(0, to: value, at: step, lane)
      guard step == first || step == second else { continue }
      setInput(1, at: step, lane)
      sum += value
    }
    setTarget(0, to: sum, at: length - 1, lane)
    score(length - 1, lane)
  }

  mutating func writeDelayedXOR(_ lane: Int, from random: inout SequenceRandom) {
    let length = task.length
    begin(lane, length: length)
    let (first, last) = (random.bit(), random.bit())
    for step in 1..<length - 1 { setInput(0, to: random.signed(), at: step, lane) }
    for (step, isPositive) in [(0, first), (length - 1, last)] {
      setInput(0, to: isPositive ? 1 : -1, at: step, lane)
      setInput(1, at: step, lane)
    }
    setTarget(0, to: first == last ? 0 : 1, at: length - 1, lane)
    score(length - 1, lane)
  }

  mutating func writeParity(
    _ lane: Int, everyStep: Bool, from random: inout SequenceRandom
  ) {
    let length = task.length
    begin(lane, length: length)
    var parity = 0
    for step in 0..<length {
      let bit = random.bits(1)
      parity ^= bit
      setInput(0, to: Float(bit), at: step, lane)
      guard everyStep || step == length - 1 else { continue }
      setTarget(0, to: Float(parity), at: step, lane)
      score(step, weight: everyStep ? 1 / Float(length) : 1, lane)
    }
  }

  mutating func writeFlipFlop(_ lane: Int, from random: inout SequenceRandom) {
    let length = task.length
    begin(lane, length: length)
    var isOn = false
    for step in 0..<length {
      switch random.bits(3) {
      case 0:
        setInput(0, at: step, lane)
        isOn = true
      case 1:
        setInput(1, at: step, lane)
        isOn = false
      default: break
      }
      setTarget(0, to: isOn ? 1 : 0, at: step, lane)
      score(step, weight: 1 / Float(length), lane)
    }
  }
}
