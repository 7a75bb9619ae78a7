import CourseModel
import Languages
import Recurrent
import Study
import Testing

@Suite struct PredictionTests {
  /// c and h of one unit whose gates stand wide open: c adds tanh(x) at each step.
  private static func preset(_ tape: [Double], units: Int = 1) -> LabPreset {
    let square = Array(repeating: Array(repeating: 0.0, count: units), count: units)
    func gate(_ weight: Double, _ bias: Double) -> LabPreset.GateWeights {
      LabPreset.GateWeights(
        input: Array(repeating: [weight], count: units), recurrent: square,
        bias: Array(repeating: bias, count: units))
    }
    return LabPreset(
      id: "sum", title: Localized(english: "Sum"), cell: "lstm", hiddenSize: units,
      inputs: [LabPreset.Input(name: "x")],
      weights: ["i": gate(0, 20), "f": gate(0, 20), "g": gate(1, 0), "o": gate(0, 20)],
      initialHidden: [], initialCell: [], tape: tape.map { [$0] })
  }

  private static let run = try? LabRun(preset([1, -1, -1]))

  private func condition(
    _ symbol: String, _ comparison: LabFigure.Condition.Comparison, _ value: Double
  ) -> Prediction {
    Prediction(
      .comparison(.init(symbol: symbol, unit: 0, comparison: comparison, value: value)))
  }

  private func sign(_ symbol: String = "c") -> Prediction {
    Prediction(.sign(symbol: symbol, unit: 0))
  }

  private func value(
    _ symbol: String = "c", unit: Int = 0,
    tolerance: Question.Numeric.Tolerance = Prediction.usualTolerance
  ) -> Prediction {
    Prediction(.value(symbol: symbol, unit: unit), tolerance: tolerance)
  }

