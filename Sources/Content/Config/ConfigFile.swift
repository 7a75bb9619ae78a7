public import CourseModel

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A small YAML file of the user's: keys with one word or with lines `a: b` each, and whatever else is
/// written in it.
///
/// What cannot be understood is told and left as it stands, also when a value is changed.
public struct ConfigFile {
  /// A key, and the words that may stand behind it; without words it has lines `a: b` of its own.
  public struct Key: Hashable, Sendable {
    public var name: String
    public var words: [String]

    public init(_ name: String, _ words: [String] = []) {
      self.name = name
      self.words = words
    }
  }

  /// A line `name: value` behind a key.
  public struct Entry: Hashable, Sendable {
    public var name: String
    public var value: String
    public var nameLocation: SourceLocation
    public var valueLocation: SourceLocation
  }

  /// The words that were understood, by key.
  public private(set) var values: [String: String] = [:]
  /// The lines behind the keys that have some, in the order of the file.
  public private(set) var entries: [String: [Entry]] = [:]
  /// What was not understood, in the order of the file.
  public private(set) var diagnostics: [Diagnostic] = []
  private(set) var text = ""
  /// Where the known keys stand and the line before the next key, 1-based.
  private(set) var places: [String: ClosedRange<Int>] = [:]
  /// Why the file cannot be changed without losing something.
  private(set) var obstacle: Diagnostic?

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
      if key.words.isEmpty {
        entries[key.name] = fields[key.name].map { Self.entries(of: $0, named: key.name, findings) }
        continue
      }
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

  private static func entries(
    of node: YAMLNode, named name: String, _ findings: Findings
  ) -> [Entry] {
    guard case .mapping(let pairs) = node.value else {
      findings.error(
        "wrong-type", "'\(name)' must hold lines such as 'a: b'", at: node.location)
      return []
    }
    return pairs.compactMap { key, value in
      guard let name = key.text, let text = value.text, !value.isAbsent else {
        findings.error("wrong-type", "write one word behind each key", at: key.location)
        return nil
      }
      return Entry(
        name: name, value: text, nameLocation: key.location, valueLocation: value.location)
    }
  }
}
