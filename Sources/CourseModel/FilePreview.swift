public import Languages

/// What one content file gives to a course, for the eyes of its author.
public struct FilePreview: Hashable, Sendable {
  public var file: String
  /// The language of the file; nil where it is about both.
  public var language: Language?
  /// Everything that the file may refer to, and what it gives.
  public var course: Course
  /// What the file gives, by id and in its order.
  public var lessons: [String]
  public var questions: [String]
  public var labs: [String]
  /// Its own mistakes, as `check` tells them.
  public var diagnostics: [Diagnostic]
  /// Why the file cannot be read any more, in the system's words; all else is how it was.
  public var loss: String?

  public init(
    file: String, language: Language? = nil, course: Course = Course(), lessons: [String] = [],
    questions: [String] = [], labs: [String] = [], diagnostics: [Diagnostic] = []
  ) {
    self.file = file
    self.language = language
    self.course = course
    self.lessons = lessons
    self.questions = questions
    self.labs = labs
    self.diagnostics = diagnostics
  }
}
