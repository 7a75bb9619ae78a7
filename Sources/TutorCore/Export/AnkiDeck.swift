public import CourseModel
public import Languages

/// The questions of a course as notes in Anki's text format.
///
/// One note a question: its identity is the question's id, so that importing a later export (or one
/// in the other language) changes the notes that are there and keeps their schedule.
public struct AnkiDeck: Sendable {
  /// One line of the file.
  struct Note: Sendable {
    var guid: String
    var deck: String
    var front: String
    var back: String
    var tags: [String]
  }

  private let notes: [Note]

  /// - Parameter topics: only questions of these, unless it is empty.
  public init(_ course: Course, language: Language, topics: Set<String> = []) {
    let questions = course.questions.filter { topics.isEmpty || topics.contains($0.topic) }
    notes = questions.compactMap { question in
      guard let card = AnkiCard(question, course: course, language: language) else { return nil }
      let topic = course.topic(question.topic)?.title.best(for: language) ?? question.topic
      return Note(
        guid: "lstm-tutor:" + question.id, deck: "LSTM Tutor::" + Self.deckName(topic),
        front: card.front, back: card.back,
        tags: [
          "topic::" + question.topic, "level::" + question.level.rawValue,
          "type::" + question.kind.name,
        ])
    }
  }

  /// How many notes there are.
  public var count: Int { notes.count }

  /// The whole file.
  public var text: String {
    let header = [
      "#separator:tab", "#html:true", "#notetype:Basic", "#guid column:1", "#deck column:2",
      "#tags column:5",
    ]
    let lines = notes.map { note in
      [
        Self.field(note.guid), Self.field(note.deck), note.front, note.back,
        note.tags.map(Self.tag).joined(separator: " "),
      ].joined(separator: "\t")
    }
    return (header + lines).map { $0 + "\n" }.joined()
  }

  /// Two colons would make a deck inside a deck.
  private static func deckName(_ title: String) -> String { title.replacing("::", with: ":") }

  /// A plain text as a column: what separates and quotes columns is replaced.
  private static func field(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 == "\"" ? "'" : $0 })
  }

  /// Spaces separate tags.
  private static func tag(_ text: String) -> String {
    String(field(text).map { $0 == " " ? "_" : $0 })
  }
}
