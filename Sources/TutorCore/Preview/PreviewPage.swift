public import Cells
import Console
public import CourseModel
public import Languages
import Phrases
import Study
import Views

/// A content file as its author looks at it: its mistakes, then all that learners get to see of it.
public struct PreviewPage {
  let preview: FilePreview
  let language: Language
  let seed: UInt64
  let isPlain: Bool

  /// - Parameters:
  ///   - seed: what the numbers of generated questions are drawn from
  ///   - isPlain: for those who read line by line
  public init(_ preview: FilePreview, language: Language, seed: UInt64 = 1, isPlain: Bool = false) {
    self.preview = preview
    self.language = language
    self.seed = seed
    self.isPlain = isPlain
  }

  /// Everything in lines.
  public func lines(width: Int) -> [Line] { layout(width: width).lines }

  /// The lines, and those at which a lesson, a question or a lab begins.
  func layout(width: Int) -> (lines: [Line], starts: [Int]) {
    var lines = mistakeLines(width: width)
    var starts: [Int] = []
    func add(_ part: [Line]) {
      lines += [Line(), Line(String(repeating: isPlain ? "-" : "─", count: width), .muted), Line()]
      starts.append(lines.count)
      lines += part
    }
    for id in preview.lessons {
      if let lesson = preview.course.lesson(id) { add(lessonLines(lesson, width: width)) }
    }
    for id in preview.questions {
      if let question = preview.course.question(id) { add(questionLines(question, width: width)) }
    }
    for id in preview.labs {
      if let lab = preview.course.lab(id) { add(labLines(lab, width: width)) }
    }
    if starts.isEmpty {
      lines += [Line()] + Line(language.say(.previewNothing), .muted).wrapped(to: width)
    }
    return (lines, starts)
  }

  // MARK: Mistakes

  private func mistakeLines(width: Int) -> [Line] {
    if let loss = preview.loss {
      return Line("✗ " + language.say(.previewLost(loss)), Style(.danger)).wrapped(to: width)
    }
    guard !preview.diagnostics.isEmpty else {
      return [Line("✓ " + language.say(.previewClean), Style(.success))]
    }
    let count = Line("✗ " + language.say(.previewMistakes(preview.diagnostics.count)), .heading)
    return [count]
      + preview.diagnostics.flatMap { finding in
        var line = Line(
          "\(finding.location.line):\(finding.location.column) ",
          Style(finding.severity == .error ? .danger : .warning))
        line.append(finding.severity.rawValue + ": " + finding.message)
        return line.wrapped(to: width, hanging: 2)
      }
  }

  // MARK: Lessons and labs

  private func lessonLines(_ lesson: Lesson, width: Int) -> [Line] {
    guard let text = lesson.text.best(for: language) else { return [] }
    var lines = Line(text.title, .heading).wrapped(to: width)
    if lesson.text.isFallback(for: language) {
      lines.append(Line(language.say(.untranslated), .muted))
    }
    lines += facts([lesson.id, lesson.topic, lesson.minutes.map { "\($0) min" }], width: width)
    if !text.goals.isEmpty {
      lines += [Line(), Line(language.say(.previewGoals), .strong)]
      for goal in text.goals { lines += Line("· " + goal).wrapped(to: width, hanging: 2) }
    }
    lines += [Line()] + articleLines(text.blocks, width: width)
    if !lesson.check.isEmpty {
      lines += [Line()] + Line(language.say(.previewCheck(lesson.check)), .muted).wrapped(to: width)
    }
    return lines
  }

  private func labLines(_ lab: LabPreset, width: Int) -> [Line] {
    let size = "D=\(lab.inputs.count) H=\(lab.hiddenSize) T=\(lab.tape.count)"
    var lines = Line(lab.title.best(for: language) ?? lab.id, .heading).wrapped(to: width)
    lines += facts([lab.id, lab.cell, size], width: width)
    lines += [Line()] + articleLines(lab.story.best(for: language) ?? [], width: width) + [Line()]
    let figure = LabFigure(preset: lab.id, location: SourceLocation(file: preview.file))
    lines += figureLines(figure, width: width)
    for (step, caption) in lab.captions.sorted(by: { $0.key < $1.key }) {
      let text = "t \(step)  " + (caption.best(for: language) ?? "")
      lines += Line(text).wrapped(to: width, hanging: 4)
    }
    return lines
  }

  /// Blocks with the figures between them, each at its last step, where all of it is seen.
  private func articleLines(_ blocks: [Block], width: Int) -> [Line] {
    var lines: [Line] = []
    for block in blocks {
      if !lines.isEmpty { lines.append(Line()) }
      if case .lab(let figure) = block {
        lines += figureLines(figure, width: width)
      } else {
        lines += set([block], width: width)
      }
    }
    return lines
  }

  private func figureLines(_ figure: LabFigure, width: Int) -> [Line] {
    guard let preset = preview.course.lab(figure.preset) else {
      return set([.code(language: "lab", text: figure.source)], width: width)
    }
    let rival = figure.compare.flatMap { preview.course.lab($0) }
    if isPlain {
      return (PlainLab.figureLines(figure, preset: preset, rival: rival, language: language) ?? [])
        .map { Line($0) }
    }
    guard var state = FigureState(figure, preset: preset, rival: rival) else { return [] }
    _ = state.handle(.end)
    let width = min(78, max(1, width))
    var canvas = Canvas(size: Size(rows: state.rows(width: width), columns: width))
    state.draw(in: canvas.bounds, on: &canvas, language: language, isFocused: false)
    return canvas.lines
  }

  func set(_ blocks: [Block], width: Int) -> [Line] {
    isPlain
      ? plainLines(blocks, width: width).map { Line($0) }
      : blockLines(blocks, width: width, style: .body)
  }

  func facts(_ facts: [String?], width: Int) -> [Line] {
    Line(facts.compactMap(\.self).joined(separator: " · "), .muted).wrapped(to: width)
  }
}
