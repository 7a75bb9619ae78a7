import Console

/// Which row of a list is chosen, and the keys that move the choice.
struct ListSelection: Hashable, Sendable {
  var index = 0

  /// Moves the choice among `count` rows. Returns false for a key that does not move it.
  ///
  /// - Parameter isTyping: whether letters are text and only arrows move.
  mutating func move(_ key: Key, count: Int, isTyping: Bool = false) -> Bool {
    let last = max(0, count - 1)
    let current = min(index, last)
    switch key {
    case .up: index = current - 1
    case .down: index = current + 1
    case .pageUp: index = current - 10
    case .pageDown: index = current + 10
    case .character("k") where !isTyping: index = current - 1
    case .character("j") where !isTyping: index = current + 1
    case .home where !isTyping: index = 0
    case .end where !isTyping: index = last
    default: return false
    }
    index = min(max(0, index), last)
    return true
  }

  /// The first row to show when there is room for so many, with the chosen one in the middle.
  func firstVisible(room: Int, count: Int) -> Int {
    max(0, min(index - room / 2, count - room))
  }
}
