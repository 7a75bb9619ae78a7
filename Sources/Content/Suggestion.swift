import Study

/// `; did you mean 'x'?`, or nothing when no candidate is close.
func suggestion(for word: String, among candidates: some Sequence<String>) -> String {
  // A short word is close to nothing but itself in other letters: ZH.
  let close =
    candidates.first { $0.lowercased() == word.lowercased() }
    ?? closest(to: word, among: candidates)
  return close.map { "; did you mean '\($0)'?" } ?? ""
}
