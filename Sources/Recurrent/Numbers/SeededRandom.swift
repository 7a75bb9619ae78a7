internal import Glibc

/// A reproducible source of random numbers (SplitMix64; Steele, Lea, Flood 2014).
public struct SeededRandom: RandomNumberGenerator, Hashable, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  /// A source of its own for each `name`, so that one use does not disturb another.
  public init(seed: UInt64, name: String) {
    // FNV-1a: the standard library's hash differs from run to run.
    let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x0100_0000_01B3
    }
    var mixer = SeededRandom(seed: seed ^ hash)
    state = mixer.next()
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `0..<limit`, each equally likely. `limit` must be positive.
  public mutating func number(below limit: Int) -> Int {
    precondition(limit > 0, "there is no number below \(limit)")
    let limit = UInt64(limit)
    let fair = UInt64.max - UInt64.max % limit
    while true {
      let draw = next()
      if draw < fair { return Int(draw % limit) }
    }
  }

  /// A number in 0 ..< 1, each of 2⁵³ values equally likely.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number in `range`.
  public mutating func uniform(in range: Range<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// A draw from the normal distribution with mean 0 and deviation 1 (Box and Muller 1958).
  ///
  /// It takes two numbers from the source and gives one, so no half of a pair is kept in between.
  public mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * Double.pi * uniform())
  }

  /// The elements in a random order (Fisher–Yates).
  ///
  /// The standard library's shuffle may change from release to release; a seed that somebody wrote
  /// down must keep its meaning.
  public mutating func shuffle<Element>(_ elements: [Element]) -> [Element] {
    var shuffled = elements
    for last in stride(from: shuffled.count - 1, to: 0, by: -1) {
      shuffled.swapAt(last, number(below: last + 1))
    }
    return shuffled
  }
}
