import CourseModel
import Languages
import Study
import Testing

@Suite struct InstantiationTests {
  private static func expression(_ text: String) throws -> NumberExpression {
    try ExpressionReader.read(text).get()
  }

  private static func formula(_ name: String, _ before: MathNode...) -> Inline {
    .math(Formula(source: "x", tree: .row(before + [.symbol("{{\(name)}}", .ordinary)])))
  }

  /// The example of the format: what does the cell hold next?
  private static func cell() throws -> Question {
    let text = QuestionText(
      title: [.text("c = {{c}}")],
      stem: [
        .paragraph([.text("f is {{f}}, c is {{c}}"), .code("c = {{c}}")]),
        .code(language: "python", text: "c = {{c:2}}"),
      ],
      hints: [[.paragraph([.text("{{let.kept}}")])]],
      explanation: [.paragraph([.text("{{answer:3}}, not {{wrong.polarity:3}}; {{nothing}}")])],
      location: SourceLocation(file: "q.md"))
    var question = Question(
      id: "cell", topic: "t", kind: .numeric(.init(answer: 0, tolerance: .absolute(0.005))),
      text: Localized(english: text))
    question.generator = NumberGenerator(
      variables: [
        .init(name: "f", values: .range(first: 1, step: 1, count: 9, decimals: 1)),
        .init(name: "c", values: .range(first: -20, step: 5, count: 9, decimals: 1)),
        .init(name: "i", values: .range(first: 1, step: 1, count: 9, decimals: 1)),
        .init(name: "g", values: .range(first: -9, step: 1, count: 19, decimals: 1)),
      ],
      definitions: [.init(name: "kept", expression: try expression("f*c"))],
      answer: try expression("kept + i*g"),
      wrong: [
        .init(expression: try expression("f*c*i*g"), misconception: "product"),
        .init(expression: try expression("(1-f)*c + i*g"), misconception: "polarity"),
        .init(expression: try expression("tanh(f*c+i*g)"), misconception: "tanh"),
      ])
    return question
  }

  private func numeric(_ question: Question) throws -> Question.Numeric {
    guard case .numeric(let numeric) = question.kind else {
      throw TypeMismatch()
    }
    return numeric
  }

  private struct TypeMismatch: Error {}

  @Test func `A thousand seeds give questions whose wrong values can be told apart`() throws {
    let question = try Self.cell()
    var answers: Set<Double> = []
    for seed in 1...1000 as ClosedRange<UInt64> {
      let instance = try question.instance(seed: seed).get()
      #expect(instance == question.instantiate(seed: seed))
      #expect(instance.generator == nil)
      let numeric = try numeric(instance)
      answers.insert(numeric.answer)
      let values = [numeric.answer] + numeric.wrong.map(\.value)
      #expect(values.count == 4 && values.allSatisfy(\.isFinite))
      for (index, value) in values.enumerated() {
        #expect(values[(index + 1)...].allSatisfy { abs($0 - value) > 0.01 })
      }
      let text = try #require(instance.text.english)
      #expect(!(text.title.plainText + text.stem.plainText).contains("{{"))
      // What the learner reads is what is asked.
      let typed = NumberText.fixed(numeric.answer, decimals: 2)
      #expect(grade(instance, text, .number(typed)).isCorrect)
      for wrong in numeric.wrong {
        let typed = NumberText.fixed(wrong.value, decimals: 3)
        let found = grade(instance, text, .number(typed))
        #expect(!found.isCorrect && found.misconceptions == [wrong.misconception])
      }
    }
    #expect(answers.count > 150)
  }

