public import CourseModel

/// The part of TeX's maths that can be set on a character grid.
public enum TeX {
  /// What is wrong with a formula and where.
  public struct Problem: Hashable, Sendable {
    /// In characters from the start of the formula, 0-based.
    public var offset: Int
    public var message: String

    public init(offset: Int, message: String) {
      self.offset = offset
      self.message = message
    }
  }

  /// Reads a formula. Never fails: what cannot be set is shown as it was typed and reported.
  ///
  /// Formulas longer than 4 000 characters or nested deeper than 32 levels are not read further,
  /// so that time and memory stay small whatever a file contains.
  public static func parse(_ source: String) -> (tree: MathNode, problems: [Problem]) {
    let characters = Array(source.prefix(TeXReader.longest + 1))
    guard characters.count <= TeXReader.longest else {
      let message = "a formula may have at most \(TeXReader.longest) characters"
      return (.words(source), [Problem(offset: 0, message: message)])
    }
    var reader = TeXReader(characters)
    let tree = reader.formula()
    return (tree, reader.problems)
  }
}
