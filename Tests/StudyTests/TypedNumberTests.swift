import CourseModel
import Testing

@testable import Study

@Suite struct TypedNumberTests {
  @Test(arguments: [
    (".5", 0.5), ("1e-3", 0.001), ("2 560", 2560), ("2,560", 2560), ("−1", -1), ("-1", -1),
    ("+2", 2), ("0.731", 0.731), ("1E+3", 1000), ("1e−3", 0.001), ("-.25", -0.25),
    ("1,234,567.5", 1_234_567.5), ("1\u{202F}000\u{A0}000", 1_000_000), ("  7  ", 7),
    ("２５６０", 2560), ("０．５", 0.5), ("－１", -1), ("２，５６０", 2560), ("2\u{3000}560", 2560),
    ("007", 7), ("3.", 3), ("–4", -4), ("0", 0), ("10 000", 10000),
  ])
  func `Forms of a number are read`(typed: String, value: Double) {
    #expect(TypedNumber.read(typed) == .success(TypedNumber(value: value)))
  }

  @Test(arguments: [
    ("50%", 50, "%"), ("50 %", 50, "%"), ("５０％", 50, "%"), ("3.2 MB", 3.2, "MB"),
    ("5ms", 5, "ms"), ("2 560 floats", 2560, "floats"), ("5e", 5, "e"), ("12 个", 12, "个"),
    ("3 m/s", 3, "m/s"),
  ])
  func `What stands behind the number is its unit`(typed: String, value: Double, unit: String) {
    #expect(TypedNumber.read(typed) == .success(TypedNumber(value: value, unit: unit)))
  }

  @Test(arguments: [
    ("", TypedNumber.Refusal.empty), ("  ", .empty), ("1,5", .ambiguousComma),
    ("1,50", .ambiguousComma), ("0,560", .ambiguousComma), ("1.234,5", .ambiguousComma),
    (",5", .ambiguousComma), ("5,", .ambiguousComma), ("1,2345", .ambiguousComma),
    ("2560,000", .ambiguousComma), ("1,234,5", .ambiguousComma), ("１，５", .ambiguousComma),
    ("1 5", .unreadable), ("2560 000", .unreadable), ("1/2", .unreadable),
    ("1.234.567", .unreadable), ("one", .unreadable), (".", .unreadable), ("-", .unreadable),
    ("--1", .unreadable), ("2^10", .unreadable), ("2*3", .unreadable), ("0x10", .unreadable),
    ("nan", .unreadable), ("inf", .unreadable), ("1e999", .tooLarge), ("50%x", .unreadable),
    ("0.5 0.5", .unreadable), ("1_000", .unreadable), ("½", .unreadable),
  ])
  func `Other forms are refused`(typed: String, refusal: TypedNumber.Refusal) {
    #expect(TypedNumber.read(typed) == .failure(refusal))
  }

  private func outcome(
    _ typed: String, answer: Double, _ tolerance: Question.Numeric.Tolerance = .absolute(0.001),
    unit: String? = nil
  ) -> Grade {
    let numeric = Question.Numeric(answer: answer, tolerance: tolerance, unit: unit)
    return grade(Sample.question(.numeric(numeric)), Sample.text(), .number(typed))
  }

  @Test func `The margin belongs to the right answers`() {
    #expect(outcome("0.732", answer: 0.731).isCorrect)
    #expect(outcome("0.730", answer: 0.731).isCorrect)
    #expect(outcome("0.7321", answer: 0.731).rejection == .outsideTolerance)
    #expect(outcome("99", answer: 100, .relative(0.01)).isCorrect)
    #expect(!outcome("98.9", answer: 100, .relative(0.01)).isCorrect)
    #expect(outcome("2560", answer: 2560, .absolute(0)).isCorrect)
    #expect(!outcome("2561", answer: 2560, .absolute(0)).isCorrect)
    #expect(outcome("-2", answer: -2, .relative(0.01)).isCorrect)
  }

  @Test func `Per cent is a share unless the question asks for per cent`() {
    #expect(outcome("50%", answer: 0.5).isCorrect)
    #expect(outcome("50%", answer: 50, unit: "%").isCorrect)
    #expect(outcome("50", answer: 50, unit: "%").isCorrect)
    #expect(!outcome("0.5", answer: 50, unit: "%").isCorrect)
    #expect(outcome("50%", answer: 0.5, unit: "ms").rejection == .wrongUnit("%"))
  }

  @Test(arguments: [
    ("5 ms", true), ("5", true), ("5ms", true), ("5 MS", true), ("５ｍｓ", true), ("5 s", false),
    ("5 m", false),
  ])
  func `A wrong unit is wrong and a missing one is fine`(typed: String, isRight: Bool) {
    let grade = outcome(typed, answer: 5, unit: "ms")
    #expect(grade.isCorrect == isRight)
    if !isRight { #expect(grade.rejection == .wrongUnit(String(typed.dropFirst(2)))) }
  }

  @Test func `Singular and plural are one unit`() {
    #expect(outcome("5 steps", answer: 5, unit: "step").isCorrect)
    #expect(outcome("5 step", answer: 5, unit: "steps").isCorrect)
  }

  @Test func `A unit that nobody asked for is refused before the answer counts`() {
    let question = Sample.question(.numeric(.init(answer: 5, tolerance: .absolute(0))))
    #expect(Response.number("5 ms").refusal(for: question) == .unexpectedUnit("ms"))
    #expect(Response.number("1,5").refusal(for: question) == .ambiguousComma)
    #expect(Response.number("5").refusal(for: question) == nil)
    #expect(Response.text("1,5").refusal(for: question) == nil)
    #expect(outcome("1,5", answer: 1.5).rejection == .unreadable(.ambiguousComma))
    #expect(!outcome("1,5", answer: 1.5).isCorrect)
  }
}
