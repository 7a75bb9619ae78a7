import CourseModel
import Languages
import Study
import TestSupport
import Testing
import TutorCore

@Suite struct PlainInterviewTests {
  private final class Script {
    var lines: [String]
    var said: [String] = []
    var now: Int64 = 0
    /// The question and what was kept of its answer, in order.
    var kept: [(Review, replaced: String?)] = []

    init(_ lines: [String]) { self.lines = lines }
  }

  private func run(
    _ lines: [String], _ language: Language = .english, minutes: Int = 30, isPerson: Bool = false,
    course: Course = InterviewCourse.course
  ) -> (session: InterviewSession?, said: String, kept: [(Review, replaced: String?)]) {
    let script = Script(lines)
    var interview = PlainInterview(
      plan: InterviewPlan(minutes: minutes, seed: 7), course: course, language: language,
      asksAgain: isPerson,
      readLine: {
        script.now += 2000
        return script.lines.isEmpty ? nil : script.lines.removeFirst()
      }, say: { script.said.append($0) }, now: { script.now },
      keep: { kind, replaced in
        if case .review(let review) = kind { script.kept.append((review, replaced)) }
      })
    let session = interview?.run()
    return (session, script.said.joined(separator: "\n"), script.kept)
  }

  private static let lines = [
    "The forget gate keeps", "the old cell.", ".", "the hidden state", ".", ".", ".", "99328",
    "A fixed size", ".",
  ]

  @Test(arguments: Language.allCases)
  func `A whole interview reads as it did`(language: Language) {
    let said = run(Self.lines, language).said + "\n"
    #expect(differenceFromGolden(said, "plain-interview-\(language.rawValue)") == nil)
  }

  @Test func `A full stop alone ends an answer, or is none`() throws {
    let session = try #require(run(Self.lines).session)
    #expect(session.phase == .ended(.finished))
    #expect(session.steps[0].text == "The forget gate keeps\nthe old cell.")
    #expect(session.steps[0].ticked == [0])
    #expect(session.steps[1].followUp == 1)
    #expect(session.steps[2].isSkipped)
    #expect(session.result.answers.last?.isCorrect == true)
  }

  @Test func `The end of the input ends the last answer`() throws {
    let session = try #require(run(["The forget gate keeps the old cell"]).session)
    #expect(session.phase == .ended(.left))
    #expect(session.result.answers.map(\.question) == ["cell"])
    #expect(run([]).session == nil)
  }

  @Test func `A person corrects the ticks`() throws {
    let (session, said, _) = run(Self.lines + ["b", "", "a", "", "", "", ""], isPerson: true)
    #expect(try #require(session).steps[0].ticked == [0, 1])
    #expect(said.contains("Letters to tick or untick"))
  }

  @Test
  func `Answers are kept as they come, and again when their ticks change what they are worth`()
    throws
  {
    let left = run(["The forget gate keeps the old cell.", ".", "half an ans"]).kept
    #expect(left.first?.0.given == "The forget gate keeps the old cell.")
    let run = run(Self.lines + ["b", "", "a", "", "", "", ""], isPerson: true)
    let (kept, session) = (run.kept, try #require(run.session))
    #expect(
      kept.filter { $0.replaced == nil }.map(\.0.question) == session.result.answers.map(\.question)
    )
    for answer in session.result.answers {
      #expect(kept.last { $0.0.question == answer.question }?.0 == answer.review)
    }
    #expect(kept.contains { $0.replaced == "cell" && $0.0.question == "cell" })
  }

  @Test func `Nothing of an answer is said before the debrief`() throws {
    let said = run(Self.lines).said
    let end = try #require(said.firstRange(of: "Your answer"))
    #expect(!said[..<end.lowerBound].contains("share of the old cell"))
  }

  @Test func `A course without open questions gives none`() {
    #expect(
      PlainInterview(
        plan: InterviewPlan(), course: Course(), language: .english, asksAgain: false,
        readLine: { nil }, say: { _ in }, now: { 0 }) == nil)
  }
}
