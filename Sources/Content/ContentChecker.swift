public import CourseModel

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Looks for mistakes in content, as `lstm-tutor check` reports them.
public struct ContentChecker: Sendable {
  private let paths: [String]
  private let neighbours: [String]

  /// - Parameters:
  ///   - paths: folders, or single Markdown and YAML files. A part of a course is checked within
  ///     its course, but only its own mistakes are reported.
  ///   - neighbours: folders that the content may refer to, such as the shipped course.
  public init(paths: [String], beside neighbours: [String] = []) {
    self.paths = paths
    self.neighbours = neighbours
  }

  /// Every mistake in the order of the places, with the paths as they were given.
  public func check() -> [Diagnostic] { read().diagnostics }

  /// The same, with the course that was read for it.
  func read() -> (course: Course, diagnostics: [Diagnostic]) {
    var assembly = CourseAssembly(keepsTexts: true)
    var read: Set<[UInt64]> = []
    let roots = paths.map { Self.courseFolder(of: $0) ?? $0 }
    for folder in neighbours + roots {
      if let identity = FolderScanner.identity(of: folder), !read.insert(identity).inserted {
        continue
      }
      assembly.add(deck: folder)
    }
    let names = reportedNames()
    let wanted = assembly.texts.filter { names($0.file) != nil }
    let parts = wanted.mapInParallel { text, _ in
      let part = Findings()
      CharacterCheck.check(text, part)
      return part
    }
    for part in parts { assembly.findings.absorb(part) }
    CrossCheck(assembly: assembly, files: Set(wanted.map(\.file))).run()
    let diagnostics = assembly.findings.diagnostics.compactMap { diagnostic -> Diagnostic? in
      guard let name = names(diagnostic.location.file) else { return nil }
      var diagnostic = diagnostic
      diagnostic.location.file = name
      return diagnostic
    }
    return (assembly.course, diagnostics.inOrder)
  }

  /// The name under which a file is reported, or nil for a file that nobody asked about.
  private func reportedNames() -> (String) -> String? {
    var asked: [[UInt64]: String] = [:]
    for path in paths {
      if let identity = FolderScanner.identity(of: path) { asked[identity] = path }
      for file in FolderScanner.files(at: path, Findings()) {
        guard let identity = FolderScanner.identity(of: file.path) else { continue }
        asked[identity] = asked[identity] ?? file.path
      }
    }
    let paths = paths
    return { file in
      if let identity = FolderScanner.identity(of: file), let name = asked[identity] { return name }
      let isBelow = paths.contains {
        file == $0 || file.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/")
      }
      return isBelow ? file : nil
    }
  }

  /// The folder with a `course.yaml` that a file or a part of a course belongs to.
  static func courseFolder(of path: String) -> String? {
    func hasCourse(_ folder: String) -> Bool {
      FolderScanner.kind(of: folder + "/course.yaml") == .file
    }
    switch FolderScanner.kind(of: path) {
    case .folder:
      if hasCourse(path) { return path }
      // A deck of one's own is no part of a course that happens to lie above it.
      let parts = ["en", "zh", "labs", "lessons", "questions"]
      guard let name = name(of: path), parts.contains(name) else { return nil }
    case .file: break
    case .other, nil: return nil
    }
    var folder = path
    for _ in 1...4 {
      folder = parent(of: folder)
      if hasCourse(folder) { return folder }
    }
    return nil
  }

  private static func name(of folder: String) -> String? {
    guard let resolved = realpath(folder, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved).split(separator: "/").last.map(String.init)
  }

  /// The folder above, in the words of the path as far as it goes.
  private static func parent(of path: String) -> String {
    let components = path.split(separator: "/")
    if path.hasPrefix("/") { return "/" + components.dropLast().joined(separator: "/") }
    let named = components.filter { $0 != "." }
    guard let last = named.last, last != ".." else {
      return (named + [".."]).joined(separator: "/")
    }
    return named.count == 1 ? "." : named.dropLast().joined(separator: "/")
  }
}
