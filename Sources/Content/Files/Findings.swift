internal import CourseModel
internal import Languages

/// What reading turns up besides values: mistakes, and uses of ids that are checked at the end.
final class Findings {
  /// A place that names something by its id.
  struct Reference {
    enum Kind: String, CaseIterable {
      case topic, lesson, question, lab, misconception, source
    }

    var kind: Kind
    var id: String
    var location: SourceLocation
  }

  /// A place that names a step of a lab.
  struct LabUse {
    var reference: LabReference
    var location: SourceLocation
  }

  /// A live figure with the places of its parts.
  struct FigureUse {
    var figure: LabFigure
    var show: [SourceLocation] = []
    var steps: SourceLocation?
    var when: SourceLocation?
  }

  /// A text that one language lacks.
  struct Untranslated {
    var what: String
    var missing: Language
    var location: SourceLocation
  }

  private(set) var diagnostics: [Diagnostic] = []
  var references: [Reference] = []
  var labUses: [LabUse] = []
  var figureUses: [FigureUse] = []
  /// Reported only for decks that have both languages.
  var untranslated: [Untranslated] = []
  /// The languages that the deck being read has texts in.
  var languages: Set<Language> = []

  func error(_ code: String, _ message: String, at location: SourceLocation) {
    diagnostics.append(Diagnostic(.error, code, message, at: location))
  }

  func warning(_ code: String, _ message: String, at location: SourceLocation) {
    diagnostics.append(Diagnostic(.warning, code, message, at: location))
  }
}
