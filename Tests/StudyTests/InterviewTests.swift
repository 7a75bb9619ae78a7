import CourseModel
import Languages
import Study
import Testing

@Suite struct InterviewTests {
  static let keeps = "The forget gate keeps the memory."
  static let shows = "The output gate shows it."

  // MARK: What is asked next

  @Test func `Different missed points lead to different follow-ups`() throws {
    let withoutOutput = try #require(Talk.next(after: Self.keeps))
    let withoutForget = try #require(Talk.next(after: Self.shows))
    #expect(withoutOutput.question.id == "cell" && withoutOutput.followUp == 1)
    #expect(withoutForget.question.id == "cell" && withoutForget.followUp == 0)
  }

  @Test func `Who said everything is asked what stands without a mark`() throws {
    #expect(try #require(Talk.next(after: Self.keeps + " " + Self.shows)).followUp == 2)
  }

  @Test func `Who knows nothing is asked about the first point`() throws {
    #expect(try #require(Talk.next(after: "")).followUp == 0)
  }

  private static let choices: [(Set<Int>, Set<Int>, Int?)] = [
    ([0], [], 0), ([1], [], 1), ([0, 1], [], 0), ([0, 1], [0], 1), ([], [], 2), ([0], [0], 2),
    ([1], [1, 2], nil),
  ]

  @Test(arguments: choices)
  func `The next follow-up is a function of what was missed and asked`(
    missed: Set<Int>, used: Set<Int>, expected: Int?
  ) throws {
    let text = try #require(Talk.course.question("cell")?.text.english)
    #expect(text.followUp(missed: missed, used: used) == expected)
  }

  @Test func `A follow-up can go on with another question`() throws {
    var session = try #require(Talk.session())
    session.answerAll([Self.keeps, "", "", Self.keeps + Self.shows])
    #expect(session.asked == ["cell", "cell+2", "gradient", "path", "solved"])
    #expect(session.step.lead?.question.id == "path")
    session.answerAll(["", ""], from: 100_000)
    // What was asked already is not asked again.
    #expect(session.asked == ["cell", "cell+2", "gradient", "path", "solved", "transformer"])
    #expect(session.phase == .ended(.finished))
  }

  @Test func `A longer interview asks two follow-ups to a question`() throws {
    var session = try #require(Talk.session(Talk.course, InterviewPlan(minutes: 45, seed: 1)))
    session.answerAll(["", ""])
    #expect(session.asked.prefix(3) == ["cell", "cell+1", "cell+2"])
  }

  @Test func `The parts come in the order of real interviews`() throws {
    let session = try #require(Talk.session())
    #expect(session.parts.map(\.part) == [.cell, .hiddenGradient, .cellGradient, .transformer])
    let long = try #require(Talk.session(Talk.course, InterviewPlan(minutes: 45, seed: 1)))
    #expect(
      long.parts.map(\.part) == [.cell, .hiddenGradient, .cellGradient, .limits, .transformer])
  }

  @Test func `A course without the usual topics is talked about all the same`() throws {
    let course = Course(questions: [Talk.open("own", topic: "mine")])
    #expect(try #require(Talk.session(course)).asked == ["own"])
    #expect(Talk.session(Course(questions: [Sample.choice()])) == nil)
    #expect(Talk.session(Course()) == nil)
  }

  @Test func `The same seed and the same answers are the same interview`() throws {
    let many = Course(
      questions: (0..<20).map {
        Talk.open("q\($0)", topic: $0 % 2 == 0 ? "cell-anatomy" : "landscape")
      })
    func asked(_ seed: UInt64) throws -> [String] {
      var session = try #require(Talk.session(many, InterviewPlan(minutes: 30, seed: seed)))
      session.answerAll(Array(repeating: Self.keeps, count: 12))
      return session.asked
    }
    #expect(try asked(5) == asked(5))
    #expect(Set(try (0..<8).map { try asked($0) }).count > 4)
  }

  @Test func `Numbers are graded silently and count as one point`() throws {
    let numeric = Sample.question(
      .numeric(.init(answer: 4, tolerance: .absolute(0))), id: "sum", topic: "cost")
    var course = Talk.course
    course.questions = [Talk.open("cell"), numeric]
    var session = try #require(Talk.session(course, InterviewPlan(minutes: 30, seed: 1)))
    session.answerAll([Self.keeps])
    #expect(session.step.question.id == "sum" && !session.step.isTalk)
    session.painted(at: 20_000)
    session.answer(.number("4"), in: .english, at: 25_000)
    #expect(session.phase == .ended(.finished))
    #expect(session.result.parts.map(\.score.points) == [1, 1])
    #expect(session.result.answers.map(\.given) == [Self.keeps, "4"])
  }

  // MARK: The debrief

  @Test func `The learner has the last word about the ticks`() throws {
    var session = try #require(Talk.session())
    session.answerAll([Self.keeps])
    session.toggle(point: 1, of: 0)
    #expect(session.steps[0].ticked == [0], "nothing is ticked before the end")
    session.leave(at: 20_000)
    #expect(session.steps[0].suggested == [0])
    session.toggle(point: 1, of: 0)
    session.toggle(point: 0, of: 0)
    session.toggle(point: 7, of: 0)
    #expect(session.steps[0].ticked == [1])
    #expect(session.steps[0].suggested == [0])
  }

  @Test func `Two thirds of the key points make an answer right`() throws {
    let course = Course(
      questions: [Talk.open("three", points: ["alpha one", "beta two", "gamma three"])])
    var session = try #require(Talk.session(course))
    session.answerAll(["alpha one."])
    #expect(session.result.answers.map(\.isCorrect) == [false])
    session.toggle(point: 1, of: 0)
    #expect(session.result.answers.map(\.isCorrect) == [true])
  }

  @Test func `What was weak is repaired with lessons`() throws {
    var session = try #require(Talk.session())
    session.answerAll([Self.keeps + Self.shows, "more", ""])
    session.leave(at: 60_000)
    let result = session.result
    #expect(result.topics.map(\.topic) == ["cell-anatomy", "gradients"])
    #expect(result.topics.map(\.score.points) == [2, 0])
    #expect(result.repairs.map(\.topic) == ["gradients"])
    #expect(result.repairs.map(\.lessons) == [["flow"]])
  }

  @Test func `A question that was open when the learner left does not count`() throws {
    var session = try #require(Talk.session())
    session.answerAll([Self.keeps])
    session.setDraft("half a")
    session.leave(at: 50_000)
    #expect(session.phase == .ended(.left))
    #expect(session.result.answers.map(\.question) == ["cell"])
    #expect(session.result.score.total == 2)
  }

  @Test func `The report is the documented JSON`() throws {
    var session = try #require(Talk.session())
    session.answerAll([Self.keeps])
    session.leave(at: 20_000)
    let json = InterviewReport(session).json.description
    #expect(
      json.hasPrefix(
        #"{"schema": "lstm-tutor/interview/1", "minutes": 15, "seed": 1, "questions": [{"id": "cell", "type": "open", "part": "cell", "follow_up": null, "given": "The forget gate keeps the memory.", "key_points": [true, false], "suggested": [true, false], "correct": false, "seconds": 10, "late": false}]"#
      ), "\(json)")
    #expect(json.hasSuffix(#""points": 1, "total": 2, "seconds": 10}"#), "\(json)")
  }
}
