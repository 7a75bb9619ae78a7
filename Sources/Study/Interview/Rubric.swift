public import CourseModel
internal import Languages

/// Looks for key points in a free text: a suggestion, which the learner corrects in the debrief.
///
/// A key point and a text are reduced to terms: the glossary's things under any of their names in
/// either language (weight 2), other words by their stems, symbols without their time, numbers
/// (weight 1), and Chinese words between them (weight 1 in all). The score is the share of the key
/// point's weight that the text has. A term that the text has only where the key point's
/// sentence is affirmed and the text's is denied, or the other way round, counts for ``turned`` of its
/// weight. What stands in front of a colon is the statement and what follows explains it: whoever has
/// the statement has ``statementShare`` of the point. The better of the two languages counts. A
/// point is found at ``threshold``.
public struct Rubric: Hashable, Sendable {
  public static let threshold = 0.4
  /// The share that a term counts with the opposite sense.
  public static let turned = 0.3

  /// What a statement without its explanation is worth.
  public static let statementShare = 0.8
  /// A statement with less weight says too little by itself.
  private static let leastStatement = 4.0

  private let lexicon: Lexicon

  public init(glossary: [GlossaryEntry]) {
    lexicon = Lexicon(glossary)
  }

  /// The key points that `text` makes, by their numbers from 0.
  public func keyPoints(of question: Question, in text: String) -> Set<Int> {
    let given = lexicon.terms(of: text)
    let count = question.text.best(for: .english)?.keyPoints.count ?? 0
    return Set(
      (0..<count).filter { index in
        let points = Language.allCases.compactMap { language -> [Block]? in
          guard let points = question.text[language]?.keyPoints else { return nil }
          return points.indices.contains(index) ? points[index] : nil
        }
        return points.contains { score(of: $0, in: given) >= Self.threshold }
      })
  }

  /// How much of `point` the text has, from 0 to 1.
  public func score(of point: [Block], in text: String) -> Double {
    score(of: point, in: lexicon.terms(of: text))
  }

  private func score(of point: [Block], in given: Terms) -> Double {
    let text = point.plainText
    let whole = share(of: lexicon.terms(of: text), in: given)
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return whole.share }
    let statement = share(of: lexicon.terms(of: String(text[..<colon])), in: given)
    guard statement.weight >= Self.leastStatement else { return whole.share }
    return max(whole.share, Self.statementShare * statement.share)
  }

  /// The share of a text's weight that another one has, and that weight.
  private func share(of point: Terms, in given: Terms) -> (share: Double, weight: Double) {
    let wanted = point.all
    let total = wanted.reduce(0) { $0 + $1.term.weight }
    guard total > 0 else { return (0, 0) }
    let affirmed = Set(given.affirmed.map(\.name))
    let denied = Set(given.denied.map(\.name))
    var found = 0.0
    for (term, isDenied) in wanted {
      let (same, other) = isDenied ? (denied, affirmed) : (affirmed, denied)
      if same.contains(term.name) {
        found += term.weight
      } else if other.contains(term.name) {
        found += Self.turned * term.weight
      }
    }
    return (found / total, total)
  }
}
