import CourseModel
import Languages
import Phrases
import Study

extension Prediction {
  /// What plain mode asks to be typed.
  var plainPrompt: Phrase {
    switch target {
    case .value: .plainNeedsNumber(unit: "")
    case .sign: .plainNeedsSign
    case .comparison: .plainNeedsYesNo
    }
  }
}

/// One line of plain mode, understood.
enum PlainLine: Hashable {
  case hint
  /// An answer, with what is wrong with its form if it is not one that can be taken.
  case answer(Response, confidence: Int?, problem: Phrase?)

  /// Reads a line such as `b`, `ac @2`, `wrong e`, `0.731`, `?` or an empty one.
  static func read(_ line: String, for item: QuizSession.Item) -> PlainLine {
    let (words, confidence) = split(line)
    if confidence == nil, hasUnknownConfidence(words) {
      return .answer(.text(words), confidence: nil, problem: .plainConfidence)
    }
    if words == "?" || words == "？" { return .hint }
    if words.isEmpty { return .answer(.none, confidence: confidence, problem: nil) }
    let (response, problem) = response(to: item, words)
    return .answer(response, confidence: confidence, problem: problem)
  }

  /// Whether a number that is no confidence stands behind the last @.
  private static func hasUnknownConfidence(_ words: String) -> Bool {
    guard let at = words.lastIndex(where: { $0 == "@" || $0 == "＠" }) else { return false }
    let behind = words[words.index(after: at)...]
    return !behind.isEmpty && behind.allSatisfy { $0.wholeNumberValue != nil }
  }

  /// The line without its confidence, `@1` to `@3` at its end.
  private static func split(_ line: String) -> (words: String, confidence: Int?) {
    let words = trimmed(line[...])
    guard let digit = words.last?.wholeNumberValue, (1...3).contains(digit) else {
      return (String(words), nil)
    }
    let before = words.dropLast()
    guard before.last == "@" || before.last == "＠" else { return (String(words), nil) }
    return (String(trimmed(before.dropLast())), digit)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var kept = text
    while let first = kept.first, first.isWhitespace { kept.removeFirst() }
    while let last = kept.last, last.isWhitespace { kept.removeLast() }
    return kept
  }

  private static func response(
    to item: QuizSession.Item, _ words: String
  ) -> (Response, Phrase?) {
    let order = item.order
    switch item.question.kind {
    case .choice:
      guard let letters = letters(words, below: order.count), letters.count == 1 else {
        return (.text(words), .plainNeedsLetter(last(order.count)))
      }
      return (.options([order[letters[0]]]), nil)
    case .multi:
      guard let letters = letters(words, below: order.count) else {
        return (.text(words), .plainNeedsLetters(last(order.count)))
      }
      return (.options(Set(letters.map { order[$0] })), nil)
    case .judge: return judgement(words, order: order)
    case .numeric:
      let response = Response.number(words)
      return (response, response.refusal(for: item.question)?.phrase)
    case .order:
      guard let letters = letters(words, below: order.count) else {
        return (.text(words), .plainNeedsOrder(last(order.count)))
      }
      let isComplete = letters.count == order.count && Set(letters).count == order.count
      return (
        .order(letters.map { order[$0] }), isComplete ? nil : .plainNeedsOrder(last(order.count))
      )
    case .predict(let prediction):
      let response = prediction.response(to: words)
      if case .text = response { return (response, prediction.plainPrompt) }
      return (response, response.refusal(for: item.question)?.phrase)
    case .short, .open: return (.text(words), nil)
    case .cloze(let count): return gaps(words, count: count)
    case .match: return pairs(words, order: order)
    case .shape(let shape):
      let problem: Phrase? =
        TypedShape.match(words, shape) == .unreadable ? .shapeUnreadable : nil
      return (.text(words), problem)
    case .bug: return repair(words, item)
    }
  }

