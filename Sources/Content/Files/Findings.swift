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

  /// The kind and the id of something that was left out.
  struct Refused: Hashable {
    var kind: Reference.Kind
    var id: String
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

  /// A `predict` question with the places of its parts.
  struct PredictionUse {
    var prediction: Prediction
    var lab: LabReference
    var ask: SourceLocation
    var place: SourceLocation
    var tolerance: SourceLocation?
  }

  /// Numbers that a question or a lesson claims, with what it says.
  struct Claims {
    var computed: YAMLNode?
    var shows: YAMLNode?
    /// The position that `shows` is about; nil in a lesson, where each claim names its own.
    var lab: LabReference?
    var isLesson = false
    /// What is said in each language.
    var texts: Localized<ClaimText>
  }

  /// A follow-up that goes on with another question.
  struct AskUse {
    var id: String
    var location: SourceLocation
  }

  /// A text that one language lacks.
  struct Untranslated {
    var what: String
    var missing: Language
    var location: SourceLocation
  }

  private(set) var diagnostics: [Diagnostic] = []
  var references: [Reference] = []
  /// Things that were left out for a mistake of their own. Who refers to them is not to blame.
  private(set) var refused: Set<Refused> = []
  var labUses: [LabUse] = []
  var figureUses: [FigureUse] = []
  var predictionUses: [PredictionUse] = []
  var claims: [Claims] = []
  /// Questions that draw numbers, with the place of the keys that say how.
  var generated: [(question: Question, location: SourceLocation)] = []
  var askUses: [AskUse] = []
  /// Reported only for decks that have both languages.
  var untranslated: [Untranslated] = []
  /// The languages that the deck being read has texts in.
  var languages: Set<Language> = []

  private let formulas: FormulaCache

  init(formulas: FormulaCache = FormulaCache()) { self.formulas = formulas }

  func parse(_ formula: String) -> (tree: MathNode, problems: [TeX.Problem]) {
    formulas.parse(formula)
  }

  /// Takes over what a part of the work turned up, as if it had been done here.
  func absorb(_ part: Findings) {
    for diagnostic in part.diagnostics { report(diagnostic) }
    references += part.references
    refused.formUnion(part.refused)
    labUses += part.labUses
    figureUses += part.figureUses
    predictionUses += part.predictionUses
    claims += part.claims
    generated += part.generated
    askUses += part.askUses
    untranslated += part.untranslated
    languages.formUnion(part.languages)
  }

  func refuse(_ kind: Reference.Kind, _ id: String) {
    refused.insert(Refused(kind: kind, id: id))
  }

  /// Nobody reads on after so many mistakes in one file.
  private static let mostPerFile = 1000
  private var countByFile: [String: Int] = [:]

  func error(_ code: String, _ message: String, at location: SourceLocation) {
    report(Diagnostic(.error, code, message, at: location))
  }

  func warning(_ code: String, _ message: String, at location: SourceLocation) {
    report(Diagnostic(.warning, code, message, at: location))
  }

  /// Whether no more mistakes of this file are listed, so that places need not be worked out.
  func isFull(_ file: String) -> Bool { countByFile[file, default: 0] > Self.mostPerFile }

  private func report(_ diagnostic: Diagnostic) {
    let file = diagnostic.location.file
    let count = countByFile[file, default: 0] + 1
    countByFile[file] = count
    if count <= Self.mostPerFile {
      diagnostics.append(diagnostic)
    } else if count == Self.mostPerFile + 1 {
      diagnostics.append(
        Diagnostic(
          .error, "too-many", "the file has more mistakes, which are not listed",
          at: SourceLocation(file: file)))
    }
  }
}

/// Formulas that have been parsed. Few are new: a course writes $c_t$ hundreds of times.
final class FormulaCache {
  private var formulas: [String: (tree: MathNode, problems: [TeX.Problem])] = [:]

  func parse(_ formula: String) -> (tree: MathNode, problems: [TeX.Problem]) {
    if let known = formulas[formula] { return known }
    let parsed = TeX.parse(formula)
    formulas[formula] = parsed
    return parsed
  }
}
