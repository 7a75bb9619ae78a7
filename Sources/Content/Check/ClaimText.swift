internal import CourseModel

/// Everything that a question or a lesson says in one language, to look for numbers in it.
enum ClaimText {
  /// With the answer of a `numeric` question as it stands in its comment.
  case question(QuestionText, answer: String)
  case lesson(Lesson.Text)

  var location: SourceLocation {
    switch self {
    case .question(let text, _): text.location
    case .lesson(let text): text.location
    }
  }

  /// All words, with numbers as they can be compared: plain signs, no separators of thousands.
  var words: String {
    switch self {
    case .question(let text, let answer):
      var parts = [text.title.plainText, text.stem.plainText, text.snippet?.text ?? "", answer]
      parts += text.options.flatMap { [$0.blocks.plainText, $0.feedback.plainText] }
      parts += text.items.map(\.plainText) + text.accept
      parts += text.gaps.flatMap { [$0.hidden.plainText] + $0.accept }
      parts += text.pairs.flatMap { [$0.left.plainText, $0.right.plainText] }
      parts += (text.hints + text.keyPoints + text.followUps.map(\.whole)).map(\.plainText)
      parts += [text.explanation.plainText, text.answer.plainText]
      return parts.joined(separator: "\n")
    case .lesson(let text):
      return
        ([text.title] + text.goals + [text.blocks.plainText]
        + text.blocks.compactMap { block in
          if case .lab(let figure) = block { figure.source } else { nil }
        }).joined(separator: "\n")
    }
  }
}

/// A text in which numbers are found however their signs and thousands are written.
struct NumberedText {
  /// With plain signs; then also without separators of thousands.
  private let forms: [[Character]]

  init(_ text: String) {
    let plain = text.replacing("\\%", with: "%").replacing(" %", with: "%")
      .map { character -> Character in
        switch character {
        case "−", "–": "-"
        case "％": "%"
        default: character
        }
      }
    let joined = String(plain).replacing("{,}", with: ",").replacing("\\,", with: ",")
    forms = [plain, Self.withoutThousands(Array(joined))]
  }

  /// The text without the comma or the space in `2,560` and `2 560`.
  private static func withoutThousands(_ text: [Character]) -> [Character] {
    func isDigit(_ index: Int) -> Bool {
      text.indices.contains(index) && ("0"..."9").contains(text[index])
    }
    return text.indices.compactMap { index in
      let isSeparator =
        ", \u{A0}\u{2009}\u{202F}".contains(text[index]) && isDigit(index - 1) && isDigit(index + 1)
        && isDigit(index + 2) && isDigit(index + 3) && !isDigit(index + 4)
      return isSeparator ? nil : text[index]
    }
  }

  /// Whether a number stands in the text, and not only as a part of a longer one.
  func contains(_ literal: String) -> Bool {
    let plain = literal.map { $0 == "−" ? "-" : $0 }
    return Self.find(plain, in: forms[0])
      || Self.find(Self.withoutThousands(plain), in: forms[1])
  }

  private static func find(_ literal: [Character], in text: [Character]) -> Bool {
    guard let first = literal.first, text.count >= literal.count else { return false }
    func isDigit(_ index: Int) -> Bool {
      text.indices.contains(index) && ("0"..."9").contains(text[index])
    }
    for start in 0...(text.count - literal.count)
    where text[start] == first && text[start..<(start + literal.count)].elementsEqual(literal) {
      let end = start + literal.count
      let startsInside =
        isDigit(start - 1)
        || text.indices.contains(start - 1) && text[start - 1] == "." && isDigit(start)
      let endsInside =
        isDigit(end) || text.indices.contains(end) && text[end] == "." && isDigit(end + 1)
      if !startsInside, !endsInside { return true }
    }
    return false
  }
}
