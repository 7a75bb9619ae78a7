public import CourseModel
internal import Languages
internal import Recurrent

extension Question {
  /// So many draws are tried for one seed before another seed has to help.
  public static let mostDraws = 200

  /// The question with its numbers drawn: an ordinary question, the same for the same seed.
  public func instantiate(seed: UInt64) -> Question {
    guard generator != nil else { return self }
    if case .success(let instance) = instance(seed: seed) { return instance }
    // A seed without a draw is rare; the question is asked all the same.
    if case .success(let instance) = instance(seed: 1) { return instance }
    return self
  }

  /// The first draw of a seed that can be asked, or what was wrong with the last of many.
  public func instance(seed: UInt64) -> Result<Question, NumberDraw.Problem> {
    draw(seed: seed).map { drawn($0) }
  }

  /// The numbers of ``instance(seed:)``.
  ///
  /// - Parameter attempts: how many draws are tried.
  public func draw(
    seed: UInt64, attempts: Int = Question.mostDraws
  ) -> Result<NumberDraw, NumberDraw.Problem> {
    var random = SeededRandom(seed: seed, name: id + " numbers")
    var result = attempt(&random)
    for _ in 1..<max(1, attempts) {
      if case .success = result { return result }
      result = attempt(&random)
    }
    return result
  }

  private func attempt(_ random: inout SeededRandom) -> Result<NumberDraw, NumberDraw.Problem> {
    guard let generator else { return .success(NumberDraw()) }
    var tolerance = Numeric.Tolerance.absolute(0)
    if case .numeric(let numeric) = kind { tolerance = numeric.tolerance }
    return generator.draw(&random, tolerance: tolerance).flatMap { draw in
      hasAlikeOptions(draw) ? .failure(.alikeOptions) : .success(draw)
    }
  }

  private func hasAlikeOptions(_ draw: NumberDraw) -> Bool {
    let mapping = PlaceholderSubstitution(draw: draw).mapping
    return Language.allCases.contains { language in
      let options = (text[language]?.options ?? []).map { mapping.map($0.blocks).plainText }
      return Set(options).count < options.count
    }
  }

  private func drawn(_ draw: NumberDraw) -> Question {
    guard generator != nil else { return self }
    var instance = self
    instance.generator = nil
    instance.kind = kind.drawn(draw)
    for language in Language.allCases {
      instance.text[language] = text[language]?.drawn(draw)
    }
    return instance
  }
}

extension Question.Kind {
  fileprivate func drawn(_ draw: NumberDraw) -> Question.Kind {
    switch self {
    case .numeric(var numeric):
      guard let answer = draw.answer else { return self }
      numeric.answer = answer
      numeric.wrong = draw.wrong
      numeric.written = numeric.written(answer)
      return .numeric(numeric)
    case .shape(var shape):
      shape.axes = shape.axes.map { $0.substituting(draw.values).simplified }
      let axes = shape.axes.map(\.written)
      shape.source = "(" + axes.joined(separator: ", ") + (axes.count == 1 ? ",)" : ")")
      return .shape(shape)
    default: return self
    }
  }
}

extension Question.Numeric {
  /// A computed answer with one digit more than its tolerance can tell.
  fileprivate func written(_ answer: Double) -> String {
    let margin = tolerance.margin(of: answer)
    guard margin > 0 else { return NumberText.significant(answer, digits: 10) }
    var (scaled, decimals) = (margin, 1)
    while scaled < 1, decimals < 12 {
      scaled *= 10
      decimals += 1
    }
    return NumberText.rounded(answer, decimals: decimals)
  }
}

extension QuestionText {
  fileprivate func drawn(_ draw: NumberDraw) -> QuestionText {
    let substitution = PlaceholderSubstitution(draw: draw)
    let mapping = substitution.mapping
    var text = self
    text.title = mapping.map(title)
    text.stem = mapping.map(stem)
    text.options = options.map {
      Option(
        blocks: mapping.map($0.blocks), feedback: mapping.map($0.feedback),
        misconception: $0.misconception)
    }
    text.hints = hints.map(mapping.map)
    text.explanation = mapping.map(explanation)
    text.keyPoints = keyPoints.map(mapping.map)
    text.followUps = followUps.map { followUp in
      var drawn = followUp
      drawn.blocks = mapping.map(followUp.blocks)
      drawn.answer = mapping.map(followUp.answer)
      return drawn
    }
    text.answer = mapping.map(answer)
    return text
  }
}
