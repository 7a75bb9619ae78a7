internal import CourseModel

/// What one file holds, read for itself: files know nothing of each other until they join a course.
struct ParsedFile {
  enum Contents {
    case course(CourseOutline)
    case misconceptions([Defined<Misconception>])
    case glossary([Defined<GlossaryEntry>])
    case sources([Defined<Source>])
    case lab(Defined<LabPreset>?)
    case lesson(LessonDraft?)
    case questions(QuestionFileReader.Result)
    /// It could not be loaded.
    case nothing
  }

  let file: ContentFile
  /// nil for a file that could not be loaded.
  let source: SourceText?
  let contents: Contents
  let findings: Findings

  init(_ file: ContentFile, _ formulas: FormulaCache) {
    let findings = Findings(formulas: formulas)
    self.file = file
    self.findings = findings
    source = SourceLoader.load(file.path, findings)
    contents = source.map { Self.contents(of: $0, file, findings) } ?? .nothing
  }

  private static func contents(
    of source: SourceText, _ file: ContentFile, _ findings: Findings
  ) -> Contents {
    let reader = CourseFileReader(findings: findings)
    return switch file.role {
    case .course: .course(reader.outline(source))
    case .misconceptions: .misconceptions(reader.misconceptions(source))
    case .glossary: .glossary(reader.glossary(source))
    case .sources: .sources(reader.sources(source))
    case .lab: .lab(LabReader(findings: findings).preset(source))
    case .lesson:
      .lesson(LessonReader(findings: findings).draft(source, language: file.language))
    case .questions:
      .questions(QuestionFileReader(source, findings).read(language: file.language))
    }
  }
}
