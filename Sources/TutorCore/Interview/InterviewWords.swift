import Cells
import CourseModel
import Languages
import Phrases
import Study
import Views

extension InterviewPart {
  var phrase: Phrase {
    switch self {
    case .cell: .partCell
    case .gates: .partGates
    case .hiddenGradient: .partHiddenGradient
    case .cellGradient: .partCellGradient
    case .limits: .partLimits
    case .gru: .partGRU
    case .parameters: .partParameters
    case .transformer: .partTransformer
    case .practice: .partPractice
    case .closing: .partClosing
    }
  }
}

extension InterviewStep {
  /// The question's heading, that of a follow-up with what it follows.
  func title(in language: Language) -> String {
    guard let text = question.text.best(for: language) else { return question.id }
    let title = oneLine(text.title)
    return followUp == nil ? title : language.say(.followUpOn(title))
  }

  /// What is asked, in a list below the question that it follows.
  func entry(in language: Language) -> String {
    guard followUp != nil, let text = question.text.best(for: language) else {
      return title(in: language)
    }
    return "  " + oneLine(stem(in: text))
  }

  /// What is asked: heading and stem, without anything that gives the answer away.
  func questionLines(width: Int, language: Language, isPlain: Bool = false) -> [Line] {
    guard let text = question.text.best(for: language) else { return [] }
    func set(_ blocks: [Block], _ style: Style) -> [Line] {
      isPlain
        ? plainLines(blocks, width: width).map { Line($0) }
        : blockLines(blocks, width: width, style: style)
    }
    if followUp != nil {
      return Line(title(in: language), .muted).wrapped(to: width) + [Line()]
        + set(stem(in: text), .strong)
    }
    var lines = set(leadBlocks(in: language), .body)
    if !lines.isEmpty { lines.append(Line()) }
    lines += headingLines(of: question, width: width, language: language)
    if !text.stem.isEmpty { lines += [Line()] + set(text.stem, .body) }
    return lines
  }

  /// `✓` when it is right, `◐` when some points were said, else `✗`.
  var sign: Line {
    if isCorrect { return Line("✓", Style(.success, .bold)) }
    return ticked.isEmpty ? Line("✗", Style(.danger, .bold)) : Line("◐", Style(.warning, .bold))
  }
}

extension Course {
  func topicTitle(_ id: String, in language: Language) -> String {
    topic(id)?.title.best(for: language) ?? id
  }

  /// What to do about a topic, one line each.
  func words(for repair: InterviewResult.Repair) -> [Phrase] {
    let lessons = repair.lessons.compactMap(lesson).map { lesson in
      Phrase(
        en: Phrase.repairLesson(lesson.text.best(for: .english)?.title ?? lesson.id).english,
        zh: Phrase.repairLesson(lesson.text.best(for: .chinese)?.title ?? lesson.id).chinese)
    }
    let labs = repair.labs.map { lab in
      let title = self.lab(lab.preset)?.title
      return Phrase.repairLab(
        Phrase(
          en: title?.best(for: .english) ?? lab.preset, zh: title?.best(for: .chinese) ?? lab.preset
        ), at: lab.description)
    }
    return lessons.isEmpty && labs.isEmpty ? [.repairQuiz] : lessons + labs
  }
}

/// `3:07` for milliseconds.
func clockText(milliseconds: Int64) -> String { clockText(seconds: milliseconds / 1000) }
