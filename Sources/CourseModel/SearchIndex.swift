public import Languages

/// The words of a course, ready to be searched.
public struct SearchIndex: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case lesson, lab, term, question
  }

  public struct Entry: Hashable, Sendable {
    public var kind: Kind
    public var id: String
    public var title: Localized<String>
    /// Title and text of both languages in lower case.
    fileprivate var titles: String
    fileprivate var words: String
  }

  public var entries: [Entry]

  public init(_ course: Course) {
    entries = course.lessons.map { lesson in
      Self.entry(
        .lesson, lesson.id, title: lesson.text.map(\.title),
        texts: lesson.text.map { $0.blocks.plainText })
    }
    entries += course.labs.map { lab in
      Self.entry(.lab, lab.id, title: lab.title, texts: lab.story.map(\.plainText))
    }
    entries += course.glossary.map { term in
      let also = term.also.map { $0.joined(separator: " ") }
      return Self.entry(
        .term, term.id, title: term.term,
        texts: Localized(
          english: [also.english, term.meaning.english].compactMap(\.self).joined(separator: " "),
          chinese: [also.chinese, term.meaning.chinese].compactMap(\.self).joined(separator: " ")))
    }
    entries += course.questions.map { question in
      Self.entry(
        .question, question.id,
        title: question.text.map(\.title.plainText.withPlaceholderNames),
        texts: question.text.map(\.searchText))
    }
  }

  private static func entry(
    _ kind: Kind, _ id: String, title: Localized<String>, texts: Localized<String>
  ) -> Entry {
    let titles = [title.english, title.chinese, id].compactMap(\.self).joined(separator: "\n")
    let words = [texts.english, texts.chinese].compactMap(\.self).joined(separator: "\n")
    return Entry(
      kind: kind, id: id, title: title, titles: titles.lowercased(), words: words.lowercased())
  }

  /// The entries in which every word of `query` occurs, those with a match in the title first.
  public func matches(_ query: String, limit: Int = 200) -> [Entry] {
    let words = query.lowercased().split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { return [] }
    let sought = words.map { SoughtWord($0) }
    var ranked: [[Entry]] = [[], [], []]
    for entry in entries {
      if sought.allSatisfy({ $0.occurs(in: entry.titles) }) {
        ranked[entry.titles.hasPrefix(words[0]) ? 0 : 1].append(entry)
      } else if ranked[2].count < limit,
        sought.allSatisfy({ $0.occurs(in: entry.titles) || $0.occurs(in: entry.words) })
      {
        ranked[2].append(entry)
      }
    }
    return Array(ranked.joined().prefix(limit))
  }
}

/// A word that is looked for byte by byte; to compare characters takes thirty times as long, and
/// whoever types waits for it.
private struct SoughtWord {
  private let bytes: [UInt8]

  init(_ word: Substring) { bytes = Array(word.utf8) }

  func occurs(in text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable(isIn)
      ?? Array(text.utf8).withUnsafeBufferPointer(isIn)
  }

  private func isIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      guard let first = bytes.first, text.count >= bytes.count else { return bytes.isEmpty }
      var start = 0
      let last = text.count - bytes.count
      while start <= last {
        if text[start] == first {
          var length = 1
          while length < bytes.count, text[start + length] == bytes[length] { length += 1 }
          if length == bytes.count { return true }
        }
        start += 1
      }
      return false
    }
  }
}

extension QuestionText {
  /// What the question says before it is answered; answers stay out of the search.
  fileprivate var searchText: String {
    ([stem.plainText, snippet?.text ?? ""] + options.map(\.blocks.plainText)
      + pairs.map(\.left.plainText)).joined(separator: "\n")
  }
}
