import Foundation
import Study
import Testing

/// The reviews of `Reference/fsrs_reference.py`.
private struct Reference: Decodable {
  struct Setting: Decodable {
    var weights: [Double]
    var retention: Double
  }

  struct History: Decodable {
    var setting: Int
    var steps: String
    var intervals: String
    var checks: [String: [Double]]
    var s: Double
    var d: Double

    /// Grade and days since the answer before.
    var answers: [(rating: Rating, days: Int)] {
      steps.split(separator: " ").compactMap { step in
        let parts = step.split(separator: "@").compactMap { Int($0) }
        return Rating(rawValue: parts[0]).map { ($0, parts.count > 1 ? parts[1] : 0) }
      }
    }
  }

  var reviews: Int
  var settings: [Setting]
  var histories: [History]

  static func read() throws -> Reference {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/fsrs.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
  }
}

@Suite struct FSRSTests {
  @Test func `Twelve thousand reviews come out as py-fsrs has them`() throws {
    let reference = try Reference.read()
    #expect(reference.reviews >= 10_000)
    var (reviews, worst) = (0, 0.0)
    for (number, history) in reference.histories.enumerated() {
      let setting = reference.settings[history.setting]
      let scheduler = FSRS(weights: setting.weights, retention: setting.retention)
      var memory: Memory?
      var intervals: [Int] = []
      for (index, answer) in history.answers.enumerated() {
        let next = scheduler.next(memory, answer.rating, days: answer.days)
        memory = next
        intervals.append(scheduler.interval(next))
        reviews += 1
        if let check = history.checks[String(index)] {
          worst = max(
            worst, abs(next.stability / check[0] - 1), abs(next.difficulty / check[1] - 1))
        }
      }
      let end = try #require(memory)
      worst = max(worst, abs(end.stability / history.s - 1), abs(end.difficulty / history.d - 1))
      #expect(
        intervals.map(String.init).joined(separator: " ") == history.intervals, "history \(number)")
    }
    #expect(reviews == reference.reviews)
    #expect(worst < 1e-9, "the largest relative difference is \(worst)")
  }

  @Test func `A first answer gives the stability of its weight`() {
    let first = Rating.allCases.map { FSRS().next(nil, $0, days: 0) }
    #expect(first.map(\.stability) == [0.212, 1.2931, 2.3065, 8.2956])
    #expect(first.last?.difficulty == 1)
    #expect(first.map { FSRS().interval($0) } == [1, 1, 2, 8])
  }

  @Test func `Recall has fallen to 90 per cent after as many days as the stability`() {
    let memory = Memory(stability: 10, difficulty: 5)
    #expect(abs(FSRS().retrievability(memory, days: 10) - 0.9) < 1e-15)
    #expect(abs(FSRS().retrievability(memory, days: 100) - 0.6928266346) < 1e-9)
    #expect(FSRS().retrievability(memory, days: -3) == 1)
  }

  @Test func `A right answer on the same day never shortens and a wrong one does`() {
    for stability in [0.212, 2.3065, 100, 36_500] {
      let memory = Memory(stability: stability, difficulty: 5)
      let after = Rating.allCases.map { FSRS().next(memory, $0, days: 0).stability }
      #expect(after[0] < stability)
      #expect(after[1] >= stability && after[2] >= after[1] && after[3] >= after[2])
    }
    let same = FSRS().next(Memory(stability: 100, difficulty: 5), .good, days: 0)
    #expect(same.stability == 100)
  }

  @Test func `Weights outside their bounds are clipped and missing ones have their default`() {
    let scheduler = FSRS(weights: [-5, .nan, 1e9], retention: 2)
    #expect(scheduler.weights[0] == 0.001)
    #expect(scheduler.weights[1] == FSRS.defaultWeights[1])
    #expect(scheduler.weights[2] == 100)
    #expect(scheduler.weights.count == 21)
    #expect(scheduler.retention == 0.99)
  }

  @Test func `Stability and interval end at a hundred years`() {
    var memory = Memory(stability: 30_000, difficulty: 1)
    for _ in 0..<5 { memory = FSRS().next(memory, .easy, days: 30_000) }
    #expect(memory.stability == 36_500)
    #expect(FSRS(retention: 0.7).interval(memory) == 36_500)
  }
}

@Suite struct FuzzTests {
  @Test func `Fuzz stays within its bounds and reaches all of them`() {
    for interval in [1, 2, 3, 4, 7, 10, 20, 50, 100, 365, 36_500] {
      let bounds = Fuzz.bounds(of: interval)
      let drawn = Set((0..<2000).map { Fuzz(question: "q\($0)", reps: 3).fuzzed(interval) })
      #expect(drawn.allSatisfy(bounds.contains), "\(interval): \(bounds)")
      if bounds.count < 200 { #expect(drawn.count == bounds.count, "\(interval)") }
    }
    #expect(Fuzz.bounds(of: 2) == 2...2)
    #expect(Fuzz.bounds(of: 10) == 8...12)
    #expect(Fuzz.bounds(of: 100) == 93...107)
    #expect(Fuzz.bounds(of: 36_500).upperBound == 36_500)
  }

  @Test func `The same question asked as often gets the same day`() {
    #expect(Fuzz(question: "cell.c", reps: 2) == Fuzz(question: "cell.c", reps: 2))
    let days = Set((0..<40).map { Fuzz(question: "cell.c", reps: $0).fuzzed(100) })
    #expect(days.count > 5)
  }

  @Test func `Draws are spread evenly`() {
    var counts = [Int](repeating: 0, count: 5)
    for number in 0..<10_000 {
      counts[Fuzz(question: "topic.question-\(number)", reps: 1).fuzzed(10) - 8] += 1
    }
    #expect(counts.allSatisfy { (1800...2200).contains($0) }, "\(counts)")
  }
}

@Suite struct RatingTests {
  @Test func `The rule grades as it is told to the learner`() {
    func rated(
      _ isCorrect: Bool, late: Bool = false, hints: Int = 0, sure: Int? = nil,
      seconds: Double? = nil, median: Double? = nil
    ) -> (Rating, Rating.Reason) {
      let rated = Rating.of(
        isCorrect: isCorrect, isLate: late, hints: hints, confidence: sure, seconds: seconds,
        median: median)
      return (rated.rating, rated.reason)
    }
    #expect(rated(false, sure: 3) == (.again, .wrong))
    #expect(rated(true, late: true) == (.again, .late))
    #expect(rated(true, hints: 1, sure: 1) == (.hard, .withHint))
    #expect(rated(true, sure: 1) == (.hard, .guessed))
    #expect(rated(true, seconds: 41, median: 20) == (.hard, .slow(seconds: 41, median: 20)))
    #expect(rated(true, seconds: 40, median: 20) == (.good, .right))
    #expect(rated(true, sure: 3, seconds: 400) == (.good, .right))
  }

  @Test func `A median is right to within five per cent whatever the order`() throws {
    var pace = Pace()
    #expect(pace.median == nil)
    for seconds in [90.0, 12, 30, 11, 14] { pace.add(seconds: seconds) }
    let median = try #require(pace.median)
    #expect(abs(median / 14 - 1) < 0.05)
    var other = Pace()
    for seconds in [14.0, 11, 30, 12, 90] { other.add(seconds: seconds) }
    #expect(pace == other)
    pace.add(seconds: .infinity)
    pace.add(seconds: 0)
    pace.add(seconds: 1e12)
    #expect(pace.total == 7)
  }
}
