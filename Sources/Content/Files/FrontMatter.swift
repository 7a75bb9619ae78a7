internal import CourseModel

/// The YAML between `---` lines at the head of a Markdown file.
struct FrontMatter {
  /// nil when there is none or it cannot be read.
  var node: YAMLNode?
  /// The first line of the Markdown behind it.
  var bodyStart: Int

  init(of source: SourceText, _ findings: Findings) {
    bodyStart = 1
    guard Self.isMark(source, 1, "---") else { return }
    let end =
      source.lineCount < 2
      ? nil
      : (2...source.lineCount).first {
        Self.isMark(source, $0, "---") || Self.isMark(source, $0, "...")
      }
    guard let end else {
      findings.error(
        "open-front-matter", "the front matter is not closed by a line '---'",
        at: source.location(line: 1))
      // Most likely the body starts behind the first empty line.
      bodyStart = (1...source.lineCount).first { source.bytes(ofLine: $0).isBlank } ?? 1
      return
    }
    bodyStart = end + 1
    node = YAMLReader.read(source.lines(2..<end), findings)
  }

  private static func isMark(_ source: SourceText, _ line: Int, _ mark: String) -> Bool {
    let bytes = source.bytes(ofLine: line)
    return bytes.starts(with: mark.utf8) && bytes.dropFirst(3).isBlank
  }
}
