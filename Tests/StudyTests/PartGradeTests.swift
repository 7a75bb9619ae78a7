import CourseModel
import Languages
import Study
import Testing

/// Grades of answers in several parts.
@Suite struct PartGradeTests {
  private static func question(
    _ kind: Question.Kind, gaps: [QuestionText.Gap] = [], options: [String?] = [],
    code: String? = nil
  ) -> Question {
    var text = QuestionText(
      title: [.text("Q")],
      options: options.map { QuestionText.Option(blocks: [], feedback: [], misconception: $0) },
      location: SourceLocation(file: "q.md"))
    text.gaps = gaps
    text.snippet = code.map { .init(language: "python", text: $0) }
    return Question(id: "q", topic: "t", kind: kind, text: Localized(english: text))
  }

  private func graded(
    _ question: Question, _ response: Response, terms: Set<String> = []
  ) throws -> Grade {
    grade(question, try #require(question.text.english), response, terms: terms)
  }

  private static let formula = Formula(source: "c_{t-1}", tree: .row([]))
  private static let cloze = question(
    .cloze(count: 2),
    gaps: [
      .init(hidden: [.text("forget gate")], accept: ["f", "遗忘门"]), .init(hidden: [.math(formula)]),
    ])

  @Test(arguments: [
    (["forget gate", "c_{t-1}"], [true, true]), (["Forget-Gate ", "cₜ₋₁"], [true, true]),
    (["f", "c_t-1"], [true, true]), (["forgte gate", "c t-1"], [true, true]),
    (["遗忘门", "h"], [true, false]), (["", "c_t-1"], [false, true]),
    (["input gate", "c_t-1"], [false, true]), (["f"], [true, false]),
  ])
  func `Each gap is judged like a short answer`(typed: [String], expected: [Bool]) throws {
    let grade = try graded(Self.cloze, .gaps(typed), terms: ["inputgate", "forgetgate"])
    #expect(grade.gaps.map(\.isRight) == expected)
    #expect(grade.isCorrect == !expected.contains(false))
    #expect((grade.rejection == nil) == grade.isCorrect)
  }

  @Test func `Another term is named, and a slip is told`() throws {
    let other = try graded(Self.cloze, .gaps(["input gate", "h"]), terms: ["inputgate"])
    #expect(other.rejection == .anotherTerm && other.gaps[0].isAnotherTerm)
    let slip = try graded(Self.cloze, .gaps(["forget gaet", "c_t-1"]))
    #expect(slip.gaps[0].slipOf == "forget gate")
    #expect(try graded(Self.cloze, .gaps(["", " "])) == Grade(isCorrect: false))
  }

  @Test(
    arguments: [
      ([0, 1, 2], [true, true, true]), ([0, 2, 1], [true, false, false]),
      ([nil, 1, 2], [false, true, true]), ([nil, nil, nil], []),
    ] as [([Int?], [Bool])])
  func `Every pair counts by itself`(given: [Int?], places: [Bool]) throws {
    let grade = try graded(Self.question(.match(count: 3)), .match(given))
    #expect(grade.places == places)
    #expect(grade.isCorrect == (places == [true, true, true]))
  }

  @Test func `The sides of pairs are never shown in their own order`() {
    let question = Self.question(.match(count: 3))
    for seed in 0..<200 {
      let order = question.displayOrder(count: 3, seed: UInt64(seed))
      #expect(order != [0, 1, 2] && order.sorted() == [0, 1, 2])
    }
    var kept = question
    kept.isShuffled = false
    #expect(kept.displayOrder(count: 3, seed: 1) == [0, 1, 2])
  }

  private static let bug = question(
    .bug(lines: [2, 3], repair: 1), options: ["polarity", nil, nil], code: "a\nb\nc\nd")

  @Test(
    arguments: [
      (2, 1, true, true), (3, 1, true, true), (1, 1, false, false), (2, 0, true, false),
      (nil, 1, false, false), (2, nil, true, false),
    ] as [(Int?, Int?, Bool, Bool)])
  func `A bug is found when line and repair are right`(
    line: Int?, option: Int?, isLineRight: Bool, isCorrect: Bool
  ) throws {
    let grade = try graded(Self.bug, .repair(line: line, option: option))
    #expect(grade.isLineRight == isLineRight && grade.isCorrect == isCorrect)
    #expect(grade.misconceptions == (option == 0 ? ["polarity"] : []))
    #expect(grade.options.map(\.wasChosen) == (0..<3).map { $0 == option })
    #expect(grade.options.map(\.isRight) == [false, true, false])
  }

  @Test func `What was given is told in the author's letters`() {
    #expect(Response.gaps([" f ", ""]).given == "f | ")
    #expect(Response.match([2, nil, 0]).given == "c-a")
    #expect(Response.repair(line: 12, option: 1).given == "12b")
    #expect(Response.repair(line: nil, option: 1).given == "b")
    #expect(Response.gaps(["", " "]).isEmpty && Response.match([nil]).isEmpty)
    #expect(Response.repair(line: nil, option: nil).isEmpty)
    #expect(!Response.repair(line: 1, option: nil).isEmpty)
  }

  @Test func `A shape says what is wrong with it`() throws {
    let axes = try ["N", "2*H"].map { try ExpressionReader.read($0).get() }
    let question = Self.question(.shape(TensorShape(axes: axes, source: "(N, 2*H)")))
    #expect(try graded(question, .text("N, 2H")).isCorrect)
    #expect(try graded(question, .text("N, H")).rejection == .wrongAxes([1]))
    #expect(try graded(question, .text("N")).rejection == .wrongRank(given: 1, right: 2))
    #expect(try graded(question, .text("?!")).rejection == .unreadableShape)
    #expect(try graded(question, .text(" ")).rejection == nil)
  }

  @Test func `The other language's answers count where gaps share one`() throws {
    var question = Self.cloze
    question.text.chinese = question.text.english
    // In the other order, as sentences are.
    question.text.chinese?.gaps = [
      .init(hidden: [.math(Self.formula)], accept: ["旧的记忆元"]),
      .init(hidden: [.text("保留门")], accept: ["f"]),
    ]
    func isRight(_ typed: String...) -> Bool {
      var session = QuizSession(plan: QuizPlan(), questions: [question])
      return session.commit(.gaps(typed), in: .english, at: 0)?.isCorrect ?? false
    }
    #expect(isRight("保留门", "旧的记忆元"))
    #expect(!isRight("旧的记忆元", "保留门"))
  }
}
