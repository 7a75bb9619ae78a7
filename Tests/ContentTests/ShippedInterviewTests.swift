import Content
import CourseModel
import Foundation
import Languages
import Study
import Testing

/// The open questions that ship: their key points are found in their own model answers, and not elsewhere.
@Suite struct ShippedInterviewTests {
  private static let course = CourseReader(
    folders: [URL(filePath: #filePath).appending(path: "../../../Content").standardized.path]
  ).read().course

  private static let open = course.questions.filter { $0.kind == .open }
  private static let chain = open.filter { $0.interview != nil }
  private static let rubric = Rubric(glossary: course.glossary)

  private static func found(_ question: Question, in answer: [Block]) -> Set<Int> {
    rubric.keyPoints(of: question, in: answer.plainText)
  }

  @Test func `The core chain is there`() {
    let parts = Set(Self.chain.compactMap(\.interview))
    #expect(
      parts.isSuperset(of: [.cell, .hiddenGradient, .cellGradient, .limits, .gru, .transformer]))
    for question in Self.chain {
      let text = question.text.english
      #expect((3...6).contains(text?.keyPoints.count ?? 0), "\(question.id)")
      #expect((text?.followUps.count ?? 0) >= 2, "\(question.id)")
      #expect(text?.followUps.contains { $0.missed == nil } == true, "\(question.id)")
    }
  }

  @Test(arguments: Language.allCases)
  func `A model answer makes all of its key points`(language: Language) {
    for question in Self.open {
      guard let text = question.text[language] else { continue }
      #expect(
        Self.found(question, in: text.answer) == Set(text.keyPoints.indices), "\(question.id)")
    }
  }

  @Test(arguments: Language.allCases)
  func `Answers to other topics make few of the key points`(language: Language) {
    var (found, all) = (0, 0)
    for question in Self.chain {
      for other in Self.chain where other.topic != question.topic {
        guard let answer = other.text[language]?.answer, let text = question.text[language] else {
          continue
        }
        found += Self.found(question, in: answer).count
        all += text.keyPoints.count
      }
    }
    #expect(all > 100)
    // Neighbouring topics do share statements: who compares two paths names both.
    #expect(Double(found) / Double(all) < 0.3)
  }

  private static let typed: [(String, String, Set<Int>)] = [
    (
      "interview.lstm-step",
      "f = sigmoid(W_f x + U_f h + b), i and o likewise. g = tanh(W x + U h). c = f*c + i*g, h = o*tanh(c)",
      [0, 1, 2, 3]
    ),
    ("interview.lstm-step", "I do not remember the equations, it has gates.", []),
    (
      "interview.hidden-gradient",
      "One step is diag(1-h^2) U, over n steps a product of Jacobians with the same U, so if its norm is below one it vanishes exponentially",
      [0, 1, 2]
    ),
    ("interview.hidden-gradient", "每一步乘以 diag(1-h^2)U，U 的范数小于 1 就按指数消失", [0, 2]),
    (
      "interview.solves-it",
      "It does not prevent explosion, because of the paths through h; you clip the gradient norm for that.",
      [1, 2]
    ),
    (
      "interview.solves-it",
      "Yes, the LSTM solves both vanishing and exploding gradients thanks to the cell state.", []
    ),
    (
      "interview.debugging", "I overfit one small batch first, then log the gradient norm.", [0, 3]
    ),
  ]

  @Test(arguments: typed)
  func `Answers as they are typed are understood`(
    id: String, answer: String, points: Set<Int>
  ) throws {
    let question = try #require(Self.course.question(id))
    #expect(Self.rubric.keyPoints(of: question, in: answer) == points)
  }

  @Test func `Every length has an interview in every part of the course`() throws {
    for minutes in InterviewPlan.lengths {
      for seed in 0..<10 as Range<UInt64> {
        let plan = InterviewPlan(minutes: minutes, seed: seed)
        var session = try #require(InterviewSession(plan: plan, course: Self.course))
        var now: Int64 = 0
        while session.phase == .asking {
          session.painted(at: now)
          now += 20_000
          if session.step.isTalk {
            session.answer("f c h", at: now)
          } else {
            session.skip(at: now)
          }
        }
        #expect(session.phase == .ended(.finished))
        #expect(session.result.parts.first?.part == .cell)
        #expect(
          Set(session.steps.map { "\($0.question.id) \($0.followUp ?? -1)" }).count
            == session.steps.count)
      }
    }
  }
}
