public import CourseModel

/// Reads the content files of a course and of own decks beside it.
///
/// Reading never fails: what cannot be understood is left out and reported, and the rest of the
/// course stays usable. The result depends on nothing but the files.
public struct CourseReader: Sendable {
  private let folders: [String]

  /// - Parameter folders: the course first, then own decks; a deck may also be a single file.
  public init(folders: [String]) {
    self.folders = folders
  }

  /// The course, and what is wrong with its files by themselves, in the order of the files.
  ///
  /// ``ContentChecker`` looks further: at ids, characters and translations.
  public func read() -> (course: Course, diagnostics: [Diagnostic]) {
    var assembly = CourseAssembly()
    for folder in folders { assembly.add(deck: folder) }
    return (assembly.course, assembly.findings.diagnostics.inOrder)
  }
}

extension [Diagnostic] {
  /// By place, each once.
  var inOrder: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }.sorted {
      ($0.location, $0.code, $0.message) < ($1.location, $1.code, $1.message)
    }
  }
}
