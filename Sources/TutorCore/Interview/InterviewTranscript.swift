import Cells
import CourseModel
public import Languages
import Phrases
public import Study

/// An interview as a Markdown file to keep: the numbers, then every question with the learner's
/// answer, the model answer and the key points.
public struct InterviewTranscript {
  private let session: InterviewSession
  private let language: Language

  public init(session: InterviewSession, language: Language) {
    self.session = session
    self.language = language
  }

  private var course: Course { session.course }

  public var markdown: String {
    let result = session.result
    let answers = session.steps.filter(session.counts)
    return
      ([
        "# " + language.say(.transcriptTitle), facts(result), parts(result), topics(result),
        repairs(result),
      ] + answers.enumerated().map { answer($1, number: $0 + 1) })
      .filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func facts(_ result: InterviewResult) -> String {
    language.say(.transcriptFacts(minutes: session.plan.minutes, seed: session.plan.seed)) + " · "
      + language.say(.keyPointsSaid(result.score.points, of: result.score.total)) + " · "
      + clockText(milliseconds: result.milliseconds)
  }

  private func table(_ header: [Phrase], _ rows: [[String]]) -> String {
    let lines =
      [header.map(language.say), header.indices.map { $0 == 0 ? "---" : "--:" }] + rows
    return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  private func parts(_ result: InterviewResult) -> String {
    table(
      [.columnPart, .columnPoints, .columnTime, .columnBudget],
      result.parts.map { part in
        [
          language.say(part.part.phrase), "\(part.score.points)/\(part.score.total)",
          clockText(milliseconds: part.milliseconds), clockText(milliseconds: part.budget),
        ]
      })
  }

  private func topics(_ result: InterviewResult) -> String {
    table(
      [.columnTopic, .columnPoints, .debriefTopics],
      result.topics.map { topic in
        [
          course.topicTitle(topic.topic, in: language),
          "\(topic.score.points)/\(topic.score.total)",
          "\(Int(((topic.score.share ?? 0) * 100).rounded())) %",
        ]
      })
  }

  private func repairs(_ result: InterviewResult) -> String {
    let heading = "## " + language.say(.debriefRepair) + "\n\n"
    guard !result.repairs.isEmpty else { return heading + language.say(.nothingToRepair) }
    return heading
      + result.repairs.map { repair in
        "- " + course.topicTitle(repair.topic, in: language) + "\n"
          + course.words(for: repair).map { "  - " + language.say($0) }.joined(separator: "\n")
      }.joined(separator: "\n")
  }

  // MARK: Answers

  private func answer(_ step: InterviewStep, number: Int) -> String {
    guard let text = step.question.text.best(for: language) else { return "" }
    let title =
      step.followUp == nil
      ? TutorCore.markdown(text.title)
      : language.say(.followUpOn(TutorCore.markdown(text.title)))
    var status =
      language.say(.keyPointsSaid(step.ticked.count, of: step.pointCount)) + " · "
      + clockText(milliseconds: step.spent)
    if step.isLate { status += " · " + language.say(.givenLate) }
    var parts = [
      "## \(number). \(title)", TutorCore.markdown(step.leadBlocks(in: language)),
      TutorCore.markdown(step.stem(in: text)), "*" + status + "*",
      "### " + language.say(.yourText), quoted(given(step)),
    ]
    if let item = step.quiz?.item {
      parts += [
        "### " + language.say(.referenceAnswer), item.rightAnswer(in: language),
        TutorCore.markdown(text.explanation),
      ]
    } else {
      let model = step.modelAnswer(in: text)
      parts += [
        "### " + language.say(.referenceAnswer),
        model.isEmpty ? language.say(.noModelAnswer) : TutorCore.markdown(model),
        points(step, text),
      ]
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func given(_ step: InterviewStep) -> String {
    guard step.isAnswered, !step.isSkipped else { return language.say(.notAnswered) }
    guard let item = step.quiz?.item, let response = item.answer?.response else {
      return step.text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { String($0).displayed }.joined(separator: "\n").asMarkdown
    }
    return step.question.described(response, in: language)
  }

  private func points(_ step: InterviewStep, _ text: QuestionText) -> String {
    guard step.followUp == nil, !text.keyPoints.isEmpty else {
      return "- [\(step.ticked.isEmpty ? " " : "x")] " + language.say(.said)
    }
    return "### " + language.say(.keyPoints) + "\n\n"
      + text.keyPoints.enumerated().map { index, point in
        "- [\(step.ticked.contains(index) ? "x" : " ")] " + oneLineMarkdown(point)
      }.joined(separator: "\n")
  }

  private func oneLineMarkdown(_ blocks: [Block]) -> String {
    TutorCore.markdown(blocks).split(separator: "\n").joined(separator: " ")
  }
}
