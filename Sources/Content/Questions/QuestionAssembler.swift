internal import CourseModel
internal import Languages

/// Puts the languages of each question together.
struct QuestionAssembler {
  let findings: Findings
  /// Whether the deck has English texts too, so that a Chinese one may be a translation.
  private let isBilingual: Bool

  /// So many questions are put together by one thread at a time.
  private static let pieceSize = 32

  /// The questions of one deck, in the order of their originals.
  ///
  /// The original of a question is its English text, or its Chinese one when there is no other.
  static func questions(
    _ drafts: [QuestionDraft], _ findings: Findings
  ) -> [(question: Question, location: SourceLocation)] {
    var chinese: [String: QuestionDraft] = [:]
    var seen: [Language: [String: SourceLocation]] = [:]
    var originals: [QuestionDraft] = []
    for language in Language.allCases {
      for draft in drafts where draft.language == language {
        if let first = seen[language]?[draft.id] {
          findings.error(
            "duplicate-id", "the id '\(draft.id)' is used already at \(first)",
            at: draft.idLocation)
          continue
        }
        seen[language, default: [:]][draft.id] = draft.idLocation
        if language == .english || seen[.english]?[draft.id] == nil {
          originals.append(draft)
        } else {
          chinese[draft.id] = draft
        }
      }
    }
    let isBilingual = findings.languages.contains(.english)
    let parts = originals.pieces(of: pieceSize).mapInParallel { originals, formulas in
      let part = Findings(formulas: formulas)
      let assembler = QuestionAssembler(findings: part, isBilingual: isBilingual)
      let questions = originals.compactMap { original in
        let translation = original.language == .english ? chinese[original.id] : nil
        return assembler.question(original.reporting(to: part), translation?.reporting(to: part))
          .map { (question: $0, location: original.idLocation) }
      }
      let kept = Set(questions.map(\.question.id))
      for original in originals where !kept.contains(original.id) {
        part.refuse(.question, original.id)
      }
      return (questions, part)
    }
    return parts.flatMap { questions, part in
      findings.absorb(part)
      return questions
    }
  }

  private func question(_ original: QuestionDraft, _ translation: QuestionDraft?) -> Question? {
    guard let fields = original.metadata else { return card(original) }
    if original.language == .chinese, fields.location(ofKey: "type") == nil, isBilingual {
      findings.error(
        "no-original",
        "there is no English question '\(original.id)' that this one could translate",
        at: original.idLocation)
      return nil
    }
    let metadata = MetadataReader(
      fields: fields, findings: findings, place: commentPlace(original))
    guard let type = metadata.type() else { return nil }
    let common = metadata.metadata(ofType: type)
    var body = BodyReader(findings: findings).read(original, type: type)
    if type == "short" { body.text.accept = metadata.accept() ?? [] }
    if type == "cloze" { metadata.accept(into: &body.text.gaps) }
    let generator = metadata.generator(type)
    requireSections(type, body, original)
    let kind = kind(type, body, metadata, common)
    var texts = Localized<QuestionText>()
    texts[original.language] = body.text
    if let translation {
      texts[translation.language] = translated(translation, type, body, fields)
    } else {
      noteMissing(original)
    }
    noteClaims(metadata, lab: common.lab, texts, type: type)
    guard let kind, body.isUsable else { return nil }
    let question = Question(
      id: original.id, topic: original.topic ?? "", level: common.level, time: common.time,
      kind: kind, sources: common.sources, covers: common.covers, after: common.after,
      lab: common.lab, isShuffled: common.isShuffled, generator: generator,
      interview: common.interview, text: texts)
    guard metadata.isGenerated else { return question }
    return generator == nil
      ? nil
      : GeneratedQuestionReader(findings: findings).read(
        question, metadata, original, translation)
  }

  /// A heading with a text and no comment: the text is the answer.
  private func card(_ draft: QuestionDraft) -> Question? {
    let body = BodyReader(findings: findings).readCard(draft)
    guard body.isUsable else { return nil }
    var texts = Localized<QuestionText>()
    texts[draft.language] = body.text
    return Question(id: draft.id, topic: draft.topic ?? "", kind: .open, text: texts)
  }

  private func kind(
    _ type: String, _ body: BodyReader.Body, _ metadata: MetadataReader,
    _ common: QuestionMetadata
  ) -> Question.Kind? {
    switch type {
    case "choice": body.correct.first.map { .choice(correct: $0) }
    case "multi": .multi(correct: Set(body.correct))
    case "judge": metadata.verdict().map { .judge($0, reason: body.correct.first) }
    case "numeric": metadata.numeric().map { .numeric($0) }
    case "short": body.text.accept.isEmpty ? nil : .short
    case "order": .order(count: body.text.items.count)
    case "predict": metadata.prediction(at: common.lab).map { .predict($0) }
    case "cloze": body.text.gaps.isEmpty ? nil : .cloze(count: body.text.gaps.count)
    case "match": .match(count: body.text.pairs.count)
    case "shape": metadata.shape().map { .shape($0) }
    case "bug": metadata.bug(body)
    default: .open
    }
  }

