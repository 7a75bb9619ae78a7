import Recurrent
import Testing

@Suite struct SeededRandomTests {
  /// The first numbers of SplitMix64 with seed 1234567, from its authors' C program.
  @Test func `The numbers are those of SplitMix64`() {
    var random = SeededRandom(seed: 1_234_567)
    let numbers = (0..<5).map { _ in random.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func `A seed that was written down keeps its meaning`() {
    var random = SeededRandom(seed: 7)
    #expect(random.shuffle(Array(0..<8)) == [1, 4, 5, 2, 6, 0, 3, 7])
    #expect(random.shuffle([Int]()).isEmpty)
    #expect(random.shuffle([5]) == [5])
  }

  @Test func `A shuffle loses and doubles nothing`() {
    for seed in 0..<200 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      #expect(random.shuffle(Array(0..<20)).sorted() == Array(0..<20))
    }
  }

  @Test func `Every order of three comes about equally often`() {
    var counts: [[Int]: Int] = [:]
    var random = SeededRandom(seed: 3)
    for _ in 0..<6000 { counts[random.shuffle([0, 1, 2]), default: 0] += 1 }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { (850...1150).contains($0) })
  }

  @Test func `Names give sources of their own`() {
    var (left, right) = (SeededRandom(seed: 1, name: "a"), SeededRandom(seed: 1, name: "b"))
    var again = SeededRandom(seed: 1, name: "a")
    let first = left.next()
    #expect(first == again.next())
    #expect(first != right.next())
  }
}