  /// The parts between `|`.
  private static func gaps(_ words: String, count: Int) -> (Response, Phrase?) {
    guard count > 1 else { return (.gaps([words]), nil) }
    let parts = words.split(omittingEmptySubsequences: false) { "|｜".contains($0) }
      .map { String(trimmed($0)) }
    guard parts.count == count else { return (.text(words), .plainNeedsGaps(count)) }
    return (.gaps(parts), nil)
  }

  /// A letter for each row, in the order of the rows; `-` leaves one open.
  private static func pairs(_ words: String, order: [Int]) -> (Response, Phrase?) {
    let problem = Phrase.plainNeedsPairs(order.count, last(order.count))
    var given: [Int?] = []
    for character in words where !character.isWhitespace && !",，、".contains(character) {
      if character == "-" {
        given.append(nil)
      } else if let index = character.optionIndex, index < order.count {
        given.append(order[index])
      } else {
        return (.text(words), problem)
      }
    }
    let letters = given.compactMap(\.self)
    guard given.count == order.count, Set(letters).count == letters.count else {
      return (.text(words), problem)
    }
    return (.match(given), nil)
  }

  /// The number of a line and the letter of a repair.
  private static func repair(
    _ words: String, _ item: QuizSession.Item
  ) -> (Response, Phrase?) {
    let order = item.order
    let problem = Phrase.plainNeedsBug(last(order.count))
    let signs = words.filter { !$0.isWhitespace && !",，、:：".contains($0) }
    let digits = signs.prefix { $0.wholeNumberValue != nil }
    let number = digits.reduce(0) { min(100_000, $0 * 10 + ($1.wholeNumberValue ?? 0)) }
    let count = item.question.text.best(for: .english)?.snippet?.lines.count ?? 0
    let rest = signs.dropFirst(digits.count)
    guard rest.count == 1, let index = rest.first?.optionIndex, order.indices.contains(index),
      number >= 1, number <= count
    else { return (.text(words), problem) }
    return (.repair(line: number, option: order[index]), nil)
  }

  /// A verdict as a letter or a word, then the letter of the reason.
  private static func judgement(_ words: String, order: [Int]) -> (Response, Phrase?) {
    let verdicts = Verdict.allCases
    let problem = Phrase.plainNeedsJudgement((verdicts.count + order.count - 1).optionLetter)
    var rest = words.lowercased()
    var verdict: Verdict?
    for candidate in verdicts {
      for language in Language.allCases {
        let word = candidate.phrase(language)
        if verdict == nil, rest.hasPrefix(word) {
          verdict = candidate
          rest.removeFirst(word.count)
        }
      }
    }
    guard let letters = rest.isEmpty ? [] : letters(rest, below: verdicts.count + order.count)
    else { return (.text(words), problem) }
    let judged = letters.filter { $0 < verdicts.count }
    let reasons = letters.filter { $0 >= verdicts.count }.map { order[$0 - verdicts.count] }
    guard judged.count + (verdict == nil ? 0 : 1) == 1, reasons.count <= 1 else {
      let hasVerdict = verdict != nil || !judged.isEmpty
      return (.text(words), hasVerdict ? problem : .plainVerdictMissing)
    }
    guard order.isEmpty || !reasons.isEmpty else {
      let last = (verdicts.count + order.count - 1).optionLetter
      return (.text(words), .plainReasonMissing(verdicts.count.optionLetter, last))
    }
    return (
      .judgement(verdict ?? judged.first.map { verdicts[$0] }, reason: reasons.first), nil
    )
  }

  /// The options that letters name, in the order typed; spaces and commas may stand between them.
  private static func letters(_ words: String, below limit: Int) -> [Int]? {
    var indices: [Int] = []
    for character in words where !character.isWhitespace && !",，、".contains(character) {
      guard let index = character.optionIndex, index < limit else { return nil }
      indices.append(index)
    }
    return indices.isEmpty ? nil : indices
  }

  private static func last(_ count: Int) -> Character { (max(1, count) - 1).optionLetter }
}