  @Test func `The truth is what the trace holds one step later`() throws {
    let run = try #require(Self.run)
    for t in 0..<3 {
      let c = Double(try #require(run.trace.value(.cell, at: t + 1)))
      #expect(value().truth(in: run, after: t) == .number(c))
    }
    // tanh 1, then exactly taken back, then −tanh 1.
    #expect([0, 1, 2].compactMap { sign().truth(in: run, after: $0) }.map(\.sign) == [1, 0, -1])
    #expect(condition("c", .greater, 0.5).truth(in: run, after: 0)?.holds == true)
    #expect(condition("c", .greater, 0.5).truth(in: run, after: 1)?.holds == false)
    #expect(condition("f", .greaterOrEqual, 0.9).truth(in: run, after: 2)?.holds == true)
  }

  @Test func `What the run does not have has no truth`() throws {
    let run = try #require(Self.run)
    #expect(value().truth(in: run, after: 3) == nil)
    #expect(value().truth(in: run, after: -1) == nil)
    #expect(value("z").truth(in: run, after: 0) == nil)
    #expect(value("q").truth(in: run, after: 0) == nil)
    #expect(value(unit: 1).truth(in: run, after: 0) == nil)
  }

  @Test(arguments: [
    (0.0, Sign.zero), (9.9e-7, .zero), (-9.9e-7, .zero), (1.1e-6, .positive),
    (-1.1e-6, .negative), (.infinity, .positive), (-.infinity, .negative),
  ])
  func `What is nearer to zero than a millionth is zero`(number: Double, expected: Sign) {
    #expect(sign().truth(of: number) == .sign(expected, of: number))
  }

  @Test func `NaN has no sign and meets no comparison`() {
    #expect(sign().truth(of: .nan) == nil)
    #expect(condition("c", .less, 1).truth(of: .nan)?.holds == false)
    #expect(condition("c", .greaterOrEqual, 1).truth(of: .nan)?.holds == false)
  }

  @Test(arguments: [
    ("0.76", true), (".8", true), ("0.81", true), ("0.82", false), ("76%", true), ("−0.76", false),
    ("７.6e-1", true), ("", false), ("inf", false), ("nan", false),
  ])
  func `A number is right within its tolerance`(typed: String, isRight: Bool) {
    let truth = Prediction.Truth.number(0.76154)
    #expect(value().grade(.number(typed), against: truth).isCorrect == isRight)
  }

  @Test func `A tolerance may be a share of the right number`() {
    let (prediction, truth) = (value(tolerance: .relative(0.01)), Prediction.Truth.number(200))
    #expect(prediction.grade(.number("202"), against: truth).isCorrect)
    #expect(!prediction.grade(.number("202.1"), against: truth).isCorrect)
  }

  @Test(arguments: [
    ("nan", Double.nan, true), ("NaN", .nan, true), ("0", .nan, false), ("inf", .infinity, true),
    ("∞", .infinity, true), ("-inf", .infinity, false), ("−∞", -.infinity, true),
    ("1e308", .infinity, false),
  ])
  func `Strange numbers are right where they come out`(
    typed: String, truth: Double, isRight: Bool
  ) {
    #expect(value().grade(.number(typed), against: .number(truth)).isCorrect == isRight)
  }

  @Test func `A refused number says why`() {
    let grade = value().grade(.number("1,5"), against: .number(1.5))
    #expect(grade.rejection == .unreadable(.ambiguousComma))
    #expect(value().grade(.number("9"), against: .number(1)).rejection == .outsideTolerance)
    let question = Sample.question(.predict(value()))
    #expect(Response.number("1,5").refusal(for: question) == .ambiguousComma)
    #expect(Response.number("inf").refusal(for: question) == nil)
    #expect(Response.number("3 V").refusal(for: question) == .unexpectedUnit("V"))
  }

  @Test(arguments: [
    ("-", Sign.negative), ("−", .negative), ("－", .negative), ("minus", .negative),
    ("负", .negative),
    ("0", .zero), ("０", .zero), ("Zero", .zero), ("零", .zero), ("+", .positive), ("＋", .positive),
    (" positive ", .positive), ("正", .positive),
  ])
  func `A sign may be typed in many ways`(typed: String, expected: Sign) {
    let response = sign().response(to: typed)
    #expect(response == .guess(.sign(expected)))
    let right = Prediction.Truth.sign(expected, of: Double(expected.rawValue))
    #expect(sign().grade(response, against: right).isCorrect)
    for other in Sign.allCases where other != expected {
      #expect(!sign().grade(response, against: .sign(other, of: 1)).isCorrect)
    }
    // A sign is no yes and no no.
    #expect(condition("c", .less, 0).response(to: typed) == .text(typed))
  }

  @Test(arguments: [
    ("y", true), ("YES", true), ("是", true), ("n", false), ("No", false), ("否", false),
  ])
  func `Yes and no may be typed in both languages`(typed: String, expected: Bool) {
    let prediction = condition("c", .less, 0)
    let response = prediction.response(to: typed)
    #expect(response == .guess(.holds(expected)))
    #expect(prediction.grade(response, against: .holds(true, of: -1)).isCorrect == expected)
    #expect(prediction.grade(response, against: .holds(false, of: 1)).isCorrect != expected)
  }

  @Test func `Reports write a guess as it would be typed`() {
    let guesses: [Guess] = Sign.allCases.map { .sign($0) } + [.holds(true), .holds(false)]
    #expect(guesses.map { Response.guess($0).given } == ["-", "0", "+", "yes", "no"])
    #expect(guesses.allSatisfy { !Response.guess($0).isEmpty })
  }

  @Test func `An answer of another kind is wrong`() {
    #expect(!sign().grade(.number("1"), against: .sign(.positive, of: 1)).isCorrect)
    #expect(!value().grade(.guess(.sign(.positive)), against: .number(1)).isCorrect)
    #expect(!sign().grade(.none, against: .sign(.zero, of: 0)).isCorrect)
  }

  @Test func `A close call is found out`() {
    #expect(condition("f", .greater, 0.5).isClose(.holds(false, of: 0.50009)))
    #expect(!condition("f", .greater, 0.5).isClose(.holds(true, of: 0.5002)))
    #expect(sign().isClose(.sign(.positive, of: 0.00003)))
    #expect(!sign().isClose(.sign(.zero, of: 1e-9)))
    #expect(!sign().isClose(.sign(.negative, of: -0.2)))
    #expect(!value().isClose(.number(0)))
  }

  // MARK: In a quiz

  private func question(_ prediction: Prediction, step: Int, lab: String = "sum") -> Question {
    var question = Sample.question(.predict(prediction), id: "p")
    question.lab = LabReference(preset: lab, step: step)
    return question
  }

  @Test func `A quiz grades a prediction by its lab`() throws {
    let labs = [Self.preset([1, -1, -1])]
    var session = QuizSession(
      plan: QuizPlan(), questions: [question(sign(), step: 2), question(value(), step: 0)],
      labs: labs)
    session.commit(.guess(.sign(.negative)), in: .english, at: 0)
    #expect(session.item.isCorrect)
    session.advance()
    session.commit(.number("0.9"), in: .english, at: 0)
    #expect(session.item.answer?.grade.rejection == .outsideTolerance)
    let report = QuizReport(session).json.description
    #expect(report.contains(#""type": "predict", "given": "-", "correct": true"#))
    #expect(report.contains(#""type": "predict", "given": "0.9", "correct": false"#))
  }

  @Test func `A prediction without its lab is not asked`() {
    let labs = [Self.preset([1, -1, -1])]
    let good = question(sign(), step: 0)
    #expect(good.isPlayable(with: labs))
    #expect(!good.isPlayable(with: []))
    #expect(!question(sign(), step: 3).isPlayable(with: labs))
    #expect(!question(value(unit: 1), step: 0).isPlayable(with: labs))
    #expect(!question(sign("r"), step: 0).isPlayable(with: labs))
    let course = Course(topics: [], questions: [question(sign(), step: 3)], labs: labs)
    #expect(selectQuestions(course, QuizPlan(), .english) == .failure(.emptyCourse))
  }
}

extension Prediction.Truth {
  fileprivate var sign: Int? { if case .sign(let sign, _) = self { sign.rawValue } else { nil } }
  fileprivate var holds: Bool? { if case .holds(let holds, _) = self { holds } else { nil } }
}
