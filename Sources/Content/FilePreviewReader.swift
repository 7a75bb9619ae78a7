public import CourseModel
internal import Languages

/// Reads one content file with the course that it belongs to.
public struct FilePreviewReader: Sendable {
  private let file: String
  private let neighbours: [String]

  /// - Parameter neighbours: folders that a file outside any course may refer to.
  public init(file: String, beside neighbours: [String] = []) {
    self.file = file
    self.neighbours = neighbours
  }

  /// The files whose contents the preview shows or compares: the file and its translation.
  public var watched: [String] {
    var parts = file.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let index = parts.dropLast().lastIndex(where: { Language(rawValue: $0) != nil }),
      let language = Language(rawValue: parts[index])
    else { return [file] }
    parts[index] = language.other.rawValue
    return [file, parts.joined(separator: "/")]
  }

  public func read() -> FilePreview {
    let (course, diagnostics) = ContentChecker(paths: [file], beside: neighbours).read()
    let scanned = FolderScanner.files(at: file, Findings()).first
    let target = FolderScanner.identity(of: file)
    var known: [String: Bool] = [:]
    func isHere(_ location: SourceLocation?) -> Bool {
      guard let path = location?.file else { return false }
      if let answer = known[path] { return answer }
      let answer = path == file || (target != nil && FolderScanner.identity(of: path) == target)
      known[path] = answer
      return answer
    }
    func order(_ texts: Localized<QuestionText>) -> Int? {
      Language.allCases.compactMap { texts[$0]?.location }.first(where: isHere)?.line
    }
    let questions = course.questions
      .compactMap { question in order(question.text).map { (line: $0, id: question.id) } }
      .sorted { $0.line < $1.line }
    let lessons = course.lessons.filter { lesson in
      Language.allCases.contains { isHere(lesson.text[$0]?.location) }
    }
    let inChinese =
      course.questions.contains { isHere($0.text.chinese?.location) }
      || lessons.contains { isHere($0.text.chinese?.location) }
    let name = file.split(separator: "/").last ?? ""
    let labs = course.labs.filter { scanned?.role == .lab && name == "\($0.id).yaml" }
    let isText = !questions.isEmpty || !lessons.isEmpty
    return FilePreview(
      file: file, language: isText ? (inChinese ? .chinese : .english) : nil, course: course,
      lessons: lessons.map(\.id), questions: questions.map(\.id), labs: labs.map(\.id),
      diagnostics: diagnostics)
  }
}
