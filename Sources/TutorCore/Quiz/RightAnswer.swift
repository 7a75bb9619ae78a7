import CourseModel
import Languages
public import Phrases
public import Study
import Views

extension Question {
  /// Whether an option (by its author's number) belongs to the right answer.
  func isRight(_ option: Int) -> Bool {
    switch kind {
    case .choice(let correct): option == correct
    case .multi(let correct): correct.contains(option)
    case .bug(_, let repair): option == repair
    case .judge(_, let reason): option == reason
    default: false
    }
  }

  /// The right answer on one line.
  func rightAnswer(in language: Language) -> String {
    guard let text = text.best(for: language) else { return "" }
    switch kind {
    case .choice, .multi:
      return described(Set(text.options.indices.filter(isRight)), in: text)
    case .judge(let verdict, let reason):
      let because = reason.map { described([$0], in: text) } ?? ""
      return language.say(.judgement(language.say(verdict.phrase), because))
    case .numeric(let numeric):
      let unit = numeric.unit.map { " " + $0 } ?? ""
      let answer = numeric.written.map { String($0.map { $0 == "-" ? "−" : $0 }) }
      let shown = answer ?? numeric.answer.shown
      guard let margin = numeric.shownMargin else { return shown + unit }
      // Per cent of the answer stand behind its unit, an absolute margin before it.
      return switch numeric.tolerance {
      case .absolute: shown + " ± " + margin + unit
      case .relative: shown + unit + " ± " + margin
      }
    case .short: return text.accept.first ?? ""
    case .order: return text.items.map(oneLine).joined(separator: " → ")
    case .open: return oneLine(text.answer)
    // Only the lab can tell.
    case .predict: return ""
    case .cloze: return text.gaps.map { oneLine($0.hidden) }.joined(separator: " · ")
    case .match:
      return text.pairs.map { oneLine($0.left) + " – " + oneLine($0.right) }
        .joined(separator: " · ")
    case .shape(let shape): return shape.source
    case .bug(let lines, let repair):
      return language.say(
        .lineAndRepair(
          lines.sorted().map(String.init).joined(separator: ", "), described([repair], in: text)))
    }
  }

  /// A learner's answer on one line.
  func described(_ response: Response, in language: Language) -> String {
    guard let text = text.best(for: language) else { return "" }
    switch response {
    case .none: return language.say(.notAnswered)
    case .options(let chosen): return described(chosen, in: text)
    case .judgement(let verdict, let reason):
      let because = reason.map { described([$0], in: text) } ?? ""
      return language.say(.judgement(verdict.map { language.say($0.phrase) } ?? "–", because))
    case .number(let typed), .text(let typed): return typed
    case .order(let items):
      return items.filter(text.items.indices.contains).map { oneLine(text.items[$0]) }
        .joined(separator: " → ")
    case .selfGraded(_, let isRight): return language.say(isRight ? .hadIt : .hadItNot)
    case .guess(let guess): return language.say(guess.phrase)
    case .gaps(let typed): return typed.map { $0.isEmpty ? "–" : $0 }.joined(separator: " · ")
    case .match(let given):
      return given.enumerated().filter { text.pairs.indices.contains($0.offset) }
        .map { row, right in
          let side = right.flatMap { text.pairs.indices.contains($0) ? text.pairs[$0].right : nil }
          return oneLine(text.pairs[row].left) + " – " + (side.map(oneLine) ?? "?")
        }.joined(separator: " · ")
    case .repair(let line, let option):
      return language.say(
        .lineAndRepair(
          line.map(String.init) ?? "–", option.map { described([$0], in: text) } ?? "–"))
    }
  }

  private func described(_ options: Set<Int>, in text: QuestionText) -> String {
    options.sorted().filter(text.options.indices.contains)
      .map { oneLine(text.options[$0].blocks) }.joined(separator: " · ")
  }
}

extension QuizSession.Item {
  /// The right answer on one line.
  func rightAnswer(in language: Language) -> String {
    prediction.flatMap { PredictScene($0) }?.rightAnswer(in: language)
      ?? question.rightAnswer(in: language)
  }
}

extension Question.Numeric {
  /// How far an answer may be from the right one, in words; nil when only the very number counts.
  var shownMargin: String? {
    guard margin > 0, !(answer == answer.rounded() && margin < 0.5) else { return nil }
    return switch tolerance {
    case .absolute(let value): value.shortened
    case .relative(let share): (share * 100).shortened + " %"
    }
  }
}

extension Grade.Rejection {
  var phrase: Phrase {
    switch self {
    case .unreadable(let refusal): refusal.phrase
    case .wrongUnit(let unit): .wrongUnit(unit)
    case .outsideTolerance: .outsideTolerance
    case .anotherTerm: .anotherTerm
    case .notAccepted: .notAcceptedText
    case .unreadableShape: .shapeUnreadable
    case .wrongRank(let given, let right): .shapeRank(given, right)
    case .wrongAxes(let axes): .shapeAxes(axes)
    }
  }
}

extension TypedNumber.Refusal {
  var phrase: Phrase {
    switch self {
    case .empty: .numberEmpty
    case .ambiguousComma: .numberAmbiguous
    case .unreadable: .numberUnreadable
    case .tooLarge: .numberTooLarge
    case .unexpectedUnit(let unit): .numberNeedsNoUnit(unit)
    }
  }
}

extension QuizMismatch {
  /// The sentence that says it.
  public var phrase: Phrase {
    switch self {
    case .emptyCourse: .quizNoQuestions
    case .unknownTopic(let topic): .quizUnknownTopic(topic)
    case .nothingMatches: .quizNothingMatches
    }
  }
}

extension Double {
  /// The number as it is read, with a true minus sign and no needless decimals.
  var shown: String {
    let digits = description
    let short = digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    return String(short.map { $0 == "-" ? "−" : $0 })
  }
}

extension Double {
  /// The number with at most two digits that count, and without an exponent.
  fileprivate var shortened: String {
    guard self > 0, isFinite else { return shown }
    if self >= 10 { return rounded().shown }
    var (scaled, decimals) = (self, 0)
    while scaled < 10, decimals < 12 {
      scaled *= 10
      decimals += 1
    }
    var digits = String(Int(scaled.rounded()))
    digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    var fraction = digits.suffix(decimals)
    while fraction.last == "0" { fraction.removeLast() }
    return digits.dropLast(decimals) + (fraction.isEmpty ? "" : "." + fraction)
  }
}

/// `0:31`, `12:04`.
func clockText(seconds: Int64) -> String {
  let rest = seconds % 60
  return "\(seconds / 60):" + (rest < 10 ? "0" : "") + "\(rest)"
}
