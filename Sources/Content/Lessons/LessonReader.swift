internal import CourseModel
internal import Languages

/// A lesson as it stands in one file.
struct LessonDraft {
  var id: String
  var idLocation: SourceLocation
  var language: Language
  var topic: String?
  var minutes: Int?
  var after: [String]?
  var check: [String]?
  var text: Lesson.Text
  var fields: Fields
}

/// Reads articles and puts their languages together.
struct LessonReader {
  static let keys = [
    "id", "title", "topic", "minutes", "after", "goals", "check", "computed", "shows", "lang",
  ]

  let findings: Findings

  /// The lesson of a file, or nil when it says neither what it is called nor what it is about.
  func draft(_ source: SourceText, language: Language?) -> LessonDraft? {
    let front = FrontMatter(of: source, findings)
    let place = source.location(line: 1)
    guard let node = front.node else {
      if front.bodyStart == 1 || source.bytes(ofLine: 2).starts(with: "---".utf8) {
        findings.error(
          "missing-front-matter",
          "a lesson starts with front matter: '---', 'id: …', 'title: …', "
            + "'---'", at: place)
      }
      return nil
    }
    guard let fields = Fields(node, known: Self.keys, of: "the front matter", findings) else {
      return nil
    }
    let language =
      language ?? fields.choice("lang") ?? Language(detecting: source.text)
    findings.languages.insert(language)
    let blocks = body(source, from: front.bodyStart)
    guard let id = fields.text("id") else {
      fields.missing("id", of: "the lesson", "write one that never changes", at: place)
      return nil
    }
    let idLocation = fields["id"]?.location ?? place
    checkID(id, at: idLocation, findings)
    if fields["title"] == nil {
      fields.missing("title", of: "the lesson", "write what it is called", at: place)
    }
    if blocks.isEmpty {
      findings.error(
        "empty-lesson", "the lesson has no text behind its front matter", at: place)
    }
    return LessonDraft(
      id: id, idLocation: idLocation, language: language,
      topic: fields.reference("topic", .topic),
      minutes: fields.integer("minutes", in: 1...600, "a number of minutes"),
      after: fields.references("after", .lesson), check: fields.references("check", .question),
      text: Lesson.Text(
        title: fields.text("title") ?? id, goals: fields.texts("goals")?.map(\.text) ?? [],
        blocks: blocks, location: source.location(line: front.bodyStart)),
      fields: fields)
  }

  private func body(_ source: SourceText, from firstLine: Int) -> [Block] {
    guard BlockReader.isSafe(source, from: firstLine, findings) else { return [] }
    let reader = BlockReader(findings: findings)
    return MarkdownDocument(source, from: firstLine).nodes.flatMap { node in
      if let underline = node.setextUnderline {
        findings.error(
          "setext-heading",
          "a line of '\(underline.sign)' under a text makes it a heading; put an empty line "
            + "between them, or write the heading with '##'", at: underline.location)
      } else if node.level == 1 {
        findings.error(
          "heading-level", "the lesson's title stands in its front matter; headings start at '##'",
          at: node.location)
      }
      return reader.blocks(of: node)
    }
  }

  /// The lessons of one deck, in the order of their originals.
  func lessons(_ drafts: [LessonDraft]) -> [(lesson: Lesson, location: SourceLocation)] {
    var order: [String] = []
    var byID: [String: [Language: LessonDraft]] = [:]
    for draft in drafts {
      if let first = byID[draft.id]?[draft.language] {
        findings.error(
          "duplicate-id", "the id '\(draft.id)' is used already at \(first.idLocation)",
          at: draft.idLocation)
        continue
      }
      if byID[draft.id] == nil { order.append(draft.id) }
      byID[draft.id, default: [:]][draft.language] = draft
    }
    return order.compactMap { id in
      guard let texts = byID[id], let original = texts[.english] ?? texts[.chinese] else {
        return nil
      }
      var lesson = Lesson(
        id: id, topic: original.topic, minutes: original.minutes, after: original.after ?? [],
        check: original.check ?? [], text: Localized())
      lesson.text[original.language] = original.text
      if let translation = texts[original.language.other] {
        compare(translation, original)
        lesson.text[translation.language] = translation.text
        for key in ["computed", "shows"] {
          guard let location = translation.fields.location(ofKey: key) else { continue }
          findings.warning(
            "neutral-key", "'\(key)' stands in the original only; remove it here", at: location)
        }
      } else {
        findings.untranslated.append(
          .init(
            what: "the lesson '\(id)'", missing: original.language.other,
            location: original.idLocation))
      }
      if original.fields["computed"] != nil || original.fields["shows"] != nil {
        findings.claims.append(
          .init(
            computed: original.fields["computed"], shows: original.fields["shows"], isLesson: true,
            texts: lesson.text.map { .lesson($0) }))
      }
      return (lesson, original.idLocation)
    }
  }

  /// Reports where a translated article is built otherwise than its original.
  private func compare(_ translation: LessonDraft, _ original: LessonDraft) {
    func differs(_ key: String) {
      findings.error(
        "translation-differs",
        "'\(key)' differs from the original (\(original.fields[key]?.location ?? original.idLocation))",
        at: translation.fields[key]?.location ?? translation.idLocation)
    }
    if let topic = translation.topic, topic != original.topic { differs("topic") }
    if let minutes = translation.minutes, minutes != original.minutes { differs("minutes") }
    if let after = translation.after, after != original.after ?? [] { differs("after") }
    if let check = translation.check, check != original.check ?? [] { differs("check") }
    if translation.text.goals.count != original.text.goals.count { differs("goals") }
    let outlines = (translation.text.blocks.outline, original.text.blocks.outline)
    guard outlines.0 != outlines.1 else { return }
    let index =
      zip(outlines.0, outlines.1).enumerated().first { $1.0 != $1.1 }?.offset
      ?? min(outlines.0.count, outlines.1.count)
    func part(_ outline: [String]) -> String {
      index < outline.count ? "'\(outline[index])'" : "nothing more"
    }
    findings.error(
      "translation-differs",
      "headings and figures differ from the original: part \(index + 1) is \(part(outlines.0)) "
        + "here and \(part(outlines.1)) there", at: translation.idLocation)
  }
}

extension [Block] {
  /// The parts of an article that translations have in common: headings by level, and figures.
  fileprivate var outline: [String] {
    compactMap { block in
      switch block {
      case .heading(let level, _): String(repeating: "#", count: level)
      case .lab(let figure): figure.outline
      default: nil
      }
    }
  }
}

extension LabFigure {
  fileprivate var outline: String {
    var parts = ["lab \(preset)"]
    if !show.isEmpty { parts.append("show \(show.joined(separator: " "))") }
    if let steps { parts.append("steps \(steps)") }
    if let compare { parts.append("compare \(compare)") }
    if let condition = ask?.condition {
      parts.append(
        "when \(condition.symbol)[\(condition.unit + 1)] \(condition.comparison.rawValue) "
          + "\(condition.value)")
    }
    return parts.joined(separator: ", ")
  }
}
