import Cells
import CourseModel
import Languages
import Phrases
import Study
import Views

/// A question as it is asked: heading, stem, the form of its answer, hints uncovered so far.
struct QuestionPage {
  var item: QuizSession.Item
  var form: any AnswerForm
  /// Whether the hint uncovered last has to be in sight.
  var showsNewHint = false
  /// Whether the answer is given and the learner is asked how sure it was.
  var asksConfidence = false
  /// Whether the time for the whole quiz is over.
  var isTimeOver = false

  func page(width: Int, language: Language) -> Page {
    guard let text = item.question.text.best(for: language) else { return Page() }
    var page = Page()
    page.add(headingLines(of: item.question, width: width, language: language))
    page.add(Line())
    let stem = form.stem(of: text)
    if !stem.isEmpty {
      page.add(blockLines(stem, width: width, style: .body))
      page.add(Line())
    }
    page.add(form.page(for: text, width: width, language: language))
    for (index, hint) in text.hints.prefix(item.hints).enumerated() {
      let isNew = showsNewHint && index == item.hints - 1
      var lines = [
        Line(language.say(.hintNumber(index + 1, of: text.hints.count)), Style(.warning))
      ]
      lines += blockLines(hint, width: max(1, width - 2), style: .body)
        .map { $0.indented(by: 2) }
      page.add(Line())
      page.add(lines, isFocused: isNew)
    }
    if asksConfidence {
      page.add(Line())
      page.add(
        [Line(language.say(.howSure), Style(.accent, .bold)) + Self.confidences(language)],
        isFocused: true)
    }
    if isTimeOver {
      page.add(Line())
      page.add(
        Line(language.say(.timeIsOver), Style(.warning, .bold)).wrapped(to: width),
        isFocused: true)
    }
    return page
  }

  private static func confidences(_ language: Language) -> Line {
    var line = Line()
    for (key, phrase) in [("1", Phrase.guessed), ("2", .fairlySure), ("3", .sure)] {
      line.append("   ")
      line.append(key, Style(.accent))
      line.append(" " + language.say(phrase), .muted)
    }
    return line
  }
}

/// The heading of a question, with a mark when it is not translated.
func headingLines(of question: Question, width: Int, language: Language) -> [Line] {
  guard let text = question.text.best(for: language) else { return [] }
  var lines = paragraphLines(text.title, width: width, style: .strong)
  if question.text.isFallback(for: language) {
    lines.append(Line(language.say(.untranslated), .muted))
  }
  return lines
}
