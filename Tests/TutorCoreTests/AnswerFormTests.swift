import Console
import CourseModel
import Languages
import Phrases
import Study
import Testing

@testable import TutorCore

@Suite struct AnswerFormTests {
  /// The form after keys; what it refused goes to `notes`.
  private func form(
    _ form: any AnswerForm, _ script: String, notes: inout Int
  ) throws -> any AnswerForm {
    var form = form
    for key in try KeyNotation.parse(script) {
      if case .refused = form.handle(key) { notes += 1 }
    }
    return form
  }

  private func response(_ start: any AnswerForm, _ script: String) throws -> Response {
    var notes = 0
    return try form(start, script, notes: &notes).response
  }

  @Test(arguments: [
    ("", Response.options([])), ("a", .options([2])), ("c", .options([1])), ("d", .options([])),
    ("<down>", .options([2])), ("<down><down>", .options([0])), ("<up>", .options([1])),
    ("<up><down>", .options([1])), ("A", .options([])), ("ab", .options([0])), ("ｂ", .options([0])),
  ])
  func `One option is chosen by letter or arrow`(keys: String, expected: Response) throws {
    let form = ChoiceForm(order: [2, 0, 1], isMultiple: false, draft: .none)
    #expect(try response(form, keys) == expected)
  }

  @Test(arguments: [
    ("", Response.options([])), ("a", .options([2])), ("aa", .options([])),
    ("ac", .options([1, 2])), (" ", .options([2])), ("<down> ", .options([0])),
    ("a<down> <up> ", .options([0])),
  ])
  func `Any number of options is switched`(keys: String, expected: Response) throws {
    let form = ChoiceForm(order: [2, 0, 1], isMultiple: true, draft: .none)
    #expect(try response(form, keys) == expected)
  }

  @Test(arguments: [
    ("", Response.judgement(nil, reason: nil)), ("b", .judgement(.imprecise, reason: nil)),
    ("bd", .judgement(.imprecise, reason: 1)), ("e", .judgement(nil, reason: 0)),
    ("f", .judgement(nil, reason: nil)), ("<right><right>", .judgement(.imprecise, reason: nil)),
    ("<left>", .judgement(.wrong, reason: nil)), ("c<left>", .judgement(.imprecise, reason: nil)),
    ("a<down><down>", .judgement(.correct, reason: 0)),
    ("a<down><up><right>", .judgement(.imprecise, reason: 1)),
  ])
  func `A verdict and a reason are chosen`(keys: String, expected: Response) throws {
    #expect(try response(JudgeForm(order: [1, 0], draft: .none), keys) == expected)
  }

  @Test func `What a judgement lacks is named`() throws {
    var notes = 0
    let start = JudgeForm(order: [1, 0], draft: .none)
    #expect(start.missing == .nothingChosen)
    #expect(try form(start, "b", notes: &notes).missing == .reasonMissing("d", "e"))
    #expect(try form(start, "d", notes: &notes).missing == .verdictMissing)
    #expect(try form(start, "bd", notes: &notes).missing == nil)
    #expect(try form(JudgeForm(order: [], draft: .none), "b", notes: &notes).missing == nil)
  }

  @Test(arguments: [
    ("", Response.none), ("b", .order([0, 2, 1, 3])), ("bdac", .order([0, 3, 2, 1])),
    ("bd<backspace>c", .order([0, 1, 3, 2])), ("J", .order([0, 2, 1, 3])),
    ("<down><down>KK", .order([1, 2, 0, 3])), ("K", .order([2, 0, 1, 3])),
    ("bdaca", .order([2, 0, 3, 1])),
  ])
  func `Items are put in order by letters or moved`(keys: String, expected: Response) throws {
    #expect(try response(OrderForm(order: [2, 0, 1, 3], draft: .none), keys) == expected)
  }

  @Test func `A letter that has its place is refused`() throws {
    var notes = 0
    let form = try form(OrderForm(order: [2, 0, 1], draft: .none), "bb", notes: &notes)
    #expect(notes == 1)
    #expect(form.response == .order([0, 2, 1]))
  }

  @Test func `A form starts from its draft`() {
    let drafts: [(any AnswerForm, Response)] = [
      (ChoiceForm(order: [1, 0], isMultiple: false, draft: .options([0])), .options([0])),
      (ChoiceForm(order: [1, 0], isMultiple: true, draft: .options([0, 1])), .options([0, 1])),
      (
        JudgeForm(order: [1, 0], draft: .judgement(.wrong, reason: 0)),
        .judgement(.wrong, reason: 0)
      ),
      (TypedForm(isNumber: true, unit: nil, draft: .number("1.5")), .number("1.5")),
      (TypedForm(isNumber: false, unit: nil, draft: .text("gate")), .text("gate")),
      (OrderForm(order: [1, 0, 2], draft: .order([2, 1, 0])), .order([2, 1, 0])),
    ]
    for (form, draft) in drafts { #expect(form.response == draft) }
  }

  @Test func `An open question without key points goes from its answer to the judgement`() throws {
    #expect(
      try response(OpenForm(count: 0), "<enter>y") == .selfGraded(keyPoints: [], isRight: true))
    #expect(
      try response(OpenForm(count: 2), "<enter>bca<enter>n")
        == .selfGraded(keyPoints: [0, 1], isRight: false))
    #expect(try response(OpenForm(count: 2), "y") == .none)
  }
}

@Suite struct RightAnswerTests {
  @Test(
    arguments: [
      (1.4805e-3, .relative(0.03), nil, "0.0014805 ± 3 %"), (256, .absolute(0.4), nil, "256"),
      (256, .relative(0.001), nil, "256"), (256, .relative(0.01), "MB", "256 MB ± 1 %"),
      (0.731, .absolute(1.4805e-5), nil, "0.731 ± 0.000015"),
      (0.645, .absolute(0.002), "V", "0.645 ± 0.002 V"), (40, .absolute(12), nil, "40 ± 12"),
      (2.5, .relative(0.005), nil, "2.5 ± 0.5 %"), (2.5, .absolute(0.099999), nil, "2.5 ± 0.1"),
    ] as [(Double, Question.Numeric.Tolerance, String?, String)])
  func `The margin of a number is written as people write it`(
    answer: Double, tolerance: Question.Numeric.Tolerance, unit: String?, shown: String
  ) {
    var question = QuizCourse.numeric
    question.kind = .numeric(.init(answer: answer, tolerance: tolerance, unit: unit))
    #expect(question.rightAnswer(in: .english) == shown)
  }
}
