public import CourseModel

// Stand-ins until the content reader lands.
public struct CourseReader {
  public init(folders: [String]) {}
  public func read() -> (course: Course, diagnostics: [Diagnostic]) { (Course(), []) }
}

public struct ContentChecker {
  public init(paths: [String]) {}
  public func check() -> [Diagnostic] { [] }
}
