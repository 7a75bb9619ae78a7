import Cells
import Content
import CourseModel
import Foundation
import Languages
import Study
import Testing

/// The shipped predictions against numbers of their own, and what their explanations say.
@Suite struct ShippedPredictionTests {
  private struct Expected {
    var id: String
    var truth: Double
    /// How it is written in the explanation.
    var written: String
    var answer: Response
  }

  /// Computed apart from the engine, in double precision.
  private static let expected = [
    Expected(
      id: "cell.predict-latch", truth: 0.9997730, written: "0.9998",
      answer: .guess(.sign(.positive))),
    Expected(
      id: "cell.predict-read-port", truth: 0.7614833, written: "0.761", answer: .number("0.761")),
    Expected(
      id: "cell.predict-counter", truth: 2.9998638, written: "3.000", answer: .number("3")),
    Expected(
      id: "cell.predict-peephole", truth: 0.9999542, written: "0.99995",
      answer: .guess(.holds(true))),
    Expected(
      id: "rnn.predict-toggle", truth: -0.9997049, written: "-0.99970",
      answer: .guess(.sign(.negative))),
    Expected(
      id: "rnn.predict-latch", truth: 0.9130432, written: "0.913", answer: .guess(.holds(true))),
    Expected(
      id: "why.predict-accumulator", truth: 0.0000314, written: "0.00003", answer: .number("0")),
    Expected(
      id: "why.predict-exploding", truth: 1.2378774, written: "1.238",
      answer: .guess(.holds(true))),
  ]

  private let course = CourseReader(folders: [
    URL(filePath: #filePath).appending(path: "../../../Content").standardized.path
  ]).read().course

  @Test func `Every prediction comes out as its explanation says`() throws {
    for expected in Self.expected {
      let question = try #require(course.question(expected.id), "\(expected.id)")
      let run = try #require(PredictionRun(question, labs: course.labs), "\(expected.id)")
      #expect(abs(run.truth.value - expected.truth) < 2e-6, "\(expected.id): \(run.truth)")
      #expect(run.prediction.grade(expected.answer, against: run.truth).isCorrect)
      for language in Language.allCases {
        let words = try #require(question.text[language]).explanation.plainText
        #expect(words.contains(expected.written), "\(expected.id)")
      }
    }
  }

  @Test func `Every explanation of a predicted number names it`() throws {
    let predictions = course.questions.filter { $0.kind.name == "predict" }
    #expect(Set(Self.expected.map(\.id)).isSubset(of: predictions.map(\.id)))
    for question in predictions {
      let run = try #require(PredictionRun(question, labs: course.labs), "\(question.id)")
      guard case .predict(let prediction) = question.kind, case .value = prediction.target else {
        continue
      }
      let written = (1...5).map { run.truth.value.fixed($0).replacing("−", with: "-") }
      for language in Language.allCases {
        let words = try #require(question.text[language]).explanation.plainText
          .replacing("−", with: "-")
        #expect(
          written.contains { words.contains($0) } || run.truth.value == run.truth.value.rounded(),
          "\(question.id): \(run.truth.value)")
      }
    }
    #expect(predictions.allSatisfy { $0.text.best(for: .english)?.hints.isEmpty == false })
  }
}