  private func requireSections(
    _ type: String, _ body: BodyReader.Body, _ draft: QuestionDraft
  ) {
    let required: [QuestionDraft.Section.Kind] =
      type == "open" ? [.keyPoints, .answer] : [.explanation]
    for kind in required where !body.sections.contains(kind) {
      findings.error(
        "missing-section",
        "the question has no '### \(draft.language == .english ? kind.rawValue : kind.chinese)'",
        at: draft.location)
    }
  }

  private func commentPlace(_ draft: QuestionDraft) -> SourceLocation {
    draft.metadata?.node.location ?? draft.location
  }

  private func noteMissing(_ original: QuestionDraft) {
    findings.untranslated.append(
      .init(
        what: "the question '\(original.id)'", missing: original.language.other,
        location: original.location))
  }

  // MARK: Translations

  /// The translated text, or nil when it does not fit the original.
  private func translated(
    _ draft: QuestionDraft, _ type: String, _ original: BodyReader.Body, _ neutral: Fields
  ) -> QuestionText? {
    var body = BodyReader(findings: findings).read(draft, type: type)
    if let fields = draft.metadata {
      for key in MetadataReader.neutralKeys {
        guard let location = fields.location(ofKey: key) else { continue }
        findings.warning(
          "neutral-key", "'\(key)' stands in the original only; remove it here", at: location)
      }
      if type == "short" {
        let reader = MetadataReader(
          fields: fields, findings: findings, place: commentPlace(draft))
        body.text.accept = reader.accept() ?? original.text.accept
      } else if type == "cloze" {
        MetadataReader(fields: fields, findings: findings, place: commentPlace(draft))
          .accept(into: &body.text.gaps)
      } else if let location = fields.location(ofKey: "accept") {
        findings.error(
          "unused-key",
          "'accept' means nothing in a '\(type)' question, only in 'short' and 'cloze'",
          at: location)
      }
    }
    let fits = compare(body, original, draft)
    for index in body.text.options.indices where index < original.text.options.count {
      body.text.options[index].misconception = original.text.options[index].misconception
    }
    for (index, followUp) in original.text.followUps.enumerated()
    where body.text.followUps.indices.contains(index) {
      body.text.followUps[index].missed = followUp.missed
      body.text.followUps[index].ask = followUp.ask
    }
    return fits && body.isUsable ? body.text : nil
  }

  /// Reports where a translation is built otherwise than its original.
  private func compare(
    _ body: BodyReader.Body, _ original: BodyReader.Body, _ draft: QuestionDraft
  ) -> Bool {
    var fits = true
    func differs(_ what: String) {
      findings.error(
        "translation-differs", "\(what) (\(original.text.location))", at: draft.location)
      fits = false
    }
    let options = (body.text.options.count, original.text.options.count)
    if options.0 != options.1 {
      differs("the translation has \(options.0) options and the original \(options.1)")
    } else if body.correct != original.correct {
      differs("the translation ticks other options than the original")
    }
    let items = (body.text.items.count, original.text.items.count)
    if items.0 != items.1 {
      differs("the translation has \(items.0) items and the original \(items.1)")
    }
    let gaps = (body.text.gaps.count, original.text.gaps.count)
    if gaps.0 != gaps.1 {
      differs("the translation hides \(gaps.0) parts and the original \(gaps.1)")
    }
    let pairs = (body.text.pairs.count, original.text.pairs.count)
    if pairs.0 != pairs.1 {
      differs("the translation has \(pairs.0) pairs and the original \(pairs.1)")
    }
    let lines = (body.text.snippet?.lines.count ?? 0, original.text.snippet?.lines.count ?? 0)
    if lines.0 != lines.1 {
      differs("the translation's code has \(lines.0) lines and the original's \(lines.1)")
    }
    if body.sections != original.sections {
      let names = original.sections.map { draft.language == .english ? $0.rawValue : $0.chinese }
      differs(
        "the translation has other sections than the original, which has "
          + (names.isEmpty ? "none" : names.joined(separator: ", ")))
    } else if body.text.keyPoints.count != original.text.keyPoints.count {
      differs(
        "the translation has \(body.text.keyPoints.count) key points and the original "
          + "\(original.text.keyPoints.count)")
    } else if body.text.followUps.count != original.text.followUps.count {
      differs(
        "the translation has \(body.text.followUps.count) follow-ups and the original "
          + "\(original.text.followUps.count)")
    }
    return fits
  }
}
