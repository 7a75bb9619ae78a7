import CourseModel
import Languages
import Phrases
import Study
import Views

/// Both sides of a question's card, as HTML on one line each.
///
/// Numbers are drawn and options mixed from the seed 1, so that a second export is the same.
struct AnkiCard {
  var front: String
  var back: String

  private static let seed: UInt64 = 1

  /// Nil for a question without a text.
  init?(_ template: Question, course: Course, language: Language) {
    let question = template.instantiate(seed: Self.seed)
    guard let text = question.text.best(for: language) else { return nil }
    let sides = Sides(
      question: question, text: text, course: course, language: language,
      order: question.displayOrder(of: text, seed: Self.seed),
      scene: PredictionRun(question, labs: course.labs).flatMap { PredictScene($0) })
    front = sides.front
    back = sides.back
  }

  private struct Sides {
    var question: Question
    var text: QuestionText
    var course: Course
    var language: Language
    /// The author's numbers of what is lettered, in the order in which they are shown.
    var order: [Int]
    var scene: PredictScene?

    private var setter: HTMLSetter { HTMLSetter() }

    // MARK: Front

    var front: String {
      let mark = question.text.isFallback(for: language) ? paragraph(.untranslated, "i") : ""
      let parts: [String] = [
        "<p><b>\(setter.html(text.title))</b></p>", mark, setter.html(text.stem), asked,
      ]
      return parts.joined()
    }

    private var asked: String {
      switch question.kind {
      case .choice, .multi: return lettered(text.options.map(\.blocks))
      case .judge:
        let verdicts = Verdict.allCases.map { item(escaped($0.phrase)) }.joined()
        guard !order.isEmpty else { return "<ol type=\"a\">\(verdicts)</ol>" }
        return "<ol type=\"a\">\(verdicts)</ol>" + paragraph(.because)
          + lettered(text.options.map(\.blocks), start: Verdict.allCases.count + 1)
      case .order: return lettered(text.items)
      case .match:
        return "<ol>" + text.pairs.map { item(setter.html($0.left)) }.joined() + "</ol>"
          + lettered(text.pairs.map { [.paragraph($0.right)] })
      case .bug:
        return numberedCode + paragraph(.whichLine) + paragraph(.repairs)
          + lettered(text.options.map(\.blocks))
      case .predict:
        guard let scene else { return "" }
        // Cards are as wide as their reader's window, so that nothing is wrapped here.
        let lines = scene.plainLines(width: 10_000, language: language)
        let told = lines.map { HTMLSetter.escaped($0) }.joined(separator: "<br>")
        return "<p>\(told)</p>" + paragraph(scene.question)
      case .numeric(let numeric):
        return numeric.unit.map { "<p>? \(HTMLSetter.escaped($0))</p>" } ?? ""
      case .short, .open, .cloze, .shape: return ""
      }
    }

    private var numberedCode: String {
      let lines = text.snippet?.lines ?? []
      return setter.code(
        lines.enumerated().map { CodeNumber.text($0 + 1, of: lines.count) + $1 }
          .joined(separator: "\n"))
    }

    /// What is to be chosen from, in the order in which it is shown.
    private func lettered(_ blocks: [[Block]], start: Int = 1) -> String {
      let items = order.filter(blocks.indices.contains).map { item(tight(blocks[$0])) }
      let from = start == 1 ? "" : " start=\"\(start)\""
      return "<ol type=\"a\"\(from)>" + items.joined() + "</ol>"
    }

    // MARK: Back

    var back: String {
      var parts: [String] = [answer, section(.explanation, text.explanation)]
      for followUp in text.followUps { parts.append(section(.followUp, followUp.whole)) }
      parts += [sources, lab]
      return parts.joined()
    }

