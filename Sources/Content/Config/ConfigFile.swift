public import CourseModel

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A small YAML file of the user's: keys with one word each, and whatever else is written in it.
///
/// What cannot be understood is told and left as it stands, also when a value is changed.
public struct ConfigFile {
  /// A key, and the words that may stand behind it.
  public struct Key: Hashable, Sendable {
    public var name: String
    public var words: [String]

    public init(_ name: String, _ words: [String]) {
      self.name = name
      self.words = words
    }
  }

  /// The words that were understood, by key.
  public private(set) var values: [String: String] = [:]
  /// What was not understood, in the order of the file.
  public private(set) var diagnostics: [Diagnostic] = []
  private var text = ""
  /// Where the known keys stand and the line before the next key, 1-based.
  private var places: [String: ClosedRange<Int>] = [:]
  /// Why the file cannot be changed without losing something.
  private var obstacle: Diagnostic?

  /// Reads a file; one that is not there has no values and no mistakes.
  public init(path: String, keys: [Key]) {
    guard access(path, F_OK) == 0 else { return }
    let findings = Findings()
    guard let source = SourceLoader.load(path, findings) else {
      diagnostics = findings.diagnostics
      obstacle = diagnostics.first
      return
    }
    text = source.text
    obstacle = findings.diagnostics.first
    let root = YAMLReader.read(source, findings)
    if root == nil { obstacle = obstacle ?? findings.diagnostics.first }
    if let root {
      read(root, keys, lineCount: source.lineCount, findings)
    }
    // The program goes on with what it has always had.
    diagnostics = findings.diagnostics.map {
      Diagnostic(.warning, $0.code, $0.message, at: $0.location)
    }.sorted { $0.location < $1.location }
  }

  private mutating func read(
    _ root: YAMLNode, _ keys: [Key], lineCount: Int, _ findings: Findings
  ) {
    guard let fields = Fields(root, known: keys.map(\.name), of: "this file", findings),
      case .mapping(let pairs) = root.value
    else {
      obstacle = findings.diagnostics.last
      return
    }
    let starts = pairs.map(\.key.line)
    if Set(starts).count < starts.count || pairs.contains(where: { $0.key.scalarsBefore > 0 }) {
      obstacle = Diagnostic(
        .warning, "not-in-lines", "write each key at the start of a line of its own",
        at: root.location)
    }
    for (index, pair) in pairs.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] - 1 : lineCount
      if let name = pair.key.text, keys.contains(where: { $0.name == name }) {
        places[name] = pair.key.line...max(pair.key.line, end)
      }
    }
    for key in keys {
      guard let text = fields.text(key.name), let place = fields[key.name]?.location else {
        continue
      }
      if key.words.contains(text) {
        values[key.name] = text
      } else {
        findings.error(
          "bad-value",
          "'\(key.name)' must be \(key.words.joined(separator: ", ")), not '\(text)'"
            + suggestion(for: text, among: key.words), at: place)
      }
    }
  }

  /// The text of the file with other words behind some keys; everything else stays as it is.
  ///
  /// - Throws: what has to be mended first, when something would be lost.
  public func setting(_ changes: [(key: String, word: String)]) throws(Diagnostic) -> String {
    if let obstacle { throw obstacle }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var added: [String] = []
    // From the bottom, so that the places of other keys stay.
    let ordered = changes.sorted {
      (places[$0.key]?.lowerBound ?? 0) > (places[$1.key]?.lowerBound ?? 0)
    }
    for (key, word) in ordered {
      guard let place = places[key], place.lowerBound <= lines.count else {
        added.append("\(key): \(Self.written(word))")
        continue
      }
      let first = place.lowerBound - 1
      let comment = Self.comment(in: lines[first])
      let last = min(place.upperBound, lines.count)
      // Comments above the next key stay where they are.
      let value = lines[place.lowerBound..<last].lastIndex { line in
        line.first { $0 != " " }.map { $0 != "#" } ?? false
      }
      lines.replaceSubrange(
        first..<(value.map { $0 + 1 } ?? place.lowerBound),
        with: ["\(key): \(Self.written(word))\(comment)"])
    }
    return (lines + added.reversed()).map { $0 + "\n" }.joined()
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
