public import CourseModel

/// The parts of an answer that are judged one by one: gaps, pairs, a line and its repair.
enum GradeParts {
  static func cloze(_ text: QuestionText, _ response: Response, terms: Set<String>) -> Grade {
    guard case .gaps(let typed) = response, !response.isEmpty else {
      return Grade(isCorrect: false)
    }
    let gaps = text.gaps.enumerated().map { index, gap in
      let given = index < typed.count ? typed[index] : ""
      let match = TypedText.match(given, accept: gap.answers, terms: terms)
      return Grade.Gap(match)
    }
    let isCorrect = gaps.allSatisfy(\.isRight)
    let rejection = gaps.first { !$0.isRight && $0.isAnotherTerm }.map { _ in
      Grade.Rejection.anotherTerm
    }
    return Grade(
      isCorrect: isCorrect, rejection: isCorrect ? nil : rejection ?? .notAccepted, gaps: gaps)
  }

  static func match(count: Int, _ response: Response) -> Grade {
    guard case .match(let given) = response, !response.isEmpty else {
      return Grade(isCorrect: false)
    }
    let places = (0..<count).map { $0 < given.count && given[$0] == $0 }
    return Grade(isCorrect: places.allSatisfy(\.self), places: places)
  }

  static func shape(_ shape: TensorShape, _ response: Response) -> Grade {
    guard case .text(let typed) = response, !response.isEmpty else {
      return Grade(isCorrect: false)
    }
    return switch TypedShape.match(typed, shape) {
    case .right: Grade(isCorrect: true)
    case .unreadable: Grade(isCorrect: false, rejection: .unreadableShape)
    case .rank(let given, let right):
      Grade(isCorrect: false, rejection: .wrongRank(given: given, right: right))
    case .axes(let axes): Grade(isCorrect: false, rejection: .wrongAxes(axes))
    }
  }

  static func bug(
    lines: Set<Int>, repair: Int, _ text: QuestionText, _ response: Response
  ) -> Grade {
    var (line, chosen): (Int?, Int?) = (nil, nil)
    if case .repair(let given, let option) = response { (line, chosen) = (given, option) }
    let isLineRight = line.map(lines.contains) ?? false
    let misconception = chosen.flatMap { option in
      option != repair && text.options.indices.contains(option)
        ? text.options[option].misconception : nil
    }
    return Grade(
      isCorrect: isLineRight && chosen == repair,
      options: text.options.indices.map {
        Grade.Option(wasChosen: $0 == chosen, isRight: $0 == repair)
      },
      misconceptions: misconception.map { [$0] } ?? [], isLineRight: isLineRight)
  }
}

extension QuestionText {
  /// Adds what the other language accepts, gap by gap: those that share an answer are the same one.
  mutating func acceptGaps(of other: QuestionText) {
    func keys(_ gap: Gap) -> Set<String> { Set(gap.answers.map(TypedText.normalized)) }
    for index in gaps.indices {
      let own = keys(gaps[index])
      let same = other.gaps.filter { !keys($0).isDisjoint(with: own) }
      if same.count == 1 { gaps[index].accept += same[0].answers }
    }
  }
}

extension QuestionText.Gap {
  /// Everything that may be typed into it; what is hidden comes first.
  public var answers: [String] { [hidden.plainText] + accept }
}

extension Grade.Gap {
  fileprivate init(_ match: TypedText.Match) {
    switch match {
    case .exact: self.init(isRight: true)
    case .slip(let answer): self.init(isRight: true, slipOf: answer)
    case .anotherTerm: self.init(isRight: false, isAnotherTerm: true)
    case .none: self.init(isRight: false)
    }
  }
}