    private var answer: String {
      switch question.kind {
      case .choice, .multi: return judgedOptions()
      case .judge(let verdict, _):
        return paragraph(.rightVerdict(verdict.phrase), "b")
          + (order.isEmpty ? "" : judgedOptions(start: Verdict.allCases.count + 1))
      case .numeric, .shape, .short: return rightLine + accepted
      case .predict:
        guard let scene else { return "" }
        return paragraph(.rightIs(scene.rightAnswer(in: language)), "b")
          + (scene.equations.isEmpty ? "" : setter.code(scene.equations.joined(separator: "\n")))
      case .order:
        return paragraph(.rightOrder, "b") + list("ol", text.items.map(tight))
      case .open:
        return setter.html(text.answer) + points
      case .cloze:
        return list("ol", text.gaps.map(filled))
      case .match:
        return paragraph(.belongsTogether, "b")
          + list("ol", text.pairs.map(pairText))
      case .bug(let lines, _):
        return paragraph(.wrongLineIs(lines.sorted()), "b") + judgedOptions()
      }
    }

    /// Every option with ✓ or ✗ and what there is to say about it.
    private func judgedOptions(start: Int = 1) -> String {
      let items = order.filter(text.options.indices.contains).map { index in
        let option = text.options[index]
        let isRight = question.isRight(index)
        let words = (isRight ? "✓ " : "✗ ") + tight(option.blocks)
        return item((isRight ? "<b>\(words)</b>" : words) + setter.html(option.feedback))
      }
      let from = start == 1 ? "" : " start=\"\(start)\""
      return "<ol type=\"a\"\(from)>" + items.joined() + "</ol>"
    }

    private func filled(_ gap: QuestionText.Gap) -> String {
      let hidden: String = oneLine(gap.hidden)
      let others: [String] = gap.accept.filter { $0 != hidden }
      let shown = "<b>" + setter.html(gap.hidden) + "</b>"
      guard !others.isEmpty else { return shown }
      return shown + "<br>" + escaped(.alsoAccepted(others.joined(separator: ", ")))
    }

    private func pairText(_ pair: QuestionText.Pair) -> String {
      setter.html(pair.left) + " – " + setter.html(pair.right)
    }

    private var rightLine: String {
      paragraph(.rightIs(question.rightAnswer(in: language)), "b")
    }

    private var accepted: String {
      text.accept.count > 1
        ? paragraph(.alsoAccepted(text.accept.dropFirst().joined(separator: ", "))) : ""
    }

    private var points: String {
      guard !text.keyPoints.isEmpty else { return "" }
      return paragraph(.keyPoints, "b") + list("ul", text.keyPoints.map(tight))
    }

    private func section(_ title: Phrase, _ blocks: [Block]) -> String {
      blocks.isEmpty ? "" : "<hr>" + paragraph(title, "b") + setter.html(blocks)
    }

    private var sources: String {
      let names = question.sources.compactMap { id in
        course.sources.first { $0.id == id }.map { source in
          source.authors + (source.year.map { " (\($0))" } ?? "")
        }
      }
      guard !names.isEmpty else { return "" }
      let line = language.say(.sources) + ": " + names.joined(separator: "; ")
      return "<p><small>\(HTMLSetter.escaped(line))</small></p>"
    }

    /// Where the cell can be seen doing it.
    private var lab: String {
      guard let lab = question.lab else { return "" }
      return "<p><small><code>lstm-tutor lab \(HTMLSetter.escaped(lab.description))</code>"
        + "</small></p>"
    }

    // MARK: Parts

    /// A single paragraph stands beside its letter, not below it.
    private func tight(_ blocks: [Block]) -> String {
      guard case .paragraph(let inlines)? = blocks.first else { return setter.html(blocks) }
      return setter.html(inlines) + setter.html(Array(blocks.dropFirst()))
    }

    private func item(_ html: String) -> String { "<li>\(html)</li>" }

    private func list(_ tag: String, _ items: [String]) -> String {
      "<\(tag)>" + items.map(item).joined() + "</\(tag)>"
    }

    private func escaped(_ phrase: Phrase) -> String { HTMLSetter.escaped(language.say(phrase)) }

    private func paragraph(_ phrase: Phrase, _ tag: String? = nil) -> String {
      guard let tag else { return "<p>\(escaped(phrase))</p>" }
      return "<p><\(tag)>\(escaped(phrase))</\(tag)></p>"
    }
  }
}
