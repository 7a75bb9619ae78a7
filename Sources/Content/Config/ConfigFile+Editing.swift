public import CourseModel

extension ConfigFile {
  /// What is to stand behind a key.
  public enum Value: Hashable, Sendable {
    case word(String)
    /// Lines `name: value`.
    case entries([Pair])
  }

  public struct Pair: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The text of the file with other values behind some keys; everything else stays as it is.
  ///
  /// - Throws: what has to be mended first, when something would be lost.
  public func setting(_ changes: [(key: String, value: Value)]) throws(Diagnostic) -> String {
    if let obstacle { throw obstacle }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var added: [String] = []
    // From the bottom, so that the places of other keys stay.
    let ordered = changes.sorted {
      (places[$0.key]?.lowerBound ?? 0) > (places[$1.key]?.lowerBound ?? 0)
    }
    for (key, value) in ordered {
      guard let place = places[key], place.lowerBound <= lines.count else {
        added.insert(contentsOf: Self.lines(key, value), at: 0)
        continue
      }
      let first = place.lowerBound - 1
      let last = min(place.upperBound, lines.count)
      // Comments above the next key stay where they are.
      let end =
        lines[place.lowerBound..<last].lastIndex { line in
          line.first { $0 != " " }.map { $0 != "#" } ?? false
        }.map { $0 + 1 } ?? place.lowerBound
      let old = Array(lines[first..<end])
      lines.replaceSubrange(first..<end, with: replacement(of: old, at: first, key, value))
    }
    return (lines + added).map { $0 + "\n" }.joined()
  }

  /// - Parameter start: the index of the first of these lines in the file.
  private func replacement(
    of old: [String], at start: Int, _ key: String, _ value: Value
  ) -> [String] {
    guard case .entries(let pairs) = value else {
      return Self.lines(key, value).map { $0 + Self.comment(in: old[0]) }
    }
    let known = entries[key] ?? []
    let rows = known.map { $0.nameLocation.line - 1 - start }
    // Only where every entry has a line of its own can one be changed without the others.
    guard !pairs.isEmpty, !rows.isEmpty, Set(rows).count == rows.count, !rows.contains(0),
      known.allSatisfy({ $0.nameLocation.line == $0.valueLocation.line })
    else { return Self.lines(key, value) }
    let wanted = Dictionary(pairs.map { ($0.name, $0.value) }) { $1 }
    var lines = old
    for (entry, row) in zip(known, rows).reversed() where wanted[entry.name] != entry.value {
      let changed = wanted[entry.name].map {
        Self.line(Pair(entry.name, $0)) + Self.comment(in: old[row])
      }
      lines.replaceSubrange(row...row, with: changed.map { [$0] } ?? [])
    }
    let names = Set(known.map(\.name))
    return lines + pairs.filter { !names.contains($0.name) }.map(Self.line)
  }

  private static func lines(_ key: String, _ value: Value) -> [String] {
    switch value {
    case .word(let word): ["\(key): \(written(word))"]
    case .entries(let pairs): pairs.isEmpty ? [] : ["\(key):"] + pairs.map(line)
    }
  }

  /// Always in quotes: `n`, `#` and `-` mean something else to readers of YAML.
  private static func line(_ pair: Pair) -> String {
    "  \(quoted(pair.name)): \(quoted(pair.value))"
  }

  private static func quoted(_ word: String) -> String {
    "\"" + word.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
  }

  /// Digits would be a number to other readers of YAML.
  private static func written(_ word: String) -> String {
    word.allSatisfy(\.isNumber) ? "\"\(word)\"" : word
  }

  /// What a person has written behind a value.
  private static func comment(in line: String) -> String {
    guard let sign = line.firstRange(of: " #") else { return "" }
    let value = line[..<sign.lowerBound].lastIndex { $0 != " " } ?? line.startIndex
    return String(line[line.index(after: value)...])
  }
}
