/// Spreads due days, so that questions learnt together do not come back together for ever.
///
/// The draw is a function of the question and of how often it was asked: a replay gives the same days.
public struct Fuzz: Hashable, Sendable {
  /// Where between its bounds an interval falls, 0 up to but not including 1.
  let position: Double

  public init(question: String, reps: Int) {
    var hash = Checksum.fnv1a((question + "\n\(reps)").utf8)
    // FNV leaves the upper bits of similar texts alike; this is the end of SplitMix64.
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    hash ^= hash >> 31
    position = Double(hash >> 11) * 0x1p-53
  }

  /// The days among which an interval may fall: δ = 1 + 15 % of its part in 2.5...7, 10 % of that in
  /// 7...20 and 5 % of what is beyond, and nothing below 2.5 days (as Anki and ts-fsrs do).
  public static func bounds(of interval: Int) -> ClosedRange<Int> {
    guard interval >= 3 else { return interval...interval }
    let days = Double(interval)
    let delta =
      1 + 0.15 * (min(days, 7) - 2.5) + 0.10 * max(min(days, 20) - 7, 0) + 0.05 * max(days - 20, 0)
    let low = max(2, Int((days - delta).rounded()))
    return low...max(low, min(Int((days + delta).rounded()), FSRS.longestInterval))
  }

  public func fuzzed(_ interval: Int) -> Int {
    let bounds = Self.bounds(of: interval)
    let choices = Double(bounds.count)
    return min(bounds.lowerBound + Int(position * choices), bounds.upperBound)
  }
}

/// A number that tells whether a text is still the same.
public enum Checksum {
  /// FNV-1a with 64 bits: a change of a single byte always changes it.
  public static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
