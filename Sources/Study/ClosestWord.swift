/// The candidate that differs from `word` by so few keystrokes that it was probably meant.
///
/// Every letter is one keystroke from every other one, so that symbols such as `f` have none;
/// two Chinese characters are a word.
public func closest(to word: String, among candidates: some Sequence<String>) -> String? {
  let word = Array(word.lowercased().unicodeScalars)
  let shortest = word.allSatisfy(\.isASCII) ? 3 : 2
  guard (shortest...64).contains(word.count) else { return nil }
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let scalars = Array(candidate.lowercased().unicodeScalars)
    let allowed = max(1, min(word.count, scalars.count) / 3)
    guard abs(scalars.count - word.count) <= allowed else { continue }
    let distance = editDistance(word, scalars)
    if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one to the other.
///
/// Optimal string alignment, in O(n·m) time with three rows.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for i in 1...left.count {
    var row = [i] + [Int](repeating: 0, count: right.count)
    for j in 1...right.count {
      let replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
      row[j] = min(replaced, last[j] + 1, row[j - 1] + 1)
      if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
        row[j] = min(row[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
