internal import CourseModel
internal import Languages

/// A value with the place of its id.
struct Defined<Value> {
  var value: Value
  var location: SourceLocation
}

/// What `course.yaml` says.
struct CourseOutline {
  var title = Localized<String>()
  var version: String?
  var topics: [Defined<Topic>] = []
  /// Ids of lessons, in their order.
  var lessons: [String] = []
  /// Ids of labs, in the order in which they are best tried.
  var labs: [String] = []
}

/// Reads the YAML files of a course that are not labs.
struct CourseFileReader {
  let findings: Findings

  func outline(_ source: SourceText) -> CourseOutline {
    var outline = CourseOutline()
    guard let root = root(source, "course.yaml"),
      let fields = Fields(
        root, known: ["title", "version", "topics", "lessons", "labs"], of: "course.yaml", findings)
    else { return outline }
    if let title = fields.localized("title") {
      outline.title = title
    } else {
      fields.missing("title", of: "course.yaml", "write {en: …, zh: …}")
    }
    outline.version = fields.text("version")
    outline.topics = entries(fields["topics"], named: "topics").compactMap { node in
      let keys = ["id", "title", "after"]
      guard let fields = Fields(node, known: keys, of: "a topic", findings),
        let (id, location) = id(fields, "the topic")
      else { return nil }
      let title = required("title", fields, "the topic") ?? Localized(english: id)
      let after = fields.references("after", .topic) ?? []
      return Defined(value: Topic(id: id, title: title, after: after), location: location)
    }
    outline.lessons = fields.references("lessons", .lesson) ?? []
    outline.labs = fields.references("labs", .lab) ?? []
    return outline
  }

  func misconceptions(_ source: SourceText) -> [Defined<Misconception>] {
    entries(root(source, "misconceptions.yaml"), named: "misconceptions.yaml").compactMap { node in
      let keys = ["id", "sentence", "lab"]
      guard let fields = Fields(node, known: keys, of: "a misconception", findings),
        let (id, location) = id(fields, "the misconception")
      else { return nil }
      let value = Misconception(
        id: id, sentence: required("sentence", fields, "the misconception") ?? Localized(),
        lab: fields["lab"].flatMap { LabReferenceReader.read($0, findings) })
      return Defined(value: value, location: location)
    }
  }

  func glossary(_ source: SourceText) -> [Defined<GlossaryEntry>] {
    entries(root(source, "glossary.yaml"), named: "glossary.yaml").compactMap { node in
      let keys = ["id", "term", "also", "meaning"]
      guard let fields = Fields(node, known: keys, of: "a term", findings),
        let (id, location) = id(fields, "the term")
      else { return nil }
      let value = GlossaryEntry(
        id: id, term: required("term", fields, "the term") ?? Localized(english: id),
        also: also(fields) ?? Localized(),
        meaning: required("meaning", fields, "the term") ?? Localized())
      return Defined(value: value, location: location)
    }
  }

  func sources(_ source: SourceText) -> [Defined<Source>] {
    entries(root(source, "sources.yaml"), named: "sources.yaml").compactMap { node in
      let keys = ["id", "authors", "year", "title", "where"]
      guard let fields = Fields(node, known: keys, of: "a source", findings),
        let (id, location) = id(fields, "the source")
      else { return nil }
      for key in ["authors", "title", "where"] where fields[key] == nil {
        fields.missing(key, of: "the source", "say where it can be found")
      }
      let value = Source(
        id: id, authors: fields.text("authors") ?? "",
        year: fields.integer("year", in: 1800...2200, "a year"), title: fields.text("title") ?? id,
        venue: fields.text("where") ?? "")
      return Defined(value: value, location: location)
    }
  }

  // MARK: Parts

  private func root(_ source: SourceText, _ name: String) -> YAMLNode? {
    let before = findings.diagnostics.count
    if let root = YAMLReader.read(source, findings) { return root }
    if findings.diagnostics.count == before {
      findings.error("empty-file", "\(name) is empty", at: source.location(line: 1))
    }
    return nil
  }

  private func entries(_ node: YAMLNode?, named name: String) -> [YAMLNode] {
    guard let node else { return [] }
    if case .list(let items) = node.value { return items }
    findings.error(
      "wrong-type", "\(name) must be a list of entries that start with '- id: …'",
      at: node.location)
    return []
  }

  private func id(_ fields: Fields, _ what: String) -> (String, SourceLocation)? {
    guard let id = fields.text("id"), let location = fields["id"]?.location else {
      fields.missing("id", of: what, "write one that never changes")
      return nil
    }
    checkID(id, at: location, findings)
    return (id, location)
  }

  private func required(
    _ key: String, _ fields: Fields, _ what: String
  ) -> Localized<String>? {
    let value = fields.localized(key)
    if value == nil, fields[key] == nil { fields.missing(key, of: what, "write {en: …, zh: …}") }
    return value
  }

  /// Other names, which one language may have and the other not.
  private func also(_ fields: Fields) -> Localized<[String]>? {
    guard let node = fields["also"] else { return nil }
    let known = findings.untranslated.count
    defer { findings.untranslated.removeSubrange(known...) }
    return Fields.localized(node, named: "also", findings) { node, _ in
      Fields.texts(of: node, named: "also", findings)?.map(\.text)
    }
  }
}
