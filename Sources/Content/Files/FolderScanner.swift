internal import CourseModel
internal import Languages
internal import Study

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file of a course and what it holds.
struct ContentFile: Hashable {
  enum Role: Hashable {
    case course, misconceptions, glossary, sources, lab, lesson, questions
  }

  var path: String
  var role: Role
  /// The language that the path names.
  var language: Language?
}

/// Lists the content files of a folder in the order of their names.
struct FolderScanner {
  /// More levels than any deck has; it also ends a chain of symbolic links.
  private static let deepest = 16

  private let findings: Findings
  private var files: [ContentFile] = []
  private var visited: Set<[UInt64]> = []

  private init(_ findings: Findings) { self.findings = findings }

  /// The files of the deck at `path`, which is a folder or a single file.
  static func files(at path: String, _ findings: Findings) -> [ContentFile] {
    var scanner = FolderScanner(findings)
    let components = path.split(separator: "/").map(String.init).filter { $0 != "." }
    switch kind(of: path) {
    case .folder:
      // A folder given as `Content/zh` is Chinese too.
      scanner.scan(path, components.suffix(1).filter { Language(rawValue: $0) != nil }, depth: 0)
    case .file:
      if let file = role(of: components) {
        scanner.files = [ContentFile(path: path, role: file.role, language: file.language)]
      } else if path.hasSuffix(".yaml") {
        // Only labs have names of their own choice.
        scanner.files = [ContentFile(path: path, role: .lab)]
      } else {
        findings.error(
          "unknown-file", "content files end in .md or .yaml", at: SourceLocation(file: path))
      }
    case .other, nil:
      let reason = String(cString: strerror(errno))
      findings.error(
        "unreadable", "this cannot be read: \(reason)", at: SourceLocation(file: path))
    }
    return scanner.files.sorted { $0.path < $1.path }
  }

  enum Kind { case folder, file, other }

  static func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    default: return .other
    }
  }

  /// A file's or folder's identity, the same by whatever path it is reached.
  static func identity(of path: String) -> [UInt64]? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return [UInt64(status.st_dev), UInt64(status.st_ino)]
  }

  private mutating func scan(_ folder: String, _ components: [String], depth: Int) {
    // Links may lead back to a folder that is being read.
    guard depth <= Self.deepest, let identity = Self.identity(of: folder),
      visited.insert(identity).inserted
    else { return }
    guard let names = Self.names(in: folder) else {
      let reason = String(cString: strerror(errno))
      findings.error(
        "unreadable", "this cannot be read: \(reason)", at: SourceLocation(file: folder))
      return
    }
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      switch Self.kind(of: path) {
      case .folder:
        if name != "katas" { scan(path, components + [name], depth: depth + 1) }
      case .file:
        guard !Self.isNoContent(name), let file = Self.role(of: components + [name]) else {
          if depth == 0 { reportMisspelt(name, at: path) }
          continue
        }
        files.append(ContentFile(path: path, role: file.role, language: file.language))
      case .other: continue
      case nil:
        findings.error(
          "unreadable", "this cannot be read: \(String(cString: strerror(errno)))",
          at: SourceLocation(file: path))
      }
    }
  }

  private static func names(in folder: String) -> [String]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  private static let fixedNames: [String: ContentFile.Role] = [
    "course.yaml": .course, "misconceptions.yaml": .misconceptions, "glossary.yaml": .glossary,
    "sources.yaml": .sources,
  ]

  private static func role(
    of components: [String]
  ) -> (role: ContentFile.Role, language: Language?)? {
    guard let name = components.last else { return nil }
    let folders = components.dropLast()
    let language = folders.reversed().lazy.compactMap(Language.init(rawValue:)).first
    if name.hasSuffix(".md") {
      return (folders.contains("lessons") ? .lesson : .questions, language)
    }
    guard name.hasSuffix(".yaml") else { return nil }
    if let role = fixedNames[name] { return (role, nil) }
    return folders.last == "labs" ? (.lab, nil) : nil
  }

  /// Documents about a deck that lie beside its questions.
  private static func isNoContent(_ name: String) -> Bool {
    ["readme.md", "license.md", "contributing.md", "changelog.md"].contains(name.lowercased())
  }

  private func reportMisspelt(_ name: String, at path: String) {
    guard name.hasSuffix(".yaml") || name.hasSuffix(".yml"),
      let closest = closest(to: name, among: Self.fixedNames.keys.sorted())
    else { return }
    findings.warning(
      "unknown-file", "this file is not read; did you mean '\(closest)'?",
      at: SourceLocation(file: path))
  }
}
