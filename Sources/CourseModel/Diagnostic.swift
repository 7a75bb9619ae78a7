/// A place in a content file, 1-based; columns count characters.
public struct SourceLocation: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String { "\(file):\(line):\(column)" }

  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// Something wrong in the content, told so that its author can mend it.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Sendable { case error, warning }

  public var severity: Severity
  public var location: SourceLocation
  /// A stable, kebab-case name of the kind of mistake, for scripts.
  public var code: String
  /// One sentence: what is wrong and what to do.
  public var message: String

  public init(
    _ severity: Severity = .error, _ code: String, _ message: String, at location: SourceLocation
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `path:line:column: severity: message`, the form that editors and CI jump to.
  public var description: String { "\(location): \(severity.rawValue): \(message)" }
}
