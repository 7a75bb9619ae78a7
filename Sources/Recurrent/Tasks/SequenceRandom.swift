internal import Glibc

/// The draws of one sequence.
struct SequenceRandom {
  private var source: SeededRandom
  /// Bits of the last number that nobody has taken.
  private var pool: UInt64 = 0
  private var poolSize = 0

  /// The draws of the sequence with this index; `base` is that of its supply.
  ///
  /// The index goes through the generator first: states that differ by a multiple of its step
  /// would give the same numbers one place apart.
  init(base: UInt64, index: Int) {
    var mixer = SeededRandom(seed: UInt64(bitPattern: Int64(index)))
    source = SeededRandom(seed: base &+ mixer.next())
  }

  /// What sets a supply of sequences apart from all others.
  static func base(seed: UInt64, split: TaskSplit) -> UInt64 {
    var source = SeededRandom(seed: seed, name: split.rawValue)
    return source.next()
  }

  /// A number of `count` fair bits, at most 32.
  mutating func bits(_ count: Int) -> Int {
    if poolSize < count {
      pool = source.next()
      poolSize = 64
    }
    defer {
      pool >>= UInt64(count)
      poolSize -= count
    }
    return Int(pool & (1 << UInt64(count) - 1))
  }

  mutating func bit() -> Bool { bits(1) == 1 }

  /// A number in `0..<limit`, each equally likely.
  mutating func number(below limit: Int) -> Int { source.number(below: limit) }

  /// A number in −1 ..< 1, each of 2²⁴ values equally likely.
  mutating func signed() -> Float { Float(source.next() >> 40) * 0x1p-23 - 1 }

  /// Two draws from the normal distribution with mean 0 and deviation 1 (Box and Muller 1958).
  mutating func normalPair() -> (Float, Float) {
    let draw = source.next()
    let (upper, lower) = (Float(draw >> 40), Float(draw & 0xFF_FFFF))
    // The upper half is never 0, whose logarithm is infinite.
    let radius = (-2 * logf((upper + 1) * 0x1p-24)).squareRoot()
    let angle = 2 * Float.pi * lower * 0x1p-24
    return (radius * cosf(angle), radius * sinf(angle))
  }
}
