import CourseModel
import Languages
import Study
import Testing

@Suite struct QuizPlanTests {
  private let course = Course(
    topics: [
      Topic(id: "gates", title: Localized(english: "Gates")),
      Topic(id: "shapes", title: Localized(english: "Shapes")),
      Topic(id: "empty", title: Localized(english: "Empty")),
    ],
    questions: (0..<12).map {
      Sample.choice(
        "q\($0)", topic: $0 % 2 == 0 ? "gates" : "shapes", level: $0 < 6 ? .junior : .staff)
    } + [Sample.question(.open, id: "open")])

  private func ids(_ plan: QuizPlan, _ language: Language = .english) -> [String] {
    (try? selectQuestions(course, plan, language).get().map(\.id)) ?? []
  }

  @Test func `The same seed gives the same questions in the same order`() {
    let plans = (0..<20 as Range<UInt64>).map { QuizPlan(count: 5, seed: $0) }
    #expect(plans.map { ids($0) } == plans.map { ids($0) })
    #expect(plans.map { ids($0) } == plans.map { ids($0, .chinese) })
    #expect(Set(plans.map { ids($0) }).count == 20)
    #expect(plans.allSatisfy { Set(ids($0)).count == 5 })
  }

  @Test func `Topics and levels narrow the draw`() {
    let gates = ids(QuizPlan(topics: ["gates"], count: 100))
    #expect(Set(gates) == ["q0", "q2", "q4", "q6", "q8", "q10"])
    let staff = ids(QuizPlan(topics: ["gates"], levels: [.staff], count: 100))
    #expect(Set(staff) == ["q6", "q8", "q10"])
    #expect(ids(QuizPlan(count: 3)).count == 3)
  }

  @Test func `Open questions come only when they are asked for`() {
    #expect(!ids(QuizPlan(count: 100)).contains("open"))
    #expect(ids(QuizPlan(count: 100, includesOpen: true)).contains("open"))
  }

  @Test func `A plan without questions says why`() {
    #expect(
      selectQuestions(course, QuizPlan(topics: ["gate"]), .english)
        == .failure(.unknownTopic("gate")))
    #expect(
      selectQuestions(course, QuizPlan(topics: ["empty"]), .english) == .failure(.nothingMatches))
    #expect(
      selectQuestions(course, QuizPlan(levels: [.screen]), .english) == .failure(.nothingMatches))
    #expect(selectQuestions(Course(), QuizPlan(), .english) == .failure(.emptyCourse))
    #expect(
      selectQuestions(course, QuizPlan(questions: ["gone"]), .english) == .failure(.nothingMatches))
  }

  @Test func `Named questions are asked in the order named`() {
    #expect(
      ids(QuizPlan(count: 1, questions: ["q3", "gone", "open", "q1"])) == ["q3", "open", "q1"])
  }

  @Test func `Again draws anew, and only what was missed asks just that`() {
    let plan = QuizPlan(topics: ["gates"], count: 4, totalTime: 9000, isSuddenDeath: true, seed: 5)
    #expect(plan.again.seed != plan.seed)
    #expect(plan.again.topics == ["gates"] && plan.again.isSuddenDeath)
    #expect(plan.again == plan.again)
    let missed = plan.only(["q9", "q0"])
    #expect(ids(missed) == ["q9", "q0"])
    #expect(missed.totalTime == 9000 && !missed.isSuddenDeath)
  }
}
