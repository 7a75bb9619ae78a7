import CourseModel
import Study
import Testing

@Suite struct GradeTests {
  private let options = [
    Sample.option("zero", misconception: "polarity"), Sample.option("one"),
    Sample.option("two", misconception: "sum"), Sample.option("three"),
  ]

  private func states(_ grade: Grade) -> String {
    String(
      grade.options.map { option in
        switch (option.wasChosen, option.isRight) {
        case (true, true): "+"
        case (true, false): "-"
        case (false, true): "?"
        case (false, false): "."
        }
      })
  }

  @Test(
    arguments: [
      (Response.options([1]), true, ".+..", []), (.options([0]), false, "-?..", ["polarity"]),
      (.options([0, 1]), false, "-+..", ["polarity"]), (.none, false, ".?..", []),
      (.options([]), false, ".?..", []), (.text("b"), false, ".?..", []),
      (.options([9]), false, ".?..", []),
    ] as [(Response, Bool, String, [String])])
  func `A choice has one right option`(
    response: Response, isCorrect: Bool, expected: String, misconceptions: [String]
  ) {
    let result = grade(
      Sample.question(.choice(correct: 1)), Sample.text(options: options), response)
    #expect(result.isCorrect == isCorrect)
    #expect(states(result) == expected)
    #expect(result.misconceptions == misconceptions)
  }

  @Test(
    arguments: [
      ([1, 3], true, ".+.+"), ([1], false, ".+.?"), ([1, 2, 3], false, ".+-+"),
      ([], false, ".?.?"), ([0, 2], false, "-?-?"),
    ] as [(Set<Int>, Bool, String)])
  func `A multiple choice is right when all of it is`(
    chosen: Set<Int>, isCorrect: Bool, expected: String
  ) {
    let result = grade(
      Sample.question(.multi(correct: [1, 3])), Sample.text(options: options), .options(chosen))
    #expect(result.isCorrect == isCorrect)
    #expect(states(result) == expected)
  }

  @Test func `Misconceptions come in the author's order`() {
    let result = grade(
      Sample.question(.multi(correct: [1])), Sample.text(options: options), .options([2, 0]))
    #expect(result.misconceptions == ["polarity", "sum"])
  }

  @Test(
    arguments: [
      (.imprecise, 2, true, true, true), (.imprecise, 1, false, true, false),
      (.wrong, 2, false, false, true), (.correct, 0, false, false, false),
      (.imprecise, nil, false, true, false), (nil, 2, false, false, true),
    ] as [(Verdict?, Int?, Bool, Bool, Bool)])
  func `A judgement needs the verdict and the reason`(
    verdict: Verdict?, reason: Int?, isCorrect: Bool, isVerdictRight: Bool, isReasonRight: Bool
  ) {
    let result = grade(
      Sample.question(.judge(.imprecise, reason: 2)), Sample.text(options: options),
      .judgement(verdict, reason: reason))
    #expect(result.isCorrect == isCorrect)
    #expect(result.isVerdictRight == isVerdictRight)
    #expect(result.isReasonRight == isReasonRight)
  }

  @Test func `A judgement without reasons needs the verdict only`() {
    let question = Sample.question(.judge(.wrong, reason: nil))
    #expect(grade(question, Sample.text(), .judgement(.wrong, reason: nil)).isCorrect)
    #expect(!grade(question, Sample.text(), .judgement(.correct, reason: nil)).isCorrect)
  }

  @Test(
    arguments: [
      ([0, 1, 2, 3], true, [true, true, true, true]),
      ([1, 0, 2, 3], false, [false, false, true, true]),
      ([0, 1], false, [true, true, false, false]), ([], false, [false, false, false, false]),
    ] as [([Int], Bool, [Bool])])
  func `An order is right in every place or wrong`(
    items: [Int], isCorrect: Bool, places: [Bool]
  ) {
    let result = grade(Sample.question(.order(count: 4)), Sample.text(), .order(items))
    #expect(result.isCorrect == isCorrect)
    #expect(result.places == places)
  }

  @Test func `An open answer is graded by the learner`() {
    let text = Sample.text(keyPoints: 3)
    let result = grade(
      Sample.question(.open), text, .selfGraded(keyPoints: [0, 2], isRight: true))
    #expect(result.isCorrect)
    #expect(states(result) == "+?+")
    #expect(states(grade(Sample.question(.open), text, .none)) == "???")
  }

  @Test(arguments: [
    (Response.none, ""), (.options([2, 0]), "ac"), (.judgement(.wrong, reason: 1), "ce"),
    (.judgement(.imprecise, reason: nil), "b"), (.judgement(nil, reason: 0), "d"),
    (.number(" −1 "), "−1"), (.text("gate "), "gate"), (.order([1, 0, 2]), "bac"),
    (.selfGraded(keyPoints: [1], isRight: true), "b"),
  ])
  func `Reports use the author's letters`(response: Response, given: String) {
    #expect(response.given == given)
  }

  @Test func `Letters and numbers belong together`() {
    #expect((0..<26).map(\.optionLetter) == Array("abcdefghijklmnopqrstuvwxyz"))
    #expect("aZ ｂ1é".map(\.optionIndex) == [0, 25, nil, 1, nil, nil])
  }
}

@Suite struct DisplayOrderTests {
  @Test func `The same seed shows the same order`() {
    let question = Sample.choice()
    let orders = (0..<50 as Range<UInt64>).map { question.displayOrder(count: 4, seed: $0) }
    #expect(orders == (0..<50 as Range<UInt64>).map { question.displayOrder(count: 4, seed: $0) })
    #expect(Set(orders).count > 10)
    #expect(orders.allSatisfy { $0.sorted() == [0, 1, 2, 3] })
  }

  @Test func `Questions of one quiz are shuffled independently`() {
    let orders = (0..<20).map { Sample.choice("q\($0)").displayOrder(count: 4, seed: 1) }
    #expect(Set(orders).count > 5)
  }

  @Test func `An author may forbid shuffling`() {
    let question = Sample.question(.choice(correct: 0), isShuffled: false)
    #expect(question.displayOrder(count: 4, seed: 9) == [0, 1, 2, 3])
  }

  @Test(arguments: 2...7)
  func `Items are never shown in the right order`(count: Int) {
    let question = Sample.question(.order(count: count), isShuffled: false)
    for seed in 0..<300 as Range<UInt64> {
      let shown = question.displayOrder(count: count, seed: seed)
      #expect(shown != Array(0..<count))
      #expect(shown.sorted() == Array(0..<count))
    }
    #expect(question.displayOrder(count: 1, seed: 1) == [0])
  }
}
