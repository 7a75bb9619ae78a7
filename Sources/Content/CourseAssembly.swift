internal import CourseModel
internal import Languages
internal import Study

/// A course as it grows deck by deck, with what is known about its ids.
struct CourseAssembly {
  let findings = Findings()
  private(set) var course = Course()
  /// Where each id was defined first.
  private(set) var definitions: [Findings.Reference.Kind: [String: SourceLocation]] = [:]
  private var terms: [String: SourceLocation] = [:]
  /// Texts that exist in one language although their deck has both.
  private(set) var untranslated: [Findings.Untranslated] = []
  /// Lessons that a `course.yaml` leaves out.
  private(set) var unlisted: [Defined<String>] = []
  /// Every file that was read, if they are kept.
  private(set) var texts: [SourceText] = []
  private let keepsTexts: Bool

  init(keepsTexts: Bool = false) {
    self.keepsTexts = keepsTexts
  }

  /// The values of one deck before they join the course.
  private struct Deck {
    /// nil for a deck without a `course.yaml`.
    var outline: CourseOutline?
    var lessons: [LessonDraft] = []
    var questions: [QuestionDraft] = []
    var topics: [Topic] = []
  }

  mutating func add(deck path: String) {
    findings.languages = []
    findings.untranslated = []
    var deck = Deck()
    let earlierLabs = course.labs.count
    let files = FolderScanner.files(at: path, findings)
    let parsed = files.mapInParallel(ParsedFile.init)
    // What others refer to comes first.
    for part in parsed where part.file.role == .course { join(part, &deck) }
    for topic in deck.outline?.topics ?? [] where define(.topic, topic.value.id, topic.location) {
      course.topics.append(topic.value)
    }
    for part in parsed where part.file.role != .course { join(part, &deck) }
    for topic in deck.topics { addOwn(topic) }
    for (question, location) in QuestionAssembler.questions(deck.questions, findings)
    where define(.question, question.id, location) {
      // A prediction that its lab cannot answer can never be asked.
      if question.isPlayable(with: course.labs) { course.questions.append(question) }
    }
    addLessons(deck)
    let labs = Self.sorted(course.labs[earlierLabs...], by: deck.outline?.labs ?? [], id: \.id)
    course.labs.replaceSubrange(earlierLabs..., with: labs)
    if findings.languages.count > 1 { untranslated += findings.untranslated }
  }

  /// Adds what a file holds, and reports what is wrong with it beside the others.
  private mutating func join(_ part: ParsedFile, _ deck: inout Deck) {
    findings.absorb(part.findings)
    if keepsTexts, let source = part.source { texts.append(source) }
    switch part.contents {
    case .course(let outline):
      if course.title == Localized() {
        course.title = outline.title
        course.version = outline.version
      }
      deck.outline = outline
    case .misconceptions(let entries):
      for entry in entries where define(.misconception, entry.value.id, entry.location) {
        course.misconceptions.append(entry.value)
      }
    case .glossary(let entries):
      for entry in entries where defineTerm(entry) { course.glossary.append(entry.value) }
    case .sources(let entries):
      for entry in entries where define(.source, entry.value.id, entry.location) {
        course.sources.append(entry.value)
      }
    case .lab(let lab?) where define(.lab, lab.value.id, lab.location):
      course.labs.append(lab.value)
    case .lab: findings.refuse(.lab, part.file.path.fileStem)
    case .lesson(let draft): deck.lessons += draft.map { [$0] } ?? []
    case .questions(let result):
      if let source = part.source { addQuestions(result, part.file, source, &deck) }
    case .nothing:
      if case .lab = part.file.role { findings.refuse(.lab, part.file.path.fileStem) }
    }
  }

  // MARK: Questions and topics

  private mutating func addQuestions(
    _ result: QuestionFileReader.Result, _ file: ContentFile, _ source: SourceText,
    _ deck: inout Deck
  ) {
    var topic = result.topic
    if deck.outline != nil {
      if topic == nil, !result.drafts.isEmpty {
        findings.error(
          "missing-key", "the file has no 'topic'; write front matter '---', 'topic: …', '---'",
          at: source.location(line: 1))
      }
    } else {
      let id = topic ?? file.path.fileStem
      topic = id
      var title = Localized<String>()
      title[result.language] = result.title ?? (result.topic == nil ? file.path.fileStem : id)
      deck.topics.append(Topic(id: id, title: title))
    }
    deck.questions += result.drafts.map { draft in
      var draft = draft
      draft.topic = topic
      return draft
    }
  }

  /// Adds the topic of a deck without a `course.yaml`, if no deck has it yet.
  private mutating func addOwn(_ topic: Topic) {
    guard definitions[.topic]?[topic.id] != nil else {
      definitions[.topic, default: [:]][topic.id] = SourceLocation(file: "")
      course.topics.append(topic)
      return
    }
    // A translation of the same file brings the title in its language.
    guard let index = course.topics.firstIndex(where: { $0.id == topic.id }) else { return }
    for language in Language.allCases where course.topics[index].title[language] == nil {
      course.topics[index].title[language] = topic.title[language]
    }
  }

  // MARK: Lessons

  private mutating func addLessons(_ deck: Deck) {
    let lessons = LessonReader(findings: findings).lessons(deck.lessons)
    let order = deck.outline?.lessons ?? []
    for entry in Self.sorted(lessons, by: order, id: \.lesson.id)
    where define(.lesson, entry.lesson.id, entry.location) {
      course.lessons.append(entry.lesson)
      if deck.outline != nil, !order.contains(entry.lesson.id) {
        unlisted.append(Defined(value: entry.lesson.id, location: entry.location))
      }
    }
  }

  /// The elements in the order of `ids`; those it does not name come last, in their own order.
  private static func sorted<Element>(
    _ elements: some Sequence<Element>, by ids: [String], id: (Element) -> String
  ) -> [Element] {
    let ranks = Dictionary(
      ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return elements.enumerated().sorted { left, right in
      let ranks = (ranks[id(left.element)], ranks[id(right.element)])
      return (ranks.0 ?? .max, left.offset) < (ranks.1 ?? .max, right.offset)
    }.map(\.element)
  }

  // MARK: Ids

  /// Notes that an id is taken; reports when it was taken before.
  private mutating func define(
    _ kind: Findings.Reference.Kind, _ id: String, _ location: SourceLocation
  ) -> Bool {
    if let first = definitions[kind]?[id] {
      reportDuplicate(id, first, location)
      return false
    }
    definitions[kind, default: [:]][id] = location
    return true
  }

  private mutating func defineTerm(_ entry: Defined<GlossaryEntry>) -> Bool {
    if let first = terms[entry.value.id] {
      reportDuplicate(entry.value.id, first, entry.location)
      return false
    }
    terms[entry.value.id] = entry.location
    return true
  }

  private func reportDuplicate(
    _ id: String, _ first: SourceLocation, _ location: SourceLocation
  ) {
    let place = first.file.isEmpty ? "in another deck" : "at \(first)"
    findings.error("duplicate-id", "the id '\(id)' is used already \(place)", at: location)
  }
}

extension String {
  /// A file's name without folders and ending.
  fileprivate var fileStem: String {
    let name = split(separator: "/").last ?? self[...]
    return String(name.prefix { $0 != "." })
  }
}
