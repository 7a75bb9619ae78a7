// Tasks that ask about strings of a formal language.
extension TaskBatch {
  /// The deepest nesting of the balanced words of ``TaskKind/dyck``
  static let deepestNesting = 3

  /// Half of the strings are balanced words; the other half are such words with one bracket turned,
  /// or any unbalanced strings of brackets, in equal parts.
  mutating func writeDyck(_ lane: Int, from random: inout SequenceRandom) {
    let length = task.length
    begin(lane, length: length)
    let isBalanced = random.bit()
    let isAny = !isBalanced && random.bit()
    let turned = isBalanced || isAny ? nil : random.number(below: length)
    var (height, wordHeight, isPrefix) = (0, 0, true)
    for step in 0..<length {
      let isLast = step == length - 1
      var opens: Bool
      if isAny {
        let closes = !random.bit()
        // A closing bracket must not balance the string by chance.
        opens = !closes || (isLast && isPrefix && height == 1)
      } else {
        opens = Self.opensBracket(height: wordHeight, left: length - step, from: &random)
        wordHeight += opens ? 1 : -1
        if step == turned { opens.toggle() }
      }
      height += opens ? 1 : -1
      if height < 0 { isPrefix = false }
      setInput(opens ? 0 : 1, at: step, lane)
      setTarget(0, to: isPrefix && height == 0 ? 1 : 0, at: step, lane)
      score(step, weight: 1 / Float(length), isJudged: isLast, lane)
    }
  }

  /// Whether the next bracket of a balanced word opens, with `left` brackets to come at this height.
  private static func opensBracket(
    height: Int, left: Int, from random: inout SequenceRandom
  ) -> Bool {
    if height == 0 { return true }
    if height == deepestNesting || height == left { return false }
    return random.bit()
  }

  /// S, then `count` times a, then `count` times b; at every step the symbols that may follow.
  mutating func writeCounting(_ lane: Int, count: Int) {
    let (a, b, end) = (1, 2, 2)
    let length = 2 * count + 1
    begin(lane, length: length)
    setInput(0, at: 0, lane)
    for step in 1..<length { setInput(step <= count ? a : b, at: step, lane) }
    for step in 0..<length {
      if step <= count { setTarget(0, at: step, lane) }
      if step >= 1 && step < length - 1 { setTarget(1, at: step, lane) }
      if step == length - 1 { setTarget(end, at: step, lane) }
      score(step, lane)
    }
  }

  mutating func writeReber(_ lane: Int, from random: inout SequenceRandom) {
    // A string that is too long is drawn again. The first walk only counts.
    var beginning = random
    var symbols = 0
    repeat {
      beginning = random
      var string = ReberString()
      symbols = 0
      while !string.isComplete {
        _ = string.next(from: &random)
        symbols += 1
      }
    } while symbols > task.length
    random = beginning
    begin(lane, length: symbols - 1)
    var string = ReberString()
    for step in 0..<symbols - 1 { writeReberStep(step, of: &string, lane, from: &random) }
  }

  mutating func writeContinualReber(_ lane: Int, from random: inout SequenceRandom) {
    begin(lane, length: task.length)
    var string = ReberString()
    for step in 0..<task.length {
      if string.isComplete { string = ReberString() }
      writeReberStep(step, of: &string, lane, from: &random)
    }
  }

  /// One symbol, and the symbols that may follow it.
  private mutating func writeReberStep(
    _ step: Int, of string: inout ReberString, _ lane: Int, from random: inout SequenceRandom
  ) {
    setInput(string.next(from: &random), at: step, lane)
    let followers = string.followers
    setTarget(followers.0, at: step, lane)
    setTarget(followers.1, at: step, lane)
    score(step, isJudged: string.isClosing, lane)
  }
}

/// A string of the embedded Reber grammar while it is being written: B, then T or P, then a string of
/// the Reber grammar, then the same T or P, then E.
struct ReberString: Hashable, Sendable {
  static let symbols = ["B", "T", "P", "S", "X", "V", "E"]
  /// The places of T and P in ``symbols``
  static let (t, p) = (1, 2)
  /// The symbols of the shortest string, such as BTBTXSETE
  static let leastSymbols = 9

  private static let (b, s, x, v, e) = (0, 3, 4, 5, 6)

  private enum Place: Hashable, Sendable {
    case start, outer
    /// A state of the Reber grammar, 0…6
    case inner(Int)
    case closing, end, complete
  }

  private var place = Place.start
  private var outer = t

  /// Whether the last symbol has been written.
  var isComplete: Bool { place == .complete }

  /// Whether the next symbol is the T or P that closes the string.
  var isClosing: Bool { place == .closing }

  /// The two symbols that may come next, or the same one twice.
  ///
  /// After a complete string the next one begins.
  var followers: (Int, Int) {
    switch place {
    case .start, .complete: (Self.b, Self.b)
    case .outer: (Self.t, Self.p)
    case .inner(let state): (Self.edges[state].0.symbol, Self.edges[state].1.symbol)
    case .closing: (outer, outer)
    case .end: (Self.e, Self.e)
    }
  }

  /// Writes one more symbol; where two may follow, each is equally likely.
  mutating func next(from random: inout SequenceRandom) -> Int {
    switch place {
    case .start, .complete:
      place = .outer
      return Self.b
    case .outer:
      outer = random.bit() ? Self.t : Self.p
      place = .inner(0)
      return outer
    case .inner(let state):
      let edges = Self.edges[state]
      let edge = edges.0 == edges.1 || random.bit() ? edges.0 : edges.1
      place = edge.state == Self.edges.count ? .closing : .inner(edge.state)
      return edge.symbol
    case .closing:
      place = .end
      return outer
    case .end:
      place = .complete
      return Self.e
    }
  }

  private typealias Edge = (symbol: Int, state: Int)

  /// The edges out of every state of the Reber grammar (Reber 1967); state 7 is the end.
  private static let edges: [(Edge, Edge)] = [
    ((b, 1), (b, 1)), ((t, 2), (p, 3)), ((s, 2), (x, 4)), ((t, 3), (v, 5)), ((x, 3), (s, 6)),
    ((p, 4), (v, 6)), ((e, 7), (e, 7)),
  ]
}