  @Test func `Numbers are written in prose, in code and with decimals`() throws {
    let question = try Self.cell()
    let seed = try #require(
      (1...100).first { seed in
        question.instantiate(seed: UInt64(seed)).text.english?.title.plainText == "c = −1.5"
      })
    let text = try #require(question.instantiate(seed: UInt64(seed)).text.english)
    guard case .paragraph(let inlines) = text.stem[0] else { return }
    #expect(inlines[0].plainText.hasSuffix("c is −1.5"))
    #expect(inlines[1] == .code("c = -1.5"))
    #expect(text.stem[1] == .code(language: "python", text: "c = -1.50"))
    #expect(text.explanation.plainText.hasSuffix("; {{nothing}}"))
  }

  /// One line of maths with the number −0.5 in it.
  private func formula(_ nodes: [MathNode], source: String) throws -> Formula {
    var question = try Self.cell()
    question.text.english?.title = [.math(Formula(source: source, tree: .row(nodes)))]
    question.generator = NumberGenerator(
      variables: [.init(name: "c", values: .pick(["-0.5"]))], answer: .number(1))
    guard case .math(let formula) = question.instantiate(seed: 1).text.english?.title.first else {
      throw TypeMismatch()
    }
    return formula
  }

  private static let place = MathNode.symbol("{{c}}", .ordinary)
  private static let number: [MathNode] = [.symbol("−", .binary), .symbol("0.5", .ordinary)]
  private static let bracketed = MathNode.row(
    [.symbol("(", .opening)] + number + [.symbol(")", .closing)])

  @Test func `A negative number gets brackets where it stands beside a sign`() throws {
    let x = MathNode.symbol("x", .ordinary)
    let plus = MathNode.symbol("+", .binary)
    let equals = MathNode.symbol("=", .relation)
    let first = try formula([x, equals, Self.place, plus, x], source: "x = {{c}} + x")
    #expect(first.tree == .row([x, equals] + Self.number + [plus, x]))
    #expect(first.source == "x = -0.5 + x")
    let sum = try formula([x, plus, Self.place], source: "x + {{c}}")
    guard case .row(let parts) = sum.tree else { throw TypeMismatch() }
    #expect(MathNode.row(Array(parts.dropFirst(2))) == Self.bracketed)
    #expect(sum.source == "x + (-0.5)")
    let power = try formula(
      [.scripts(base: Self.place, lower: nil, upper: .symbol("2", .ordinary))], source: "{{c}}^2")
    #expect(
      power.tree
        == .row([.scripts(base: Self.bracketed, lower: nil, upper: .symbol("2", .ordinary))]))
    #expect(power.source == "(-0.5)^2")
    #expect(try formula([x], source: "\\approx {{c}}").source == "\\approx -0.5")
    #expect(try formula([x], source: "\\odot {{c}}").source == "\\odot (-0.5)")
  }

  @Test func `A seed without a draw falls back on one that has some`() throws {
    var question = try Self.cell()
    question.generator = NumberGenerator(
      variables: [.init(name: "c", values: .pick(["1", "2"]))],
      answer: try Self.expression("c"),
      wrong: [.init(expression: try Self.expression("c + 0.001"), misconception: "m")])
    guard case .failure(.tooClose(let one, let other)) = question.instance(seed: 4) else {
      throw TypeMismatch()
    }
    #expect(abs(one - other) < 0.002)
    #expect(question.instantiate(seed: 4) == question)
    question.generator = NumberGenerator(
      variables: [.init(name: "c", values: .pick(["0", "1"]))],
      answer: try Self.expression("ln(c)"))
    #expect(try numeric(question.instantiate(seed: 4)).answer == 0)
    question.generator?.answer = try Self.expression("ln(c - 2)")
    #expect(question.draw(seed: 4) == .failure(.notFinite("answer")))
  }

  @Test func `Options that read alike are not drawn`() throws {
    var question = try Self.cell()
    question.kind = .choice(correct: 0)
    question.text.english?.options = ["{{a}}", "{{b}}"].map {
      .init(blocks: [.paragraph([.text($0)])], feedback: [])
    }
    question.generator = NumberGenerator(
      variables: ["a", "b"].map { .init(name: $0, values: .pick(["1", "2"])) })
    for seed in 1...50 as ClosedRange<UInt64> {
      let options = question.instantiate(seed: seed).text.english?.options ?? []
      #expect(Set(options.map(\.blocks.plainText)) == ["1", "2"])
    }
  }

  @Test func `A drawn shape is written with its numbers`() throws {
    var question = try Self.cell()
    question.kind = .shape(
      TensorShape(axes: try ["N", "L", "2*H"].map(Self.expression), source: "(N, L, 2*H)"))
    question.generator = NumberGenerator(
      variables: [
        .init(name: "N", values: .pick(["32"])), .init(name: "H", values: .pick(["64"])),
      ])
    guard case .shape(let shape) = question.instantiate(seed: 1).kind else {
      throw TypeMismatch()
    }
    #expect(shape.source == "(32, L, 128)")
    #expect(TypedShape.match("32, L, 2*64", shape) == .right)
  }

  @Test func `A session draws anew each time, and tells its seed`() throws {
    let question = try Self.cell()
    let plan = QuizPlan(seed: 7)
    let first = QuizSession(plan: plan, questions: [question])
    #expect(first.item.seed == 7)
    #expect(first.item.question == question.instantiate(seed: 7))
    let later = QuizSession(plan: plan, questions: [question], asked: ["cell": 2])
    #expect(later.item.seed == 9)
    #expect(later.item.question == question.instantiate(seed: 9))
    var replay = plan.again
    replay.seeds = ["cell": 9]
    let again = QuizSession(plan: replay, questions: [question])
    #expect(again.item.question == later.item.question)
    #expect(replay.again.seeds == [:])
    #expect(QuizReport(later).json.description.contains("\"late\": false, \"seed\": 9}"))
  }
}
