import Study

/// `; did you mean 'x'?`, or nothing when no candidate is close.
func suggestion(for word: String, among candidates: some Sequence<String>) -> String {
  closest(to: word, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
}
