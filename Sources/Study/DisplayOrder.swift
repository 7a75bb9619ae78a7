public import CourseModel
internal import Recurrent

extension Question {
  /// The author's numbers of the options (of the items, for `order`; of the right-hand sides, for
  /// `match`) in the order to show them.
  ///
  /// - Parameter count: how many there are.
  public func displayOrder(count: Int, seed: UInt64) -> [Int] {
    let written = Array(0..<max(0, count))
    var random = SeededRandom(seed: seed, name: id)
    switch kind {
    case .order: break
    case .match where isShuffled: break
    default: return isShuffled ? random.shuffle(written) : written
    }
    guard count > 1 else { return written }
    // Shown in the right order the question would answer itself.
    while true {
      let shown = random.shuffle(written)
      if shown != written { return shown }
    }
  }

  /// ``displayOrder(count:seed:)`` for what `text` offers.
  public func displayOrder(of text: QuestionText, seed: UInt64) -> [Int] {
    let count =
      switch kind {
      case .order(let count): min(count, text.items.count)
      case .match(let count): min(count, text.pairs.count)
      default: text.options.count
      }
    return displayOrder(count: count, seed: seed)
  }
}
