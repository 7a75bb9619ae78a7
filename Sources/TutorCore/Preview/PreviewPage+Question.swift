import Cells
import CourseModel
import Languages
import Phrases
import Study
import Views

extension PreviewPage {
  /// A question with its answer, its feedback and its hints, options in their author's order.
  func questionLines(_ template: Question, width: Int) -> [Line] {
    var template = template
    template.isShuffled = false
    let course = preview.course
    var session = QuizSession(
      plan: QuizPlan(seed: seed), questions: [template], labs: course.labs)
    if let response = Self.answer(to: session.item.question) {
      session.commit(response, in: language, at: 0)
    }
    let question = session.item.question
    guard let text = question.text.best(for: language) else { return [] }
    let page = FeedbackPage(
      item: session.item, course: course, language: language, isPlain: isPlain)
    var lines =
      isPlain
      ? Line("## " + oneLine(text.title)).wrapped(to: width)
      : headingLines(of: question, width: width, language: language)
    lines += facts(
      [
        question.id, question.kind.name, question.level.rawValue, "\(question.time) s",
        question.lab?.description,
        template.generator == nil ? nil : language.say(.previewSeed(Int(clamping: seed))),
      ], width: width)
    lines.append(Line())
    if !text.stem.isEmpty { lines += set(text.solvedStem, width: width) + [Line()] }
    lines += page.answerLines(text, width: width)
    lines += revelations(question, text, width: width)
    for (index, hint) in text.hints.enumerated() {
      lines += [Line(), Line(language.say(.previewHint(index + 1)), Style(.warning))]
      lines += set(hint, width: width)
    }
    return lines + page.reasonLines(text, width: width)
  }

  /// The right answer where the page tells right from wrong part by part; else none is needed.
  private static func answer(to question: Question) -> Response? {
    switch question.kind {
    case .order(let count): .order(Array(0..<count))
    case .match(let count): .match((0..<count).map { $0 })
    case .cloze:
      question.text.english.map { text in .gaps(text.gaps.map { oneLine($0.hidden) }) }
    default: nil
    }
  }

  /// The misconceptions that wrong answers reveal.
  private func revelations(_ question: Question, _ text: QuestionText, width: Int) -> [Line] {
    func sentence(_ id: String) -> String {
      preview.course.misconception(id)?.sentence.best(for: language) ?? id
    }
    var phrases: [Phrase] = []
    var first = 0
    if case .judge = question.kind { first = Verdict.allCases.count }
    for (index, option) in text.options.enumerated() {
      guard let id = option.misconception else { continue }
      phrases.append(.previewReveals(String((index + first).optionLetter), sentence(id)))
    }
    if case .numeric(let numeric) = question.kind {
      phrases += numeric.wrong.map { wrong in
        .previewWrong(wrong.value.shown, sentence(wrong.misconception))
      }
    }
    guard !phrases.isEmpty else { return [] }
    return [Line()]
      + phrases.flatMap { Line(language.say($0), .muted).wrapped(to: width, hanging: 2) }
  }
}
